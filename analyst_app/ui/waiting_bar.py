"""What to do with an item that has no certain place: the bar below the table."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QVBoxLayout, QWidget

from analyst_app.core.annotation import Unplaced
from analyst_app.ui.annotation_model import WHY


class WaitingBar(QWidget):
    """What to do with an item that has no certain place."""

    def __init__(self, decide: Callable[[str, Unplaced], None]) -> None:
        super().__init__()
        self.setObjectName("unplaced_bar")
        self._decide = decide
        self.item: Unplaced | None = None
        self.why = QLabel()
        self.why.setTextFormat(Qt.TextFormat.PlainText)
        self.why.setWordWrap(True)
        self.buttons: dict[str, QPushButton] = {}
        row = QHBoxLayout()
        for what, words in (("confirm", "Confirm"), ("place", "Place here"), ("discard", "Discard")):
            button = QPushButton(words)
            button.setObjectName(f"unplaced_{what}")
            button.clicked.connect(lambda _checked=False, what=what: self._clicked(what))
            self.buttons[what] = button
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.why)
        column.addLayout(row)
        self.show_item(None)

    def show_item(self, item: Unplaced | None) -> None:
        """Offer what can be done with an item; hide for None."""
        self.item = item
        self.setVisible(item is not None)
        if item is not None:
            self.why.setText(f"Waiting: {WHY.get(item.why, item.why)}.")
            self.buttons["confirm"].setEnabled(item.why in ("unconfirmed", "reading"))
            self.buttons["place"].setEnabled(isinstance(item.record, dict) and "tag" in item.record)

    def _clicked(self, what: str) -> None:
        if self.item is not None:
            self._decide(what, self.item)
