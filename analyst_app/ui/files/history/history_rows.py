"""The list of what can be brought back: under its day, the time, and what it holds in a sentence."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.ui.widgets.shapes import paint_focus, paint_row
from analyst_app.wording import clock, full_day, tr

if TYPE_CHECKING:
    from analyst_app.ui.widgets.theme import Looks

_STATE = QStyle.StateFlag
_DAY, _TIME, _WORDS = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
_BETWEEN = "  –  "
"""In what a row is called: between its time and what it holds."""


class HistoryRows(QListWidget):
    """Rows by day, the latest first.

    Args:
        looks: colours and sizes.
        parent: the dialog.
    """

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._looks, self._last_day = looks, ""
        self.setObjectName("history_list")
        self.setAccessibleName(tr("Earlier saves"))
        self.setProperty("role", "rows")
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Painter(looks, self))
        looks.changed.connect(self._take_looks)
        self._take_looks()

    def add(self, when: float, words: str, change: str = "") -> None:
        """Add a row.

        Args:
            when: its time, seconds since 1970.
            words: say what it holds.
            change: says how that differs from what was before.
        """
        at = time.localtime(when)
        day = full_day(at)
        row = QListWidgetItem(f"{day}, {clock(at)}{_BETWEEN}{words}", self)
        row.setData(_DAY, day if day != self._last_day else "")
        row.setData(_TIME, clock(at))
        row.setData(_WORDS, " · ".join(filter(None, (words, change))))
        row.setToolTip(plain_tip(row.text()))
        self._last_day = day

    def _take_looks(self) -> None:
        grounds = self.palette()
        grounds.setColor(QPalette.ColorRole.Highlight, Qt.GlobalColor.transparent)  # the delegate paints its own
        self.setPalette(grounds)
        self.doItemsLayout()


class _Painter(QStyledItemDelegate):
    """Paints the rows."""

    paints_focus = True
    """The ring of the focus is its own: none is laid round it."""

    def __init__(self, looks: Looks, view: HistoryRows) -> None:
        super().__init__(view)
        self._looks = looks

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        sizes = self._looks.sizes
        head = sizes.height("group_row") if index.data(_DAY) else 0
        return QSize(0, head + sizes.height("history_row"))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        looks, sizes, colours = self._looks, self._looks.sizes, self._looks.colours
        rect, edge = QRectF(option.rect), sizes.space(0)
        painter.save()
        day = index.data(_DAY)
        if day:
            head = QRectF(rect.left() + 2 * edge, rect.top(), rect.width(), sizes.height("group_row"))
            painter.setFont(sizes.font("group_head"))
            painter.setPen(colours.colour("muted"))
            painter.drawText(head, Qt.AlignmentFlag.AlignVCenter, day)
            rect.setTop(head.bottom())
        field = rect.adjusted(edge, 1, -edge, -1)
        is_current = bool(option.state & _STATE.State_Selected)
        is_hovered = bool(option.state & _STATE.State_MouseOver)
        paint_row(painter, field, looks, is_current=is_current, is_hovered=is_hovered)
        room = field.adjusted(sizes.space(2), 0, -sizes.space(1), 0)
        lines = (("row_title", "text", index.data(_TIME)), ("secondary", "muted", index.data(_WORDS)))
        top = field.center().y() - sum(sizes.line(font) for font, _, _ in lines) / 2
        for font, role, words in lines:
            painter.setFont(sizes.font(font))
            painter.setPen(colours.colour(role))
            seen = QFontMetricsF(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
            line = QRectF(room.left(), top, room.width(), sizes.line(font))
            painter.drawText(line, Qt.AlignmentFlag.AlignVCenter, seen)
            top += line.height()
        if option.state & _STATE.State_HasFocus:  # chosen or not
            paint_focus(painter, field, looks)
        painter.restore()
