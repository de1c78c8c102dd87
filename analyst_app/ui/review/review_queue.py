"""The actions that lead from article to article in review."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from analyst_app.review.one_reading import Sampling
    from analyst_app.review.progress import ArticleProgress
    from analyst_app.ui.files.desk import Desk
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.review.checking.check_round import CheckRound
    from analyst_app.ui.review.folder_progress import FolderProgress
    from analyst_app.ui.review.open_review import OpenReview


class ReviewQueue(QObject):
    """Shows the queue, and goes on to the next readings in it.

    Args:
        progress: counts what is left to settle.
        open_review: the review that is left for the next.
        desk: says which article is open.
        bridge: says a word.
        parent: the window.
    """

    chosen = Signal(str, object)
    """An article's name, and the layers to be compared."""

    def __init__(
        self,
        progress: FolderProgress,
        open_review: OpenReview,
        desk: Desk,
        bridge: SessionBridge,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._progress, self._open, self._desk, self._bridge = progress, open_review, desk, bridge
        self._window = parent
        self._checks: CheckRound | None = None
        self._draw: Sampling | None = None
        """The articles in which an only reader is checked, as they were chosen in the queue last; None: all."""

    def follow(self, checks: CheckRound) -> None:
        """Go on with a round of checks while one is on."""
        self._checks = checks

    def show(self) -> None:
        """Show the queue."""
        self._progress.count(self._offer)

    def go_on(self) -> None:
        """Begin the review of the next readings in the queue."""
        self._open.be_still()
        if self._checks is not None and self._checks.is_on:
            if not self._checks.go_on():
                self._open.stay()
            return
        self._progress.count(self._begin_next)

    def _offer(self, articles: list[ArticleProgress]) -> None:
        from analyst_app.ui.review.queue_dialog import QueueDialog

        if self._checks is not None:
            self._checks.stop()  # what is chosen here is gone on with
        dialog = QueueDialog(articles, self._window, self._progress.title_of, self._draw)
        dialog.draw_chosen.connect(self._keep_draw)
        dialog.chosen.connect(self.chosen)
        dialog.finished.connect(self._window.activateWindow)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def _keep_draw(self, draw: Sampling) -> None:
        self._draw = draw

    def _begin_next(self, articles: list[ArticleProgress]) -> None:
        from analyst_app.review.one_reading import EVERY
        from analyst_app.review.progress import review_queue, row_after, rows_like

        order, review = self._desk.order, self._open.review
        here = self._progress.name_of(order.path) if order is not None else ""
        layers = review.layers if review is not None else ()
        rows = rows_like(review_queue(articles, draw=self._draw or EVERY), layers)
        row = row_after(rows, here, layers if len(layers) == 2 else ())
        if row is not None:
            self.chosen.emit(row.article, row.pair.layers)
        else:
            self._open.stay()
            self._bridge.say("Nothing else waits for a review.")
