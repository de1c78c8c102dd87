"""The list of differences with its chips: one a kind, and the causes that several have in common."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QComboBox,
    QHeaderView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from analyst_app.ui.review.differences.difference_model import CAUSE, DECISION, KIND, KIND_NAMES, TAG, DifferenceModel
from analyst_app.ui.review.differences.difference_model import A as A_COLUMN
from analyst_app.ui.review.differences.difference_model import B as B_COLUMN
from analyst_app.ui.widgets.flow_layout import FlowLayout
from analyst_app.ui.widgets.row_table import RowTable

if TYPE_CHECKING:
    from analyst_app.ui.review.review_session import ReviewSession

_WIDTHS = {KIND: 14, TAG: 9, CAUSE: 17, DECISION: 12}
"""In widths of a letter."""
_ROOM_FOR = {CAUSE: 71, TAG: 54}
"""Width of the table, in letters, from which a column is shown: readings and decision come first, the card has all."""
_CAUSES = 40
"""Causes that are offered, the most frequent first."""


class DifferenceTable(RowTable):
    """The table itself."""

    def __init__(self) -> None:
        super().__init__("difference_table", "Differences")

    def fit(self) -> None:
        """Give the columns their widths, and leave out those for which there is no room."""
        if self.model() is None:
            return
        letter, columns = self.fontMetrics().averageCharWidth(), self.horizontalHeader()
        columns.setMinimumSectionSize(4 * letter)
        for column, width in _WIDTHS.items():
            columns.resizeSection(column, width * letter)
        for column in (A_COLUMN, B_COLUMN):
            columns.setSectionResizeMode(column, QHeaderView.ResizeMode.Stretch)
        for column, room in _ROOM_FOR.items():
            self.setColumnHidden(column, self.viewport().width() < room * letter)

    def resizeEvent(self, event: QResizeEvent) -> None:
        self.fit()
        super().resizeEvent(event)


class DifferencePanel(QWidget):
    """Chips, causes, table."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review: ReviewSession | None = None
        self._model: DifferenceModel | None = None
        self._following = False
        self._chips: dict[str, QPushButton] = {}
        chips = QWidget(self)
        self._chip_row = FlowLayout(chips)
        self.causes = QComboBox(self)
        self.causes.setObjectName("cause_filter")
        self.causes.setAccessibleName("Cause")
        self.causes.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.causes.activated.connect(self._choose_cause)
        self.table = DifferenceTable()
        for name in KIND_NAMES:
            if name != "same":
                self._add_chip(name, chips)
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 6, 6, 0)
        column.addWidget(chips)
        column.addWidget(self.causes)
        column.addWidget(self.table, 1)

    def show_review(self, review: ReviewSession | None) -> None:
        """List the differences of a review; None for none."""
        old, self._review = self._model, review
        self._model = DifferenceModel(review) if review is not None else None
        self.table.setModel(self._model)
        if old is not None:
            old.deleteLater()
        if review is None:
            return
        self.table.fit()
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        review.current_changed.connect(self._follow)
        review.listed.connect(self._on_listed)
        review.rows_changed.connect(self._count)
        self._count()
        self._on_listed()

    def renew(self) -> None:
        """Show the tags by other names."""
        if self._model is not None:
            self._model.renew()

    # -- inside ----------------------------------------------------------------

    def _add_chip(self, kind: str, parent: QWidget) -> None:
        chip = QPushButton(KIND_NAMES[kind], parent)
        chip.setObjectName(f"chip_{kind}")
        chip.setCheckable(True)
        chip.setAutoDefault(False)
        chip.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a click leaves the keys where they decide
        chip.clicked.connect(self._choose_kinds)
        self._chips[kind] = chip
        self._chip_row.addWidget(chip)

    def _choose_kinds(self) -> None:
        if self._review is not None:
            self._review.show_only(kinds=[kind for kind, chip in self._chips.items() if chip.isChecked()])

    def _choose_cause(self, index: int) -> None:
        if self._review is not None:
            self._review.show_only(cause=self.causes.itemData(index))

    def _count(self) -> None:
        """Say on each chip how many wait, and how many there are."""
        if self._review is None:
            return
        counts = self._review.counts()
        for kind, chip in self._chips.items():
            every, waiting = counts.get(kind, (0, 0))
            chip.setText(f"{KIND_NAMES[kind]} {waiting}/{every}")
            chip.setVisible(bool(every))
        self._list_causes()

    def _list_causes(self) -> None:
        if self._review is None:
            return
        chosen = self.causes.currentData()
        groups = self._review.board.rows.groups()
        self.causes.clear()
        self.causes.addItem("all causes", None)
        for cause, places in groups[:_CAUSES]:
            self.causes.addItem(f"{cause.label} · {len(places)}", cause.key)
            if cause.key == chosen:
                self.causes.setCurrentIndex(self.causes.count() - 1)

    def _on_listed(self) -> None:
        if self._review is not None:
            for kind, chip in self._chips.items():
                chip.setChecked(kind in self._review.kinds)
            self._follow()

    def _on_row(self, current: QModelIndex) -> None:
        if self._review is not None and self._model is not None and not self._following and current.isValid():
            self._review.go_to(self._model.place_at(current.row()))

    def _follow(self) -> None:
        if self._review is None or self._model is None:
            return
        number = self._model.number_of(self._review.place)
        if number < 0:
            return
        self._following = True
        index = self._model.index(number, 0)
        flags = QItemSelectionModel.SelectionFlag
        self.table.selectionModel().setCurrentIndex(index, flags.ClearAndSelect | flags.Rows)
        self.table.scrollTo(index)
        self._following = False
