"""An open menu, list or completer has the keyboard: no command acts behind it, and letters choose what they show."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

TEXT = (
    "The depot\n\nAda Brandt said the depot will close by May. “We will not leave,” she said. Union members agree.\n\n"
    "Ben Oduya of the council said the lease ends in spring.\n"
)
ACTOR = [("actor", "Ada Brandt")]


@pytest.fixture
def seat(sit_down, tmp_path: Path):
    path = tmp_path / "depot.txt"
    path.write_text(TEXT, "utf-8")
    seat = sit_down(path)
    seat.click_words("Brandt")
    seat.keys("a")
    assert seat.tagged == ACTOR
    return seat


def open_menu(seat, *keys: str) -> None:
    seat.keys(*keys)
    seat.until(lambda: seat.ask("popup"), "a menu open")


def leave_menus(seat) -> None:
    """Esc, as often as it takes: out of a submenu, a menu, the menu bar."""
    while seat.ask("popup") or seat.ask("focus") == "QMenuBar":
        seat.keys("Escape")


def test_neither_delete_nor_undo_nor_a_digit_acts_behind_any_menu(seat):
    for menu in "fevarch":
        for key in ("Delete", "ctrl+z", "ctrl+Return", "ctrl+s", "0"):
            open_menu(seat, f"alt+{menu}")
            seat.keys(key)
            assert seat.tagged == ACTOR, (menu, key)
            leave_menus(seat)


@pytest.mark.smoke
def test_no_tag_is_made_behind_a_menu_and_its_letters_choose(seat):
    open_menu(seat, "alt+a")
    seat.keys("c")
    assert seat.tagged == ACTOR
    assert seat.ask("popup")
    seat.keys("h")  # Change tag
    seat.until(lambda: any("To Quote" in one for one in seat.ask("menu_entries")), "the submenu")
    seat.keys("q")
    assert seat.tagged == ACTOR
    leave_menus(seat)
    open_menu(seat, "alt+e")
    seat.keys("d")  # Delete annotation
    seat.until(lambda: seat.tagged == [], "deleted")
    open_menu(seat, "alt+e")
    seat.keys("u")
    seat.until(lambda: seat.tagged == ACTOR, "undone")


def test_no_command_acts_while_alt_waits_in_the_menu_bar(seat):
    seat.keys("Alt_L")
    seat.until(lambda: seat.ask("focus") == "QMenuBar", "the menu bar has the keyboard")
    seat.keys("Delete", "ctrl+z")
    assert seat.tagged == ACTOR


def test_one_esc_leaves_a_menu_and_its_bar_so_that_the_next_shortcut_acts(seat):
    for menu in "fv":
        open_menu(seat, f"alt+{menu}")
        seat.keys("Escape")
        seat.until(lambda: not seat.ask("popup") and seat.ask("focus") == "article_view", "back in the text")
    seat.keys("ctrl+k")
    seat.type("dark")
    seat.until(lambda: "dark" in str(seat.ask("says", "palette_field")), "the palette has the words")
    assert seat.tagged == ACTOR


def test_no_command_acts_behind_a_context_menu(seat):
    for key in ("Delete", "ctrl+z", "ctrl+Return", "x"):
        time.sleep(0.5)  # two clicks within this time are a double click, which opens no menu
        seat.click_words("Brandt", button=3)
        seat.until(lambda: seat.ask("popup") == "context_menu", f"the context menu for {key}")
        seat.keys(key)
        assert seat.tagged == ACTOR, key
        leave_menus(seat)


def test_no_command_acts_behind_an_open_list_of_tags(seat):
    seat.click(seat.ask("place_of_widget", "annotation_tag_filter"))
    seat.until(lambda: seat.ask("popup"), "the list")
    seat.keys("Delete", "ctrl+z", "2")
    assert seat.tagged == ACTOR


def test_arrows_and_enter_choose_in_an_open_list(seat):
    seat.click(seat.ask("place_of_widget", "annotation_tag_filter"))
    seat.until(lambda: seat.ask("popup"), "the list")
    seat.keys("Down", "Down", "Return")  # every tag, Claim, Quote
    seat.until(lambda: not seat.ask("popup"), "the list closed")
    assert seat.ask("says", "annotation_tag_filter") == "Quote"
    assert seat.tagged == ACTOR


def test_no_command_acts_behind_a_completer(seat):
    seat.keys("i")
    seat.until(lambda: seat.ask("focus") == "identity_field", "asked who it is")
    seat.type("Ada")
    seat.keys("ctrl+z")
    assert seat.tagged == ACTOR
