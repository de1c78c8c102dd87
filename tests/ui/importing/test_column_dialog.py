"""A person says what the columns of a table are, and keeps that as a rule."""

from __future__ import annotations

import json
from pathlib import Path

from PySide6.QtWidgets import QDialogButtonBox, QLineEdit
from pytestqt.qtbot import QtBot

from analyst_app.importers.tables.column_rules import ColumnRule, rule_in
from analyst_app.importers.tables.table_rows import tables_in
from analyst_app.ui.importing.column_dialog import ColumnDialog
from tests.ui.conftest import OpenText
from tests.ui.importing.test_import_dialog import import_of

CSV = b"Kopf,Inhalt,Tag der Ausgabe\nDepot,<b>Das Depot</b> schliesst.,5.3.2024\n"


def dialog_of(qtbot: QtBot, data: bytes, rule: ColumnRule | None = None) -> ColumnDialog:
    dialog = ColumnDialog("a.csv", tables_in(data, "a.csv"), rule, None)
    qtbot.addWidget(dialog)
    return dialog


def choose(dialog: ColumnDialog, field: str, column: str) -> None:
    box = dialog.boxes[field]
    box.setCurrentIndex(box.findData(column))
    box.activated.emit(box.currentIndex())


def is_ready(dialog: ColumnDialog) -> bool:
    return dialog.findChild(QDialogButtonBox).button(QDialogButtonBox.StandardButton.Ok).isEnabled()


def test_needed_columns_are_asked_for_and_the_rows_are_seen(qtbot: QtBot) -> None:
    dialog = dialog_of(qtbot, b"Kopf,Was,Wann\nDepot,<b>Das</b>,5.3.2024\n")
    assert not is_ready(dialog)
    assert dialog.said.text() == "Choose the column for: Text."
    assert dialog.preview.item(0, 1).text() == "<b>Das</b>"
    choose(dialog, "text", "Was")
    assert is_ready(dialog)
    choose(dialog, "title", "Was")
    assert not is_ready(dialog)
    assert dialog.said.text() == "One column is chosen for two fields."
    choose(dialog, "title", "Kopf")
    assert dialog.rule() == ColumnRule("articles", {"text": "Was", "title": "Kopf"})


def test_what_the_heads_propose_is_chosen_at_first(qtbot: QtBot) -> None:
    dialog = dialog_of(qtbot, b"document,begin,end,label\na,0,3,x\n")
    assert dialog.rows.currentData() == "spans"
    assert dialog.columns() == {"document": "document", "start": "begin", "end": "end", "tag": "label"}


def test_nothing_lies_over_the_choices_and_large_letters_fit_a_small_screen(qtbot: QtBot) -> None:
    dialog = dialog_of(qtbot, CSV)
    font = dialog.font()
    font.setPointSizeF(2 * font.pointSizeF())
    dialog.setFont(font)
    dialog.show()
    qtbot.waitExposed(dialog)
    assert not [one for one in dialog.findChildren(QLineEdit) if one.isVisible()], "an article has no tag"
    dialog.rows.setCurrentIndex(1)
    dialog.rows.activated.emit(1)
    assert [one for one in dialog.findChildren(QLineEdit) if one.isVisible()] == [dialog.tag]
    assert dialog.minimumSizeHint().height() <= 552
    heads = dialog.preview.horizontalHeader()
    assert all(heads.sectionSize(place) >= heads.sectionSizeHint(place) for place in range(heads.count()))


def test_a_rule_is_saved_loaded_and_never_written_over_another_file(qtbot: QtBot, tmp_path: Path) -> None:
    dialog = dialog_of(qtbot, CSV)
    choose(dialog, "text", "Inhalt")
    choose(dialog, "date", "Tag der Ausgabe")
    dialog.save(tmp_path / "rule.json")
    assert rule_in((tmp_path / "rule.json").read_bytes(), "rule.json") == dialog.rule()
    dialog.save(tmp_path / "rule.json")
    assert dialog.said.text() == "rule.json is there already. Choose another name."
    other = dialog_of(qtbot, CSV)
    other.load(tmp_path / "rule.json")
    assert other.rule() == dialog.rule()
    (tmp_path / "odd.json").write_text("{}")
    other.load(tmp_path / "odd.json")
    assert "no rule for tables" in other.said.text()
    assert other.rule() == dialog.rule()


def test_a_table_of_unknown_columns_is_imported_once_they_are_said(open_text: OpenText, tmp_path: Path) -> None:
    person = open_text("Words.\n")
    (tmp_path / "news.csv").write_bytes(b"Kopf,Was,Wann\nDepot fails,Ada left.,5.3.2024\nSecond,Bo came.,6.3.2024\n")
    dialog = import_of(person)
    dialog.show()
    dialog.add_files([tmp_path / "news.csv"])
    person.wait(
        lambda: person.is_idle and not dialog.go.isEnabled() and bool(dialog.model.candidates[0].problem), "read"
    )
    assert "it is not known what its columns are (Kopf, Was, Wann)" in dialog.model.candidates[0].state
    person.click_widget(dialog.columns)
    person.wait(lambda: dialog.findChild(ColumnDialog, "column_mapping") is not None, "asked")
    asked = dialog.findChild(ColumnDialog, "column_mapping")
    choose(asked, "text", "Was")
    choose(asked, "title", "Kopf")
    choose(asked, "date", "Wann")
    asked.accept()
    person.wait(lambda: dialog.go.isEnabled() and dialog.go.text() == "Import 2", "read again")
    dialog.folder.setText(str(tmp_path / "in"))
    person.click_widget(dialog.go)
    person.wait(lambda: person.is_idle and (tmp_path / "in").exists(), "written")
    assert sorted(path.name for path in (tmp_path / "in").glob("*.txt")) == [
        "2024-03-05 Depot fails.txt", "2024-03-06 Second.txt",
    ]  # fmt: skip
    facts = json.loads((tmp_path / "in" / "2024-03-05 Depot fails.txt.source.json").read_text("utf-8"))
    assert (facts["title"], facts["date"]) == ("Depot fails", "2024-03-05")
