"""A mistake of the program's own in a dialog or a save names the file in the window and offers to check it.

Tests of ui.widgets.message, ui.files.autosave, ui.corpus.facts_dialog, ui.codebook.codebook_page,
ui.corpus.codebook_saving and ui.importing.import_dialog.
"""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QLineEdit, QPushButton

from analyst_app.corpus import codebook_editing as editing
from analyst_app.corpus import facts
from analyst_app.storage.saver import LayerSaver
from analyst_app.ui.corpus import codebook_saving, facts_dialog
from analyst_app.ui.importing import import_work
from analyst_app.ui.importing.import_commands import ImportCommands
from tests.commands.test_fences import log
from tests.corpus.corpora import annotate, write_article
from tests.importers import samples
from tests.ten_articles import SECRET, ten
from tests.workflows.person import Person, at_the_window, saved
from tests.workflows.test_corpus_workflow import any_dialog, child, dialog, page
from tests.workflows.test_fences_in_window import away_with_the_log, findings


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return ten(tmp_path / "corpus")


def mistake(*_: object, **__: object) -> Any:
    """What a bug of ours may raise, with words of the article in it."""
    raise KeyError(SECRET)


def told(person: Person, matter: str, name: str) -> None:
    """A bar names the file and the log, says nothing of the article, and offers the check."""
    person.wait(lambda: person.bars.words(matter), f"the bar {matter}")
    said = person.bars.words(matter)
    assert name in said
    assert "KeyError" in said
    assert "errors.log" in said
    assert SECRET not in said + log()
    assert not person.bars.words("error")
    assert findings(person)
    away_with_the_log()


def log_file() -> Path:
    return Path(os.environ["XDG_STATE_HOME"]) / "analyst-app" / "errors.log"


def at(folder: Path, script: Callable[[Person], None]) -> None:
    at_the_window(folder / "a1.txt", "--annotator", "alice", script=script)


def test_facts_that_the_program_cannot_read_or_write_are_named_with_their_article(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def script(person: Person) -> None:
        person.wait_open("a1.txt")
        with monkeypatch.context() as bug:
            bug.setattr(facts, "read_facts", mistake)
            person.choose("edit.facts")
            told(person, "facts", "a1.txt")
        person.choose("edit.facts")
        window = dialog(person, "facts_dialog")
        with monkeypatch.context() as bug:
            bug.setattr(facts_dialog, "edit_facts", mistake)
            child(window, QLineEdit, "fact_title").setText("Depot")
            window.buttons.accepted.emit()  # type: ignore[attr-defined]
            told(person, "facts", "a1.txt")
        assert window.isVisible(), "what was typed is still there"
        window.buttons.accepted.emit()  # type: ignore[attr-defined]
        person.wait(lambda: (folder / "a1.txt.source.json").is_file(), "written")

    at(folder, script)


def test_facts_in_a_file_that_is_spoilt_can_be_checked(folder: Path) -> None:
    (folder / "a1.txt.source.json").write_bytes(b"{oops")

    def script(person: Person) -> None:
        person.wait_open("a1.txt")
        person.choose("edit.facts")
        person.wait(lambda: person.bars.words("facts"), "a bar")
        assert "a1.txt.source.json" in person.bars.words("facts")
        assert "a1.txt.source.json" in findings(person)

    at(folder, script)


def test_a_codebook_that_the_program_cannot_read_or_write_is_named(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codebook_saving, "ask", lambda *words: words[3][0])

    def script(person: Person) -> None:
        person.wait_open("a0.txt")
        with monkeypatch.context() as bug:
            bug.setattr(codebook_saving, "drafted", mistake)
            person.choose("corpus.codebook")
            told(person, "codebook", "codebook.json")
        person.choose("corpus.codebook")
        window = page(person)
        name = child(window, QLineEdit, "codebook_name")
        name.setFocus()
        name.selectAll()
        person.type("Assertion")
        with monkeypatch.context() as bug:
            bug.setattr(editing, "write_codebook", mistake)
            person.click_widget(child(window, QPushButton, "codebook_save"))
            told(person, "codebook", "codebook.json")
        person.click_widget(child(window, QPushButton, "codebook_save"))
        person.wait(lambda: not window.is_dirty, "written")
        assert (folder / "codebook.json").is_file()
        window.close()

    at_the_window(folder, "--annotator", "alice", script=script)


def test_silent_edits_that_the_program_cannot_list_leave_the_new_version_and_name_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder, page = tmp_path / "c", tmp_path / "page.html"
    write_article(folder, "other.txt", "Words.\n")
    page.write_text(samples.page(), "utf-8")
    monkeypatch.setattr(import_work, "changed_passages", mistake)

    def script(person: Person) -> None:
        person.wait_open("other.txt")
        for words in ("", "until every last locker is empty"):
            if words:
                page.write_text(samples.page().replace(words, "until the last locker is cleared"), "utf-8")
                annotate(folder / "page.txt", "alice", ("quote", samples.SECOND.split(" said")[0]))
            person.part(ImportCommands).import_files([page])
            go = child(dialog(person, "import_dialog"), QPushButton, "import_go")
            person.wait(go.isEnabled, "read")
            person.click_widget(go)
            person.wait(lambda: not any_dialog(person, "import_dialog"), "imported")
        told(person, "import", "page v2.txt")

    at_the_window(folder, "--annotator", "alice", script=script)
    assert (folder / "page v2.txt.alice.annotations.json").is_file()


def test_a_save_at_which_the_program_fails_names_the_article_and_keeps_the_work(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def script(person: Person) -> None:
        person.wait_open("a1.txt")
        with monkeypatch.context() as bug:
            bug.setattr(LayerSaver, "save", mistake)
            person.select("The depot will close")
            person.keys("C")
            told(person, "saving", "a1.txt")
            assert person.label("save_state").startswith("Not saved: ")
            assert SECRET not in person.label("save_state")
        person.choose("file.save")
        person.wait_saved()
        log_file().unlink(missing_ok=True)  # a second try may have failed before the bug was mended

    at(folder, script)
    assert len(saved(folder / "a1.txt")["annotations"]) == 3
