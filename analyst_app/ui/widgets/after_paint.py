"""Acting once a widget has been painted."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QTimer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_LONGEST_WAIT = 250
"""Milliseconds: a window that is not painted (minimised) must not wait for its paint."""


class _AfterPaint(QObject):
    """Waits for a widget's next paint."""

    def __init__(self, widget: QWidget, act: Callable[[], object]) -> None:
        super().__init__(widget)
        self._act: Callable[[], object] | None = act
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self._now)
        self._timer.start(_LONGEST_WAIT)
        widget.installEventFilter(self)
        widget.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Paint:
            self._timer.start(0)  # once the painted frame is out
        return False

    def _now(self) -> None:
        act, self._act = self._act, None
        parent = self.parent()
        if parent is not None:
            parent.removeEventFilter(self)
        self.deleteLater()
        if act is not None:
            act()


def after_paint(widget: QWidget, act: Callable[[], object]) -> None:
    """Act one event after a widget's next paint."""
    _AfterPaint(widget, act)
