"""A thin bar of how much of a review is settled, with the number beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from analyst_app.ui.bars.mirroring import mirrored
from analyst_app.ui.widgets.shapes import paint_progress

if TYPE_CHECKING:
    from analyst_app.ui.widgets.theme import Looks


class SettledBar(QWidget):
    """The bar.

    Args:
        looks: colours and sizes.
        parent: as ever.
    """

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("settled_bar")
        self._looks, self._share, self._words = looks, 0.0, ""

    def show_share(self, share: float, words: str) -> None:
        """Show how much is settled.

        Args:
            share: 0 to 1.
            words: the number.
        """
        if words != self._words:
            self._share, self._words = share, words
            self.setAccessibleName(words)
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(1, self._looks.sizes.height("status"))

    def paintEvent(self, event: QPaintEvent) -> None:
        looks, sizes = self._looks, self._looks.sizes
        colours, rect, edge = looks.colours, QRectF(self.rect()), sizes.space(2)
        painter = QPainter(self)
        painter.fillRect(QRectF(0, 0, rect.width(), 1), colours.colour("hairline"))
        taken = sizes.metrics("secondary").horizontalAdvance(self._words)  # other words at each decision
        painter.setFont(sizes.font("secondary"))
        painter.setPen(colours.colour("muted"))
        painter.drawText(
            mirrored(rect.adjusted(0, 0, -edge, 0), self),
            int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight),
            self._words,
        )
        height = sizes.height("progress")
        bar = QRectF(edge, rect.center().y() - height / 2, max(0.0, rect.width() - taken - 3 * edge), height)
        paint_progress(painter, mirrored(bar, self), self._share, looks)
