"""The keyboard's place in the panes: Tab goes down the inspector, and what goes away hands it to the text.

Tests of ui.panels.inspector, ui.panels.panes and ui.main_window.
"""

from __future__ import annotations

from itertools import pairwise

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QPushButton, QToolButton, QWidget

from analyst_app.core import edits
from analyst_app.ui.files.memory_keeper import MemoryKeeper
from analyst_app.ui.panels.annotation_table import AnnotationPanel
from analyst_app.ui.panels.article_list import ArticleList
from analyst_app.ui.panels.inspector import Inspector
from analyst_app.ui.panels.panes import Panes
from tests.ui.annotate.test_annotating import put
from tests.ui.conftest import OpenText
from tests.workflows.person import Person

DEPOT = "Ada Brandt said “we stay”. Omar Hall said “we go”. Nobody laughed.\n"


def opened(open_text: OpenText, width: int = 1440) -> tuple[Person, str, str]:
    """A quotation with two speakers, and a claim."""
    person = open_text(DEPOT)
    person.window.resize(width, 900)
    quote, claim = put(person, "quote", "“we stay”"), put(person, "claim", "we go")
    for role, tag, words in (("speaker", "actor", "Ada Brandt"), ("speaker", "actor", "Omar Hall")):
        other = put(person, tag, words)
        assert person.bridge.do("link", edits.link(person.bridge.session.store, role, quote, other))
    person.bridge.set_current(quote)
    QTest.qWait(30)
    return person, quote, claim


def walk(person: Person, key: Qt.Key) -> list[QWidget]:
    """Where the keyboard is, once round the window."""
    gone = [person.focus]
    while QTest.keyClick(person.focus, key) or person.focus is not gone[0]:
        gone.append(person.focus)
        assert len(gone) < 60
    return gone


def test_tab_goes_down_the_inspector_then_to_the_articles_whatever_was_built_last(open_text: OpenText) -> None:
    person, quote, claim = opened(open_text)
    table, inspector = person.part(AnnotationPanel).table, person.part(Inspector)
    for current in (quote, claim, quote):
        person.bridge.set_current(current)
        QTest.qWait(30)
        table.setFocus()
        gone = walk(person, Qt.Key.Key_Tab)
        inside = [one for one in gone if inspector.isAncestorOf(one) and one is not inspector]
        first = gone.index(inside[0])
        assert gone[first - 1] is inspector
        assert gone[first - 2] is table
        assert gone[first : first + len(inside)] == inside, "at one stretch"
        tops = [one.mapTo(inspector, QPoint(0, one.height() // 2)).y() for one in inside]
        assert all(upper - lower < 20 for upper, lower in pairwise(tops)), tops
        assert inside[-1].objectName() == "note_field"
        assert gone[first + len(inside)].objectName() == "article_filter"
        assert walk(person, Qt.Key.Key_Backtab)[1:] == gone[:0:-1]


def test_tab_reaches_each_of_its_fields(open_text: OpenText) -> None:
    person, _, _ = opened(open_text)
    person.part(AnnotationPanel).table.setFocus()
    gone = [one.objectName() for one in walk(person, Qt.Key.Key_Tab)]
    assert gone.count("link_speaker") == 2
    assert {"inspector_menu", "inspector_link", "value_mode_direct", "value_verified"} <= set(gone)


@pytest.mark.parametrize("name", ["annotation_filter", "value_mode_direct", "note_field", "article_filter"])
@pytest.mark.parametrize("width", [1440, 950])
def test_a_pane_that_is_hidden_gives_the_keyboard_to_the_text(open_text: OpenText, name: str, width: int) -> None:
    person, _, _ = opened(open_text, width)
    panes = person.part(Panes)
    field = next(one for one in person.window.findChildren(QWidget, name))
    panes.reveal_around(field)
    field.setFocus()
    assert person.focus is field
    for room in ("view.articles", "view.annotations", "view.inspector"):
        if panes.pane(room).isAncestorOf(field):
            panes.show_pane(room, False)
    assert person.focus is person.view


def test_a_link_that_is_taken_away_by_key_leaves_the_keyboard_at_no_other_cross(open_text: OpenText) -> None:
    person, quote, _ = opened(open_text)
    pill = person.part(Inspector).findChild(QPushButton, "link_speaker").parentWidget()
    pill.findChild(QToolButton).setFocus()
    QTest.keyClick(person.focus, Qt.Key.Key_Space)
    assert person.focus is person.view
    assert len(person.bridge.session.store.links_from(quote)) == 1


def test_fields_that_go_with_their_annotation_give_it_to_the_text(open_text: OpenText) -> None:
    person, _, claim = opened(open_text)
    person.part(Inspector).findChild(QWidget, "value_mode_direct").setFocus()
    person.bridge.set_current(claim)
    assert person.focus is person.view
    person.part(Inspector).findChild(QWidget, "value_kind_factual").setFocus()
    person.bridge.set_current(None)
    assert person.focus is person.view
    assert isinstance(person.window.findChild(QLineEdit, "article_filter"), QLineEdit)


@pytest.mark.parametrize("width", [700, 1000, 1400])
@pytest.mark.parametrize("key", ["M", "Enter"])
def test_what_takes_the_keyboard_shows_its_pane_that_was_hidden(open_text: OpenText, key: str, width: int) -> None:
    person = open_text(DEPOT)
    person.keys("U Q")
    person.choose("view.inspector")
    person.window.resize(width, 700)
    QTest.qWait(20)
    if person.part(Inspector).isVisible():
        person.choose("view.inspector")
    person.keys(key)
    assert person.focus.isVisible()
    assert person.part(Inspector).isAncestorOf(person.focus)
    assert person.actions.action("view.inspector").isChecked()
    assert "view.inspector" not in person.part(MemoryKeeper).memory.hidden
    person.keys("Esc")
    assert person.focus is person.view


def test_the_keyboard_is_never_in_a_pane_that_nobody_sees(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    person.window.resize(1400, 700)
    person.keys("U Q")
    for name, field in (
        ("view.inspector", person.part(Inspector).note),
        ("view.annotations", person.part(AnnotationPanel).table),
        ("view.articles", person.part(ArticleList).view),
    ):
        person.choose(name)
        assert not field.isVisible()
        field.setFocus()
        assert person.focus is field
        assert field.isVisible()
        assert person.actions.action(name).isChecked()
    panes = person.part(Panes)
    panes.show_sides(False)
    person.part(Inspector).note.setFocus()
    assert person.focus is person.view


def test_a_pane_that_is_hidden_with_the_note_open_leaves_its_mode(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    person.window.resize(1400, 700)
    person.keys("U Q M")
    assert person.label("mode_chip") == "NOTE"
    person.keys("Ctrl+Alt+3")
    assert person.focus is person.view
    assert person.label("mode_chip") == "READ"
    person.keys("F2")
    assert person.label("mode_chip") == "EDGE"
    person.keys("Esc")
    assert person.label("mode_chip") == "READ"
