"""The list of differences by kind, with filters above it and the number of what is settled below."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QItemSelectionModel, QModelIndex, Qt
from PySide6.QtWidgets import QComboBox, QHeaderView, QVBoxLayout, QWidget

from analyst_app.ui.review.differences.difference_delegate import DifferenceDelegate
from analyst_app.ui.review.differences.difference_model import COLUMNS, KIND, DifferenceModel, shown_names
from analyst_app.ui.review.differences.kind_chips import KindChips
from analyst_app.ui.review.differences.settled_bar import SettledBar
from analyst_app.ui.widgets.elided_combo import ElidedCombo
from analyst_app.ui.widgets.row_table import RowTable
from analyst_app.wording import tr

if TYPE_CHECKING:
    from PySide6.QtCore import QAbstractItemModel

    from analyst_app.core.codebook import Codebook
    from analyst_app.ui.review.review_session import ReviewSession
    from analyst_app.ui.widgets.theme import Looks

_CAUSES = 40
"""Causes that are offered, the most frequent first."""
_CAUSE_LETTERS = 12
"""Letters of a cause that there is always room for."""


class DifferenceTable(RowTable):
    """The table itself: of its columns it shows one, which is painted whole.

    Args:
        looks: colours and sizes.
    """

    def __init__(self, looks: Looks) -> None:
        super().__init__("difference_table", tr("Differences"))
        self._looks = looks
        self._codebook: Codebook | None = None
        self._heads: set[int] = set()
        """Rows that are as high as a heading takes besides."""
        self._rows = DifferenceDelegate(looks, self)
        self.setItemDelegate(self._rows)
        self.setMouseTracking(True)
        self.horizontalHeader().hide()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(self.ScrollMode.ScrollPerPixel)
        self._wear()
        looks.changed.connect(self._wear)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        super().setModel(model)
        if model is not None:
            for column in range(len(COLUMNS)):
                self.setColumnHidden(column, column != KIND)
            self.horizontalHeader().setSectionResizeMode(KIND, QHeaderView.ResizeMode.Stretch)
            model.modelReset.connect(self._make_room)
        self._make_room()

    def wear(self, codebook: Codebook | None) -> None:
        """Show the tags in the colours of a codebook."""
        self._codebook = codebook
        self._rows.wear(codebook)
        self.viewport().update()

    def _wear(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._looks.sizes.height("difference_row"))
        self._rows.wear(self._codebook)
        self._make_room()

    def _make_room(self) -> None:
        """Make the first row of each kind as high as its heading takes besides, and no other."""
        model, sizes = self.model(), self._looks.sizes
        height, above = sizes.height("difference_row"), sizes.height("group_row")
        heads = set(model.groups.values()) if isinstance(model, DifferenceModel) else set()
        for number in self._heads - heads:  # other rows stand there now
            self.setRowHeight(number, height)
        for number in heads:
            self.setRowHeight(number, height + above)
        self._heads = heads


class DifferencePanel(QWidget):
    """Filters, causes, table, progress.

    Args:
        looks: colours and sizes.
        parent: as ever.
    """

    def __init__(self, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._review: ReviewSession | None = None
        self._model: DifferenceModel | None = None
        self._following = False
        self._offered: list[tuple[str, object]] = []
        """The causes in the box: words and key."""
        self.chips = KindChips(looks, self)
        self.chips.chosen.connect(self._choose_kinds)
        self.causes = ElidedCombo(self)
        self.causes.setObjectName("cause_filter")
        self.causes.setAccessibleName(tr("Cause"))
        self.causes.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.causes.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.causes.setMinimumContentsLength(_CAUSE_LETTERS)
        self.causes.activated.connect(self._choose_cause)
        self.table = DifferenceTable(looks)
        self.setFocusProxy(self.table)
        self.settled = SettledBar(looks, self)
        edge, gap = looks.sizes.space(2), looks.sizes.space(1)
        above = QVBoxLayout()
        above.setContentsMargins(edge, edge, edge, gap)
        above.setSpacing(gap)
        above.addWidget(self.chips)
        above.addWidget(self.causes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(above)
        column.addWidget(self.table, 1)
        column.addWidget(self.settled)

    def show_review(self, review: ReviewSession | None) -> None:
        """List the differences of a review; None for none."""
        old, self._review = self._model, review
        self._model = DifferenceModel(review) if review is not None else None
        self.table.setModel(self._model)
        if old is not None:
            old.deleteLater()
        if review is None:
            return
        self.table.wear(review.compared.codebook)
        self.table.selectionModel().currentRowChanged.connect(self._on_row)
        review.current_changed.connect(self._follow)
        review.listed.connect(self._on_listed)
        review.rows_changed.connect(self._count)
        self._count()
        self._on_listed()

    def renew(self) -> None:
        """Show the tags by other names and in other colours."""
        if self._model is not None and self._review is not None:
            self._model.renew()
            self.table.wear(self._review.compared.codebook)

    # -- inside ----------------------------------------------------------------

    def _choose_kinds(self, kinds: list[str]) -> None:
        if self._review is not None:
            self._review.show_only(kinds=kinds)

    def _choose_cause(self, index: int) -> None:
        if self._review is not None:
            self._review.show_only(cause=self.causes.itemData(index))

    def _count(self) -> None:
        """Say how many wait of each kind and cause, and how many are settled."""
        review = self._review
        if review is None:
            return
        self.chips.count(review.counts(), shown_names(review))
        every, waiting = review.board.rows.total, len(review.board.rows.waiting)
        self.settled.show_share((every - waiting) / every if every else 0.0, review.tally())
        self._list_causes()

    def _list_causes(self) -> None:
        """Offer the causes of now. One decision changes a number or two: the others, and the box, stay as they are."""
        if self._review is None:
            return
        box, chosen = self.causes, self.causes.currentData()
        groups = self._review.board.rows.groups()
        offered: list[tuple[str, object]] = [(tr("all causes"), None)]
        offered += [(f"{cause.label} · {len(places)}", cause.key) for cause, places in groups[:_CAUSES]]
        before, self._offered = self._offered, offered
        for row, (words, key) in enumerate(offered):
            if row >= len(before):
                box.addItem(words, key)
            elif before[row] != (words, key):
                box.setItemText(row, words)
                box.setItemData(row, key)
        for row in reversed(range(len(offered), len(before))):
            box.removeItem(row)
        keys = [key for _, key in offered]
        box.setCurrentIndex(keys.index(chosen) if chosen in keys else 0)

    def _on_listed(self) -> None:
        if self._review is not None:
            self.chips.hold(self._review.filters.kinds)
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
