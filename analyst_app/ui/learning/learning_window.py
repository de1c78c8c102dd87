"""The window that says what the assistant has learnt: figures a tag, the switch, learning again, what to read next."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QDialog, QHBoxLayout, QPushButton, QTableView, QVBoxLayout, QWidget

from analyst_app.corpus.overview import Table
from analyst_app.ui.learning.learnt_words import figures_table, in_words, summary
from analyst_app.ui.panels.figures_table import TableModel
from analyst_app.ui.widgets.dialog_fit import fit_dialog
from analyst_app.ui.widgets.message import PlainLabel, shown_name
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook
    from analyst_app.ui.learning.learner import Learner

_LOOK = 500
"""Milliseconds between two looks at the clock while it learns."""
_ROOM = 16
"""Pixels between two columns."""


class LearningWindow(QDialog):
    """Shows the last report of the learner.

    Args:
        learner: of the opened folder.
        codebook: names the tags.
        parent: the window.
    """

    article_wanted = Signal(Path)
    """The article that teaches most is to be opened."""
    learning_wanted = Signal(bool)
    """It is to be learnt; True: though the layers are the same."""

    def __init__(self, learner: Learner, codebook: Codebook, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("learning_window")
        self.setWindowTitle(tr("What the assistant learnt"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit_dialog(self, 640, 420)
        self._learner, self._codebook = learner, codebook
        self._clock = QTimer(self, interval=_LOOK)
        self._clock.timeout.connect(self._tell_time)
        self._lay_out()
        learner.changed.connect(self._show)
        self._show()

    # -- inside ------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.said, self.sentence = _label("learning_said", self), _label("learning_sentence", self)
        self._table = TableModel(Table("", ()), self)
        self.figures = QTableView(self)
        self.figures.setModel(self._table)
        self.figures.setObjectName("learning_figures")
        self.figures.setAccessibleName(tr("Figures of each tag"))
        self.figures.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.figures.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.figures.setTabKeyNavigation(False)
        self.figures.verticalHeader().setVisible(False)
        self.figures.setShowGrid(False)
        self.use = QCheckBox(tr("&Propose what was learnt"), self)
        self.use.setObjectName("learning_use")
        self.again = _button("learning_again", tr("&Learn again"), self)
        self.stop = _button("learning_stop", tr("&Stop"), self)
        self.next = _button("learning_next", "", self)
        self.next.setToolTip(tr("The article that nobody has begun and that teaches the assistant most"))
        buttons = QHBoxLayout()
        for button in (self.again, self.stop, self.next):
            buttons.addWidget(button)
        buttons.addStretch(1)
        column = QVBoxLayout(self)
        column.addWidget(self.said)
        column.addWidget(self.figures, 1)
        column.addWidget(self.sentence)
        column.addWidget(self.use)
        column.addLayout(buttons)
        self.use.clicked.connect(self._learner.use)
        self.again.clicked.connect(lambda: self.learning_wanted.emit(True))
        self.stop.clicked.connect(self._learner.stop)
        self.next.clicked.connect(self._open_next)
        self.figures.selectionModel().currentRowChanged.connect(self._explain)

    def _show(self) -> None:
        learner = self._learner
        report = learner.report
        has_figures = report is not None and report.model is not None and bool(report.model.figures)
        self.figures.setVisible(has_figures)
        self.sentence.setVisible(has_figures)
        self.use.setVisible(has_figures)
        self.use.setChecked(learner.is_used)
        self.again.setEnabled(not learner.is_learning)
        self.stop.setVisible(learner.is_learning)
        following = report.next if report is not None else None
        self.next.setVisible(following is not None)
        if following is not None:
            self.next.setText(tr("&Next: {name}", name=shown_name(following.name).replace("&", "&&")))
        if has_figures and report is not None:
            self._table.show_table(figures_table(report, self._codebook))
            self._fit_columns()
            self.figures.setCurrentIndex(self._table.index(0, 0))
            self._explain(self.figures.currentIndex())
        self._tell()

    def _tell(self) -> None:
        if self._learner.is_learning:
            self._clock.start()
            self._tell_time()
            return
        self._clock.stop()
        if self._learner.failure:
            self.said.setText(shown_name(self._learner.failure))
        elif self._learner.report is not None:
            self.said.setText(summary(self._learner.report))
        else:
            self.said.setText(tr("Nothing was learnt yet in this folder."))

    def _tell_time(self) -> None:
        seconds = int(time.monotonic() - self._learner.begun)
        self.said.setText(
            tr(
                "Learning from your finished articles… {n} second|Learning from your finished articles… {n} seconds",
                seconds,
            )
        )

    def _explain(self, index: QModelIndex) -> None:
        model = self._learner.report.model if self._learner.report is not None else None
        if model is not None and index.isValid():
            self.sentence.setText(in_words(model.figures[index.row()], model.articles, self._codebook))

    def _fit_columns(self) -> None:
        self.figures.resizeColumnsToContents()
        for column in range(self._table.columnCount()):
            self.figures.setColumnWidth(column, self.figures.columnWidth(column) + _ROOM)

    def _open_next(self) -> None:
        report = self._learner.report
        if report is not None and report.next is not None:
            self.article_wanted.emit(report.next)


def _label(name: str, parent: QWidget) -> PlainLabel:
    label = PlainLabel("", parent)
    label.setObjectName(name)
    label.setWordWrap(True)
    return label


def _button(name: str, words: str, parent: QWidget) -> QPushButton:
    button = QPushButton(words, parent)
    button.setObjectName(name)
    button.setAutoDefault(False)
    return button
