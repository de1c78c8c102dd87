"""Keys and clicks in a review act on what is on the screen: by real keys, wheel turns and clicks."""

from __future__ import annotations

import pytest

from tests.desktop.test_review_records import article, begin_review, claims, decided, paragraph
from tests.workflows.reviewing import put_layer

__all__ = ("article",)
WHEEL_DOWN = 5


@pytest.fixture
def seat(sit_down, article):
    put_layer(article, "alice", claims("alice", range(0, 3)))
    put_layer(article, "bob", claims("bob", range(26, 28)))
    return begin_review(sit_down, article, 5)


def test_a_key_shows_what_was_turned_off_the_screen_and_the_next_press_decides_it(seat, article):
    assert seat.ask("difference_is_seen")
    seat.click(seat.ask("place_of_widget", "review_text"), button=WHEEL_DOWN, times=20)
    assert not seat.ask("difference_is_seen")
    seat.keys("2")
    assert seat.ask("says", "key_hints") == "That was not on the screen: here it is. Press again to decide."
    assert (seat.ask("difference_is_seen"), seat.ask("waiting_differences")) == (True, 5)
    seat.keys("2")
    (one,) = decided(seat, article, 1)
    assert one["origins"][0]["start"] == 0


def test_a_click_into_the_text_chooses_what_stands_there(seat, article):
    seat.click(seat.ask("place_in_review", paragraph(2) + 10))
    seat.keys("2")
    (one,) = decided(seat, article, 1)
    assert one["origins"][0]["start"] == paragraph(2)
