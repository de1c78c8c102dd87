"""The list that is answered by one key."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QObject, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from analyst_app.ui.commands.pick_list import Choice, PickList, numbered
from analyst_app.ui.widgets.theme import Looks, Theme

REASONS = [("wide", "too wide"), ("narrow", "too narrow"), ("tag", "wrong tag")]


@pytest.fixture
def looks(qtbot: QtBot) -> Looks:
    parent = QObject()
    looks = Looks(Theme("light"), parent)
    looks.keep = parent  # type: ignore[attr-defined]  # or Qt deletes the child with it
    return looks


@pytest.fixture
def asked(qtbot: QtBot, looks: Looks) -> tuple[PickList, list[str]]:
    picks, answers = PickList(looks, None), []
    qtbot.addWidget(picks)
    picks.ask("Why?", [*numbered(REASONS), Choice("", "no reason", 0)], answers.append, place=QPoint(), chosen="narrow")
    return picks, answers


def test_a_digit_picks_at_once_and_zero_what_is_last(asked: tuple[PickList, list[str]]) -> None:
    picks, answers = asked
    QTest.keyClick(picks, Qt.Key.Key_9)
    assert (picks.isVisible(), answers) == (True, [])
    QTest.keyClick(picks, Qt.Key.Key_0)
    assert (picks.isVisible(), answers) == (False, [""])


def test_enter_picks_what_is_chosen_and_the_arrows_choose(asked: tuple[PickList, list[str]]) -> None:
    picks, answers = asked
    assert picks.list.currentItem().text() == "2  too narrow"
    QTest.keyClick(picks, Qt.Key.Key_Up)
    QTest.keyClick(picks, Qt.Key.Key_Up)
    QTest.keyClick(picks, Qt.Key.Key_Return)
    assert answers == ["wide"]


def test_letters_choose_by_the_beginning_of_a_word(asked: tuple[PickList, list[str]]) -> None:
    picks, answers = asked
    QTest.keyClicks(picks, "ta")
    assert picks.list.currentRow() == 2
    QTest.keyClick(picks, Qt.Key.Key_Backspace)
    QTest.keyClick(picks, Qt.Key.Key_Backspace)
    QTest.keyClicks(picks, "too n")
    QTest.keyClick(picks, Qt.Key.Key_Enter)
    assert answers == ["narrow"]


def test_an_entry_that_begins_so_comes_before_one_with_such_a_word_inside(qtbot: QtBot, looks: Looks) -> None:
    picks, answers = PickList(looks, None), []
    qtbot.addWidget(picks)
    reasons = numbered([("none", "nothing to tag here"), ("wide", "too wide")])
    picks.ask("Why?", reasons, answers.append, place=QPoint(), chosen="none")
    QTest.keyClicks(picks, "t")
    QTest.keyClick(picks, Qt.Key.Key_Return)
    assert answers == ["wide"]


def test_words_that_no_entry_begins_with_are_an_answer_of_their_own(asked: tuple[PickList, list[str]]) -> None:
    picks, answers = asked
    QTest.keyClicks(picks, "said in 2019")
    assert picks.typed.text() == "Enter takes your own words: said in 2019"
    QTest.keyClick(picks, Qt.Key.Key_Return)
    assert answers == ["said in 2019"]


def test_esc_leaves_without_an_answer_and_a_click_is_one(asked: tuple[PickList, list[str]]) -> None:
    picks, answers = asked
    QTest.keyClick(picks, Qt.Key.Key_Escape)
    assert (picks.isVisible(), answers) == (False, [])
    picks.ask("Why?", numbered(REASONS), answers.append, place=QPoint(), chosen="")
    item = picks.list.visualItemRect(picks.list.item(1)).center()
    QTest.mouseClick(picks.list.viewport(), Qt.MouseButton.LeftButton, pos=item)
    assert answers == ["narrow"]


def test_own_words_of_several_lines_cover_no_entry_and_none_is_chosen(asked: tuple[PickList, list[str]]) -> None:
    picks, answers = asked
    QTest.keyClicks(picks, "<b>too & vague</b> because of the many words that nobody has said")
    QApplication.processEvents()
    assert picks.typed.height() >= 2 * picks.typed.fontMetrics().height()
    assert picks.typed.geometry().top() > picks.list.geometry().bottom()
    assert picks.typed.height() >= picks.typed.heightForWidth(picks.typed.width()), "all of it is seen"
    assert picks.rect().contains(picks.typed.geometry())
    assert picks.list.currentRow() == -1, "Enter takes the words"
    QTest.keyClick(picks, Qt.Key.Key_Return)
    assert answers == ["<b>too & vague</b> because of the many words that nobody has said"]


def test_an_arrow_chooses_an_entry_in_place_of_own_words(asked: tuple[PickList, list[str]]) -> None:
    picks, answers = asked
    QTest.keyClicks(picks, "zzz")
    assert "own words" in picks.typed.text()
    QTest.keyClick(picks, Qt.Key.Key_Down)
    assert "own words" not in picks.typed.text()
    QTest.keyClick(picks, Qt.Key.Key_Return)
    assert answers == ["wide"]


def test_without_letters_what_was_chosen_at_first_is_chosen_again(asked: tuple[PickList, list[str]]) -> None:
    picks, _ = asked
    QTest.keyClicks(picks, "z")
    QTest.keyClick(picks, Qt.Key.Key_Backspace)
    assert picks.list.currentItem().text() == "2  too narrow"
