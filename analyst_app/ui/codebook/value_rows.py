"""The values of a choice, a row each: digit, name, meaning."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QToolButton, QWidget

from analyst_app.ui.codebook.card_order import Handle
from analyst_app.ui.codebook.key_capture import KeyCapture
from analyst_app.ui.widgets.theme import Looks
from analyst_app.wording import tr

Raw = dict[str, Any]


class ValueRow(QWidget):
    """The fields of one value.

    Args:
        looks: colours and sizes.
        value: as the codebook has it.
        prefix: of the fields' object names.
        parent: as ever.
    """

    edited = Signal(str, object)
    """A key of the value, and what stands under it from now on; None: nothing."""
    removed = Signal()
    dragged = Signal(int)
    dropped = Signal(int)
    step_wanted = Signal(int)

    def __init__(self, looks: Looks, value: Raw, prefix: str, parent: QWidget) -> None:
        super().__init__(parent)
        name = str(value.get("name", value["id"]))
        self.handle = Handle(looks, tr("Move the value {name}", name=name), self)
        self.handle.setObjectName(f"handle_of_{value['id']}")  # goes with the value, wherever it is moved
        self.digit = KeyCapture(looks, tr("Digit of {name}", name=name), is_digit=True, parent=self)
        self.digit.setObjectName(f"{prefix}_digit")
        self.digit.show_key(str(value.get("digit") or ""))
        self.name = QLineEdit(name, self)
        self.name.setObjectName(f"{prefix}_name")
        self.name.setAccessibleName(tr("Name of the value"))
        self.name.setMinimumWidth(looks.sizes.width("value_name") // 2)
        self.name.setMaximumWidth(looks.sizes.width("value_name"))
        self.meaning = QLineEdit(str(value.get("definition", "")), self)
        self.meaning.setObjectName(f"{prefix}_meaning")
        self.meaning.setAccessibleName(tr("Meaning of {name}", name=name))
        self.meaning.setPlaceholderText(tr("What it means (optional)"))
        self.remove = QToolButton(self)
        self.remove.setObjectName(f"{prefix}_remove")
        self.remove.setText("×")
        self.remove.setAccessibleName(tr("Remove the value {name}", name=name))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(looks.sizes.space(1))
        for part in (self.handle, self.digit):
            row.addWidget(part)
        row.addWidget(self.name, 1)
        row.addWidget(self.meaning, 3)
        row.addWidget(self.remove)
        self.digit.pressed_key.connect(lambda key: self.edited.emit("digit", int(key) if key else None))
        self.name.textEdited.connect(lambda words: self.edited.emit("name", words.strip()))
        self.meaning.textEdited.connect(lambda words: self.edited.emit("definition", words.strip() or None))
        self.remove.clicked.connect(self.removed)
        self.handle.dragged.connect(self.dragged)
        self.handle.dropped.connect(self.dropped)
        self.handle.step_wanted.connect(self.step_wanted)
