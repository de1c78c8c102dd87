"""The rows of lists that float: a key on a cap or a tick, a name, and at the right why it is offered."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QAbstractItemView, QStyledItemDelegate, QStyleOptionButton

from analyst_app.core.excerpts import is_rightward
from analyst_app.ui.widgets.shapes import caps_width, paint_caps, paint_row

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex, QPersistentModelIndex
    from PySide6.QtWidgets import QStyleOptionViewItem

    from analyst_app.ui.widgets.theme import Looks

NAME, WHY, CAP = Qt.ItemDataRole.UserRole, Qt.ItemDataRole.UserRole + 1, Qt.ItemDataRole.UserRole + 2
"""Roles: the words of a row, those at its end, the key on its cap; a check state is a tick in its place."""


class _Tick(QStyleOptionButton):
    """Tells the style where a tick is, and if it is set."""

    def say(self, place: QRectF, *, is_on: bool) -> None:
        """Be a tick there."""
        from PySide6.QtWidgets import QStyle

        state = QStyle.StateFlag
        self.rect = place.toRect()
        self.state = state.State_Enabled | (state.State_On if is_on else state.State_Off)


class PopupRow(QStyledItemDelegate):
    """Paints on the colours and sizes that are worn.

    Args:
        looks: colours and sizes.
        view: the list.
    """

    def __init__(self, looks: Looks, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._looks, self._view = looks, view

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        return QSize(0, self._looks.sizes.height("popup_row"))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        from PySide6.QtWidgets import QStyle  # its enumerations take 7 ms: not before a row is painted

        looks, sizes, rect, state = self._looks, self._looks.sizes, QRectF(option.rect), option.state
        is_current, is_hovered = (
            bool(state & flag) for flag in (QStyle.StateFlag.State_Selected, QStyle.StateFlag.State_MouseOver)
        )
        paint_row(painter, rect, looks, is_current=is_current, is_hovered=is_hovered)
        gap, cap = sizes.space(1), caps_width(("0",), looks)
        name, why = str(index.data(NAME) or index.data()), str(index.data(WHY) or "")
        painter.save()
        left = rect.left() + gap
        self._paint_sign(painter, QRectF(left, rect.top(), cap, rect.height()), index)
        room = rect.adjusted(2 * gap + cap, 0, -gap, 0)
        name_width = min(sizes.advance("body", name) + 1, room.width())
        painter.setFont(sizes.font("body"))
        painter.setPen(looks.colours.colour("text"))
        side = Qt.AlignmentFlag.AlignLeft if why or is_rightward(name) else Qt.AlignmentFlag.AlignRight
        place = room if not why else QRectF(room.left(), room.top(), name_width, room.height())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter | side), sizes.cut("body", name, name_width))
        rest = room.width() - name_width - gap
        if rest > sizes.space(4):
            painter.setFont(sizes.font("secondary"))
            painter.setPen(looks.colours.colour("muted"))
            end = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight
            painter.drawText(room, int(end), sizes.cut("secondary", why, rest))
        painter.restore()

    def _paint_sign(self, painter: QPainter, place: QRectF, index: QModelIndex | QPersistentModelIndex) -> None:
        """The key on its cap, or the tick."""
        tick, key = index.data(Qt.ItemDataRole.CheckStateRole), index.data(CAP)
        if tick is not None:
            from PySide6.QtWidgets import QStyle

            option, style, view = _Tick(), self._view.style(), self._view
            side = style.pixelMetric(QStyle.PixelMetric.PM_IndicatorWidth, None, view)
            middle = place.center()
            box = QRectF(middle.x() - side / 2, middle.y() - side / 2, side, side)
            option.initFrom(view)
            option.say(box, is_on=Qt.CheckState(tick) == Qt.CheckState.Checked)
            style.drawPrimitive(QStyle.PrimitiveElement.PE_IndicatorCheckBox, option, painter, view)
        elif key:
            paint_caps(painter, place.left(), place.center().y(), (str(key),), self._looks)
