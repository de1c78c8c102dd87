"""No id of a codebook or an annotation is ever shown: all that is on screen says names.

The codebook here is the built-in one with other ids: each that the program does not know by itself begins with
``zq``. Then everything that the window shows (words, tool tips, names for screen readers, menus, cells) is read.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QAbstractItemModel, QAbstractListModel, QAbstractTableModel, QModelIndex, QObject, Qt
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QAbstractItemView, QApplication, QComboBox, QWidget

from analyst_app.core.annotation import Annotation, Link
from analyst_app.core.codebook import Codebook
from analyst_app.core.store import Change
from analyst_app.resources import built_in_codebook
from analyst_app.session.session import Session
from analyst_app.ui.corpus.search_panel import SearchPanel
from analyst_app.ui.main_window import MainWindow
from tests.saves import save_now
from tests.workflows.person import Person, at_the_window
from tests.workflows.reviewing import begin

TEXT = (
    "The depot\n\nAda Brandt said “we will not leave” on Monday. Ben Oduya called the plan a disgrace.\n\n"
    "The council wants the lease to end, Ben Oduya said, and the union does not.\n"
)
KNOWN = {"mode", "naming", "name", "speaker", "source", "cue", "continues", "not_stated"}
"""Attributes and roles that the program knows by these ids."""
_ROLES = (
    *(Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.StatusTipRole),
    *(Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.AccessibleDescriptionRole),
)
_SAID = ("text", "toolTip", "statusTip", "whatsThis", "accessibleName", "accessibleDescription", "title")
_MORE = ("windowTitle", "placeholderText", "toPlainText", "iconText")


def renamed() -> dict:
    """The built-in codebook with ids that no name has."""
    data = json.loads(json.dumps(built_in_codebook()))
    for tag in data["tags"]:
        tag["id"] = f"zq{tag['id']}"
        for attribute in tag.get("attributes", ()):
            if attribute["id"] not in KNOWN:
                attribute["id"] = f"zq{attribute['id']}"
            for value in attribute.get("values", ()):
                value["id"] = f"zq{value['id']}"
        for role in tag.get("links", ()):
            role["to"] = [f"zq{to}" for to in role["to"]]
            if role["role"] not in KNOWN:
                role["role"] = f"zq{role['role']}"
    return data


def shown(window: QWidget) -> Iterator[str]:
    """All words that the window and its dialogs hold."""
    for one in (window, *window.findChildren(QWidget), *window.findChildren(QAction)):
        yield from _words(one)


def _words(one: QObject) -> Iterator[str]:
    for name in (*_SAID, *_MORE):
        said = getattr(one, name, None)
        words = said() if callable(said) else ""
        if isinstance(words, str):
            yield words
    if isinstance(one, QComboBox):
        yield from (one.itemText(row) for row in range(one.count()))
    if isinstance(one, QAbstractItemView) and one.model() is not None:
        yield from _cells(one.model(), QModelIndex())


def _cells(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    for row in range(model.rowCount(parent)):
        column = 0
        while (index := model.index(row, column, parent)).isValid():
            yield from (str(model.data(index, role) or "") for role in _ROLES)
            column += 1
        if not isinstance(model, QAbstractListModel | QAbstractTableModel):
            yield from _cells(model, model.index(row, 0, parent))


class Reader:
    """Gathers what was shown at several moments, and the ids that stood in it."""

    def __init__(self, ids: set[str]) -> None:
        self._ids = ids
        self.seen: dict[str, str] = {}

    def look(self, moment: str) -> None:
        window = next(one for one in QApplication.topLevelWidgets() if isinstance(one, MainWindow) and one.isVisible())
        for words in shown(window):
            if any(one in words for one in self._ids):
                self.seen.setdefault(words, moment)


def put_layers(article: Path) -> set[str]:
    """Two layers that differ in every way that a review tells of; all their ids, and the codebook's mark."""
    book = Codebook.from_data(renamed())
    when = "2026-01-01T00:00:00Z"
    ids = {"zq", "not_stated"}

    def mark(layer: str, n: int, tag: str, words: str, occurrence: int = 0, **values: object) -> Annotation:
        start = -1
        for _ in range(occurrence + 1):
            start = TEXT.index(words, start + 1)
        ids.add(f"zz{layer}{n}")
        given = tuple(sorted(values.items()))
        return Annotation(f"zz{layer}{n}", f"zq{tag}", start, start + len(words), given, created=when, modified=when)

    for layer, kind, other, mode in (
        ("alice", "zqfactual", "claim", "zqdirect"),
        ("bob", "zqcall", "quote", "zqmixed"),
    ):
        marks = [
            mark(layer, 0, "actor", "Ada Brandt", zqkind="zqperson"),
            mark(layer, 1, "quote", "“we will not leave”", mode=mode),
            mark(layer, 2, "claim", "the plan a disgrace", zqkind=kind),
            mark(layer, 3, other, "The council wants the lease to end"),
            mark(layer, 4, "actor", "Ben Oduya", 0 if layer == "alice" else 1, zqkind="zqperson"),
            mark(layer, 5, "claim", "the union does not" if layer == "alice" else "union does not"),
        ]
        links = [Link(f"zzlink{layer}", "speaker" if layer == "alice" else "zqaddressee", marks[1].id, marks[0].id)]
        ids.add(f"zzlink{layer}")
        session = Session.load(
            article, Session.read_article(article), layer_id=layer, codebook=book, state=article.parent / ".state"
        )
        session.do("make", Change((), (*marks, *links)))
        save_now(session)
    return ids


def test_no_id_is_shown_while_one_annotates_searches_and_reviews(tmp_path: Path) -> None:
    (tmp_path / "codebook.json").write_text(json.dumps(renamed()), "utf-8")
    article = tmp_path / "depot.txt"
    article.write_text(TEXT, "utf-8")
    reader = Reader(put_layers(article))

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        for words in ("Brandt", "will not", "disgrace", "council"):
            person.caret(words)
            person.wait(lambda: person.is_idle)
            reader.look(f"the caret in {words}")
            for key in ("N", "Shift+C", "Ctrl+Z", "1", "2", "0", "Ctrl+Z", "L", "Escape", "F2", "Escape"):
                person.keys(key)
                reader.look(f"{key} with the caret in {words}")
        person.caret("will not")
        person.keys("Shift+L")
        reader.look("a link removed")
        person.keys("Ctrl+Z")
        person.caret("Monday")
        person.keys("C")
        reader.look("a claim made")
        person.keys("Delete")
        reader.look("a claim deleted")
        person.wait_saved()
        person.choose("help.keys")
        reader.look("the keys")
        person.window.findChild(QWidget, "key_sheet").close()
        person.choose("corpus.search")
        panel = person.part(SearchPanel)
        panel.filters.tag.setCurrentIndex(panel.filters.tag.findText("in Actor"))
        panel.words.setText("Brandt")
        panel.search()
        person.wait(lambda: panel.model.hits, "hits")
        reader.look("the search")
        person.view.setFocus()
        begin(person)
        person.wait(lambda: person.review.board.after, "the figures")
        person.click_widget(person.button("Agreement"))
        person.wait(lambda: "alpha" in person.label("agreement_more"), "the agreement beside the review")
        reader.look("the agreement beside the review")
        person.click_widget(person.button("Agreement"))
        for _ in range(12):
            reader.look("the review")
            person.keys("N")
        for key in ("1", "2", "B"):
            person.keys(key)
            person.wait(lambda: person.is_idle)
            reader.look(f"{key} in the review")

    at_the_window(tmp_path, "--annotator", "alice", script=script)
    assert reader.seen == {}


@pytest.mark.parametrize(
    "action",
    [
        *("corpus.overview", "review.agreement", "review.queue", "review.compare"),
        *("file.export", "file.history", "file.import", "corpus.codebook", "edit.facts"),
    ],
)
def test_no_id_is_shown_in_any_other_window(tmp_path: Path, action: str) -> None:
    (tmp_path / "codebook.json").write_text(json.dumps(renamed()), "utf-8")
    article = tmp_path / "depot.txt"
    article.write_text(TEXT, "utf-8")
    reader = Reader(put_layers(article))

    def script(person: Person) -> None:
        person.wait_open("depot.txt")
        person.wait(lambda: person.is_idle)
        before = {one for one in QApplication.allWidgets() if one.isVisible()}
        person.choose(action)
        person.wait(lambda: any(one.isVisible() and one not in before for one in QApplication.allWidgets()))
        person.wait(lambda: person.is_idle)
        reader.look(action)
        views = [one for one in QApplication.allWidgets() if isinstance(one, QAbstractItemView) and one.isVisible()]
        for view in views:
            if view not in before and view.model() is not None:
                for row in range(view.model().rowCount()):
                    view.setCurrentIndex(view.model().index(row, 0))
                    reader.look(f"row {row} of {view.objectName()} in {action}")
        for one in QApplication.topLevelWidgets():
            if one.isVisible() and one is not person.window:
                one.close()

    at_the_window(tmp_path, "--annotator", "alice", script=script)
    # The author of the codebook looks it up there, in a tool tip.
    told = {words for words in reader.seen if not words.removeprefix("<qt>").startswith("id: ")}
    assert told == set()
