"""The table beside the text: it follows, it leads, it filters, it places.

Tests of ui.widgets.row_table.
"""

from __future__ import annotations

import pytest
from PySide6.QtCore import QEvent, QModelIndex, QObject
from PySide6.QtGui import QPaintEvent
from PySide6.QtWidgets import QApplication, QPushButton

from analyst_app.core import edits
from analyst_app.core.annotation import Unplaced
from analyst_app.ui.panels.annotation_model import TAG, TEXT, WAITING
from analyst_app.ui.panels.annotation_table import AnnotationPanel
from analyst_app.ui.widgets.theme import Looks, Theme
from tests.ui.annotate.test_annotating import current_words, put, said
from tests.ui.conftest import OpenText
from tests.workflows.person import Person

DEPOT = "Ada Brandt said “we stay”. Omar Hall said “we go”. Nobody laughed.\n"


def cells(person: Person, column: int = TEXT) -> list[str]:
    model = person.part(AnnotationPanel).model
    return [model.data(model.index(row, column)) for row in range(model.rowCount(QModelIndex()))]


def chosen(person: Person) -> str | None:
    panel = person.part(AnnotationPanel)
    rows = panel.table.selectionModel().selectedRows(TEXT)
    return panel.model.data(rows[0]) if rows else None


def wait_item(person: Person) -> Unplaced:
    item = Unplaced("u1", "orphan", "0" * 64, {"id": "x1", "tag": "actor", "start": 0, "end": 3, "exact": "Eva"})
    assert person.bridge.do("wait", edits.add(item))
    return item


def test_choosing_a_row_selects_and_reveals_the_annotation(open_text: OpenText) -> None:
    person = open_text(DEPOT + "line\n" * 300 + "At the end stands Eva Lund.\n")
    put(person, "actor", "Ada Brandt")
    put(person, "actor", "Eva Lund")
    panel = person.part(AnnotationPanel)
    panel.table.setCurrentIndex(panel.model.index(1, TAG))
    assert current_words(person) == "Eva Lund"
    assert person.view.viewport().rect().contains(person.view.rect_of(person.find("Eva Lund")).center())


def test_the_current_annotation_is_chosen_in_the_table(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    put(person, "actor", "Ada Brandt")
    put(person, "actor", "Omar Hall")
    person.caret("Omar")
    assert chosen(person) == "Omar Hall"
    person.caret("laughed")
    assert chosen(person) is None


def test_deleting_a_row_makes_no_other_annotation_current(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    put(person, "actor", "Ada Brandt")
    put(person, "actor", "Omar Hall")
    person.caret("Omar")
    person.keys("Delete")
    assert cells(person) == ["Ada Brandt"]
    assert current_words(person) is None
    assert chosen(person) is None


def test_bare_keys_are_commands_in_the_table_too(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    put(person, "claim", "we stay")
    panel = person.part(AnnotationPanel)
    panel.table.setFocus()
    panel.table.setCurrentIndex(panel.model.index(0, TAG))
    person.keys("3", panel.table)
    assert person.annotations[0].attribute("kind") == "prediction"
    person.keys("Delete", panel.table)
    assert person.tagged == []


def test_letters_in_the_filter_are_no_commands(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    put(person, "actor", "Ada Brandt")
    put(person, "quote", "“we go”")
    panel = person.part(AnnotationPanel)
    panel.words.setFocus()
    person.type("ac")
    person.keys("Backspace")
    person.type("da")
    panel.words.returnPressed.emit()
    assert cells(person) == ["Ada Brandt"]
    assert len(person.tagged) == 2


def test_the_tag_filter_lists_one_tag(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    put(person, "actor", "Ada Brandt")
    put(person, "quote", "“we go”")
    panel = person.part(AnnotationPanel)
    panel.tags.setCurrentIndex(panel.tags.findData("quote"))
    panel.tags.activated.emit(panel.tags.currentIndex())
    assert cells(person) == ["“we go”"]


def test_an_empty_table_says_what_to_do_next(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    panel = person.part(AnnotationPanel)
    assert panel.empty.said == "No annotations yet. Select words, then: C Claim · Q Quote · A Actor"
    put(person, "actor", "Ada Brandt")
    assert panel.empty.said == ""
    panel.words.setText("nothing like it")
    panel.words.returnPressed.emit()
    assert panel.empty.said == "Nothing matches the filter."


def test_an_item_that_waits_is_placed_on_the_selection(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    wait_item(person)
    panel = person.part(AnnotationPanel)
    assert panel.tags.findData(WAITING) > 0
    panel.table.setCurrentIndex(panel.model.index(0, TAG))
    place = panel.findChild(QPushButton, "unplaced_place")
    assert place is not None
    assert place.isVisible()
    person.click_widget(place)
    assert said(person).startswith("Select its words")
    person.select("Omar Hall")
    person.click_widget(place)
    assert person.tagged == [("actor", "Omar Hall")]
    assert current_words(person) == "Omar Hall"
    assert person.bridge.session.store.unplaced == []


def test_an_item_that_waits_is_confirmed_or_discarded(open_text: OpenText) -> None:
    person = open_text(DEPOT)
    item = Unplaced(
        "u2", "unconfirmed", "0" * 64, {"id": "x2", "tag": "actor", "start": 0, "end": 3}, (("proposed", [0, 10]),)
    )
    assert person.bridge.do("wait", edits.add(item))
    panel = person.part(AnnotationPanel)
    panel.table.setCurrentIndex(panel.model.index(0, TAG))
    confirm, discard = (panel.findChild(QPushButton, f"unplaced_{what}") for what in ("confirm", "discard"))
    person.click_widget(confirm)
    assert person.tagged == [("actor", "Ada Brandt")]
    person.keys("Ctrl+Z")
    panel.table.setCurrentIndex(panel.model.index(0, TAG))
    person.click_widget(discard)
    assert person.bridge.session.store.unplaced == []
    assert person.tagged == []
    person.keys("Ctrl+Z")
    assert len(person.bridge.session.store.unplaced) == 1


def test_the_button_on_an_empty_list_tags_the_first_quotation(open_text: OpenText) -> None:
    person = open_text("Ada Brandt said “we will not leave the depot”. Omar Hall said “we go now at once”.\n")
    person.wait(lambda: person.is_idle)
    button = person.part(AnnotationPanel).empty.button
    assert button.text() == "Q  Tag the first quotation"
    person.click_widget(button)
    assert person.tagged == [("quote", "“we will not leave the depot”")]
    assert person.focus is person.view


class Painted(QObject):
    """Notes how high the stretches of a widget are that are painted."""

    def __init__(self) -> None:
        super().__init__()
        self.heights: list[int] = []

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if isinstance(event, QPaintEvent):
            self.heights.append(event.region().boundingRect().height())
        return False


def test_rows_that_are_scrolled_are_moved_and_not_painted(open_text: OpenText) -> None:
    person = open_text(DEPOT * 40)
    person.part(Looks).put_on_sheet()
    for number in range(40):
        put(person, "actor", "Ada Brandt", number)
    table, painted = person.part(AnnotationPanel).table, Painted()
    table.viewport().installEventFilter(painted)
    bar = table.verticalScrollBar()
    for colours in ("light", "dark"):
        person.part(Looks).wear(Theme(colours))
        for place in range(4):  # rows that come into view at first are given their own heights
            painted.heights.clear()
            bar.setValue(place)
            QApplication.processEvents()
        assert painted.heights == [1], colours


def test_rows_are_not_measured_before_they_are_seen(open_text: OpenText, monkeypatch: pytest.MonkeyPatch) -> None:
    person = open_text(DEPOT * 40)
    panel = person.part(AnnotationPanel)
    table, measured = panel.table, list[int]()
    made = table._rows.height
    monkeypatch.setattr(table._rows, "height", lambda row, *a, **k: (measured.append(row), made(row, *a, **k))[1])
    panel.hide()
    for number in range(30):
        put(person, "actor", "Ada Brandt", number)
    QApplication.processEvents()
    assert measured == []
    panel.show()
    QApplication.processEvents()
    assert measured
    assert table.rowHeight(0) == made(0, table.viewport().width(), is_current=False)
