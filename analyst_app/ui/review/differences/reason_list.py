"""The reasons for which both readings may be rejected, each with its keys; a click gives one."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from analyst_app.ui.bars.mirroring import mirrored
from analyst_app.ui.widgets.shapes import caps_width, paint_caps, paint_row
from analyst_app.wording import tr, visible

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyst_app.core.rejection import Reason
    from analyst_app.ui.widgets.theme import Looks

_COLUMNS = 2
_DIGITS = 9
"""Reasons that a digit picks."""


class ReasonList(QWidget):
    """The list, in two columns; as many as there is room for, and a word for the rest.

    Args:
        name: of the widget.
        looks: colours and sizes.
        parent: as ever.
    """

    chosen = Signal(str)
    """A reason was clicked: its id."""
    all_wanted = Signal()
    """The word for the rest was clicked."""

    def __init__(self, name: str, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName(name)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
        self._looks, self._key = looks, ""
        self._reasons: tuple[Reason, ...] = ()
        self._under = -1
        self._first = self._before = 0.0
        """Width of the first column, and pixels before the words of a reason."""

    def show_reasons(self, reasons: Sequence[Reason], key: str) -> None:
        """List reasons.

        Args:
            reasons: that fit the difference.
            key: that asks for them, before the digit; empty: it has none.
        """
        if (tuple(reasons), key) != (self._reasons, self._key):
            self._reasons, self._key, self._under = tuple(reasons), key, -1
            self.setAccessibleName(self.text())
            self.renew()

    def renew(self) -> None:
        """Paint in other colours and sizes."""
        self._fit()
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        """All of it in a line."""
        return " · ".join(f"{self._caps(n)} {reason.name}".strip() for n, reason in enumerate(self._reasons))

    # -- Qt's side -------------------------------------------------------------

    def sizeHint(self) -> QSize:
        return QSize(1, self._lines * self._looks.sizes.height("reason"))

    def minimumSizeHint(self) -> QSize:
        return QSize(1, self._looks.sizes.height("reason"))

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._fit()

    def paintEvent(self, event: QPaintEvent) -> None:
        looks, painter = self._looks, QPainter(self)
        painter.setFont(looks.sizes.font("body"))
        for number in range(self._shown):
            rect = self._cell(number)
            is_hovered = number == self._under
            paint_row(painter, mirrored(rect, self), looks, is_current=False, is_hovered=is_hovered)
            is_rest, caps = self._is_rest(number), self._caps(number)
            caps = self._key if is_rest else caps
            left = rect.left()
            if caps:
                cap = mirrored(QRectF(left, 0, caps_width((caps,), looks), 0), self)
                paint_caps(painter, cap.left(), rect.center().y(), (caps,), looks)
            left += self._before
            words = (
                tr("{n} more|{n} more", n=len(self._reasons) - number)
                if is_rest
                else visible(self._reasons[number].name)
            )
            inside = QRectF(QPointF(left, rect.top()), rect.bottomRight())
            painter.setPen(looks.colours.colour("text"))
            shown = looks.sizes.cut("body", words, inside.width())
            painter.drawText(mirrored(inside, self), Qt.AlignmentFlag.AlignVCenter, shown)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self._hover(self._at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        self._hover(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Taken: the release acts."""

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        number = self._at(event.position())
        if event.button() != Qt.MouseButton.LeftButton or number < 0:
            return
        if self._is_rest(number):
            self.all_wanted.emit()
        else:
            self.chosen.emit(self._reasons[number].id)

    # -- inside ----------------------------------------------------------------

    @property
    def _lines(self) -> int:
        return -(-len(self._reasons) // _COLUMNS)

    @property
    def _shown(self) -> int:
        """Number of cells that have room."""
        room = max(1, self.height() // self._looks.sizes.height("reason")) * _COLUMNS
        return min(len(self._reasons), room)

    def _is_rest(self, number: int) -> bool:
        """True for the last cell where it stands for those without room."""
        return number == self._shown - 1 and self._shown < len(self._reasons)

    def _caps(self, number: int) -> str:
        return f"{self._key}{number + 1}" if self._key and number < _DIGITS else ""

    def _cell(self, number: int) -> QRectF:
        height, first = self._looks.sizes.height("reason"), self._first
        left, width = (0.0, first) if number % _COLUMNS == 0 else (first, self.width() - first)
        return QRectF(left, (number // _COLUMNS) * height, width, height)

    def _fit(self) -> None:
        """Find the width of the first column: half of all, or as much more or less as the words of both want."""
        sizes = self._looks.sizes
        self._before = caps_width((f"{self._key}8",), self._looks) + sizes.space(1)
        wanted = [self._before + sizes.space(2)] * _COLUMNS
        for number, reason in enumerate(self._reasons):
            words = self._before + sizes.advance("body", reason.name) + sizes.space(2)
            wanted[number % _COLUMNS] = max(wanted[number % _COLUMNS], words)
        half = self.width() / _COLUMNS
        self._first = half if max(wanted) <= half else self.width() * wanted[0] / sum(wanted)

    def _at(self, place: QPointF) -> int:
        return next((number for number in range(self._shown) if mirrored(self._cell(number), self).contains(place)), -1)

    def _hover(self, number: int) -> None:
        if number != self._under:
            self._under = number
            self.setCursor(Qt.CursorShape.PointingHandCursor if number >= 0 else Qt.CursorShape.ArrowCursor)
            self.update()
