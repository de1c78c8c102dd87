"""The rows of a review and their counts, kept up to date with every change.

Three of four rows are about what both layers share and nobody decided. They
are all alike but for their difference, so they are made when they are asked for.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import groupby

from analyst_app.alignment.gathering import Gathered
from analyst_app.core.bulk_work import bulk_work
from analyst_app.review.adjudicate import Review
from analyst_app.review.adrift import AnyDifference
from analyst_app.review.causes import NO_EDGE_WORDS, Cause, EdgeWords, cause_of
from analyst_app.review.decisions import WAITING, Decision, ReviewState
from analyst_app.review.gathered_causes import gathered_cause

_AGREED = Cause(("same",), "agreed")


@dataclass(slots=True)
class Row:
    """A difference with its cause, its review state and its decision."""

    place: int
    """Index of the difference in the review."""
    difference: AnyDifference
    cause: Cause
    state: ReviewState
    decision: Decision | None


class Rows:
    """The rows of a review, by place. Making them is work for another thread.

    Args:
        review: the review.
        words: words and signs of the language of the article, for the causes.
    """

    def __init__(self, review: Review, words: EdgeWords = NO_EDGE_WORDS) -> None:
        self._review = review
        words = words._replace(is_one_reading=review.is_check)
        self._made: dict[int, Row] = {}
        self._kinds: dict[str, list[int]] = {}
        self._groups: dict[tuple[object, ...], tuple[Cause, set[int]]] = {}
        self.waiting: set[int] = set()
        """Places of the rows that wait for a decision. A live view: do not change it."""
        with bulk_work(len(review.differences)):
            for place, one in enumerate(review.differences):
                if not review.is_plain(place):
                    row = self._made[place] = Row(place, one, _cause(one, review.text, words), "open", None)
                    if review.is_begun:
                        row.state, row.decision = review.state(place), review.decision(place)
                    self._count(row, 1)

    def __len__(self) -> int:
        """Return the number of rows, agreed ones included."""
        return len(self._review.differences)

    def __getitem__(self, place: int) -> Row:
        """Return the row at a place."""
        row = self._made.get(place)
        return Row(place, self._review.differences[place], _AGREED, "agreed", None) if row is None else row

    def __iter__(self) -> Iterator[Row]:
        """Return an iterator over all rows, agreed ones included."""
        return (self[place] for place in range(len(self)))

    @property
    def listed(self) -> list[Row]:
        """The rows that are not agreed, in reading order."""
        return [row for _, row in sorted(self._made.items()) if row.state != "agreed"]

    @property
    def total(self) -> int:
        """Number of rows that are not agreed."""
        return sum(every for every, _ in self._kinds.values())

    def agreed_ids(self) -> frozenset[str]:
        """Return the ids of the annotations, of all layers, in rows that are agreed."""
        found: list[str] = []
        for place, difference in enumerate(self._review.differences):
            row = self._made.get(place)
            if row is None or row.state == "agreed":
                found += [one[0] for side in difference.sides for one in side]
        return frozenset(found)

    def renew(self, place: int) -> bool:
        """Bring the row at a place up to date; return False if nothing about it has changed."""
        row = self[place]
        state, decision = self._review.state(place), self._review.decision(place)
        if state == row.state and decision == row.decision:
            return False
        self._made[place] = row
        self._count(row, -1)
        row.state, row.decision = state, decision
        self._count(row, 1)
        return True

    def groups(self) -> list[tuple[Cause, Collection[int]]]:
        """Return the places of the rows that wait, by cause, the largest group first."""
        groups = sorted((group for group in self._groups.values() if group[1]), key=lambda group: -len(group[1]))
        found: list[tuple[Cause, Collection[int]]] = []
        for _, equal in groupby(groups, key=lambda group: len(group[1])):
            first, *others = equal
            found += sorted((first, *others), key=lambda group: min(group[1])) if others else [first]
        return found

    def alike(self, place: int) -> list[int]:
        """Return the places of the rows that wait and have the same cause as the row at a place."""
        return sorted(self._groups.get(self[place].cause.key, (_AGREED, ()))[1])

    def counts(self) -> dict[str, tuple[int, int]]:
        """Return for each kind the number of rows that are not agreed, and the number of these that wait."""
        return {kind: (every, waiting) for kind, (every, waiting) in self._kinds.items() if every}

    def _count(self, row: Row, step: int) -> None:
        if row.state == "agreed":
            return
        numbers = self._kinds.setdefault(row.difference.shown_kind, [0, 0])
        numbers[0] += step
        if row.state in WAITING:
            numbers[1] += step
            for places in (self.waiting, self._groups.setdefault(row.cause.key, (row.cause, set()))[1]):
                (places.add if step > 0 else places.discard)(row.place)


def _cause(difference: AnyDifference, text: str, words: EdgeWords) -> Cause:
    if isinstance(difference, Gathered):
        return gathered_cause(difference, text, words)
    return cause_of(difference, text, words)
