"""Work over many articles: seen, counted and stopped beside the window; nothing half-written is left of it.

Tests of ui.widgets.long_work, ui.bars.work_line and ui.corpus.export_job.
"""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel, QPushButton

from analyst_app.ui.bars.work_bar import WorkBar
from analyst_app.ui.corpus.corpus_keeper import CorpusKeeper
from analyst_app.ui.corpus.export_dialog import ExportDialog
from analyst_app.ui.widgets.long_work import LongWork
from tests.corpus.corpora import annotate, write_article
from tests.ui.conftest import OpenText
from tests.workflows.person import Person, at_the_window

ARTICLES = 130
"""The export writes them in chunks of 64."""


class Gate:
    """Holds a work at a count, as a slow disk would, until it is opened or the work is stopped."""

    def __init__(self, work: LongWork, at: int) -> None:
        self.work, self.opened, self.reached = work, threading.Event(), threading.Event()
        note = work.reach

        def reach(done: int, total: int) -> None:
            note(done, total)
            if done >= at:
                self.reached.set()
                for _ in range(2_000):
                    if self.opened.wait(0.01) or work.is_stopped:
                        return

        work.reach = reach  # type: ignore[method-assign]


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    corpus = tmp_path / "corpus"
    for number in range(ARTICLES):
        annotate(write_article(corpus, f"a{number:03}.txt", "Ada Brandt said so."), "alice", ("actor", "Ada Brandt"))
    return corpus


def shown(person: Person) -> str:
    return person.label("work_words") if person.window.findChild(QPushButton, "work_cancel").isVisible() else ""


def counted(go_on: threading.Event, work: LongWork) -> Callable[[], int]:
    def count() -> int:
        work.expect(260)
        for _ in range(120):
            work.count()
        while not work.is_stopped and not go_on.wait(0.01):
            pass
        return work.done

    return count


@pytest.fixture
def go_on() -> Iterator[threading.Event]:
    made = threading.Event()
    yield made
    made.set()


def test_after_300_milliseconds_a_bar_and_after_2_seconds_a_sentence(
    open_text: OpenText, go_on: threading.Event
) -> None:
    person = open_text("Ada Brandt said so.")
    bar, answers = person.part(WorkBar), []
    work = LongWork("Exporting {done} of {total}", "Exporting…")
    person.tasks.run(counted(go_on, work), done=answers.append, work=work)
    QTest.qWait(100)
    assert not bar.isVisible()
    person.wait(bar.isVisible)
    assert shown(person) == ""
    person.wait(lambda: shown(person) == "Exporting 120 of 260")
    person.keys("A")
    assert person.tagged, "the text is worked on meanwhile"
    go_on.set()
    person.wait(lambda: answers == [120])
    assert shown(person) == ""
    assert not bar.isVisible()


def test_cancel_stops_the_work(open_text: OpenText, go_on: threading.Event) -> None:
    person = open_text("Ada Brandt said so.")
    answers: list[int] = []
    work = LongWork("Exporting {done} of {total}", "Exporting…")
    person.tasks.run(counted(go_on, work), done=answers.append, work=work)
    person.wait(lambda: shown(person) != "")
    person.click_widget(person.window.findChild(QPushButton, "work_cancel"))
    person.wait(lambda: answers == [120])
    assert work.is_stopped
    assert shown(person) == ""


def test_what_is_saved_never_waits_for_long_works(open_text: OpenText, go_on: threading.Event) -> None:
    person = open_text("Ada Brandt said so.")
    for _ in range(8):
        work = LongWork("Exporting {done} of {total}", "Exporting…")
        person.tasks.run(counted(go_on, work), work=work)
    person.keys("A")
    person.wait_saved()
    assert not go_on.is_set()


def exporting(person: Person, output: Path, gates: list[Gate]) -> ExportDialog:
    """The dialog of an export that is held in its middle."""
    person.wait_open("a000.txt")
    person.wait(lambda: person.part(CorpusKeeper).is_fresh)
    person.tasks.work_begun.connect(lambda work: gates.append(Gate(work, 64)))
    person.choose("file.export")
    person.wait(lambda: person.window.findChild(ExportDialog) is not None)
    dialog = person.window.findChild(ExportDialog)
    dialog.output.setText(str(output))
    dialog.go.click()
    person.wait(lambda: bool(gates) and gates[0].reached.is_set())
    return dialog


def test_an_export_that_is_cancelled_in_the_middle_leaves_nothing_and_says_so(folder: Path, tmp_path: Path) -> None:
    gates: list[Gate] = []

    def script(person: Person) -> None:
        dialog = exporting(person, tmp_path / "out" / "set", gates)
        person.wait(lambda: shown(person) == "Exporting 64 of 130")
        assert not dialog.isModal()
        person.keys("Esc", dialog)
        person.wait(dialog.go.isEnabled)
        assert dialog.outlook.answer.text() == "Cancelled; nothing was written."
        assert shown(person) == ""

    at_the_window(folder, "--annotator", "alice", script=script)
    assert not list((tmp_path / "out").glob("*"))


def test_whoever_quits_without_the_file_stops_the_export_and_leaves_nothing(folder: Path, tmp_path: Path) -> None:
    gates: list[Gate] = []

    def script(person: Person) -> None:
        exporting(person, tmp_path / "out" / "set", gates)
        person.window.close()
        assert person.window.isVisible(), "a file is still being written"
        assert not gates[0].work.is_stopped
        person.click_widget(person.button("Quit without"))

    at_the_window(folder, "--annotator", "alice", script=script, quits=False)
    assert gates[0].work.is_stopped
    assert not list((tmp_path / "out").glob("*"))


class HeldCounts:
    """Holds each work at its first count, until the person cancels it in the status bar."""

    def __init__(self, person: Person) -> None:
        self.works: list[LongWork] = []
        person.tasks.work_begun.connect(self._hold)

    def _hold(self, work: LongWork) -> None:
        self.works.append(work)
        count, reach = work.count, work.reach

        def wait() -> None:
            for _ in range(2_000):
                if work.is_stopped:
                    return
                time.sleep(0.01)

        def counted_one() -> None:
            count()
            wait()

        def reached(done: int, total: int) -> None:
            reach(done, total)
            if done:
                wait()

        work.count, work.reach = counted_one, reached  # type: ignore[method-assign]


def cancelled(person: Person, words: str) -> None:
    """Wait for a sentence in the status bar, and press its button."""
    person.wait(lambda: words in shown(person), f"{words} in {shown(person)}")
    person.click_widget(person.window.findChild(QPushButton, "work_cancel"))
    person.wait(lambda: shown(person) == "", "gone")


@pytest.fixture
def read_twice(tmp_path: Path) -> Path:
    corpus = tmp_path / "corpus"
    for number in range(3):
        path = write_article(corpus, f"a{number:03}.txt", "“We stay,” Ada Brandt said.")
        for reader in ("bob", "carl"):
            annotate(path, reader, ("quote", "“We stay,”"), status="done")
    return corpus


@pytest.mark.parametrize(
    ("command", "words", "told"),
    [
        ("corpus.check", "Checking 1 of 3", "The check was stopped."),
        ("review.queue", "Comparing 1 of 3 articles", "Stopped: 1 of 3 articles are compared. Nothing was changed."),
        ("review.agreement", "Reading 1 of 3 articles", "The reading was stopped: nothing is measured."),
    ],
)
def test_each_work_over_many_articles_is_counted_and_stopped(
    read_twice: Path, command: str, words: str, told: str
) -> None:
    def script(person: Person) -> None:
        person.wait_open("a000.txt")
        person.wait(lambda: person.part(CorpusKeeper).is_fresh and person.is_idle)
        held = HeldCounts(person)
        person.choose(command)
        cancelled(person, words)
        assert held.works[0].is_stopped
        places = ("slip_said", "agreement_said", "key_hints")
        person.wait(lambda: any(told in said(person, name) for name in places), told)

    at_the_window(read_twice, "--annotator", "alice", script=script)


def said(person: Person, name: str) -> str:
    label = person.window.findChild(QLabel, name)
    return label.text() if label is not None else ""


def test_a_folder_whose_reading_was_stopped_is_read_when_it_is_asked_for(read_twice: Path) -> None:
    def script(person: Person) -> None:
        person.wait_open("a000.txt")
        keeper = person.part(CorpusKeeper)
        person.wait(lambda: keeper.is_fresh and person.is_idle)
        for path in read_twice.glob("*.txt"):
            path.write_text("Other words.", "utf-8")
        held = HeldCounts(person)
        keeper.refresh()
        cancelled(person, "Reading the articles: 1 of 3")
        assert not keeper.is_fresh
        assert "Reading the articles was stopped" in person.label("key_hints")
        person.tasks.work_begun.disconnect(held._hold)
        fresh: list[bool] = []
        keeper.when_fresh(lambda: fresh.append(keeper.is_fresh))
        person.wait(lambda: fresh == [True])

    at_the_window(read_twice, "--annotator", "alice", script=script)
