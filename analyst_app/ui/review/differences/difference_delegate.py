"""Paints the rows of the differences: the tag's chip and the words, under a heading where a kind begins."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QStaticText, QTextOption, QTransform
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from analyst_app.core.excerpts import is_rightward
from analyst_app.ui.review.differences.difference_model import DifferenceModel
from analyst_app.ui.review.gold.fate_signs import paint_fate_sign
from analyst_app.ui.widgets.shapes import paint_chip, paint_focus, paint_row
from analyst_app.wording import visible

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook
    from analyst_app.ui.review.differences.difference_model import Heading, Line
    from analyst_app.ui.widgets.theme import Looks, TagLook

"""The share that is left of a chip once its difference is settled."""
_KEPT = 1_000
"""Lines that are kept: some screens full."""
_CHOSEN, _FOCUSED, _HOVERED = (
    flag.value
    for flag in (
        QStyle.StateFlag.State_Selected,
        QStyle.StateFlag.State_HasFocus,
        QStyle.StateFlag.State_MouseOver,
    )
)
_MIDDLE = Qt.AlignmentFlag.AlignVCenter


class _Set(NamedTuple):
    """Words that are set to be painted again and again."""

    words: QStaticText
    is_right: bool
    """True if they read from left to right."""
    width: float
    height: float
    """Of the words, pixels."""


@cache
def _ways() -> tuple[QTextOption, QTextOption]:
    """The options of words on one line: written from right to left, and from left to right."""
    ways = QTextOption(), QTextOption()
    for way, direction in zip(ways, (Qt.LayoutDirection.RightToLeft, Qt.LayoutDirection.LeftToRight), strict=True):
        way.setWrapMode(QTextOption.WrapMode.NoWrap)
        way.setTextDirection(direction)
    return ways


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
        self._kept: dict[tuple[str, int], _Set] = {}
        self.wear(None)

    def wear(self, codebook: Codebook | None) -> None:
        """Use the colours of another codebook, or of another theme."""
        self._tag_looks = self._looks.colours.tag_looks(codebook) if codebook is not None else {}
        self._kept.clear()
        sizes, colours = self._looks.sizes, self._looks.colours
        self._font, self._chip, self._gap = sizes.font("body"), sizes.height("chip"), sizes.space(1)
        self._ink, self._muted = colours.colour("text"), colours.colour("muted")

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        model = index.model()
        if not isinstance(model, DifferenceModel):
            super().paint(painter, option, index)
            return
        looks, sizes, number, state = self._looks, self._looks.sizes, index.row(), option.state.value
        rect, edge = option.rect, sizes.space(1)
        left, top, width, bottom = rect.left(), rect.top(), rect.width(), rect.top() + rect.height()
        is_current = bool(state & _CHOSEN)
        if is_current:
            painter.fillRect(rect, looks.colours.colour("surface"))  # the style has painted it, heading and all
        heading = model.heading_of(number)
        if heading is not None:
            above = sizes.height("group_row")
            beside = sizes.space(2)  # as the filters above the list
            self._head(painter, QRectF(left + beside, top, width - beside - edge, above), heading)
            top += above
        row = QRectF(left + edge, top + 1, width - 2 * edge, bottom - top - 2)
        paint_row(painter, row, looks, is_current=is_current, is_hovered=bool(state & _HOVERED))
        self._line(painter, left + 2 * edge, left + width - 2 * edge, (top + bottom) / 2, model.line(number))
        if state & _FOCUSED:
            paint_focus(painter, row, looks)

    # -- inside ----------------------------------------------------------------

    def _head(self, painter: QPainter, rect: QRectF, heading: Heading) -> None:
        sizes = self._looks.sizes
        count = sizes.advance("group_head", heading.number)
        painter.setFont(sizes.font("group_head"))
        painter.setPen(self._looks.colours.colour("muted"))
        inside = rect.adjusted(0, 4, 0, 0)
        painter.drawText(inside, _MIDDLE | Qt.AlignmentFlag.AlignRight, heading.number)
        painter.drawText(inside, _MIDDLE, sizes.cut("group_head", visible(heading.words), rect.width() - count - 8))

    def _line(self, painter: QPainter, left: float, right: float, middle: float, line: Line) -> None:
        """The chip and the words of a row, and a tick once it is settled: these are painted by the screen full.

        Args:
            painter: is left in another colour.
            left: edge of what is painted, pixels.
            right: the other edge.
            middle: height of its middle.
            line: tag and words.
        """
        looks, side = self._looks, self._chip
        turn = left + right if painter.layoutDirection() == Qt.LayoutDirection.RightToLeft else None
        chip = _turned(QRectF(left, middle - side / 2, side, side), turn)
        look = self._tag_looks.get(line.tag, looks.colours.unknown_look)
        if line.is_settled:
            paint_chip(painter, chip, looks.colours.settled(look), looks)
            right -= side
            sign = _turned(QRectF(right + 3, middle - 6, 13, 12), turn)
            paint_fate_sign(painter, sign, line.fate or "taken", looks)
        else:
            paint_chip(painter, chip, look, looks)
        left += side
        if line.parts:
            right -= self._parts(painter, right, middle, line.parts, turn)
        room = right - left - 12
        left += self._gap
        words = self._set(line.words, int(room))
        painter.setFont(self._font)
        painter.setPen(self._muted if line.is_settled else self._ink)
        left = _turned(QRectF(left, 0, room, 0), turn).left()
        beside = 0 if words.is_right else room - words.width
        painter.drawStaticText(QPointF(left + beside, middle - words.height / 2), words.words)
        if line.fate == "rejected":  # gold has nothing of it
            painter.fillRect(QRectF(left + beside, middle + 1, words.width, 1), self._muted)

    def _parts(self, painter: QPainter, right: float, middle: float, count: int, turn: float | None) -> float:
        """Say at the end of a row how many others are folded into it; the width that this takes."""
        sizes, words = self._looks.sizes, f"+{count}"
        width, height = sizes.advance("secondary", words), sizes.height("chip")
        painter.setFont(sizes.font("secondary"))
        painter.setPen(self._muted)
        rect = QRectF(right - width, middle - height / 2, width, height)
        way = painter.layoutDirection()
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
        painter.drawText(_turned(rect, turn), int(_MIDDLE | Qt.AlignmentFlag.AlignRight), words)
        painter.setLayoutDirection(way)
        return width + sizes.space(0)

    def _set(self, words: str, width: int) -> _Set:
        """Words as far as they fit, kept as they are set: a row is painted again at each step through the list."""
        kept = self._kept.get((words, width))
        if kept is None:
            if len(self._kept) > _KEPT:
                self._kept.clear()
            seen = visible(words)
            is_right = is_rightward(seen)
            made = QStaticText(QFontMetricsF(self._font).elidedText(seen, Qt.TextElideMode.ElideRight, width))
            made.setTextFormat(Qt.TextFormat.PlainText)
            made.setTextOption(_ways()[is_right])
            made.prepare(QTransform(), self._font)
            size = made.size()
            kept = self._kept[words, width] = _Set(made, is_right, size.width(), size.height())
        return kept


def _turned(place: QRectF, turn: float | None) -> QRectF:
    """A place as it is, or on the row's other side: the sum of the row's edges tells which."""
    return place if turn is None else QRectF(turn - place.right(), place.top(), place.width(), place.height())
