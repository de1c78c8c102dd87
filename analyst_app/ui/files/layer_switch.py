"""Turning to another layer: to look at it, or to write to it from now on."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.core.store import Change
from analyst_app.wording import tr

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
    taken_over = Signal(object)
    """A Session, the layer of somebody else: all that was done in it is in the annotator's own now."""
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
                self._bridge.refuse(tr("Not yet: {reason}.", reason=reason))
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

    def take_over(self, layer_id: str, old: Session) -> None:
        """Write to another layer from now on, and do there what was done in one that is somebody else's.

        It stays in the old one, unsaved, until it is in the new one.
        """

        def again(loaded: Loaded) -> None:
            self._desk.loaded.disconnect(again)
            new = loaded.session
            if (new.path, new.layer_id) == (old.path, layer_id) and not new.read_only:
                self._carry(old, new)
            else:
                self._bridge.refuse(
                    tr("What you did in {layer} is still there, and not saved: answer whose it is.", layer=old.layer_id)
                )

        self._desk.loaded.connect(again)
        self.become(layer_id)

    def _carry(self, old: Session, new: Session) -> None:
        from analyst_app.core.rebase import for_another

        whole = Change()
        for change in old.unsaved_changes:
            whole = whole.then(change)
        carried, left = for_another(old.store, whole, new.store)
        if carried and not self._bridge.do(tr("Take over"), carried):
            return
        self.taken_over.emit(old)
        if left:
            self._bridge.say(
                tr(
                    "{n} thing that you deleted or set in the layer {layer} is not deleted or set in yours."
                    "|{n} things that you deleted or set in the layer {layer} are not deleted or set in yours.",
                    left,
                    layer=old.layer_id,
                )
            )

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
