"""While a review is shown: what colleagues save meanwhile comes into it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from collections.abc import Callable

    from analyst_app.session.session import Session
    from analyst_app.ui.main_window import MainWindow
    from analyst_app.ui.review.review_beginning import Pair
    from analyst_app.ui.review.review_opening import Aligned

Stamps = tuple[tuple[int, int] | None, ...]
_LATER = 1_000
"""Milliseconds until what came in the middle of a question is looked at again."""


class ReviewNews(QObject):
    """Looks at the files of the two layers whenever something in their folder changes.

    Args:
        window: the window.
        is_busy: whether something is being asked or moved, so that nothing may change now.
        show: takes the layers as they are now, and those whose files changed.
    """

    def __init__(
        self,
        window: MainWindow,
        is_busy: Callable[[], bool],
        show: Callable[[Session, Aligned, Pair, list[str]], object],
    ) -> None:
        super().__init__(window)
        self._window, self._is_busy, self._show = window, is_busy, show
        self._session: Session | None = None
        self._pair: Pair | None = None
        self._is_blind = False
        self._stamps: Stamps = ()
        self._is_looking = False
        window.disk_news.watch.folder_changed.connect(self.look)
        window.disk_news.watch.seen.connect(lambda session, seen: self.look())

    def follow(self, session: Session | None, pair: Pair | None = None, *, blind: bool = False) -> None:
        """Watch the layers of a review, as they were read; None: nothing is reviewed."""
        self._session, self._pair, self._is_blind, self._stamps = session, pair, blind, ()

    def look(self) -> None:
        """Look at the two files, in a worker; read them if they are others."""
        from analyst_app.ui.review.review_opening import aligned, read_pair, stamps_of

        session, pair, before = self._session, self._pair, self._stamps
        if session is None or pair is None or self._is_looking:
            return
        blind, (a, b) = self._is_blind, (pair[0].layer_id, pair[1].layer_id)

        def read() -> tuple[Stamps, Pair, Aligned] | None:
            stamps = stamps_of(session.path, (a, b))
            if stamps == before or None in stamps:
                return None
            now = read_pair(session.path, session.document, (a, b))
            return stamps, now, aligned(now, session.path.name, len(session.document), blind=blind)

        def done(found: tuple[Stamps, Pair, Aligned] | None) -> None:
            self._is_looking = False
            if found is not None and self._pair is pair:
                self._take(session, pair, *found)

        def failed(error: Exception) -> None:
            self._is_looking = False
            self._window.review_commands.beginning.report(error)

        self._is_looking = True
        self._window.tasks.run(read, done=done, failed=failed)

    def _take(self, session: Session, pair: Pair, stamps: Stamps, now: Pair, layers: Aligned) -> None:
        changed = [new.layer_id for old, new in zip(pair, now, strict=True) if old[1:4] != new[1:4]]
        if changed and self._is_busy():
            QTimer.singleShot(_LATER, self.look)
            return
        if changed:
            self._pair = now
            self._show(session, layers, now, changed)
        self._stamps = stamps
