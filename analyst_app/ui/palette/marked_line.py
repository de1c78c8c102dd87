"""A line of words with some letters marked, cut in its middle where it is too long; in either direction of writing."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QTextCharFormat, QTextLayout, QTextOption

from analyst_app.core.excerpts import is_rightward


def paint_marked(
    painter: QPainter, left: int, baseline: int, words: str, marks: Sequence[tuple[int, int]], ground: QColor
) -> int:
    """Paint words on one line, some on a ground of their own; returns their width, pixels.

    Args:
        painter: has font and colour.
        left: edge of the words, pixels.
        baseline: of them.
        words: as they are shown.
        marks: begin and end of what is marked, code points.
        ground: is behind that.
    """
    layout = QTextLayout(words, painter.font())
    option = QTextOption(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignAbsolute)
    option.setWrapMode(QTextOption.WrapMode.NoWrap)
    is_leftward = not is_rightward(words)
    option.setTextDirection(Qt.LayoutDirection.RightToLeft if is_leftward else Qt.LayoutDirection.LeftToRight)
    layout.setTextOption(option)
    layout.setFormats([_range(words, start, end, ground) for start, end in marks])
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(QFontMetrics(painter.font()).horizontalAdvance(words) + 1)
    layout.endLayout()
    layout.draw(painter, QPointF(left, baseline - line.ascent()))
    return int(line.naturalTextWidth())


def shortened(
    words: str, marks: Sequence[tuple[int, int]], metrics: QFontMetrics, room: int
) -> tuple[str, list[tuple[int, int]]]:
    """Words cut in their middle so that they have room, for names that are alike differ at their end; and their marks.

    Args:
        words: as they are.
        marks: begin and end, code points; what of them is cut away goes.
        metrics: of the type.
        room: pixels.
    """
    shown = metrics.elidedText(words, Qt.TextElideMode.ElideMiddle, max(0, room))
    if shown == words:
        return words, list(marks)
    head = next((n for n, (one, other) in enumerate(zip(shown, words, strict=False)) if one != other), 0)
    gone = len(words) - len(shown)
    tail = head + 1 + gone  # the first letter after the cut, in the words as they are
    kept = [(start, min(end, head)) for start, end in marks] + [(max(start, tail), end) for start, end in marks]
    ends = [(start, end) if end <= head else (start - gone, end - gone) for start, end in kept if start < end]
    return shown, ends


def _range(words: str, start: int, end: int, ground: QColor) -> QTextLayout.FormatRange:
    marked = QTextLayout.FormatRange()
    marked.start, marked.length = _units(words[:start]), _units(words[start:end])
    marked.format = QTextCharFormat()
    marked.format.setBackground(ground)
    return marked


def _units(words: str) -> int:
    """The length of words as Qt counts them."""
    return len(words.encode("utf-16-le")) // 2
