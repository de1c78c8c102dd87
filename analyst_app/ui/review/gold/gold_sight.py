"""Gold as it is seen in the text of a review: its lane under the readers', or gold alone in their place."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.core.span import Span
from analyst_app.core.store import AnnotationStore
from analyst_app.ui.article.gold_painter import GoldPainter
from analyst_app.ui.review.gold.gold_marks import GoldMarks

if TYPE_CHECKING:
    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.review.review_session import ReviewSession


class GoldSight:
    """Shows gold in a text.

    Args:
        text: of the review.
    """

    def __init__(self, text: ArticleView) -> None:
        self._text = text
        self._lane = GoldPainter()
        self._review: ReviewSession | None = None
        self.is_alone = False
        """True if no reading is shown beside it."""
        text.let_paint(self._lane)

    def show_review(self, review: ReviewSession) -> None:
        """Follow the gold of a review, from its first decision on."""
        self._review = review
        self._lane.show(GoldMarks(review).touching)
        review.figures_changed.connect(self._follow)

    def forget(self) -> None:
        """The review is left: let go of it."""
        self._review = None
        self._lane.clear()

    def paint_alone(self, review: ReviewSession, *, is_begun: bool = False) -> None:
        """Paint what gold has as a layer is painted in reading: tints, lanes and letters.

        Args:
            review: whose gold is meant.
            is_begun: True if it stands alone already: then lines keep their place.
        """
        gold, codebook = review.board.review.gold, review.compared.codebook
        self._text.show_annotations(gold, codebook)
        if not is_begun:
            self._text.show_second(AnnotationStore(length=len(review.compared.document.text)), codebook)

    def mark_current(self, review: ReviewSession) -> None:
        """Mark what gold has of the difference that is looked at; the words of all of it where gold has nothing."""
        row = review.row
        gold = review.board.review.gold_of(row.place) if row is not None else []
        self._text.set_current(gold[0] if gold else None)
        self._text.set_hits([Span(row.difference.start, row.difference.end)] if row is not None and not gold else ())

    def _follow(self) -> None:
        """Gold has changed, perhaps where no difference is."""
        if self._review is None:
            return
        if self.is_alone:
            self.paint_alone(self._review, is_begun=True)
            self.mark_current(self._review)
        else:
            self._text.paint_anew(self._lane.outdated(plan for _, plan in self._text.frame()))
