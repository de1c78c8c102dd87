"""The honest floor of a start: a plain window with the same kinds of panes, made the cheapest way.

Run as a program of its own; it ends when the text has been painted. It has what a
window like ours cannot do without: seven menus, about 110 actions with their keys,
a tool bar, a status bar, a list, a table, a form and a text in a column. It does
nothing: no file is watched, no annotation painted, no session kept.

Usage: floor_window.py ARTICLE
"""

from __future__ import annotations

import os
import sys

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import (
    QApplication,
    QComboBox,
    QFormLayout,
    QLineEdit,
    QListWidget,
    QMainWindow,
    QPlainTextEdit,
    QSplitter,
    QTableWidget,
    QVBoxLayout,
    QWidget,
)

ACTIONS = 153
MENUS = ("File", "Edit", "View", "Annotate", "Review", "Corpus", "Help")
_ROWS, _COLUMNS = 12, 4
_FIELDS = 6
_ON_THE_TOOL_BAR = 10


class _End(QObject):
    """Ends the process one event after the text was painted."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            QTimer.singleShot(0, lambda: os._exit(0))
        return False


def main(article: str) -> None:
    """Show the window; never returns.

    Args:
        article: path of a UTF-8 text.
    """
    application = QApplication(["floor", "-style", "fusion"])
    window = QMainWindow()
    window.setWindowTitle("Floor")
    _fill_menus(window)
    text = QPlainTextEdit()
    text.setReadOnly(True)
    with open(article, encoding="utf-8") as file:  # noqa: PTH123 - pathlib is not for free
        text.setPlainText(file.read())
    panes = QSplitter()
    panes.addWidget(_articles())
    panes.addWidget(text)
    panes.addWidget(_column(_table(), _form()))
    panes.setSizes([200, 760, 320])
    window.setCentralWidget(panes)
    window.statusBar().showMessage("Ready")
    window.resize(1280, 820)
    end = _End(window)
    text.viewport().installEventFilter(end)
    window.show()
    text.setFocus()
    application.exec()


def _fill_menus(window: QMainWindow) -> None:
    bar, tools = window.menuBar(), window.addToolBar("Tags")
    menus = [bar.addMenu(f"&{name}") for name in MENUS]
    for number in range(ACTIONS):
        action = QAction(f"Action &{number}", window)
        action.setShortcut(QKeySequence(f"Ctrl+Shift+F{number % 12 + 1}"))
        action.triggered.connect(_nothing)
        menus[number % len(menus)].addAction(action)
        if number < _ON_THE_TOOL_BAR:
            tools.addAction(action)


def _nothing() -> None:
    pass


def _articles() -> QWidget:
    articles = QListWidget()
    articles.addItem("article.txt")
    return _column(QLineEdit(), articles)


def _table() -> QWidget:
    tags, table = QComboBox(), QTableWidget(_ROWS, _COLUMNS)
    tags.addItem("all tags")
    return _column(QLineEdit(), tags, table)


def _form() -> QWidget:
    form = QWidget()
    rows = QFormLayout(form)
    for number in range(_FIELDS):
        rows.addRow(f"Field {number}", QLineEdit())
    return form


def _column(*parts: QWidget) -> QWidget:
    """Widgets below one another."""
    whole = QWidget()
    column = QVBoxLayout(whole)
    column.setContentsMargins(0, 0, 0, 0)
    for part in parts:
        column.addWidget(part)
    return whole


if __name__ == "__main__":
    main(sys.argv[1])
