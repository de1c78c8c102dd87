"""The import's list and form: corrections, several articles of one file, failures, pasting.

Tests of ui.importing.import_work, ui.importing.import_table, ui.importing.import_jobs, ui.importing.import_preview and
ui.importing.import_list.
"""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, QRect, Qt, QTimer, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QLabel,
    QLineEdit,
    QMessageBox,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QTableView,
)
from pytestqt.modeltest import ModelTester

from analyst_app.corpus.intake.annotated_intake import take_in_annotated
from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.ui.corpus.passages import Passages
from analyst_app.ui.files.dropping import Dropping
from analyst_app.ui.files.workplace import Workplace
from analyst_app.ui.importing.import_dialog import ImportDialog
from analyst_app.ui.importing.import_list import CandidateModel, ImportCandidate
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.ui.widgets.theme import Looks
from tests.importers import samples
from tests.ui.conftest import OpenText
from tests.workflows.person import Person

ARTICLE = ImportedArticle("Words.\n", title="Depot", date="2024-03-05", notes=("No address was found.",))


def test_the_list_keeps_the_rules_of_a_model(qtmodeltester: ModelTester) -> None:
    model = CandidateModel()
    model.add([ImportCandidate(Path("a.html")), ImportCandidate(None, ARTICLE)])
    model.put(Path("a.html"), [ImportCandidate(Path("a.html"), ARTICLE), ImportCandidate(Path("a.html"), ARTICLE)])
    qtmodeltester.check(model)
    assert model.rowCount() == 3


def test_a_correction_changes_the_article_and_nothing_that_is_done() -> None:
    model = CandidateModel()
    model.add(
        [
            ImportCandidate(None, ARTICLE),
            ImportCandidate(None, ARTICLE, result="imported"),
            ImportCandidate(Path("x"), problem="no"),
        ]
    )
    for row in range(3):
        model.correct(row, "date", " 2024-03-06 ")
    dates = [candidate.article.date if candidate.article else "" for candidate in model.candidates]
    assert dates == ["2024-03-06", "2024-03-05", ""]


def import_of(person: Person) -> ImportDialog:
    return ImportDialog(person.part(Passages), person.tasks, person.part(Workplace), person.part(Looks), person.window)


def test_an_export_is_previewed_article_by_article(open_text: OpenText, tmp_path: Path) -> None:
    person = open_text("Words.\n")
    export = tmp_path / "nexis.txt"
    export.write_text(samples.NEXIS, "utf-8")
    dialog = import_of(person)
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


def test_an_export_of_no_known_form_has_a_line_and_the_person_chooses(open_text: OpenText, tmp_path: Path) -> None:
    person = open_text("Words.\n")
    odd, short = tmp_path / "odd.txt", tmp_path / "short.txt"
    odd.write_text("".join(f"Asiakirja {n} / 2\n\nOtsikko\n\nLehti: Satama\n\nSanoja.\n\n" for n in (1, 2)), "utf-8")
    short.write_text(samples.NEXIS.replace("of 2 DOC", "of 3 DOC"), "utf-8")
    dialog = import_of(person)
    dialog.show()
    dialog.add_files([odd, short])
    person.wait(lambda: dialog.go.text() == "Import 2" and dialog.go.isEnabled(), "read")
    states = [candidate.problem for candidate in dialog.model.candidates]
    assert "looks like the export of a news database" in states[0]
    assert states[1:3] == ["", ""]
    assert states[3].startswith("2 articles found, the file says 3")
    dialog.table.selectRow(0)
    dialog.split.setCurrentIndex(dialog.split.findData("none"))
    dialog.split.activated.emit(dialog.split.currentIndex())
    person.wait(lambda: dialog.go.text() == "Import 3" and dialog.go.isEnabled(), "read whole")
    dialog.close()


def test_text_is_pasted_and_imported(open_text: OpenText, tmp_path: Path) -> None:
    person = open_text("Words.\n")
    QApplication.clipboard().setText("A headline\r\n\r\nWhat happened.")
    dialog = import_of(person)
    dialog.show()
    paste = dialog.findChild(QPushButton, "import_paste")
    assert paste is not None
    person.click_widget(paste)
    dialog.folder.setText(str(tmp_path / "new"))
    person.click_widget(dialog.go)
    person.wait(lambda: (tmp_path / "new" / "A headline.txt").is_file(), "written")
    assert (tmp_path / "new" / "A headline.txt").read_text("utf-8") == "A headline\n\nWhat happened.\n"


def test_what_is_no_date_is_not_written_until_it_is_one(open_text: OpenText, tmp_path: Path) -> None:
    person = open_text("Words.\n")
    dialog = import_of(person)
    dialog.show()
    dialog.model.add([ImportCandidate(None, ARTICLE)])
    dialog.model.correct(0, "date", "Spring")
    dialog.folder.setText(str(tmp_path / "new"))
    dialog._import()
    person.wait(lambda: "“Spring” is no date" in dialog.model.candidates[0].problem, "said")
    dialog.model.correct(0, "date", "6 March 2024")
    dialog._import()
    person.wait(lambda: (tmp_path / "new" / "2024-03-06 Depot.txt").is_file(), "written")


def test_return_in_an_empty_import_leaves_what_to_do_on_screen(open_text: OpenText) -> None:
    person = open_text("Words.\n")
    dialog = import_of(person)
    dialog.show()
    dialog.activateWindow()
    person.wait(dialog.isActiveWindow, "active")
    for part in (dialog.folder, dialog.table):
        part.setFocus()
        person.wait(part.hasFocus, "the keyboard")
        QTest.keyClick(part, Qt.Key.Key_Return)
    dialog._import()
    person.wait(lambda: person.is_idle, "at rest")
    words = dialog.findChild(QLabel, "import_empty")
    assert words is not None
    assert words.isVisible()
    dialog.close()


def test_a_folder_that_cannot_be_made_is_said_with_the_reason(open_text: OpenText, tmp_path: Path) -> None:
    person = open_text("Words.\n")
    (tmp_path / "file").write_text("A file.\n", "utf-8")
    dialog = import_of(person)
    dialog.show()
    dialog.model.add([ImportCandidate(None, ARTICLE)])
    dialog.table.selectRow(0)
    dialog.folder.setText(str(tmp_path / "file" / "new"))
    dialog._import()
    person.wait(lambda: person.is_idle and dialog.said.text().startswith("Nothing was imported: "), "said")
    assert "new cannot be " in dialog.said.text()
    assert dialog.remarks.toPlainText() == dialog.model.candidates[0].problem
    dialog.close()


@pytest.mark.parametrize("how", ["close", "reject"])
def test_an_import_that_is_closed_while_it_writes_or_reads_ends_quietly(
    open_text: OpenText, tmp_path: Path, how: str
) -> None:
    person = open_text("Words.\n")
    new, told, gone = tmp_path / "new", [], []
    (tmp_path / "a.txt").write_text("Words.\n", "utf-8")
    (tmp_path / "t.csv").write_text("text,title\nWords.,Depot\n", "utf-8")
    for is_writing in (True, False):
        dialog = import_of(person)
        dialog.written.connect(lambda folder, _: told.append(folder))
        dialog.destroyed.connect(lambda: gone.append(True))
        dialog.show()
        if is_writing:
            dialog.model.add([ImportCandidate(None, ARTICLE)])
            dialog.folder.setText(str(new))
            dialog._import()
        else:
            dialog.add_files([tmp_path / "t.csv", tmp_path / "a.txt"])
            dialog.columns.click()
        getattr(dialog, how)()
        person.wait(lambda: person.is_idle, "ended")
    person.wait(lambda: len(gone) == 2, "both gone")
    assert told == [new]


def test_without_a_folder_nothing_is_written(open_text: OpenText) -> None:
    person = open_text("Words.\n")
    dialog = import_of(person)
    dialog.model.add([ImportCandidate(None, ARTICLE)])
    dialog.folder.clear()
    dialog._import()
    assert "Choose a folder" in dialog.said.text()
    dialog.close()


def test_a_file_of_others_annotations_is_shown_and_imported_with_its_layers(
    open_text: OpenText, tmp_path: Path
) -> None:
    person = open_text("Words.\n")
    source, target = tmp_path / "brat", tmp_path / "new"
    source.mkdir()
    (source / "depot.txt").write_text("Ada Brandt said no.\n", "utf-8")
    (source / "depot.ann").write_text("T1\tactor 0 10\tAda Brandt\n", "utf-8")
    rows = [
        {"text": "Bo left.", "spans": [{"start": 0, "end": 2, "label": "actor"}]},
        {"text": "Cy came.", "spans": [{"start": 0, "end": 2, "label": "actor"}]},
    ]
    (source / "more.jsonl").write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    (source / "bad.jsonl").write_text("no json\n", "utf-8")
    dialog = import_of(person)
    dialog.show()
    dialog.add_files([source / "depot.ann", source / "more.jsonl", source / "bad.jsonl"])
    person.wait(lambda: dialog.go.isEnabled() and dialog.go.text() == "Import 2", "read")
    assert "1 file could not be read." in dialog.said.text()
    states = [candidate.state for candidate in dialog.model.candidates]
    assert states[0].startswith("1 article with annotations of imported (1)")
    assert states[1].startswith("2 articles with annotations of imported (2)")
    dialog.table.selectRow(0)
    assert not dialog.fields["title"].isEnabled()
    assert "Ada Brandt said no." in dialog.text.toPlainText()
    dialog.folder.setText(str(target))
    person.click_widget(dialog.go)
    person.wait(lambda: "2 files imported" in dialog.said.text(), "written")
    assert len(list(target.rglob("*.imported.annotations.json"))) == 3
    data = json.loads(next(target.rglob("depot.txt.imported.annotations.json")).read_text("utf-8"))
    assert [one["exact"] for one in data["annotations"]] == ["Ada Brandt"]
    dialog.close()


def test_layers_that_stay_out_of_an_import_are_told_and_the_import_stays_open(
    open_text: OpenText, tmp_path: Path
) -> None:
    person = open_text("Words.\n")
    export, target = tmp_path / "more.jsonl", tmp_path / "new"
    rows = [{"text": words, "spans": [{"start": 0, "end": 2, "label": "actor"}]} for words in ("Bo left.", "Cy came.")]
    export.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    take_in_annotated(export, target)
    for path in target.rglob("*.annotations.json"):
        path.write_bytes(path.read_bytes().replace(b'"actor"', b'"claim"'))  # someone has worked on it
    rows.append({"text": "Di rang.", "spans": []})
    export.write_text("".join(f"{json.dumps(row)}\n" for row in rows), "utf-8")
    dialog = import_of(person)
    dialog.show()
    dialog.add_files([export])
    person.wait(lambda: dialog.go.isEnabled(), "read")
    dialog.folder.setText(str(target))
    person.click_widget(dialog.go)
    person.wait(lambda: person.is_idle, "written")
    assert dialog.isVisible()
    assert dialog.said.text() == (
        "1 file imported into new. 1 of them not whole: see its line. What was left out stands in IMPORT.md."
    )
    (candidate,) = dialog.model.candidates
    assert candidate.state.startswith("1 article imported")
    assert "has a layer imported already; it stays" in candidate.state
    assert candidate.state.endswith("So it is with 1 other.")
    dialog.close()


def test_a_dropped_web_address_is_said_to_stay_where_it_is(open_text: OpenText) -> None:
    person = open_text("Words.\n")
    person.part(Dropping).take([], ["https://lantern.example/news"])
    assert person.label("key_hints").startswith("https://lantern.example/news is a web address")


def test_a_dropped_file_of_others_annotations_opens_the_import(open_text: OpenText, tmp_path: Path) -> None:
    person = open_text("Words.\n")
    dropped = tmp_path / "more.jsonl"
    dropped.write_text('{"text": "Bo left.", "spans": []}\n', "utf-8")
    person.part(Dropping).take([dropped])
    dialog = person.window.findChild(ImportDialog, "import_dialog")
    assert dialog is not None
    person.wait(lambda: dialog.go.isEnabled(), "read")
    dialog.close()


def of_ann(folder: Path, name: str, text: str, ann: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / f"{name}.txt").write_text(text, "utf-8")
    (folder / f"{name}.ann").write_text(ann, "utf-8")
    return folder / f"{name}.ann"


def test_rows_of_a_table_that_are_lost_are_told_and_such_a_table_can_stay_out(
    open_text: OpenText, tmp_path: Path
) -> None:
    person = open_text("Words.\n")
    table, target = tmp_path / "t.csv", tmp_path / "new"
    table.write_text("title,text\nA,First.\nB,Second.\nC,\n", "utf-8")
    dialog = import_of(person)
    dialog.show()
    dialog.add_files([table])
    person.wait(lambda: dialog.go.isEnabled(), "read")
    assert dialog.strict.isVisible()
    dialog.strict.setChecked(True)
    dialog.folder.setText(str(target))
    person.click_widget(dialog.go)
    person.wait(lambda: person.is_idle, "written")
    assert [one.state for one in dialog.model.candidates] == [
        "left out, for of it would be lost: 1 article whose text is not there; first: row 4."
    ] * 2  # fmt: skip
    assert not target.exists()
    dialog.strict.setChecked(False)
    person.click_widget(dialog.go)
    person.wait(lambda: person.is_idle and (target / "IMPORT.md").exists(), "the report written")
    assert sorted(path.name for path in target.glob("*.txt")) == ["A.txt", "B.txt"]
    assert (target / "IMPORT.md").read_text("utf-8").count("row 4") == 1


def test_what_would_be_lost_is_read_before_anything_is_written_and_such_a_file_can_stay_out(
    open_text: OpenText, tmp_path: Path
) -> None:
    person = open_text("Words.\n")
    good = of_ann(tmp_path / "brat", "good", "Ada left.\n", "T1\tactor 0 3\tAda\n")
    bad = of_ann(tmp_path / "brat", "bad", "Bo left.\n", "T1\tactor 0 2\tBo\nT2\tactor 900 905\tNoone\n")
    dialog = import_of(person)
    dialog.show()
    dialog.add_files([good, bad])
    person.wait(lambda: dialog.go.isEnabled() and dialog.go.text() == "Import 2", "read")
    dialog.table.selectRow(1)
    assert "1 span whose place is not in the text; first: actor 900–905 “Noone”." in dialog.remarks.toPlainText()
    assert dialog.remarks.isVisible()
    assert dialog.strict.isVisible()
    assert not dialog.reanchor.isVisible()
    target = tmp_path / "new"
    dialog.folder.setText(str(target))
    dialog.strict.setChecked(True)
    person.click_widget(dialog.go)
    person.wait(lambda: "1 file imported" in dialog.said.text(), "written")
    assert sorted(path.name for path in target.iterdir()) == ["good.txt", "good.txt.imported.annotations.json"]
    assert dialog.model.candidates[1].state.startswith("left out, for of it would be lost: 1 span")
    dialog.strict.setChecked(False)
    person.click_widget(dialog.go)
    person.wait(lambda: person.is_idle and (target / "bad.txt").exists(), "the other written")
    assert "1 span whose place is not in the text" in (target / "IMPORT.md").read_text("utf-8")


def test_annotations_of_an_article_that_is_there_with_another_text_are_joined_on_request(
    open_text: OpenText, tmp_path: Path
) -> None:
    person = open_text("Words.\n")
    source = of_ann(tmp_path / "brat", "depot", "Ada left.\n", "T1\tactor 0 3\tAda\n")
    target = tmp_path / "corpus"
    target.mkdir()
    (target / "depot.txt").write_text("Late news. Ada left.\n", "utf-8")
    dialog = import_of(person)
    dialog.show()
    dialog.add_files([source])
    person.wait(lambda: dialog.go.isEnabled(), "read")
    assert not dialog.reanchor.isVisible()
    dialog.folder.setText(str(target))
    dialog.folder.editingFinished.emit()
    person.wait(lambda: dialog.reanchor.isVisible(), "seen")
    assert "depot.txt is there with another text: 1 of 1 annotations keep their place" in dialog.remarks.toPlainText()
    dialog.reanchor.setChecked(True)
    person.click_widget(dialog.go)
    person.wait(lambda: person.is_idle and (target / "depot.txt.imported.annotations.json").exists(), "written")
    assert not (target / "depot 2.txt").exists()


def test_a_long_sentence_is_read_to_its_end_and_tab_leaves_the_list(open_text: OpenText, tmp_path: Path) -> None:
    person = open_text("Words.\n")
    (tmp_path / "odd.csv").write_text("a,b\n1,2\n", "utf-8")
    (tmp_path / "two.csv").write_text("c,d\n1,2\n", "utf-8")
    dialog = import_of(person)
    dialog.show()
    dialog.add_files([tmp_path / "odd.csv", tmp_path / "two.csv"])
    person.wait(lambda: person.is_idle and all(one.problem for one in dialog.model.candidates), "read")
    dialog.table.selectRow(0)
    assert dialog.remarks.isVisible()
    assert dialog.remarks.toPlainText().endswith("in the import dialog by the button “Columns…”.")
    state = dialog.model.index(0, 4)
    assert dialog.model.data(state, Qt.ItemDataRole.ToolTipRole) == plain_tip(dialog.model.candidates[0].problem)
    dialog.table.setFocus()
    QTest.keyClick(dialog.table, Qt.Key.Key_Tab)
    assert not dialog.table.hasFocus()


@pytest.mark.parametrize(("keys", "left", "shown"), [
    ([(Qt.Key.Key_Down, "")], "A C D", "C"),
    ([(Qt.Key.Key_Down, ""), (Qt.Key.Key_End, "ctrl")], "A B C", "C"),
    ([(Qt.Key.Key_Down, "shift"), (Qt.Key.Key_End, "ctrl")], "C D", "C"),
    ([(Qt.Key.Key_A, "ctrl")], "", ""),
])  # fmt: skip
def test_the_row_that_is_shown_is_left_out_and_the_next_is_shown(
    open_text: OpenText, keys: list[tuple[Qt.Key, str]], left: str, shown: str
) -> None:
    person = open_text("Words.\n")
    dialog = import_of(person)
    dialog.show()
    dialog.model.add([ImportCandidate(None, ImportedArticle("Words.\n", title=title)) for title in "ABCD"])
    dialog.table.selectRow(0)
    held = {"": Qt.KeyboardModifier.NoModifier, "ctrl": Qt.KeyboardModifier.ControlModifier}
    for key, modifier in keys:
        QTest.keyClick(dialog.table, key, held.get(modifier, Qt.KeyboardModifier.ShiftModifier))
    leave_out = dialog.findChild(QPushButton, "import_remove")
    assert leave_out is not None
    person.click_widget(leave_out)
    assert " ".join(one.article.title for one in dialog.model.candidates if one.article) == left
    assert dialog.fields["title"].text() == shown
    dialog.close()


def test_an_empty_import_says_where_to_drop_and_takes_what_is_dropped(open_text: OpenText, tmp_path: Path) -> None:
    person = open_text("Words.\n")
    dialog = import_of(person)
    dialog.show()
    table, go = dialog.findChild(QTableView, "import_table"), dialog.findChild(QPushButton, "import_go")
    words = dialog.findChild(QLabel, "import_empty")
    assert table is not None
    assert go is not None
    assert words is not None
    assert words.isVisible()
    assert words.text().startswith("Drop files here")
    assert not go.isEnabled()
    article = tmp_path / "new.txt"
    article.write_text("Ada Brandt said so.\n", "utf-8")
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(article))])
    middle = QPointF(table.viewport().rect().center())
    copy, left, none = Qt.DropAction.CopyAction, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
    enter = QDragEnterEvent(middle.toPoint(), copy, data, left, none)
    QApplication.sendEvent(table.viewport(), enter)
    assert enter.isAccepted()
    QApplication.sendEvent(table.viewport(), QDropEvent(middle, copy, data, left, none))
    person.wait(lambda: go.isEnabled(), "read")
    assert go.text() == "Import 1"
    assert not words.isVisible()


def test_of_a_folder_that_is_dropped_all_that_can_be_imported_is_listed(open_text: OpenText, tmp_path: Path) -> None:
    person = open_text("Words.\n")
    folder = tmp_path / "elsewhere" / "sub"
    (folder / "deeper").mkdir(parents=True)
    (folder / "page.html").write_text(f"<html><body><h1>One</h1><p>{'Words of an article. ' * 20}</p></body></html>")
    (folder / "deeper" / "text.txt").write_text("An article of its own.\n")
    (folder / "clip.mov").write_bytes(b"\x00")
    dialog = import_of(person)
    dialog.folder.setText(str(tmp_path / "articles"))
    dialog.add_files([folder])
    person.wait(dialog.go.isEnabled, "read")
    assert sorted(one.path.name for one in dialog.model.candidates if one.path) == ["page.html", "text.txt"]
    assert dialog.go.text() == "Import 2"
    assert "1 file of no kind that can be imported stays out: clip.mov." in dialog.said.text()


def test_on_a_small_screen_import_and_close_stay_in_sight(open_text: OpenText, tmp_path: Path) -> None:
    dialog = import_of(open_text("Words.\n"))
    dialog.show()
    dialog.resize(640, 360)
    page = dialog.findChild(QScrollArea, "dialog_page")
    assert page is not None
    assert not page.isAncestorOf(dialog.go)
    assert dialog.rect().contains(QRect(dialog.go.mapTo(dialog, QPoint()), dialog.go.size()))
    assert not dialog.leaving_out.isEnabled(), "nothing is listed"
    assert dialog.focusWidget() is dialog.findChild(QPushButton, "import_add")


def answer(words: str) -> list[str]:
    """Press a button of the next question; what it asked."""
    asked: list[str] = []

    def press() -> None:
        box = QApplication.activeModalWidget()
        assert isinstance(box, QMessageBox)
        asked.append(box.text())
        next(one for one in box.buttons() if one.text() == words).click()

    QTimer.singleShot(50, press)
    return asked


def test_what_was_typed_is_not_thrown_away_without_a_question(open_text: OpenText, tmp_path: Path) -> None:
    person = open_text("Words.\n")
    page = tmp_path / "page.html"
    page.write_text("<title>Depot</title><p>The union will stay at the depot until Friday.", "utf-8")
    dialog = import_of(person)
    dialog.show()
    dialog.add_files([page])
    person.wait(lambda: dialog.go.isEnabled(), "read")
    title = dialog.findChild(QLineEdit, "import_title")
    assert title is not None
    title.setFocus()
    QTest.keyClicks(title, "My ")
    asked = answer("Cancel")
    QTest.keyClick(title, Qt.Key.Key_Escape)
    assert asked == ["What you typed or pasted for 1 article is not imported."]
    assert dialog.isVisible()
    assert "My " in title.text()
    asked = answer("Cancel")
    dialog.close()
    assert asked
    assert dialog.isVisible()
    asked = answer("Discard it")
    dialog.close()
    assert asked
    assert not dialog.isVisible()


def test_nothing_is_asked_where_nothing_was_typed_and_import_it_imports_it(open_text: OpenText, tmp_path: Path) -> None:
    person = open_text("Words.\n")
    dialog = import_of(person)
    dialog.show()
    dialog.close()
    assert not dialog.isVisible()
    QApplication.clipboard().setText("A headline\n\nWhat happened.")
    dialog = import_of(person)
    dialog.show()
    person.click_widget(dialog.findChild(QPushButton, "import_paste"))
    dialog.folder.setText("new")
    assert answer("Import it") == []
    dialog.close()
    assert dialog.said.text() == "Choose a folder for the articles first.", "a part of a place is none"
    dialog.folder.setText(str(tmp_path / "new"))
    answer("Import it")
    dialog.close()
    person.wait(lambda: (tmp_path / "new" / "A headline.txt").is_file(), "written")


def test_closing_the_window_asks_for_what_was_typed_into_an_import(open_text: OpenText) -> None:
    person = open_text("Words.\n")
    QApplication.clipboard().setText("A headline\n\nWhat happened.")
    person.actions.trigger("file.import")
    dialog = person.window.findChild(ImportDialog)
    assert dialog is not None
    person.click_widget(dialog.findChild(QPushButton, "import_paste"))
    asked = answer("Cancel")
    person.window.close()
    assert asked
    assert person.window.isVisible()
    asked = answer("Discard it")
    person.window.close()
    assert asked
    assert not person.window.isVisible()
    dialog.close()
    assert not dialog.isVisible(), "it is asked once"


def test_import_again_leads_to_what_is_there_already(open_text: OpenText, tmp_path: Path) -> None:
    person = open_text("Words.\n")
    QApplication.clipboard().setText("A headline\r\n\r\nWhat happened.")
    person.choose("file.import")
    dialog = person.window.findChild(ImportDialog)
    person.click_widget(dialog.findChild(QPushButton, "import_paste"))
    person.wait(lambda: dialog.go.isEnabled(), "pasted")
    person.choose("file.import")
    assert [one for one in person.window.findChildren(ImportDialog) if one.isVisible()] == [dialog]
    assert dialog.go.isEnabled()
    answer("Discard it")
    dialog.close()
