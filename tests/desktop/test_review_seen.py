"""Keys and clicks in a review act on what is on the screen: by real keys, wheel turns and clicks."""

from __future__ import annotations

import pytest

from tests.desktop.test_review_records import article, begin_review, claims, decided, paragraph
from tests.workflows.reviewing import mark_done, put_layer, spans

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


def test_the_first_review_of_a_session_shows_its_first_difference(sit_down, tmp_path):
    """The page is new then, and finds its size only when it is shown."""
    text = (
        "Union and council at odds 🚢 – part 0\n\n"
        "Mayor Lena Ortiz 🔥 said “taxes fell by 51% in 2024, and nobody noticed”. قال الوزير أحمد كريم «سنغلق المرفأ "
        "خلال 99 يوما» أمس. The depot will close by 55 May, Ada Brandt’s union warned. “We will not leave”, said "
        "Max O’Neill, “until locker 7 is empty”.\n\n"
        "The harbour lost 35 ships last year. Mayor Lena Ortiz 🔥 said “taxes fell by 67% in 2024, and nobody "
        "noticed”.\n"
    )
    path = tmp_path / "short.txt"
    path.write_text(text, "utf-8")
    start, later = text.index("“taxes"), text.rindex("“taxes")
    put_layer(path, "alice", spans("alice", ("quote", start, start + 46), ("quote", later, later + 47)))
    put_layer(path, "bob", spans("bob", ("quote", later, later + 46)))
    seat = begin_review(sit_down, path, 2)
    assert seat.ask("difference_is_seen")
    seat.keys("1")
    (one,) = decided(seat, path, 1)
    assert one["origins"][0]["start"] == start, "the first key decides"


def test_enter_in_a_question_without_two_readers_opens_no_file(sit_down, article):
    put_layer(article, "alice", claims("alice", range(0, 3)))
    mark_done(article, "alice")
    put_layer(article, "bob", claims("bob", range(26, 28)))
    seat = sit_down(article, "--annotator", "carol")
    seat.keys("ctrl+shift+c")
    seat.until(lambda: seat.ask("is_shown", "compare_dialog"), "the question")
    assert seat.ask("focus") == "compare_b", "where there is something to choose"
    seat.keys("Return")
    assert seat.ask("is_shown", "compare_dialog")
