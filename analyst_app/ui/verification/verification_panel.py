"""The pane under the text in which a quote stands beside its source, and a key stores the verdict."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDockWidget,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from analyst_app.ui.verification.compared_pair import ComparedPair
from analyst_app.ui.verification.evidence_model import EvidenceModel
from analyst_app.ui.widgets.flow_layout import FlowLayout
from analyst_app.ui.widgets.lower_docks import keep_rows, key_within
from analyst_app.ui.widgets.message import ElidedLabel
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.wording import tr, visible

if TYPE_CHECKING:
    from analyst_app.export.evidence.evidence_report import Evidence, Marked

_KEYS = (("N", "next_wanted"), ("P", "previous_wanted"), ("Return", "store_wanted"), ("Enter", "store_wanted"))
_GOING = ("N", "P")
_KEYS_OF_ROWS = (("V", "other_wanted"),)


class VerificationPanel(QDockWidget):
    """A pane of two texts, a table and buttons; it knows neither sessions nor files.

    Args:
        parent: the window.
    """

    next_wanted = Signal()
    """The next quote."""
    previous_wanted = Signal()
    """The quote before."""
    store_wanted = Signal()
    """The verdict that is shown is to be stored."""
    other_wanted = Signal()
    """The next of several comparisons of the quote: another version of the article."""
    attach_wanted = Signal()
    """A source is to be attached."""
    run_wanted = Signal()
    """All quotes of the corpus are to be held against their sources; a run that goes on is to end."""
    report_wanted = Signal()
    """The rows of the run are to be written."""
    row_chosen = Signal(object)
    """A row of the run was chosen: an Evidence."""
    room_wanted = Signal()
    """Rows are listed beside the two texts from now on."""
    left = Signal()
    """The focus belongs to the text again."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(tr("Quotes and their sources"), parent)
        self.setObjectName("verification_panel")
        self.setAllowedAreas(Qt.DockWidgetArea.BottomDockWidgetArea | Qt.DockWidgetArea.TopDockWidgetArea)
        body = QWidget(self)
        self.said = ElidedLabel("", body)
        self.said.setObjectName("verification_said")
        self.pair = ComparedPair(body)
        self.pair.setMinimumHeight(self.fontMetrics().lineSpacing() * 3)
        self.model = EvidenceModel()
        column = QVBoxLayout(body)
        column.setContentsMargins(6, 4, 6, 4)
        self.ran = ElidedLabel("", body)
        self.ran.setObjectName("verification_ran")
        self.ran.setVisible(False)
        words = QHBoxLayout()
        words.addWidget(self.said, 1)
        words.addWidget(self.ran, 1)
        column.addLayout(words)
        column.addWidget(self.pair, 1)
        column.addWidget(self._table(body), 2)
        column.addWidget(self._foot(body))
        self.setWidget(body)
        for key, signal in (*_KEYS, *_KEYS_OF_ROWS):
            self._on_key(body, key, getattr(self, signal).emit)
        self._on_key(body, "Esc", self.leave)
        self.say("")

    def _on_key(self, body: QWidget, key: str, act: Callable[[], object]) -> None:
        key_within(body, key, act).setAutoRepeat(key in _GOING)  # a held key stores once

    def _table(self, body: QWidget) -> QTableView:
        self.table = QTableView(body)
        self.table.setObjectName("verification_rows")
        self.table.setAccessibleName(tr("All quotes of the corpus with their verdicts"))
        self.table.setModel(self.model)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setWordWrap(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        self.table.verticalHeader().setDefaultSectionSize(self.table.fontMetrics().height() + 6)
        keep_rows(self.table)
        for column, width in ((0, 220), (2, 220), (5, 160), (4, 100)):
            self.table.setColumnWidth(column, width)
        self.table.horizontalHeader().setSectionResizeMode(3, QHeaderView.ResizeMode.Stretch)
        self.table.clicked.connect(self._choose)
        self.table.setVisible(False)
        return self.table

    def _foot(self, body: QWidget) -> QWidget:
        """The buttons: in a narrow window they go on in the next line, and the window never grows for them."""
        foot = QWidget(body)
        row = FlowLayout(foot)
        self.buttons: dict[str, QPushButton] = {}
        for name, words, signal in (
            ("store", tr("Store the verdict (Enter)"), self.store_wanted),
            ("previous", tr("Previous (P)"), self.previous_wanted),
            ("next", tr("Next (N)"), self.next_wanted),
            ("other", tr("Other version (V)"), self.other_wanted),
            ("attach", tr("Attach a source…"), self.attach_wanted),
            ("run", "", self.run_wanted),
            ("report", tr("Report…"), self.report_wanted),
        ):
            button = QPushButton(words, foot)
            button.setObjectName(f"verification_{name}")
            button.clicked.connect(signal)
            row.addWidget(button)
            self.buttons[name] = button
        self.show_run(is_on=False)
        return foot

    # -- showing -----------------------------------------------------------------------

    def say(self, words: str) -> None:
        """Show a sentence, and no quote."""
        self.said.setText(visible(words))
        self.said.setToolTip("")
        self.pair.show_marked([], [])
        self.buttons["store"].setEnabled(False)
        self.buttons["other"].setEnabled(False)

    def tell(self, words: str) -> None:
        """Show a sentence; the quote that is shown stays."""
        self.said.setText(visible(words))

    def show_quote(self, words: str, quote: Sequence[Marked], source: Sequence[Marked], *, has_others: bool) -> None:
        """Show a quote beside its source.

        Args:
            words: the verdict and what else is to be said.
            quote: the quote's stretches.
            source: the source's stretches.
            has_others: True if the quote is compared with other versions, too.
        """
        self.tell(words)
        self.pair.show_marked(quote, source)
        self.buttons["store"].setEnabled(True)
        self.buttons["other"].setEnabled(has_others)

    def tell_run(self, words: str) -> None:
        """Say how far a run is; the line about the quote that is shown stays: Enter stores what it says."""
        self.ran.setVisible(True)
        self.ran.setText(visible(words))
        self.ran.setToolTip(plain_tip(words))

    def show_run(self, *, is_on: bool) -> None:
        """Show whether a run over the corpus goes on."""
        self.buttons["run"].setText(tr("Cancel the run") if is_on else tr("All of the corpus"))
        self.buttons["report"].setEnabled(not is_on and bool(self.model.rows))

    @property
    def rows(self) -> list[Evidence]:
        """The rows of the run."""
        return self.model.rows

    def begin_rows(self) -> None:
        """Show the table, without rows; it asks for more room."""
        self.model.begin()
        if not self.table.isVisible():
            self.table.setVisible(True)
            self.room_wanted.emit()

    def add_rows(self, rows: list[Evidence]) -> None:
        """Show rows of the run."""
        self.model.add(rows)

    def come_up(self) -> None:
        """Show the pane, with the focus in it."""
        self.show()
        self.raise_()
        self.pair.quote.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Put the pane away; the focus goes to the text."""
        self.hide()
        self.left.emit()

    def _choose(self, index: QModelIndex) -> None:
        self.row_chosen.emit(self.model.rows[index.row()])
