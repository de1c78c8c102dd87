"""Two layers of one article as typed differences."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import compress
from types import MappingProxyType
from typing import Any, Literal, NamedTuple

from analyst_app.alignment.link_alignment import LinkDifference, LinkDifferences, link_differences
from analyst_app.alignment.matching import match, rank
from analyst_app.core.annotation import Annotation, Link, sort_key
from analyst_app.core.bulk_work import bulk_work
from analyst_app.core.span import overlap_share

DifferenceKind = Literal[
    "split_merge", "boundary_tag", "boundary", "tag", "attribute", "note", "same", "only_a", "only_b", "link"
]
KINDS: tuple[DifferenceKind, ...] = (
    "split_merge",
    "boundary_tag",
    "boundary",
    "tag",
    "attribute",
    "note",
    "same",
    "only_a",
    "only_b",
    "link",
)
"""By precedence; ``link`` is a difference in links alone."""

_NOTHING: Mapping[str, Any] = MappingProxyType({})


class Reading(NamedTuple):
    """One annotator's layer of one article, as review sees it."""

    layer: str
    annotations: Sequence[Annotation]
    links: Sequence[Link] = ()


class Difference(NamedTuple):
    """What both layers say of one place; every annotation stands in exactly one."""

    kind: DifferenceKind
    """By precedence of KINDS; never ``link`` (see ``shown_kind``)."""
    a: tuple[Annotation, ...]
    """In layer A: none, one, or several of which the first answers ``b``'s first."""
    b: tuple[Annotation, ...]
    """In layer B, likewise."""
    details: Mapping[str, Any] = _NOTHING
    """All facets: boundary, tag, attributes, note, parts."""
    links: tuple[LinkDifference, ...] = ()
    """Differences in the links that begin here."""

    @property
    def start(self) -> int:
        """First code point that it is about."""
        return min(annotation.start for annotation in self.a + self.b)

    @property
    def end(self) -> int:
        """First code point after."""
        return max(annotation.end for annotation in self.a + self.b)

    @property
    def shown_kind(self) -> DifferenceKind:
        """The kind, or ``link`` where nothing but links differs."""
        return "link" if self.kind == "same" and self.links else self.kind

    @property
    def is_same(self) -> bool:
        """Whether there is nothing to decide."""
        return self.kind == "same" and not self.links

    @property
    def tag(self) -> str:
        """Id of the tag that it counts under: A's, else B's."""
        return (self.a or self.b)[0].tag


_make = Difference._make


class Comparison(NamedTuple):
    """All differences of two layers, in reading order."""

    a: Reading
    b: Reading
    differences: list[Difference]

    @property
    def counts(self) -> dict[str, int]:
        """How many differences of each kind; under ``link``, the single links that differ."""
        counts: Counter[str] = Counter(difference.kind for difference in self.differences)
        counts["link"] = sum(len(difference.links) for difference in self.differences)
        return {kind: counts[kind] for kind in KINDS}


def compare(a: Reading, b: Reading) -> Comparison:
    """The differences between two readings of the same text.

    The pairs are those of ``matching.match``; then, where one annotation stands
    against several of the same tag that lie in it with at least half of their
    length, these become one difference (split or merged).
    """
    with bulk_work(len(a.annotations) + len(b.annotations)):
        return _compared(a, b)


def _compared(a: Reading, b: Reading) -> Comparison:
    matching = match(a.annotations, b.annotations)
    parts = _parts(a.annotations, b.annotations, matching.pairs, matching.touching)
    paired = [(a.annotations[row], b.annotations[other]) for row, other in matching.pairs]
    links = link_differences(a.links, b.links, {one.id: two.id for one, two in paired})
    alone_a, alone_b = bytearray(b"\1" * len(a.annotations)), bytearray(b"\1" * len(b.annotations))
    differences: list[Difference] = []
    keys: list[tuple[int, int, str, str]] = []
    """Of each, where it stands in reading order."""
    for (row, other), (one, two) in zip(matching.pairs, paired, strict=True):
        alone_a[row] = alone_b[other] = 0
        if one[1:6] == two[1:6] and (row, other) not in parts:  # most are: no detour for them
            beginning = links.beginning_at((one,), (two,)) if one[0] in links.from_a or two[0] in links.from_b else ()
            differences.append(_make(("same", (one,), (two,), _NOTHING, beginning)))
            keys.append((one[2], -one[3], one[1], min(one[0], two[0])))
            continue
        more_a, more_b = parts.get((row, other), ((), ()))
        for more in more_a:
            alone_a[more] = 0
        for more in more_b:
            alone_b[more] = 0
        mine, theirs = _and_more(a, one, more_a), _and_more(b, two, more_b)
        differences.append(_difference(mine, theirs, links))
        keys.append(min(map(sort_key, mine + theirs)))
    for one in compress(a.annotations, alone_a):
        differences.append(_difference((one,), (), links))
        keys.append(sort_key(one))
    for two in compress(b.annotations, alone_b):
        differences.append(_difference((), (two,), links))
        keys.append(sort_key(two))
    in_order = sorted(range(len(keys)), key=keys.__getitem__)
    return Comparison(a, b, [differences[number] for number in in_order])


def _and_more(reading: Reading, first: Annotation, more: Iterable[int]) -> tuple[Annotation, ...]:
    return (first, *(reading.annotations[row] for row in more))


def _difference(a: tuple[Annotation, ...], b: tuple[Annotation, ...], links: LinkDifferences) -> Difference:
    beginning = links.beginning_at(a, b)
    if not b:
        return Difference("only_a", a, b, _NOTHING, beginning)
    if not a:
        return Difference("only_b", a, b, _NOTHING, beginning)
    details = facets(a[0], b[0])
    if len(a) + len(b) > 2:
        details["parts"] = {"a": [one.id for one in a], "b": [two.id for two in b]}
    return Difference(_kind(details), a, b, details, beginning)


def _kind(details: Mapping[str, Any]) -> DifferenceKind:
    if "parts" in details:
        return "split_merge"
    if "boundary" in details:
        return "boundary_tag" if "tag" in details else "boundary"
    if "tag" in details:
        return "tag"
    return "attribute" if "attributes" in details else "note"


def facets(one: Annotation, two: Annotation) -> dict[str, Any]:
    """All that differs between two annotations that answer each other."""
    details: dict[str, Any] = {}
    if one[2:4] != two[2:4]:
        details["boundary"] = {
            "start": two.start - one.start,
            "end": two.end - one.end,
            "overlap": round(overlap_share(one.span, two.span), 4),
            "only_a": [list(span) for span in _outside(one, two)],
            "only_b": [list(span) for span in _outside(two, one)],
        }
    if one[1] != two[1]:
        details["tag"] = [one[1], two[1]]
    if one[4] != two[4]:
        mine, theirs = dict(one.attributes), dict(two.attributes)
        details["attributes"] = {
            name: [mine.get(name), theirs.get(name)]
            for name in sorted(mine.keys() | theirs.keys())
            if mine.get(name) != theirs.get(name)
        }
    if one.note != two.note:
        details["note"] = [one.note, two.note]
    return details


def _outside(one: Annotation, two: Annotation) -> list[tuple[int, int]]:
    """The stretches of one that the other, which overlaps it, leaves out."""
    stretches = ((one.start, min(one.end, two.start)), (max(one.start, two.end), one.end))
    return [(start, end) for start, end in stretches if start < end]


def _can_have_parts(one: Annotation, two: Annotation) -> bool:
    """Whether a pair may be a split: identical ones have nothing left to answer."""
    return one.tag == two.tag and one[2:4] != two[2:4]


_Parts = dict[tuple[int, int], tuple[tuple[int, ...], tuple[int, ...]]]
_Rank = tuple[int, int, str, str]


def _parts(
    a: Sequence[Annotation], b: Sequence[Annotation], pairs: Iterable[tuple[int, int]], touching: list[tuple[int, int]]
) -> _Parts:
    """For a pair, the further annotations of one side that lie in the other's.

    Equal claims to one of them: by rank of the whole that it would be a part of,
    whichever layer that is in, so that the answer is the same the other way round.
    """
    if not touching:
        return {}
    of_a = dict(pairs)
    of_b = {other: row for row, other in pairs}
    offers: list[tuple[int, _Rank, _Rank, int, tuple[int, int], int]] = []
    for row, other in touching:
        one, two = a[row], b[other]
        shared = min(one.end, two.end) - max(one.start, two.start)
        if one.tag != two.tag:
            continue
        if row in of_a and other not in of_b and 2 * shared >= two.end - two.start:
            offers.append((-shared, rank(two), rank(one), 1, (row, of_a[row]), other))
        elif other in of_b and row not in of_a and 2 * shared >= one.end - one.start:
            offers.append((-shared, rank(one), rank(two), 0, (of_b[other], other), row))
    offers.sort()
    taken: dict[tuple[int, int], tuple[int, list[int]]] = {}
    placed: set[tuple[int, int]] = set()
    for _, _, _, side, pair, extra in offers:
        chosen = taken.get(pair, (side, []))
        if (side, extra) in placed or chosen[0] != side or not _can_have_parts(a[pair[0]], b[pair[1]]):
            continue
        placed.add((side, extra))
        taken.setdefault(pair, chosen)[1].append(extra)
    parts: _Parts = {}
    for pair, (side, extras) in taken.items():
        extras.sort(key=lambda row: sort_key((a, b)[side][row]))
        parts[pair] = ((), tuple(extras)) if side else (tuple(extras), ())
    return parts
