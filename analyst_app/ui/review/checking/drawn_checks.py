"""The line under the queue that says in which articles an only reader is checked: in all, or in some that are drawn."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSpinBox, QWidget

from analyst_app.review.one_reading import Sampling
from analyst_app.ui.review.checking.reading_question import HIGHEST_SEED, STEPS
from analyst_app.ui.widgets.elided_combo import ElidedCombo
from analyst_app.ui.widgets.message import PlainLabel
from analyst_app.wording import tr


class DrawnChecks(QWidget):
    """Every article that one alone has read, or one of every few that she has read, by a seed.

    Args:
        draw: chosen at first.
        parent: the dialog.
    """

    changed = Signal()
    """Another choice."""

    def __init__(self, draw: Sampling, parent: QWidget) -> None:
        super().__init__(parent)
        self.steps, self.seed = ElidedCombo(self), QSpinBox(self)
        self.steps.setObjectName("queue_checks")
        self.steps.setAccessibleName(tr("Articles in which an only reader is checked"))
        self.steps.addItem(tr("Check only readers in every article"), 1)
        for step in STEPS:
            words = tr("Check them in one of every {n} article read|Check them in one of every {n} articles read", step)
            self.steps.addItem(words, step)
        self.steps.setCurrentIndex(max(0, self.steps.findData(draw.step)))
        self.seed.setObjectName("queue_seed")
        self.seed.setRange(1, HIGHEST_SEED)
        self.seed.setValue(draw.seed)
        self._caption = PlainLabel(tr("Seed"), self)
        self._caption.setBuddy(self.seed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.steps, 1)
        row.addWidget(self._caption)
        row.addWidget(self.seed)
        self._follow()
        self.steps.currentIndexChanged.connect(self._on_change)
        self.seed.valueChanged.connect(self._on_change)

    @property
    def draw(self) -> Sampling:
        """The choice as it is."""
        return Sampling(int(self.steps.currentData()), self.seed.value())

    def _on_change(self) -> None:
        self._follow()
        self.changed.emit()

    def _follow(self) -> None:
        """Ask for a seed only where something is drawn."""
        for one in (self._caption, self.seed):
            one.setVisible(self.draw.step > 1)
