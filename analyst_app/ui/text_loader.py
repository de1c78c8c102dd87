"""Gives a text widget its text in small portions, so that ten megabytes never hold up the window."""

from __future__ import annotations

from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextCharFormat, QTextCursor

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument

    from analyst_app.ui.shown_text import ShownText

_SLICE = 0.006
"""Seconds at a time."""
_LEAST, _MOST = 4_000, 262_144
"""Characters of one insertion; between, whatever took a slice's half last time."""


class TextLoader(QObject):
    """Fills one document.

    Args:
        document: the widget's.
        parent: the widget.
    """

    grown = Signal()
    """More of the text is there."""
    finished = Signal()
    """All of it is there."""

    def __init__(self, document: QTextDocument, parent: QObject) -> None:
        super().__init__(parent)
        self._document = document
        self._shown: ShownText | None = None
        self._size = 16_384
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._work)

    @property
    def is_done(self) -> bool:
        """Whether nothing is left to load."""
        return self._shown is None or self._shown.is_whole

    def start(self, shown: ShownText) -> None:
        """Load a text into the empty document: the first screens at once, the rest as there is time."""
        self._shown = shown
        self._size = 16_384
        self._timer.start()
        self._work()

    def load_to(self, position: int) -> None:
        """Load on, without a pause, until a code point is there."""
        while self._shown is not None and self._shown.reached < position and not self._shown.is_whole:
            self._insert(self._shown)
        self._tell()

    def stop(self) -> None:
        """Forget the text."""
        self._shown = None
        self._timer.stop()

    # -- inside --------------------------------------------------------------

    def _work(self) -> None:
        until = perf_counter() + _SLICE
        while self._shown is not None and not self._shown.is_whole and perf_counter() < until:
            self._insert(self._shown)
        self._tell()

    def _insert(self, shown: ShownText) -> None:
        began = perf_counter()
        cursor = QTextCursor(self._document)
        cursor.movePosition(QTextCursor.MoveOperation.End)
        cursor.insertText(shown.next_piece(self._size), QTextCharFormat())
        took = max(perf_counter() - began, 1e-6)
        self._size = int(min(_MOST, max(_LEAST, self._size * min(2.0, _SLICE / 2 / took))))

    def _tell(self) -> None:
        self.grown.emit()
        if self._timer.isActive() and self.is_done:
            self._timer.stop()
            self.finished.emit()
