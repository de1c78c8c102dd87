"""The places of an article where readers answer each other, tag by tag, for all of them at once.

Spans of a tag that overlap, through whatever reader's, stand in one place.
Mostly each reader has one span there, and any two of these overlap: then all
of them answer each other, and what follows is the same for every two readers.
Only where a reader has several spans in a place are readers matched two by two.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import lru_cache
from itertools import combinations, pairwise
from operator import itemgetter
from typing import Any, NamedTuple

from analyst_app.agreement.coverage import Bounds
from analyst_app.alignment.matching import Matching, match, match_different, most_overlaps
from analyst_app.core.annotation import Annotation, Pairs

Pair = tuple[int, int]
"""Numbers of two readers, the lesser first."""
_Member = tuple[int, Annotation]
"""Number of a reader, and a span of hers."""


@lru_cache(maxsize=4_096)
def pairs_among(mask: int) -> tuple[Pair, ...]:
    """Return every two of the readers that a number has a bit for."""
    return tuple(combinations([bit for bit in range(mask.bit_length()) if mask >> bit & 1], 2))


class Paired(NamedTuple):
    """The numbers of one tag by two readers; where a pair has none, 0."""

    exact: dict[Pair, int]
    """Number of identical spans."""
    overlapping: dict[Pair, int]
    """Greatest possible number of one-to-one pairs that overlap."""
    matched: dict[Pair, int]
    """Number of pairs in the best matching."""
    moved: dict[Pair, int]
    """Number of code points by which the ends of these differ."""


class Answers:
    """All that follows from who answers whom in an article, gathered tag by tag.

    Args:
        readers: number of readers.
        wants_ends: True if links are to be compared.
        wants_partners: True if it is to be told who answers whom, by ids.
    """

    def __init__(self, readers: int, *, wants_ends: bool, wants_partners: bool) -> None:
        self.attributes: Counter[tuple[str, str, Any, Any]] = Counter()
        """Number of answering pairs by tag, attribute and both values; None where unset."""
        self.ends: list[dict[str, int]] = [{} for _ in range(readers)]
        """By reader, the numbers of her spans by id: those of a place where all answer each other have the same."""
        self.other_ends: dict[Pair, dict[int, int]] = {}
        """By pair, the second's number of what answers a span of the first that has another number."""
        self.partners: dict[Pair, dict[str, str]] = {}
        """By pair, the second's id of what answers a span of the first."""
        self._wants_ends, self._wants_partners = wants_ends, wants_partners
        self._numbers = 0

    def of_tag(self, tag: str, spans: Sequence[Sequence[Annotation]]) -> Paired:
        """Return the numbers of one tag, and gather what follows beside them.

        Args:
            tag: its id.
            spans: those of each reader.
        """
        masks, members, doubled = _by_ends(spans)
        same: dict[int, int] = {}  # number of identical spans, which answer each other, by the readers who have them
        together: dict[int, int] = {}  # number of places in which all answer each other, by readers
        found = Paired({}, {}, {}, {})
        for place in _places(masks):
            if len(place) == 1 and place[0] not in doubled:
                mask = masks[place[0]]
                same[mask] = same.get(mask, 0) + 1
                together[mask] = together.get(mask, 0) + 1
                self._all_answer(tag, members[place[0]])
                continue
            mask, is_crowded = _readers_of(place, masks, doubled)
            if is_crowded:
                self._match(tag, [one for ends in place for one in members[ends]], found)
                continue
            for ends in place:
                same[masks[ends]] = same.get(masks[ends], 0) + 1
            if place[-1][0] < min([end for _, end in place]):
                together[mask] = together.get(mask, 0) + 1
                for one, other in combinations(place, 2):
                    _move(members[one], members[other], found)
                self._all_answer(tag, sorted([one for ends in place for one in members[ends]], key=itemgetter(0)))
                continue
            for ends in place:
                together[masks[ends]] = together.get(masks[ends], 0) + 1
                self._all_answer(tag, members[ends])
            self._some_answer(tag, [members[ends] for ends in place], found)
        _spread(same, (found.exact,))
        _spread(together, (found.matched, found.overlapping))
        return found

    # -- inside ------------------------------------------------------------------------

    def _all_answer(self, tag: str, members: Sequence[_Member]) -> None:
        """Each reader has one span here, and all of these answer each other; the readers stand in order."""
        if self._wants_ends:
            number = self._numbers = self._numbers + 1
            for reader, one in members:
                self.ends[reader][one[0]] = number
        if len(members) == 1:
            return
        first = members[0][1][4]
        if all(one[4] == first for _, one in members):
            if first:
                _count_values(tag, first, first, self.attributes, len(members) * (len(members) - 1) // 2)
        else:
            for (_, one), (_, other) in combinations(members, 2):
                _count_values(tag, one[4], other[4], self.attributes)
        if self._wants_partners:
            for (reader, one), (second, other) in combinations(members, 2):
                self.partners.setdefault((reader, second), {})[one[0]] = other[0]

    def _some_answer(self, tag: str, groups: Sequence[Sequence[_Member]], found: Paired) -> None:
        """Each reader has one span here; those of one group are identical, and of two groups some overlap."""
        for mine, theirs in combinations(groups, 2):
            one, other = mine[0][1], theirs[0][1]
            if one[2] < other[3] and other[2] < one[3]:
                _move(mine, theirs, found)
                for member in mine:
                    for second in theirs:
                        pair = self._pair(tag, *sorted((member, second), key=itemgetter(0)))
                        for numbers in (found.matched, found.overlapping):
                            numbers[pair] = numbers.get(pair, 0) + 1

    def _match(self, tag: str, members: Sequence[_Member], found: Paired) -> None:
        """Some reader has several spans here: every two readers are matched by themselves."""
        by_reader: dict[int, list[Annotation]] = {}
        for reader, one in members:
            by_reader.setdefault(reader, []).append(one)
            if self._wants_ends:
                self._numbers += 1
                self.ends[reader][one[0]] = self._numbers
        readings = {reader: _Reading.of(own) for reader, own in sorted(by_reader.items())}
        for pair in combinations(readings, 2):
            for one, other in _answering(readings[pair[0]], readings[pair[1]], pair, found):
                self._pair(tag, (pair[0], one), (pair[1], other))
                moved = abs(one[2] - other[2]) + abs(one[3] - other[3])
                found.moved[pair] = found.moved.get(pair, 0) + moved

    def _pair(self, tag: str, mine: _Member, theirs: _Member) -> Pair:
        """Two spans of other numbers answer each other; the pair of their readers."""
        (reader, one), (second, other) = mine, theirs
        pair = (reader, second)
        if one[4] or other[4]:
            _count_values(tag, one[4], other[4], self.attributes)
        if self._wants_ends:
            self.other_ends.setdefault(pair, {})[self.ends[reader][one[0]]] = self.ends[second][other[0]]
        if self._wants_partners:
            self.partners.setdefault(pair, {})[one[0]] = other[0]
        return pair


def _by_ends(
    spans: Sequence[Sequence[Annotation]],
) -> tuple[dict[Bounds, int], dict[Bounds, list[_Member]], set[Bounds]]:
    """Return by start and end the readers, as a number with a bit for each, and their spans; and what one has twice."""
    masks: dict[Bounds, int] = {}
    members: dict[Bounds, list[_Member]] = {}
    doubled: set[Bounds] = set()
    for reader, own in enumerate(spans):
        bit = 1 << reader
        for one in own:
            ends = one[2:4]
            if ends in masks:
                if masks[ends] & bit:
                    doubled.add(ends)
                masks[ends] |= bit
                members[ends].append((reader, one))
            else:
                masks[ends] = bit
                members[ends] = [(reader, one)]
    return masks, members, doubled


def _places(ends: Iterable[Bounds]) -> Iterator[list[Bounds]]:
    """Yield the starts and ends that are connected by overlaps, each group in order."""
    place: list[Bounds] = []
    reach = -1
    for one in sorted(ends):
        if one[0] < reach:
            place.append(one)
            reach = max(reach, one[1])
            continue
        if place:
            yield place
        place, reach = [one], one[1]
    if place:
        yield place


def _readers_of(place: Iterable[Bounds], masks: Mapping[Bounds, int], doubled: set[Bounds]) -> tuple[int, bool]:
    """Return the readers of a place, and True if one of them has several spans there."""
    readers = 0
    for ends in place:
        if ends in doubled or masks[ends] & readers:
            return 0, True
        readers |= masks[ends]
    return readers, False


def _move(mine: Sequence[_Member], theirs: Sequence[_Member], found: Paired) -> None:
    """Count by how much the identical spans of some readers differ from those of others."""
    one, other = mine[0][1], theirs[0][1]
    moved = abs(one[2] - other[2]) + abs(one[3] - other[3])
    for reader, _ in mine:
        for second, _ in theirs:
            pair = (reader, second) if reader < second else (second, reader)
            found.moved[pair] = found.moved.get(pair, 0) + moved


class _Reading(NamedTuple):
    """The spans of one reader in a place."""

    spans: Sequence[Annotation]
    by_ends: Mapping[Bounds, Annotation]
    is_single: bool
    """True if no two of them are identical."""
    is_clear: bool
    """True if none of them overlaps another."""

    @classmethod
    def of(cls, spans: Sequence[Annotation]) -> _Reading:
        by_ends = {one[2:4]: one for one in spans}
        is_single = len(by_ends) == len(spans)
        is_clear = is_single and all(a[1] <= b[0] for a, b in pairwise(sorted(by_ends)))
        return cls(spans, by_ends, is_single, is_clear)


def _answering(mine: _Reading, theirs: _Reading, pair: Pair, found: Paired) -> list[tuple[Annotation, Annotation]]:
    """Count the spans of two readers in a place, and return those that answer each other.

    Identical spans weigh the most. So they answer each other where one reader
    has no others, and where no span overlaps another of the same reader.
    """
    identical = mine.by_ends.keys() & theirs.by_ends.keys()
    number = len(identical)
    has_all = mine.is_single and theirs.is_single and number == min(len(mine.spans), len(theirs.spans))
    if not has_all and not (mine.is_clear and theirs.is_clear):
        return _matched(mine.spans, theirs.spans, pair, found)
    answering = [(mine.by_ends[ends], theirs.by_ends[ends]) for ends in identical]
    overlapping = number
    if not has_all:
        left_a = [one for ends, one in mine.by_ends.items() if ends not in identical]
        left_b = [one for ends, one in theirs.by_ends.items() if ends not in identical]
        matching = match_different(left_a, left_b)
        answering += [(left_a[row], left_b[column]) for row, column in matching.pairs]
        overlapping += _overlapping(left_a, left_b, matching)
    _count(pair, found, (number, overlapping, len(answering)))
    return answering


def _matched(
    mine: Sequence[Annotation], theirs: Sequence[Annotation], pair: Pair, found: Paired
) -> list[tuple[Annotation, Annotation]]:
    matching = match(mine, theirs)
    exact = (Counter([one[2:4] for one in mine]) & Counter([other[2:4] for other in theirs])).total()
    _count(pair, found, (exact, _overlapping(mine, theirs, matching), len(matching.pairs)))
    return [(mine[row], theirs[column]) for row, column in matching.pairs]


def _count(pair: Pair, found: Paired, counted: tuple[int, int, int]) -> None:
    for numbers, number in zip(found, counted, strict=False):
        numbers[pair] = numbers.get(pair, 0) + number


def _overlapping(mine: Sequence[Annotation], theirs: Sequence[Annotation], matching: Matching) -> int:
    if len(matching.pairs) == min(len(mine), len(theirs)) or matching.is_fullest:
        return len(matching.pairs)
    return most_overlaps([one[2:4] for one in mine], [other[2:4] for other in theirs])


def _spread(by_readers: Mapping[int, int], numbers: Iterable[dict[Pair, int]]) -> None:
    """Add to the numbers of every two readers what several have together."""
    for mask, number in by_readers.items():
        for pair in pairs_among(mask):
            for own in numbers:
                own[pair] = own.get(pair, 0) + number


def _count_values(
    tag: str, mine: Pairs, theirs: Pairs, counts: Counter[tuple[str, str, Any, Any]], times: int = 1
) -> None:
    if mine == theirs:
        for name, value in mine:
            counts[tag, name, _plain(value), _plain(value)] += times
        return
    given, also = dict(mine), dict(theirs)
    for name in given.keys() | also.keys():
        counts[tag, name, _plain(given.get(name)), _plain(also.get(name))] += times


def _plain(value: Any) -> Any:
    """Return a value that can be counted; a foreign list or object by its text."""
    return repr(value) if isinstance(value, list | dict) else value
