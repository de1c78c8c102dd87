"""News for the review that is shown: the layers that colleagues save meanwhile."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from collections.abc import Callable

    from analyst_app.core.annotation import Record
    from analyst_app.corpus.other_layers import OtherLayer
    from analyst_app.session.session import Session
    from analyst_app.ui.review.review_opening import Aligned, Pair
    from analyst_app.ui.widgets.tasks import Tasks

Stamps = tuple[tuple[int, int] | None, ...]
_LATER = 1_000
"""Milliseconds until what came in the middle of a question is looked at again."""


class ReviewNews(QObject):
    """Looks at the files of the layers whenever something in their folder changes.

    Args:
        tasks: to look with.
        is_busy: true while something is being asked or moved, so that nothing may change now.
        parent: the window.
    """

    changed = Signal(object, object, object, list)
    """The layers are others: the Session of gold, Aligned, the Pair as it was read, and ids of those that changed."""
    failed = Signal(object)
    """The error that came instead."""

    def __init__(self, tasks: Tasks, is_busy: Callable[[], bool], parent: QObject) -> None:
        super().__init__(parent)
        self._tasks, self._is_busy = tasks, is_busy
        self._session: Session | None = None
        self._pair: Pair | None = None
        self._is_blind = False
        self._stamps: Stamps = ()
        self._is_looking = False

    def follow(self, session: Session, pair: Pair, blind: bool) -> None:
        """Watch the layers of a review.

        Args:
            session: of the gold layer.
            pair: the layers as they were read.
            blind: True if names stay hidden.
        """
        self._session, self._pair, self._is_blind, self._stamps = session, pair, blind, ()

    def stop(self) -> None:
        """Watch nothing: nothing is reviewed."""
        self._session, self._pair, self._stamps = None, None, ()

    def look(self) -> None:
        """Look at the files, in a worker; read them if they are others."""
        from analyst_app.ui.review.review_opening import aligned, read_pair, stamps_of

        session, pair, before = self._session, self._pair, self._stamps
        if session is None or pair is None or self._is_looking:
            return
        blind, names = self._is_blind, tuple([layer.layer_id for layer in pair])

        def read() -> tuple[Stamps, Pair, Aligned] | None:
            stamps = stamps_of(session.path, names)
            if stamps == before or None in stamps:
                return None
            now = read_pair(session.path, session.document, names)
            return stamps, now, aligned(now, session.path.name, len(session.document), blind=blind)

        def done(found: tuple[Stamps, Pair, Aligned] | None) -> None:
            self._is_looking = False
            if found is not None and self._pair is pair:
                self._take(session, pair, *found)

        def failed(error: Exception) -> None:
            self._is_looking = False
            self.failed.emit(error)

        self._is_looking = True
        self._tasks.run(read, done=done, failed=failed)

    def _take(self, session: Session, pair: Pair, stamps: Stamps, now: Pair, layers: Aligned) -> None:
        changed = [new.layer_id for old, new in zip(pair, now, strict=True) if _by_id(old) != _by_id(new)]
        if changed and self._is_busy():
            QTimer.singleShot(_LATER, self.look)
            return
        if changed:
            self._pair = now
            self.changed.emit(session, layers, now, changed)
        self._stamps = stamps


def _by_id(layer: OtherLayer) -> dict[str, Record]:
    """Its records: memory and file keep links in different orders."""
    records: list[Record] = [*layer.annotations, *layer.links, *layer.entries]
    return {one.id: one for one in records}
