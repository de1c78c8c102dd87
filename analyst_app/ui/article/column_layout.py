"""Lays paragraphs out in a reading column: at most so wide, centred, with room between the lines.

Only paragraphs that are asked for are laid out, and a new column or font moves
each when it is next asked for; so a window can be resized over a million
paragraphs. The layout knows its document only, never the widget: a reference
back would make a cycle through Qt that crashes on the way out.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QTextBlock, QTextDocument, QTextFrame, QTextOption
from PySide6.QtWidgets import QPlainTextDocumentLayout

if TYPE_CHECKING:
    from analyst_app.ui.article.shown_text import ShownText

_LINE_HEIGHT, _COMPARED_LINE_HEIGHT = 1.5, 2.0
"""Distance of two lines, in heights of the font; with a second layer's lanes above the text."""
_BLANK_SHARE = 0.6
"""Height of an empty paragraph, in lines."""
_GAP_SHARE = 0.25
"""Room after a paragraph, in lines."""
_TALL = 1.25
"""Least distance of two lines, in heights of the line itself."""
_WIDE = float(1 << 24)
"""More pixels than any window has."""
_ABOVE, _COMPARED_ABOVE = 0.06, 0.5
"""Share of the room between lines that lies above the text: without lanes there, and with a second layer's."""


class ColumnLayout(QPlainTextDocumentLayout):
    """The layout of one reading column.

    Args:
        document: the text widget's document.
    """

    def __init__(self, document: QTextDocument) -> None:
        super().__init__(document)
        self.left = 0.0
        """The column's beginning, pixels from the viewport's left edge."""
        self.width = 600.0
        """Width of the column, pixels."""
        self.above_share = _ABOVE
        """Share of the room between lines that lies above the text; lanes take the rest."""
        self.requests = 0
        """Number of times that a paragraph's place was asked for: tests of growth read it."""
        self._line_height = _LINE_HEIGHT
        self._shown: ShownText | None = None
        self._is_filling = False
        self._heights: dict[int, float] = {}
        self._is_held = False
        self._has_grown = False
        self._pitch = 0.0
        self._options = (QTextOption(), QTextOption())

    @property
    def pitch(self) -> float:
        """Distance of two lines of the body text, pixels."""
        if not self._pitch:
            self._pitch = float(round(self._line_height * QFontMetricsF(self.document().defaultFont()).height()))
        return self._pitch

    def set_column(self, left: float, width: float) -> bool:
        """Move the column; False if it stands there already."""
        if (left, width) == (self.left, self.width):
            return False
        self.left, self.width = left, width
        self.forget()
        return True

    def forget(self) -> None:
        """Lay every paragraph out anew when it is next asked for."""
        self._heights.clear()
        self._pitch = 0.0
        usual = QTextOption(self.document().defaultTextOption())
        from_right = QTextOption(usual)
        from_right.setTextDirection(Qt.LayoutDirection.RightToLeft)
        from_right.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        self._options = (usual, from_right)

    def follow(self, shown: ShownText) -> None:
        """Lay out this text from now on: it says which blocks go on a paragraph."""
        self._shown = shown

    def make_room(self, *, for_two: bool) -> None:
        """Leave room between the lines for one layer's lanes, or for those of two."""
        self.above_share = _COMPARED_ABOVE if for_two else _ABOVE
        self._line_height = _COMPARED_LINE_HEIGHT if for_two else _LINE_HEIGHT

    def begin_filling(self) -> None:
        """Expect text to be appended; the news of it waits for ``tell``."""
        self._is_filling = True

    def end_filling(self) -> None:
        """Expect no more text for now."""
        self._is_filling = False

    def hold(self) -> None:
        """Keep the news of a changed size back, while painting."""
        self._is_held = True

    def release(self) -> None:
        """Tell what was kept back."""
        self._is_held = False
        self.tell()

    def tell(self) -> None:
        """Say that the size has changed, if it has and nothing holds it back."""
        if self._has_grown and not self._is_held:
            self._say_size()

    # -- Qt's side -----------------------------------------------------------

    def frameBoundingRect(self, frame: QTextFrame) -> QRectF:
        """All of the width: Qt paints a selection over several blocks anew as far as this goes."""
        return QRectF(0, 0, _WIDE, _WIDE)

    def blockBoundingRect(self, block: QTextBlock) -> QRectF:
        self.requests += 1
        if not block.isValid():
            return QRectF()
        number = block.blockNumber()
        height = self._heights.get(number)
        if height is None or not block.layout().lineCount():
            height = self._heights[number] = self._lay_out(block)
        return QRectF(0.0, 0.0, self.left + self.width, height)

    def documentChanged(self, start: int, removed: int, added: int) -> None:
        if self._is_filling:
            # Qt would lay out the article's last screen and paint the window at each portion of the text.
            block = self.document().findBlock(start)  # it was the last one and goes on, or it is the title
            block.clearLayout()
            self._heights.pop(block.blockNumber(), None)
            self._has_grown = True
            return
        super().documentChanged(start, removed, added)
        self.forget()  # also what Qt has just laid out in its own way

    # -- inside --------------------------------------------------------------

    def _lay_out(self, block: QTextBlock) -> float:
        layout = block.layout()
        layout.setTextOption(self._options[block.textDirection() == Qt.LayoutDirection.RightToLeft])
        pitch, y = self.pitch, 0.0
        layout.beginLayout()
        line = layout.createLine()
        while line.isValid():
            line.setLineWidth(self.width)
            height = line.height()
            advance = line_advance(pitch, height)
            # Qt scrolls by the lower edges of lines: whole pixels, or what it moves does not meet what it paints.
            bottom = round(y + (advance - height) * self.above_share + height)
            line.setPosition(QPointF(self.left, bottom - height))
            y += advance
            line = layout.createLine()
        layout.endLayout()
        self._count_lines(block, layout.lineCount())
        if block.length() <= 1:
            return round(pitch * _BLANK_SHARE) if block.next().isValid() else pitch
        following = block.next()
        if not following.isValid():
            y += pitch
        elif following.length() > 1 and not self._is_soft(following.position()):
            y += round(pitch * _GAP_SHARE)
        return y

    def _is_soft(self, position_utf16: int) -> bool:
        """True if the block there goes on a paragraph, so that no room is left before it."""
        shown = self._shown
        return shown is not None and shown.is_soft(shown.offsets.to_codepoints(position_utf16))

    def _count_lines(self, block: QTextBlock, lines: int) -> None:
        if block.lineCount() == lines:
            return
        block.setLineCount(lines)
        self._has_grown = True
        self.tell()

    def _say_size(self) -> None:
        """Say it once: the widget answers by asking for paragraphs."""
        self._is_held, self._has_grown = True, False
        self.documentSizeChanged.emit(self.documentSize())
        self._is_held = False


def line_advance(pitch: float, height: float) -> float:
    """Distance from a line to the next, pixels: greater where a face or script is tall."""
    return max(pitch, float(round(height * _TALL)))
