"""Bootstrap intervals over articles, in which a draw is a sum of whole numbers."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from random import Random

DRAWS = 1_000
"""Number of draws."""
SEED = 20_160_101
"""Seed of the draws; fixed, so that the same corpus gives the same interval everywhere."""
LEVEL = 0.95
"""Share of the draws that an interval holds, and of those in which a figure has to be defined."""

Interval = tuple[float, float]
"""Lower and upper bound of a figure."""


def intervals(
    vectors: Sequence[Sequence[int]], figures: Callable[[list[int]], list[float | None]], *, draws: int = DRAWS
) -> list[Interval | None]:
    """Return for each figure its percentile interval at ``LEVEL``, or None where too many draws leave it undefined.

    Articles are drawn with replacement, as many as there are, ``draws`` times
    (Efron 1979, "Bootstrap methods: another look at the jackknife"; percentiles
    as in Efron & Tibshirani 1993, chapter 13). Each article's vector is packed
    into one long integer, with room for the greatest sum, so that a draw is one sum.

    Args:
        vectors: one for each article, of equal length, without negative numbers.
        figures: returns the figures that follow from a sum of vectors.
        draws: number of draws.
    """
    width = len(vectors[0])
    room = (len(vectors) * max(max(vector, default=0) for vector in vectors)).bit_length() // 8 + 1
    packed = [int.from_bytes(b"".join([n.to_bytes(room, "little") for n in vector]), "little") for vector in vectors]
    random = Random(SEED)  # noqa: S311 - a reproducible draw, nothing secret
    drawn: list[list[float]] = []
    for _ in range(draws):
        total = sum(random.choices(packed, k=len(packed)))
        values = figures(_unpacked(total, width, room))
        drawn = drawn or [[] for _ in values]
        for place, value in enumerate(values):
            if value is not None:
                drawn[place].append(value)
    return [_percentiles(values) if len(values) >= LEVEL * draws else None for values in drawn]


def _unpacked(total: int, width: int, room: int) -> list[int]:
    """Return the numbers of a packed vector, of so many bytes each."""
    data = total.to_bytes(width * room, "little")
    return [int.from_bytes(data[at : at + room], "little") for at in range(0, width * room, room)]


def _percentiles(values: list[float]) -> Interval:
    values.sort()
    last = len(values) - 1
    tail = (1 - LEVEL) / 2
    return values[round(tail * last)], values[round((1 - tail) * last)]
