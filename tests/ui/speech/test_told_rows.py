"""The current row of a table that gets the keyboard is told, as Qt tells of one that is gone to by arrows."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QStringListModel
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QApplication, QListView, QTableView, QTreeView
from pytestqt.qtbot import QtBot

from analyst_app.ui.speech.told_rows import place_of_current
from tests.ui.conftest import OpenText

TEXT = "The depot\n\nAda Brandt said the depot will close by May. “We will not leave,” she said.\n"


def test_a_table_that_gets_the_keyboard_tells_its_current_row(
    open_text: OpenText, monkeypatch: pytest.MonkeyPatch
) -> None:
    person = open_text(TEXT)
    person.caret("Ada Brandt")
    person.keys("A")
    person.caret("not leave")
    person.keys("Q")
    told: list[str] = []

    def hear(event: QAccessibleEvent) -> None:
        if event.type() == QAccessible.Event.Focus and event.child() >= 0:
            found = QAccessible.queryAccessibleInterface(event.object()).child(event.child())
            told.append(found.text(QAccessible.Text.Name))

    monkeypatch.setattr(QAccessible, "isActive", lambda: True)
    monkeypatch.setattr(QAccessible, "updateAccessibility", hear)
    person.keys("F6")
    QApplication.processEvents()
    assert told == ["Quote, “We will not leave,”, no speaker, direct, paragraph 2"]


def test_a_list_and_a_tree_of_one_level_are_counted_as_qt_counts_them(qtbot: QtBot) -> None:
    for kind in (QListView, QTreeView, QTableView):
        view = kind()
        qtbot.addWidget(view)
        model = QStringListModel(["Ada", "Bo", "Cy"], view)
        view.setModel(model)
        view.show()
        view.setCurrentIndex(model.index(1))
        found = QAccessible.queryAccessibleInterface(view).child(place_of_current(view))
        assert found.text(QAccessible.Text.Name) == "Bo"
