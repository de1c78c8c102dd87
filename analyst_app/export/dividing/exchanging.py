"""Clusters that change places between parts, as long as the shares come nearer to those asked for.

Dealing out the largest first is near, and not always nearest: of five, five,
four, three and three it makes nine and eleven. Which part a cluster is in
matters here by its size alone, so that clusters of one size are looked at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations_with_replacement, permutations, product
from typing import NamedTuple

_LEAST = 1e-9
"""A smaller gain is one of rounding."""
_LOOKED_AT_ALL = 8
"""Of so many clusters every dealing is looked at: some thousands."""
_FEW = 12
"""So many sizes in a part are few enough to look at two clusters at once."""
_MOST = 2_000
"""Steps; each makes the difference smaller, and a few are enough."""

Sizes = dict[int, list[int]]
"""Clusters by size, in the order in which they were dealt out."""


class _Step(NamedTuple):
    """Clusters that leave a part for another, and those that come for them; each named by its size."""

    gain: float
    giver: str
    given: tuple[int, ...]
    taker: str
    taken: tuple[int, ...]


def bring_nearer(dealt: dict[str, list[int]], sizes: Mapping[int, int], wanted: Mapping[str, float]) -> None:
    """Exchange clusters between parts; a part that has one never loses its last.

    Args:
        dealt: the clusters of each part; changed in place.
        sizes: articles of each cluster.
        wanted: articles that each part should have.
    """
    if len(sizes) <= _LOOKED_AT_ALL:
        _choose_nearest(dealt, sizes, wanted)
        return
    held = {name: _by_size(clusters, sizes) for name, clusters in dealt.items()}
    over = {name: sum(map(sizes.__getitem__, dealt[name])) - wanted[name] for name in dealt}
    for _ in range(_MOST):
        step = max(_steps(held, over), default=None)
        if step is None or step.gain <= _LEAST:
            break
        for giver, taker, moved in (
            (step.giver, step.taker, step.given),
            (step.taker, step.giver, step.taken),
        ):
            for size in moved:
                held[taker].setdefault(size, []).append(held[giver][size].pop())
                over[giver] -= size
                over[taker] += size
        for clusters in held.values():
            for size in [size for size, found in clusters.items() if not found]:
                del clusters[size]
    for name, clusters in held.items():
        dealt[name] = [cluster for found in clusters.values() for cluster in found]


def _choose_nearest(dealt: dict[str, list[int]], sizes: Mapping[int, int], wanted: Mapping[str, float]) -> None:
    """Of all dealings that leave no more parts empty the nearest; of those the one that moves the fewest articles."""
    place = {cluster: name for name, clusters in dealt.items() for cluster in clusters}
    order, least = list(place), sum(map(bool, dealt.values()))
    counts = [sizes[cluster] for cluster in order]

    def farness(parts: tuple[str, ...]) -> tuple[float, int]:
        over = {name: -share for name, share in wanted.items()}
        moved = 0
        for part, cluster, size in zip(parts, order, counts, strict=True):
            over[part] += size
            moved += size if part != place[cluster] else 0
        return round(sum(map(abs, over.values())), 6), moved

    every = (parts for parts in product(dealt, repeat=len(order)) if len(set(parts)) >= least)
    nearest = min(every, key=farness, default=())
    for name in dealt:
        dealt[name] = [cluster for cluster, part in zip(order, nearest, strict=True) if part == name]


def _by_size(clusters: list[int], sizes: Mapping[int, int]) -> Sizes:
    made: Sizes = {}
    for cluster in clusters:
        made.setdefault(sizes[cluster], []).append(cluster)
    return made


def _steps(held: Mapping[str, Sizes], over: Mapping[str, float]) -> Iterator[_Step]:
    """Every step between two parts that may be of use, each with how much nearer it brings them."""
    moves = {name: _moves(clusters) for name, clusters in held.items()}
    for giver, taker in permutations(held, 2):
        before = abs(over[giver]) + abs(over[taker])
        for given, taken in product(moves[giver], ((), *moves[taker])):
            less = sum(given) - sum(taken)
            if less <= 0 or (not taken and len(given) == sum(map(len, held[giver].values()))):
                continue
            gain = before - abs(over[giver] - less) - abs(over[taker] + less)
            yield _Step(gain, giver, given, taker, taken)


def _moves(clusters: Sizes) -> list[tuple[int, ...]]:
    """The sizes that can leave a part at once: one cluster, or two where there are few sizes to choose from."""
    single: list[tuple[int, ...]] = [(size,) for size in clusters]
    if len(clusters) > _FEW:
        return single
    pairs = combinations_with_replacement(clusters, 2)
    return single + [(one, other) for one, other in pairs if one != other or len(clusters[one]) > 1]
