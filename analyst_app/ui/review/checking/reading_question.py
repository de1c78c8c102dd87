"""The question whose reading is checked, and in which articles."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QPushButton, QSpinBox, QVBoxLayout, QWidget

from analyst_app.review.one_reading import Sampling
from analyst_app.ui.widgets.dialog_fit import fit_dialog
from analyst_app.ui.widgets.elided_combo import ElidedCombo
from analyst_app.ui.widgets.message import PlainLabel
from analyst_app.wording import tr

STEPS = (2, 3, 5, 10, 20)
"""One of so many articles can be drawn."""
HIGHEST_SEED = 9_999


class ReadingDialog(QDialog):
    """One reader, and this article, every one that she has read, or every n-th of these."""

    chosen = Signal(str)
    """Her reading of this article is to be checked: the layer's id."""
    draw_chosen = Signal(str, object)
    """Her reading of several articles is to be checked: the layer's id, and the sampling of the articles."""
    two_wanted = Signal()
    """Two layers are to be compared instead."""

    def __init__(
        self, readers: Mapping[str, str], first: str, parent: QWidget, *, again: Mapping[str, str], withheld: str = ""
    ) -> None:
        """Offer readers.

        Args:
            readers: status by layer, in the order in which they are offered.
            first: id of the layer that is open; it is chosen at first, if it is offered.
            parent: the window.
            again: by layer that is a second reading, the person; they are offered last.
            withheld: the sentence about layers that may not be seen yet.
        """
        super().__init__(parent)
        self.setObjectName("check_dialog")
        self.setWindowTitle(tr("Check a reading"))
        self._withheld = withheld
        self.reader, self.articles = ElidedCombo(self), ElidedCombo(self)
        self.reader.setObjectName("check_reader")
        for layer in sorted(readers, key=again.__contains__):
            words = layer if readers[layer] == "done" else tr("{layer} – in progress", layer=layer)
            if layer in again:
                words = tr("{reader} – {name}, read again", reader=words, name=again[layer])
            self.reader.addItem(words, layer)
        if first in readers:
            self.reader.setCurrentIndex(self.reader.findData(first))
        self.articles.setObjectName("check_articles")
        self.articles.addItem(tr("This article"), 0)
        self.articles.addItem(tr("Every article read, one after another"), 1)
        for step in STEPS:
            self.articles.addItem(tr("One of every {n} article read|One of every {n} articles read", step), step)
        self.seed = QSpinBox(self)
        self.seed.setObjectName("check_seed")
        self.seed.setRange(1, HIGHEST_SEED)
        self._said = PlainLabel("", self)
        self._said.setObjectName("check_words")
        self._said.setWordWrap(True)
        self.form = QFormLayout()
        self.form.addRow(tr("Reading of"), self.reader)
        self.form.addRow(tr("Articles"), self.articles)
        self.form.addRow(tr("Seed"), self.seed)
        self.form.addRow(self._said)
        column = QVBoxLayout(self)
        column.addLayout(self.form)
        column.addWidget(self._buttons())
        fit_dialog(self, 0, 0)
        self.articles.currentIndexChanged.connect(self._follow)
        self._follow()

    def _buttons(self) -> QDialogButtonBox:
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.go = QPushButton(tr("Check"), self)
        self.go.setDefault(True)
        buttons.addButton(self.go, QDialogButtonBox.ButtonRole.AcceptRole)
        two = QPushButton(tr("Compare two…"), self)
        two.setObjectName("check_two")
        two.clicked.connect(self._compare_instead)
        buttons.addButton(two, QDialogButtonBox.ButtonRole.ActionRole)
        buttons.accepted.connect(self._accept)
        buttons.rejected.connect(self.reject)
        return buttons

    @property
    def _step(self) -> int:
        return int(self.articles.currentData())

    def _follow(self) -> None:
        """Ask for a seed only where something is drawn."""
        self.form.setRowVisible(self.seed, self._step > 1)
        self.go.setEnabled(self.reader.count() > 0)
        if not self.reader.count():
            self._said.setText(self._withheld or tr("Nobody has tagged anything in this article yet."))
        elif self._step > 1:
            self._said.setText(tr("The same seed draws the same articles, here and on another computer."))
        else:
            self._said.setText("")
        self._said.setVisible(bool(self._said.text()))

    def _accept(self) -> None:
        self.accept()
        if self._step:
            self.draw_chosen.emit(self.reader.currentData(), Sampling(self._step, self.seed.value()))
        else:
            self.chosen.emit(self.reader.currentData())

    def _compare_instead(self) -> None:
        self.reject()
        self.two_wanted.emit()
