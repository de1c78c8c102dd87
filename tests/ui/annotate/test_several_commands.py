"""Several rows of the table, chosen with Shift or Ctrl: another tag, a value, deletion, each one undo step.

Also tests of ui.panels.annotation_rows.
"""

from __future__ import annotations

import sys

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QTableView

from analyst_app.core import edits
from analyst_app.core.span import Span
from analyst_app.ui.annotate.several_commands import SeveralCommands
from analyst_app.ui.panels.annotation_table import AnnotationPanel
from tests.ui.annotate.test_annotating import current_words, put, said
from tests.ui.annotate.test_context_menu import entries
from tests.ui.conftest import OpenText
from tests.workflows.person import Person

TEXT = "Ada Brandt said “we stay”. Omar Hall said “we go”. Lena Ortiz of the council replied on Monday.\n"
SHIFT, CTRL, NONE = (
    Qt.KeyboardModifier.ShiftModifier,
    Qt.KeyboardModifier.ControlModifier,
    Qt.KeyboardModifier.NoModifier,
)
ROWS = ["Ada Brandt", "“we stay”", "Omar Hall", "“we go”", "Lena Ortiz"]


@pytest.fixture
def person(open_text: OpenText) -> Person:
    person = open_text(TEXT)
    for words in ROWS:
        put(person, "quote" if words.startswith("“") else "actor", words)
    return person


def table(person: Person) -> QTableView:
    found = person.window.findChild(QTableView, "annotation_table")
    assert found is not None
    return found


def click_row(person: Person, words: str, held: Qt.KeyboardModifier = NONE) -> None:
    rows = table(person)
    place = rows.visualRect(rows.model().index(ROWS.index(words), 1)).center()
    rows.setFocus()
    QTest.mouseClick(rows.viewport(), Qt.MouseButton.LeftButton, held, place)


def choose(person: Person, *words: str) -> None:
    click_row(person, words[0])
    for one in words[1:]:
        click_row(person, one, CTRL)


def chosen(person: Person) -> list[str]:
    return [one.span.of(person.view.text) for one in person.part(AnnotationPanel).chosen]


def test_shift_and_ctrl_choose_rows_and_the_status_bar_counts_them(person: Person) -> None:
    click_row(person, "Ada Brandt")
    assert chosen(person) == []
    click_row(person, "Omar Hall", SHIFT)
    assert chosen(person) == ["Ada Brandt", "“we stay”", "Omar Hall"]
    assert said(person) == "3 rows chosen"
    click_row(person, "“we stay”", CTRL)
    assert chosen(person) == ["Ada Brandt", "Omar Hall"]


def test_keys_choose_rows_too(person: Person) -> None:
    click_row(person, "“we stay”")
    person.keys("Shift+Down Shift+Down", table(person))
    assert chosen(person) == ["“we stay”", "Omar Hall", "“we go”"]
    person.keys("Down", table(person))
    assert chosen(person) == []
    assert current_words(person) == "Lena Ortiz"


def test_retagging_several_is_one_step(person: Person) -> None:
    choose(person, "“we stay”", "“we go”")
    person.keys("Shift+C", table(person))
    assert [tag for tag, _ in person.tagged] == ["actor", "claim", "actor", "claim", "actor"]
    assert said(person).startswith("2 annotations changed to Claim")
    person.keys("Ctrl+Z", table(person))
    assert [tag for tag, _ in person.tagged] == ["actor", "quote", "actor", "quote", "actor"]


def test_those_of_the_tag_already_are_left_out_and_counted(person: Person) -> None:
    choose(person, "Ada Brandt", "“we go”")
    person.keys("Shift+A", table(person))
    assert said(person).startswith("1 annotation changed to Actor. 1 was tagged so already")
    choose(person, "Ada Brandt", "Omar Hall")
    person.keys("Shift+A", table(person))
    assert said(person) == "All of them are tagged as Actor already."


def kinds(person: Person) -> list[object]:
    return [one.attribute("kind") for one in person.annotations if one.tag == "actor"]


def test_a_digit_sets_the_value_on_all_and_again_clears_it(person: Person) -> None:
    click_row(person, "Ada Brandt")
    person.keys("2", table(person))
    value = kinds(person)[0]
    assert value
    choose(person, "Ada Brandt", "Omar Hall", "Lena Ortiz")
    person.keys("2", table(person))
    assert kinds(person) == [value] * 3
    assert "2 annotations changed" in said(person)
    assert chosen(person) == ["Ada Brandt", "Omar Hall", "Lena Ortiz"]
    person.keys("2", table(person))
    assert kinds(person) == [None] * 3
    person.keys("Ctrl+Z Ctrl+Z", table(person))
    assert kinds(person) == [value, None, None]


def test_a_digit_is_refused_for_rows_of_different_tags(person: Person) -> None:
    before = person.annotations
    choose(person, "Ada Brandt", "“we go”")
    person.keys("1", table(person))
    assert person.annotations == before
    assert "choose annotations of one tag" in said(person)


def test_deleting_several_is_one_step_and_leaves_none_current(person: Person) -> None:
    choose(person, "Ada Brandt", "“we go”", "Lena Ortiz")
    person.keys("Delete", table(person))
    assert [words for _, words in person.tagged] == ["“we stay”", "Omar Hall"]
    assert said(person) == "Deleted 3 annotations."
    assert person.bridge.current is None
    person.keys("Delete", table(person))
    assert len(person.annotations) == 2
    person.keys("Ctrl+Z", table(person))
    assert [words for _, words in person.tagged] == ROWS


def test_the_caret_in_the_text_leaves_several(person: Person) -> None:
    choose(person, "Ada Brandt", "“we go”")
    person.click("Hall")
    assert chosen(person) == []
    person.keys("Delete", person.view)
    assert [words for _, words in person.tagged] == [words for words in ROWS if words != "Omar Hall"]


def test_taking_a_row_out_leaves_the_other_current(person: Person) -> None:
    choose(person, "Ada Brandt", "“we go”")
    click_row(person, "“we go”", CTRL)
    assert current_words(person) == "Ada Brandt"
    person.keys("Delete", table(person))
    assert [words for _, words in person.tagged] == ROWS[1:]


def test_the_context_menu_of_several_offers_what_applies_to_all(person: Person) -> None:
    choose(person, "Ada Brandt", "“we go”")
    commands = person.part(SeveralCommands)
    menu = commands.menu_for(person.part(AnnotationPanel).chosen)
    assert list(entries(menu)) == ["Change tag", "Delete 2 annotations"]
    choose(person, "“we stay”", "“we go”")
    menu = commands.menu_for(person.part(AnnotationPanel).chosen)
    assert "Mode" in entries(menu)
    next(action for action in menu.actions() if action.text().startswith("Delete")).trigger()
    assert [words for _, words in person.tagged] == ["Ada Brandt", "Omar Hall", "Lena Ortiz"]


def calls_to_choose_all(person: Person) -> int:
    """The calls, ours and Qt's, that Ctrl+A in the table and its painting take."""
    rows, calls = table(person), 0

    def count(frame: object, event: str, argument: object) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    person.wait_saved()
    person.wait(lambda: person.is_idle)  # else a save is counted that comes in between
    rows.setFocus()
    rows.clearSelection()
    QApplication.processEvents()
    sys.setprofile(count)
    try:
        QTest.keyClick(rows, Qt.Key.Key_A, CTRL)
        QApplication.processEvents()
    finally:
        sys.setprofile(None)
    return calls


def test_choosing_all_rows_does_not_go_through_them(open_text: OpenText) -> None:
    person = open_text(TEXT * 400)
    assert person.bridge.do("put", edits.add(*(edits.new_annotation("actor", Span(n, n + 5)) for n in range(60))))
    calls_to_choose_all(person)  # what is done once is done
    few = calls_to_choose_all(person)
    assert person.bridge.do("put", edits.add(*(edits.new_annotation("claim", Span(n, n + 9)) for n in range(5_000))))
    many = calls_to_choose_all(person)
    assert said(person) == "5,060 rows chosen"
    assert many < few + 1_000


def test_after_a_change_all_rows_that_were_chosen_are_so_still(person: Person) -> None:
    choose(person, "Ada Brandt", "“we stay”", "“we go”", "Lena Ortiz")
    person.bridge.do("put", edits.add(edits.new_annotation("claim", Span(0, 3))))
    assert chosen(person) == ["Ada Brandt", "“we stay”", "“we go”", "Lena Ortiz"]
    click_row(person, "Ada Brandt")
    person.keys("Ctrl+A", table(person))
    assert len(chosen(person)) == 6
