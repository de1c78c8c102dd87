"""The right column under real keys: ui.panels.inspector, ui.panels.sides.side_pages and ui.main_window."""

from __future__ import annotations

import pytest

TEXT = "Ada Brandt said “we stay”. Omar Hall said “we go”.\n"


@pytest.fixture
def seat(sit_down, tmp_path):
    article = tmp_path / "depot.txt"
    article.write_text(TEXT, "utf-8")
    return sit_down(article)


def test_tab_goes_down_the_inspector_and_back_after_an_annotation_of_another_tag(seat):
    seat.drag_words("Omar Hall")
    seat.keys("a")
    seat.drag_words("“we stay”")
    seat.keys("q")
    seat.until(lambda: len(seat.tagged) == 2, "both tags")
    seat.keys("Return")
    seat.until(lambda: seat.ask("focus").startswith("value_mode_"), "the values")
    seat.keys("Tab", "Tab", "Tab")
    seat.until(lambda: seat.ask("focus") == "note_field", "the note")
    seat.keys("Tab")
    seat.until(lambda: seat.ask("focus") == "article_filter", "the articles")
    seat.keys("shift+Tab")
    seat.until(lambda: seat.ask("focus") == "note_field", "the note again")
    seat.keys("shift+Tab", "shift+Tab", "shift+Tab")
    seat.until(lambda: seat.ask("focus").startswith("value_mode_"), "the values again")
    seat.keys("Escape")
    seat.until(lambda: seat.ask("focus") == "article_view", "the text")


def test_a_pane_that_is_hidden_leaves_the_keyboard_in_the_text(seat):
    seat.drag_words("“we stay”")
    seat.keys("q", "Return")
    seat.until(lambda: seat.ask("focus").startswith("value_mode_"), "the values")
    seat.keys("ctrl+alt+3")
    seat.until(lambda: seat.ask("focus") == "article_view", "the text")
    before = seat.tagged
    seat.keys("space")
    assert seat.tagged == before


def test_the_note_is_seen_again_where_its_pane_was_hidden(seat):
    seat.drag_words("“we stay”")
    seat.keys("q", "ctrl+alt+3", "m")
    seat.until(lambda: seat.ask("focus") == "note_field", "the note")
    seat.keys("Escape", "F2", "Escape", "Return")
    seat.until(lambda: seat.ask("focus").startswith("value_mode_"), "the values")


def test_the_start_page_is_left_by_escape_and_its_rows_are_pressed_by_both_enters(seat):
    seat.keys("alt+f", "s")
    seat.until(lambda: seat.ask("focus") == "start_continue", "the start page")
    seat.keys("Escape")
    seat.until(lambda: seat.ask("focus") == "article_view", "the article again")
    for enter in ("Return", "KP_Enter"):
        seat.keys("alt+f", "s")
        seat.until(lambda: seat.ask("focus") == "start_continue", "the start page")
        for _ in range(12):
            if seat.ask("focus") != "start_help_keys":
                seat.keys("Tab")
        seat.keys(enter)
        seat.until(lambda: not seat.ask("focus").startswith("start_"), "the sheet of keys")
        seat.keys("Escape")
        seat.until(lambda: seat.ask("focus").startswith("start_"), "the page again")
        seat.keys("Escape")
        seat.until(lambda: seat.ask("focus") == "article_view", "the article again")
