"""The places of the characters of one laid-out block: spans to rectangles.

In a block of one direction ``cursorToX`` says it; where writing directions
meet it is ambiguous, so there the glyph runs are asked.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, Qt

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QTextBlock, QTextLine

    from analyst_app.ui.article.column_layout import LinePlace
    from analyst_app.ui.article.shown_text import ShownText

_RIGHT_TO_LEFT = re.compile(
    "[\u0590-\u08ff\u200f\u202a-\u202e\u2066-\u2069\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"
)


class BlockLine(NamedTuple):
    """One line of a block, in the block's pixels and UTF-16 offsets."""

    line: QTextLine
    start_utf16: int
    end_utf16: int
    left: float
    right: float
    top: float
    over: float
    """The end of the lanes above the letters."""
    baseline: float
    under: float
    """The beginning of the lanes under the letters."""
    bottom: float
    """The beginning of the next line's room."""


class SpanPart(NamedTuple):
    """The part of a span that lies on one line."""

    row: int
    """Number of the line in the block."""
    rect: QRectF
    """In the block's pixels."""


class BlockGeometry:
    """The places of one block's characters; good until the block is laid out anew.

    Args:
        shown: the shown text that the block is part of.
        block: laid out.
        places: of its lines.
    """

    def __init__(self, shown: ShownText, block: QTextBlock, places: Sequence[LinePlace]) -> None:
        self._offsets = shown.offsets
        self.first_utf16 = block.position()
        self.length_utf16 = block.length() - 1
        self.start = self._offsets.to_codepoints(self.first_utf16)
        """Code point at which the block begins."""
        self.end = self._offsets.to_codepoints(self.first_utf16 + self.length_utf16)
        """Code point after its last character."""
        self._text, self._block = shown.text, block
        self.places = places

    @property
    def is_leftward(self) -> bool:
        """True if the block is written from right to left, as Qt lays it out."""
        return self._block.textDirection() == Qt.LayoutDirection.RightToLeft

    @cached_property
    def lines(self) -> list[BlockLine]:
        """The lines, from the top; a block without annotations is not asked for them."""
        layout = self._block.layout()
        return [_line(layout.lineAt(row), place) for row, place in enumerate(self.places)]

    @cached_property
    def _ends(self) -> list[int]:
        return [line.end_utf16 for line in self.lines]

    @cached_property
    def _has_rtl(self) -> bool:
        return _RIGHT_TO_LEFT.search(self._text, self.start, self.end) is not None

    def pieces(self, start: int, end: int) -> list[SpanPart]:
        """The rectangles of a span, one a line and stretch of one direction, from the top."""
        first = max(0, self._offsets.to_utf16(start) - self.first_utf16)
        last = min(self.length_utf16, self._offsets.to_utf16(end) - self.first_utf16)
        found: list[SpanPart] = []
        for row, line in enumerate(self.lines):
            if line.start_utf16 >= last:
                break
            low, high = max(first, line.start_utf16), min(last, line.end_utf16)
            if low < high:
                found += [SpanPart(row, rect) for rect in self._on_line(line, low, high)]
        return found

    def edge(self, position: int, *, is_end: bool) -> tuple[float, BlockLine] | None:
        """The place at which an edge of a span is drawn: x and the line.

        Args:
            position: code points, in the block.
            is_end: whether the character before it is the one inside the span.
        """
        at = self._offsets.to_utf16(position) - self.first_utf16
        for row, line in enumerate(self.lines):
            if line.start_utf16 <= at < line.end_utf16 or (
                at == line.end_utf16 and (is_end or row == len(self.lines) - 1)
            ):
                return self._x_of(line, at, is_end=is_end), line
        return None

    @property
    def starts(self) -> tuple[int, ...]:
        """The code points at which the lines begin."""
        to_codepoints, first = self._offsets.to_codepoints, self.first_utf16
        return tuple(to_codepoints(first + line.start_utf16) for line in self.lines)

    def row_at(self, position: int) -> int:
        """The line that holds a code point."""
        at = self._offsets.to_utf16(position) - self.first_utf16
        return min(bisect_right(self._ends, at), max(0, len(self._ends) - 1))

    # -- inside --------------------------------------------------------------

    def _on_line(self, line: BlockLine, low: int, high: int) -> list[QRectF]:
        height = line.bottom - line.top
        if not self._has_rtl:
            left = _x(line.line, low)
            right = min(_x(line.line, high) if high < line.end_utf16 else line.right, line.right)
            return [QRectF(left, line.top, right - left, height)] if right > left else []
        runs = sorted((run.boundingRect() for run in line.line.glyphRuns(low, high - low)), key=QRectF.left)
        joined: list[QRectF] = []
        for run in runs:
            if joined and run.left() <= joined[-1].right() + 0.75:
                joined[-1].setRight(max(run.right(), joined[-1].right()))
            else:
                joined.append(QRectF(run.left(), line.top, run.width(), height))
        return [rect for rect in joined if rect.width() > 0]

    def _x_of(self, line: BlockLine, at: int, *, is_end: bool) -> float:
        if not self._has_rtl:
            return min(_x(line.line, at), line.right) if is_end else _x(line.line, at)
        low = at - 1 if is_end else at
        runs = line.line.glyphRuns(max(line.start_utf16, low), 1)
        if not runs:
            return _x(line.line, at)
        rect = runs[0].boundingRect()
        return rect.left() if runs[0].isRightToLeft() == is_end else rect.right()


def _line(line: QTextLine, place: LinePlace) -> BlockLine:
    rect, start, (top, box) = line.naturalTextRect(), line.textStart(), place
    places = (top, top + box.over, top + box.baseline, top + box.under, top + box.height)
    return BlockLine(line, start, start + line.textLength(), rect.left(), rect.right(), *places)


def _x(line: QTextLine, at: int) -> float:
    x: float = line.cursorToX(at)[0]  # type: ignore[index]  # the stub does not know of the pair
    return x
