"""The longest time for which a window does not answer."""

from __future__ import annotations

import time

from PySide6.QtCore import Qt, QTimer

_BEAT = 0.002
"""Seconds between two beats."""


class Heart:
    """Beats on the window's thread and keeps the longest pause."""

    def __init__(self) -> None:
        self._longest = 0.0
        self._last = time.perf_counter()
        self._timer = QTimer()
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._beat)
        self._timer.start(round(1000 * _BEAT))

    def _beat(self) -> None:
        now = time.perf_counter()
        self._longest = max(self._longest, now - self._last - _BEAT)
        self._last = now

    def begin(self) -> None:
        """Forget what was."""
        self._longest, self._last = 0.0, time.perf_counter()

    @property
    def longest(self) -> float:
        """Milliseconds, since it began."""
        self._beat()
        return 1000 * self._longest

    def stop(self) -> None:
        self._timer.stop()
