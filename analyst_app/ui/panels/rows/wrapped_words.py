"""Words in lines of a width, laid out once and kept: for rows that are painted again and again."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QStaticText, QTextLayout, QTextOption, QTransform

from analyst_app.core.excerpts import is_rightward

_KEPT = 2_000
"""Paragraphs that are kept: some screens full in several widths."""


class WrappedLine(NamedTuple):
    """A line as it is painted."""

    words: str
    text: QStaticText
    width: float
    is_rightward: bool

    def paint(self, painter: QPainter, left: float, top: float, room: float) -> None:
        """Paint it at its own side of a room.

        Args:
            painter: has font and colour.
            left: of the room, pixels.
            top: of the line.
            room: its width.
        """
        painter.drawStaticText(QPointF(left if self.is_rightward else left + room - self.width, top), self.text)


class WrappedWords:
    """Lays words out, and keeps what it laid out while the type stays.

    Args:
        font: of the words.
    """

    def __init__(self, font: QFont) -> None:
        self._font, self._metrics = font, QFontMetricsF(font)
        self._kept: dict[tuple[str, int, int], tuple[WrappedLine, ...]] = {}

    @property
    def font(self) -> QFont:
        """The type."""
        return self._font

    @property
    def line_height(self) -> float:
        """The height of a line of this type, pixels."""
        return self._metrics.height()

    def lines(self, words: str, width: int, most: int) -> tuple[WrappedLine, ...]:
        """The lines of words.

        Args:
            words: on one line.
            width: of the room, pixels.
            most: so many lines; what does not fit into the last ends with an ellipsis.
        """
        key = (words, width, most)
        found = self._kept.get(key)
        if found is None:
            if len(self._kept) >= _KEPT:
                self._kept.clear()
            found = self._kept[key] = tuple(self._laid_out(words, max(1, width), most))
        return found

    def advance(self, words: str) -> float:
        """The width of words on one line, pixels."""
        return self._metrics.horizontalAdvance(words)

    def _laid_out(self, words: str, width: int, most: int) -> list[WrappedLine]:
        rightward = is_rightward(words)
        if most == 1 or self._metrics.horizontalAdvance(words) <= width:
            return [self._line(self._elided(words, width), rightward)]
        layout = QTextLayout(words, self._font)
        option = QTextOption(Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        layout.setTextOption(option)
        layout.beginLayout()
        starts: list[int] = []
        while len(starts) <= most and (line := layout.createLine()).isValid():
            line.setLineWidth(width)
            starts.append(line.textStart())
        layout.endLayout()
        units = words.encode("utf-16-le")  # Qt counts these, not code points
        cuts = [*starts[:most], len(units) // 2]
        parts = [units[2 * a : 2 * b].decode("utf-16-le") for a, b in pairwise(cuts)]
        last = self._elided(parts[-1].rstrip(), width)
        return [self._line(part, rightward) for part in (*(part.rstrip() for part in parts[:-1]), last)]

    def _elided(self, words: str, width: int) -> str:
        return self._metrics.elidedText(words, Qt.TextElideMode.ElideRight, width)

    def _line(self, words: str, rightward: bool) -> WrappedLine:
        option = QTextOption(Qt.AlignmentFlag.AlignLeft)
        option.setWrapMode(QTextOption.WrapMode.NoWrap)
        option.setTextDirection(Qt.LayoutDirection.LeftToRight if rightward else Qt.LayoutDirection.RightToLeft)
        text = QStaticText(words)
        text.setTextFormat(Qt.TextFormat.PlainText)
        text.setTextOption(option)
        text.prepare(QTransform(), self._font)
        return WrappedLine(words, text, text.size().width(), rightward)
