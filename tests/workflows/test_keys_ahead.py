"""Keys that are pressed before an article is there act as soon as it is, in their order, on it and on no other.

Tests of ui.commands.keys_ahead and ui.panels.opening_news, too.
"""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from analyst_app.ui.files import desk as desk_module
from analyst_app.ui.files.folder import Folder
from analyst_app.ui.main_window import MainWindow
from analyst_app.ui.panels.article_list import ArticleList
from tests.workflows.person import PATIENCE, Person, at_the_window, saved, write
from tests.workflows.reviewing import put_layer, spans

SENTENCES = ("The depot will close by May.", "The mayor left the hall.", "Nobody knew why.")


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    folder.mkdir()
    for name in "abc":
        write(folder, f"{name}.txt", f"Title of {name}\n\n{chr(10).join(SENTENCES)}\n")
    return folder


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[threading.Event]:
    """While it is shut, the worker that opens an article waits, as before a slow disk."""
    gate, real = threading.Event(), desk_module.open_article
    gate.set()

    def opening(*arguments):
        assert gate.wait(PATIENCE)
        return real(*arguments)

    monkeypatch.setattr(desk_module, "open_article", opening)
    yield gate
    gate.set()


@pytest.fixture
def early_keys(monkeypatch: pytest.MonkeyPatch) -> None:
    """J, J and X are pressed before there is anything in the window."""
    real = MainWindow.prepare

    def prepare(window):
        if window._place is None:
            QTest.keyClicks(window, "jjx")
        return real(window)

    monkeypatch.setattr(MainWindow, "prepare", prepare)


def at_a(corpus: Path, script) -> None:
    def begin(person: Person) -> None:
        person.wait_open("a.txt")
        person.wait(lambda: person.is_idle)
        script(person)
        person.wait(lambda: person.is_idle and not person.autosave.unsaved)

    at_the_window(corpus, "--annotator", "alice", script=begin)


def tagged(corpus: Path, name: str) -> list[tuple[str, str]]:
    if not (corpus / f"{name}.txt.alice.annotations.json").exists():
        return []
    return [(one["tag"], one["exact"]) for one in saved(corpus / f"{name}.txt")["annotations"]]


def test_what_is_pressed_between_articles_is_done_on_the_one_that_was_gone_to(corpus, gate):
    def script(person):
        gate.clear()
        person.keys("Ctrl+PgDown J J X Ctrl+PgDown J J J X")
        assert person.bridge.session is None
        gate.set()
        person.wait_open("c.txt")
        person.wait(lambda: person.annotations)

    at_a(corpus, script)
    words = [[one for _, one in tagged(corpus, name)] for name in "abc"]
    assert words == [[], [SENTENCES[0]], [SENTENCES[1]]]


def test_esc_drops_what_waits(corpus, gate):
    def script(person):
        gate.clear()
        person.keys("Ctrl+PgDown J J X Esc")
        assert "dropped" in person.label("key_hints")
        person.keys("J J J X")
        gate.set()
        person.wait_open("b.txt")
        person.wait(lambda: person.annotations)

    at_a(corpus, script)
    assert [words for _, words in tagged(corpus, "b")] == [SENTENCES[1]]


def test_what_waits_for_an_article_that_fails_is_done_nowhere(corpus, gate):
    def script(person):
        (corpus / "b.txt").unlink()
        gate.clear()
        person.keys("Ctrl+PgDown J J X")
        gate.set()
        person.wait_open("a.txt")
        person.wait(lambda: "dropped" in person.label("key_hints"))
        person.keys("J")
        QTest.qWait(50)

    at_a(corpus, script)
    assert [tagged(corpus, name) for name in "abc"] == [[], [], []]


def test_another_article_of_the_list_is_opened_after_the_keys_before_it(corpus, gate):
    def script(person):
        gate.clear()
        person.keys("Ctrl+PgDown J J X")
        person.part(ArticleList).chosen.emit(corpus / "c.txt")
        gate.set()
        person.wait_open("c.txt")

    at_a(corpus, script)
    assert [len(tagged(corpus, name)) for name in "abc"] == [0, 1, 0]


def test_another_article_by_another_way_has_them_dropped(corpus, gate):
    def script(person):
        gate.clear()
        person.keys("Ctrl+PgDown J J X")
        person.opener.open_paths([corpus / "c.txt"])
        person.wait(lambda: "dropped" in person.label("key_hints"))
        gate.set()
        person.wait_open("c.txt")

    at_a(corpus, script)
    assert [tagged(corpus, name) for name in "abc"] == [[], [], []]


def test_a_press_of_the_mouse_into_the_text_has_them_dropped(corpus, gate):
    def script(person):
        gate.clear()
        person.keys("Ctrl+PgDown J J X")
        QTest.mouseClick(person.view.viewport(), Qt.MouseButton.LeftButton)
        assert "dropped" in person.label("key_hints")
        gate.set()
        person.wait_open("b.txt")

    at_a(corpus, script)
    assert [tagged(corpus, name) for name in "abc"] == [[], [], []]


def test_a_held_key_waits_once_and_no_more_than_64_do(corpus, gate):
    write(corpus, "b.txt", "Title\n\n" + " ".join(f"Sentence {number} is here." for number in range(1, 100)))

    def script(person):
        gate.clear()
        person.keys("Ctrl+PgDown J")
        for _ in range(5):
            repeat = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_J, Qt.KeyboardModifier.NoModifier, "j", True)
            QApplication.sendEvent(person.view, repeat)
        person.keys(" ".join("J" * 62))
        assert "more keys" not in person.label("key_hints")
        person.keys("J J")
        assert "No more keys can wait" in person.label("key_hints")
        gate.set()
        person.wait_open("b.txt")
        person.wait(lambda: person.bridge.selection is not None)
        QTest.qWait(20)
        # the first J selects the title
        assert person.bridge.selection.of(person.view.text) == "Sentence 63 is here."

    at_a(corpus, script)


def test_what_is_typed_after_m_goes_into_the_note(corpus, gate):
    put_layer(corpus / "b.txt", "alice", spans("alice", ("claim", 12, 16)))

    def script(person):
        gate.clear()
        person.keys("Ctrl+PgDown N M H I")
        gate.set()
        person.wait_open("b.txt")
        person.wait(lambda: person.focus is not person.view)
        person.keys("Ctrl+PgDown")

    at_a(corpus, script)
    notes = [one.get("note", "").lower() for one in saved(corpus / "b.txt")["annotations"]]
    assert notes == ["hi"]


def is_tagged_in_a(corpus: Path, opened: Path) -> None:
    """Open an article or a folder; what was pressed meanwhile is done on the first sentence of a.txt."""

    def script(person):
        person.wait_open("a.txt")
        person.wait(lambda: person.annotations)

    at_the_window(opened, "--annotator", "alice", script=script)
    assert [words for _, words in tagged(corpus, "a")] == [SENTENCES[0]]


@pytest.mark.parametrize("opened", ["a.txt", ""])
def test_keys_before_the_panes_are_there_are_not_lost(corpus, early_keys, opened):
    is_tagged_in_a(corpus, corpus / opened)


def test_keys_while_a_folder_is_looked_through_are_for_its_first_article(corpus, monkeypatch):
    real = Folder.open

    def opening(folder, *arguments):
        QTest.keyClicks(QApplication.activeWindow(), "jjx")
        real(folder, *arguments)

    monkeypatch.setattr(Folder, "open", opening)

    is_tagged_in_a(corpus, corpus)


def test_keys_before_what_cannot_be_opened_are_for_nothing(corpus, early_keys, tmp_path):
    (tmp_path / "empty").mkdir()

    def script(person):
        person.wait(lambda: "no articles" in "".join(bar.text() for bar in person.window.findChildren(QLabel)))
        person.opener.open_paths([corpus / "a.txt"])
        person.wait_open("a.txt")
        person.wait(lambda: person.is_idle)

    at_the_window(tmp_path / "empty", "--annotator", "alice", script=script)
    assert tagged(corpus, "a") == []


def test_a_large_layer_is_said_to_be_read_and_a_small_one_is_not(corpus, monkeypatch):
    gate, real, said = threading.Event(), desk_module.load_layer, []

    def loading(*arguments):
        assert gate.wait(PATIENCE)
        return real(*arguments)

    monkeypatch.setattr(desk_module, "load_layer", loading)
    monkeypatch.setattr("analyst_app.ui.files.opening._SMALL", -1)

    def script(person):
        person.wait(lambda: person.label("annotations_empty") == "Reading the annotations…")
        assert person.label("key_hints") == "Reading the annotations… Keys wait until it is done."
        gate.set()
        person.wait_open("a.txt")
        assert "Reading" not in person.label("annotations_empty") + person.label("key_hints")
        assert "next" in person.label("key_hints")
        person.bridge.worked.connect(said.append)
        hints = person.label("key_hints")
        person.keys("Ctrl+PgDown")
        assert person.label("key_hints") == hints  # not what is said where nothing is open
        person.wait_open("b.txt")
        assert said == []

    at_the_window(corpus, "--annotator", "alice", script=script)


def test_what_is_pressed_after_a_key_that_asks_something_is_dropped(corpus, gate):
    def script(person):
        gate.clear()
        person.keys("Ctrl+PgDown J J X Ctrl+O J C")
        answered = []

        def leave() -> None:
            dialog = QApplication.activeModalWidget()
            if dialog is not None:
                answered.append(type(dialog).__name__)
                dialog.close()

        timer = QTimer(interval=50)
        timer.timeout.connect(leave)
        timer.start()
        gate.set()
        person.wait_open("b.txt")
        person.wait(lambda: answered)
        person.wait(lambda: person.is_idle)
        assert len(answered) == 1

    at_a(corpus, script)
    assert [len(tagged(corpus, name)) for name in "abc"] == [0, 1, 0]
