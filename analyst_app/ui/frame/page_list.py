"""The list at the left of a page that has several parts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPalette
from PySide6.QtWidgets import QListWidget, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from analyst_app.ui.widgets.shapes import paint_focus, paint_row

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyst_app.ui.widgets.theme import Looks

_STATE = QStyle.StateFlag


class PageList(QListWidget):
    """A row for each part.

    Args:
        parts: their names.
        looks: colours and sizes.
        parent: the page.
    """

    def __init__(self, parts: Sequence[str], looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._looks = looks
        self.setProperty("role", "rows")
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.addItems(parts)
        self.setItemDelegate(_Painter(looks, self))
        looks.changed.connect(self._take_looks)
        self._take_looks()

    def _take_looks(self) -> None:
        grounds = self.palette()
        grounds.setColor(QPalette.ColorRole.Highlight, Qt.GlobalColor.transparent)  # the delegate paints its own
        grounds.setColor(QPalette.ColorRole.Base, self._looks.colours.colour("surface"))
        self.setPalette(grounds)
        self.doItemsLayout()


class _Painter(QStyledItemDelegate):
    """Paints the rows."""

    paints_focus = True
    """The ring of the focus is its own: none is laid round it."""

    def __init__(self, looks: Looks, view: PageList) -> None:
        super().__init__(view)
        self._looks = looks

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self._looks.sizes.height("tag_row"))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        looks, sizes = self._looks, self._looks.sizes
        edge = sizes.space(1)
        field = QRectF(option.rect).adjusted(edge, 1, -edge, -1)
        is_current = bool(option.state & _STATE.State_Selected)
        painter.save()
        is_hovered = bool(option.state & _STATE.State_MouseOver)
        paint_row(painter, field, looks, is_current=is_current, is_hovered=is_hovered)
        painter.setFont(sizes.font("label" if is_current else "body"))
        painter.setPen(looks.colours.colour("text"))
        room = field.adjusted(sizes.space(2), 0, -edge, 0)
        words = QFontMetricsF(painter.font()).elidedText(str(index.data()), Qt.TextElideMode.ElideRight, room.width())
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, words)
        if option.state & _STATE.State_HasFocus:  # chosen or not
            paint_focus(painter, field, looks)
        painter.restore()
