"""Cells of one line, painted fast: for a table that is painted anew, all of it, at a key in the text.

Qt's own delegate asks the model for seven roles a cell and lays the words out
each time, which is almost half of all that such a key costs. Here words that
were laid out are kept. A cell that is chosen, under the mouse or has the
focus is left to Qt, for the style adds something there; it must look the same
but for that.
"""

from __future__ import annotations

from functools import cache
from math import ceil
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, Qt
from PySide6.QtGui import QColor, QFont, QPainter, QPalette, QStaticText, QTextOption, QTransform
from PySide6.QtWidgets import QStyleOptionViewItem, QTableView

from analyst_app.core.excerpts import is_rightward
from analyst_app.ui.widgets.directed_delegate import DirectedDelegate

if TYPE_CHECKING:
    from PySide6.QtWidgets import QStyle

_KEPT = 1_000
"""Lines that are kept: some screens full."""


class _LaidOutLine(NamedTuple):
    """Words as they fit into a cell."""

    text: QStaticText
    width: float
    height: int
    """Greater than the font's where another font has to help out."""
    is_rightward: bool


@cache
def _style() -> _Style:
    """Facts of ``QStyle``, whose enumerations take 7 ms to make: asked when the first row is painted."""
    from PySide6.QtWidgets import QStyle

    flag = QStyle.StateFlag
    looked_at = flag.State_Enabled | flag.State_Selected | flag.State_HasFocus | flag.State_MouseOver
    return _Style(flag.State_Enabled, looked_at, QStyle.PixelMetric.PM_FocusFrameHMargin)


class _Style(NamedTuple):
    plain: QStyle.StateFlag
    """The state of a cell that can be chosen and is not looked at …"""
    looked_at: QStyle.StateFlag
    """… as far as these tell."""
    margin: QStyle.PixelMetric


class LineDelegate(DirectedDelegate):
    """For models that give a cell words, perhaps a colour to stand before them, and no looks else."""

    def __init__(self, table: QTableView) -> None:
        super().__init__(table)
        self._lines: dict[tuple[str, int], _LaidOutLine] = {}
        self._font = QFont()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        style = _style()
        if option.state & style.looked_at != style.plain:
            super().paint(painter, option, index)
            return
        rect, margin = option.rect, option.widget.style().pixelMetric(style.margin) + 1
        words, colour = index.data() or "", index.data(Qt.ItemDataRole.DecorationRole)
        square = option.decorationSize.width() if isinstance(colour, QColor) else 0
        before = margin + (square + 2 * margin if square else 0)
        line = self._line(words, rect.width() - before - margin, option)
        if square:
            side = margin if line.is_rightward else rect.width() - margin - square
            painter.fillRect(rect.x() + side, rect.y() + (rect.height() - square) // 2, square, square, colour)
        if words:
            left = before if line.is_rightward else rect.width() - before - line.width
            top = rect.height() // 2 - line.height // 2  # as Qt rounds
            painter.setPen(option.palette.color(QPalette.ColorRole.Text))
            painter.drawStaticText(QPointF(rect.x() + left, rect.y() + top), line.text)

    def _line(self, words: str, room: int, option: QStyleOptionViewItem) -> _LaidOutLine:
        if option.font != self._font or len(self._lines) > _KEPT:
            self._lines.clear()
            self._font = QFont(option.font)
        line = self._lines.get((words, room))
        if line is None:
            line = self._lines[words, room] = _laid_out(words, room, option)
        return line


def _laid_out(words: str, room: int, option: QStyleOptionViewItem) -> _LaidOutLine:
    rightward = is_rightward(words)
    direction = QTextOption(Qt.AlignmentFlag.AlignLeft)
    direction.setWrapMode(QTextOption.WrapMode.NoWrap)
    direction.setTextDirection(Qt.LayoutDirection.LeftToRight if rightward else Qt.LayoutDirection.RightToLeft)
    text = QStaticText(option.fontMetrics.elidedText(words, option.textElideMode, room))
    text.setTextFormat(Qt.TextFormat.PlainText)
    text.setTextOption(direction)
    text.prepare(QTransform(), option.font)
    size = text.size()
    return _LaidOutLine(text, size.width(), ceil(size.height()), rightward)
