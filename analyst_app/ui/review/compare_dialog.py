"""The question which two readings are compared."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QPushButton,
    QWidget,
)

from analyst_app.core.layer_ids import is_gold
from analyst_app.session.layer_names import LAYER_FILES
from analyst_app.ui.widgets.message import PlainLabel
from analyst_app.wording import tr


class CompareDialog(QDialog):
    """Two layers of the article, or one and a file from elsewhere."""

    chosen = Signal(str, str, bool)
    """A, B, and whether their names stay hidden."""
    file_chosen = Signal(str, object, bool)
    """A, the file of B, and whether their names stay hidden."""

    def __init__(self, layers: Sequence[str], first: str, parent: QWidget) -> None:
        """Offer layers, ``first`` as A if it is among them."""
        super().__init__(parent)
        self.setObjectName("compare_dialog")
        self.setWindowTitle("Compare with…")
        ordered = sorted(layers, key=lambda layer: (layer != first, is_gold(layer), layer))
        self.a, self.b = QComboBox(self), QComboBox(self)
        for name, box in (("compare_a", self.a), ("compare_b", self.b)):
            box.setObjectName(name)
            box.addItems(ordered)
        self.b.setCurrentIndex(min(1, len(ordered) - 1))
        self.hides_names = QCheckBox("Hide the names, in a shuffled order", self)
        self.hides_names.setObjectName("compare_blind")
        self._said = PlainLabel("", self)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.go = QPushButton("Compare", self)
        self.go.setDefault(True)
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        elsewhere = QPushButton("A file from elsewhere…", self)
        elsewhere.clicked.connect(self._ask_for_file)
        buttons.addButton(elsewhere, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        form = QFormLayout(self)
        form.addRow("A", self.a)
        form.addRow("B", self.b)
        form.addRow(self.hides_names)
        form.addRow(self._said)
        form.addRow(buttons)
        self._check()
        self.a.currentIndexChanged.connect(self._check)
        self.b.currentIndexChanged.connect(self._check)

    def _check(self) -> None:
        a, b = self.a.currentText(), self.b.currentText()
        self.go.setEnabled(bool(a) and a != b)
        if self.a.count() < 2:
            self._said.setText("There is no second layer beside this article.")
        else:
            self._said.setText("Choose two different layers." if a == b else "")

    def _accept(self) -> None:
        self.accept()
        self.chosen.emit(self.a.currentText(), self.b.currentText(), self.hides_names.isChecked())

    def _ask_for_file(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self, "A layer's file", "", tr("Layers ({pattern})", pattern=LAYER_FILES))
        if name:
            self.accept()
            self.file_chosen.emit(self.a.currentText(), Path(name), self.hides_names.isChecked())
