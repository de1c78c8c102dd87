"""Tells a screen reader the current row of a table or list that gets the keyboard.

Qt tells of the row only when another becomes current; of a table that is gone to it
tells its name alone, and nobody would hear where in it the keys act.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QAbstractListModel, QObject, QTimer
from PySide6.QtGui import QAccessible, QAccessibleEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QTableView, QTreeView

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget


class ToldRows(QObject):
    """Follows the keyboard from table to table.

    Args:
        parent: the window.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._soon = QTimer(self, interval=0, singleShot=True)  # after Qt has told of the table
        self._soon.timeout.connect(self._tell)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)

    def _follow(self, left: QWidget | None, gone_to: QWidget | None) -> None:
        if QAccessible.isActive() and isinstance(gone_to, QAbstractItemView):
            self._soon.start()

    def _tell(self) -> None:
        view = QApplication.focusWidget()
        place = place_of_current(view) if isinstance(view, QAbstractItemView) else -1
        if view is not None and place >= 0:
            event = QAccessibleEvent(view, QAccessible.Event.Focus)
            event.setChild(place)
            QAccessible.updateAccessibility(event)


def place_of_current(view: QAbstractItemView) -> int:
    """The number of the current cell among all that Qt tells of a view, its heads before them; -1: there is none.

    As ``QAccessibleTable::logicalIndex`` counts them, which PySide does not hand out. In a tree of several levels Qt
    counts otherwise, so nothing is told of one.

    Args:
        view: a table, a list, or a tree of one level.
    """
    index = view.currentIndex()
    if not index.isValid():
        return -1
    if isinstance(view, QTableView):
        return (index.row() + 1) * (view.horizontalHeader().count() + 1) + index.column() + 1
    if isinstance(view, QTreeView):
        is_flat = isinstance(view.model(), QAbstractListModel)
        return (index.row() + 1) * view.header().count() + index.column() if is_flat else -1
    return index.row()
