"""The agreement and the lessons give way to the review that they lead to, and come back: by real keys.

Tests of ui.furnishing.window_left.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workflows.person import write
from tests.workflows.reviewing import put_layer, spans
from tests.workflows.test_review_workflow import SENTENCE

QUOTE, END = SENTENCE.index("“"), SENTENCE.index("”") + 1
LENGTH = len(SENTENCE)


@pytest.fixture
def seat(sit_down, tmp_path: Path):
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name, end in (("a.txt", END), ("b.txt", END - 4), ("c.txt", END - 9)):
        article = write(folder, name, SENTENCE * 3)
        put_layer(article, "alice", spans("alice", ("quote", QUOTE, END), ("claim", LENGTH, LENGTH + 20)))
        put_layer(article, "bob", spans("bob", ("quote", QUOTE, end), ("claim", LENGTH, LENGTH + 12)))
    return sit_down(folder, "--annotator", "max", opens="a.txt")


def _go_to(seat, name: str) -> None:
    """Tab, until it has the keyboard."""
    for _ in range(30):
        if seat.ask("focus") == name:
            return
        seat.keys("Tab")
    raise AssertionError(f"Tab does not come to {name}, but to {seat.ask('focus')}")


def _is_in_front(seat, name: str) -> None:
    """The review has the keyboard: a key decides in it, and its window is the active one."""
    seat.until(lambda: seat.ask("waiting_differences") > 0, "the review")
    seat.until(lambda: not seat.ask("is_shown", name), "it gives way")
    left = seat.ask("waiting_differences")
    seat.keys("1")
    seat.until(lambda: seat.ask("waiting_differences") == left - 1, "decided by a key")


def test_enter_on_a_difference_of_the_lessons_stands_in_its_review_and_the_menu_leads_back(seat):
    seat.keys("alt+c")
    seat.choose("What the codebook can learn…")
    seat.until(lambda: len(seat.ask("rows", "lessons_tags")) == 2, "the tags")
    seat.keys("Down", "Return", "Down")
    row = seat.ask("chosen_row", "lessons_costs")
    seat.keys("Return")
    _is_in_front(seat, "lessons_window")
    seat.keys("Escape")
    seat.until(lambda: seat.ask("waiting_differences") == -1 and seat.ask("idle"), "the article again")
    seat.keys("alt+c")
    seat.choose("What the codebook can learn…")
    seat.until(lambda: seat.ask("is_shown", "lessons_window"), "it comes back")
    assert (seat.ask("focus"), seat.ask("chosen_row", "lessons_costs")) == ("lessons_costs", row), "as it was left"
    seat.keys("Escape")
    seat.until(lambda: seat.ask("dialog") != "What the codebook can learn", "closed")


@pytest.mark.smoke
def test_enter_on_an_article_of_the_agreement_stands_in_its_review_and_its_key_leads_back(seat):
    seat.keys("ctrl+shift+a")
    seat.until(lambda: len(seat.ask("rows", "agreement_costs")) > 0, "the figures")
    _go_to(seat, "agreement_costs")
    seat.keys("Return")
    _is_in_front(seat, "agreement_window")
    seat.keys("ctrl+shift+a")
    seat.until(lambda: seat.ask("is_shown", "agreement_window"), "it comes back")
    assert seat.ask("focus") == "agreement_costs", "as it was left"
    seat.keys("Escape")
    seat.until(lambda: seat.ask("dialog") != "Agreement", "closed")
    left = seat.ask("waiting_differences")
    seat.keys("1")
    seat.until(lambda: seat.ask("waiting_differences") == left - 1, "the review has the keyboard again")
