"""The Menu key and Shift+F10 open the menu of what is chosen: in the text, the table and the two lists."""

from __future__ import annotations

import pytest

from tests.desktop.test_review_records import begin_review
from tests.workflows.reviewing import put_layer, spans

TEXT = "Ada Brandt said the depot will close by May. Omar Hall said it will not.\n"


def entries(seat) -> list[str]:
    return [one.replace("&", "") for one in seat.ask("menu_entries")]


@pytest.mark.parametrize("key", ["Menu", "shift+F10"])
def test_the_menu_key_opens_the_menu_of_an_article(sit_down, tmp_path, key):
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_text(TEXT, "utf-8")
    seat = sit_down(tmp_path, "--annotator", "alice", opens="one.txt")
    seat.click(seat.ask("place_of_row", "article_list", 1), button=3)
    assert (seat.ask("popup"), entries(seat)) == ("article_menu", ["Open", "Copy its path"])
    seat.keys("o")
    seat.wait_open("two.txt")
    seat.keys("shift+F6")
    assert seat.ask("focus") == "article_list"
    seat.keys(key)
    assert "Article is done" in entries(seat)
    assert "Open" not in entries(seat)
    seat.keys("c", "Escape")  # c is a tag's key, and is for the menu alone
    assert seat.tagged == []


@pytest.mark.parametrize("key", ["Menu", "shift+F10"])
def test_the_menu_key_opens_the_menu_of_the_difference_that_is_looked_at(sit_down, tmp_path, key):
    article = tmp_path / "depot.txt"
    article.write_text(TEXT, "utf-8")
    put_layer(article, "alice", spans("alice", ("claim", 0, 10), ("claim", 16, 43)))
    put_layer(article, "bob", spans("bob", ("claim", 45, 54)))
    seat = begin_review(sit_down, article, 3)
    seat.click(seat.ask("place_of_row", "difference_table", 1))
    seat.keys(key)
    assert seat.ask("popup") == "difference_menu"
    assert seat.ask("chosen_row", "difference_table") == 1
    assert entries(seat)[:2] == ["Take A", "Take B"]
    assert {"Hedged", "Comment…"} <= set(entries(seat))
    seat.choose("Take A")
    assert seat.ask("waiting_differences") == 2
    seat.click(seat.ask("place_of_row", "difference_table", 1), button=3)
    seat.choose("Take the decision back")
    assert seat.ask("waiting_differences") == 3


@pytest.mark.parametrize("key", ["Menu", "shift+F10"])
def test_in_the_table_the_menu_key_is_for_the_chosen_row(sit_down, tmp_path, key):
    article = tmp_path / "depot.txt"
    article.write_text(TEXT, "utf-8")
    put_layer(article, "alice", spans("alice", ("actor", 0, 10), ("actor", 45, 54)))
    seat = sit_down(article, "--annotator", "alice")
    seat.click(seat.ask("place_of_row", "annotation_table", 0))
    seat.keys(key)
    assert seat.ask("popup") == "context_menu"
    assert seat.ask("current")["words"] == "Ada Brandt"
    seat.keys("Escape")
    assert seat.ask("current")["words"] == "Ada Brandt"


def test_in_the_text_shift_f10_is_for_what_the_caret_stands_in(sit_down, tmp_path):
    article = tmp_path / "depot.txt"
    article.write_text(TEXT, "utf-8")
    put_layer(article, "alice", spans("alice", ("actor", 0, 10), ("actor", 45, 54)))
    seat = sit_down(article, "--annotator", "alice")
    seat.click_words("Omar Hall")
    seat.keys("shift+F10")
    assert seat.ask("popup") == "context_menu"
    seat.choose("Delete annotation")
    assert seat.tagged == [("actor", "Ada Brandt")]
