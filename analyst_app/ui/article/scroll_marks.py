"""Marks on a scroll bar: where in the article something still waits."""

from __future__ import annotations

from bisect import bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

_HEIGHT, _WIDTH = 3, 10
"""Of a mark, pixels."""


class ScrollMarks(QWidget):
    """Lies over a scroll bar and lets the mouse through.

    A scroll bar of our own would lose the connections that a text widget made
    to the one it was born with.

    Args:
        bar: vertical.
    """

    def __init__(self, bar: QScrollBar) -> None:
        super().__init__(bar)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._bar = bar
        self._places: Sequence[int] = ()
        self._length = 1
        self._colour = QColor()
        self._rows: list[int] | None = None
        bar.installEventFilter(self)
        self.resize(bar.size())

    def set_marks(self, places: Sequence[int], length: int, colour: QColor) -> None:
        """Show marks.

        Args:
            places: numbers from 0 on, ascending.
            length: the number that would stand at the end of the bar.
            colour: of the marks.
        """
        self._places, self._length, self._colour, self._rows = places, max(1, length), colour, None
        self.update()

    @property
    def rows(self) -> list[int]:
        """The pixel rows that are marked; as many as the bar is high at most."""
        if self._rows is None:
            groove = self._groove()
            self._rows = self._marked_rows(groove.top(), max(1, groove.height() - _HEIGHT))
        return self._rows

    def _marked_rows(self, top: int, span: int) -> list[int]:
        """The rows, of which each is looked for once, however many places there are in it."""
        rows: list[int] = []

        def row_of(place: int) -> int:
            return top + round(place / self._length * span)

        number = 0
        while number < len(self._places):
            rows.append(row_of(self._places[number]))
            number = bisect_right(self._places, rows[-1], lo=number, key=row_of)
        return rows

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize:
            self.resize(self._bar.size())
            self._rows = None
        return False

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._places:
            return
        painter = QPainter(self)
        left = (self.width() - _WIDTH) // 2
        for row in self.rows:
            painter.fillRect(QRect(left, row, _WIDTH, _HEIGHT), self._colour)
        painter.end()

    def _groove(self) -> QRect:
        option = QStyleOptionSlider()
        self._bar.initStyleOption(option)
        return self._bar.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarGroove, self._bar
        )
