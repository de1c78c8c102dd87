"""A review as the window shows it: one row a difference, and figures that follow each decision."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from typing import NamedTuple, TypeVar

from analyst_app.core.annotation import Annotation, Link, Record
from analyst_app.core.store import Change, Key, key_of
from analyst_app.review.adjudicate import Review, State
from analyst_app.review.adrift import AnyDifference
from analyst_app.review.agreement import Agreement, Scope
from analyst_app.review.align import Reading
from analyst_app.review.bulk_work import bulk_work
from analyst_app.review.causes import Cause, cause_of, grouped
from analyst_app.review.decisions import Decision
from analyst_app.review.live_agreement import LiveAgreement
from analyst_app.review.tally import tally

GOLD = "gold"

_AGREED = Cause(("same",), "agreed")

_R = TypeVar("_R", Annotation, Link)


@dataclass
class Row:
    """A difference and how far it is."""

    place: int
    difference: AnyDifference
    cause: Cause
    state: State
    decision: Decision | None


class Snapshot(NamedTuple):
    """Gold as it is when the figures begin to be made."""

    shared: Change
    """What both share and gold has not got yet."""
    gold: list[Annotation]
    links: list[Link]

    def annotations(self) -> list[Annotation]:
        """Gold's, and those that it will get with the next decision."""
        return [*self.gold, *self.shared.of(Annotation)[1]]

    def all_links(self) -> list[Link]:
        """Gold's, and those that it will get with the next decision."""
        return [*self.links, *self.shared.of(Link)[1]]


class Figures(NamedTuple):
    """Agreement before and after the decisions."""

    before: Agreement
    after: list[LiveAgreement]
    snapshot: Snapshot


class ReviewDesk:
    """Keeps rows and figures right; building it, and ``measure``, are work for another thread.

    Args:
        review: what is being settled.
        titles: words that are no part of a name, for the causes.
    """

    def __init__(self, review: Review, titles: Collection[str] = ()) -> None:
        self.review = review
        with bulk_work(len(review.differences)):
            self.rows: list[Row] = [
                Row(place, one, _AGREED, "agreed", None)
                if review.is_plain(place)
                else Row(place, one, cause_of(one, review.text, titles), review.state(place), review.decision(place))
                for place, one in enumerate(review.differences)
            ]
        """By place; agreed ones too."""
        self._shared: dict[Key, Record] = {}
        self._shared_at: dict[int, list[Key]] = {}
        self._annotations: dict[str, Annotation] = {}
        self._links: dict[str, Link] = {}
        self.before: Agreement | None = None
        """Of the two layers with each other, as they are: no decision changes it."""
        self.after: list[LiveAgreement] = []
        """Of each layer with gold: what the decisions made of them. Empty until ``take``."""
        self._since: list[tuple[Change, set[int]]] = []

    def snapshot(self) -> Snapshot:
        """What the figures are made of, as it is now; from here on changes are remembered for ``take``."""
        self._since = []
        gold = self.review.gold
        return Snapshot(self.review.shared(), list(gold.annotations), gold.links)

    def measure(self, snapshot: Snapshot, scope: Scope) -> Figures:
        """The figures before and after; touches nothing that changes, so it may run in another thread."""
        a, b = self.review.comparison.a, self.review.comparison.b
        length = len(self.review.text)
        before = Agreement((a.layer, b.layer), scope)
        before.add(tally([a, b], length))
        gold = Reading(GOLD, snapshot.annotations(), snapshot.all_links())
        both = (*a.annotations, *b.annotations)
        return Figures(
            before, [LiveAgreement(own, gold, others=both, length=length, scope=scope) for own in (a, b)], snapshot
        )

    def take(self, figures: Figures) -> None:
        """Show figures from now on, and bring them up to date."""
        self.before, self.after = figures.before, figures.after
        self._count(figures.snapshot)
        since, self._since = self._since, []
        for change, places in since:
            self._follow(change, places)

    def row(self, place: int) -> Row:
        """The row of a difference."""
        return self.rows[place]

    def heard(self, change: Change) -> set[int]:
        """Take note of a change of gold.

        Returns:
            Places of the rows that are different now.
        """
        places = self.review.heard(change)
        changed: set[int] = set()
        for place in places:
            row = self.rows[place]
            state, decision = self.review.state(place), self.review.decision(place)
            if state != row.state or decision != row.decision:
                row.state, row.decision = state, decision
                changed.add(place)
        if self.after:
            self._follow(change, places)
        else:
            self._since.append((change, places))
        return changed

    def _count(self, snapshot: Snapshot) -> None:
        """What both share and gold has not got yet counts as if it had: the next decision brings it."""
        shared = snapshot.shared
        self._shared = {(type(one), one.id): one for one in shared.added}
        self._annotations = {one.id: one for one in snapshot.annotations()}
        self._links = {one.id: one for one in snapshot.all_links()}
        place_of = {one.id: self.review.place_of(one) for one in shared.of(Annotation)[1]}
        self._shared_at = {}
        for key, one in self._shared.items():
            ends = (one.from_id, one.to_id) if isinstance(one, Link) else (one.id,)
            for end in ends:
                place = place_of.get(end)
                if place is not None:
                    self._shared_at.setdefault(place, []).append(key)

    def _follow(self, change: Change, places: Iterable[int]) -> None:
        """Bring the figures after the decisions to what gold is now, or will be with the next decision."""
        keys = dict.fromkeys(map(key_of, (*change.removed, *change.added)))
        for place in places:
            keys |= dict.fromkeys(self._shared_at.get(place, ()))
        gone, come = _replace(self._annotations, (key for key in keys if key[0] is Annotation), self._annotation)
        gone_links, come_links = _replace(self._links, (key for key in keys if key[0] is Link), self._link)
        for live in self.after:
            live.update(gone, come, removed_links=gone_links, added_links=come_links)

    def _annotation(self, key: Key) -> Annotation | None:
        held = self.review.gold.annotation(key[1])
        shared = self._shared.get(key)
        if held is None and isinstance(shared, Annotation) and self.review.is_unshared(shared):
            return shared
        return held

    def _link(self, key: Key) -> Link | None:
        held = self.review.gold.record(key)
        shared = self._shared.get(key)
        if held is None and isinstance(shared, Link):
            return shared if {shared.from_id, shared.to_id} <= self._annotations.keys() else None
        return held if isinstance(held, Link) else None

    def groups(self, states: Collection[State]) -> list[tuple[Cause, list[int]]]:
        """The rows in these states by cause, the largest group first."""
        return grouped([(row.place, row.cause) for row in self.rows if row.state in states])

    def alike(self, place: int, states: Collection[State]) -> list[int]:
        """The rows in these states with the same cause as one of them."""
        key = self.rows[place].cause.key
        return [row.place for row in self.rows if row.state in states and row.cause.key == key]

    def counts(self, places: Iterable[int]) -> dict[str, int]:
        """How many rows of each kind."""
        found: dict[str, int] = {}
        for place in places:
            kind = self.rows[place].difference.shown_kind
            found[kind] = found.get(kind, 0) + 1
        return found


def _replace(counted: dict[str, _R], keys: Iterable[Key], now: Callable[[Key], _R | None]) -> tuple[list[_R], list[_R]]:
    """Bring what is counted up to date; answers what went and what came."""
    gone: list[_R] = []
    come: list[_R] = []
    for key in keys:
        old, new = counted.get(key[1]), now(key)
        if old is new or old == new:
            continue
        if old is not None:
            gone.append(counted.pop(key[1]))
        if new is not None:
            counted[key[1]] = new
            come.append(new)
    return gone, come
