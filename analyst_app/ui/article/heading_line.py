"""The line above an article's title: outlet, day, author, number of words. Painted, never part of the text."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QFontMetricsF

if TYPE_CHECKING:
    from PySide6.QtGui import QPainter

    from analyst_app.ui.widgets.sizes import Sizes
    from analyst_app.ui.widgets.theme import Theme

_ON_ONE_LINE = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextSingleLine
_FROM_RIGHT = (
    Qt.AlignmentFlag.AlignRight
    | Qt.AlignmentFlag.AlignAbsolute
    | Qt.AlignmentFlag.AlignVCenter
    | Qt.TextFlag.TextSingleLine
)
BETWEEN = " · "
"""Stands between two facts."""


class ArticleHeading(NamedTuple):
    """The facts of an article, as they are shown."""

    outlet: str = ""
    others: tuple[str, ...] = ()

    def paint(
        self, painter: QPainter, place: QRectF, colours: Theme, sizes: Sizes, *, is_leftward: bool = False
    ) -> None:
        """Paint it on one line, its end left out where there is no room.

        Args:
            painter: of the viewport.
            place: above the title, pixels.
            colours: of the text and of what is less than it.
            sizes: have the type.
            is_leftward: True above a title that is written from right to left: it begins at the right, too.
        """
        usual = painter.layoutDirection()
        painter.setLayoutDirection(Qt.LayoutDirection.RightToLeft if is_leftward else Qt.LayoutDirection.LeftToRight)
        side = _FROM_RIGHT if is_leftward else _ON_ONE_LINE
        font = sizes.font("secondary")
        others = BETWEEN.join(self.others)
        if self.outlet:
            bold = QFont(font)
            bold.setWeight(QFont.Weight.DemiBold)
            metrics = QFontMetricsF(bold)
            words = metrics.elidedText(self.outlet, Qt.TextElideMode.ElideRight, place.width())
            painter.setFont(bold)
            painter.setPen(colours.colour("text"))
            painter.drawText(place, side, words)
            taken = metrics.horizontalAdvance(words)
            place = place.adjusted(0, 0, -taken, 0) if is_leftward else place.adjusted(taken, 0, 0, 0)
            others = BETWEEN + others if others else ""
        painter.setFont(font)
        painter.setPen(colours.colour("muted"))
        words = QFontMetricsF(font).elidedText(others, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, side, words)
        painter.setLayoutDirection(usual)
