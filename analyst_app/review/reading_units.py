"""Readings as units: a quote is decided together with its speaker, its cue and its continuation.

The link roles of the codebook say what belongs to a reading: what it links to
and serves others (it plays an actor or a cue), and the other parts of a
quotation that goes on elsewhere. A unit has a head, the first of these rows
that is none of the served, and parts, the others.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import TYPE_CHECKING

from analyst_app.core.annotation import Annotation, Link
from analyst_app.core.roles import CONTINUES
from analyst_app.review.left_ends import end_tags

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook
    from analyst_app.review.adrift import AnyDifference
    from analyst_app.review.places import Places
    from analyst_app.review.side import Side

Belongings = Mapping[tuple[str, str], frozenset[str]]
"""The tags of what belongs to a reading, by its own tag and the role of the link that leads to it."""

NOTHING_BELONGS: Belongings = MappingProxyType({})


def belongings(codebook: Codebook) -> Belongings:
    """Return what belongs to a reading, as the link roles of a codebook say it."""
    ends = end_tags(codebook)
    found: dict[tuple[str, str], frozenset[str]] = {}
    for tag in codebook.tags:
        for role in tag.links:
            to = frozenset(role.to) if role.role == CONTINUES else ends.intersection(role.to)
            if to:
                found[tag.id, role.role] = to
    return found


def parts_of_quotation(side: Side, own: Iterable[Annotation], belonging: Belongings) -> list[Annotation]:
    """Return annotations of a layer with those that they continue and those that continue them, in reading order.

    Args:
        side: the layer.
        own: some of its annotations.
        belonging: what belongs to a reading.
    """
    found = {one.id: one for one in own}
    new = list(found.values())
    while new:
        at = new.pop()
        links = (*side.links_from.get(at.id, ()), *side.links_to.get(at.id, ()))
        for link in links:
            other = side.annotation(link.to_id if link.from_id == at.id else link.from_id)
            if (
                link.role == CONTINUES
                and other is not None
                and other.id not in found
                and _belongs(side, link, belonging)
            ):
                found[other.id] = other
                new.append(other)
    return sorted(found.values(), key=lambda one: (one.start, one.id))


def goes_on(side: Side, one: Annotation) -> bool:
    """Return True if an annotation continues another one of its layer, or another one continues it.

    Args:
        side: the layer.
        one: the annotation.
    """
    links = (*side.links_from.get(one.id, ()), *side.links_to.get(one.id, ()))
    return any(link.role == CONTINUES for link in links)


def ends_of(side: Side, own: Iterable[Annotation], belonging: Belongings) -> list[Annotation]:
    """Return what some annotations of a layer link to and what serves them, each once.

    Args:
        side: the layer.
        own: some of its annotations.
        belonging: what belongs to a reading.
    """
    found: dict[str, Annotation] = {}
    for link in (link for one in own for link in side.links_from.get(one.id, ())):
        end = side.annotation(link.to_id)
        if end is not None and link.role != CONTINUES and _belongs(side, link, belonging):
            found[end.id] = end
    return list(found.values())


class ReadingUnits:
    """The units of a review, by place, as the layers make them; no decision changes them.

    Args:
        differences: the rows of the review.
        sides: the layers.
        places: the place of each annotation among the rows.
        belonging: what belongs to a reading.
    """

    def __init__(
        self,
        differences: Sequence[AnyDifference],
        sides: Iterable[Side],
        places: Places,
        belonging: Belongings,
    ) -> None:
        self._parts: dict[int, set[int]] = {}
        self._heads: dict[int, set[int]] = {}
        if not belonging:
            return
        first: dict[int, int] = {}
        ends: list[tuple[int, int]] = []
        for tail, head, is_end in _links_between(differences, sides, places, belonging):
            if is_end:
                ends.append((tail, head))
            else:
                one, two = _root(first, tail), _root(first, head)
                first[max(one, two)] = min(one, two)
        for place in list(first):
            self._add(_root(first, place), place)
        for tail, end in ends:
            self._add(_root(first, tail), end)

    @property
    def parts(self) -> Collection[int]:
        """Places of all rows that are part of a unit."""
        return self._heads.keys()

    def parts_of(self, head: int) -> list[int]:
        """Return the places of the parts of the unit at whose head a row stands, in reading order."""
        return sorted(self._parts.get(head, ()))

    def heads_of(self, part: int) -> list[int]:
        """Return the places of the heads of the units that a row is part of, in reading order."""
        return sorted(self._heads.get(part, ()))

    def _add(self, head: int, part: int) -> None:
        if head != part:
            self._parts.setdefault(head, set()).add(part)
            self._heads.setdefault(part, set()).add(head)


def _links_between(
    differences: Sequence[AnyDifference], sides: Iterable[Side], places: Places, belonging: Belongings
) -> Iterator[tuple[int, int, bool]]:
    """The links that belong to readings, between rows that differ: both places, and whether it leads to what serves."""
    for side in sides:
        place_of = places.of_layer(side.layer)
        for tail_id, links in side.links_from.items():
            tail = place_of.get(tail_id)
            if tail is None or differences[tail].is_same:  # most are
                continue
            for link in links:
                head = place_of.get(link.to_id, tail)
                if head != tail and _belongs(side, link, belonging) and not differences[head].is_same:
                    yield tail, head, link.role != CONTINUES


def _belongs(side: Side, link: Link, belonging: Belongings) -> bool:
    tail, head = side.annotation(link.from_id), side.annotation(link.to_id)
    return tail is not None and head is not None and head.tag in belonging.get((tail.tag, link.role), ())


def _root(first: dict[int, int], place: int) -> int:
    """The first place of a quotation that goes on at others."""
    while first.get(place, place) != place:
        first[place] = first.get(first[place], first[place])
        place = first[place]
    return place
