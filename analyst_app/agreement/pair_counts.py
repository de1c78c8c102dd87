"""Two layers of an article against each other: what is counted of every tag, of values, and of links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations
from typing import Any, NamedTuple

from analyst_app.agreement.counted_layer import CountedLayer, Ends, TagReading
from analyst_app.agreement.coverage import Bounds
from analyst_app.agreement.tag_sums import SCALE, Sums, TagSums
from analyst_app.alignment.matching import Matching, match, match_different, most_overlaps
from analyst_app.core.annotation import Annotation, Pairs

UNUSED = TagReading()
"""A tag that a layer does not use."""


class Lengths(NamedTuple):
    """Numbers of characters that tags are counted on."""

    whole: int
    article: int
    """Without what is skipped."""
    skip: frozenset[str]
    """Ids of the tags that are counted on the whole text."""

    def of(self, tag: str) -> int:
        """The characters that a tag is counted on."""
        return self.whole if tag in self.skip else self.article


class Others(NamedTuple):
    """The annotations of one tag of two layers that have no identical one, or not for certain."""

    a: list[Annotation]
    b: list[Annotation]
    matching: Matching

    def pairs(self) -> list[tuple[Annotation, Annotation]]:
        """Return those that answer each other."""
        return [(self.a[row], self.b[other]) for row, other in self.matching.pairs]


def _others(mine: TagReading, theirs: TagReading) -> Others | None:
    """Return what is left of one tag after the certain pairs, and the pairs among it; None where one has nothing."""
    sure_a, sure_b = mine.certain, theirs.certain
    left_a = [sure_a[ends] for ends in sure_a.keys() - sure_b.keys()]
    left_b = [sure_b[ends] for ends in sure_b.keys() - sure_a.keys()]
    if mine.crowded or theirs.crowded:
        left_a += mine.crowded
        left_b += theirs.crowded
        return Others(left_a, left_b, match(left_a, left_b)) if left_a and left_b else None
    return Others(left_a, left_b, match_different(left_a, left_b)) if left_a and left_b else None


def pair_sums(
    a: CountedLayer, b: CountedLayer, by_both: Mapping[str, int], lengths: Lengths
) -> tuple[Sums, list[Others]]:
    """Return the sums of two layers, and what of each tag was not paired for certain.

    Args:
        a: the one layer.
        b: the other.
        by_both: number of characters that both gave a tag.
        lengths: numbers of characters that tags are counted on.
    """
    used = a.by_tag.keys() | b.by_tag.keys()
    if lengths.whole != lengths.article:
        used |= lengths.skip  # a third layer skips: what these two left unskipped is all of the text
    by_tag: dict[str, list[int]] = {}
    left: list[Others] = []
    for tag in used:
        mine, theirs = a.by_tag.get(tag, UNUSED), b.by_tag.get(tag, UNUSED)
        number_a, number_b = len(mine.annotations), len(theirs.annotations)
        length, both = lengths.of(tag), by_both.get(tag, 0)
        exact = overlapping = pairs = len(mine.certain.keys() & theirs.certain.keys())
        moved = 0
        others = _others(mine, theirs) if pairs < number_a and pairs < number_b else None
        if others is not None:
            left.append(others)
            if mine.crowded or theirs.crowded:
                exact += _identical(others)
            for one, two in others.pairs():
                moved += abs(one[2] - two[2]) + abs(one[3] - two[3])
            certain, pairs = pairs, pairs + len(others.matching.pairs)
            overlapping = pairs
            if pairs < min(number_a, number_b) and not others.matching.is_fullest:
                overlapping = certain + most_overlaps([x[2:4] for x in others.a], [y[2:4] for y in others.b])
        by_tag[tag] = [
            *(2 * length, mine.length + theirs.length, 2 * both * SCALE, mine.squares + theirs.squares),
            *(exact, overlapping, number_a + number_b, pairs, moved),
            *(length, mine.length, theirs.length, both),
        ]
    return Sums(by_tag, list(TagSums(pairable=2 * lengths.article, length=lengths.article))), left


def _identical(others: Others) -> int:
    """Return the number of equal spans, whatever they are matched with."""
    return (Counter([one[2:4] for one in others.a]) & Counter([two[2:4] for two in others.b])).total()


def partners(a: CountedLayer, b: CountedLayer, left: Iterable[Others]) -> dict[str, str]:
    """Return the id in B of each matched annotation of A.

    Args:
        a: the one layer.
        b: the other.
        left: what of each tag was not paired for certain.
    """
    found = {one[0]: two[0] for others in left for one, two in others.pairs()}
    for tag in a.by_tag.keys() & b.by_tag.keys():
        mine, theirs = a.by_tag[tag].certain, b.by_tag[tag].certain
        found.update([(mine[ends][0], theirs[ends][0]) for ends in mine.keys() & theirs.keys()])
    return found


def tags_met(
    a: CountedLayer, b: CountedLayer, partners: Mapping[str, str], skip: frozenset[str]
) -> Counter[tuple[str, str]]:
    """Count which tag met which: first pairs of one tag, then what is left by its overlap, then what is alone.

    Args:
        a: the one layer.
        b: the other.
        partners: id in B of each matched annotation of A.
        skip: ids of the tags that stay out.
    """
    taken = set(partners.values())
    mine = [one for tag, own in a.by_tag.items() if tag not in skip for one in own.annotations]
    theirs = [two for tag, own in b.by_tag.items() if tag not in skip for two in own.annotations]
    found = Counter([(one[1], one[1]) for one in mine if one[0] in partners])
    mine = [one for one in mine if one[0] not in partners]
    theirs = [two for two in theirs if two[0] not in taken]
    pairs = match_different(mine, theirs).pairs if mine and theirs else []
    found.update([(mine[row][1], theirs[other][1]) for row, other in pairs])
    met_a, met_b = {row for row, _ in pairs}, {other for _, other in pairs}
    found.update([(one[1], "") for row, one in enumerate(mine) if row not in met_a])
    found.update([("", two[1]) for other, two in enumerate(theirs) if other not in met_b])
    return found


def attributes(layers: Sequence[CountedLayer], left: Iterable[Others]) -> Counter[tuple[str, str, Any, Any]]:
    """Count the values of all matched pairs: of identical ones for all layers at once, of others pair by pair.

    Args:
        layers: of an article.
        left: of every two layers, what was not paired for certain.
    """
    counts: Counter[tuple[str, str, Any, Any]] = Counter()
    for tag in {tag for layer in layers for tag in layer.by_tag}:
        given: dict[Bounds, list[Pairs]] = {}
        for layer in layers:
            for ends, one in layer.by_tag.get(tag, UNUSED).certain.items():
                if ends in given:
                    given[ends].append(one[4])
                else:
                    given[ends] = [one[4]]
        alike: list[tuple[Pairs, int]] = []
        for values in given.values():
            first, number = values[0], len(values)
            if values.count(first) < number:
                for mine, theirs in combinations(values, 2):
                    _count_values(tag, mine, theirs, counts)
            elif first and number > 1:
                alike.append((first, number * (number - 1) // 2))
        for first, number in alike:
            _count_values(tag, first, first, counts, number)
    for others in left:
        for one, two in others.pairs():
            if one[4] or two[4]:
                _count_values(one[1], one[4], two[4], counts)
    return counts


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


def link_ends(a: CountedLayer, b: CountedLayer, left: Iterable[Others], numbers: Ends) -> dict[int, int]:
    """Return B's number of each matched annotation of A that has another number there.

    Args:
        a: the one layer.
        b: the other.
        left: what of each tag was not paired for certain.
        numbers: of ends of links, shared by the layers of an article.
    """
    return {a.end(one, numbers): b.end(two, numbers) for others in left for one, two in others.pairs()}


def count_links(a: CountedLayer, b: CountedLayer, ends: Mapping[int, int], counts: Counter[tuple[str, str]]) -> None:
    """Count the links of two layers by role: all of them, and the pairs that agree in both ends.

    Args:
        a: the one layer.
        b: the other.
        ends: B's number of each matched annotation of A that has another number there.
        counts: takes the numbers, by role and "both" or "all".
    """
    for roles in (a.roles, b.roles):
        for role, number in roles.items():
            counts[role, "all"] += number
    partner, theirs = ends.get, b.links
    for (role, start, end), number in a.links.items():
        seen = (role, partner(start, start), partner(end, end))
        if seen in theirs:
            counts[role, "both"] += min(number, theirs[seen])
