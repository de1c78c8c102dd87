"""Train, validation and test: by article, seeded, balanced by label, copies kept together.

Clusters of articles are dealt out one at a time, those with rare labels first,
each to the part that lacks most of what it holds (iterative stratification,
Sechidis, Tsoumakas and Vlahavas 2011, on clusters). No part is left without one
where there are enough; then clusters are moved and exchanged as long as that
brings the shares nearer to those asked for.
"""

from __future__ import annotations

import random
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from analyst_app.errors import UsageError
from analyst_app.export.dividing.exchanging import bring_nearer
from analyst_app.wording import tr

NAMES = {2: ("train", "test"), 3: ("train", "validation", "test")}
_MOST_OF_RATIO = 10
"""The largest number of a ratio, so that none can be meant for per cent."""
_ROUNDED = 0.15
"""Per cent that rounded shares may lack of 100: 33.3/33.3/33.3 is meant well."""
GROUPS = ("outlet", "month", "actor")


@dataclass(frozen=True)
class Shares:
    """The shares of the articles that go to each part."""

    parts: tuple[tuple[str, float], ...]
    """Names and shares, which add up to 1."""

    @classmethod
    def parse(cls, words: str) -> Shares:
        """The shares in ``80/10/10`` (train/validation/test) or ``80/20`` (train/test).

        They are per cent that add up to 100, fractions that add up to 1
        (``0.8/0.1/0.1``), or a ratio of whole numbers of at most 10 (``8/1/1``).

        Raises:
            UsageError: it is none of these.
        """
        try:
            numbers = [float(number) for number in words.split("/")]
        except ValueError:
            numbers = []
        if len(numbers) not in NAMES or min(numbers) < 0 or not 0 < sum(numbers) < float("inf"):
            raise UsageError(
                tr(
                    "{words} is no split; write it as 80/10/10 (train/validation/test) or 80/20 (train/test).",
                    words=words,
                )
            )
        total = sum(numbers)
        is_ratio = all(number <= _MOST_OF_RATIO and number.is_integer() for number in numbers)
        if not is_ratio and min(abs(total - 100), 100 * abs(total - 1)) > _ROUNDED:
            raise UsageError(
                tr(
                    "The parts of --split {words} add up to {total}; write per cent that add up to 100 (80/10/10), "
                    "fractions that add up to 1 (0.8/0.1/0.1), or a ratio of whole numbers up to 10 (8/1/1).",
                    words=words,
                    total=f"{total:g}",
                )
            )
        return cls(tuple((name, n / total) for name, n in zip(NAMES[len(numbers)], numbers, strict=True) if n))

    @property
    def names(self) -> tuple[str, ...]:
        """The parts."""
        return tuple(name for name, _ in self.parts)


def assign(labels: Sequence[Mapping[str, int]], clusters: Sequence[int], shares: Shares, *, seed: int) -> list[str]:
    """For each article its part.

    Args:
        labels: spans by label, for each article.
        clusters: for each article its cluster, which is never divided.
        shares: how much goes where.
        seed: the same seed gives the same parts.
    """
    members: dict[int, list[int]] = {}
    for number, cluster in enumerate(clusters):
        members.setdefault(cluster, []).append(number)
    totals = _sum(labels)
    held = {cluster: _sum(labels[number] for number in numbers) for cluster, numbers in members.items()}
    lacking = {name: _Lack(share, len(labels), totals) for name, share in shares.parts}
    order = list(members)
    random.Random(seed).shuffle(order)  # noqa: S311 - a split needs a seed, not secrecy
    order.sort(key=lambda cluster: (-len(members[cluster]), _rarest(held[cluster], totals)))
    dealt: dict[str, list[int]] = {name: [] for name in lacking}
    for left, cluster in zip(range(len(order), 0, -1), order, strict=True):
        size = len(members[cluster])
        empty = [name for name, taken in dealt.items() if not taken]
        open_to = empty if left <= len(empty) else list(lacking)
        name = max(open_to, key=lambda part: lacking[part].wants(held[cluster], size, totals))
        lacking[name].take(held[cluster], size)
        dealt[name].append(cluster)
    sizes = {cluster: len(numbers) for cluster, numbers in members.items()}
    bring_nearer(dealt, sizes, {name: share * len(labels) for name, share in shares.parts})
    parts = [""] * len(labels)
    for name, found in dealt.items():
        for cluster in found:
            for number in members[cluster]:
                parts[number] = name
    return parts


class _Lack:
    """The articles that one part still lacks."""

    def __init__(self, share: float, articles: int, totals: Mapping[str, int]) -> None:
        self._articles = share * articles
        self._labels = {label: share * count for label, count in totals.items()}

    def wants(self, held: Mapping[str, int], size: int, totals: Mapping[str, int]) -> tuple[float, ...]:
        """The rank of a cluster for a split: it must fit; then its rarest label counts, then the number of articles."""
        fits = min(0.0, self._articles - size + 0.5)
        rarest = min(held, key=lambda label: (totals[label], label), default=None)
        return (fits, self._labels[rarest] if rarest is not None else 0.0, self._articles)

    def take(self, held: Mapping[str, int], size: int) -> None:
        """A cluster was given to it."""
        self._articles -= size
        for label, count in held.items():
            self._labels[label] -= count


def _sum(counts: Iterable[Mapping[str, int]]) -> Counter[str]:
    total: Counter[str] = Counter()
    for one in counts:
        total.update(one)
    return total


def _rarest(held: Mapping[str, int], totals: Mapping[str, int]) -> int:
    return min((totals[label] for label in held), default=1 << 60)
