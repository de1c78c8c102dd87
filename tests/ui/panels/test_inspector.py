"""The inspector: what the current annotation means, its values, links and note.

Tests of ui.panels.attribute_form, ui.panels.note_field and ui.widgets.short_label.
"""

from __future__ import annotations

from typing import TypeVar

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QLabel,
    QLineEdit,
    QPushButton,
    QRadioButton,
    QToolButton,
    QWidget,
)

from analyst_app.core import edits
from analyst_app.ui.panels.inspector import Inspector
from analyst_app.ui.widgets.short_label import ShortLabel
from tests.ui.annotate.test_annotating import current_words, put
from tests.ui.conftest import OpenText
from tests.workflows.person import Person

DEPOT = "Ada Brandt said “we stay”. Omar Hall said “we go”. Nobody laughed.\n"
Kind = TypeVar("Kind", bound=QWidget)


def field(person: Person, kind: type[Kind], name: str) -> Kind:
    QApplication.processEvents()  # a layout shows its new rows one event later
    found = [one for one in person.part(Inspector).findChildren(kind, name) if one.isVisible()]
    assert found, name
    return found[0]


def open_with(open_text: OpenText, tag: str, words: str, **values: object) -> Person:
    person = open_text(DEPOT)
    person.bridge.set_current(put(person, tag, words, **values))
    return person


def test_it_shows_definition_and_edge_rules_in_three_lines(open_text: OpenText) -> None:
    person = open_with(open_text, "claim", "we stay")
    meaning = field(person, ShortLabel, "inspector_meaning")
    assert meaning.text().startswith("A statement one could accept or dispute. The sentence without its attribution")
    assert len(meaning.shown_lines()) == 3
    assert meaning.shown_lines()[-1].endswith("…")
    assert field(person, QLabel, "inspector_title").text() == "Claim · we stay"


def test_values_are_fields_with_their_digits(open_text: OpenText) -> None:
    person = open_with(open_text, "claim", "we stay", kind="call")
    assert field(person, QRadioButton, "value_kind_call").text() == "4 call"
    assert field(person, QRadioButton, "value_kind_call").isChecked()
    assert field(person, QCheckBox, "value_hedged").text() == "5 Hedged"


def test_a_click_on_a_value_sets_it_and_the_focus_goes_back_to_the_text(open_text: OpenText) -> None:
    person = open_with(open_text, "claim", "we stay")
    person.click_widget(field(person, QRadioButton, "value_kind_factual"))
    assert person.annotations[0].attribute("kind") == "factual"
    assert person.focus is person.view
    person.click_widget(field(person, QRadioButton, "value_kind_factual"))
    assert person.annotations[0].attribute("kind") is None
    hedged = field(person, QCheckBox, "value_hedged")
    QTest.mouseClick(hedged, Qt.MouseButton.LeftButton, pos=QPoint(8, hedged.height() // 2))
    assert person.annotations[0].attribute("hedged") is True
    person.keys("Ctrl+Z")
    assert person.annotations[0].attributes == ()


def test_it_follows_digits_pressed_in_the_text(open_text: OpenText) -> None:
    person = open_with(open_text, "claim", "we stay")
    person.keys("2")
    assert field(person, QRadioButton, "value_kind_interpretation").isChecked()


def test_typing_a_name_is_one_undo_step(open_text: OpenText) -> None:
    person = open_with(open_text, "actor", "Ada Brandt")
    name = field(person, QLineEdit, "value_name")
    name.setFocus()
    person.type("Ada M. Brandt")
    assert person.annotations[0].attribute("name") == "Ada M. Brandt"
    person.keys("Enter")
    assert person.focus is person.view
    person.keys("Ctrl+Z")
    assert person.annotations[0].attribute("name") is None
    assert name.text() == ""


def test_enter_in_the_text_leads_to_the_first_value(open_text: OpenText) -> None:
    person = open_with(open_text, "claim", "we stay")
    person.keys("Enter")
    assert person.focus is field(person, QRadioButton, "value_kind_factual")
    person.keys("Space")
    assert person.annotations[0].attribute("kind") == "factual"


def test_m_leads_to_the_note_and_esc_keeps_it(open_text: OpenText) -> None:
    person = open_with(open_text, "claim", "we stay")
    person.keys("M")
    assert person.label("mode_chip") == "NOTE"
    person.type("ask Ada")
    person.keys("Enter")
    person.type("again")
    person.keys("Esc")
    assert person.focus is person.view
    assert person.label("mode_chip") == "READ"
    assert person.annotations[0].note == "ask Ada\nagain"
    person.keys("Ctrl+Z")
    assert person.annotations[0].note == ""
    assert len(person.annotations) == 1


def test_a_note_keeps_no_break_spaces(open_text: OpenText) -> None:
    person = open_with(open_text, "claim", "we stay")
    person.keys("M")
    person.part(Inspector).note.insertPlainText("5\u00a0%\u202f!")
    assert person.annotations[0].note == "5\u00a0%\u202f!"
    person.keys("Esc")
    person.bridge.set_current(None)
    person.bridge.set_current(person.annotations[0].id)
    assert person.annotations[0].note == "5\u00a0%\u202f!"


def test_two_notes_are_two_undo_steps(open_text: OpenText) -> None:
    person = open_with(open_text, "claim", "we stay")
    person.keys("M")
    person.type("one")
    person.keys("Esc M")
    person.part(Inspector).note.moveCursor(person.part(Inspector).note.textCursor().MoveOperation.End)
    person.type(" two")
    person.keys("Esc Ctrl+Z")
    assert person.annotations[0].note == "one"


def test_links_are_listed_gone_to_and_removed(open_text: OpenText) -> None:
    person = open_with(open_text, "quote", "“we stay”")
    actor = put(person, "actor", "Ada Brandt")
    bridge = person.bridge
    quote = next(one for one in person.annotations if one.tag == "quote")
    bridge.do("link", edits.link(bridge.session.store, "speaker", quote.id, actor))
    row = field(person, QPushButton, "link_speaker")
    assert row.text() == "speaker → Ada Brandt"
    person.click_widget(row)
    assert current_words(person) == "Ada Brandt"
    back = field(person, QPushButton, "link_speaker")
    assert back.text() == "← speaker of “we stay”"
    remove = back.parentWidget().findChild(QToolButton)
    assert remove is not None
    person.click_widget(remove)
    assert bridge.session.store.links == []


def test_many_links_are_listed_a_few_at_a_time_in_their_order(open_text: OpenText) -> None:
    names = [f"Actor{n:02}" for n in range(20)]
    person = open_text(f"{' '.join(names)} said “we stay”.\n")
    actors = [put(person, "actor", name) for name in names]
    quote, bridge = put(person, "quote", "“we stay”"), person.bridge
    for number, actor in enumerate(actors):
        link = edits.link(bridge.session.store, "speaker", quote, actor)
        bridge.do("link", edits.add(link.added[0]._replace(created=f"2026-01-01T00:00:{number:02}Z")))
    bridge.set_current(None)
    bridge.set_current(quote)

    def listed() -> list[str]:
        layout = person.part(Inspector)._links
        rows = [layout.itemAt(row).widget() for row in range(layout.count())]
        return [row.findChild(QPushButton).text() for row in rows]

    at_once = listed()
    assert 0 < len(at_once) < 20, "sixty rows at once stopped the window beside a great save"
    for _ in range(10):
        QApplication.processEvents()
    assert listed() == [f"speaker → {name}" for name in names]
    bridge.set_current(None)
    QApplication.processEvents()
    assert listed() == []


def test_values_that_the_codebook_does_not_know_are_shown_grey_under_their_id(open_text: OpenText) -> None:
    person = open_with(open_text, "claim", "we stay", tone="harsh", kind="rumour")
    unknown = field(person, QLabel, "inspector_unknown")
    assert unknown.text() == "kind: rumour\ntone: harsh"
    assert not unknown.isEnabled()


def test_an_unknown_tag_is_shown_under_its_id(open_text: OpenText) -> None:
    person = open_with(open_text, "frame", "we stay", angle="war")
    assert field(person, QLabel, "inspector_title").text() == "frame · we stay"
    assert field(person, QLabel, "inspector_meaning").text() == "This tag is not in the codebook."


def test_without_a_current_annotation_it_says_what_to_do(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    assert field(person, QLabel, "inspector_title").text() == "Click into an annotation to see its values."
    person.keys("M")
    assert person.label("mode_chip") == "READ"


def test_nothing_foreign_is_markup(open_text: OpenText) -> None:
    person = open_text('<b>Ada</b> said <img src="file:///etc/passwd"> so.\n')
    person.bridge.set_current(put(person, "actor", "<b>Ada</b>", name="<i>x</i>"))
    for label in person.part(Inspector).findChildren(QLabel):
        assert label.textFormat() == Qt.TextFormat.PlainText


def test_a_digit_on_a_button_sets_the_value_as_in_the_text(open_text: OpenText) -> None:
    person = open_text("Ada said “no”.")
    person.keys("U Q Enter")
    assert person.focus is not person.view
    person.keys("2")
    assert person.annotations[0].attribute("mode") == "mixed"
    person.keys("0")
    assert person.annotations[0].attribute("mode") is None
