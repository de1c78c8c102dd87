"""Gives a text widget its text in small portions, so that ten megabytes never hold up the window."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QTextDocument

    from analyst_app.ui.article.column_layout import ColumnLayout
    from analyst_app.ui.article.shown_text import ShownText

_SLICE = 0.008
"""Seconds at a time."""
_NEWS = 0.1
"""Seconds after which the window is told how long the text is by now: that makes it lay out the last screen."""
_AT_ONCE = 131_072
"""Characters of an article that comes in one portion, the first."""
_LEAST, _FIRST, _MOST = 4_000, 16_384, 131_072
"""Characters of one insertion: so many that it takes about a third of a slice."""


class TextLoader(QObject):
    """Fills one document.

    Args:
        document: the widget's.
        column: its layout.
        parent: the widget.
    """

    grown = Signal(int)
    """More of the text is there: up to which code point it was before."""
    finished = Signal()
    """All of it is there."""

    def __init__(self, document: QTextDocument, column: ColumnLayout, parent: QObject) -> None:
        super().__init__(parent)
        self._document, self._column = document, column
        self._shown: ShownText | None = None
        self._size = _FIRST
        self._told = 0.0
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._work)

    @property
    def is_done(self) -> bool:
        """True if nothing is left to load."""
        return self._shown is None or self._shown.is_whole

    def start(self, shown: ShownText, dress: Callable[[], None] | None) -> None:
        """Load a text into the empty document: the first screens at once, the rest as there is time.

        Args:
            shown: the text.
            dress: called as soon as its first lines are there, before they are laid out.
        """
        self._shown, self._size, self._told = shown, _FIRST, perf_counter()
        self._column.begin_filling()
        self._insert(shown)
        if dress is not None:
            dress()
        self._timer.start()
        if len(shown.text) <= _AT_ONCE:
            self._work()
        else:  # a person reads the first screen meanwhile
            self._fill(shown, shown.reached, until=0.0)

    def load_to(self, position: int) -> None:
        """Load on, without a pause, until a code point is there."""
        if self._shown is not None and self._shown.reached < min(position, len(self._shown.text)):
            self._told = 0.0
            self._fill(self._shown, position, until=float("inf"))

    def stop(self) -> None:
        """Forget the text."""
        self._shown = None
        self._timer.stop()

    # -- inside --------------------------------------------------------------

    def _work(self) -> None:
        if self._shown is not None:
            self._fill(self._shown, len(self._shown.text), until=perf_counter() + _SLICE)

    def _fill(self, shown: ShownText, position: int, *, until: float) -> None:
        before = shown.reached
        self._column.begin_filling()
        while shown.reached < position and not shown.is_whole and perf_counter() < until:
            self._insert(shown)
        self._column.end_filling()
        self.grown.emit(before)
        if shown.is_whole or perf_counter() - self._told > _NEWS:
            self._column.tell()
            self._told = perf_counter()
        if shown.is_whole and self._timer.isActive():
            self._timer.stop()
            self.finished.emit()

    def _insert(self, shown: ShownText) -> None:
        began = perf_counter()
        cursor = QTextCursor(self._document)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(shown.next_piece(self._size), QTextCharFormat())
        took = max(perf_counter() - began, 1e-6)
        self._size = int(min(_MOST, max(_LEAST, self._size * min(2.0, _SLICE / 3 / took))))
