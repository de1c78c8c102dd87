"""The keys of other layouts, at the real window; and the way round it without a mouse.

Tests of ui.commands.key_router, ui.commands.preference_keeper and
ui.commands.preferences.keys_form and ui.commands.key_spelling.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from analyst_app.ui.panels.annotation_table import AnnotationPanel
from tests.workflows.person import Person, at_the_window, write

HARBOUR = "Harbour reopens\n\nThe harbour master, Ilse Moor, said it was time.\nThe union, Dockers United, agreed.\n"
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier

# Qt's key code, what the key writes, where it is (X11): for C, A, L-with-Shift … on each layout
LAYOUTS = {
    "Russian": {"C": (0x421, "с", 54), "A": (0x424, "ф", 38), "Z": (0x42F, "я", 52)},
    "Arabic": {"C": (0x624, "ؤ", 54), "A": (0x634, "ش", 38), "Z": (0x626, "ئ", 52)},
    "French": {"C": (0x43, "c", 54), "A": (0x41, "a", 24), "Z": (0x5A, "z", 25)},
    "German": {"C": (0x43, "c", 54), "A": (0x41, "a", 38), "Z": (0x5A, "z", 29)},
}


@pytest.fixture
def article(tmp_path: Path) -> Path:
    return write(tmp_path, "harbour.txt", HARBOUR)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_tags_digits_and_undo_work_on_every_layout(article: Path, layout: str) -> None:
    keys = LAYOUTS[layout]
    digit = (0x26, "&", 10) if layout == "French" else (0x31, "1", 10)

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        person.select("it was time")
        person.press(*keys["C"])
        assert person.tagged == [("claim", "it was time")]
        person.press(*digit)
        assert dict(person.annotations[0].attributes)["kind"] == "factual"
        code, text, scan = keys["A"]
        person.press(code, text.upper(), scan, SHIFT)
        assert person.tagged == [("actor", "it was time")]
        code, text, scan = keys["Z"]
        for _ in range(3):
            person.press(code, text, scan, CTRL)
        assert person.tagged == []

    at_the_window(article, "--annotator", "alice", script=script)


def test_letters_in_a_text_field_are_letters(article: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        person.keys("Ctrl+F")
        person.type("caq1")
        assert person.focus.objectName() == "find_field"
        assert person.annotations == []
        person.keys("Esc")
        person.part(AnnotationPanel).words.setFocus()
        person.type("caq")
        assert person.part(AnnotationPanel).words.text() == "caq"
        assert person.annotations == []

    at_the_window(article, "--annotator", "alice", script=script)


def test_f6_goes_round_the_panes_and_letters_work_in_the_table(article: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        person.select("Ilse Moor")
        person.keys("A")
        seen = []
        for _ in range(8):
            person.keys("F6")
            seen.append(person.focus.objectName())
        assert {"article_view", "annotation_table", "article_list"} <= set(seen)
        person.keys("Shift+F6")
        person.part(AnnotationPanel).table.setFocus()
        person.keys("N Shift+C")
        assert person.tagged == [("claim", "Ilse Moor")]

    at_the_window(article, "--annotator", "alice", script=script)


def test_tab_moves_the_focus_out_of_the_text(article: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        person.keys("Tab")
        assert person.focus is not person.view

    at_the_window(article, "--annotator", "alice", script=script)


def test_a_click_in_the_toolbar_leaves_the_focus_in_the_text(article: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        person.select("it was time")
        person.click_widget(person.window.findChild(object, "button_tag_claim"))
        assert person.tagged == [("claim", "it was time")]
        assert person.focus is person.view

    at_the_window(article, "--annotator", "alice", script=script)


def test_a_double_click_arms_a_tag_until_escape(article: Path) -> None:
    from PySide6.QtTest import QTest

    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        button = person.window.findChild(object, "button_tag_actor")
        QTest.mouseDClick(button, Qt.MouseButton.LeftButton)
        QApplication.processEvents()
        person.select("Ilse Moor")
        person.select("Dockers United")
        assert [words for _, words in person.tagged] == ["Ilse Moor", "Dockers United"]
        person.keys("Esc Esc")
        person.select("harbour master")
        assert len(person.annotations) == 2

    at_the_window(article, "--annotator", "alice", script=script)


def test_f1_lists_every_action_with_its_key(article: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        person.keys("F1")
        sheet = person.window.findChild(object, "key_sheet")
        listed = {line.words: line for group in sheet.shown for line in group.lines}
        rows = {row.shown: row for row in person.actions.rows.values()}
        values = {f"Value {digit}" for digit in range(1, 10)}
        readers = {f"Take {letter}{alike}" for letter in "CDEFGHI" for alike in ("", " for all alike")}
        assert {words for words, row in rows.items() if row.keys} - values - readers <= set(listed)
        assert listed["The value of that digit"].said == "1 … 9"
        assert listed["What a further reader says (C to I)"].said == "3 … 9"
        assert listed["The same for all alike"].said == "Ctrl+3 … Ctrl+9"
        assert "About Analyst App" not in listed, "it has no key"
        sheet.words.setText("about")
        assert [(group.title, [line.words for line in group.lines]) for group in sheet.shown] == [
            ("Help", ["About Analyst App"])
        ]
        sheet.words.setText("grow")
        assert [group.title for group in sheet.shown] == ["Select"]
        sheet.close()

    at_the_window(article, "--annotator", "alice", script=script)


def test_f1_has_the_keys_of_the_lists_and_what_the_mouse_does_as_they_are(article: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        person.keys("F1")
        sheet = person.window.findChild(object, "key_sheet")
        keys = {line.words: line.said for group in sheet.shown for line in group.lines}
        assert not [words for words in keys.values() if "held" in words]
        assert keys["The reason for a rejection"] == "R, then a digit, or letters and Enter"
        assert keys["Leave one out, tag the others"] == "Space · Enter"
        assert keys["Say who speaks"] == "click the ? or the name beside the quote"
        assert keys["Move an edge of the current annotation"].endswith("Ctrl+drag for exact")
        assert keys["Choose several annotations"] == "Shift+click, Ctrl+click in the table"
        sheet.close()

    at_the_window(article, "--annotator", "alice", script=script)


def test_keys_can_be_changed_in_the_preferences(article: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("harbour.txt")
        person.choose("file.preferences")
        dialog = person.window.findChild(object, "preferences_dialog")
        table = dialog.keys_form.table
        rows = {table.item(n, 0).data(Qt.ItemDataRole.UserRole): n for n in range(table.rowCount())}
        table.item(rows["tag.actor"], 1).setText("C")
        assert "two actions" in person.label("preferences_problem")
        table.item(rows["tag.actor"], 1).setText("B")
        assert person.label("preferences_problem") == ""
        table.item(rows["go.next"], 1).setText("F7")
        person.keys("Esc", dialog)
        person.select("Ilse Moor")
        person.keys("A")
        assert person.tagged == []
        person.keys("B")
        assert person.tagged == [("actor", "Ilse Moor")]
        person.view.place_caret(0)
        person.keys("F7")
        assert person.bridge.current is not None

    at_the_window(article, "--annotator", "alice", script=script)

    def again(person: Person) -> None:
        person.wait_open("harbour.txt")
        person.select("Dockers United")
        person.keys("B")
        assert len(person.annotations) == 2

    at_the_window(article, "--annotator", "alice", script=again)
