"""The dialog: shows what would be written, says the command, writes, cancels.

Tests of export.preview and ui.corpus.export_job.
"""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from analyst_app.cli import main
from analyst_app.commands import export_command
from analyst_app.ui.corpus.export_dialog import ExportDialog
from analyst_app.ui.files.opening import OpeningTerms
from tests.export.torture import TEXTS, write_corpus, write_sidecar


@pytest.fixture
def dialog(qtbot, open_text, tmp_path: Path) -> ExportDialog:
    person = open_text("An article.\n")
    terms = OpeningTerms("alice", None, tmp_path / "state", keep_text=True)
    made = ExportDialog(write_corpus(tmp_path / "corpus"), terms, person.tasks, person.window)
    made.show()
    return made


def choose(dialog: ExportDialog, name: str) -> None:
    dialog.formats.setCurrentIndex(dialog.formats.findData(name))


def test_the_first_rows_and_the_losses_are_shown(qtbot, dialog: ExportDialog) -> None:
    qtbot.waitUntil(lambda: '"spans":[' in dialog.rows.toPlainText())
    assert dialog.losses.toPlainText() == "Nothing is lost."
    choose(dialog, "conll")
    qtbot.waitUntil(lambda: "-DOCSTART-" in dialog.rows.toPlainText())
    assert "relations between spans" in dialog.losses.toPlainText()
    assert "one file a tag" in dialog.purpose.text()


def test_the_command_line_asks_for_the_same(qtbot, dialog: ExportDialog) -> None:
    choose(dialog, "brat")
    dialog.has_split.setChecked(True)
    dialog.boxes["with_zones"].setChecked(True)
    dialog.boxes["with_agreement"].setChecked(True)
    import argparse

    parser = argparse.ArgumentParser()
    export_command.configure(parser)
    words = shlex.split(dialog.command.text())
    assert words[:2] == ["analyst-app", "export"]
    assert export_command.request_of(parser.parse_args(words[2:])) == dialog.request


def test_it_writes_and_says_so(qtbot, dialog: ExportDialog, tmp_path: Path) -> None:
    choose(dialog, "csv")
    dialog.output.setText(str(tmp_path / "out"))
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "were written" in dialog.answer.text())
    assert f"{len(TEXTS)} articles" in dialog.answer.text()
    assert (tmp_path / "out" / "spans.csv").exists()
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "exists already" in dialog.answer.text())


def test_its_card_is_that_of_the_command(qtbot, dialog: ExportDialog, tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    write_sidecar(corpus / "emoji.txt", "bob", "emoji.txt")
    dialog.output.setText(str(tmp_path / "out"))
    dialog.layer.addItem("all", "all")
    dialog.layer.setCurrentIndex(dialog.layer.findData("all"))
    qtbot.mouseClick(dialog.go, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "were written" in dialog.answer.text())
    cards = [(tmp_path / "out" / "README.md").read_text("utf-8")]
    assert "## Agreement between annotators" in cards[0]
    command = ["export", str(corpus), "--layer", "all", "--overwrite", "--output", str(tmp_path / "out")]
    assert main(command) == 0
    cards.append((tmp_path / "out" / "README.md").read_text("utf-8"))
    assert cards[0].replace(" --overwrite", "") == cards[1].replace(" --overwrite", "")


def test_cancelling_writes_nothing(qtbot, dialog: ExportDialog, tmp_path: Path) -> None:
    dialog.output.setText(str(tmp_path / "out"))
    qtbot.waitUntil(lambda: bool(dialog.rows.toPlainText()))
    dialog.go.click()
    dialog.cancel.click()
    qtbot.waitUntil(lambda: dialog.go.isEnabled())
    assert not (tmp_path / "out").exists() or "were written" in dialog.answer.text()


def test_a_wrong_split_is_said_in_words(qtbot, dialog: ExportDialog) -> None:
    dialog.has_split.setChecked(True)
    dialog.split.setText("many")
    qtbot.waitUntil(lambda: "80/10/10" in dialog.answer.text())


def test_the_balance_of_a_split_is_shown(qtbot, dialog: ExportDialog) -> None:
    dialog.has_split.setChecked(True)
    qtbot.waitUntil(lambda: "train: " in dialog.losses.toPlainText())
