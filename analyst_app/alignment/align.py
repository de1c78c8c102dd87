"""Comparison of two layers of one article: a list of differences, each of one kind."""

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
"""All kinds. A difference gets the first that applies; ``link`` stands for a difference in links alone."""

_NOTHING: Mapping[str, Any] = MappingProxyType({})
_NO_LINKS = LinkDifferences({}, {})


class Reading(NamedTuple):
    """One annotator's layer of one article: its annotations and links."""

    layer: str
    """Id of the layer."""
    annotations: Sequence[Annotation]
    """In the order of the layer; spans are code points, half-open."""
    links: Sequence[Link] = ()


class Difference(NamedTuple):
    """One place of the text, with the annotations of both layers that stand there.

    Every annotation of both layers stands in exactly one difference, also where
    the layers agree (kind ``same``).
    """

    kind: DifferenceKind
    """The first of ``KINDS`` that applies; never ``link`` (see ``shown_kind``)."""
    a: tuple[Annotation, ...]
    """Annotations of layer A: none, one, or several; the first of several answers the first of ``b``."""
    b: tuple[Annotation, ...]
    """Annotations of layer B, likewise."""
    details: Mapping[str, Any] = _NOTHING
    """Everything that differs, by facet: boundary, tag, attributes, note, parts."""
    links: tuple[LinkDifference, ...] = ()
    """The links that begin at these annotations and differ."""

    @property
    def sides(self) -> tuple[tuple[Annotation, ...], ...]:
        """The annotations of layer A, and those of layer B."""
        return self.a, self.b

    @property
    def start(self) -> int:
        """Start of the leftmost annotation, in code points."""
        return min(annotation.start for annotation in self.a + self.b)

    @property
    def end(self) -> int:
        """End of the rightmost annotation, in code points, exclusive."""
        return max(annotation.end for annotation in self.a + self.b)

    @property
    def shown_kind(self) -> DifferenceKind:
        """The kind that is shown: ``link`` where nothing but links differs, else ``kind``."""
        return "link" if self.kind == "same" and self.links else self.kind

    @property
    def is_same(self) -> bool:
        """True if both layers say the same, links included."""
        return self.kind == "same" and not self.links

    @property
    def tag(self) -> str:
        """Id of the tag that the difference is counted under: A's, or B's if A has nothing."""
        return (self.a or self.b)[0].tag


_make = Difference._make


class Comparison(NamedTuple):
    """Two layers and all their differences, in reading order."""

    a: Reading
    b: Reading
    differences: list[Difference]

    @property
    def readings(self) -> tuple[Reading, ...]:
        """Both layers, A first."""
        return self.a, self.b

    @property
    def counts(self) -> dict[str, int]:
        """Number of differences by kind; under ``link``, the number of single links that differ."""
        counts: Counter[str] = Counter(difference.kind for difference in self.differences)
        counts["link"] = sum(len(difference.links) for difference in self.differences)
        return {kind: counts[kind] for kind in KINDS}


def compare(a: Reading, b: Reading) -> Comparison:
    """Return the differences between two layers of the same text.

    The pairs are those of ``matching.match``. Where one annotation then stands
    against several of the same tag that lie in it with at least half of their
    length, these become one difference (split or merged).

    Args:
        a: layer A.
        b: layer B.
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


def between(a: tuple[Annotation, ...], b: tuple[Annotation, ...]) -> Difference:
    """Return the difference between what two readers have at one place, links left out.

    Args:
        a: annotations of the one: none, one, or several.
        b: annotations of the other, likewise.
    """
    return _difference(a, b, _NO_LINKS)


def _kind(details: Mapping[str, Any]) -> DifferenceKind:
    if "parts" in details:
        return "split_merge"
    if "boundary" in details:
        return "boundary_tag" if "tag" in details else "boundary"
    if "tag" in details:
        return "tag"
    return "attribute" if "attributes" in details else "note"


def facets(one: Annotation, two: Annotation) -> dict[str, Any]:
    """Return everything that differs between two annotations that answer each other.

    Offsets are in code points, half-open. Keys that may be present:

    - ``boundary``: by how much start and end of ``two`` lie further right, the
      overlap (see ``core.span.overlap_share``), the stretches that only one covers;
    - ``tag``: both tags;
    - ``attributes``: both values of each attribute that differs, None where unset;
    - ``note``: both notes.

    Args:
        one: the annotation of layer A.
        two: the annotation of layer B.
    """
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
    """Return the stretches of one annotation that the other, which overlaps it, leaves out."""
    stretches = ((one.start, min(one.end, two.start)), (max(one.start, two.end), one.end))
    return [(start, end) for start, end in stretches if start < end]


def _can_have_parts(one: Annotation, two: Annotation) -> bool:
    """Return True if a pair may be a split; a pair with equal spans has nothing left to answer."""
    return one.tag == two.tag and one[2:4] != two[2:4]


_Parts = dict[tuple[int, int], tuple[tuple[int, ...], tuple[int, ...]]]
_Rank = tuple[int, int, str, str]


def _parts(
    a: Sequence[Annotation], b: Sequence[Annotation], pairs: Iterable[tuple[int, int]], touching: list[tuple[int, int]]
) -> _Parts:
    """Return for each pair the further annotations of one side that lie in the other's.

    Where two wholes have an equal claim to a part, the rank of the whole decides,
    whichever layer it is in, so that the answer is the same the other way round.
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
