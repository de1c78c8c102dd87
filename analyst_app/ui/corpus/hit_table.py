"""The list of hits: rows of two lines, several chosen with Shift or Ctrl, and the menu of their order."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QAbstractItemView, QHeaderView

from analyst_app.ui.corpus.hit_delegate import HitDelegate
from analyst_app.ui.corpus.hit_model import HEADS, HIT, HitModel
from analyst_app.ui.widgets.own_viewport import put_viewport_in
from analyst_app.ui.widgets.row_table import RowTable
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook
    from analyst_app.ui.widgets.theme import Looks


class HitTable(RowTable):
    """A table of which one column is seen, which the delegate paints on.

    Args:
        hits: its rows.
        looks: colours and sizes.
    """

    def __init__(self, hits: HitModel, looks: Looks) -> None:
        super().__init__("search_hits", tr("Hits"))
        self._looks = looks
        self._codebook: Codebook | None = None
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setProperty("role", "rows")
        put_viewport_in(self).setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._rows = HitDelegate(hits, self, looks)
        self.setItemDelegate(self._rows)
        self.setModel(hits)
        head = self.horizontalHeader()
        head.hide()
        for column in range(len(HEADS)):
            self.setColumnHidden(column, column != HIT)
        head.setSectionResizeMode(HIT, QHeaderView.ResizeMode.Stretch)
        looks.changed.connect(self._take_looks)
        self._take_looks()

    def show_codebook(self, codebook: Codebook | None) -> None:
        """Paint the tags of a codebook."""
        self._codebook = codebook
        self._rows.show_codebook(codebook)
        self.viewport().update()

    def _take_looks(self) -> None:
        self._rows.follow_looks()
        height, grounds = self._looks.sizes.height("hit_row"), self.palette()
        grounds.setColor(QPalette.ColorRole.Highlight, Qt.GlobalColor.transparent)  # the delegate paints its own
        grounds.setColor(QPalette.ColorRole.Base, self._looks.colours.colour("surface"))
        self.setPalette(grounds)
        self.verticalHeader().setDefaultSectionSize(height)
        self.setMinimumHeight(height)
        self.show_codebook(self._codebook)
