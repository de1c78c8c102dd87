"""Intervals of figures over articles, by leaving out one article after the other."""

from __future__ import annotations

import math
from collections.abc import Callable, Sequence
from random import Random
from statistics import NormalDist

LEVEL = 0.95
"""Share of the corpora in whose interval the figure of all such articles lies."""
FEWEST = 20
"""Number of articles from which on an interval holds what it says: see tests/benchmarks/bench_coverage.py."""
GROUPS = 200
"""Of more articles than this, so many groups are left out instead."""
SEED = 20_160_101
"""Seed by which articles are put into groups; fixed, so that the same corpus gives the same interval everywhere."""

Interval = tuple[float, float]
"""Lower and upper bound of a figure."""


def intervals(
    vectors: Sequence[Sequence[int]], figures: Callable[[list[int]], list[float | None]], resting_on: Sequence[int]
) -> list[Interval | None]:
    """Return for each figure its interval at ``LEVEL``, or None where it cannot be told.

    Each article is left out once, and the figure of the rest tells how far one
    article moves it (Tukey 1958, "Bias and confidence in not quite large
    samples", Annals of Mathematical Statistics 29; Efron & Tibshirani 1993, *An
    Introduction to the Bootstrap*, 11.5). Student's t takes the place of the
    normal distribution, because there are few articles. It is reckoned with
    log(1 - figure), the logarithm of observed over expected disagreement, as is
    usual for a ratio, so that no interval reaches beyond 1. It cannot be told
    where the figure is 1, or would be if one article were left out.

    Args:
        vectors: one for each article, of equal length.
        figures: returns the figures that follow from a sum of vectors; None where one is not asked for.
        resting_on: for each figure, the number of articles that have anything to compare.
    """
    total = [sum(numbers) for numbers in zip(*vectors, strict=True)]
    groups = _groups(vectors)
    whole = [_logarithm(value) for value in figures(total)]
    left_out = [
        [_logarithm(value) for value in figures([all_of_it - own for all_of_it, own in zip(total, group, strict=True)])]
        for group in groups
    ]
    found: list[Interval | None] = []
    for place, (at, articles) in enumerate(zip(whole, resting_on, strict=True)):
        told = [each for row in left_out if (each := row[place]) is not None]
        if at is None or len(told) < len(groups) or articles < 2:
            found.append(None)
            continue
        mean = math.fsum(told) / len(told)
        variance = math.fsum((each - mean) ** 2 for each in told) * (len(told) - 1) / len(told)
        reach = t_quantile((1 + LEVEL) / 2, min(articles, len(groups)) - 1) * math.sqrt(variance)
        found.append((1 - math.exp(at + reach), 1 - math.exp(at - reach)))
    return found


def t_quantile(share: float, freedom: int) -> float:
    """Return the value below which so large a share of Student's t distribution lies.

    Cornish & Fisher's expansion (Abramowitz & Stegun 1964, *Handbook of
    Mathematical Functions*, 26.7.5): right in four digits from nine degrees of
    freedom on, and too small below.

    Args:
        share: from 0 to 1.
        freedom: number of degrees of freedom.
    """
    x = NormalDist().inv_cdf(share)
    terms = (
        (x**3 + x) / 4,
        (5 * x**5 + 16 * x**3 + 3 * x) / 96,
        (3 * x**7 + 19 * x**5 + 17 * x**3 - 15 * x) / 384,
        (79 * x**9 + 776 * x**7 + 1482 * x**5 - 1920 * x**3 - 945 * x) / 92_160,
    )
    return x + math.fsum(term / math.pow(freedom, power) for power, term in enumerate(terms, 1))


def _logarithm(value: float | None) -> float | None:
    return math.log(1 - value) if value is not None and value < 1 else None


def _groups(vectors: Sequence[Sequence[int]]) -> list[Sequence[int]]:
    """Return what is left out at a time: one article, or of many articles the sum of some that chance put together."""
    if len(vectors) <= GROUPS:
        return list(vectors)
    mixed = list(vectors)
    Random(SEED).shuffle(mixed)  # noqa: S311 - a reproducible draw, nothing secret
    return [[sum(numbers) for numbers in zip(*mixed[start::GROUPS], strict=True)] for start in range(GROUPS)]
