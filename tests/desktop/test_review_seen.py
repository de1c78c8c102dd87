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


def test_find_searches_the_text_of_the_review(seat, article):
    seat.keys("ctrl+f")
    seat.type("Paragraph 2")
    seat.until(lambda: seat.ask("says", "find_count") == "11 found", "2, and 20 to 29")
    seat.keys("Return", "F3", "Escape")
    assert (seat.ask("focus"), seat.ask("hits"), seat.ask("selection")) == ("review_text", [], "")
    assert seat.ask("waiting_differences") == 5


def test_a_key_too_early_decides_nothing_while_edges_are_moved(seat, article):
    seat.keys("F2", "ctrl+Right", "1")
    assert seat.ask("says", "key_hints") == "The edges are being moved: Enter keeps them, Esc puts them back."
    assert seat.ask("waiting_differences") == 5
    seat.keys("Return")
    (one,) = decided(seat, article, 1)
    assert (one["verdict"], one["origins"][0]["start"]) == ("own", 0)
