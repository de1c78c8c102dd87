"""Each entry of a menu has a letter of its own; tags show their key instead.

Tests of ui.commands.mnemonics and ui.commands.popups.
"""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMainWindow, QMenu
from pytestqt.qtbot import QtBot

from analyst_app import resources
from analyst_app.core.codebook import Codebook
from analyst_app.ui.commands.action_set import ActionSet
from analyst_app.ui.commands.menu_titles import MENUS, add_titles
from analyst_app.ui.commands.menus import Menus
from analyst_app.ui.commands.mnemonics import escaped, letter_of, plain, with_letters
from analyst_app.ui.commands.modes import ModeKeeper

BOOK = Codebook.from_data(resources.built_in_codebook())


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    """A window whose menu bar has the menus, with the built-in codebook's tags."""
    window = QMainWindow()
    qtbot.addWidget(window)
    actions = ActionSet(ModeKeeper(window), lambda: "", window)
    add_titles(window.menuBar())
    made = Menus(window.menuBar(), actions)
    actions.set_codebook(BOOK)
    window.kept = made  # type: ignore[attr-defined]
    return window


@pytest.fixture
def menus(window: QMainWindow) -> list[QMenu]:
    """The menus and all below them, each opened once."""
    titles = [action.menu() for action in window.menuBar().actions()]
    return [menu for title in titles for menu in opened(title)]


def opened(menu: QMenu) -> list[QMenu]:
    """A menu and all below it, as they are once each was opened by a person."""
    menu.aboutToShow.emit()
    below = [action.menu() for action in menu.actions() if action.menu() is not None]
    return [menu, *(one for each in below for one in opened(each))]


def entries(menu: QMenu) -> list[QAction]:
    return [action for action in menu.actions() if not action.isSeparator()]


def fixed(menu: QMenu) -> list[QAction]:
    return [action for action in entries(menu) if not action.objectName().startswith(("tag.", "retag."))]


def test_a_menu_bar_is_opened_by_alt_at_once_and_only_a_menu_that_opens_is_given_letters(window: QMainWindow) -> None:
    titles = {letter_of(action.text()): action.menu() for action in window.menuBar().actions()}
    assert sorted(titles) == ["a", "c", "e", "f", "h", "r", "v"]
    below = [menu for title in titles.values() for menu in title.findChildren(QMenu)]
    given = {plain(one.text()) for menu in below for one in fixed(menu) if letter_of(one.text())}
    assert given == set()
    titles["f"].aboutToShow.emit()
    with_one = [menu.objectName() for menu in titles.values() if all(letter_of(one.text()) for one in fixed(menu))]
    assert with_one == ["menu_file"]


def test_every_fixed_entry_has_a_letter_and_no_other_of_its_menu_has_it(menus: list[QMenu]) -> None:
    assert len(menus) > len(MENUS)
    for menu in menus:
        letters = [QKeySequence.mnemonic(action.text()).toString() for action in fixed(menu)]
        assert "" not in letters, menu.title()
        assert len(set(letters)) == len(letters), (menu.title(), letters)


def test_no_menu_has_more_than_twenty_fixed_entries(menus: list[QMenu]) -> None:
    assert {menu.title(): len(fixed(menu)) for menu in menus if len(fixed(menu)) > 20} == {}


def test_tags_show_their_key_and_have_no_letter(menus: list[QMenu]) -> None:
    tags = [action for menu in menus for action in entries(menu) if action.objectName() == "tag.claim"]
    assert [(action.text(), action.shortcut().toString()) for action in tags] == [("Claim", "C")]


def test_no_entry_of_annotate_has_a_tag_s_key_as_its_letter(menus: list[QMenu]) -> None:
    (annotate,) = [menu for menu in menus if menu.objectName() == "menu_annotate"]
    letters = {letter_of(action.text()) for action in fixed(annotate)}
    assert letters.isdisjoint("cqavx")


def test_menus_without_tags_take_the_best_letter_whatever_the_tags_keys_are(menus: list[QMenu]) -> None:
    by_name = {menu.objectName(): menu for menu in menus}
    best = {"menu_edit": {"edit.copy": "c"}, "menu_file": {"file.quit": "q"}, "menu_view": {"view.articles": "a"}}
    for name, wanted in best.items():
        found = {action.objectName(): letter_of(action.text()) for action in fixed(by_name[name])}
        assert {one: found[one] for one in wanted} == wanted


def test_a_letter_that_a_translation_gives_is_kept() -> None:
    assert with_letters(["Sa&ve", "Save as", "Verify"]) == ["Sa&ve", "&Save as", "V&erify"]


def test_where_all_letters_are_taken_others_make_room() -> None:
    texts = with_letters(["ab", "ab c", "a"])
    assert [letter_of(text) for text in texts] == ["b", "c", "a"]


def test_a_script_without_a_free_letter_gets_a_latin_one_behind() -> None:
    assert with_letters(["الف", "ا", "ا"])[2] == "ا (&A)"


def test_an_ampersand_in_words_is_no_mark() -> None:
    assert plain(with_letters([escaped("R&D"), escaped("&")])[0]) == "R&D"
    assert plain("&Undo Tag R&&D") == "Undo Tag R&D"


WORDS = st.text(st.characters(codec="utf-8", exclude_categories=["Cc", "Cs"]), max_size=12)


@given(st.lists(WORDS, max_size=20))
def test_twenty_entries_of_any_words_have_twenty_letters(words: list[str]) -> None:
    texts = with_letters([escaped(one) for one in words])
    letters = [letter_of(text) for text in texts]
    assert "" not in letters
    assert len(set(letters)) == len(letters)
    for text, one in zip(texts, words, strict=True):
        assert plain(text).startswith(one)
