from __future__ import annotations

import random

import pytest

from analyst_app.core.span_index import put_in, take_out


@pytest.mark.parametrize("places", [[], [0], [3, 1], [9], range(10), [8, 0, 1, 2, 3, 4, 5, 6, 9], range(9)])
def test_what_is_taken_out_is_gone_and_the_rest_keeps_its_order(places: list[int]) -> None:
    items = list("abcdefghij")
    take_out(items, places)
    assert items == [letter for place, letter in enumerate("abcdefghij") if place not in places]


def test_many_come_before_the_places_that_they_were_given_those_of_one_place_in_their_order() -> None:
    items = list("abc")
    put_in(items, [(0, "1"), (0, "2"), (1, "3"), (3, "4"), (3, "5")])
    assert "".join(items) == "12a3bc45"
    items = list("abc")
    put_in(items, [])
    put_in(items, [(3, "d")])
    assert "".join(items) == "abcd"


@pytest.mark.parametrize("reach", [100, 5_000], ids=["near each other", "far from each other"])
def test_what_was_taken_out_comes_back_where_it_was(reach: int) -> None:
    dice = random.Random(4)
    for number in (2, 3, 4, 40):
        items = list(range(reach))
        places = sorted(dice.sample(range(reach), number))
        take_out(items, places)
        assert len(items) == reach - number
        put_in(items, [(place - taken, place) for taken, place in enumerate(places)])
        assert items == list(range(reach))
