"""One bad file never stops the window: it stays with the article it had, names the file, and offers to check it.

Tests of ui.corpus.article_changes, ui.corpus.check_dialog, ui.files.desk, ui.files.loading_news and
ui.files.open_failures.
"""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtWidgets import QDialog, QPlainTextEdit

from analyst_app.core import edits
from analyst_app.core.span import Span
from analyst_app.core.store import Change
from analyst_app.session.session import Session
from analyst_app.storage import layer_opening
from analyst_app.ui.corpus.article_changes import ArticleChanges
from analyst_app.ui.files import desk, opening
from analyst_app.ui.panels.article_list import ArticleList
from tests.commands.test_fences import log
from tests.ten_articles import NAMES, ODD, SECRET, SPOILERS, SPOILT, bug_in_reading, spoil, ten
from tests.workflows.person import Person, at_the_window, saved


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return ten(tmp_path / "corpus")


def away_with_the_log() -> None:
    (Path(os.environ["XDG_STATE_HOME"]) / "analyst-app" / "errors.log").unlink()


def goes_on_with(person: Person, name: str) -> None:
    """The article is the one that is open, and can be worked on."""
    person.wait_open(name)
    before = len(person.tagged)
    person.select("The depot will close")
    person.keys("C")
    assert len(person.tagged) == before + 1
    person.wait_saved()


def findings(person: Person) -> str:
    """What the check says after a click on the button that the bar offers."""
    person.click_widget(person.button("Check…"))
    person.wait(lambda: person.window.findChild(QDialog, "check"), "the check")
    dialog = person.window.findChild(QDialog, "check")
    words: str = dialog.findChild(QPlainTextEdit, "check_findings").toPlainText()
    dialog.reject()
    return words


def test_an_article_at_which_the_program_fails_leaves_the_one_that_was_open(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    bug_in_reading(monkeypatch)

    def script(person: Person) -> None:
        person.wait_open("a1.txt")
        person.select("Nobody")
        person.opener.open_paths([folder / SPOILT])
        person.wait(lambda: person.bars.words("open"), "a bar")
        said = person.bars.words("open")
        assert SPOILT in said
        assert "KeyError" in said
        assert "errors.log" in said
        assert "saved" not in said
        assert SECRET not in said + log()
        goes_on_with(person, "a1.txt")
        assert "Nothing is wrong" in findings(person)  # the file is sound, the program is not
        away_with_the_log()

    at_the_window(folder / "a1.txt", "--annotator", "alice", script=script)
    assert len(saved(folder / "a1.txt")["annotations"]) == 3


@pytest.mark.parametrize("size", [0, 1_000_000], ids=["large", "small"])
def test_a_layer_at_which_the_program_fails_leaves_the_article_that_was_open(
    folder: Path, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(opening, "_SMALL", size)
    real = layer_opening.anchored

    def anchored(found: Any, document: Any) -> Any:
        if document.source.name == SPOILT:
            raise KeyError(document.text)
        return real(found, document)

    monkeypatch.setattr(layer_opening, "anchored", anchored)

    def script(person: Person) -> None:
        person.wait_open("a1.txt")
        person.opener.open_paths([folder / SPOILT])
        person.wait(lambda: person.bars.words("open"), "a bar")
        assert SPOILT in person.bars.words("open")
        goes_on_with(person, "a1.txt")
        assert "Nothing is wrong" in findings(person)  # the files are sound, the program is not
        assert SECRET not in log()
        away_with_the_log()

    at_the_window(folder / "a1.txt", "--annotator", "alice", script=script)


def test_another_layer_at_which_the_program_fails_leaves_the_layer_that_was_open(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real = desk.open_article

    def open_article(order: Any, terms: Any) -> Any:
        if order.layer_id == "bob":
            raise KeyError(SECRET)
        return real(order, terms)

    monkeypatch.setattr(desk, "open_article", open_article)

    def script(person: Person) -> None:
        person.wait_open("a1.txt")
        person.desk.show_layer("bob")
        person.wait(lambda: person.bars.words("open"), "a bar")
        person.wait_open("a1.txt")
        assert person.bridge.session is not None
        assert person.bridge.session.layer_id == "alice"
        goes_on_with(person, "a1.txt")
        away_with_the_log()

    at_the_window(folder / "a1.txt", "--annotator", "alice", script=script)


def test_where_nothing_is_open_nothing_is_said_to_be_saved(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    bug_in_reading(monkeypatch)

    def script(person: Person) -> None:
        person.wait(lambda: person.bars.words("open"), "a bar")
        assert SPOILT in person.bars.words("open")
        assert "saved" not in person.bars.words("open")

        def wrong() -> None:
            raise ZeroDivisionError

        person.tasks.run(wrong)
        person.wait(lambda: person.bars.words("error"), "a bar about the error")
        assert "ZeroDivisionError" in person.bars.words("error")
        assert "saved" not in person.bars.words("error")
        person.opener.open_paths([folder / "a1.txt"])
        goes_on_with(person, "a1.txt")
        away_with_the_log()

    monkeypatch.setattr("sys.__excepthook__", lambda *_: None)
    at_the_window(folder / SPOILT, "--annotator", "alice", script=script)


@pytest.mark.parametrize("how", [how for how in SPOILERS if "sidecar" in how])
def test_a_damaged_layer_is_said_and_can_be_checked(folder: Path, how: str) -> None:
    spoil(folder, how)

    def script(person: Person) -> None:
        person.wait_open("a1.txt")
        person.opener.open_paths([folder / SPOILT])
        person.wait(lambda: SPOILT in str(person.desk.order), "the order")
        person.wait(lambda: person.bars.words("damaged") or "cannot be read" in person.label("save_state"), "a word")
        if person.bars.words("damaged"):
            assert SPOILT in findings(person)
        person.opener.open_paths([folder / "a2.txt"])
        goes_on_with(person, "a2.txt")

    at_the_window(folder / "a1.txt", "--annotator", "alice", script=script)


@pytest.mark.parametrize("how", SPOILERS | ODD)
def test_the_list_of_a_folder_has_all_its_articles_and_the_others_open(folder: Path, how: str) -> None:
    spoil(folder, how)

    def script(person: Person) -> None:
        article_list = person.part(ArticleList)
        person.wait(lambda: len(article_list.articles) == 10, "the list")
        assert {article.path.name for article in article_list.articles} == set(NAMES)
        person.opener.open_paths([folder / "a2.txt"])
        goes_on_with(person, "a2.txt")
        person.opener.open_paths([folder / SPOILT])
        person.wait(lambda: person.desk.order is not None or person.bars.words("open"), "an answer")
        person.opener.open_paths([folder / "a3.txt"])
        goes_on_with(person, "a3.txt")

    at_the_window(folder, "--annotator", "alice", script=script)


def test_articles_that_cannot_be_changed_are_counted_and_the_others_are_changed(folder: Path) -> None:
    """A mistake of the program's own at one, and damage in four."""
    for name in NAMES[5:9]:
        (folder / f"{name}.alice.annotations.json").write_bytes(b"{oops")
    said: list[str] = []

    def tagged(session: Session) -> Change:
        if session.path.name == SPOILT:
            raise KeyError(SECRET)
        return edits.tag_spans("claim", [Span(0, 9)])

    def script(person: Person) -> None:
        person.wait_open("a0.txt")
        jobs = dict.fromkeys((folder / name for name in NAMES), tagged)
        person.part(ArticleChanges).change("Tag all", jobs, said.append, "tagged")
        person.wait(lambda: said and " tagged in " in said[-1], "all are through")
        assert said[-1].startswith("5 annotations tagged in 5 articles.")
        assert said[-1].endswith("2 more articles could not be changed.")
        assert SECRET not in said[-1] + log()
        assert "KeyError" in log()
        away_with_the_log()
        person.wait_saved()

    at_the_window(folder, "--annotator", "alice", script=script)
