"""A thin shade over the whole window, on which something small lies that has the keyboard until it is left."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from analyst_app.ui.widgets.theme import Looks

_SHADOW = 8
"""Pixels that the shadow of what lies on it reaches over its edge."""


class Scrim(QWidget):
    """Covers its window, grows with it, and paints the shadow of its first child.

    Args:
        looks: colours and sizes.
        window: is covered.
    """

    clicked = Signal()
    """It was clicked beside what lies on it: that is to be left."""
    resized = Signal()

    def __init__(self, looks: Looks, window: QWidget) -> None:
        super().__init__(window)
        self._looks, self._window = looks, window
        self.hide()
        window.installEventFilter(self)
        looks.changed.connect(self.update)

    def cover(self) -> None:
        """Come over everything else in the window."""
        self._fit()
        self.raise_()
        self.show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._fit()
        return False

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.clicked.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, sizes = self._looks.colours, self._looks.sizes
        painter = QPainter(self)
        shade = colours.colour("paper" if colours.is_dark else "text")
        shade.setAlphaF(sizes.share("scrim_dark" if colours.is_dark else "scrim"))
        painter.fillRect(event.rect(), shade)
        lying = next((child for child in self.children() if isinstance(child, QWidget) and child.isVisible()), None)
        if lying is None or colours.is_high_contrast:
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        shade.setAlphaF(sizes.share("shadow"))
        painter.setBrush(shade)
        radius = sizes.radius("popup")
        for reach in range(1, _SHADOW + 1):
            lifted = QRectF(lying.geometry()).adjusted(-reach, -reach / 2, reach, reach * 1.5)
            painter.drawRoundedRect(lifted, radius + reach, radius + reach)

    def _fit(self) -> None:
        self.setGeometry(self._window.rect())
        self.resized.emit()
