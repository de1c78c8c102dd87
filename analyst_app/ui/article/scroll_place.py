"""The article's scroll bar, read and set as a place in the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from PySide6.QtCore import QRect
    from PySide6.QtGui import QTextBlock, QTextDocument
    from PySide6.QtWidgets import QScrollBar, QWidget

    from analyst_app.core.span import Span
    from analyst_app.ui.article.column_layout import ColumnLayout


class ScrolledText(Protocol):
    """The text that is scrolled; places are code points, those named ``utf16`` excepted."""

    def to_utf16(self, position: int) -> int:
        """The place of a code point in the widget's text."""

    def to_codepoints(self, position_utf16: int) -> int:
        """The code point at a place of the widget's text."""

    def rect_of(self, position: int) -> QRect:
        """The rectangle of a caret at a code point, in the viewport."""

    def verticalScrollBar(self) -> QScrollBar:
        """The scroll bar, whose values are lines."""

    def firstVisibleBlock(self) -> QTextBlock:
        """The paragraph at the top."""

    def document(self) -> QTextDocument:
        """The widget's document."""

    def viewport(self) -> QWidget:
        """The widget that is painted on."""


class ScrollPlace:
    """Reads and sets the scroll bar of one view.

    Args:
        view: the article.
        column: its layout.
    """

    def __init__(self, view: ScrolledText, column: ColumnLayout) -> None:
        self._view, self._column = view, column
        self._kept: tuple[int, int] | None = None  # a place that was returned to, and the scroll bar's value for it

    @property
    def top(self) -> int:
        """The code point at which the first visible line begins.

        After a return to a place it is that place until somebody scrolls:
        narrowing and widening a window ends where it began.
        """
        value = self._view.verticalScrollBar().value()
        if self._kept is not None and self._kept[1] == value:
            return self._kept[0]
        block = self._view.firstVisibleBlock()
        self._column.blockBoundingRect(block)
        layout = block.layout()
        row = value - block.firstLineNumber()
        start_utf16 = layout.lineAt(row).textStart() if 0 <= row < layout.lineCount() else 0
        return self._view.to_codepoints(block.position() + start_utf16)

    def return_to(self, position: int) -> None:
        """Scroll so that a code point's line is the first."""
        self._scroll(position, above=0)
        self._kept = (position, self._view.verticalScrollBar().value())

    def reveal(self, span: Span, covered: int = 0) -> None:
        """Scroll so that a span can be read, if it cannot yet: its beginning at a third of the height.

        Args:
            span: code points.
            covered: pixels at the bottom over which something lies.
        """
        height = self._view.viewport().height() - covered
        first, last = self._view.rect_of(span.start), self._view.rect_of(span.end)
        edge = min(round(self._column.pitch / 2), height // 4)
        is_tall = last.bottom() - first.top() > height - edge
        is_in = first.top() >= 0 and last.bottom() <= height - edge
        if is_in or (is_tall and 0 <= first.top() < height // 2):
            return
        self._scroll(span.start, above=height // 3)
        if covered and not self._is_in(span, height - edge):
            self._scroll(span.start, above=0)

    def _is_in(self, span: Span, height: int) -> bool:
        return self._view.rect_of(span.start).top() >= 0 and self._view.rect_of(span.end).bottom() <= height

    def shows(self, span: Span) -> bool:
        """True if at least the better half of one of a span's lines is to be seen."""
        first, last = self._view.rect_of(span.start), self._view.rect_of(span.end)
        return first.center().y() < self._view.viewport().height() and last.center().y() >= 0

    def _scroll(self, position: int, *, above: int) -> None:
        """Bring a code point's line to the top, leaving about so many pixels above it."""
        view = self._view
        at_utf16 = view.to_utf16(position)
        block = view.document().findBlock(at_utf16)
        self._column.blockBoundingRect(block)
        line = block.layout().lineForTextPosition(at_utf16 - block.position())
        row = line.lineNumber() if line.isValid() else 0
        while above > 0 and (row or block.previous().isValid()):
            above -= round(self._column.pitch)
            if row:
                row -= 1
            else:
                block = block.previous()
                self._column.blockBoundingRect(block)
                row = max(0, block.layout().lineCount() - 1)
        view.verticalScrollBar().setValue(block.firstLineNumber() + row)
