"""The table of annotations: its columns, and the rows that are chosen in it, several with Shift or Ctrl."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from analyst_app.ui.panels.annotation_model import MODE, NOTE, SPEAKER, TAG, TEXT, AnnotationModel
from analyst_app.ui.widgets.focus_places import COMES_BACK
from analyst_app.ui.widgets.painting_pause import PaintingPause
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
        self._pause = PaintingPause(self)
        self._pause.ended.connect(self._free_bar)

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

    # -- what is seen ---------------------------------------------------------

    @property
    def top_row(self) -> int:
        """The first row that is seen; -1 if there is none."""
        return self.rowAt(0)

    def show_from(self, row: int) -> None:
        """Let a row be the first that is seen, as far as enough rows follow."""
        self.scrollTo(self.model().index(row, TAG), QAbstractItemView.ScrollHint.PositionAtTop)

    def stay(self, more: int) -> None:
        """Let the same rows be seen though more came above them."""
        self.executeDelayedItemsLayout()  # else the scroll bar does not reach as far yet
        rows = self.verticalScrollBar()
        rows.setValue(rows.value() + more)

    def hold_still(self) -> None:
        """Stay as it looks until ``settle``: nothing is listed for a moment, and something is again after that.

        A scroll bar that goes and comes back changes the columns' widths twice, and each time all rows are painted.
        """
        self._pause.begin()
        if self.verticalScrollBar().isVisible():
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def settle(self) -> None:
        """Look as what is listed now asks for, and be painted once."""
        self._pause.end()

    def _free_bar(self) -> None:
        self.executeDelayedItemsLayout()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)

    # -- the rows that are chosen --------------------------------------------

    @property
    def chosen_ranges(self) -> list[range]:
        """Those rows as ranges that lie apart, from the top: all of a long table is one range."""
        found: list[range] = []
        selection = self.selectionModel().selection()
        parts = [selection.at(number) for number in range(selection.count())]
        for top, bottom in sorted((part.top(), part.bottom()) for part in parts):
            if found and top <= found[-1].stop:
                found[-1] = range(found[-1].start, max(found[-1].stop, bottom + 1))
            else:
                found.append(range(top, bottom + 1))
        return found

    @property
    def chosen_count(self) -> int:
        """The number of rows that are chosen."""
        return sum(map(len, self.chosen_ranges))

    def is_chosen(self, row: int) -> bool:
        """True if a row is chosen."""
        return self.selectionModel().isRowSelected(row, QModelIndex())

    def choose_alone(self, row: int) -> None:
        """Choose one row, and show it."""
        index = self.model().index(row, TAG)
        self.selectionModel().setCurrentIndex(index, _ALONE | _ROW)
        self.scrollTo(index)

    def choose_too(self, rows: Iterable[int]) -> None:
        """Choose rows beside those that are chosen, in one step."""
        selection, model = QItemSelection(), self.model()
        for first, last in _runs(sorted(rows)):
            selection.append(QItemSelectionRange(model.index(first, TAG), model.index(last, TAG)))
        self.selectionModel().select(selection, _ADD | _ROW)

    def selectAll(self) -> None:
        """Choose all rows, also those that the filter has not come to yet."""
        model = self.model()
        if isinstance(model, AnnotationModel):
            model.list_rest()
        super().selectAll()

    def choose_none(self) -> None:
        """Choose no row."""
        self.clearSelection()
        self.selectionModel().clearCurrentIndex()


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and last of each stretch of rows that follow each other; the rows in order, each once."""
    for _, stretch in groupby(enumerate(rows), lambda one: one[1] - one[0]):
        run = [row for _, row in stretch]
        yield run[0], run[-1]
