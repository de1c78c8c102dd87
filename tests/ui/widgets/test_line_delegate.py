"""Cells that are painted fast look as Qt paints them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QColor, QFontDatabase, QImage, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from analyst_app.ui.widgets.directed_delegate import DirectedDelegate
from analyst_app.ui.widgets.line_delegate import LineDelegate
from analyst_app.ui.widgets.row_table import RowTable
from analyst_app.ui.widgets.theme import theme

ROWS = (
    ("C", "The harbour master said that it was time to go home, and so on and on", "Ilse Moor", "direct", "a note"),
    ("Q", "«الميناء لن يغلق أبوابه قبل نهاية الشهر المقبل» قال أحمد الخطيب", "أحمد الخطيب", "direct", "ملاحظة"),
    ("A", "<b>not bold</b> & so on", "", "", ""),
    ("Q", "short", "שלום", "", ""),
)


def model_of(rows: tuple[tuple[str, ...], ...]) -> QStandardItemModel:
    model = QStandardItemModel()
    for words in rows:
        cells = [QStandardItem(word) for word in words]
        cells[0].setData(QColor("#c0392b"), Qt.ItemDataRole.DecorationRole)
        model.appendRow(cells)
    return model


def table_of(qtbot: QtBot, kind: type[DirectedDelegate], model: QStandardItemModel) -> RowTable:
    table = RowTable("table", "Table")
    qtbot.addWidget(table)
    table.setItemDelegate(kind(table))
    table.setModel(model)

    table.resize(420, 190)
    table.show()
    return table


def picture(table: RowTable) -> QImage:
    QApplication.processEvents()
    return table.viewport().grab().toImage()


@pytest.fixture(autouse=True)
def bare(qapp: QApplication) -> Iterator[None]:
    """Without the style sheet and face that a window of another test put on: Qt's own delegate is drawn by those."""
    sheet, font = qapp.styleSheet(), qapp.font()
    qapp.setStyleSheet("")
    qapp.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont))
    yield
    qapp.setFont(font)
    qapp.setStyleSheet(sheet)


@pytest.mark.parametrize("name", ["light", "dark"])
def test_a_cell_looks_as_qt_paints_it(qtbot: QtBot, qapp: QApplication, name: str) -> None:
    before = qapp.palette()
    theme(name).apply(qapp)
    model = model_of(ROWS)
    ours, theirs = (table_of(qtbot, kind, model) for kind in (LineDelegate, DirectedDelegate))
    assert picture(ours) == picture(theirs)
    for table in (ours, theirs):
        table.selectRow(1)
    assert picture(ours) == picture(theirs)
    qapp.setPalette(before)


def test_lines_that_are_kept_follow_words_width_and_font(qtbot: QtBot) -> None:
    model = model_of(ROWS)
    ours, theirs = (table_of(qtbot, kind, model) for kind in (LineDelegate, DirectedDelegate))
    first = picture(ours)
    larger = ours.font()
    larger.setPointSize(larger.pointSize() + 3)
    for table in (ours, theirs):
        table.setFont(larger)
    assert picture(ours) == picture(theirs) != first
    for table in (ours, theirs):
        table.setColumnWidth(2, 40)
    assert picture(ours) == picture(theirs)
    model.item(0, 1).setText("other words")
    assert picture(ours) == picture(theirs)
