"""Each menu, opened by its own letter on a real screen: every fixed entry has a letter, and no two have the same."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyst_app.resources import built_in_codebook
from tests.desktop.test_menus_have_the_keyboard import leave_menus, open_menu

TEXT = "The depot\n\nAda Brandt said the depot will close by May. “We will not leave,” she said.\n"
TAGS = {words for tag in built_in_codebook()["tags"] for words in (tag["name"], f"To {tag['name']}")}
"""Entries that show their own key instead of a letter."""
MENUS = "fevarch"
"""File, Edit, View, Annotate, Review, Corpus, Help."""
MOST = 20


@pytest.fixture
def seat(sit_down, tmp_path: Path):
    path = tmp_path / "depot.txt"
    path.write_text(TEXT, "utf-8")
    (tmp_path / "port.txt").write_text(TEXT, "utf-8")
    seat = sit_down(tmp_path, "--annotator", "carol", opens="depot.txt")
    seat.click_words("Brandt")
    seat.keys("a")
    return seat


def check_letters(seat, menu: str) -> None:
    """Check the menu that is open."""
    entries = seat.ask("menu_entries")
    fixed = [text for text in entries if text not in TAGS]
    letters = [text.partition("&")[2][:1].lower() for text in fixed]
    assert entries, menu
    assert "" not in letters, (menu, entries)
    assert len(set(letters)) == len(letters), (menu, entries)
    assert len(fixed) <= MOST, (menu, entries)


def test_in_each_menu_and_submenu_every_letter_chooses_one_entry(seat):
    below = 0
    for menu in MENUS:
        open_menu(seat, f"alt+{menu}")
        check_letters(seat, menu)
        for entry in seat.ask("submenus"):
            first = seat.ask("menu_entries")
            seat.choose(entry)
            seat.until(lambda first=first: seat.ask("popup") and seat.ask("menu_entries") != first, entry)
            check_letters(seat, f"{menu} {entry}")
            seat.keys("Escape")
            below += 1
        leave_menus(seat)
    assert below > 0
    assert seat.tagged == [("actor", "Ada Brandt")]


def test_the_context_menu_has_letters_too(seat):
    seat.click_words("Brandt", button=3)
    seat.until(lambda: seat.ask("popup") == "context_menu", "the context menu")
    check_letters(seat, "context menu")
