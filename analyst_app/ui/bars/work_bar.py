"""A thin bar along an edge while something is worked on for longer than a moment: it runs, or shows how far it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QTimer
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QWidget

from analyst_app.ui.widgets.shapes import fill

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from analyst_app.ui.widgets.theme import Looks

_PATIENCE, _TICK, _TURN = 300, 40, 40
"""Milliseconds before it is seen; milliseconds of a step; steps from one end to the other."""


class WorkBar(QWidget):
    """Runs along the lower edge of the widget that it is in, in the colour of progress.

    Args:
        looks: colours and sizes.
        parent: the widget that it is in.
    """

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._looks = looks
        self._step = 0
        self._share = 0.0
        self._patience = QTimer(self, singleShot=True, interval=_PATIENCE)
        self._patience.timeout.connect(self._begin)
        self._clock = QTimer(self, interval=_TICK)
        self._clock.timeout.connect(self._go_on)
        self.hide()

    def show_work(self, is_on: bool) -> None:
        """Begin to wait, or be gone."""
        if not is_on:
            self._patience.stop()
            self._clock.stop()
            self.hide()
        elif self.isHidden() and not self._patience.isActive():
            self._patience.start()

    def show_share(self, share: float) -> None:
        """Show which part is done, 0 to 1; 0: nobody knows, and the bar runs."""
        self._share = share

    def lie_along(self, width: int, bottom: int) -> None:
        """Take the lower edge of its widget."""
        height = self._looks.sizes.height("work_bar")
        self.setGeometry(0, bottom - height, width, height)

    def paintEvent(self, event: QPaintEvent) -> None:
        if self._share:
            left, part = 0, round(self.width() * self._share)
        else:
            part = self.width() // 4
            left = (self.width() + part) * self._step // _TURN - part
        fill(QPainter(self), QRectF(left, 0, part, self.height()), self._looks.colours.colour("accent"))

    def _begin(self) -> None:
        self._step = 0
        self._clock.start()
        self.show()
        self.raise_()

    def _go_on(self) -> None:
        self._step = (self._step + 1) % _TURN
        self.update()
