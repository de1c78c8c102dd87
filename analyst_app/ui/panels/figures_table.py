"""A table of numbers with bars painted in it, on the screen and in pictures."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from analyst_app.agreement.measure_words import number_words
from analyst_app.corpus.overview import Cell, Table
from analyst_app.ui.widgets.message import shown_name
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.wording import share, whole

_Index = QModelIndex | QPersistentModelIndex
CELL = Qt.ItemDataRole.UserRole
SCALE = Qt.ItemDataRole.UserRole + 1
_MIDDLE = Qt.AlignmentFlag.AlignVCenter
WIDEST = 420
"""Pixels of a column."""
_ROOM = 70
"""Pixels that a bar has beyond the widest number."""
_BESIDE = 16
"""Pixels beside words."""


class TableModel(QAbstractTableModel):
    """One table of the overview."""

    def __init__(self, table: Table, parent: QWidget) -> None:
        super().__init__(parent)
        self.show_table(table)

    def show_table(self, table: Table) -> None:
        """Show another table instead."""
        self.beginResetModel()
        self.table = table
        self._greatest = [_greatest(row[column] for row in table.rows) for column in range(len(table.columns))]
        self.endResetModel()

    def greatest(self, column: int) -> float:
        """The number that the longest bar of a column stands for."""
        return self._greatest[column]

    def cell(self, index: _Index) -> Cell:
        """The cell of an index."""
        return self.table.rows[index.row()][index.column()]

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.table.rows)

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.table.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if orientation != Qt.Orientation.Horizontal:
            return None
        if role == Qt.ItemDataRole.TextAlignmentRole:
            is_words = not self.table.rows or isinstance(self.table.rows[0][section].value, str)
            return (Qt.AlignmentFlag.AlignLeft if is_words else Qt.AlignmentFlag.AlignRight) | _MIDDLE
        return shown_name(self.table.columns[section]) if role == Qt.ItemDataRole.DisplayRole else None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        if not index.isValid():
            return None
        cell = self.cell(index)
        if role == Qt.ItemDataRole.DisplayRole:
            return words_of(cell)
        if role == Qt.ItemDataRole.ToolTipRole:
            return plain_tip(shown_name(cell.file)) if cell.file else None
        if role == CELL:
            return cell
        if role == SCALE:
            return self._greatest[index.column()]
        if role == Qt.ItemDataRole.TextAlignmentRole and not isinstance(cell.value, str):
            return Qt.AlignmentFlag.AlignRight | _MIDDLE
        return None


class BarDelegate(QStyledItemDelegate):
    """Paints a bar behind each number, as long as its part of the column's greatest."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        cell: Cell = index.data(CELL)
        self.initStyleOption(option, index)
        style = option.widget.style()
        style.drawPrimitive(QStyle.PrimitiveElement.PE_PanelItemViewItem, option, painter, option.widget)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        draw_cell(painter, option.rect, cell, index.data(SCALE), option.palette, is_chosen=chosen)

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        hint: QSize = super().sizeHint(option, index)
        room = _BESIDE if isinstance(index.data(CELL).value, str) else _ROOM
        return QSize(min(hint.width() + room, WIDEST), option.fontMetrics.height() + 8)


def _greatest(cells: Iterable[Cell]) -> float:
    """The greatest number of a column; of shares always the whole."""
    numbers = [1.0 if cell.is_share else float(cell.value) for cell in cells if isinstance(cell.value, int | float)]
    return max(numbers, default=0.0)


def words_of(cell: Cell) -> str:
    """A cell as it is shown."""
    if cell.value is None:
        return "–"
    if cell.is_share:
        return share(float(cell.value))
    if isinstance(cell.value, float):
        return number_words(cell.value)
    return shown_name(cell.value) if isinstance(cell.value, str) else whole(cell.value)


def draw_cell(
    painter: QPainter, rect: QRect, cell: Cell, greatest: float, palette: QPalette, *, is_chosen: bool = False
) -> None:
    """Draw a bar where there is a number, and the words over it."""
    painter.save()
    inner = rect.adjusted(6, 2, -6, -2)
    flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
    if not isinstance(cell.value, str):
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
        part = float(cell.value or 0) / greatest if greatest else 0.0
        colour = palette.color(QPalette.ColorRole.Highlight)
        colour.setAlphaF(0.6)
        painter.fillRect(inner.adjusted(0, 1, -round(inner.width() * (1 - part)), -1), colour)
    role = QPalette.ColorRole.HighlightedText if is_chosen else QPalette.ColorRole.Text
    painter.setPen(palette.color(role))
    words = painter.fontMetrics().elidedText(words_of(cell), Qt.TextElideMode.ElideRight, inner.width())
    painter.drawText(inner, int(flags), words)
    painter.restore()


def column_widths(model: TableModel, widget: QWidget, rows: int) -> list[int]:
    """Widths of the columns of a picture, by their first rows, pixels."""
    metrics = widget.fontMetrics()
    widths = []
    for column, head in enumerate(model.table.columns):
        words = [head, *(words_of(row[column]) for row in model.table.rows[:rows])]
        widths.append(min(max(map(metrics.horizontalAdvance, words)) + _ROOM, WIDEST))
    return widths
