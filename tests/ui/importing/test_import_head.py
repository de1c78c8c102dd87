"""The import's head: each file's own choices, and windows that fit the screen at a large font."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QComboBox, QDialog

from analyst_app.importers.annotations.code_mapping import Code, proposed
from analyst_app.importers.tables.column_rules import ColumnRule
from analyst_app.importers.tables.table_rows import DataTable
from analyst_app.ui.corpus.passages import Passages
from analyst_app.ui.files.workplace import Workplace
from analyst_app.ui.importing.code_mapping_dialog import CodeMappingDialog
from analyst_app.ui.importing.column_dialog import ColumnDialog
from analyst_app.ui.importing.import_dialog import ImportDialog
from analyst_app.ui.widgets.theme import Looks
from tests.importers import samples
from tests.ui.conftest import OpenText
from tests.workflows.person import Person

_POINTS = 18
"""A font of 200 %."""
_ROOM = (1180, 672)
"""Pixels of a small screen that a dialog may take."""
POLISH = "Zażółć gęślą jaźń. Wczoraj w Łodzi było już późno, więc mieszkańcy wrócili do domów.\n"


@pytest.fixture
def large_font() -> Iterator[None]:
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    before = application.font()
    larger = application.font()
    larger.setPointSize(_POINTS)
    application.setFont(larger)
    yield
    application.setFont(before)


def import_of(person: Person) -> ImportDialog:
    return ImportDialog(person.part(Passages), person.tasks, person.part(Workplace), person.part(Looks), person.window)


def choose(box: QComboBox, value: str) -> None:
    box.setCurrentIndex(box.findData(value))
    box.activated.emit(box.currentIndex())


def fits(dialog: QDialog) -> bool:
    least = dialog.minimumSizeHint()
    return least.width() <= _ROOM[0] and least.height() <= _ROOM[1]


@pytest.mark.usefixtures("large_font")
def test_the_windows_of_an_import_fit_a_small_screen_at_a_font_of_200_percent(open_text: OpenText) -> None:
    person = open_text("Words.\n")
    dialog = import_of(person)
    dialog.strict.show()
    dialog.reanchor.show()
    dialog.show()
    assert fits(dialog)
    QApplication.processEvents()
    inside = dialog.rect()
    for part in (dialog.encoding, dialog.split, dialog.go, dialog.folder):
        assert inside.contains(part.rect().translated(part.mapTo(dialog, part.rect().topLeft())))
    code = Code("a", ("Who said it, and to whom, and when, and in which of the papers",), "", True, "", "", 3)
    assert fits(CodeMappingDialog("study.qdpx", [code], proposed([code]), None, dialog))
    table = DataTable("", ("a head of a column that is longer than most of them are", "b"), [])
    for rows in ("articles", "spans"):
        assert fits(ColumnDialog("t.csv", [table], ColumnRule(rows), dialog))
    dialog.close()


@pytest.mark.usefixtures("large_font")
def test_what_is_said_of_pasted_addresses_is_seen_whole(open_text: OpenText) -> None:
    person = open_text("Words.\n")
    dialog = import_of(person)
    dialog.show()
    QApplication.clipboard().setText("https://lantern.example/story?id=1\nlantern.example/two\n")
    dialog._paste()
    said = dialog.said
    assert said.text().startswith("https://lantern.example/story?id=1 and 1 more are web addresses")
    lines = said.fontMetrics().horizontalAdvance(said.text()) / said.width()
    person.wait(lambda: said.height() > lines * said.fontMetrics().height(), "as high as its words")
    assert not dialog.model.candidates
    dialog.close()


def test_a_choice_is_of_the_file_that_it_was_made_for(open_text: OpenText, tmp_path: Path) -> None:
    person = open_text("Words.\n")
    polish, export, later = tmp_path / "pl.txt", tmp_path / "nexis.txt", tmp_path / "later.txt"
    for path in (polish, later):
        path.write_bytes(POLISH.encode("iso8859-2"))
    export.write_text(samples.NEXIS, "utf-8")
    dialog = import_of(person)
    dialog.show()
    dialog.add_files([polish])
    person.wait(lambda: dialog.go.isEnabled() and person.is_idle, "read")
    choose(dialog.split, "none")
    choose(dialog.encoding, "cp1252")
    person.wait(lambda: dialog.go.isEnabled() and person.is_idle, "read again")
    assert "ł" not in dialog.model.candidates[0].article.text
    dialog.add_files([later, export])
    person.wait(lambda: dialog.go.text() == "Import 4" and person.is_idle, "the others read")
    texts = [one.article.text for one in dialog.model.candidates]
    assert texts[1] == POLISH
    assert (dialog.encoding.currentData(), dialog.split.currentData()) == ("cp1252", "none")
    dialog.table.selectRow(1)
    assert (dialog.encoding.currentData(), dialog.split.currentData()) == ("", "auto")
    dialog.table.selectRow(2)
    choose(dialog.split, "none")
    person.wait(lambda: dialog.go.text() == "Import 3" and person.is_idle, "the export whole")
    assert dialog.table.currentIndex().row() == 2
    assert dialog.split.currentData() == "none"
    dialog.close()
