"""Much of a layer goes: more than a fifth and at least twenty records, in one step or within a minute."""

from __future__ import annotations

import pytest

from analyst_app.core.great_losses import GreatLosses


def ids(start: int, count: int) -> list[str]:
    return [f"r{number}" for number in range(start, start + count)]


@pytest.mark.parametrize(
    ("size", "gone", "is_much"),
    [(100, 21, True), (100, 20, False), (99, 20, True), (20, 20, True), (50, 19, False), (19, 19, False)],
)
def test_in_one_step_more_than_a_fifth_and_at_least_twenty_are_much(size: int, gone: int, is_much: bool) -> None:
    told = GreatLosses[str]().before(ids(0, gone), [], whole="as it was", size=size, now=0)
    assert told == ("as it was" if is_much else None)


def test_little_by_little_within_a_minute_is_as_much_and_the_layer_before_the_first_is_told() -> None:
    losses = GreatLosses[str]()
    for step in range(20):
        told = losses.before(ids(step, 1), [], whole=f"before {step}", size=50 - step, now=step * 3)
        assert told == (None if step < 19 else "before 0")


def test_what_went_more_than_a_minute_ago_is_another_matter() -> None:
    losses = GreatLosses[str]()
    for step in range(40):
        assert losses.before(ids(step, 1), [], whole=f"before {step}", size=100, now=step * 4) is None
    assert losses.before(ids(40, 30), [], whole="now", size=60, now=400) == "now"


def test_what_comes_back_was_not_lost() -> None:
    losses = GreatLosses[str]()
    assert losses.before(ids(0, 19), [], whole="first", size=50, now=0) is None
    assert losses.before([], ids(0, 19), whole="second", size=31, now=1) is None
    assert losses.before(ids(0, 19), [], whole="third", size=50, now=2) is None
    assert losses.before(ids(19, 1), [], whole="fourth", size=31, now=3) == "third"


def test_after_it_was_told_it_is_counted_anew() -> None:
    losses = GreatLosses[str]()
    assert losses.before(ids(0, 30), [], whole="first", size=100, now=0) == "first"
    assert losses.before(ids(30, 19), [], whole="second", size=70, now=1) is None
    assert losses.before(ids(49, 1), [], whole="third", size=51, now=2) == "second"
