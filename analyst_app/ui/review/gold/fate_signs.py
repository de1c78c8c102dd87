"""The signs of fates: in a row that is settled, and in the legend above the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from analyst_app.ui.article.gold_painter import FATES, paint_fate, paint_sign
from analyst_app.ui.review.gold.fates import fate_words
from analyst_app.ui.widgets.shapes import paint_stamped, paint_tick
from analyst_app.wording import in_row

if TYPE_CHECKING:
    from analyst_app.ui.article.gold_painter import Fate
    from analyst_app.ui.widgets.theme import Looks

_TICK = ((1, 6.5), (4.5, 10), (11, 1.5))
_STEP = 3.0
"""Pixels from one tick to the other where both were taken."""
_STROKE = 1.8


def paint_fate_sign(painter: QPainter, rect: QRectF, fate: Fate, looks: Looks) -> None:
    """Paint a fate beside what is settled: a tick, two, one on dashes, a plus or a cross.

    Args:
        painter: is left as it was.
        rect: 13 pixels wide and 12 high.
        fate: what was decided.
        looks: colours and sizes.
    """
    if fate == "taken":
        paint_tick(painter, rect, looks)
        return

    def paint(painter: QPainter, rect: QRectF) -> None:
        colours, inside = looks.colours, rect.adjusted(3, 3, -3, -3)
        if fate in ("rejected", "added"):
            sign, role = ("×", "muted") if fate == "rejected" else ("+", "success")
            paint_sign(painter, inside, sign, colours.colour(role), _STROKE)
            return
        ink = colours.colour("success")
        painter.setPen(QPen(ink, _STROKE, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
        shifts = (-_STEP / 2, _STEP / 2) if fate == "both" else (0.0,)
        lift = 2.0 if fate == "corrected" else 0.0
        for shift in shifts:
            painter.drawPolyline([rect.topLeft() + QPointF(x + shift, y - lift) for x, y in _TICK])
        if fate == "corrected":
            for left in (1, 7):
                painter.fillRect(QRectF(rect.left() + left, rect.bottom() - 2, 4, _STROKE), ink)

    paint_stamped(painter, rect, ("fate", fate), looks, paint)


class FateKey:
    """The key to the lane of gold: each line with its word, in one row, as far as there is room for all of them.

    Args:
        looks: colours and sizes.
    """

    def __init__(self, looks: Looks) -> None:
        self._looks = looks
        self.is_of_several = False
        """True if there are more readings than two."""

    @property
    def words(self) -> str:
        """All of it in words."""
        return in_row(map(self._words, FATES))

    @property
    def width(self) -> float:
        """Its width, pixels."""
        return sum(self._widths()) + 3 * self._looks.sizes.space(1) * (len(FATES) - 1)

    def paint(self, painter: QPainter, left: float, middle: float) -> None:
        """Paint it.

        Args:
            painter: its pen, brush and font are others afterwards.
            left: where it begins, pixels.
            middle: of its height, pixels.
        """
        looks, gap = self._looks, self._looks.sizes.space(1)
        for fate, width in zip(FATES, self._widths(), strict=True):
            paint_fate(painter, QRectF(left, middle + gap / 2, 3 * gap, 0), fate, looks.colours)
            painter.setFont(looks.sizes.font("secondary"))
            painter.setPen(looks.colours.colour("muted"))
            place = QRectF(left + 4 * gap, middle - 20, width, 40)
            painter.drawText(place, int(Qt.AlignmentFlag.AlignVCenter), self._words(fate))
            left += width + 3 * gap

    def _words(self, fate: Fate) -> str:
        return fate_words(fate, is_of_several=self.is_of_several)

    def _widths(self) -> list[float]:
        metrics, gap = self._looks.sizes.metrics("secondary"), self._looks.sizes.space(1)
        return [4 * gap + metrics.horizontalAdvance(self._words(fate)) for fate in FATES]
