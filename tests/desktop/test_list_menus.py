"""The right button and the Menu key offer what applies in the list of articles and in that of differences.

Tests of ui.panels.list_menus.
"""

from __future__ import annotations

from pathlib import Path

from tests.desktop.test_review_records import TEXT, begin_review, claims
from tests.workflows.reviewing import put_layer


def bare(seat) -> list[str]:
    return [text.replace("&", "").rstrip("…") for text in seat.ask("menu_entries")]


def go_to(seat, pane: str) -> None:
    for _ in range(8):
        if seat.ask("focus") == pane:
            return
        seat.keys("F6")
    assert seat.ask("focus") == pane


def test_another_article_can_be_opened_and_the_open_one_be_done(sit_down, tmp_path: Path):
    for name in ("a.txt", "b.txt"):
        (tmp_path / name).write_text(f"The depot closes, says {name}.\n", "utf-8")
    seat = sit_down(tmp_path, opens="a.txt")
    seat.until(lambda: len(seat.ask("rows", "article_list")) == 2, "both in the list")
    go_to(seat, "article_list")
    seat.keys("Menu")
    assert seat.ask("popup") == "article_menu"
    assert {"Article is done", "Article facts", "History", "Copy its path"} <= set(bare(seat))
    assert "Open" not in bare(seat)
    seat.choose("Article is done")
    assert seat.ask("action", "corpus.done")["checked"]
    seat.click(seat.ask("place_of_row", "article_list", 1), button=3)
    assert bare(seat) == ["Open", "Copy its path"]
    seat.choose("Open")
    seat.wait_open("b.txt")


def test_the_difference_that_is_clicked_is_decided_from_its_menu(sit_down, tmp_path: Path):
    article = tmp_path / "depot.txt"
    article.write_text(TEXT, "utf-8")
    put_layer(article, "alice", claims("alice", range(0, 3)))
    put_layer(article, "bob", claims("bob", range(10, 12)))
    seat = begin_review(sit_down, article, 5)
    seat.click(seat.ask("place_of_row", "difference_table", 2), button=3)
    assert seat.ask("popup") == "difference_menu"
    offered = bare(seat)
    assert offered[:4] == ["Take A", "Take B", "Take both", "Reject both"]
    assert "Comment" in offered
    seat.choose("Take A")
    assert seat.ask("waiting_differences") == 4
    assert seat.ask("rows", "difference_table")[2][-1] == "A"
    assert seat.ask("rows", "difference_table")[0][-1] == "open"


def test_the_menu_key_decides_the_difference_that_is_chosen(sit_down, tmp_path: Path):
    article = tmp_path / "depot.txt"
    article.write_text(TEXT, "utf-8")
    put_layer(article, "alice", claims("alice", range(0, 3)))
    put_layer(article, "bob", claims("bob", range(10, 12)))
    seat = begin_review(sit_down, article, 5)
    seat.click(seat.ask("place_of_row", "difference_table", 1))
    seat.keys("Menu")
    assert seat.ask("popup") == "difference_menu"
    seat.choose("Take A")
    assert [row[-1] for row in seat.ask("rows", "difference_table")] == ["open", "A", "open", "open", "open"]


def test_in_the_text_of_a_review_the_menu_is_that_of_the_difference(sit_down, tmp_path: Path):
    article = tmp_path / "depot.txt"
    article.write_text(TEXT, "utf-8")
    put_layer(article, "alice", claims("alice", range(0, 3)))
    put_layer(article, "bob", claims("bob", range(10, 12)))
    seat = begin_review(sit_down, article, 5)
    for key in ("Menu", "shift+F10"):
        seat.keys(key)
        assert (seat.ask("popup"), bare(seat)[0]) == ("difference_menu", "Take A")
        seat.keys("Escape")
    seat.click(seat.ask("place_of_widget", "review_text"), button=3)
    seat.choose("Take B")
    assert seat.ask("rows", "difference_table")[0][-1] == "rejected", "B has nothing there"
