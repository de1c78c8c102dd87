"""The palette at the window: ui.palette.palette, ui.palette.palette_commands, ui.palette.palette_model,
ui.palette.palette_delegate, ui.palette.palette_foot, ui.palette.entries, ui.palette.listed_people, ui.palette.shelves,
ui.furnishing.palette_parts, ui.palette.scrim, ui.commands.key_caps.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QListView, QTableWidget, QWidget

from analyst_app import resources
from analyst_app.ui.commands.key_caps import caps_of
from analyst_app.ui.palette.palette import Palette
from analyst_app.ui.palette.palette_model import PaletteModel
from analyst_app.ui.panels.article_list import ArticleList
from tests.ui.conftest import OpenText
from tests.workflows.person import Person, at_the_window, write

TEXT = "Ada Brandt said “we stay until the last locker is empty”. The union agreed.\n"


def palette(person: Person) -> Palette:
    found = person.window.findChild(Palette, "palette")
    assert found is not None
    return found


def shown(person: Person) -> list[str]:
    """The lines of the palette; headings in brackets."""
    model = palette(person).model
    lines = [model.line(row) for row in range(model.rowCount())]
    return [line.words if line.entry is not None else f"[{line.words}]" for line in lines]


def chosen(person: Person) -> str:
    view = person.window.findChild(QListView, "palette_list")
    assert view is not None
    return str(view.currentIndex().data())


def test_a_command_is_found_by_letters_and_run_by_enter(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.keys("Ctrl+K")
    assert isinstance(person.focus, QLineEdit)
    assert person.focus.objectName() == "palette_field"
    person.type("find")
    assert chosen(person) == "Find…"
    person.keys("Enter")
    assert not palette(person).is_open
    assert person.focus.objectName() == "find_field"


def test_a_chosen_tag_tags_the_selection_as_its_key_would(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.select("we stay")
    person.keys("Ctrl+K")
    person.type("claim")
    assert shown(person)[:2] == ["[Tags]", "Claim"]
    person.keys("Enter")
    assert person.tagged == [("claim", "we stay")]
    assert person.focus is person.view


def test_escape_gives_the_text_its_focus_and_selection_back(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.select("we stay")
    person.keys("Ctrl+K")
    person.type("c")
    person.keys("Esc")
    assert person.focus is person.view
    assert person.bridge.selection is not None
    assert person.annotations == []
    person.keys("C")
    assert person.tagged == [("claim", "we stay")]


def test_no_command_acts_behind_it(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.select("we stay")
    person.keys("C Ctrl+K")
    person.keys("Ctrl+Z Ctrl+F Delete Ctrl+E")
    assert palette(person).is_open
    assert person.tagged == [("claim", "we stay")]
    assert QApplication.activeModalWidget() is None
    person.keys("Ctrl+K")
    assert not palette(person).is_open


def test_a_person_of_the_article_is_gone_to(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.select("The union")
    person.keys("A")
    person.caret("agreed")
    person.keys("Ctrl+K")
    person.type("unio")
    assert shown(person)[:2] in (["[People]", "union"], ["[People]", "The union"])
    person.keys("Enter")
    assert person.bridge.current is not None
    assert person.bridge.current.tag == "actor"
    assert person.focus is person.view


def test_what_was_used_lately_comes_first(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.keys("Ctrl+K")
    person.type("find prev")
    person.keys("Enter Ctrl+K")
    assert shown(person)[:2] == ["[Used lately]", "Find previous"]
    person.type("find")
    assert shown(person)[1:3] == ["Find previous", "Find…"]
    person.type(" ne")
    assert shown(person)[1] == "Find next"
    person.keys("Esc")


def test_a_tag_without_a_letter_is_reached(open_text: OpenText, tmp_path: Path) -> None:
    book = resources.built_in_codebook()
    book["tags"][0]["key"] = ""
    (tmp_path / "codebook.json").write_text(json.dumps(book), "utf-8")
    person = open_text(TEXT)
    person.select("we stay")
    person.keys("Ctrl+K")
    person.type(book["tags"][0]["name"])
    person.keys("Enter")
    assert person.tagged == [(book["tags"][0]["id"], "we stay")]


def test_nothing_found_is_said_and_enter_does_nothing(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.keys("Ctrl+K")
    person.type("xqxq")
    assert palette(person).nothing.text() == "Nothing here is called “xqxq”."
    person.keys("Enter")
    assert palette(person).is_open


def test_arrows_pass_over_headings_and_go_round(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.keys("Ctrl+K")
    person.type("clai")
    assert shown(person) == ["[Tags]", "Claim", "[Commands]", "To Claim"]
    person.keys("Down")
    assert chosen(person) == "To Claim"
    person.keys("Down")
    assert chosen(person) == "Claim"
    person.keys("Up")
    assert chosen(person) == "To Claim"


def test_alt_enter_opens_the_keys_with_that_of_the_command(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.keys("Ctrl+K")
    person.type("overview")
    person.keys("Alt+Enter")
    dialog = person.window.findChild(QWidget, "preferences_dialog")
    assert dialog is not None
    table = dialog.findChild(QTableWidget, "keys_table")
    assert table is not None
    row = table.currentRow()
    assert table.item(row, 0).data(Qt.ItemDataRole.UserRole) == "corpus.overview"
    assert table.currentColumn() == 1


def test_a_click_beside_it_closes_it_and_one_on_a_row_runs_that(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.keys("Ctrl+K")
    QTest.mouseClick(palette(person).parentWidget(), Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert not palette(person).is_open
    person.select("we stay")
    person.keys("Ctrl+K")
    person.type("claim")
    view = person.window.findChild(QListView, "palette_list")
    assert view is not None
    place = view.visualRect(view.model().index(1, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert person.tagged == [("claim", "we stay")]


@pytest.mark.parametrize("size", [(1440, 900), (1280, 720), (640, 360)])
def test_it_lies_within_the_window(open_text: OpenText, size: tuple[int, int]) -> None:
    person = open_text(TEXT)
    person.window.setMinimumSize(1, 1)
    person.window.resize(*size)
    person.keys("Ctrl+K")
    QApplication.processEvents()
    frame, scrim = palette(person).geometry(), palette(person).parentWidget().rect()
    assert scrim.contains(frame)
    assert frame.width() <= 640
    assert scrim.height() < 600 or frame.top() == 92
    person.keys("Esc")


def test_articles_are_found_by_title_and_opened(tmp_path: Path) -> None:
    write(tmp_path, "a.txt", "One.\n")
    write(tmp_path, "b.txt", "Two.\n")
    (tmp_path / "b.txt.source.json").write_text('{"title": "Harbour reopens", "outlet": "Marsa Courier"}', "utf-8")

    def script(person: Person) -> None:
        person.wait_open("a.txt")
        person.wait(lambda: person.is_idle)
        listed = person.part(ArticleList)
        person.wait(lambda: [one.shown_title for one in listed.articles] == ["One.", "Harbour reopens"])
        person.keys("Ctrl+Shift+P")
        person.wait(lambda: shown(person) == ["[Articles]", "One.", "Harbour reopens"])
        person.type("one.")
        assert shown(person) == ["[Articles]", "One."]
        person.focus.clear()  # type: ignore[attr-defined]  # the field
        person.type("harb")
        assert shown(person) == ["[Articles]", "Harbour reopens"]
        person.keys("Enter")
        person.wait_open("b.txt")
        person.keys("Ctrl+K")
        person.type("harb")
        person.wait(lambda: "Harbour reopens" in shown(person))
        person.keys("Esc")

    at_the_window(tmp_path, "--annotator", "alice", script=script)


def test_a_title_of_many_lines_or_signs_stays_one_plain_line(open_text: OpenText) -> None:
    model = PaletteModel()
    model.show({}, "", ())
    assert model.rowCount() == 0
    assert caps_of("Ctrl++") == ("Ctrl", "+")
    assert caps_of("Ctrl+Shift+O") == ("Ctrl", "Shift", "O")
    assert caps_of("") == ()


def test_a_screen_reader_is_told_what_enter_runs(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.keys("Ctrl+K")
    person.type("claim")
    assert person.focus.accessibleDescription() == "Claim, C"


def test_a_name_of_two_hundred_letters_and_one_from_right_to_left_are_painted_in_their_row(
    open_text: OpenText,
) -> None:
    person = open_text("نص عربي here.\n" + "Name" * 50 + "\n")
    for words in ("نص عربي", "Name" * 50):
        person.select(words)
        person.keys("A")
    person.keys("Ctrl+K")
    palette(person).field.insert("عربي")  # QTest types Latin letters only
    assert shown(person)[:2] == ["[People]", "نص عربي"]
    assert not palette(person).grab().isNull()
    person.keys("Ctrl+A Delete")
    person.type("namename")
    assert shown(person) == ["[People]", "Name" * 50]
    assert not palette(person).grab().isNull()
    assert palette(person).width() <= 640


def reason_of(person: Person, row: int) -> str:
    entry = palette(person).model.entry(row)
    assert entry is not None
    return entry.reason


def test_undo_with_nothing_to_undo_is_listed_with_the_reason_and_runs_nothing(open_text: OpenText) -> None:
    person = open_text(TEXT)
    before = person.view.caret
    person.keys("Ctrl+K")
    person.type("undo")
    assert shown(person) == ["[Commands]", "Undo"]
    assert reason_of(person, 1) == "There is nothing to undo."
    person.keys("Enter")
    assert palette(person).is_open, "its reason stays in sight"
    assert (person.view.caret, person.annotations) == (before, [])
    person.keys("Esc")


def test_what_can_be_done_now_stands_before_what_cannot_and_alone_where_nothing_is_typed(open_text: OpenText) -> None:
    person = open_text(TEXT)
    person.keys("Ctrl+K")
    assert "Take both, or all" not in shown(person)
    assert "Undo" not in shown(person)
    person.type("next")
    rows = shown(person)
    assert rows.index("Next article") < rows.index("Next difference")
    assert reason_of(person, rows.index("Next difference")) == "Only in a review."
    person.keys("Esc")


def test_with_words_selected_a_letter_means_its_tag_before_any_command(open_text: OpenText) -> None:
    person = open_text(TEXT)
    for letter, tag in (("q", "Quote"), ("c", "Claim"), ("v", "Cue")):
        person.select("we stay")
        person.keys("Ctrl+K")
        person.type(letter)
        assert shown(person)[:2] == ["[Tags]", tag]
        person.keys("Esc")
    person.keys("Esc Ctrl+K")
    person.type("q")
    assert shown(person)[:2] == ["[Commands]", "Quit"], "with nothing selected, a command"
    person.keys("Esc")


def grouped_book(folder: Path) -> None:
    """A codebook with a tag of one name in each of two groups."""
    book = resources.built_in_codebook()
    for group in ("Energy", "Money"):
        above, below = group.lower(), f"{group.lower()}_frame"
        book["tags"].append({"id": above, "name": group, "color": "#55aa55"})
        book["tags"].append({"id": below, "name": "Economy frame", "color": "#55aa55", "under": above})
    (folder / "codebook.json").write_text(json.dumps(book), "utf-8")


def test_tags_of_one_name_say_their_group_and_come_before_what_cannot_run(open_text: OpenText, tmp_path: Path) -> None:
    grouped_book(tmp_path)
    person = open_text(TEXT)
    person.keys("Ctrl+K")
    person.type("frame")
    model = palette(person).model
    found = [entry for row in range(model.rowCount()) if (entry := model.entry(row)) is not None]
    assert [(one.words, one.more) for one in found if one.words == "Economy frame"][:2] == [
        ("Economy frame", "Energy"),
        ("Economy frame", "Money"),
    ]
    others = [one for one in found if one.words == "To Economy frame"]
    assert [one.more for one in others] == ["Change tag · Energy", "Change tag · Money"]
    assert all(one.reason for one in others)
    person.keys("Esc Ctrl+K")
    person.type("money frame")
    assert shown(person)[1] == "Economy frame"
    person.keys("Esc")


@pytest.mark.parametrize(("typed", "line"), [("people of", "People of the article"), ("notes", "Notes of the article")])
def test_the_pages_of_the_right_column_are_found_by_their_names(open_text: OpenText, typed: str, line: str) -> None:
    person = open_text(TEXT)
    person.keys("Ctrl+K")
    person.type(typed)
    assert shown(person)[1] == line
    person.keys("Esc")
