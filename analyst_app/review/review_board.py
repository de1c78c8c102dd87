"""The board of a review, as the window shows it: a row for each difference, and figures that follow the decisions."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import NamedTuple, TypeVar

from analyst_app.agreement.agreement import Agreement, Scope
from analyst_app.agreement.live_agreement import LiveAgreement
from analyst_app.agreement.tally import tally
from analyst_app.alignment.align import Reading
from analyst_app.core.annotation import Annotation, Link
from analyst_app.core.store import Change, Key, key_of
from analyst_app.review.adjudicate import Review
from analyst_app.review.causes import NO_EDGE_WORDS, EdgeWords
from analyst_app.review.difference_rows import Rows
from analyst_app.review.shared_part import NOTHING_SHARED, SharedPart

GOLD = "gold"
"""Name of the gold layer in the figures."""
_MANY = 200
"""Number of places in one change above which the figures are made anew by ``measure`` instead of followed."""

_R = TypeVar("_R", Annotation, Link)


class Snapshot(NamedTuple):
    """The records of gold at the time when making the figures begins."""

    number: int
    """Number of the snapshot; only figures of the last one are taken."""
    part: SharedPart
    """The records that both layers share and gold lacks."""
    gold: list[Annotation]
    """The annotations of gold."""
    links: list[Link]
    """The links of gold."""


class _Counted(NamedTuple):
    """The records that the figures after the decisions count, by id: gold's, and those of the next decision."""

    annotations: dict[str, Annotation]
    links: dict[str, Link]
    shared_at: dict[int, str]
    """Ids of the annotations that both layers share, by place."""


class Figures(NamedTuple):
    """Agreement before and after the decisions."""

    number: int
    """Number of the snapshot that they were made of."""
    before: Agreement
    """Agreement of the layers with each other."""
    after: list[LiveAgreement]
    """Agreement of each layer with gold."""
    part: SharedPart
    """The shared part of the snapshot."""
    counted: _Counted


class ReviewBoard:
    """The rows and figures of a review, kept up to date. Making it, and ``measure``, are work for another thread.

    Args:
        review: the review.
        words: words and signs of the language of the article, for the causes.
    """

    def __init__(self, review: Review, words: EdgeWords = NO_EDGE_WORDS) -> None:
        self.review = review
        self.rows = Rows(review, words)
        """All rows, agreed ones included."""
        self._part = NOTHING_SHARED
        self._counted = _Counted({}, {}, {})
        self.before: Agreement | None = None
        """Agreement of the layers with each other, which no decision changes; None until ``take``."""
        self._after: list[LiveAgreement] = []
        self.is_behind = True
        """True while the figures have to be made by ``measure``; changes are not followed until ``take``."""
        self._snapshots = 0
        self._since: list[tuple[Change, set[int]]] = []
        """Changes of gold that the figures do not follow yet, with the places that they are about."""

    @property
    def after(self) -> list[LiveAgreement]:
        """Agreement of each layer with gold, which decisions change; empty until ``take``."""
        self.catch_up()
        return self._after

    def snapshot(self) -> Snapshot:
        """Return what the figures are made of; from here on changes are remembered for ``take``."""
        self.is_behind, self._since = True, []
        self._snapshots += 1
        gold = self.review.gold
        return Snapshot(self._snapshots, self.review.shared_part(), list(gold.annotations), gold.links)

    def measure(self, snapshot: Snapshot, scope: Scope) -> Figures:
        """Return the figures before and after the decisions.

        Nothing that changes is touched, so it may run in another thread.

        Args:
            snapshot: gold as it was when ``snapshot`` was called.
            scope: the tags of the codebook.
        """
        self.review.warm()
        readings = self.review.comparison.readings
        length = len(self.review.text)
        before = self.before
        if before is None:
            before = Agreement(self.review.layers, scope)
            before.add(tally(readings, length, scope.skip))
        counted = self._count(snapshot)
        gold = Reading(GOLD, list(counted.annotations.values()), list(counted.links.values()))
        every = [one for reading in readings for one in reading.annotations]
        after = [LiveAgreement(own, gold, others=every, length=length, scope=scope) for own in readings]
        return Figures(snapshot.number, before, after, snapshot.part, counted)

    def take(self, figures: Figures) -> None:
        """Show new figures, with what was decided meanwhile; those of an earlier snapshot are left out."""
        if figures.number != self._snapshots:
            return
        self.is_behind = False
        self.before, self._after = figures.before, figures.after
        self._part, self._counted = figures.part, figures.counted

    def heard(self, change: Change) -> set[int]:
        """Take note of a change of gold, whoever made it; the figures follow when they are asked for.

        Returns:
            Places of the rows that are different now.
        """
        places = self.review.heard(change)
        self._since.append((change, places))
        self.is_behind = self.is_behind or len(places) > _MANY
        return {place for place in places if self.rows.renew(place)}

    def catch_up(self) -> None:
        """Bring the figures after the decisions to what gold is now, or will be with the next decision."""
        if self.is_behind or not self._since:
            return
        since, self._since = self._since, []
        keys: dict[Key, None] = {}
        for change, places in since:
            keys |= self._touched(change, places)
        self._follow(keys)

    def _count(self, snapshot: Snapshot) -> _Counted:
        """Return what the figures count: gold, and what both layers share, which the next decision brings."""
        part = snapshot.part
        places = ((self.review.place_of(one), one.id) for one in part.annotations.values())
        return _Counted(
            {one.id: one for one in snapshot.gold} | part.annotations,
            {one.id: one for one in snapshot.links} | part.links,
            {place: gold_id for place, gold_id in places if place is not None},
        )

    def _touched(self, change: Change, places: Iterable[int]) -> dict[Key, None]:
        """Return the records that the figures may count otherwise after a change."""
        change = self._without_part(change)
        keys = dict.fromkeys(map(key_of, (*change.removed, *change.added)))
        for place in places:
            if (gold_id := self._counted.shared_at.get(place)) is not None:
                keys[Annotation, gold_id] = None
                keys |= dict.fromkeys((Link, link_id) for link_id in self._part.links_at.get(gold_id, ()))
        return keys

    def _follow(self, keys: Iterable[Key]) -> None:
        annotations, links = self._counted.annotations, self._counted.links
        gone, come = _replace(annotations, (key for key in keys if key[0] is Annotation), self._annotation)
        gone_links, come_links = _replace(links, (key for key in keys if key[0] is Link), self._link)
        for live in self._after:
            live.update(gone, come, removed_links=gone_links, added_links=come_links)

    def _without_part(self, change: Change) -> Change:
        """Return a change without what both layers share, if all of that came or went: it counts either way."""
        rest = self._part.rest_of(change.added)
        if rest is not None:
            return Change(change.removed, rest)
        rest = self._part.rest_of(change.removed)
        return Change(rest, change.added) if rest is not None and self.review.lacks(self._part) else change

    def _annotation(self, key: Key) -> Annotation | None:
        held = self.review.gold.annotation(key[1])
        shared = self._part.annotations.get(key[1])
        if held is None and shared is not None and self.review.is_unshared(shared):
            return shared
        return held

    def _link(self, key: Key) -> Link | None:
        held = self.review.gold.record(key)
        shared = self._part.links.get(key[1])
        if held is None and shared is not None and self._is_to_come(shared):
            return shared
        return held if isinstance(held, Link) else None

    def _is_to_come(self, link: Link) -> bool:
        """Return True if a link that both layers share comes with one of its ends, which gold lacks yet."""
        ends = (link.from_id, link.to_id)
        unshared = (one for one in map(self._part.annotations.get, ends) if one is not None)
        is_bringing = any(map(self.review.is_unshared, unshared))
        return is_bringing and all(end in self._counted.annotations for end in ends)


def _replace(counted: dict[str, _R], keys: Iterable[Key], now: Callable[[Key], _R | None]) -> tuple[list[_R], list[_R]]:
    """Bring the records that are counted up to date; return those that went and those that came."""
    gone: list[_R] = []
    come: list[_R] = []
    for key in keys:
        old, new = counted.get(key[1]), now(key)
        if old == new:
            continue
        if old is not None:
            gone.append(counted.pop(key[1]))
        if new is not None:
            counted[key[1]] = new
            come.append(new)
    return gone, come
