"""What was decided in a stretch of the text, as its lane shows it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator
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


def gold_marks(review: ReviewSession, start: int, end: int) -> Iterator[GoldMark]:
    """What was decided there, in reading order.

    Args:
        review: what is being reviewed.
        start: of the stretch, code points.
        end: of it.
    """
    differences, rows = review.board.review.differences, review.board.rows
    first_from = partial(bisect_left, range(len(differences)), key=lambda place: differences[place].start)
    for place in range(first_from(start - _LONGEST), first_from(end + 1)):
        row = rows[place]
        if row.decision is not None and row.state not in WAITING:
            yield from (mark for mark in _of(review, row) if mark.span.start < end and start < mark.span.end)


def _of(review: ReviewSession, row: Row) -> Iterator[GoldMark]:
    gold = review.board.review.gold_of(row.place)
    is_own = row.decision is not None and row.decision.verdict == "own"
    for one in gold:
        yield GoldMark(one.span, is_in_gold=True, is_own=is_own)
    if not gold:
        yield GoldMark(Span(row.difference.start, row.difference.end), is_in_gold=False)
