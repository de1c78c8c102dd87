"""Intervals against the textbook's worked example, and the two rules about when there is none."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import Counter

import pytest

from analyst_app.agreement.bootstrap import DRAWS, intervals

# Efron & Tibshirani 1993, An Introduction to the Bootstrap, table 2.1: days that the seven treated mice lived.
MICE = (94, 197, 16, 38, 99, 141, 23)
# The same book, table 13.1: 2.5th and 97.5th percentile of their mean, of 1,000 draws.
PRINTED = (45.9, 135.4)


def mean(total: list[int]) -> list[float | None]:
    return [total[0] / total[1]]


def all_draws() -> Counter[int]:
    """The sum of every draw of seven mice that there can be, and how many draws have it: nothing left to chance."""
    sums = Counter({0: 1})
    for _ in MICE:
        longer: Counter[int] = Counter()
        for total, number in sums.items():
            for days in MICE:
                longer[total + days] += number
        sums = longer
    return sums


def test_the_interval_of_the_treated_mice_is_that_of_the_textbook() -> None:
    (interval,) = intervals([(days, 1) for days in MICE], mean)
    assert interval is not None
    low, high = interval  # of other draws than the book's: an end is off by about 2, the width by about 3
    assert high - low == pytest.approx(PRINTED[1] - PRINTED[0], abs=6)
    assert interval == pytest.approx(PRINTED, abs=6)


def test_two_and_a_half_percent_of_all_draws_lie_on_each_side_of_the_interval() -> None:
    every = sorted(all_draws().elements())
    (interval,) = intervals([(days, 1) for days in MICE], mean, draws=20_000)
    assert interval is not None
    low, high = (round(end * len(MICE)) for end in interval)
    assert bisect_left(every, low) / len(every) < 0.025 + 0.003
    assert bisect_right(every, low) / len(every) > 0.025 - 0.003
    assert bisect_left(every, high) / len(every) < 0.975 + 0.003
    assert bisect_right(every, high) / len(every) > 0.975 - 0.003


def test_as_many_draws_lie_above_the_interval_as_below_it() -> None:
    # Of a thousand draws that give 1 to 1,000, a fortieth is 25: 1 to 25 below, 976 to 1,000 above.
    number = iter(range(1, 1_001))
    assert intervals([(0, 1)], lambda _: [float(next(number))]) == [(26.0, 975.0)]
    assert intervals([(3, 1), (3, 1)], mean, draws=1) == [(3.0, 3.0)]


@pytest.mark.parametrize(("undefined", "has_one"), [(0, True), (50, True), (51, False), (DRAWS, False)])
def test_there_is_no_interval_of_what_is_undefined_in_more_than_one_draw_of_twenty(
    undefined: int, has_one: bool
) -> None:
    drawn = 0

    def figure(total: list[int]) -> list[float | None]:
        nonlocal drawn
        drawn += 1
        return [None if drawn <= undefined else total[0] / total[1], 1.0]

    first, second = intervals([(days, 1) for days in MICE], figure)
    assert drawn == 1_000
    assert (first is not None) == has_one
    assert second == (1.0, 1.0)


@pytest.mark.parametrize("many", [1, 255, 2**31, 2**64, 10**18, 10**30])
def test_numbers_of_any_size_keep_to_their_place_in_a_draw(many: int) -> None:
    vectors = [(0, many, 1), (0, many, 0), (0, many, 1)]
    seen: list[list[int]] = []

    def figure(total: list[int]) -> list[float | None]:
        seen.append(total)
        return [total[2] / 3]

    intervals(vectors, figure)
    assert {(zero, sums) for zero, sums, _ in seen} == {(0, 3 * many)}
    assert {ones for _, _, ones in seen} == {0, 1, 2, 3}
