"""Matching of the annotations of two layers, one to one, by overlap and tag."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from heapq import heappop, heappush
from itertools import count
from operator import itemgetter
from typing import NamedTuple

from analyst_app.alignment.least_cost import best_assignment
from analyst_app.core.annotation import Annotation

_ONE = 1 << 32
"""Weight of a complete overlap: shares are counted in units of 2**-32."""


_FEW = 50
"""From so many pairs on, a sweep finds those that overlap quicker than a look at each."""
Key = tuple[str, int, int]
"""Tag, start, end."""


class Matching(NamedTuple):
    """The pairs of two layers, and the overlaps among the annotations that were not paired beforehand."""

    pairs: list[tuple[int, int]]
    """Places in the lists of A and B of annotations that answer each other."""
    touching: list[tuple[int, int]]
    """Places in A and B of annotations that share a code point, without pairs of identical ones made beforehand."""
    solved: int = 0
    """Number of pairs that were not made beforehand."""

    @property
    def is_fullest(self) -> bool:
        """True if it is plain that no matching of annotations of one tag has more pairs.

        Pairs made beforehand overlap nothing else of the tag; of the rest each pair takes one that overlaps something.
        """
        return self.solved == min(len({row for row, _ in self.touching}), len({other for _, other in self.touching}))


def match(a: Sequence[Annotation], b: Sequence[Annotation]) -> Matching:
    """Pair the annotations of two layers, one to one.

    In every group connected by overlaps the pairs are chosen whose weights add
    up to the most: intersection over union (Jaccard 1912), plus 1 for the same
    tag. Between equal sums, identical annotations go first, then the earlier
    start, the shorter span, the smaller id. The answer does not depend on the
    order of the lists nor on which is called A.

    Identical annotations (span and tag) are paired beforehand where that can
    only be right: where in neither layer another of the tag overlaps them. Then
    whatever they could be paired with instead has another tag, so that both
    weights together stay below the 2 that identical ones weigh.

    Args:
        a: annotations of layer A.
        b: annotations of layer B.
    """
    pairs, rest_a, rest_b = _identical(a, b)
    touching = _touching(a, rest_a, b, rest_b) if rest_a and rest_b else []
    beforehand = len(pairs)
    for group in _groups(touching):
        pairs.extend(_solve(a, b, group))
    return Matching(pairs, touching, len(pairs) - beforehand)


def match_different(a: Sequence[Annotation], b: Sequence[Annotation]) -> Matching:
    """Pair the annotations of two layers as ``match`` does, where no two are identical and none stands twice.

    Args:
        a: annotations of layer A.
        b: annotations of layer B.
    """
    if len(a) * len(b) < _FEW:
        touching = [
            (row, other)
            for row, one in enumerate(a)
            for other, two in enumerate(b)
            if one[2] < two[3] and two[2] < one[3]
        ]
    else:
        touching = _touching(a, range(len(a)), b, range(len(b)))
    if len(touching) == len({row for row, _ in touching}) == len({other for _, other in touching}):
        return Matching(touching, touching, len(touching))
    pairs = [pair for group in _groups(touching) for pair in _solve(a, b, group)]
    return Matching(pairs, touching, len(pairs))


def most_overlaps(a: Iterable[tuple[int, int]], b: Iterable[tuple[int, int]]) -> int:
    """Return the greatest possible number of one-to-one pairs of overlapping spans.

    Spans are taken by their end. Each takes, of those on the other side that it
    overlaps, the one that ends first: all the others reach at least as many of
    the spans that are still to come.

    Args:
        a: spans (start, end) of layer A; code points, half-open.
        b: spans of layer B, likewise.
    """
    by_end = sorted([(end, start, 0) for start, end in a] + [(end, start, 1) for start, end in b])
    by_start = sorted(((start, place, side) for place, (_, start, side) in enumerate(by_end)), reverse=True)
    waiting: tuple[list[int], list[int]] = ([], [])
    used = bytearray(len(by_end))
    found = 0
    for place, (end, _, side) in enumerate(by_end):
        while by_start and by_start[-1][0] < end:
            _, other, other_side = by_start.pop()
            heappush(waiting[other_side], other)
        if used[place]:
            continue
        others = waiting[1 - side]
        while others and used[others[0]]:
            heappop(others)
        if others:
            used[heappop(others)] = 1
            found += 1
        used[place] = 1
    return found


Rank = tuple[int, int, str, str]
"""Start, length, id and tag: what decides between equals."""


def rank(annotation: Annotation) -> Rank:
    """Return the key that decides between equals: the earlier start, then the shorter span, then the smaller id."""
    return (annotation.start, annotation.end - annotation.start, annotation.id, annotation.tag)


def _identical(a: Sequence[Annotation], b: Sequence[Annotation]) -> tuple[list[tuple[int, int]], list[int], list[int]]:
    """Return pairs of equal span and tag that are certain, and the places in both lists that are left over."""
    keys_a, keys_b = [one[1:4] for one in a], [two[1:4] for two in b]
    row_a, row_b = dict(zip(keys_a, count())), dict(zip(keys_b, count()))
    if row_a.keys().isdisjoint(row_b):
        return [], list(range(len(a))), list(range(len(b)))
    has_doubles = len(row_a) < len(a) or len(row_b) < len(b)
    for key in crowded(row_a) | crowded(row_b):
        row_a.pop(key, None)
        row_b.pop(key, None)
    rest_a = [row for row, key in enumerate(keys_a) if key not in row_b]
    rest_b = [row for row, key in enumerate(keys_b) if key not in row_a]
    if not has_doubles:
        return [(row, row_b[key]) for row, key in enumerate(keys_a) if key in row_b], rest_a, rest_b
    places: dict[Key, tuple[list[int], list[int]]] = {key: ([], []) for key in row_a.keys() & row_b.keys()}
    for side, keys in enumerate((keys_a, keys_b)):
        for row, key in enumerate(keys):
            if key in places:
                places[key][side].append(row)
    pairs: list[tuple[int, int]] = []
    for rows_a, rows_b in places.values():
        _pair_doubles(a, b, rows_a, rows_b, pairs)
        rest_a += rows_a
        rest_b += rows_b
    return pairs, rest_a, rest_b


def crowded(keys: Iterable[Key]) -> set[Key]:
    """Return the keys (tag, start, end) of one layer whose spans overlap another span of the same tag."""
    found: set[Key] = set()
    reaching: dict[str, Key] = {}  # by tag, the one that reaches farthest so far
    for key in sorted(keys, key=itemgetter(1)):
        far = reaching.get(key[0])
        if far is not None and key[1] < far[2]:
            found |= {far, key}
        if far is None or key[2] > far[2]:
            reaching[key[0]] = key
    return found


def _pair_doubles(
    a: Sequence[Annotation], b: Sequence[Annotation], rows_a: list[int], rows_b: list[int], pairs: list[tuple[int, int]]
) -> None:
    """Pair annotations that stand several times at one place: those of equal content first, then by id."""
    rows_a.sort(key=lambda row: a[row].id)
    rows_b.sort(key=lambda row: b[row].id)
    for alike in (True, False):
        for row in list(rows_a):
            other = next((o for o in rows_b if not alike or a[row][4:6] == b[o][4:6]), None)
            if other is not None:
                pairs.append((row, other))
                rows_a.remove(row)
                rows_b.remove(other)


def _touching(
    a: Sequence[Annotation], rows_a: Iterable[int], b: Sequence[Annotation], rows_b: Iterable[int]
) -> list[tuple[int, int]]:
    """Return overlapping pairs, by one sweep over both lists by start, A before B, then by rank."""
    starts = [(one[2], 0, one[3] - one[2], one[0], one[1], row) for row in rows_a for one in (a[row],)]
    starts += [(two[2], 1, two[3] - two[2], two[0], two[1], row) for row in rows_b for two in (b[row],)]
    starts.sort()
    open_a: list[tuple[int, int]] = []  # end and place of those that the sweep is inside of
    open_b: list[tuple[int, int]] = []
    found: list[tuple[int, int]] = []
    for start, is_b, length, _, _, row in starts:
        if is_b:
            if open_a:
                open_a = [one for one in open_a if one[0] > start]
                found += [(other, row) for _, other in open_a]
            open_b.append((start + length, row))
        else:
            if open_b:
                open_b = [two for two in open_b if two[0] > start]
                found += [(row, other) for _, other in open_b]
            open_a.append((start + length, row))
    return found


def _groups(touching: list[tuple[int, int]]) -> Iterable[list[tuple[int, int]]]:
    """Return the pairs of each group that is connected by overlaps."""
    if len(touching) == len({row for row, _ in touching}) == len({other for _, other in touching}):
        return [[edge] for edge in touching]
    root_a: dict[int, int] = {}
    root_b: dict[int, int] = {}
    parent: list[int] = []

    def find(node: int) -> int:
        while parent[node] != node:
            parent[node] = parent[parent[node]]
            node = parent[node]
        return node

    for row, other in touching:
        one, two = root_a.get(row), root_b.get(other)
        if one is None and two is None:
            root_a[row] = root_b[other] = len(parent)
            parent.append(len(parent))
        elif one is None and two is not None:
            root_a[row] = two
        elif two is None and one is not None:
            root_b[other] = one
        elif one is not None and two is not None:
            parent[find(one)] = find(two)
    groups: dict[int, list[tuple[int, int]]] = {}
    for edge in touching:
        groups.setdefault(find(root_a[edge[0]]), []).append(edge)
    return groups.values()


def _solve(a: Sequence[Annotation], b: Sequence[Annotation], edges: list[tuple[int, int]]) -> list[tuple[int, int]]:
    if len(edges) == 1:
        return edges
    if len({row for row, _ in edges}) == 1 or len({other for _, other in edges}) == 1:
        return [min(edges, key=lambda edge: _claim(a[edge[0]], b[edge[1]], len(edges) + 1))]
    rows_a = sorted({row for row, _ in edges}, key=lambda row: rank(a[row]))
    rows_b = sorted({row for _, row in edges}, key=lambda row: rank(b[row]))
    # One side is the rows whichever is called A, so that swapping the layers swaps the answer.
    flipped = (len(rows_b), [rank(b[row]) for row in rows_b]) < (len(rows_a), [rank(a[row]) for row in rows_a])
    if flipped:
        swapped = _solve_sides(b, a, rows_b, rows_a, [(two, one) for one, two in edges])
        return [(two, one) for one, two in swapped]
    return _solve_sides(a, b, rows_a, rows_b, edges)


def _solve_sides(
    a: Sequence[Annotation],
    b: Sequence[Annotation],
    rows_a: list[int],
    rows_b: list[int],
    edges: list[tuple[int, int]],
) -> list[tuple[int, int]]:
    place_a = {row: place for place, row in enumerate(rows_a)}
    place_b = {row: place for place, row in enumerate(rows_b)}
    size = len(rows_a) + len(rows_b)
    step = 2 * size * size + 1  # above any sum of places, so that they only break ties
    weighted: list[list[tuple[int, int]]] = [[] for _ in rows_a]
    for row, other in edges:
        earlier = 2 * size - place_a[row] - place_b[other]
        worth = _worth(a[row], b[other], size)
        weighted[place_a[row]].append((place_b[other], worth * step + earlier))
    for column_weights in weighted:
        column_weights.sort()
    chosen = best_assignment(weighted, len(rows_b))
    return [(rows_a[place], rows_b[column]) for place, column in enumerate(chosen) if column >= 0]


def _claim(one: Annotation, other: Annotation, size: int) -> tuple[int, Rank, Rank]:
    """Return the key by which, of pairs that all have one annotation in common, the best comes first."""
    return -_worth(one, other, size), rank(one), rank(other)


def _worth(one: Annotation, other: Annotation, size: int) -> int:
    """Return the weight of a pair in a group of so many annotations, where identical ones go before equals."""
    return weight(one, other) * size + (one[1:4] == other[1:4])


def weight(one: Annotation, other: Annotation) -> int:
    """Return the weight of a pair that overlaps: intersection over union, plus 1 for the same tag, in 2**-32.

    Args:
        one: an annotation.
        other: another one.
    """
    shared = min(one.end, other.end) - max(one.start, other.start)
    union = one.end - one.start + other.end - other.start - shared
    return (shared * _ONE) // union + (_ONE if one.tag == other.tag else 0)
