"""The cells of a concordance: each side of a hit in the direction of its line."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QStyleOptionViewItem

from analyst_app.ui.corpus.hit_model import LEFT, RIGHT, HitModel, is_leftward
from analyst_app.ui.widgets.directed_delegate import DirectedDelegate


class HitDelegate(DirectedDelegate):
    """Paints the words beside a hit: they end at it, and are cut on the far side."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        model, column = index.model(), index.column()
        if column not in (LEFT, RIGHT) or not isinstance(model, HitModel):
            return
        leftward = is_leftward(model.hits[index.row()])
        option.direction = Qt.LayoutDirection.RightToLeft if leftward else Qt.LayoutDirection.LeftToRight
        comes_before = (column == LEFT) is not leftward
        option.textElideMode = Qt.TextElideMode.ElideLeft if comes_before else Qt.TextElideMode.ElideRight
        # In the direction of the line: what comes before the hit ends at its side, what comes after begins there.
        side = Qt.AlignmentFlag.AlignRight if comes_before else Qt.AlignmentFlag.AlignLeft
        option.displayAlignment = side | Qt.AlignmentFlag.AlignVCenter
