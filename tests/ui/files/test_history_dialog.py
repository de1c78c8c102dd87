"""The history says by day what there was, and beside it what bringing it back would do.

Tests of ui.files.history.history_dialog, ui.files.history.history_rows and ui.files.history.history_preview.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QPushButton
from pytestqt.qtbot import QtBot

from analyst_app.core.annotation import Annotation
from analyst_app.core.store import Change
from analyst_app.ui.files.history.history_dialog import HistoryDialog
from analyst_app.ui.files.history.history_preview import Effect
from analyst_app.ui.files.history.history_rows import HistoryRows
from analyst_app.ui.widgets.theme import Looks, theme
from tests.workflows.person import Person, at_the_window, write

TEXT = "Ada Brandt said “we stay”.\n\nBen Oduya said no.\n"
DAY = 24 * 60 * 60


def annotation(number: int, end: int = 3) -> Annotation:
    return Annotation(f"id{number}", "claim", 0, end)


def test_an_effect_is_told_by_what_comes_goes_and_changes() -> None:
    change = Change((annotation(1), annotation(2)), (annotation(2, 5), annotation(3), annotation(4)))
    effect = Effect.of(change)
    assert [one.id for one in effect.back] == ["id3", "id4"]
    assert [one.id for one in effect.gone] == ["id1"]
    assert [(one.id, one.end) for one in effect.changed] == [("id2", 5)]
    assert effect.in_words() == "2 annotations come back, 1 goes, 1 changes."
    assert Effect.of(Change()).in_words() == "This is what is here now: nothing would change."


def test_rows_stand_under_their_day_which_is_said_once(qtbot: QtBot) -> None:
    dialog = QDialog()
    qtbot.addWidget(dialog)
    rows = HistoryRows(Looks(theme("light"), dialog), dialog)
    noon = 1_790_000_000
    for when, words in ((noon, "3 annotations"), (noon - 60, "2 annotations"), (noon - 2 * DAY, "1 annotation")):
        rows.add(when, words, "1 more than before")
    days = [rows.item(row).data(Qt.ItemDataRole.UserRole) for row in range(3)]
    assert [bool(day) for day in days] == [True, False, True]
    heights = [rows.sizeHintForRow(row) for row in range(3)]
    assert heights[0] == heights[2] > heights[1]


def test_what_a_save_would_do_is_shown_before_it_is_brought_back(tmp_path: Path) -> None:
    article = write(tmp_path, "a.txt", TEXT)

    def first(person: Person) -> None:
        person.wait_open("a.txt")
        person.select("Ada Brandt")
        person.keys("A")
        person.wait_saved()

    at_the_window(article, "--annotator", "alice", script=first)

    def second(person: Person) -> None:
        person.wait_open("a.txt")
        person.keys("N Delete")
        person.select("Ben Oduya")
        person.keys("A")
        person.choose("file.history")
        dialog = person.part(HistoryDialog)
        person.wait(lambda: dialog.preview.rows.count() == 2, "the preview")
        assert dialog.preview.words.text() == "1 annotation comes back, 1 goes."
        rows = dialog.preview.rows
        said = [rows.item(row).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(2)]
        assert said == ["comes back: Ada Brandt", "goes: Ben Oduya"]
        button = dialog.findChild(QPushButton, "history_restore")
        assert (button.text().replace("&", ""), button.isDefault()) == ("Bring back", True)
        person.click_widget(button)
        person.wait(lambda: person.tagged == [("actor", "Ada Brandt")], "it is back")

    at_the_window(article, "--annotator", "alice", script=second)
