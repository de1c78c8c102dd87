"""The palette under real keys: ui.palette.palette."""

from __future__ import annotations

from pathlib import Path

import pytest

TEXT = "Ada Brandt said the depot will close by May.\n"


@pytest.fixture
def seat(sit_down, tmp_path):
    article = tmp_path / "depot.txt"
    article.write_text(TEXT, "utf-8")
    return sit_down(article)


def test_a_tag_is_found_by_letters_and_given_to_the_selection(seat):
    seat.drag_words("the depot will close")
    seat.keys("ctrl+k")
    seat.until(lambda: seat.ask("focus") == "palette_field", "the palette")
    seat.type("claim")
    seat.keys("Return")
    seat.until(lambda: seat.tagged == [("claim", "the depot will close")], "the tag")
    assert seat.ask("focus") == "article_view"


def test_letters_typed_there_tag_nothing_and_esc_leads_back(seat, tmp_path: Path):
    seat.drag_words("the depot will close")
    seat.keys("ctrl+k")
    seat.until(lambda: seat.ask("focus") == "palette_field", "the palette")
    seat.keys("c", "q", "Delete", "ctrl+z", "ctrl+f", "Escape")
    seat.until(lambda: seat.ask("focus") == "article_view", "the text")
    assert seat.tagged == []
    seat.keys("c")
    seat.until(lambda: seat.tagged == [("claim", "the depot will close")], "the tag")
    seat.keys("ctrl+k", "ctrl+k")
    seat.until(lambda: seat.ask("focus") == "article_view", "the text")
