"""Cells in the direction of their words: what is written from right to left begins, and is cut, on its own sides."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QStyledItemDelegate, QStyleOptionViewItem

from analyst_app.core.excerpts import is_rightward


class DirectedDelegate(QStyledItemDelegate):
    """Paints each cell as in a column of its language. Qt gives all cells the window's direction."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> None:
        super().initStyleOption(option, index)
        if option.text and not is_rightward(option.text):
            option.direction = Qt.LayoutDirection.RightToLeft
