"""The contribution of an article, or of a part of one, to agreement: whole numbers that can be summed.

Every measure follows from sums over articles, so a corpus, a draw of the
bootstrap and the live panel are all additions of the same vectors.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from types import MappingProxyType
from typing import Any, NamedTuple

from analyst_app.agreement.all_values import ValueSums, value_sums
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
from analyst_app.core.annotation import Annotation, Link, Pairs
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
    tags: Mapping[tuple[str, str], int] = MappingProxyType({})
    """Number of spans by the tag that A gave and the tag that B gave, an empty one where only one has a span there."""


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
    values: ValueSums | None = None
    """The sums over all values at once; None if they were not asked for."""


def tally(
    readings: Sequence[Reading], length: int, skip: frozenset[str] = SKIP, helpers: frozenset[str] | None = None
) -> Tally:
    """Return the contribution of one article to the agreement of its layers.

    Text that any of the layers marks as skipped counts for none of them: its
    characters are left out and so are spans wholly inside it; of a span partly
    inside only the outside characters count. (The tags that skip are
    themselves counted on the whole text.)

    Args:
        readings: two or more layers, each once, always in the same order.
        length: length of the text in code points.
        skip: ids of the tags that mark what is not the article.
        helpers: ids of the tags that stay out of what is counted over all tags at once, which are the sums over all
            values and the tags against each other; None: neither is counted.
    """
    with bulk_work(sum(len(reading.annotations) for reading in readings)):
        return _tallied(readings, length, skip, helpers)


def _skip_zones(readings: Iterable[Reading], skip: frozenset[str]) -> list[Bounds]:
    """Return the stretches that at least one of the layers marks as not the article."""
    return united((one.start, one.end) for reading in readings for one in reading.annotations if one.tag in skip)


def _tallied(readings: Sequence[Reading], length: int, skip: frozenset[str], helpers: frozenset[str] | None) -> Tally:
    zones = _skip_zones(readings, skip)
    by_tag = [
        {tag: _tag_reading(own, () if tag in skip else zones) for tag, own in layer.items()}
        for layer in (_counted(reading.annotations, zones, skip) for reading in readings)
    ]
    lengths = _Lengths(length, length - length_of(zones), skip)
    members = [{annotation[0] for own in layer.values() for annotation in own.annotations} for layer in by_tag]
    pairs: dict[tuple[str, str], PairTally] = {}
    links: Counter[tuple[str, str]] = Counter()
    for one, two in combinations(range(len(readings)), 2):
        a, b = readings[one], readings[two]
        pair = _pair(by_tag[one], by_tag[two], lengths)
        if helpers is not None:
            pair = pair._replace(tags=_tags_met(by_tag[one], by_tag[two], pair.partners, skip))
        pairs[a.layer, b.layer] = pair
        if a.links or b.links:
            links += link_counts(a.links, b.links, pair.partners, (members[one], members[two]))
    whole = next(iter(pairs.values())).sums if len(pairs) == 1 else _whole(by_tag, list(pairs.values()), lengths)
    spans = {
        reading.layer: Counter({tag: len(own.annotations) for tag, own in layer.items()})
        for reading, layer in zip(readings, by_tag, strict=True)
    }
    values = None
    if helpers is not None:
        apart = helpers | skip
        flat = ({tag: own.units for tag, own in layer.items() if tag not in apart} for layer in by_tag)
        values = value_sums(flat, lengths.article)
    return Tally(whole, pairs, spans, links, members, values)


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


class _TagReading(NamedTuple):
    """One tag as one layer has it, with what is counted of it once for all the layers that it is compared with."""

    annotations: Sequence[Annotation] = ()
    ends: Sequence[Bounds] = ()
    """Start and end of each annotation."""
    units: Sequence[Bounds] = ()
    """The stretches that have the tag, disjoint and sorted."""
    length: int = 0
    """Number of characters in them."""
    squares: int = 0
    """Sum of their squared lengths."""


_UNUSED = _TagReading()


def _tag_reading(own: list[Annotation], zones: Sequence[Bounds]) -> _TagReading:
    ends = [annotation[2:4] for annotation in own]
    units = united(ends)
    if zones:
        units = without(units, zones)
    lengths = [end - start for start, end in units]
    return _TagReading(own, ends, units, sum(lengths), sum([length * length for length in lengths]))


def _pair(a: dict[str, _TagReading], b: dict[str, _TagReading], lengths: _Lengths) -> PairTally:
    by_tag: dict[str, list[int]] = {}
    attributes: Counter[tuple[str, str, Any, Any]] = Counter()
    partners: dict[str, str] = {}
    used = a.keys() | b.keys()
    if lengths.whole != lengths.article:
        used |= lengths.skip  # a third layer skips: what these two left unskipped is all of the text
    for tag in used:
        mine, theirs = a.get(tag, _UNUSED), b.get(tag, _UNUSED)
        number_a, number_b = len(mine.annotations), len(theirs.annotations)
        length = lengths.of(tag)
        by_both = exact = overlapping = matched = moved = 0
        if number_a and number_b:
            by_both = shared_length(mine.units, theirs.units)
            exact = _identical(mine.ends, theirs.ends)
            matching = match(mine.annotations, theirs.annotations)
            alike: Counter[Pairs] = Counter()
            for row, other in matching.pairs:
                one, two = mine.annotations[row], theirs.annotations[other]
                partners[one[0]] = two[0]
                moved += abs(one[2] - two[2]) + abs(one[3] - two[3])
                if one[4] == two[4]:
                    _count_alike(tag, one[4], alike, attributes)
                else:
                    _count_values(one, two, attributes)
            for values, number in alike.items():
                for name, value in values:
                    attributes[tag, name, value, value] += number
            matched = overlapping = len(matching.pairs)
            if overlapping < min(number_a, number_b) and not matching.is_fullest:
                overlapping = most_overlaps(mine.ends, theirs.ends)
        characters = [2 * length, mine.length + theirs.length, 2 * by_both * _SCALE, mine.squares + theirs.squares]
        spans = [exact, overlapping, number_a + number_b, matched, moved]
        by_tag[tag] = [*characters, *spans, length, mine.length, theirs.length, by_both]
    unused = list(TagSums(pairable=2 * lengths.article, length=lengths.article))
    return PairTally(Sums(by_tag, unused), attributes, partners)


def _tags_met(
    a: dict[str, _TagReading], b: dict[str, _TagReading], partners: Mapping[str, str], skip: frozenset[str]
) -> Counter[tuple[str, str]]:
    """Count which tag met which: first pairs of one tag, then what is left by its overlap, then what is alone."""
    found: Counter[tuple[str, str]] = Counter()
    taken = set(partners.values())
    left_a = [one for tag, own in a.items() if tag not in skip for one in own.annotations if one[0] not in partners]
    left_b = [one for tag, own in b.items() if tag not in skip for one in own.annotations if one[0] not in taken]
    for tag, own in a.items():
        if tag not in skip:
            found[tag, tag] += len(own.annotations)
    for one in left_a:
        found[one[1], one[1]] -= 1
    pairs = match(left_a, left_b).pairs if left_a and left_b else []
    for row, other in pairs:
        found[left_a[row][1], left_b[other][1]] += 1
    met_a, met_b = {row for row, _ in pairs}, {other for _, other in pairs}
    for place, one in enumerate(left_a):
        if place not in met_a:
            found[one[1], ""] += 1
    for place, one in enumerate(left_b):
        if place not in met_b:
            found["", one[1]] += 1
    return +found


def _identical(a: Sequence[Bounds], b: Sequence[Bounds]) -> int:
    """Return the number of equal spans, whatever they are matched with."""
    own, others = set(a), set(b)
    if len(own) == len(a) and len(others) == len(b):
        return len(own & others)
    return (Counter(a) & Counter(b)).total()


def _count_alike(
    tag: str, values: Pairs, alike: Counter[Pairs], attributes: Counter[tuple[str, str, Any, Any]]
) -> None:
    """Take note of the values of two annotations that have the same."""
    if not values:
        return
    try:
        alike[values] += 1
    except TypeError:  # a list or an object among them
        for name, value in values:
            attributes[tag, name, _plain(value), _plain(value)] += 1


def _count_values(one: Annotation, two: Annotation, attributes: Counter[tuple[str, str, Any, Any]]) -> None:
    tag = one[1]
    mine, theirs = dict(one[4]), dict(two[4])
    for name in mine.keys() | theirs.keys():
        attributes[tag, name, _plain(mine.get(name)), _plain(theirs.get(name))] += 1


def _plain(value: Any) -> Any:
    """Return a value that can be counted; a foreign list or object by its text."""
    return repr(value) if isinstance(value, list | dict) else value


def _whole(by_layer: list[dict[str, _TagReading]], pairs: list[PairTally], lengths: _Lengths) -> Sums:
    """Return the sums of all layers at once: spans over all pairs of layers, characters over all observers."""
    by_tag: dict[str, list[int]] = {}
    observers = len(by_layer)
    for tag in {tag for layer in by_layer for tag in layer}:
        own = [layer[tag] for layer in by_layer if tag in layer]
        added = map(sum, zip(*[pair.sums.of(tag)[4:9] for pair in pairs], strict=True))
        by_tag[tag] = [
            observers * lengths.of(tag),
            sum([one.length for one in own]),
            ordered_pairs([one.units for one in own]) * _SCALE // (observers - 1),
            sum([one.squares for one in own]),
            *added,
            *_NOT_OF_TWO,
        ]
    return Sums(by_tag, list(TagSums(pairable=observers * lengths.article)))


_NOT_OF_TWO = [0] * 4
"""The numbers of ``TagSums`` that only two layers have."""
