"""Paints the rows of the differences: the tag's chip and the words, under a heading where a kind begins."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from analyst_app.core.excerpts import is_rightward
from analyst_app.ui.review.differences.difference_model import DifferenceModel
from analyst_app.ui.widgets.shapes import paint_chip, paint_focus, paint_row
from analyst_app.wording import visible

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook
    from analyst_app.ui.review.differences.difference_model import Heading, Line
    from analyst_app.ui.widgets.theme import Looks, TagLook

_SETTLED = 0.45
"""The share that is left of a chip once its difference is settled."""
_KEPT = 1_000
"""Lines that are kept: some screens full."""
_STATE = QStyle.StateFlag


class DifferenceDelegate(QStyledItemDelegate):
    """For a table of one visible column that shows a DifferenceModel.

    Args:
        looks: colours and sizes.
        table: that it paints in.
    """

    paints_focus = True
    """The ring of the focus is its own: none is laid round it."""

    def __init__(self, looks: Looks, table: QTableView) -> None:
        super().__init__(table)
        self._looks = looks
        self._tag_looks: dict[str, TagLook] = {}
        self._cut: dict[tuple[str, int], str] = {}
        self._font = looks.sizes.font("body")

    def wear(self, codebook: Codebook | None) -> None:
        """Use the colours of another codebook, or of another theme."""
        self._tag_looks = self._looks.colours.tag_looks(codebook) if codebook is not None else {}
        self._cut.clear()
        self._font = self._looks.sizes.font("body")

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        if not isinstance(model, DifferenceModel):
            super().paint(painter, option, index)
            return
        looks, sizes = self._looks, self._looks.sizes
        rect, edge = QRectF(option.rect), sizes.space(1)
        painter.fillRect(rect, looks.colours.colour("surface"))  # the style has painted a chosen row, heading and all
        heading = model.heading_of(index.row())
        if heading is not None:
            above = sizes.height("group_row")
            beside = sizes.space(2)  # as the filters above the list
            self._head(painter, QRectF(rect.left() + beside, rect.top(), rect.width() - beside - edge, above), heading)
            rect.setTop(rect.top() + above)
        is_current = bool(option.state & _STATE.State_Selected)
        row = rect.adjusted(edge, 1, -edge, -1)
        paint_row(painter, row, looks, is_current=is_current, is_hovered=bool(option.state & _STATE.State_MouseOver))
        self._line(painter, row.adjusted(edge, 0, -edge, 0), model.line(index.row()), is_current=is_current)
        if option.state & _STATE.State_HasFocus:
            paint_focus(painter, row, looks)

    # -- inside ----------------------------------------------------------------

    def _head(self, painter: QPainter, rect: QRectF, heading: Heading) -> None:
        font = self._looks.sizes.font("secondary")
        font.setWeight(QFont.Weight.DemiBold)
        count = QFontMetricsF(font).horizontalAdvance(heading.number)
        painter.setFont(font)
        painter.setPen(self._looks.colours.colour("muted"))
        inside = rect.adjusted(0, 4, 0, 0)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, heading.number)
        words = visible(heading.words)
        seen = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideRight, rect.width() - count - 8)
        painter.drawText(inside, Qt.AlignmentFlag.AlignVCenter, seen)

    def _line(self, painter: QPainter, rect: QRectF, line: Line, *, is_current: bool) -> None:
        looks, side = self._looks, self._looks.sizes.height("chip")
        chip = QRectF(rect.left(), rect.center().y() - side / 2, side, side)
        painter.setOpacity(_SETTLED if line.is_settled else 1)
        paint_chip(painter, chip, self._tag_looks.get(line.tag, looks.colours.unknown_look), looks)
        painter.setOpacity(1)
        right = rect.right()
        if line.is_settled:
            right -= side
            _tick(painter, QPointF(right + 4, rect.center().y()), looks)
        room = QRectF(chip.right() + looks.sizes.space(1), rect.top(), right - chip.right() - 12, rect.height())
        words = visible(line.words)
        painter.setFont(self._font)
        painter.setPen(looks.colours.colour("muted" if line.is_settled else "text"))
        painter.setLayoutDirection(
            Qt.LayoutDirection.LeftToRight if is_rightward(words) else Qt.LayoutDirection.RightToLeft
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, self._fitted(words, int(room.width())))
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)

    def _fitted(self, words: str, width: int) -> str:
        """Words as far as they fit, kept."""
        if len(self._cut) > _KEPT:
            self._cut.clear()
        if (words, width) not in self._cut:
            seen = QFontMetricsF(self._font).elidedText(words, Qt.TextElideMode.ElideRight, width)
            self._cut[words, width] = seen
        return self._cut[words, width]


def _tick(painter: QPainter, left: QPointF, looks: Looks) -> None:
    """A tick beside what is settled."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(QPen(looks.colours.colour("success"), 1.8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPolyline([left + QPointF(x, y) for x, y in ((0, 0.5), (3.5, 4), (10, -4.5))])
    painter.restore()
