"""The line over the list of annotations tells the filter what is typed, chosen and taken away."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit, QTableView

from analyst_app.ui.panels.rows.filter_line import FilterLine
from tests.ui.annotate.test_annotating import put
from tests.ui.conftest import OpenText


def test_typing_filters_after_a_rest_and_at_once_on_return(open_text: OpenText) -> None:
    person = open_text("Ada Brandt said so. Omar Reyes did not.\n")
    put(person, "actor", "Ada Brandt")
    put(person, "actor", "Omar Reyes")
    table = person.window.findChild(QTableView, "annotation_table")
    words = person.part(FilterLine).findChild(QLineEdit, "annotation_filter")
    assert table.model().rowCount() == 2
    QTest.keyClicks(words, "reyes")
    QTest.keyClick(words, Qt.Key.Key_Return)
    assert table.model().rowCount() == 1
    words.clear()
    person.wait(lambda: table.model().rowCount() == 2, "all listed again")
