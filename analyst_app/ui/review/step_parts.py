"""The decisions in a step of a review: those that it is about, and those that came along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analyst_app.core.annotation import Entry
from analyst_app.review.decisions import decisions_in

if TYPE_CHECKING:
    from analyst_app.core.store import Change
    from analyst_app.review.adjudicate import Review


def came_along(review: Review, made: Change, places: Sequence[int]) -> tuple[int, int]:
    """Return the numbers of decisions in a change that were taken and that were dropped with those at its places.

    Args:
        review: the review.
        made: a change that it gave out.
        places: of the differences that were decided.
    """
    refs = {ref for place in places for ref in review.refs(review.differences[place])}
    decisions = decisions_in(made.of(Entry)[1])
    newest = max((one.when for one in decisions), default="")  # a part of an earlier one may be kept beside them
    others = [one for one in decisions if one.when == newest and not any(o.ref in refs for o in one.origins)]
    dropped = sum(one.verdict == "reject" for one in others if one.along)
    return len(others) - dropped, dropped


def decided_in(change: Change) -> frozenset[str]:
    """Return the ids of the decisions that a change makes, takes back or replaces."""
    return frozenset([one.id for some in change.of(Entry) for one in some])
