"""The import's list and form: corrections, several articles of one file, failures, pasting."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit, QPlainTextEdit, QPushButton, QTableView
from pytestqt.modeltest import ModelTester

from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.ui.import_dialog import ImportDialog
from analyst_app.ui.import_list import Candidate, CandidateModel
from tests.importers import samples
from tests.ui.conftest import OpenText

ARTICLE = ImportedArticle("Words.\n", title="Depot", date="2024-03-05", notes=("No address was found.",))


def test_the_list_keeps_the_rules_of_a_model(qtmodeltester: ModelTester) -> None:
    model = CandidateModel()
    model.add([Candidate(Path("a.html")), Candidate(None, ARTICLE)])
    model.put(Path("a.html"), [Candidate(Path("a.html"), ARTICLE), Candidate(Path("a.html"), ARTICLE)])
    qtmodeltester.check(model)
    assert model.rowCount() == 3


def test_a_correction_changes_the_article_and_nothing_that_is_done() -> None:
    model = CandidateModel()
    model.add(
        [Candidate(None, ARTICLE), Candidate(None, ARTICLE, result="imported"), Candidate(Path("x"), problem="no")]
    )
    for row in range(3):
        model.correct(row, "date", " 2024-03-06 ")
    dates = [candidate.article.date if candidate.article else "" for candidate in model.candidates]
    assert dates == ["2024-03-06", "2024-03-05", ""]


def test_an_export_is_previewed_article_by_article(open_text: OpenText, tmp_path: Path) -> None:
    person = open_text("Words.\n")
    export = tmp_path / "nexis.txt"
    export.write_text(samples.NEXIS, "utf-8")
    dialog = ImportDialog(person.window)
    dialog.show()
    dialog.add_files([export])
    table, go = dialog.findChild(QTableView, "import_table"), dialog.findChild(QPushButton, "import_go")
    assert table is not None
    assert go is not None
    person.wait(lambda: go.isEnabled(), "read")
    assert go.text() == "Import 2"
    table.selectRow(1)
    title, text = dialog.findChild(QLineEdit, "import_title"), dialog.findChild(QPlainTextEdit, "import_text")
    assert title is not None
    assert text is not None
    assert title.text() == "Depot: what next?"
    assert samples.SECOND in text.document().toRawText().replace("\u2029", "\n")
    split = dialog.findChild(QComboBox, "import_split")
    assert split is not None
    split.setCurrentIndex(split.findData("none"))
    split.activated.emit(split.currentIndex())
    person.wait(lambda: go.isEnabled() and go.text() == "Import 1", "read whole")
    dialog.close()


def test_text_is_pasted_and_imported(open_text: OpenText, tmp_path: Path) -> None:
    person = open_text("Words.\n")
    QApplication.clipboard().setText("A headline\r\n\r\nWhat happened.")
    dialog = ImportDialog(person.window)
    dialog.show()
    paste = dialog.findChild(QPushButton, "import_paste")
    assert paste is not None
    person.click_widget(paste)
    dialog.folder.setText(str(tmp_path / "new"))
    person.click_widget(dialog.go)
    person.wait(lambda: (tmp_path / "new" / "A headline.txt").is_file(), "written")
    assert (tmp_path / "new" / "A headline.txt").read_text("utf-8") == "A headline\n\nWhat happened.\n"


def test_without_a_folder_nothing_is_written(open_text: OpenText) -> None:
    person = open_text("Words.\n")
    dialog = ImportDialog(person.window)
    dialog.model.add([Candidate(None, ARTICLE)])
    dialog.folder.clear()
    dialog._import()
    assert "Choose a folder" in dialog.said.text()
    dialog.close()
