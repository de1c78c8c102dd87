"""The bar below the table, about an item that has no certain place, or a merge's second reading."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QPushButton, QVBoxLayout, QWidget

from analyst_app.core.annotation import Unplaced
from analyst_app.wording import marked, tr

CHOICES = {
    "confirm": marked("Confirm"),
    "both": marked("Keep both"),
    "open": "",
    "move": "",
    "move_all": "",
    "place": marked("Place here"),
    "discard": marked("Discard"),
}
"""The names of the choices, in the order of their buttons; those that are empty are named where they are offered."""


class WaitingBar(QWidget):
    """Tells of one item and offers what can be done with it. Left and Right go from button to button.

    Its words and buttons are made when the first item is shown: most articles have none.
    """

    def __init__(self, decide: Callable[[str, Unplaced], None]) -> None:
        super().__init__()
        self.setObjectName("unplaced_bar")
        self._decide = decide
        self.item: Unplaced | None = None
        self.buttons: dict[str, QPushButton] = {}
        self._why: QLabel | None = None
        self.hide()

    def _make(self) -> QLabel:
        from analyst_app.ui.widgets.flow_layout import FlowLayout

        why = QLabel()
        why.setObjectName("unplaced_why")
        why.setTextFormat(Qt.TextFormat.PlainText)
        why.setWordWrap(True)
        choices = QWidget()
        row = FlowLayout(choices)
        for what, words in CHOICES.items():
            button = _Button(tr(words) if words else "", self._step)
            button.setObjectName(f"unplaced_{what}")
            button.clicked.connect(lambda _checked=False, what=what: self._clicked(what))
            self.buttons[what] = button
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(why)
        column.addWidget(choices)
        return why

    def show_item(self, item: Unplaced, words: str, choices: Mapping[str, str]) -> None:
        """Offer what can be done with an item.

        Args:
            item: it.
            words: what it is, in sentences.
            choices: what is offered (keys of ``CHOICES``), and how it is called here.
        """
        self.item = item
        self._why = self._why or self._make()
        self._why.setText(words)
        for what, button in self.buttons.items():
            button.setVisible(what in choices)
            button.setText(choices.get(what, ""))
        self.show()

    def show_none(self) -> None:
        """Nothing is looked at."""
        self.item = None
        self.hide()

    @property
    def has_focus(self) -> bool:
        """True if one of the buttons has the keyboard."""
        focus = QApplication.focusWidget()
        return focus is not None and self.isAncestorOf(focus)

    def take_focus(self) -> None:
        """The keyboard goes to the first choice."""
        offered = self._offered()
        if offered:
            offered[0].setFocus(Qt.FocusReason.TabFocusReason)

    def _offered(self) -> list[QPushButton]:
        return [button for button in self.buttons.values() if not button.isHidden()]

    def _step(self, step: int) -> None:
        offered = self._offered()
        here = next((n for n, button in enumerate(offered) if button.hasFocus()), 0)
        offered[(here + step) % len(offered)].setFocus(Qt.FocusReason.TabFocusReason)

    def _clicked(self, what: str) -> None:
        if self.item is not None:
            self._decide(what, self.item)


class _Button(QPushButton):
    """Enter presses it, arrows lead to the next."""

    def __init__(self, words: str, step: Callable[[int], None]) -> None:
        super().__init__(words)
        self._go = step

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1, Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None:
            self._go(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
