"""The decisions in a stretch of the text, as the lane of gold shows them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
from operator import attrgetter
from typing import TYPE_CHECKING

from analyst_app.core.span import Span
from analyst_app.review.decisions import origins_of
from analyst_app.ui.article.gold_painter import GoldMark
from analyst_app.ui.review.gold.fates import fate_of, fate_of_row

if TYPE_CHECKING:
    from analyst_app.review.difference_rows import Row
    from analyst_app.ui.review.review_session import ReviewSession

_LONGEST = 8_000
"""Code points of what is looked for from before a stretch: the lane of a longer difference ends sooner."""
_START = attrgetter("start")


class GoldMarks:
    """The marks of a review. Those of a difference are made when they are first seen, and again once it is decided.

    Args:
        review: what is being reviewed.
    """

    def __init__(self, review: ReviewSession) -> None:
        self._review = review
        self._marks: list[tuple[GoldMark, ...]] = []
        """By place: of those that are not made yet, too, none."""
        self._unmade: set[int] = set()
        """Places of which they are to be made."""
        self._near: dict[tuple[int, int], range] = {}
        """By a stretch, the places that may touch it: the same paragraphs are painted at each key."""
        self._kept: dict[tuple[int, int], tuple[GoldMark, ...]] = {}
        """By a stretch, the marks that touch it, as gold is now."""
        review.rows_changed.connect(self._unmade.update)
        review.figures_changed.connect(self._kept.clear)  # gold has changed, perhaps where no difference is

    def touching(self, start: int, end: int) -> tuple[GoldMark, ...]:
        """The marks that touch a stretch, in reading order.

        Args:
            start: of the stretch, code points.
            end: of it.
        """
        kept = self._kept.get((start, end))
        if kept is None:
            kept = self._kept[start, end] = (*self._of_differences(start, end), *self._beside(start, end))
        return kept

    # -- inside ----------------------------------------------------------------

    def _of_differences(self, start: int, end: int) -> Iterator[GoldMark]:
        differences, marks = self._review.board.review.differences, self._marks
        if len(marks) != len(differences):
            marks[:] = [()] * len(differences)
            self._unmade.update(range(len(differences)))
            self._near.clear()
        near = self._near.get((start, end))
        if near is None:
            first = bisect_left(differences, start - _LONGEST, key=_START)
            beyond = bisect_left(differences, end + 1, lo=first, key=_START)
            near = self._near[start, end] = range(first, beyond)
        for place in self._unmade.intersection(near):
            marks[place] = tuple(_of(self._review, self._review.board.rows[place]))
            self._unmade.remove(place)
        for some in filter(None, marks[near.start : near.stop]):  # most wait, and have none
            for mark in some:
                if mark.span.start < end and start < mark.span.end:
                    yield mark

    def _beside(self, start: int, end: int) -> Iterator[GoldMark]:
        """The marks of what gold has and no difference is about: added here, or settled between other readers."""
        review = self._review.board.review
        for one in review.gold.touching(start, end):
            refs = origins_of(one)
            if not refs:
                yield GoldMark(one.span, "added")
            elif review.place_of_any(refs) is None:
                yield GoldMark(one.span, fate_of(review.decision_of(one)) or "taken")


def _of(review: ReviewSession, row: Row) -> Iterator[GoldMark]:
    """The marks of a difference; none while it waits."""
    fate = fate_of_row(row)
    if fate is None:
        return
    gold = review.board.review.gold_of(row.place)
    for one in gold:
        yield GoldMark(one.span, fate)
    if not gold:
        yield GoldMark(Span(row.difference.start, row.difference.end), "rejected")
