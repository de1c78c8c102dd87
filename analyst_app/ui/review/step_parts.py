"""The decisions in a step of a review: those that it is about, and those that came along."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from analyst_app.core.annotation import Annotation, Entry
from analyst_app.review.decisions import decisions_in, origins_of
from analyst_app.wording import tr

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


def with_parts(told: str, taken: int, dropped: int) -> str:
    """Return the words for a step, with the numbers of what came along.

    Args:
        told: the words.
        taken: number of decisions that were taken along.
        dropped: number of those that were dropped along.
    """
    if taken:
        told = tr("{told}, {n} taken with it|{told}, {n} taken with it", n=taken, told=told)
    if dropped:
        told = tr("{told}, {n} dropped with it|{told}, {n} dropped with it", n=dropped, told=told)
    return told


def refs_in(change: Change) -> list[str]:
    """Return the names of the annotations that a change brought something of, or decided about."""
    refs = [ref for one in change.of(Annotation)[1] for ref in origins_of(one)]
    return refs + [origin.ref for one in decisions_in(change.of(Entry)[1]) for origin in one.origins]


def decided_in(change: Change) -> frozenset[str]:
    """Return the ids of the decisions that a change makes, takes back or replaces."""
    return frozenset([one.id for some in change.of(Entry) for one in some])
