"""Not painting what is gone again in a moment: between two articles, nothing is shown but the one before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_LONGEST = 100
"""Milliseconds: what takes longer is to be seen. A person takes so much for at once."""


class PaintingPause(QObject):
    """Keeps a widget and all in it from being painted; it holds no longer than a tenth of a second."""

    ended = Signal()
    """Painting is about to go on."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._widget = widget
        self._timer = QTimer(self, singleShot=True, interval=_LONGEST)
        self._timer.timeout.connect(self.end)

    def begin(self) -> None:
        """Leave on the screen what stands there."""
        if not self._timer.isActive():
            self._widget.setUpdatesEnabled(False)
        self._timer.start()

    def end(self) -> None:
        """Paint what is there now, once; nothing if painting was not paused."""
        if self._timer.isActive() or not self._widget.updatesEnabled():
            self._timer.stop()
            self.ended.emit()
            self._widget.setUpdatesEnabled(True)
