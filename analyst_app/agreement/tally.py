"""The contribution of an article, or of a part of one, to agreement: whole numbers that can be summed.

Every measure follows from sums over articles, so a corpus, a draw of the
bootstrap and the live panel are all additions of the same vectors.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from analyst_app.agreement.coverage import (
    Bounds,
    length_of,
    lies_inside,
    ordered_pairs,
    shared_length,
    united,
    without,
)
from analyst_app.agreement.measures import Characters
from analyst_app.alignment.align import Reading
from analyst_app.alignment.matching import match, most_overlaps
from analyst_app.core.annotation import Annotation, Link
from analyst_app.core.bulk_work import bulk_work

SKIP = frozenset({"skip"})
"""Ids of the tags that mark what is not the article, where no codebook says otherwise."""

_SCALE = 360_360
"""Factor on coincidences; divisible by 1 to 15, so that those of up to 16 observers stay whole numbers."""


class TagSums(NamedTuple):
    """The sums for one tag; the first four are those of ``measures.Characters``."""

    pairable: int
    """Number of observers times number of characters."""
    tagged: int = 0
    """Number of these that have the tag."""
    agreed: int = 0
    """Coincidences of tag with tag, times ``_SCALE``."""
    squares: int = 0
    """Sum of the squared lengths of all units."""
    exact: int = 0
    """Number of identical pairs, over all pairs of layers."""
    overlapping: int = 0
    """Greatest possible number of one-to-one pairs that overlap, over all pairs of layers."""
    spans: int = 0
    """Number of spans of both layers, over all pairs of layers."""
    matched: int = 0
    """Number of pairs in the best matching."""
    moved: int = 0
    """Number of code points by which the ends of these pairs differ."""
    length: int = 0
    """Number of characters, for kappa; this and the rest only between two layers."""
    by_a: int = 0
    """Number of characters that A tagged."""
    by_b: int = 0
    """Number of characters that B tagged."""
    by_both: int = 0
    """Number of characters that both tagged."""

    @property
    def characters(self) -> Characters:
        """The sums that alpha and u-alpha follow from."""
        return Characters(self.pairable, self.tagged, self.agreed / _SCALE, self.squares)


class Sums(NamedTuple):
    """``TagSums`` as lists of numbers."""

    by_tag: dict[str, list[int]]
    """The numbers of each tag that was used."""
    unused: list[int]
    """The numbers of a tag that nobody used."""

    def of(self, tag: str) -> list[int]:
        """Return the numbers of a tag, used or not."""
        return self.by_tag.get(tag, self.unused)


class PairTally(NamedTuple):
    """The contribution of two layers."""

    sums: Sums
    """Sums by tag, of these two layers."""
    attributes: Counter[tuple[str, str, Any, Any]]
    """Number of matched pairs, by tag, attribute, A's value and B's value; None where unset."""
    partners: dict[str, str]
    """Id in B of each matched annotation of A."""


class Tally(NamedTuple):
    """The contribution of one article."""

    whole: Sums
    """Sums by tag, over all layers."""
    pairs: dict[tuple[str, str], PairTally]
    """The contribution of every two layers, by their ids."""
    spans: dict[str, Counter[str]]
    """Number of spans of each tag, by layer."""
    links: Counter[tuple[str, str]]
    """Number of links by (role, "both" or "all"), over all pairs of layers."""
    members: list[set[str]]
    """Ids of the annotations that count, for each layer in the order given."""


def tally(readings: Sequence[Reading], length: int, skip: frozenset[str] = SKIP) -> Tally:
    """Return the contribution of one article to the agreement of its layers.

    Text that any of the layers marks as skipped counts for none of them: its
    characters are left out and so are spans wholly inside it; of a span partly
    inside only the outside characters count. (The tags that skip are
    themselves counted on the whole text.)

    Args:
        readings: two or more layers, each once, always in the same order.
        length: length of the text in code points.
        skip: ids of the tags that mark what is not the article.
    """
    with bulk_work(sum(len(reading.annotations) for reading in readings)):
        return _tallied(readings, length, skip)


def _skip_zones(readings: Iterable[Reading], skip: frozenset[str]) -> list[Bounds]:
    """Return the stretches that at least one of the layers marks as not the article."""
    return united((one.start, one.end) for reading in readings for one in reading.annotations if one.tag in skip)


def _tallied(readings: Sequence[Reading], length: int, skip: frozenset[str]) -> Tally:
    zones = _skip_zones(readings, skip)
    by_tag = [_counted(reading.annotations, zones, skip) for reading in readings]
    lengths = _Lengths(length, length - length_of(zones), skip)
    units = [{tag: _units(own, () if tag in skip else zones) for tag, own in layer.items()} for layer in by_tag]
    members = [{annotation.id for own in layer.values() for annotation in own} for layer in by_tag]
    pairs: dict[tuple[str, str], PairTally] = {}
    links: Counter[tuple[str, str]] = Counter()
    for one, two in combinations(range(len(readings)), 2):
        a, b = readings[one], readings[two]
        pair = _pair(by_tag[one], by_tag[two], units[one], units[two], lengths)
        pairs[a.layer, b.layer] = pair
        if a.links or b.links:
            links += link_counts(a.links, b.links, pair.partners, (members[one], members[two]))
    whole = next(iter(pairs.values())).sums if len(pairs) == 1 else _whole(units, list(pairs.values()), lengths)
    spans = {
        reading.layer: Counter({tag: len(own) for tag, own in layer.items()})
        for reading, layer in zip(readings, by_tag, strict=True)
    }
    return Tally(whole, pairs, spans, links, members)


def link_counts(
    a: Iterable[Link], b: Iterable[Link], partners: Mapping[str, str], members: Sequence[set[str]]
) -> Counter[tuple[str, str]]:
    """Count the links of two layers by role: all of them, and the pairs that agree in both ends.

    Args:
        a: links of A.
        b: links of B.
        partners: id in B of each matched annotation of A.
        members: ids of the annotations that count in A and in B.
    """
    known_a, known_b = members
    theirs = Counter(link[1:4] for link in b if link.from_id in known_b and link.to_id in known_b)
    counts: Counter[tuple[str, str]] = Counter()
    for (role, _, _), number in theirs.items():
        counts[role, "all"] += number
    for link in a:
        if link.from_id not in known_a or link.to_id not in known_a:
            continue
        counts[link.role, "all"] += 1
        seen = (link.role, partners.get(link.from_id, ""), partners.get(link.to_id, ""))
        if theirs[seen] > 0:
            theirs[seen] -= 1
            counts[link.role, "both"] += 1
    return counts


class _Lengths(NamedTuple):
    """Numbers of characters that tags are counted on."""

    whole: int
    article: int
    """Without what is skipped."""
    skip: frozenset[str]
    """Ids of the tags that are counted on the whole text."""

    def of(self, tag: str) -> int:
        """The characters that a tag is counted on."""
        return self.whole if tag in self.skip else self.article


def _counted(
    annotations: Iterable[Annotation], zones: Sequence[Bounds], skip: frozenset[str]
) -> dict[str, list[Annotation]]:
    """Return the annotations by tag, without those that lie wholly in the zones."""
    by_tag: dict[str, list[Annotation]] = {}
    for annotation in annotations:
        if zones and annotation.tag not in skip and lies_inside(annotation.start, annotation.end, zones):
            continue
        own = by_tag.get(annotation.tag)
        if own is None:
            own = by_tag[annotation.tag] = []
        own.append(annotation)
    return by_tag


def _units(own: list[Annotation], zones: Sequence[Bounds]) -> list[Bounds]:
    units = united([annotation[2:4] for annotation in own])
    return without(units, zones) if zones else units


def _pair(
    a: dict[str, list[Annotation]],
    b: dict[str, list[Annotation]],
    units_a: dict[str, list[Bounds]],
    units_b: dict[str, list[Bounds]],
    lengths: _Lengths,
) -> PairTally:
    by_tag: dict[str, list[int]] = {}
    attributes: Counter[tuple[str, str, Any, Any]] = Counter()
    partners: dict[str, str] = {}
    used = a.keys() | b.keys()
    if lengths.whole != lengths.article:
        used |= lengths.skip  # a third layer skips: what these two left unskipped is all of the text
    for tag in used:
        mine, theirs = a.get(tag, []), b.get(tag, [])
        own_a, own_b = units_a.get(tag, []), units_b.get(tag, [])
        length = lengths.of(tag)
        by_a, by_b, by_both = length_of(own_a), length_of(own_b), shared_length(own_a, own_b)
        squares = sum((end - start) ** 2 for units in (own_a, own_b) for start, end in units)
        pairs = match(mine, theirs).pairs
        exact, moved = _identical(mine, theirs), 0
        for row, other in pairs:
            one, two = mine[row], theirs[other]
            partners[one.id] = two.id
            moved += abs(one.start - two.start) + abs(one.end - two.end)
            if one.attributes or two.attributes:
                _count_values(one, two, attributes)
        overlapping = len(pairs)
        if overlapping < min(len(mine), len(theirs)):
            overlapping = most_overlaps([one[2:4] for one in mine], [two[2:4] for two in theirs])
        characters = [2 * length, by_a + by_b, 2 * by_both * _SCALE, squares]
        spans = [exact, overlapping, len(mine) + len(theirs), len(pairs), moved]
        by_tag[tag] = [*characters, *spans, length, by_a, by_b, by_both]
    unused = list(TagSums(pairable=2 * lengths.article, length=lengths.article))
    return PairTally(Sums(by_tag, unused), attributes, partners)


def _identical(a: list[Annotation], b: list[Annotation]) -> int:
    """Return the number of equal spans, whatever they are matched with."""
    ends_a, ends_b = [one[2:4] for one in a], [two[2:4] for two in b]
    own, others = set(ends_a), set(ends_b)
    if len(own) == len(a) and len(others) == len(b):
        return len(own & others)
    return (Counter(ends_a) & Counter(ends_b)).total()


def _count_values(one: Annotation, two: Annotation, attributes: Counter[tuple[str, str, Any, Any]]) -> None:
    mine, theirs = dict(one.attributes), dict(two.attributes)
    for name in mine.keys() | theirs.keys():
        attributes[one.tag, name, _plain(mine.get(name)), _plain(theirs.get(name))] += 1


def _plain(value: Any) -> Any:
    """Return a value that can be counted; a foreign list or object by its text."""
    return repr(value) if isinstance(value, list | dict) else value


def _whole(units: list[dict[str, list[Bounds]]], pairs: list[PairTally], lengths: _Lengths) -> Sums:
    """Return the sums of all layers at once: spans over all pairs of layers, characters over all observers."""
    by_tag: dict[str, list[int]] = {}
    observers = len(units)
    for tag in {tag for layer in units for tag in layer}:
        own = [layer.get(tag, []) for layer in units]
        added = [sum(column) for column in zip(*(pair.sums.of(tag) for pair in pairs), strict=True)]
        characters = (
            observers * lengths.of(tag),
            sum(map(length_of, own)),
            ordered_pairs(own) * _SCALE // (observers - 1),
            sum((end - start) ** 2 for layer_units in own for start, end in layer_units),
        )
        by_tag[tag] = list(TagSums(*characters, *added[4:9]))
    return Sums(by_tag, list(TagSums(pairable=observers * lengths.article)))
