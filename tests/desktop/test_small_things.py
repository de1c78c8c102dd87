"""Small things of the window, each a sentence of what a person sees."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.workflows.reviewing import put_layer, spans

TEXT = "Ada Brandt said the depot will close by May.\n"


def write(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.write_text(text, "utf-8")
    return path


@pytest.mark.parametrize("text", ["", " \n\n"])
def test_an_article_without_text_says_so(sit_down, tmp_path, text):
    seat = sit_down(write(tmp_path, "empty.txt", text))
    assert seat.ask("bars") == ["empty.txt has no text: there is nothing to mark in it."]
    seat.keys("c", "q", "u")
    assert seat.tagged == []


def test_tab_leads_out_of_the_table_of_the_search(sit_down, tmp_path):
    write(tmp_path, "depot.txt", TEXT)
    seat = sit_down(tmp_path, "--annotator", "carol", opens="depot.txt")
    seat.keys("ctrl+shift+f")
    seat.type("depot")
    seat.keys("Return")
    seat.until(lambda: len(seat.ask("rows", "search_hits")) == 1, "the hit")
    seat.click(seat.ask("place_of_row", "search_hits", 0))
    seat.keys("ctrl+shift+f")
    leaves(seat, "search_hits")


def leaves(seat, table: str) -> None:
    """Tab comes to the table, and the next one leads out of it."""
    for _ in range(40):
        if seat.ask("focus") == table:
            break
        seat.keys("Tab")
    assert seat.ask("focus") == table
    seat.keys("Tab")
    assert seat.ask("focus") != table


def test_the_key_sheet_begins_with_tagging(sit_down, tmp_path):
    seat = sit_down(write(tmp_path, "depot.txt", TEXT))
    seat.keys("F1")
    seat.until(lambda: seat.ask("is_shown", "key_sheet"), "the sheet of keys")
    group, lines = seat.ask("first_keys")
    assert group == "Tag"
    assert lines[:3] == [["Claim", "C"], ["Quote", "Q"], ["Actor", "A"]]


def test_what_was_being_compared_is_not_said_when_it_is_over(sit_down, tmp_path):
    for name in ("one.txt", "two.txt", "three.txt"):
        article = write(tmp_path, name, TEXT)
        for layer, size in (("bob", 9), ("carol", 10)):
            put_layer(article, layer, spans(layer, ("claim", 0, size)))
    seat = sit_down(tmp_path, "--annotator", "alice", opens="one.txt")
    seat.keys("alt+r")
    seat.choose("Articles to review…")
    seat.until(lambda: seat.ask("is_shown", "review_queue"), "the queue")
    assert "Comparing" not in seat.ask("says", "key_hints")
