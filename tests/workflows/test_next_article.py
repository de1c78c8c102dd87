"""Going from one article to the next paints what is seen, once, whatever else is listed.

Tests of ui.widgets.painting_pause and ui.widgets.own_viewport, too.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from analyst_app import resources
from analyst_app.core.annotation import Annotation
from analyst_app.core.codebook import Codebook
from analyst_app.core.document import Document
from analyst_app.core.store import Change
from analyst_app.session.session import Session
from analyst_app.ui.annotate import untagged_watch
from analyst_app.ui.files import disk_watch
from analyst_app.ui.files.desk import Desk
from analyst_app.ui.files.open_layers import OpenLayers
from analyst_app.ui.panels.annotation_table import AnnotationPanel
from analyst_app.ui.panels.article_list import ArticleList
from analyst_app.ui.panels.articles import article_delegate, left_counts
from analyst_app.ui.panels.rows.annotation_delegate import AnnotationDelegate
from analyst_app.ui.widgets import painting_pause
from analyst_app.ui.widgets.painting_pause import PaintingPause
from tests.saves import save_now
from tests.workflows.person import Person, at_the_window, write

BOOK = Codebook.from_data(resources.built_in_codebook())
TEXT = "The council met on Monday. “We will wait,” said Ada Brandt.\n" * 40
STEPS = 6


def _annotated(folder: Path, name: str) -> None:
    path = write(folder, name, f"{name}\n{TEXT}")
    document = Document.from_bytes(path.read_bytes(), name=name)
    session = Session.load(path, document, layer_id="alice", codebook=BOOK, state=folder.parent / "state")
    found = tuple(Annotation(f"a{n}", "actor", 10 + n * 50, 20 + n * 50) for n in range(40))
    session.do("Tag", Change((), found))
    save_now(session)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often something was done; on a slow machine a moment is long enough for the next article."""
    found: Counter[str] = Counter()

    def count(owner: Any, name: str, words: str) -> None:
        real = getattr(owner, name)

        def counting(*arguments: Any, **named: Any) -> Any:
            found[words] += 1
            return real(*arguments, **named)

        monkeypatch.setattr(owner, name, counting)

    count(AnnotationDelegate, "paint", "rows")
    count(article_delegate.ArticleDelegate, "paint", "articles")
    count(untagged_watch, "_look_at_rest", "looks for quotations")
    count(left_counts, "_count", "counts in the list")
    count(disk_watch, "_look", "looks at files")
    monkeypatch.setattr(painting_pause, "_LONGEST", 10_000)
    return found


def test_each_row_that_is_seen_is_painted_once_and_two_articles_of_the_list(
    tmp_path: Path, counted: Counter[str]
) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number in range(STEPS + 1):
        _annotated(corpus, f"{number}.txt")

    def script(person: Person) -> None:
        person.wait_open("0.txt")
        person.wait(lambda: len(person.part(ArticleList).articles) == STEPS + 1 and person.is_idle)
        table = person.part(AnnotationPanel).table
        rows_come_with_the_text: list[bool] = []
        person.part(Desk).loaded.connect(lambda _: rows_come_with_the_text.append(table.updatesEnabled()))
        for number in range(1, STEPS + 1):
            counted.clear()
            planned = person.view.painter.planned
            resets: list[None] = []
            table.model().modelReset.connect(lambda resets=resets: resets.append(None))
            person.keys("Ctrl+PgDown")
            person.wait_open(f"{number}.txt")
            person.wait(lambda: person.is_idle)
            assert table.model().rowCount() == 40
            assert 0 < counted["rows"] <= table.rowAt(table.viewport().height() - 1) + 1
            assert counted["articles"] <= 2
            assert 0 < person.view.painter.planned - planned <= len(person.view.frame())  # each paragraph once
            assert len(resets) <= 2
        assert rows_come_with_the_text == [False] * STEPS  # they are painted in the next turn
        assert table.updatesEnabled()

    at_the_window(corpus, "--annotator", "alice", script=script)


def test_a_list_that_scrolls_moves_its_rows_and_paints_two(tmp_path: Path, counted: Counter[str]) -> None:
    for number in range(30):
        write(tmp_path, f"{number:02}.txt", f"An article with a title on two lines, the number is {number}\n{TEXT}")

    def script(person: Person) -> None:
        person.wait_open("00.txt")
        view = person.part(ArticleList).view
        person.wait(lambda: view.model().rowCount() == 30 and person.is_idle)
        person.tasks._pause.setInterval(100_000)  # what is left is counted later, and its row painted again
        for number in range(1, 30):
            counted.clear()
            person.keys("Ctrl+PgDown")
            person.wait_open(f"{number:02}.txt")
            person.wait(lambda: not person.tasks._waiting)
            assert counted["articles"] <= 2
        assert view.verticalScrollBar().value() > 0
        rows = view.viewport().rect().translated(view.viewport().mapTo(person.window, QPoint(0, 0)))
        seen = view.screen().grabWindow(person.window.winId()).toImage().copy(rows)
        assert seen == person.window.grab().toImage().copy(rows)  # what was moved is as it would be painted

    at_the_window(tmp_path, "--annotator", "alice", script=script)


def test_articles_that_are_passed_at_once_are_not_looked_through(tmp_path: Path, counted: Counter[str]) -> None:
    for number in range(STEPS + 1):
        write(tmp_path, f"{number}.txt", f"{number}\n{TEXT}")

    def script(person: Person) -> None:
        person.wait_open("0.txt")
        person.wait(lambda: len(person.part(ArticleList).articles) == STEPS + 1 and person.is_idle)
        person.tasks._rest.setInterval(2_000)
        counted.clear()
        looked: list[bool] = []
        person.part(OpenLayers).read_anew.connect(lambda: looked.append(True))
        for number in range(1, STEPS + 1):
            person.keys("Ctrl+PgDown")
            person.wait_open(f"{number}.txt")
        person.wait(lambda: person.is_idle)
        assert counted["looks for quotations"] == 1
        assert counted["looks at files"] == 1
        assert looked == [True]

    at_the_window(tmp_path, "--annotator", "alice", script=script)


def test_an_article_at_which_nobody_stays_is_not_looked_through_even_where_all_else_is_done(
    tmp_path: Path, counted: Counter[str]
) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    for number in range(STEPS + 1):
        _annotated(corpus, f"{number}.txt")

    def script(person: Person) -> None:
        person.wait_open("0.txt")
        person.wait(lambda: len(person.part(ArticleList).articles) == STEPS + 1 and person.is_idle)
        person.tasks._pause.setInterval(10_000)
        counted.clear()
        for number in range(1, STEPS + 1):
            person.keys("Ctrl+PgDown")
            person.wait_open(f"{number}.txt")
            person.wait(lambda: not person.tasks._waiting and not person.tasks._at_rest)
        assert counted["looks for quotations"] == counted["counts in the list"] == 0
        person.keys("U")  # she does not wait for a pause
        assert person.bridge.selection is not None
        person.tasks._pause.start(0)
        person.wait(lambda: person.is_idle)
        assert counted["looks for quotations"] == 0  # U has looked

    at_the_window(corpus, "--annotator", "alice", script=script)


def test_painting_goes_on_by_itself_where_nothing_comes(qtbot: QtBot) -> None:
    widget = QWidget()
    qtbot.addWidget(widget)
    pause = PaintingPause(widget)
    pause.begin()
    assert not widget.updatesEnabled()
    qtbot.waitUntil(widget.updatesEnabled, timeout=2_000)
    pause.end()
    assert widget.updatesEnabled()
    QApplication.processEvents()
