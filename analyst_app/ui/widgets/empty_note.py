"""Says why a list is empty, in its own room, with the button that helps."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QAbstractScrollArea, QPushButton, QVBoxLayout, QWidget

from analyst_app.ui.widgets.held_enter import EnterPress
from analyst_app.ui.widgets.plain_label import PlainLabel
from analyst_app.ui.widgets.theme import Looks

_HEIGHT = 0.4
"""Share of the list's height at which its middle stands."""


class EmptyNote(QWidget):
    """A sentence and a button on a list without rows; the list keeps its place and the keyboard.

    Args:
        name: of the sentence's label; the button's ends with ``_button``.
        over: the list.
        looks: colours and sizes.
    """

    pressed = Signal()
    """The button was."""

    def __init__(self, name: str, over: QAbstractScrollArea, looks: Looks) -> None:
        super().__init__(over.viewport())
        self._looks, self._over = looks, over
        self._said = ("-", "")
        self.words = PlainLabel("", self)
        self.words.setObjectName(name)
        self.words.setWordWrap(True)
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.button = QPushButton(self)
        self.button.setObjectName(f"{name}_button")
        self.button.setAutoDefault(False)
        self.button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.button.clicked.connect(self.pressed)
        column = QVBoxLayout(self)
        column.setSpacing(looks.sizes.space(2))
        column.addWidget(self.words)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignHCenter)
        EnterPress(self)  # the list has an Enter of its own
        over.viewport().installEventFilter(self)
        looks.changed.connect(self._take_looks)
        self._take_looks()
        self.say("")

    @property
    def said(self) -> str:
        """The sentence; empty where there is none."""
        return self.words.text()

    def say(self, words: str, button: str = "") -> None:
        """Say why there is nothing.

        Args:
            words: a sentence; empty: there is something.
            button: says what helps, after its key; empty: there is no button.
        """
        if (words, button) == self._said:
            return
        self._said = (words, button)
        self.words.setText(words)
        self.button.setText(button.replace("&", "&&"))
        self.button.setVisible(bool(button))
        self.setVisible(bool(words))
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Stay in the middle of the list."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return False

    def event(self, event: QEvent) -> bool:
        answer = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._place()  # its words, or their size, are others
        return answer

    def _take_looks(self) -> None:
        self.words.setFont(self._looks.sizes.font("empty"))
        self._place()

    def _place(self) -> None:
        room = self._over.viewport().rect()
        width = min(self._looks.sizes.width("empty"), room.width())
        height = min(room.height(), max(self.sizeHint().height(), self.heightForWidth(width)))
        top = max(0, round(room.height() * _HEIGHT) - height // 2)
        self.setGeometry((room.width() - width) // 2, top, width, height)
