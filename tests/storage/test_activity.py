"""Minutes of activity in the head of a layer: added, merged in any order, and kept where they are not understood.

Tests of storage.lines.activity.
"""

from __future__ import annotations

from itertools import permutations
from typing import Any

import pytest

from analyst_app.core.annotation import pairs
from analyst_app.storage.lines.activity import minutes_in, united, with_minutes


def test_minutes_are_added_by_day_in_tenths_and_other_keys_stay() -> None:
    extra = with_minutes(pairs({"team": "north", "activity": {"2026-11-22": 12.3}}), {"2026-11-22": 0.1})
    extra = with_minutes(extra, {"2026-11-21": 2})
    assert dict(extra) == {"team": "north", "activity": {"2026-11-21": 2, "2026-11-22": 12.4}}
    assert minutes_in(extra) == {"2026-11-21": 2, "2026-11-22": 12.4}
    assert with_minutes((), {}) == ()


def test_what_is_no_day_or_no_number_of_minutes_is_kept_and_not_counted() -> None:
    odd = {"activity": {"2026-11-22": "many", "soon": 3, "2026-11-23": -1, "2026-11-24": 5}}
    assert minutes_in(pairs(odd)) == {"2026-11-24": 5}
    assert dict(with_minutes(pairs(odd), {"2026-11-22": 1.0})) == odd
    assert dict(with_minutes(pairs({"activity": 12}), {"2026-11-22": 1.0})) == {"activity": 12}


@pytest.mark.parametrize(("held", "then"), [(-5, 2.0), (1441, 1440), (10**30, 1440), (-(10**30), 2.0), (3, 5.0)])
def test_a_number_that_no_day_can_have_does_not_stop_the_counting(held: float, then: float) -> None:
    extra = with_minutes(pairs({"activity": {"2026-11-22": held}}), {"2026-11-22": 2.0})
    assert minutes_in(extra) == {"2026-11-22": then}


@pytest.mark.parametrize(
    "copies",
    [
        ({"2026-11-22": 3}, {"2026-11-22": 12.5}, {"2026-11-23": 1}),
        ({"2026-11-22": 3}, 12, {"2026-11-22": "x"}),
        (12, "many", [3]),
    ],
)
def test_copies_are_merged_to_one_whatever_the_order(copies: tuple[Any, ...]) -> None:
    found = [united(united(one, two), three) for one, two, three in permutations(copies)]
    found += [united(one, united(two, three)) for one, two, three in permutations(copies)]
    assert all(one == found[0] for one in found)
    assert united({"2026-11-22": 3, "2026-11-21": 1}, {"2026-11-22": 2}) == {"2026-11-21": 1, "2026-11-22": 3}
