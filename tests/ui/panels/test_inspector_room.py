"""The inspector has the room of its pane: long names are cut, and what has the keyboard is in sight.

Tests of ui.panels.inspector, ui.panels.attribute_form and ui.panels.fields.tag_head.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QCheckBox, QLabel, QPushButton, QToolButton, QWidget

from analyst_app import resources
from analyst_app.ui.panels.fields.field_row import FieldRow
from analyst_app.ui.panels.inspector import Inspector
from analyst_app.ui.widgets.sizes import sizes
from analyst_app.ui.widgets.theme import Looks, Theme
from tests.ui.annotate.test_annotating import put
from tests.ui.conftest import OpenText
from tests.workflows.person import Person

LETTERS_200 = "Statement of a policy that " * 7 + "is disputed"
LETTERS_39 = "Statement that one may accept or dispute"[:39]


def codebook_of(folder: Path, name: str, more: str = "") -> None:
    """A codebook with another name of a claim, and more words after its attributes and values."""
    codebook = resources.built_in_codebook()
    for tag in codebook["tags"]:
        if tag["id"] == "claim":
            tag["name"] = name
            for attribute in tag["attributes"]:
                attribute["name"] += more
                for value in attribute.get("values", []):
                    value["name"] += more
    (folder / "codebook.json").write_text(json.dumps(codebook), "utf-8")


def low_window(open_text: OpenText) -> Person:
    """What 1280 by 720 leave for a window, with a claim in it."""
    person = open_text("Ada Brandt said “we stay”.\n")
    person.window.resize(1264, 672)
    person.bridge.set_current(put(person, "claim", "we stay"))
    QTest.qWait(50)
    return person


def seen(person: Person, part: QWidget) -> bool:
    """Whether all of a part lies in what the inspector shows."""
    port = person.part(Inspector).viewport()
    return port.rect().contains(QRect(part.mapTo(port, QPoint()), part.size()))


class Resized(QObject):
    """Notes which widgets get another size."""

    def __init__(self) -> None:
        super().__init__()
        self.widgets: list[QObject] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.widgets.append(watched)
        return False


@pytest.mark.parametrize("place", range(3))
def test_the_fields_of_another_tag_are_laid_out_once(open_text: OpenText, place: int) -> None:
    person = open_text("Ada Brandt said “we stay”.\n")
    person.window.resize(1280, 1200)  # no scroll bar comes or goes
    made = [put(person, "claim", "we stay"), put(person, "quote", "“we stay”"), put(person, "actor", "Ada Brandt")]
    for one in (*made, *made[: place + 1]):
        person.bridge.set_current(one)
        QApplication.processEvents()
    resized = Resized()
    for row in person.part(Inspector).findChildren(FieldRow):
        row.installEventFilter(resized)
    person.bridge.set_current(made[place - 2])
    QApplication.processEvents()
    assert len(resized.widgets) == len(set(resized.widgets))


@pytest.mark.parametrize("name", [LETTERS_39, LETTERS_200])
def test_a_long_name_of_a_tag_is_cut_and_nothing_else_is(open_text: OpenText, tmp_path: Path, name: str) -> None:
    codebook_of(tmp_path, name)
    person = low_window(open_text)
    inspector = person.part(Inspector)
    body = inspector.widget()
    assert body.width() == inspector.viewport().width()
    for kind, part in ((QToolButton, "inspector_menu"), (QPushButton, "inspector_full_rule")):
        found = inspector.findChild(kind, part)
        assert found is not None
        assert seen(person, found), part
    note = inspector.note
    assert note.mapTo(body, note.rect().bottomRight()).x() < inspector.viewport().width()
    title = inspector.head.title
    assert title.text() == name
    assert title.seen.endswith("…")
    assert title.toolTip() == f"<qt>{name}</qt>"
    assert inspector.head.place.seen == "¶ 1 · 2 words"


def test_a_short_name_is_whole_and_has_no_tool_tip(open_text: OpenText) -> None:
    title = low_window(open_text).part(Inspector).head.title
    assert (title.seen, title.toolTip()) == ("Claim", "")


def test_long_attributes_and_values_widen_nothing(open_text: OpenText, tmp_path: Path) -> None:
    codebook_of(tmp_path, "Claim", " and all that belongs to it" * 7)
    person = low_window(open_text)
    inspector = person.part(Inspector)
    body = inspector.widget()
    assert body.width() == inspector.viewport().width()
    for part in body.findChildren(QWidget):
        if part.isVisible():
            assert part.mapTo(body, part.rect().topRight()).x() < body.width(), part
    box = inspector.findChild(QCheckBox, "value_hedged")
    assert box is not None
    assert box.seen.endswith("…")  # type: ignore[attr-defined]
    assert box.toolTip() == f"<qt>{box.text()}</qt>"
    labels = [label for label in inspector.findChildren(QLabel) if label.text().startswith("Kind and all")]
    assert [label.toolTip() for label in labels] == [f"<qt>{labels[0].text()}</qt>"]


def test_the_note_is_in_sight_when_the_keyboard_comes_and_as_it_grows(open_text: OpenText) -> None:
    person = low_window(open_text)
    note = person.part(Inspector).note
    assert not seen(person, note), "it lies below the fold"
    person.keys("M")
    assert person.focus is note
    assert seen(person, note)
    for number in range(6):
        person.type(f"line {number}")
        assert seen(person, note), number
        person.keys("Enter", note)
        QTest.qWait(20)  # a layout follows one event later
        assert seen(person, note), number


def test_m_right_after_a_tag_leads_to_a_note_in_sight(open_text: OpenText) -> None:
    person = open_text("Ada Brandt said “we stay”.\n")
    person.window.resize(1264, 672)
    person.keys("U Enter M")
    person.type("why")
    assert "why" in [one.note for one in person.annotations]
    assert seen(person, person.part(Inspector).note)


@pytest.mark.parametrize(("theme", "density"), [("dark", "comfortable"), ("light", "compact"), ("dark", "compact")])
def test_other_looks_leave_the_note_in_sight(open_text: OpenText, theme: str, density: str) -> None:
    person = low_window(open_text)
    note = person.part(Inspector).note
    person.keys("M")
    person.type("one two three")
    for colours, room in ((theme, density), ("high_contrast", "comfortable")):
        person.part(Looks).wear(Theme(colours), sizes(room))
        QTest.qWait(50)
        assert person.focus is note
        assert seen(person, note), (colours, room)


def test_a_note_scrolled_away_by_hand_is_left_alone_until_it_is_typed_in(open_text: OpenText) -> None:
    person = low_window(open_text)
    inspector = person.part(Inspector)
    person.keys("M")
    inspector.verticalScrollBar().setValue(0)
    QTest.qWait(50)
    assert inspector.verticalScrollBar().value() == 0
    person.type("a")
    assert seen(person, inspector.note)


def test_long_values_that_begin_alike_are_cut_in_the_middle(open_text: OpenText, tmp_path: Path) -> None:
    codebook = resources.built_in_codebook()
    alike = [
        {"id": f"v{n}", "name": f"Not chosen, a statement of the government on Monday, number {n}"} for n in range(6)
    ]
    for tag in codebook["tags"]:
        for attribute in tag["attributes"] if tag["id"] == "claim" else ():
            if attribute["id"] == "voice":
                attribute["values"] = alike
            elif attribute["id"] == "kind":
                attribute["values"] = [{**value, "digit": n + 1} for n, value in enumerate(alike[:3])]
    (tmp_path / "codebook.json").write_text(json.dumps(codebook), "utf-8")
    person = open_text("Ada Brandt said we stay.\n")
    person.window.resize(1280, 720)
    person.bridge.set_current(put(person, "claim", "we stay", voice="v4", kind="v1"))
    QTest.qWait(50)
    listed, chosen = (person.part(Inspector).findChild(QWidget, name) for name in ("value_voice", "value_kind_v1"))
    for part, end in ((listed, "4"), (chosen, "1")):
        part.grab()
        assert part.seen.startswith("No"), part.seen
        assert "…" in part.seen
        assert part.seen.endswith(f"number {end}"[-3:])
    assert chosen.toolTip().endswith("on Monday, number 1</qt>")


def test_a_field_that_the_keyboard_comes_to_by_a_command_is_scrolled_to(open_text: OpenText) -> None:
    person = low_window(open_text)
    person.window.resize(640, 360)
    QTest.qWait(50)
    inspector = person.part(Inspector)
    person.keys("M")
    person.type("A note")
    person.keys("Enter")
    person.type("of two lines")
    assert inspector.verticalScrollBar().value() > 0
    person.keys("Esc Enter")
    assert person.focus is not inspector.note
    assert inspector.isAncestorOf(person.focus)
    assert seen(person, person.focus)
    person.keys("Esc")
    for field in inspector.widget().findChildren(QWidget):
        if field.focusPolicy() & Qt.FocusPolicy.TabFocus and field.isVisible() and field.isEnabled():
            inspector.verticalScrollBar().setValue(0 if inspector.verticalScrollBar().value() else 10_000)
            field.setFocus()
            assert person.focus is field
            assert seen(person, field), field.objectName()
