"""The question which readings are compared."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from analyst_app.core.layer_ids import MOST_READERS, is_gold
from analyst_app.session.layer_names import LAYER_FILES
from analyst_app.ui.widgets.dialog_fit import fit_dialog
from analyst_app.ui.widgets.elided_combo import ElidedCombo
from analyst_app.ui.widgets.message import PlainLabel
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.wording import in_row, tr


class CompareDialog(QDialog):
    """Two layers of the article, all readers at once, or one and a file from elsewhere."""

    chosen = Signal(str, str, bool)
    """A, B, and whether their names stay hidden."""
    all_chosen = Signal(object, bool)
    """The layers of all readers who are done, as many as have a digit, and whether their names stay hidden."""
    file_chosen = Signal(str, object, bool)
    """A, the file of B, and whether their names stay hidden."""

    def __init__(
        self, layers: Sequence[str], first: str, parent: QWidget, *, apart: Mapping[str, str], withheld: str = ""
    ) -> None:
        """Offer layers, ``first`` as A; one that stands apart comes last, and only a person chooses it.

        Args:
            layers: ids of those that may be seen.
            first: id of the one that is open.
            parent: the window.
            apart: by layer that is not finished, or a second reading, what it is.
            withheld: the sentence about those that may not be seen.
        """
        super().__init__(parent)
        self.setObjectName("compare_dialog")
        self.setWindowTitle(tr("Compare with…"))
        self._withheld = withheld
        ordered = sorted(layers, key=lambda layer: (layer in apart, layer != first, is_gold(layer), layer))
        self.a, self.b = ElidedCombo(self), ElidedCombo(self)
        for name, box in (("compare_a", self.a), ("compare_b", self.b)):
            box.setObjectName(name)
            box.setPlaceholderText(tr("choose…"))
            for layer in ordered:
                box.addItem(_in_words(layer, apart.get(layer, "")), layer)
        usual = [layer for layer in ordered[1:] if not is_gold(layer)] or ordered[1:]
        second = next((layer for layer in usual if layer not in apart), "")
        self.a.setCurrentIndex(0 if ordered and ordered[0] not in apart else -1)
        self.b.setCurrentIndex(self.b.findData(second) if second else -1)
        self.hides_names = QCheckBox(tr("Hide the names, in a shuffled order"), self)
        self.hides_names.setObjectName("compare_blind")
        self._said = PlainLabel("", self)
        self._said.setObjectName("compare_words")
        self._said.setWordWrap(True)
        self._every = sorted(layer for layer in layers if not is_gold(layer) and layer not in apart)
        form = QFormLayout()
        form.addRow(tr("A"), self.a)
        form.addRow(tr("B"), self.b)
        form.addRow(self.hides_names)
        form.addRow(self._said)
        column = QVBoxLayout(self)
        column.addLayout(form)
        column.addWidget(self._buttons())
        fit_dialog(self, 0, 0)
        self._check()
        self.a.currentIndexChanged.connect(self._check)
        self.b.currentIndexChanged.connect(self._check)
        if not self.b.currentData():
            (self.b if self.a.currentData() else self.a).setFocus()

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.go = QPushButton(tr("Compare"), self)
        self.go.setDefault(True)
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        count, at_once = len(self._every), self._every[:MOST_READERS]
        if count > 2:
            words = tr("&All {count} readers", count=count)
            if count > MOST_READERS:
                words = tr("&At once the first {most} of {count} readers", most=MOST_READERS, count=count)
            together = QPushButton(words, self)
            together.setObjectName("compare_all")
            together.setToolTip(plain_tip(tr("At once, on one card: {layers}", layers=in_row(at_once))))
            together.clicked.connect(self._accept_all)
            buttons.addButton(together, QDialogButtonBox.ButtonRole.ActionRole)
        elsewhere = QPushButton(tr("A file from elsewhere…"), self)
        elsewhere.setAutoDefault(False)  # Enter opens it only where somebody went to it
        elsewhere.clicked.connect(self._ask_for_file)
        buttons.addButton(elsewhere, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        return buttons

    def _check(self) -> None:
        a, b = self.a.currentData(), self.b.currentData()
        self.go.setEnabled(bool(a) and bool(b) and a != b)
        if not self.a.count() and not self._withheld:
            self._said.setText(tr("Nobody has tagged anything in this article yet: there is nothing to compare."))
        elif self.a.count() < 2:
            self._said.setText(self._withheld or tr("There is no second layer beside this article."))
        elif not a or not b:
            self._said.setText(tr("No two people are done with this article. Choose whose layers to compare."))
        else:
            self._said.setText(tr("Choose two different layers.") if a == b else self._left_words())

    def _left_words(self) -> str:
        """The sentence about those for whom there is no digit, in a review of all at once; empty: there is one each."""
        left = self._every[MOST_READERS:]
        if not left:
            return ""
        return tr(
            "Not at once with the others, as {most} have a digit each: {layers}.",
            most=MOST_READERS,
            layers=in_row(left),
        )

    def _accept(self) -> None:
        self.accept()
        self.chosen.emit(self.a.currentData(), self.b.currentData(), self.hides_names.isChecked())

    def _accept_all(self) -> None:
        self.accept()
        self.all_chosen.emit(self._every[:MOST_READERS], self.hides_names.isChecked())

    def _ask_for_file(self) -> None:
        kinds = tr("Layers ({pattern})", pattern=LAYER_FILES)
        name, _ = QFileDialog.getOpenFileName(self, tr("A layer’s file"), "", kinds)
        if name:
            self.accept()
            self.file_chosen.emit(self.a.currentData(), Path(name), self.hides_names.isChecked())


def _in_words(layer: str, reason: str) -> str:
    return f"{layer} – {reason}" if reason else layer
