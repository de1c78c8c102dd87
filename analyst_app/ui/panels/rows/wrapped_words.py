"""Words in lines of a width, laid out once and kept: for rows that are painted again and again."""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QStaticText, QTextLayout, QTextOption, QTransform

from analyst_app.core.excerpts import is_rightward

_KEPT = 2_000
"""Paragraphs that are kept: some screens full in several widths."""
_ALL = 0
"""In the place of a number of lines: as many as the words take."""


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
            found = self._kept.get((words, width, _ALL), ())
            if not 0 < len(found) <= most:
                found, is_whole = self._laid_out(words, max(1, width), most)
                if is_whole:  # a row that becomes the current one may have more lines, and often takes none
                    self._kept[words, width, _ALL] = found
            self._kept[key] = found
        return found

    def advance(self, words: str) -> float:
        """The width of words on one line, pixels."""
        return self._metrics.horizontalAdvance(words)

    def _laid_out(self, words: str, width: int, most: int) -> tuple[tuple[WrappedLine, ...], bool]:
        """The lines, and True if they have room for all words."""
        rightward = is_rightward(words)
        if most == 1 or self._metrics.horizontalAdvance(words) <= width:
            only = self._elided(words, width)
            return (self._line(only, rightward),), only == words
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
        seen = [part.rstrip() for part in parts]
        last = self._elided(seen[-1], width)
        is_whole = last == seen[-1] and len(starts) <= most
        return tuple(self._line(part, rightward) for part in (*seen[:-1], last)), is_whole

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
