"""The list of annotations: how high its rows are, and which are chosen in it, several with Shift or Ctrl.

It is a table of which one column is seen: a list view would lay all of 200,000
rows out. A row has the usual height until it comes into view; then it gets
its own, and what is looked at stays where it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QItemSelection,
    QItemSelectionModel,
    QItemSelectionRange,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QRect,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QMouseEvent, QPalette, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from analyst_app.ui.panels.annotation_model import COLUMNS, TEXT, AnnotationModel
from analyst_app.ui.panels.rows.annotation_delegate import AnnotationDelegate
from analyst_app.ui.widgets.focus_places import COMES_BACK
from analyst_app.ui.widgets.own_viewport import put_viewport_in
from analyst_app.ui.widgets.painting_pause import PaintingPause
from analyst_app.ui.widgets.row_table import RowTable, menu_place
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook
    from analyst_app.ui.widgets.theme import Looks

_Index = QModelIndex | QPersistentModelIndex
_ROUNDS = 4
"""So often heights are set where each time other rows come into view; more than that is never needed."""
_ROW = QItemSelectionModel.SelectionFlag.Rows
_ADD, _ALONE = QItemSelectionModel.SelectionFlag.Select, QItemSelectionModel.SelectionFlag.ClearAndSelect
_MOST_FITTED = 500
"""Rows of which it is kept that they have their heights: some screens full."""


class AnnotationTable(RowTable):
    """The list itself.

    Args:
        annotations: its rows.
        looks: colours and sizes.
    """

    menu_wanted = Signal(object, QPoint)
    """A context menu for the record of a row, at a place on the screen."""
    person_clicked = Signal(int)
    """The speaker in a row was."""
    focus_left = Signal()
    """The focus went elsewhere, not only to a menu or another window."""

    def __init__(self, annotations: AnnotationModel, looks: Looks) -> None:
        super().__init__("annotation_table", tr("Annotations"))
        self.annotations, self._looks = annotations, looks
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("role", "rows")
        put_viewport_in(self).setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._pause = PaintingPause(self)
        self._pause.ended.connect(self._free_bar)
        self._rows = AnnotationDelegate(annotations, self, looks)
        self.setItemDelegate(self._rows)
        self._top = 0
        """The first row that was seen when heights were last set."""
        self._top_place = 0
        """Its upper edge, pixels of the viewport."""
        self._before: tuple[int, int] | None = None
        """That row and edge before rows came above it, which may be told to stay."""
        self._is_fitting = False
        self._fitted: set[int] = set()
        """The rows that have their own heights, in a list so wide."""
        self._fitted_width, self._tall = 0, -1  # also the row that is as high as the current one
        self.setModel(annotations)
        head = self.horizontalHeader()
        head.hide()
        for column in range(len(COLUMNS)):
            self.setColumnHidden(column, column != TEXT)
        head.setSectionResizeMode(TEXT, QHeaderView.ResizeMode.Stretch)
        self._take_looks()
        looks.changed.connect(self._follow_looks)
        annotations.rowsInserted.connect(self._fit_come)
        annotations.rowsRemoved.connect(self._fit_gone)
        annotations.dataChanged.connect(self._fit_changed)
        annotations.rowsMoved.connect(self._fit_anew)
        annotations.modelReset.connect(self._begin_anew)
        self.verticalScrollBar().valueChanged.connect(self._fit_scrolled)

    # -- heights -----------------------------------------------------------------

    def show_codebook(self, codebook: Codebook | None) -> None:
        """Paint the tags of a codebook."""
        self._rows.show_codebook(codebook)
        self.viewport().update()

    def fit(self, *_: object) -> None:
        """Give the rows that are seen their own heights; the first that was seen before stays where it is."""
        if self._is_fitting:
            return
        if not self.isVisible():  # they are measured once they are seen
            self._note_top()
            return
        self._is_fitting = True
        rows = self.verticalHeader()
        was_blocked = rows.blockSignals(True)  # else each height asks for one more paint, some time later
        try:
            for _round in range(_ROUNDS):
                if not self._fit_seen():
                    break
        finally:
            rows.blockSignals(was_blocked)
            self._is_fitting = False
        self._note_top()

    def _note_top(self) -> None:
        self._top = max(0, self.rowAt(0))
        self._top_place = self.rowViewportPosition(self._top)

    def _fit_anew(self, *_: object) -> None:
        """Look again at the height of every row: other rows are listed, or they are worn in other sizes."""
        self._fitted.clear()
        self.fit()

    def _fit_scrolled(self) -> None:
        if not self._is_fitting:
            self._before = None
            self.fit()

    def _fit_come(self, _: object, first: int, last: int) -> None:
        self._fit_around(first, first, last + 1 - first)

    def _fit_gone(self, _: object, first: int, last: int) -> None:
        self._fit_around(first, last + 1, first - last - 1)

    def _fit_changed(self, top: _Index, bottom: _Index) -> None:
        self._fit_around(top.row(), bottom.row() + 1, 0)

    def _fit_around(self, first: int, end: int, more: int) -> None:
        """Look again at the heights of some rows and of the one that follows, which may begin its paragraph now.

        Args:
            first: of the rows.
            end: of the rows; those from here on are others by number now.
            more: rows that there are more now.
        """
        if len(self._fitted) > _MOST_FITTED:
            self._fitted.clear()
        self._fitted = {row if row < first else row + more for row in self._fitted if not first <= row <= end}
        if self._tall >= first:
            self._tall = self._tall + more if self._tall >= end else -1
        if more > 0 and first <= self._top and self._before is None:
            self._before = self._top, self._top_place
        self.fit()

    def _fit_seen(self) -> bool:
        """Set the heights once; True if other rows are seen now."""
        count, width, bottom = self.annotations.rowCount(), self.viewport().width(), self.viewport().height()
        row = self.rowAt(0)
        if row < 0:
            return False
        still = self._top if row < self._top < count and self.rowViewportPosition(self._top) < bottom else row
        before = self.rowViewportPosition(still)
        changed, current = False, self._current_row
        while row < count and self.rowViewportPosition(row) < bottom:
            changed |= self._fit_row(row, width, current)
            row += 1
        if not changed:
            return False
        moved = self.rowViewportPosition(still) - before
        self.updateGeometries()
        self.verticalScrollBar().setValue(self.verticalScrollBar().value() + moved)
        self.viewport().update()
        return True

    @property
    def _current_row(self) -> int:
        """The row that is as high as it takes to read it; -1: there is none."""
        current = self.currentIndex()
        return current.row() if current.isValid() and self.is_chosen(current.row()) else -1

    def _fit_row(self, row: int, width: int, current: int) -> bool:
        """Give a row its own height; True if it had another.

        Args:
            row: its number.
            width: of all rows, pixels.
            current: number of the current row.
        """
        is_current = row == current
        if width != self._fitted_width:
            self._fitted, self._fitted_width = set(), width
        if row in self._fitted and is_current == (row == self._tall):
            return False
        if is_current or row == self._tall:
            self._fitted.discard(self._tall)
            self._tall = row if is_current else -1
        self._fitted.add(row)
        height = self._rows.height(row, width, is_current=is_current)
        if height == self.rowHeight(row):
            return False
        self.setRowHeight(row, height)
        return True

    def _begin_anew(self) -> None:
        self._top, self._before = 0, None
        self._fit_anew()

    def _take_looks(self) -> None:
        self._rows.follow_looks()
        grounds = self.palette()
        grounds.setColor(QPalette.ColorRole.Highlight, Qt.GlobalColor.transparent)  # the delegate paints its own
        grounds.setColor(QPalette.ColorRole.Base, self._looks.colours.colour("surface"))
        self.setPalette(grounds)
        self.verticalHeader().setDefaultSectionSize(self._rows.usual_height)
        self.verticalScrollBar().setSingleStep(self._rows.usual_height // 2)

    def _follow_looks(self) -> None:
        with self.current_kept_in_sight():
            self._take_looks()
            self._fit_anew()
        self.viewport().update()

    def showEvent(self, event: QShowEvent) -> None:
        """Rows that came meanwhile get their heights; the current one stays in view."""
        super().showEvent(event)
        with self.current_kept_in_sight():
            self.fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows wrap anew; the current one stays in view."""
        with self.current_kept_in_sight(event.oldSize()):
            super().resizeEvent(event)
            self.fit()

    @contextmanager
    def current_kept_in_sight(self, size: QSize | None = None) -> Iterator[None]:
        """Show the current row again after other rows or heights have come, if it was seen before.

        Args:
            size: of what was seen before, pixels; None: as it is.
        """
        current = self.currentIndex()
        seen = QRect(QPoint(), size) if size is not None else self.viewport().rect()
        is_seen = current.isValid() and seen.intersects(self.visualRect(current))
        yield
        if is_seen and self.currentIndex().isValid():
            self.scrollTo(self.currentIndex())

    def currentChanged(self, current: _Index, previous: _Index) -> None:
        """Keep to the column that is seen; the current row is as high as it takes to read it."""
        if current.isValid() and current.column() != TEXT:
            flag = QItemSelectionModel.SelectionFlag.NoUpdate
            self.selectionModel().setCurrentIndex(current.sibling(current.row(), TEXT), flag)
            return
        super().currentChanged(current, previous)

    def selectionChanged(self, chosen: QItemSelection, left: QItemSelection) -> None:
        super().selectionChanged(chosen, left)
        self.fit()

    def visualRect(self, index: _Index) -> QRect:
        """The place of a row, whichever cell of it is asked for."""
        return super().visualRect(_in_text(index))

    def scrollTo(
        self,
        index: _Index,
        hint: QAbstractItemView.ScrollHint = QAbstractItemView.ScrollHint.EnsureVisible,
    ) -> None:
        """Show a row, whichever cell of it is meant; again once the rows round it have their heights."""
        cell = _in_text(index)
        if cell.isValid():
            self._fit_row(cell.row(), self.viewport().width(), self._current_row)
        super().scrollTo(cell, hint)
        if hint != self.ScrollHint.EnsureVisible or not self.viewport().rect().contains(self.visualRect(cell)):
            super().scrollTo(cell, hint)

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

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """A click on the speaker of a row is for all that this person says."""
        super().mouseReleaseEvent(event)
        index = self.indexAt(event.position().toPoint())
        if event.button() != Qt.MouseButton.LeftButton or event.modifiers() or not index.isValid():
            return
        if self._rows.person_place(index.row(), self.visualRect(index)).contains(event.position()):
            self.person_clicked.emit(index.row())

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        index, point = menu_place(self, event)
        if index.isValid():
            if not self.is_chosen(index.row()):
                self.setCurrentIndex(index)
            self.menu_wanted.emit(self.annotations.record_at(index.row()), point)

    # -- what is seen ---------------------------------------------------------

    @property
    def top_row(self) -> int:
        """The first row that is seen; -1 if there is none."""
        return self.rowAt(0)

    def show_from(self, row: int) -> None:
        """Let a row be the first that is seen, as far as enough rows follow."""
        self.scrollTo(self.model().index(row, TEXT), QAbstractItemView.ScrollHint.PositionAtTop)

    def stay(self, more: int) -> None:
        """Let the same rows be seen though more came above them."""
        self.executeDelayedItemsLayout()  # else the scroll bar does not reach as far yet
        row, place = self._before or (self._top, self._top_place)
        self._before, self._top = None, row + more
        self.verticalScrollBar().setValue(self.verticalHeader().sectionPosition(row + more) - place)

    def hold_still(self) -> None:
        """Stay as it looks until ``settle``: nothing is listed for a moment, and something is again after that.

        A scroll bar that goes and comes back changes the rows' width twice, and each time all are painted.
        """
        self._pause.begin()
        if self.verticalScrollBar().isVisible():
            self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)

    def settle(self) -> None:
        """Look as what is listed now asks for, and be painted once."""
        self._pause.end()
        self.fit()

    def _free_bar(self) -> None:
        self.executeDelayedItemsLayout()
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.fit()

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
        index = self.model().index(row, TEXT)
        self.selectionModel().setCurrentIndex(index, _ALONE | _ROW)
        if not self.viewport().rect().contains(self.visualRect(index)):
            self.scrollTo(index)

    def choose_too(self, rows: Iterable[int]) -> None:
        """Choose rows beside those that are chosen, in one step."""
        selection, model = QItemSelection(), self.model()
        for first, last in _runs(sorted(rows)):
            selection.append(QItemSelectionRange(model.index(first, TEXT), model.index(last, TEXT)))
        self.selectionModel().select(selection, _ADD | _ROW)

    def selectAll(self) -> None:
        """Choose all rows, also those that the filter has not come to yet."""
        self.annotations.list_rest()
        super().selectAll()

    def choose_none(self) -> None:
        """Choose no row."""
        self.clearSelection()
        self.selectionModel().clearCurrentIndex()


def _in_text(index: _Index) -> _Index:
    """The cell of a row that is seen."""
    return index if index.column() == TEXT else index.sibling(index.row(), TEXT)


def _runs(rows: Sequence[int]) -> Iterator[tuple[int, int]]:
    """The first and last of each stretch of rows that follow each other; the rows in order, each once."""
    for _, stretch in groupby(enumerate(rows), lambda one: one[1] - one[0]):
        run = [row for _, row in stretch]
        yield run[0], run[-1]
