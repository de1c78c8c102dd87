"""The layers of the open article: their ids and counts, and which of them may not be looked at yet."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.core.layer_ids import gold_layer

if TYPE_CHECKING:
    from analyst_app.session.session import LayerInfo, Session
    from analyst_app.ui.files.desk import Desk
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.files.workplace import Workplace
    from analyst_app.ui.widgets.tasks import Tasks


class OpenLayers(QObject):
    """Reads which layers stand beside the open article, in a worker."""

    read_anew = Signal()
    """The layers were read."""

    def __init__(self, bridge: SessionBridge, desk: Desk, workplace: Workplace, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._desk, self._workplace, self._tasks = bridge, desk, workplace, tasks
        self._infos: Sequence[LayerInfo] = ()
        self._is_read_blind = False
        """True if the article is in a corpus that is read blind, perhaps one of which only a part is open."""
        self._path: Path | None = None
        """The article whose layers they are."""
        bridge.opened.connect(self._on_opened)
        bridge.opened.connect(self._note_status)
        bridge.changed.connect(self._note_status)

    @property
    def infos(self) -> Sequence[LayerInfo]:
        """The layers, as they were read last."""
        return self._infos

    @property
    def own(self) -> str:
        """Id of the layer that is written to."""
        return self._workplace.annotator

    @property
    def shown(self) -> str:
        """Id of the layer that is shown or being opened; a dash if there is none."""
        session, order = self._bridge.session, self._desk.order
        return session.layer_id if session is not None else order.layer_id if order is not None else "–"

    @property
    def lone_reader(self) -> str:
        """Id of the layer that alone has anything, of those of others that may be looked at; empty without one."""
        from analyst_app.corpus.shared_articles import read_again
        from analyst_app.review.one_reading import lone_reader

        seen = [one for one in self._infos if not self.why_sealed(one.layer_id)]
        again = read_again({one.layer_id: one.reader for one in seen})
        told = {one.layer_id: (one.status, one.marks) for one in seen if one.layer_id not in again}
        return lone_reader(told, self.own)

    def is_mine(self, layer_id: str) -> bool:
        """True of the annotator's own layer and gold."""
        from analyst_app.corpus.sealing import is_mine

        return is_mine(layer_id, self.own)

    def why_sealed(self, layer_id: str) -> str:
        """The reason why a layer of the open article may not be looked at yet; empty: it may."""
        from analyst_app.corpus.sealing import reason_sealed

        session = self._bridge.session
        if session is None or self.is_mine(layer_id):
            return ""
        is_reviewer = any(layer.layer_id == gold_layer(self.own) for layer in self._infos)
        if is_reviewer or session.path in self._workplace.looked_at:
            return ""
        status = next((layer.status for layer in self._infos if layer.layer_id == self.own), "")
        if session.layer_id == self.own:
            status = session.store.layer.status
        return reason_sealed({"sealed": True} if self._is_read_blind else session.codebook.raw, status)

    def look_without_reading(self) -> None:
        """See the work of others on the open article, which is read blind, as a reviewer who does not read it."""
        session = self._bridge.session
        if session is not None:
            self._workplace.look_without_reading(session.path)
            self.read_anew.emit()

    def read(self) -> None:
        """Read them again."""
        self._tasks.give_up(self)
        session = self._bridge.session
        if session is not None:
            self._read(session, self._tasks.run)

    def _read(self, session: Session, run: Callable[..., None]) -> None:
        from analyst_app.session.session import layers_of

        path, seal = session.path, self._workplace.seal(session.path)

        def found() -> tuple[list[LayerInfo], bool]:
            return layers_of(path), seal.is_read_blind(path.parent)

        def done(answer: tuple[list[LayerInfo], bool]) -> None:
            now = self._bridge.session
            if now is not None and now.path == path:
                self._infos, self._is_read_blind = answer
                self.read_anew.emit()

        run(found, done=done, failed=lambda error: None)

    def _note_status(self, _: object = None) -> None:
        session = self._bridge.session
        self._workplace.note_article(session.path if session is not None else None)
        if session is not None and session.layer_id == self.own:
            self._workplace.note_status({session.path: session.store.layer.status})
        else:
            self._workplace.note_status({})

    def _on_opened(self) -> None:
        session = self._bridge.session
        if session is None or session.path != self._path:
            self._path, self._infos = session.path if session is not None else None, ()
        if session is None:
            self._tasks.give_up(self)
        else:
            self._read(session, partial(self._tasks.run_at_rest, self))
