"""The records that both layers share, drawn up for gold before a decision needs them.

They are many, and come and go as a whole: with the first decision, and when
that is undone. So they are kept with all that can be looked up in them, and
who takes note of a change need not go through them one by one.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from itertools import compress
from operator import not_

from analyst_app.core.annotation import Annotation, Link, Record
from analyst_app.core.bulk_work import bulk_work
from analyst_app.core.store import Change, Key
from analyst_app.review.adrift import AnyDifference
from analyst_app.review.decisions import derived_id, origins_of, ref_of
from analyst_app.review.side import Side

_annotation = Annotation._make


class SharedPart:
    """The records that bring gold what both layers share.

    Args:
        change: the records as a change of gold.
        places: places of the differences that it is about.
    """

    def __init__(self, change: Change, places: Iterable[int]) -> None:
        self.change = change
        self.places = frozenset(places)
        self.annotations = {one[0]: one for one in change.added if isinstance(one, Annotation)}
        self.links = {one[0]: one for one in change.added if isinstance(one, Link)}
        self.made_of = {ref: one[0] for one in self.annotations.values() for ref in origins_of(one)}
        """Id of the gold annotation that was made of an annotation, by the name of the latter."""
        self.links_at: dict[str, tuple[str, ...]] = {}
        """Ids of the links that begin or end at an annotation, by its id."""
        at = self.links_at
        for link in self.links.values():
            for end in (link[2], link[3]):
                at[end] = (*at[end], link[0]) if end in at else (link[0],)
        self.tails = frozenset(link[2] for link in self.links.values()) - self.annotations.keys()
        """Ids of gold annotations, beside the shared ones, at which the shared links begin."""
        self._own = frozenset(map(id, (*self.annotations.values(), *self.links.values())))
        """The very records, as it holds them: thousands are told from others without a call for each."""
        self._rest: tuple[tuple[Record, ...], tuple[Record, ...] | None] = ((), None)
        """The last question to ``rest_of`` and its answer: several ask about one change."""

    def record(self, key: Key) -> Annotation | Link | None:
        """Return the record of that kind and id, if it is one of the shared ones."""
        kind, record_id = key
        if kind is Annotation:
            return self.annotations.get(record_id)
        return self.links.get(record_id) if kind is Link else None

    def rest_of(self, records: tuple[Record, ...]) -> tuple[Record, ...] | None:
        """Return the other records among these; None if they do not hold all that is shared."""
        size = len(self.annotations) + len(self.links)
        if not size or len(records) < size:
            return None
        asked, answer = self._rest
        if asked is not records:
            rest = tuple(compress(records, map(not_, map(self._own.__contains__, map(id, records)))))
            answer = rest if len(rest) == len(records) - size else None
            self._rest = (records, answer)
        return answer


NOTHING_SHARED = SharedPart(Change(), ())


class SharedAccount:
    """The account of the places at which both layers say the same and gold has nothing yet.

    Args:
        missing: these places, as long as gold has nothing.
    """

    def __init__(self, missing: Iterable[int]) -> None:
        self.missing = set(missing)
        """The places now. A live view: do not change it."""
        self.last_part: SharedPart | None = None
        """The records that bring, or brought, what is or was missing."""
        self._turn = 0
        """Number that goes up when a place comes or goes."""
        self._turn_of_part = -1
        """The turn for which ``last_part`` is right."""

    def part(self, draw_up: Callable[[list[int]], Change]) -> SharedPart:
        """Return the records for all missing places; may be called in another thread.

        Args:
            draw_up: makes the change that brings the records of some places.
        """
        if not self.missing:
            return NOTHING_SHARED
        if self.last_part is not None and self._turn_of_part == self._turn:
            return self.last_part
        turn, places = self._turn, sorted(self.missing)
        with bulk_work(len(places)):
            made = SharedPart(draw_up(places), places)
        if turn == self._turn:  # made in another thread, it may be out of date by now
            self.last_part, self._turn_of_part = made, turn
        return made

    def note(self, place: int, *, is_missing: bool) -> None:
        """Note that gold has got, or has lost, what both layers share at a place.

        Args:
            place: the place.
            is_missing: True if gold has nothing of it.
        """
        if is_missing != (place in self.missing):
            self._turn += 1
            (self.missing.add if is_missing else self.missing.discard)(place)

    def came(self, part: SharedPart) -> None:
        """Note that gold has got all of a part."""
        self.missing -= part.places
        self._turn += 1

    def went(self, part: SharedPart, held: Iterable[int | None]) -> None:
        """Note that gold has lost all of a part.

        Args:
            part: the part.
            held: places that gold has something of.
        """
        self.missing |= part.places.difference(held)
        self._turn += 1
        if self.missing == part.places:
            self._turn_of_part = self._turn


def shared_change(differences: Iterable[AnyDifference], sides: Mapping[str, Side], now: str) -> Change:
    """Return what both layers share as a change for a gold layer that has nothing of either.

    Args:
        differences: differences in which both say the same, in reading order.
        sides: the layers by id, A first.
        now: time at which gold gets them, UTC.
    """
    befores = [ref_of(name, "") for name in sides]
    gold_of_each: list[dict[str, str]] = [{} for _ in sides]
    begins = [side.links_from for side in sides.values()]
    annotations: list[Record] = []
    tails: list[tuple[str, list[str]]] = []
    for difference in differences:
        own = difference.sides
        ids = [side[0][0] for side in own]
        refs = [before + own_id for before, own_id in zip(befores, ids, strict=True)]
        gold_id = derived_id("gold", *sorted(refs))
        annotations.append(_annotation((gold_id, *own[0][0][1:6], now, now, (("origins", refs),))))
        has_links = False
        for own_id, gold_of, links_from in zip(ids, gold_of_each, begins, strict=True):
            gold_of[own_id] = gold_id
            has_links = has_links or own_id in links_from
        if has_links:
            tails.append((gold_id, ids))
    links: dict[tuple[str, str, str], Record] = {}
    for gold_id, ids in tails:
        for side, own_id, gold_of in zip(sides.values(), ids, gold_of_each, strict=True):
            for link in side.links_from.get(own_id, ()):
                key = (link[1], gold_id, gold_of.get(link[3], ""))
                if key[2] and key not in links:
                    extra = (("origins", [ref_of(side.layer, link[0])]),)
                    links[key] = Link(derived_id("link", *key), *key, now, now, extra)
    return Change((), (*annotations, *links.values()))
