"""Tests of agreement.jackknife: intervals against printed tables and textbooks' formulas."""

from __future__ import annotations

import math
from statistics import NormalDist, mean, stdev

import pytest

from analyst_app.agreement.jackknife import GROUPS, intervals, t_quantile

# Efron & Tibshirani 1993, An Introduction to the Bootstrap, table 2.1: days that the seven treated mice lived.
MICE = (94, 197, 16, 38, 99, 141, 23)


# Student's t for two tails of 5 %, as every table prints it (Fisher & Yates 1963, table III).
@pytest.mark.parametrize(("freedom", "printed"), [(9, 2.262), (14, 2.145), (19, 2.093), (29, 2.045), (120, 1.980)])
def test_the_quantiles_of_t_are_those_of_the_tables(freedom: int, printed: float) -> None:
    assert t_quantile(0.975, freedom) == pytest.approx(printed, abs=0.0006)
    assert t_quantile(0.5, freedom) == 0


def test_of_a_mean_the_standard_error_is_the_textbooks() -> None:
    """Leaving out one after the other gives s / sqrt(n) for a mean (Efron & Tibshirani 1993, 11.5, for 25.24 days)."""

    def log_scale(total: list[int]) -> list[float | None]:
        return [1 - math.exp(total[0] / total[1] / 100)]  # so that the logarithm is the mean again, of 100 days

    (interval,) = intervals([(days, 1) for days in MICE], log_scale, [len(MICE)])
    assert interval is not None
    low, high = sorted(100 * math.log(1 - bound) for bound in interval)
    error = stdev(MICE) / math.sqrt(len(MICE))
    assert error == pytest.approx(25.24, abs=0.01)
    assert (low + high) / 2 == pytest.approx(mean(MICE))
    assert (high - low) / 2 == pytest.approx(t_quantile(0.975, 6) * error)


def test_no_interval_reaches_beyond_one_and_none_is_told_of_one_itself() -> None:
    def shares(total: list[int]) -> list[float | None]:
        return [total[0] / total[2], total[1] / total[2], None]

    vectors = [(9, 10, 10), (10, 10, 10), (7, 10, 10), (10, 10, 10)]
    some, all_alike, undefined = intervals(vectors, shares, [4, 4, 4])
    assert some is not None
    assert some[0] < 0.9 < some[1] < 1
    assert all_alike is None
    assert undefined is None
    one_differs = intervals([(9, 10, 10), (10, 10, 10), (10, 10, 10)], shares, [3, 3, 3])
    assert one_differs[0] is None


def test_fewer_articles_that_have_anything_give_a_wider_interval() -> None:
    def share(total: list[int]) -> list[float | None]:
        return [total[0] / total[1]] * 2

    vectors = [(n % 3, 3) for n in range(60)]
    many, few = intervals(vectors, share, [60, 20])
    assert many is not None
    assert few is not None
    assert few[0] < many[0] < many[1] < few[1]


def test_of_many_articles_groups_are_left_out_and_the_interval_is_about_the_same() -> None:
    def mean_of(total: list[int]) -> list[float | None]:
        return [1 - math.exp(-total[0] / total[1])]

    days = [n * 37 % 101 for n in range(5 * GROUPS)]
    calls = 0

    def counted(total: list[int]) -> list[float | None]:
        nonlocal calls
        calls += 1
        return mean_of(total)

    (interval,) = intervals([(one, 100) for one in days], counted, [len(days)])
    assert calls == GROUPS + 1
    assert interval is not None
    low, high = (-100 * math.log(1 - bound) for bound in interval)
    error = stdev(days) / math.sqrt(len(days))
    assert (high - low) / 2 == pytest.approx(NormalDist().inv_cdf(0.975) * error, rel=0.15)
