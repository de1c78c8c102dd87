"""The inspector: what the current annotation means, its values, links and note.

Tests of ui.panels.attribute_form, ui.panels.note_field and ui.panels.fields.unknown_values.
"""

from __future__ import annotations

import json
from itertools import pairwise
from pathlib import Path
from typing import TypeVar

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QCheckBox,
    QComboBox,
    QLabel,
    QLineEdit,
    QMenu,
    QPushButton,
    QRadioButton,
    QToolButton,
    QWidget,
)

from analyst_app import resources
from analyst_app.core import edits
from analyst_app.ui.panels.annotation_table import AnnotationPanel
from analyst_app.ui.panels.attribute_form import AttributeForm
from analyst_app.ui.panels.fields.field_row import FieldRow
from analyst_app.ui.panels.inspector import Inspector
from analyst_app.ui.widgets.theme import Looks, Theme
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


def test_it_shows_tag_place_and_the_whole_of_definition_and_edge_rules(open_text: OpenText) -> None:
    person = open_with(open_text, "claim", "we stay")
    person.window.resize(1280, 800)
    meaning = field(person, QLabel, "inspector_meaning")
    assert meaning.text().startswith("A statement one could accept or dispute. The sentence without its attribution")
    assert meaning.text().endswith("Questions are not claims.")
    assert meaning.height() >= meaning.heightForWidth(meaning.width()), "no line is cut"
    assert field(person, QLabel, "inspector_title").text() == "Claim"
    assert field(person, QLabel, "inspector_place").text() == "¶ 1 · 2 words"


def test_in_a_low_window_the_definition_is_a_line_and_a_button(open_text: OpenText) -> None:
    person = open_with(open_text, "claim", "we stay")
    person.window.resize(1280, 720)
    line = field(person, QLabel, "inspector_meaning_line")
    assert line.height() < 2 * line.fontMetrics().lineSpacing()
    assert not person.part(Inspector).meaning.whole.isVisible()
    person.click_widget(field(person, QPushButton, "inspector_full_rule"))
    assert field(person, QLabel, "inspector_meaning").text().endswith("Questions are not claims.")
    person.window.resize(1280, 800)
    QApplication.processEvents()
    assert person.part(Inspector).meaning.full.isHidden()
    assert field(person, QLabel, "inspector_meaning").isVisible()


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
    assert (row.text(), row.accessibleName()) == ("Ada Brandt", "speaker → Ada Brandt")
    person.click_widget(row)
    assert current_words(person) == "Ada Brandt"
    back = field(person, QPushButton, "link_speaker")
    assert (back.text(), back.accessibleName()) == ("“we stay”", "speaker of “we stay”")
    assert person.part(Inspector).links.labels == ["Speaker of"]
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
        return [pill.name.text() for pill in person.part(Inspector).who.pills("Speaker")]

    at_once = listed()
    assert 0 < len(at_once) < 20, "sixty rows at once stopped the window beside a great save"
    for _ in range(10):
        QApplication.processEvents()
    assert listed() == names
    bridge.set_current(None)
    QApplication.processEvents()
    assert not person.part(Inspector).who.isVisible()


def test_values_that_the_codebook_does_not_know_are_chips_that_a_key_removes(open_text: OpenText) -> None:
    person = open_with(open_text, "claim", "we stay", tone="harsh", kind="rumour")
    assert person.part(Inspector).unknown.labels == ["Kind", "tone"]
    pill = field(person, QPushButton, "unknown_kind")
    assert (pill.text(), pill.accessibleName()) == ("rumour", "rumour, no longer in the codebook")
    said = [label.text() for label in pill.parentWidget().parentWidget().findChildren(QLabel)]
    assert said == ["no longer in the codebook"]
    pill.setFocus()
    QTest.keyClick(person.focus, Qt.Key.Key_Tab)
    QTest.keyClick(person.focus, Qt.Key.Key_Space)
    assert person.annotations[0].attributes == (("tone", "harsh"),)
    assert person.focus is person.view
    assert person.part(Inspector).unknown.labels == ["tone"]
    person.keys("Ctrl+Z")
    assert dict(person.annotations[0].attributes) == {"kind": "rumour", "tone": "harsh"}


def test_of_several_values_only_the_one_that_is_unknown_is_removed(open_text: OpenText, tmp_path: Path) -> None:
    codebook = resources.built_in_codebook()
    for tag in codebook["tags"]:
        for attribute in tag["attributes"] if tag["id"] == "claim" else ():
            attribute["several"] = attribute["id"] == "kind"
    (tmp_path / "codebook.json").write_text(json.dumps(codebook), "utf-8")
    person = open_with(open_text, "claim", "we stay", kind=["factual", "rumour", "gossip"])
    names = [pill.text() for pill in person.part(Inspector).findChildren(QPushButton, "unknown_kind")]
    assert names == ["rumour", "gossip"]
    cross = field(person, QPushButton, "unknown_kind").parentWidget().findChild(QToolButton)
    person.click_widget(cross)
    assert dict(person.annotations[0].attributes)["kind"] == ["factual", "gossip"]


def test_an_unknown_tag_is_shown_under_its_id(open_text: OpenText) -> None:
    person = open_with(open_text, "frame", "we stay", angle="war")
    assert field(person, QLabel, "inspector_title").text() == "frame"
    assert field(person, QLabel, "inspector_meaning_line").text() == "This tag is not in the codebook."


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


def test_a_note_grows_from_one_line_to_six(open_text: OpenText) -> None:
    person = open_with(open_text, "claim", "we stay")
    person.keys("M")
    note = person.part(Inspector).note
    assert note.placeholderText() == "Add a note  M"
    line, heights = note.fontMetrics().lineSpacing(), []
    for number in range(9):
        heights.append(note.height())
        person.type(f"line {number}")
        person.keys("Enter", note)
    grown = [after - before for before, after in pairwise(heights)]
    assert grown == [line] * 5 + [0] * 3


def test_many_values_without_digits_are_a_list(open_text: OpenText) -> None:
    person = open_with(open_text, "quote", "“we stay”")
    verified = field(person, QComboBox, "value_verified")
    assert verified.currentText() == "not set"
    verified.setCurrentIndex(2)
    verified.activated.emit(2)
    assert person.annotations[0].attribute("verified") == verified.itemData(2)
    person.keys("Ctrl+Z")
    assert field(person, QComboBox, "value_verified").currentText() == "not set"


def test_the_pill_of_a_speaker_offers_all_that_she_says(open_text: OpenText) -> None:
    person = open_with(open_text, "quote", "“we stay”")
    actor, quote = put(person, "actor", "Ada Brandt"), person.annotations[-1].id
    put(person, "quote", "“we go”")
    person.bridge.do("link", edits.link(person.bridge.session.store, "speaker", quote, actor))
    person.bridge.set_current(quote)
    pill = field(person, QPushButton, "link_speaker").parentWidget()
    assert pill is not None
    pill.customContextMenuRequested.emit(QPoint(4, 4))
    menu = person.window.findChild(QMenu, "link_menu")
    assert menu is not None
    says = menu.findChild(QAction, "link_says") or next(one for one in menu.actions() if one.objectName())
    assert says.text() == "&All that Ada Brandt says"
    says.trigger()
    menu.close()
    model = person.part(AnnotationPanel).model
    assert [str(model.index(row, 1).data()) for row in range(model.rowCount())] == ["“we stay”"]


def test_link_is_a_button_too(open_text: OpenText) -> None:
    person = open_with(open_text, "quote", "“we stay”")
    person.click_widget(field(person, QPushButton, "inspector_link"))
    assert person.label("mode_chip") == "LINK"


def test_all_labels_are_as_wide_as_the_widest(open_text: OpenText) -> None:
    person = open_with(open_text, "quote", "“we stay”")
    lefts = {
        row.field.mapTo(person.window, QPoint()).x() for row in person.window.findChildren(FieldRow) if row.isVisible()
    }
    assert len(lefts) == 1


def test_chips_wear_the_colours_of_another_theme_at_once(open_text: OpenText) -> None:
    person = open_with(open_text, "quote", "“we stay”")
    actor, quote = put(person, "actor", "Ada Brandt"), person.annotations[-1].id
    person.bridge.do("link", edits.link(person.bridge.session.store, "speaker", quote, actor))
    person.bridge.set_current(quote)
    inspector, looks = person.part(Inspector), person.part(Looks)
    pill = field(person, QPushButton, "link_speaker")
    pill.setFocus()
    for theme in ("dark", "high_contrast", "light"):
        looks.wear(Theme(theme))
        worn = looks.colours.tag_looks(person.bridge.session.codebook)
        assert worn["quote"].tint.name() in colours_of(inspector.head), theme
        assert worn["actor"].tint.name() in colours_of(pill), theme
        assert person.focus is pill, "it is the same one"


def colours_of(part: QWidget) -> set[str]:
    """The colours that a part of the window is painted in."""
    image = part.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(image.width()) for y in range(image.height())}


def test_a_change_elsewhere_shows_nothing_anew(open_text: OpenText, monkeypatch: pytest.MonkeyPatch) -> None:
    person = open_with(open_text, "quote", "we stay")
    shown: list[object] = []
    monkeypatch.setattr(AttributeForm, "show_values", lambda _, annotation: shown.append(annotation))
    actor = put(person, "actor", "Omar Hall")
    assert not shown
    quote = person.bridge.current
    assert quote is not None
    person.bridge.do("Link", edits.link(person.bridge.session.store, "speaker", quote.id, actor))
    assert shown == [quote], "a link of its own is seen"
