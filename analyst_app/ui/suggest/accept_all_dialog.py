"""The preview of taking many suggestions at once: which, how sure, and how many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QDoubleSpinBox,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from analyst_app.core.excerpts import excerpt, quotes_set_apart, set_apart
from analyst_app.gestures.accepting import whole_span
from analyst_app.ui.suggest.suggest_mode import score_words
from analyst_app.ui.widgets.dialog_fit import fit_dialog
from analyst_app.ui.widgets.plain_label import PlainLabel
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook
    from analyst_app.gestures.accepting import Ghost

_USUAL = 0.8
"""The score from which on suggestions are offered first: nine in ten of those are right."""


class AcceptAllDialog(QDialog):
    """Lists the suggestions from a score on; what is listed when it is accepted is taken.

    Args:
        text: of the article.
        ghosts: the suggestions that are left, by start.
        codebook: names the tags.
        parent: the window.
    """

    taken = Signal(object)
    """The list of suggestions that a person takes."""

    def __init__(self, text: str, ghosts: Sequence[Ghost], codebook: Codebook, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("accept_all")
        self.setWindowTitle(tr("Accept suggestions"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._text, self._ghosts, self._codebook = text, ghosts, codebook
        self.least = QDoubleSpinBox(self)
        self.least.setObjectName("least_score")
        self.least.setRange(0.0, 1.0)
        self.least.setSingleStep(0.05)
        self.least.setDecimals(2)
        label = QLabel(tr("&Score at least"), self)
        label.setBuddy(self.least)
        self.table = self._made_table()
        self.counts = PlainLabel("", self)
        self.counts.setObjectName("accept_all_counts")
        self.counts.setWordWrap(True)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.button = self.buttons.addButton("", QDialogButtonBox.ButtonRole.AcceptRole)
        self.button.setObjectName("accept_these")
        self.button.setAutoDefault(False)
        self.buttons.accepted.connect(self._take)
        self.buttons.rejected.connect(self.reject)
        top = QHBoxLayout()
        top.addWidget(label)
        top.addWidget(self.least)
        top.addStretch(1)
        column = QVBoxLayout(self)
        column.addLayout(top)
        column.addWidget(self.table, 1)
        column.addWidget(self.counts)
        column.addWidget(self.buttons)
        fit_dialog(self, 760, 520)
        self.least.setValue(_USUAL)
        self.least.valueChanged.connect(lambda _: self._list())
        self._list()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.button.setDefault(False)  # the box makes it the default when it comes to be seen
        self.least.setFocus()
        self.least.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter after a score that was typed takes the number only; on a button it presses that."""
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif isinstance(focused := self.focusWidget(), QPushButton):
            focused.click()

    @property
    def chosen(self) -> list[Ghost]:
        """Those from the score on, by start."""
        return [ghost for ghost in self._ghosts if ghost.score >= self.least.value() - 1e-9]

    def _made_table(self) -> QTableWidget:
        table = QTableWidget(0, 5, self)
        table.setObjectName("suggestions_to_accept")
        table.setHorizontalHeaderLabels([tr("Score"), tr("Tag"), tr("Words"), tr("Speaker"), tr("Why")])
        table.verticalHeader().hide()
        table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        table.setTabKeyNavigation(False)
        table.setWordWrap(False)
        for column, width in ((0, 60), (1, 90), (3, 140), (4, 220)):
            table.setColumnWidth(column, width)
        table.horizontalHeader().setSectionResizeMode(2, QHeaderView.ResizeMode.Stretch)
        return table

    def _list(self) -> None:
        chosen = self.chosen
        self.table.setRowCount(len(chosen))
        for row, ghost in enumerate(chosen):
            words, speaker = excerpt(self._text, whole_span(ghost)), speaker_of(ghost) or "–"
            tag = tag_of(ghost, self._codebook)
            cells = (score_words(ghost.score), tag, set_apart(words), set_apart(speaker), quotes_set_apart(ghost.why))
            for column, cell in enumerate(cells):
                self.table.setItem(row, column, QTableWidgetItem(cell))
        spoken = sum(bool(speaker_of(ghost)) for ghost in chosen)
        told = tr("{few} of {n} suggestion|{few} of {n} suggestions", len(self._ghosts), few=len(chosen))
        self.counts.setText(f"{told}. " + tr("{n} with a speaker|{n} with a speaker", spoken) + ".")
        self.button.setText(tr("Accept {n} suggestion|Accept {n} suggestions", len(chosen)))
        self.button.setEnabled(bool(chosen))

    def _take(self) -> None:
        chosen = self.chosen
        self.accept()
        self.taken.emit(chosen)


def speaker_of(ghost: Ghost) -> str:
    """The name of whoever speaks in a suggestion; empty: nobody, or it is no quote."""
    from analyst_app.assist.suggestions import SuggestedSpan

    if isinstance(ghost, SuggestedSpan) or ghost.speaker is None:
        return ""
    return ghost.speaker.name


def tag_of(ghost: Ghost, codebook: Codebook) -> str:
    """The name of the tag that a suggestion would get.

    Args:
        ghost: the suggestion.
        codebook: has the tags.
    """
    from analyst_app.assist.suggestions import SuggestedSpan

    tag = codebook.tag(ghost.tag) if isinstance(ghost, SuggestedSpan) else codebook.first_for("quotation")
    return tag.name if tag is not None else "–"
