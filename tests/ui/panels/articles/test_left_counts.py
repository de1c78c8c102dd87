"""The quotations that are left, in the rows of the list of articles."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from analyst_app.corpus.articles import ListedArticle
from analyst_app.ui.files.workplace import Workplace
from analyst_app.ui.panels.article_list import ArticleList
from analyst_app.ui.panels.articles import left_counts
from analyst_app.ui.panels.articles.article_groups import ArticleEntry
from analyst_app.ui.panels.articles.left_counts import LeftCounts
from analyst_app.ui.widgets.tasks import Tasks
from tests.corpus.corpora import annotate, write_article
from tests.workflows.person import Person, at_the_window

TEXT = "“We stay,” said Ada Brandt.\nReed said “no”, and “never again”.\n"


def says(person: Person, row: int) -> str:
    return str(person.part(ArticleList).model.index(row).data(Qt.ItemDataRole.AccessibleTextRole))


def test_begun_articles_say_what_is_left_and_the_open_one_does_so_at_once(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    for name in ("a.txt", "b.txt", "c.txt"):
        write_article(corpus, name, TEXT)
    for name in ("a.txt", "b.txt"):
        annotate(corpus / name, "alice", ("quote", "“We stay,”"))

    def script(person: Person) -> None:
        person.wait_open("a.txt")
        person.wait(lambda: "2 quotations left" in says(person, 0) and "2 quotations left" in says(person, 1), "left")
        assert "left" not in says(person, 2)
        person.select("“no”")
        person.keys("Q")
        assert "1 quotation left" in says(person, 0)
        person.wait_saved()
        person.wait(lambda: "2 annotations" in says(person, 0) and person.is_idle, "saved")
        assert "1 quotation left" in says(person, 0)
        person.keys("Ctrl+Z")
        assert "2 quotations left" in says(person, 0)

    at_the_window(corpus, "--annotator", "alice", script=script)


def test_only_articles_that_are_seen_are_counted_and_each_once(tmp_path: Path, monkeypatch) -> None:
    corpus = tmp_path / "corpus"
    names = [f"{number:02}.txt" for number in range(40)]
    for name in names:
        write_article(corpus, name, TEXT)
        annotate(corpus / name, "alice", ("quote", "“We stay,”"))
    counted: list[str] = []
    real = left_counts._count

    def counting(paths, terms):
        counted.extend(path.name for path in paths)
        return real(paths, terms)

    monkeypatch.setattr(left_counts, "_count", counting)

    def script(person: Person) -> None:
        person.wait_open("00.txt")
        person.wait(lambda: "2 quotations left" in says(person, 1) and person.is_idle, "left")
        assert len(counted) == len(set(counted)) < len(names)
        assert names[-1] not in counted
        assert "00.txt" not in counted  # it is open, and counted there
        assert "2 quotations left" in says(person, 0)
        person.keys("Ctrl+PgDown")
        person.wait_open("01.txt")
        person.wait(lambda: person.is_idle)
        assert "2 quotations left" in says(person, 0)
        assert "00.txt" not in counted

    at_the_window(corpus, "--annotator", "alice", script=script)


def test_an_article_is_not_counted_that_was_told_of_while_others_were(qtbot, tmp_path: Path, monkeypatch) -> None:
    """On a slow machine its turn may come only when it was open, and is left again."""
    window = QWidget()
    qtbot.addWidget(window)
    counted: list[str] = []

    def count(paths, _):
        counted.extend(path.name for path in paths)
        return [(path, None) for path in paths]

    monkeypatch.setattr(left_counts, "_count", count)
    tasks = Tasks(window)
    counts = LeftCounts(Workplace("alice", tmp_path, window), tasks, lambda _: False, window)
    told, other = (
        ArticleEntry(ListedArticle(tmp_path / name, name, "in_progress", 1)) for name in ("told.txt", "other.txt")
    )
    counts.want(told)
    counts.want(other)
    told.note_count(1, 2)
    qtbot.waitUntil(lambda: bool(counted))
    tasks.stop()
    assert counted == ["other.txt"]
