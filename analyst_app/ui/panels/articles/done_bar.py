"""The bar that shows how much of something is done."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from analyst_app.ui.widgets.shapes import paint_progress

if TYPE_CHECKING:
    from analyst_app.ui.widgets.theme import Looks


class DoneBar(QWidget):
    """A thin bar. Qt's own paints at once whenever it is told something, in the midst of what tells it."""

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._looks, self._share = looks, 0.0

    def set_share(self, share: float) -> None:
        """Show a share, 0 to 1."""
        if share != self._share:
            self._share = share
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._looks.sizes.space(5), self._looks.sizes.space(0))

    def paintEvent(self, event: QPaintEvent) -> None:
        high = self._looks.sizes.space(0)
        paint_progress(
            QPainter(self), QRectF(0, (self.height() - high) / 2, self.width(), high), self._share, self._looks
        )
