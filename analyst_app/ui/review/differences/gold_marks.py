"""What was decided in a stretch of the text, as its lane shows it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from analyst_app.core.span import Span
from analyst_app.review.adjudicate import WAITING
from analyst_app.ui.article.gold_painter import GoldMark

if TYPE_CHECKING:
    from analyst_app.review.difference_rows import Row
    from analyst_app.ui.review.review_session import ReviewSession

_LONGEST = 8_000
"""Code points of what is looked for from before a stretch: the lane of a longer difference ends sooner."""


class GoldMarks:
    """The marks of a review. Those of a difference are made when they are first seen, and again once it is decided.

    Args:
        review: what is being reviewed.
    """

    def __init__(self, review: ReviewSession) -> None:
        self._review = review
        self._known: dict[int, tuple[GoldMark, ...]] = {}
        review.rows_changed.connect(self._forget)

    def touching(self, start: int, end: int) -> Iterator[GoldMark]:
        """What was decided in a stretch, in reading order.

        Args:
            start: of the stretch, code points.
            end: of it.
        """
        differences, known = self._review.board.review.differences, self._known
        first_from = partial(bisect_left, range(len(differences)), key=lambda place: differences[place].start)
        for place in range(first_from(start - _LONGEST), first_from(end + 1)):
            marks = known.get(place)
            if marks is None:
                marks = known[place] = tuple(_of(self._review, self._review.board.rows[place]))
            for mark in marks:
                if mark.span.start < end and start < mark.span.end:
                    yield mark

    def _forget(self, places: Iterable[int]) -> None:
        for place in places:
            self._known.pop(place, None)


def _of(review: ReviewSession, row: Row) -> Iterator[GoldMark]:
    """What was decided about a difference; nothing while it waits."""
    if row.decision is None or row.state in WAITING:
        return
    gold = review.board.review.gold_of(row.place)
    for one in gold:
        yield GoldMark(one.span, is_in_gold=True, is_own=row.decision.verdict == "own")
    if not gold:
        yield GoldMark(Span(row.difference.start, row.difference.end), is_in_gold=False)
