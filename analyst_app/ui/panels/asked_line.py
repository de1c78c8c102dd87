"""A line of words that is asked for beside a list: Enter gives it, Esc asks no more."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from analyst_app.ui.commands.keys import OpeningKey
from analyst_app.ui.widgets.focus_places import COMES_BACK


class AskedLine(QLineEdit):
    """The line. It is hidden until it asks."""

    left = Signal()
    """Esc: nothing is given."""
    gone = Signal(bool)
    """The focus went elsewhere; True if something was typed."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        OpeningKey(self)
        self._first = ""
        self.setVisible(False)

    def ask(self, question: str, words: str = "") -> None:
        """Ask.

        Args:
            question: stands in the line while it is empty.
            words: stand in it at first.
        """
        self._first = words
        self.setPlaceholderText(question)
        self.setAccessibleName(question)
        self.setText(words)
        self.setVisible(True)
        self.setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        if event.reason() not in COMES_BACK and self.isVisible():
            self.gone.emit(self.text() != self._first)
