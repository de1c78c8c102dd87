"""A table of rows of one line: what the list of annotations and that of differences have in common."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QItemSelectionModel, QModelIndex, QPoint
from PySide6.QtGui import QContextMenuEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView


def menu_place(view: QAbstractItemView, event: QContextMenuEvent) -> tuple[QModelIndex, QPoint]:
    """Return the row that a context menu is wanted for, and the place on the screen where it opens.

    The Menu key means the current row: the place that Qt gives with it is off by the height of the table's head.

    Args:
        view: the list or table.
        event: asks for the menu.
    """
    if event.reason() != QContextMenuEvent.Reason.Keyboard:
        return view.indexAt(view.viewport().mapFromGlobal(event.globalPos())), event.globalPos()
    index = view.currentIndex()
    place = view.visualRect(index).center() if index.isValid() else QPoint(8, 8)
    return index, view.viewport().mapToGlobal(place)


class RowTable(QTableView):
    """Whole rows are chosen, one at a time. It reads no letters: they are commands."""

    def __init__(self, name: str, title: str) -> None:
        """Make it.

        Args:
            name: of the widget.
            title: what a screen reader calls it.
        """
        super().__init__()
        self.setObjectName(name)
        self.setAccessibleName(title)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        rows = self.verticalHeader()
        rows.hide()
        # Fixed: asking the contents of 200,000 rows for their height would take seconds.
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(self.fontMetrics().height() + 6)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Show a model. The head of the table knows of no selection: to draw it, Qt would ask each row that is in."""
        super().setModel(model)
        if model is not None:
            self.horizontalHeader().setSelectionModel(QItemSelectionModel(model, self))

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.StyleChange:
            self._fill()

    def _fill(self) -> None:
        """Let the viewport fill its own ground, which a sheet leaves to the frame around it.

        Only then are rows that are scrolled moved instead of painted, and nothing under those that are.
        """
        self.viewport().setAutoFillBackground(True)

    def keyboardSearch(self, search: str) -> None:
        """Nothing: letters are commands here."""
