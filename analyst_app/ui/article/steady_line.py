"""Keeps the caret's line where it is on the screen while lines above it get another height.

Qt scrolls by whole lines, so that the first visible line is moved by the few
pixels that are between: under the upper edge, or off it. As soon as somebody
scrolls, it has its own place again.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QRect

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QTextBlock, QTextCursor
    from PySide6.QtWidgets import QScrollBar, QWidget

    from analyst_app.ui.article.article_frame import ArticleFrame
    from analyst_app.ui.article.column_layout import ColumnLayout
    from analyst_app.ui.article.span_painter import SpanPainter


class HeldText(Protocol):
    """The text whose lines are held."""

    def cursorRect(self) -> QRect:
        """The rectangle of the caret, in the viewport."""

    def textCursor(self) -> QTextCursor:
        """The caret and what is selected."""

    def firstVisibleBlock(self) -> QTextBlock:
        """The paragraph at the top."""

    def verticalScrollBar(self) -> QScrollBar:
        """The scroll bar, whose values are lines."""

    def viewport(self) -> QWidget:
        """The widget that is painted on."""


class SteadyLine:
    """Holds the caret's line of one view.

    Args:
        view: the article.
        frame: paints what is seen of it.
        column: its layout.
        painter: of its annotations.
    """

    def __init__(self, view: HeldText, frame: ArticleFrame, column: ColumnLayout, painter: SpanPainter) -> None:
        self._view, self._frame, self._column, self._painter = view, frame, column, painter
        view.verticalScrollBar().valueChanged.connect(self._let_go)

    def through(self, act: Callable[[], object]) -> None:
        """Do something that may give lines another height, while the caret's line stays, if it is seen.

        All that looks different then is painted anew. Nothing is laid out of an article that is not seen.
        """
        if not self._view.viewport().isVisible():
            act()
            return
        view, bar, moves = self._view, self._view.verticalScrollBar(), self._column.moves
        top, seen, caret = bar.value(), self._frame.blocks(), view.textCursor().blockNumber()
        # Qt looks for a caret that is far away paragraph by paragraph.
        is_near = any(shown.block.blockNumber() == caret for shown, _ in seen)
        before = view.cursorRect() if is_near else QRect()
        act()
        now = self._frame.blocks()  # lays out what is seen
        if self._column.moves != moves and view.viewport().rect().intersects(before):
            pixels = view.cursorRect().top() - before.top()
            if pixels:
                self._lift(pixels)
                now = self._frame.blocks()
        if bar.value() == top:
            self._frame.follow(seen, now)
        else:
            view.viewport().update()

    # -- inside --------------------------------------------------------------

    def _lift(self, pixels: int) -> None:
        """Move all that is seen up."""
        bar, shift = self._view.verticalScrollBar(), self._column.shift - pixels
        while shift > 0 and bar.value() > bar.minimum():
            bar.setValue(bar.value() - 1)
            shift -= self._first_height()
        while -shift >= self._first_height() and bar.value() < bar.maximum():
            shift += self._first_height()
            bar.setValue(bar.value() + 1)
        self._put(shift)

    def _first_height(self) -> int:
        """Distance from the first visible line to the next, pixels."""
        block, row = self._first()
        return self._column.places(block)[row].box.height

    def _first(self) -> tuple[QTextBlock, int]:
        """The first visible line."""
        block = self._view.firstVisibleBlock()
        return block, self._view.verticalScrollBar().value() - block.firstLineNumber()

    def _put(self, shift: int) -> None:
        self._painter.forget_blocks(self._column.put_off(*self._first(), shift))

    def _let_go(self) -> None:
        if self._column.shift:
            self._put(0)
            self._view.viewport().update()
