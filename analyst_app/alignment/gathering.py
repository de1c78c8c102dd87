"""The places of an article with all that three or more readers have there.

Each two readings are matched as in a comparison of two (``matching.match``).
The pairs are then joined into groups, the best first, so that a group holds
one annotation of a reader and every two of its annotations overlap. The answer
does not depend on the order in which the readers are given. With two readers
the groups are the pairs of ``align.compare``.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from itertools import combinations
from typing import Literal, NamedTuple

from analyst_app.alignment.align import Comparison, DifferenceKind, Reading, compare
from analyst_app.alignment.joined_groups import Group, JoinedGroups
from analyst_app.alignment.matching import crowded, match
from analyst_app.core.annotation import Annotation, sort_key
from analyst_app.core.bulk_work import bulk_work
from analyst_app.core.span import Span

GatheredKind = DifferenceKind | Literal["only_some"]
"""A kind of a comparison of two, or ``only_some``: those who have anything say the same, and others have nothing."""

Voice = tuple[int, ...]
"""The numbers of the readers who say the same at a place."""
_Side = tuple[Annotation, ...]


class Gathered(NamedTuple):
    """One place of the text, with the annotations that each of several readers has there."""

    kind: GatheredKind
    """The first kind that applies to those who have something here; never ``link`` (see ``shown_kind``)."""
    sides: tuple[_Side, ...]
    """The annotations of each reader: none, one, or several; the first of several answers those of the others."""
    voices: tuple[Voice, ...]
    """The readers who say the same, links included, in their order; those who have nothing are a voice, too."""
    has_other_links: bool = False
    """True if nothing but links differs between some who have the same otherwise."""

    @property
    def present(self) -> tuple[Voice, ...]:
        """The voices that have something here."""
        return tuple([voice for voice in self.voices if self.sides[voice[0]]])

    @property
    def start(self) -> int:
        """Start of the leftmost annotation, in code points."""
        return min([one.start for side in self.sides for one in side])

    @property
    def end(self) -> int:
        """End of the rightmost annotation, in code points, exclusive."""
        return max([one.end for side in self.sides for one in side])

    @property
    def shown_kind(self) -> GatheredKind:
        """The kind that is shown: ``link`` where nothing but links differs, else ``kind``."""
        return "link" if self.kind == "same" and self.has_other_links else self.kind

    @property
    def is_same(self) -> bool:
        """True if all readers say the same, links included."""
        return len(self.voices) == 1

    @property
    def tag(self) -> str:
        """Id of the tag that the place is counted under: that of the first reader who has something."""
        return next(side for side in self.sides if side)[0].tag

    @property
    def majority(self) -> Voice:
        """The readers who say what more than half of all say, be it nothing; empty if no reading has so many."""
        most = max(self.voices, key=len)
        return most if 2 * len(most) > len(self.sides) else ()

    @property
    def differing(self) -> list[Span]:
        """The stretches between the edges of the readers, where each has one annotation; code points."""
        own = [side[0] for side in self.sides if side]
        if any(len(side) > 1 for side in self.sides):
            return []
        starts, ends = [one.start for one in own], [one.end for one in own]
        edges = ((min(starts), max(starts)), (min(ends), max(ends)))
        return [Span(start, end) for start, end in edges if start < end]

    def voice_of(self, reader: int) -> Voice:
        """Return the readers who say what a reader says, that one included.

        Args:
            reader: number of the reader, from 0.
        """
        return next(voice for voice in self.voices if reader in voice)


class Gathering(NamedTuple):
    """Several layers and all their places, in reading order."""

    readings: tuple[Reading, ...]
    differences: list[Gathered]


def compared(readings: Sequence[Reading]) -> Comparison | Gathering:
    """Return the comparison of layers: of two as ``align.compare`` gives it, of more all at once.

    Args:
        readings: layers of the same text, two or more.
    """
    return compare(*readings) if len(readings) == 2 else gather(readings)


def gather(readings: Sequence[Reading]) -> Gathering:
    """Return the places of an article with what each reader has there.

    Every annotation of every layer stands in exactly one place, also where all
    say the same.

    Args:
        readings: layers of the same text, two or more.
    """
    with bulk_work(sum(len(reading.annotations) for reading in readings)):
        return Gathering(tuple(readings), _gathered(readings))


def _gathered(readings: Sequence[Reading]) -> list[Gathered]:
    whole, rest = _said_by_all(readings)
    names = [reading.layer for reading in readings]
    left = [[reading.annotations[row] for row in rows] for reading, rows in zip(readings, rest, strict=True)]
    joined = JoinedGroups(names, left)
    for one, two in combinations(range(len(readings)), 2):
        found = match(left[one], left[two])
        joined.offer(one, two, found.pairs, found.touching)
    groups = [*whole, *joined.groups()]
    keyed = sorted((min([sort_key(one) for side in group for one in side]), n) for n, group in enumerate(groups))
    in_order = [groups[number] for _, number in keyed]
    links = _links(readings, in_order)
    everyone = (tuple(range(len(readings))),)
    return [_place(group, links, everyone) for group in in_order]


def _said_by_all(readings: Sequence[Reading]) -> tuple[list[Group], list[list[int]]]:
    """Return the groups of annotations that all readers have alike, for certain, and the rows that are left over.

    A span that each has once with a tag, and that nobody overlaps with the same tag, answers only its like.
    """
    keys = [[one[1:4] for one in reading.annotations] for reading in readings]
    once: set[tuple[str, int, int]] = set()
    for number, own in enumerate(keys):
        found = set(own)
        if len(found) < len(own):
            found = {key for key, count in Counter(own).items() if count == 1}
        found -= crowded(set(own))
        once = found if number == 0 else once & found
    by_key: dict[tuple[str, int, int], list[_Side]] = {key: [] for key in once}
    for reading, own in zip(readings, keys, strict=True):
        for one, key in zip(reading.annotations, own, strict=True):
            if key in by_key:
                by_key[key].append((one,))
    rest = [[row for row, key in enumerate(own) if key not in once] for own in keys]
    return [tuple(sides) for sides in by_key.values()], rest


_Ends = list[dict[str, list[tuple[str, int]]]]
"""Of each reader, role and place of the target of each link, sorted, by the annotation where it begins."""


def _links(readings: Sequence[Reading], groups: Sequence[Group]) -> _Ends:
    ends: _Ends = []
    for number, reading in enumerate(readings):
        found: dict[str, list[tuple[str, int]]] = {}
        if reading.links:
            heads = {link[3] for link in reading.links}
            at = {one[0]: place for place, group in enumerate(groups) for one in group[number] if one[0] in heads}
            for link in reading.links:
                found.setdefault(link[2], []).append((link[1], at.get(link[3], -1)))
            for some in found.values():
                some.sort()
        ends.append(found)
    return ends


def _place(group: Group, links: _Ends, everyone: tuple[Voice, ...]) -> Gathered:
    first = group[0][0][1:6] if group[0] else ()
    has_links = False
    for own, side in zip(links, group, strict=True):
        if len(side) != 1 or side[0][1:6] != first:
            break
        has_links = has_links or side[0][0] in own
    else:
        if not has_links:  # most are like this: no detour for them
            return Gathered("same", group, everyone)
    told = [
        (_content(side), [end for one in side for end in own.get(one[0], ())])
        for own, side in zip(links, group, strict=True)
    ]
    voices: list[list[int]] = []
    for number, one in enumerate(told):
        for voice in voices:
            if told[voice[0]] == one:
                voice.append(number)
                break
        else:
            voices.append([number])
    present = [side for side in group if side]
    contents = [told[voice[0]][0] for voice in voices]
    has_other_links = any(one == two for one, two in combinations(contents, 2))
    kind = _kind(present, is_everyone=len(present) == len(group))
    return Gathered(kind, group, tuple(map(tuple, voices)), has_other_links)


def _content(side: _Side) -> list[tuple[object, ...]]:
    """Tag, span, values and note of each annotation of a side."""
    return [one[1:6] for one in (side if len(side) < 2 else sorted(side, key=sort_key))]


def _kind(sides: Sequence[_Side], *, is_everyone: bool) -> GatheredKind:
    if any(len(side) > 1 for side in sides):
        return "split_merge"
    first, others = sides[0][0], [side[0] for side in sides[1:]]

    def differs(part: slice) -> bool:
        return any(other[part] != first[part] for other in others)

    is_other_tag = differs(slice(1, 2))
    if differs(slice(2, 4)):
        return "boundary_tag" if is_other_tag else "boundary"
    if is_other_tag:
        return "tag"
    if differs(slice(4, 5)):
        return "attribute"
    if differs(slice(5, 6)):
        return "note"
    return "same" if is_everyone else "only_some"
