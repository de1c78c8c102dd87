"""The table of annotations: its columns, and the rows that are chosen in it, several with Shift or Ctrl."""

from __future__ import annotations

from PySide6.QtCore import QItemSelectionModel, QModelIndex, QPoint, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from analyst_app.ui.panels.annotation_model import MODE, NOTE, SPEAKER, TAG, TEXT, AnnotationModel
from analyst_app.ui.widgets.focus_places import COMES_BACK
from analyst_app.ui.widgets.row_table import RowTable, menu_place

_WIDTHS = {TAG: 44, SPEAKER: 84, MODE: 54, NOTE: 40}
_ROOM_FOR = {NOTE: 330, MODE: 290}
"""Pixels of the table from which a column is shown: the text comes first, and the inspector has them too."""
_ROW = QItemSelectionModel.SelectionFlag.Rows
_ADD, _ALONE = QItemSelectionModel.SelectionFlag.Select, QItemSelectionModel.SelectionFlag.ClearAndSelect


class AnnotationTable(RowTable):
    """The table itself."""

    menu_wanted = Signal(object, QPoint)
    """A context menu for the record of a row, at a place on the screen."""

    focus_left = Signal()
    """The focus went elsewhere, not only to a menu or another window."""

    def __init__(self) -> None:
        super().__init__("annotation_table", "Annotations")
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)

    def set_widths(self) -> None:
        """Give the columns their first widths; the text takes what is left."""
        columns = self.horizontalHeader()
        columns.setMinimumSectionSize(24)
        columns.setHighlightSections(False)
        for column, width in _WIDTHS.items():
            columns.resizeSection(column, width)
        columns.setSectionResizeMode(TEXT, QHeaderView.ResizeMode.Stretch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        for column, room in _ROOM_FOR.items():
            self.setColumnHidden(column, event.size().width() < room)
        super().resizeEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Take the keyboard; Qt would make the first row current where none is, and nobody has chosen it."""
        chosen = self.selectionModel()
        is_none_current = chosen is not None and not chosen.currentIndex().isValid()
        if is_none_current:
            chosen.blockSignals(True)
        super().focusInEvent(event)
        if is_none_current:
            chosen.clearCurrentIndex()
            chosen.blockSignals(False)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in COMES_BACK:
            self.focus_left.emit()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        model = self.model()
        index, point = menu_place(self, event)
        if isinstance(model, AnnotationModel) and index.isValid():
            if not self.is_chosen(index.row()):
                self.setCurrentIndex(index)
            self.menu_wanted.emit(model.record_at(index.row()), point)

    # -- the rows that are chosen --------------------------------------------

    @property
    def chosen_rows(self) -> list[int]:
        """Those rows, from the top."""
        return sorted(index.row() for index in self.selectionModel().selectedRows())

    def is_chosen(self, row: int) -> bool:
        """True if a row is chosen."""
        return self.selectionModel().isRowSelected(row, QModelIndex())

    def choose_alone(self, row: int) -> None:
        """Choose one row, and show it."""
        index = self.model().index(row, TAG)
        self.selectionModel().setCurrentIndex(index, _ALONE | _ROW)
        self.scrollTo(index)

    def choose_too(self, row: int) -> None:
        """Choose a row beside those that are chosen."""
        self.selectionModel().select(self.model().index(row, TAG), _ADD | _ROW)

    def choose_none(self) -> None:
        """Choose no row."""
        self.clearSelection()
        self.selectionModel().clearCurrentIndex()
