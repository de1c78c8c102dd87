"""A field of text that is as high as its words."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QPlainTextEdit, QSizePolicy, QWidget

from analyst_app.ui.widgets.typed_text import typed_text

_MOST_LINES = 6
"""Lines that it grows to; more are scrolled to."""
_BESIDE = 5
"""Pixels beside the words, more than the document has: they begin where those of a line of text do."""
_FRAME = 8
"""Pixels above and under the words."""


class GrowingText(QPlainTextEdit):
    """A field as high as its words, up to a limit."""

    typed = Signal(str)
    """A person has changed the words."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setProperty("role", "field")
        self.setTabChangesFocus(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(_FRAME / 2)
        self.setViewportMargins(_BESIDE, 0, _BESIDE, 0)
        self._is_shown = False
        """True while words are put in by the program."""
        self.textChanged.connect(self._note)
        self._grow()

    def show_words(self, words: str) -> None:
        """Put in words, which nobody has typed."""
        self._is_shown = True
        self.setPlainText(words)
        self._is_shown = False

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._grow()

    def _note(self) -> None:
        self._grow()
        if not self._is_shown:
            self.typed.emit(typed_text(self.document()))

    def _grow(self) -> None:
        lines = min(_MOST_LINES, max(1, round(self.document().size().height())))
        self.setFixedHeight(self.fontMetrics().lineSpacing() * lines + 2 * _FRAME)


def set_text(field: GrowingText, words: str) -> None:
    """Show words in a field, unless it says the same already."""
    if typed_text(field.document()).strip() != words.strip():
        field.show_words(words)
