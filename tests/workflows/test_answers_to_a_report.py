"""A colleague without the app has answered a report in Word: the annotator takes it in and answers at the places.

Tests of corpus.answering.answers_beside, too.
"""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtWidgets import QPushButton, QWidget

from analyst_app.ui.importing.import_commands import ImportCommands
from tests.corpus.answering.reported import Reported, replies_of, reported
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


def imported(person: Person, path: Path) -> None:
    """Take a file in by the dialog."""
    person.part(ImportCommands).import_files([path])
    dialog = person.window.findChild(QWidget, "import_dialog")
    assert dialog is not None
    go = dialog.findChild(QPushButton, "import_go")
    assert go is not None
    person.wait(go.isEnabled, "read")
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
        assert person.label("returned_why") == "Nora Vik has read your report"
        assert person.label("returned_said").splitlines()[0] == "Nora Vik: I do not think so: it is a paraphrase."
        person.keys("M")
        person.type("The marks are in the text.")
        person.keys("Enter")
        assert person.label("returned_head").startswith("2 of 2 answers"), "the next that waits"
        assert person.label("returned_before") == "note: another line"
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
    assert len(replies_of(sent.article, "nora-vik")) == 1
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
        assert "Nothing is decided about it yet" in person.label("key_hints")

    at_the_window(sent.folder, "--annotator", "alice", script=script)


def test_the_word_of_the_import_says_how_many_and_from_whom(sent: Reported) -> None:
    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        imported(person, sent.folder.parent / "answers.docx")
        assert person.label("key_hints").startswith("2 answers taken in, of Nora Vik (2).")

    at_the_window(sent.folder, "--annotator", "bob", script=script)
