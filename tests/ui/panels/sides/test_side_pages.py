"""The tabs over the right column: annotations, people and notes.

Tests of ui.panels.sides.side_pages, ui.panels.sides.side_list and ui.panels.sides.notes_page.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from analyst_app.core import edits
from analyst_app.ui.panels.annotation_table import AnnotationPanel
from analyst_app.ui.panels.sides.notes_page import NotesPage
from analyst_app.ui.panels.sides.side_pages import SidePages
from tests.ui.annotate.test_annotating import current_words, put
from tests.ui.conftest import OpenText
from tests.workflows.person import Person

DEPOT = "Ada Brandt said “we stay”.\n\nOmar Hall said “we go”. Nobody laughed.\n"


def note(person: Person, annotation_id: str, words: str) -> None:
    annotation = person.bridge.session.store.annotation(annotation_id)
    assert person.bridge.do("Note", edits.set_note(annotation, words))


def rows(person: Person) -> list[tuple[str, str, str]]:
    return [(row.words, row.below, row.ends[0]) for row in person.part(NotesPage).list.rows.rows]


def show(person: Person, tab: int) -> None:
    person.part(SidePages).tabs.setCurrentIndex(tab)
    QTest.qWait(20)


def test_annotations_come_first_then_people_then_notes(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    person.window.resize(1440, 900)
    tabs = person.part(SidePages).tabs
    assert [tabs.tabText(number) for number in range(tabs.count())] == ["Annotations", "People", "Notes"]
    assert tabs.currentIndex() == 0
    assert person.part(AnnotationPanel).isVisible()
    tabs.setFocus()
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert tabs.currentIndex() == 1
    assert not person.part(AnnotationPanel).isVisible()
    QTest.keyClick(tabs, Qt.Key.Key_Right)
    assert person.part(NotesPage).isVisible()
    QTest.keyClick(tabs, Qt.Key.Key_Escape)
    assert person.focus is person.view


def test_notes_are_listed_with_their_words_in_the_order_of_the_text(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    person.window.resize(1440, 900)
    later, first = put(person, "quote", "“we go”"), put(person, "quote", "“we stay”")
    note(person, later, "Ask Mira.\nSoon.")
    show(person, 2)
    assert rows(person) == [("Ask Mira. Soon.", "“we go”", "¶ 2")]
    note(person, first, "Before?")
    assert rows(person) == [("Before?", "“we stay”", "¶ 1"), ("Ask Mira. Soon.", "“we go”", "¶ 2")]
    note(person, later, "")
    assert rows(person) == [("Before?", "“we stay”", "¶ 1")]
    person.keys("Ctrl+Z")
    assert len(rows(person)) == 2


def test_enter_goes_to_the_words_of_a_note(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    person.window.resize(1440, 900)
    note(person, put(person, "quote", "“we go”"), "Ask Mira.")
    person.bridge.set_current(None)
    show(person, 2)
    listed = person.part(NotesPage).list
    listed.setFocus()
    assert person.label("mode_chip") == "NOTES"
    listed.setCurrentIndex(listed.rows.index(0))
    QTest.keyClick(listed, Qt.Key.Key_Return)
    assert current_words(person) == "“we go”"
    assert person.focus is person.view
    listed.setFocus()
    QTest.keyClick(listed, Qt.Key.Key_Q)
    assert len(person.annotations) == 1, "letters are no commands there"
    QTest.keyClick(listed, Qt.Key.Key_Escape)
    assert person.focus is person.view


def test_f6_leads_to_the_list_of_the_page_that_is_seen(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    person.window.resize(1440, 900)
    note(person, put(person, "quote", "“we go”"), "Ask Mira.")
    show(person, 2)
    person.view.setFocus()
    person.keys("F6")
    assert person.focus is person.part(NotesPage).list
    person.keys("F6")
    assert person.focus.objectName() == "inspector"


def test_without_notes_it_says_how_one_is_made(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    person.window.resize(1440, 900)
    show(person, 2)
    empty = person.part(NotesPage).empty
    assert empty.said == "No notes yet. Click into an annotation, then write one."
    person.bridge.set_current(put(person, "quote", "“we go”"))
    assert (empty.said, empty.button.text()) == ("No notes yet.", "M  Add a note")
    person.click_widget(empty.button)
    assert person.focus.objectName() == "note_field"


def test_what_waits_for_a_place_or_is_said_by_one_brings_the_list_back(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    person.window.resize(1440, 900)
    show(person, 2)
    person.part(AnnotationPanel).wanted.emit()
    assert person.part(AnnotationPanel).isVisible()


def test_tab_leads_from_the_tabs_down_the_page(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    person.window.resize(1440, 900)
    tabs = person.part(SidePages).tabs
    tabs.setFocus()
    names = []
    for _ in range(3):
        QTest.keyClick(person.focus, Qt.Key.Key_Tab)
        names.append(person.focus.objectName())
    assert names == ["annotation_filter", "annotation_tag_filter", "annotation_table"]
    tabs.setFocus()
    QTest.keyClick(tabs, Qt.Key.Key_Backtab)
    assert person.focus is person.view


@pytest.mark.parametrize("width", [700, 1440])
def test_a_command_shows_a_page_and_gives_it_the_keyboard_where_the_pane_is_hidden_too(
    open_text: OpenText, width: int
) -> None:
    person = open_text(DEPOT)
    person.window.resize(1440, 900)
    put(person, "actor", "Ada Brandt")
    note(person, put(person, "claim", "we go"), "really?")
    person.choose("view.annotations")
    person.window.resize(width, 700)
    QTest.qWait(30)
    for action_id, name in (("view.side_people", "article_people"), ("view.side_notes", "notes_list")):
        person.choose(action_id)
        assert person.focus.objectName() == name
        assert person.focus.isVisible()
        person.keys("Esc")
        assert person.focus is person.view
