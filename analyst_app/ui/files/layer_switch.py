"""Turning to another layer: to look at it, or to write to it from now on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.core.store import Change

if TYPE_CHECKING:
    from analyst_app.session.session import Session
    from analyst_app.ui.files.desk import Desk
    from analyst_app.ui.files.open_layers import OpenLayers
    from analyst_app.ui.files.opening import Loaded
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.files.workplace import Workplace
    from analyst_app.ui.widgets.tasks import Tasks


class LayerSwitch(QObject):
    """Shows another layer, and makes another the annotator's."""

    became = Signal()
    """Another layer is written to."""
    failed = Signal(object, object)
    """A layer could not get another name: the Path of its article, and the error."""

    def __init__(
        self, desk: Desk, bridge: SessionBridge, workplace: Workplace, layers: OpenLayers, tasks: Tasks
    ) -> None:
        super().__init__(desk)
        self._desk, self._bridge, self._workplace, self._layers, self._tasks = desk, bridge, workplace, layers, tasks

    def show(self, layer_id: str) -> None:
        """Show another layer of the open article; another person's is read-only."""
        order = self._desk.order
        if order is not None and order.layer_id != layer_id:
            reason = self._layers.why_sealed(layer_id)
            if reason:
                self._bridge.refuse(f"Not yet: {reason}.")
                return
            self._desk.show_layer(layer_id)

    def become(self, layer_id: str) -> None:
        """Write to another layer from now on; the open article is shown with it."""
        order = self._desk.order
        own_was_shown = order is not None and order.layer_id == self._workplace.annotator
        self._workplace.become(layer_id)
        if own_was_shown:
            self.show(layer_id)
        self.became.emit()

    def take_over(self, layer_id: str, whole: Change) -> None:
        """Write to another layer from now on, and make a change there once it is open."""

        def again(loaded: Loaded) -> None:
            self._desk.loaded.disconnect(again)
            if loaded.session.layer_id == layer_id and loaded.session.store.refusal(whole) is None:
                self._bridge.do("Take over", whole)

        self._desk.loaded.connect(again)
        self.become(layer_id)

    def rename(self, session: Session, layer_id: str) -> None:
        """Give a layer another name, in its file too, and write to it from now on."""
        from analyst_app.session.layer_files import move_layer

        def moved(_: object) -> None:
            self._desk.forget(session)
            self.become(layer_id)

        def failed(error: Exception) -> None:
            self.failed.emit(session.path, error)

        self._desk.when_saved(
            lambda: self._tasks.run(move_layer, session, layer_id, done=moved, failed=failed, must_end=True)
        )
