"""A colleague without the app has answered a report in Word: the annotator takes it in and answers at the places.

Tests of corpus.answering.answers_beside and ui.importing.import_target, too.
"""

from __future__ import annotations

import shutil
from pathlib import Path
from unittest.mock import patch

import pytest
from PySide6.QtWidgets import QFileDialog, QLabel, QPushButton, QWidget

from analyst_app.storage.file_names import sidecar_path
from analyst_app.ui.files.workplace import Workplace
from analyst_app.ui.importing.import_commands import ImportCommands
from analyst_app.ui.importing.import_dialog import ImportDialog
from analyst_app.ui.panels.annotation_table import AnnotationPanel
from tests.corpus.answering.reported import QUOTE, TEXT, Reported, hashes, replies_of, reported
from tests.importers.answers.word_shapes import Reply, by_word
from tests.workflows.person import Person, at_the_window

REPLIES = (
    Reply("Nora Vik", "I do not think so: it is a paraphrase.", to="2 · Quote"),
    Reply("Nora Vik", "Which line is meant?", on="another line"),
)


@pytest.fixture
def sent(tmp_path: Path) -> Reported:
    found = reported(tmp_path / "corpus")
    (tmp_path / "answers.docx").write_bytes(by_word(found.report, *REPLIES))
    return found


def listed(person: Person, path: Path) -> ImportDialog:
    """The dialog with a file that is read."""
    person.part(ImportCommands).import_files([path])
    dialog = person.window.findChild(ImportDialog)
    assert dialog is not None
    person.wait(dialog.go.isEnabled, "read")
    return dialog


def button(person: Person, name: str) -> QPushButton:
    found = person.window.findChild(QPushButton, name)
    assert found is not None, name
    return found


def imported(person: Person, path: Path) -> None:
    """Take a file in by the dialog."""
    go = listed(person, path).go
    person.click_widget(go)
    person.wait(lambda: person.window.findChild(QWidget, "import_dialog") is None, "imported")
    person.window.activateWindow()  # there is no window manager that would do it
    person.wait(person.window.isActiveWindow, "active")


def test_answers_that_are_taken_in_show_at_once_and_are_answered_by_a_key(sent: Reported) -> None:
    untouched = {one: one.read_bytes() for one in sent.folder.glob("*.bob.*")}

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        imported(person, sent.folder.parent / "answers.docx")
        person.wait(lambda: person.bars.words("returned"), "the bar")
        assert person.bars.words("returned") == "Nora Vik has answered your report at 2 places."
        person.choose("review.returned")
        assert person.label("mode_chip") == "RETURNED"
        assert person.label("returned_head") == "1 of 2 answers · waits for your answer"
        assert person.label("returned_before") == "Quote: “the depot will close by May”"
        assert person.label("returned_why") == "Nora Vik, who has read your report"
        shown = [one for one in ("accept", "contest", "answer") if button(person, f"returned_{one}").isVisible()]
        assert shown == ["answer"], "nothing is decided"
        assert not {"A accept", "C contest"} & set(person.label("key_hints").split(" · "))
        assert person.label("returned_said").splitlines()[0] == "Nora Vik: I do not think so: it is a paraphrase."
        person.keys("M")
        person.type("The marks are in the text.")
        person.keys("Enter")
        assert person.label("returned_head").startswith("2 of 2 answers"), "the next that waits"
        assert person.label("returned_before") == "“another line”"
        assert "Which line is meant?" in person.label("returned_said")
        person.keys("Ctrl+Z")
        assert person.bridge.session.store.entries("replies") == []
        person.keys("Ctrl+Y")
        assert len(person.bridge.session.store.entries("replies")) == 1
        person.keys("Esc")
        person.wait_saved()

    at_the_window(sent.folder, "--annotator", "alice", script=script)
    (reply,) = replies_of(sent.article, "alice")
    assert (reply["by"], reply["comment"]) == ("Nora Vik", "The marks are in the text.")
    assert len(replies_of(sent.article, "nora-vik-answers")) == 1
    assert {one: one.read_bytes() for one in untouched} == untouched


def test_answers_that_were_taken_in_before_are_told_when_the_article_opens(sent: Reported) -> None:
    from analyst_app.cli import main

    assert main(["import", str(sent.folder.parent / "answers.docx"), "--to", str(sent.folder)]) == 0

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: person.bars.words("returned"), "the bar")
        person.choose("review.returned")
        person.choose("review.returned_resolve")
        assert "Thread resolved" in person.label("returned_said")
        person.keys("A")
        assert "An answer to your report decides nothing: M answers it" in person.label("key_hints")

    at_the_window(sent.folder, "--annotator", "alice", script=script)


def test_the_word_of_the_import_says_how_many_and_from_whom(sent: Reported) -> None:
    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        imported(person, sent.folder.parent / "answers.docx")
        assert person.label("key_hints").startswith("2 answers taken in, of Nora Vik (2).")

    at_the_window(sent.folder, "--annotator", "bob", script=script)


def copied(sent: Reported, name: str) -> Path:
    """A copy of the corpus, which lies where the answers' file lies, too."""
    folder = sent.folder.parent / name
    shutil.copytree(sent.folder, folder)
    return folder / "depot.txt"


def test_with_one_article_open_its_answers_come_to_it_and_to_no_copy_elsewhere(sent: Reported) -> None:
    first, opened = copied(sent, "a copy"), copied(sent, "open")
    before = hashes(sent.folder), hashes(first.parent)

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        dialog = listed(person, sent.folder.parent / "answers.docx")
        assert dialog.folder.text() == str(opened.parent)
        notes = dialog.model.candidates[0].state
        assert notes.startswith("2 answers to take in, of Nora Vik (2)."), "nothing is taken in yet"
        assert not sidecar_path(opened, "nora-vik-answers").exists()
        dialog.reject()
        person.wait(lambda: person.window.findChild(ImportDialog) is None, "closed")
        imported(person, sent.folder.parent / "answers.docx")
        person.wait(lambda: person.bars.words("returned"), "the bar")
        assert person.label("key_hints").startswith("2 answers taken in, of Nora Vik (2).")
        assert person.part(Workplace).folder is None, "the list is still that of the one article"

    at_the_window(opened, "--annotator", "alice", script=script)
    assert len(replies_of(opened, "nora-vik-answers")) == 1
    assert (hashes(sent.folder), hashes(first.parent)) == before


def test_of_several_copies_in_the_chosen_folder_the_open_one_is_meant_or_else_none_is_written(sent: Reported) -> None:
    above, other = sent.folder.parent, copied(sent, "other")
    alone = above / "alone.txt"
    alone.write_text("Another article.\n", "utf-8")
    before = hashes(sent.folder), hashes(other.parent)

    def no_open_one(person: Person) -> None:
        person.wait_open("alone.txt")
        person.part(ImportCommands).import_files([above / "answers.docx"])
        dialog = person.window.findChild(ImportDialog)
        assert dialog is not None
        person.wait(lambda: dialog.model.candidates[0].state.startswith("No answer"), "read")
        assert "Several articles of the folder have this text: choose the folder" in dialog.model.candidates[0].state
        person.click_widget(dialog.go)
        person.wait(lambda: "Nothing was imported" in dialog.said.text(), "told")
        assert "--" not in dialog.said.text()
        assert dialog.isVisible(), "another folder can be chosen"

    at_the_window(alone, "--annotator", "alice", script=no_open_one)
    assert (hashes(sent.folder), hashes(other.parent)) == before

    def folder_open(person: Person) -> None:
        person.wait(lambda: person.bridge.session is not None and person.is_idle, "the first article")
        person.opener.open_article(other)
        person.wait(lambda: person.bridge.session is not None and person.bridge.session.path == other, "open")
        imported(person, above / "answers.docx")

    at_the_window(above, "--annotator", "alice", script=folder_open)
    assert len(replies_of(other, "nora-vik-answers")) == 1
    assert hashes(sent.folder) == before[0]


def test_return_presses_the_button_that_has_the_focus_and_imports_what_is_listed(sent: Reported) -> None:
    asked = []

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.part(ImportCommands).import_files([])
        dialog = person.window.findChild(ImportDialog)
        assert dialog is not None
        add = dialog.findChild(QPushButton, "import_add")
        assert add is not None
        person.wait(add.hasFocus, "the keyboard")
        assert "answers to a report" in str(dialog.findChild(QLabel, "import_empty").text())
        person.keys("Enter")
        assert asked == [True]
        person.wait(dialog.go.isEnabled, "read")
        person.keys("Enter")
        person.wait(lambda: person.window.findChild(QWidget, "import_dialog") is None, "imported")

    def names(*_: object) -> tuple[list[str], str]:
        asked.append(True)
        return [str(sent.folder.parent / "answers.docx")], ""

    with patch.object(QFileDialog, "getOpenFileNames", names):
        at_the_window(sent.folder, "--annotator", "alice", script=script)
    assert len(replies_of(sent.article, "nora-vik-answers")) == 1


def test_two_who_answer_have_answered_and_the_bar_counts_what_the_card_counts(sent: Reported) -> None:
    replies = *REPLIES, Reply("alice", "Myself, in Word.", to="1 · Actor")
    (sent.folder.parent / "answers.docx").write_bytes(by_word(sent.report, *replies))

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        imported(person, sent.folder.parent / "answers.docx")
        person.wait(lambda: person.bars.words("returned"), "the bar")
        assert person.bars.words("returned") == "Nora Vik and alice have answered your report at 3 places."
        person.choose("review.returned")
        assert person.label("returned_head").startswith("1 of 3 answers")
        person.keys("Enter")
        person.type("Yes.")
        person.keys("Enter")
        assert person.label("returned_head").startswith("2 of 3 answers"), "Enter answers, and goes on"

    at_the_window(sent.folder, "--annotator", "alice", script=script)


def test_answers_to_what_waits_for_its_place_come_up_once_it_is_confirmed(sent: Reported) -> None:
    from analyst_app.cli import main

    sent.article.write_text(TEXT.replace("will close by May", "shall close by May"), "utf-8")
    data = by_word(sent.report, Reply("Nora Vik", "It is a paraphrase.", to="2 · Quote"))
    (sent.folder.parent / "answers.docx").write_bytes(data)
    assert main(["import", str(sent.folder.parent / "answers.docx"), "--to", str(sent.folder)]) == 0

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: person.is_idle, "at rest")
        assert not person.bars.words("returned")
        (waiting,) = [one for one in person.bridge.session.store.unplaced if one.record["id"] == QUOTE]
        person.part(AnnotationPanel).confirm_wanted.emit(waiting)
        person.wait(lambda: person.bars.words("returned"), "the bar")
        assert person.bars.words("returned") == "Nora Vik has answered your report at 1 place."

    at_the_window(sent.folder, "--annotator", "alice", script=script)
