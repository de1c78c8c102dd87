"""The progress of a work over many articles, as the status bar tells it, and the button that stops it."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QFontMetricsF
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from analyst_app.ui.widgets.message import ElidedLabel
from analyst_app.wording import tr, visible

if TYPE_CHECKING:
    from analyst_app.ui.widgets.theme import Looks


class WorkLine(QWidget):
    """A sentence and a button; hidden as long as there is no work.

    Args:
        looks: colours and sizes.
        parent: the line that it stands on.
    """

    cancelled = Signal()
    """The work is to stop."""
    changed = Signal()
    """It needs more room, or less."""

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._looks = looks
        self.words = ElidedLabel("", self)
        self.words.setObjectName("work_words")
        self.button = QPushButton(self)
        self.button.setText(tr("Cancel"))  # as an argument, PySide makes QIcon first, to see that it is none: 2 ms
        self.button.setObjectName("work_cancel")
        self.button.setProperty("role", "link")
        self.button.clicked.connect(self.cancelled)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(looks.sizes.space(0))
        row.addWidget(self.words, 1)
        row.addWidget(self.button)
        self.hide()

    def show_words(self, words: str) -> None:
        """Show a sentence; empty: be gone."""
        if words == self.words.text():
            return
        self.words.setText(words)
        self.words.setFont(self._looks.sizes.font("secondary"))
        self.button.setFont(self._looks.sizes.font("secondary"))
        self.setAccessibleName(visible(words))
        self.setVisible(bool(words))
        self.changed.emit()

    @property
    def wanted(self) -> int:
        """The width of the sentence and the button, pixels."""
        words = QFontMetricsF(self._looks.sizes.font("secondary")).horizontalAdvance(self.words.text())
        return ceil(words) + self._looks.sizes.space(1) + self.button.sizeHint().width()
