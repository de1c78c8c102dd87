"""Tells of works over many articles: a bar under the tags, and in the status bar how far they are, with Cancel."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from analyst_app.ui.panels.status_bar import StatusBar
    from analyst_app.ui.panels.tool_bar import ToolBar
    from analyst_app.ui.widgets.long_work import LongWork
    from analyst_app.ui.widgets.tasks import Tasks

_LONG, _LOOK = 2.0, 100
"""Seconds after which the status bar tells of it; milliseconds between two looks at how far it is."""


class WorkNews(QObject):
    """Of several works the one that began last is told of.

    Args:
        tasks: carry them out.
        status: tells how far they are, and takes the wish to stop.
        tool_bar: has the bar.
    """

    def __init__(self, tasks: Tasks, status: StatusBar, tool_bar: ToolBar) -> None:
        super().__init__(status)
        self._status, self._tool_bar = status, tool_bar
        self._works: list[tuple[float, LongWork]] = []
        """Each with its begin, seconds of the steady clock."""
        self._clock = QTimer(self, interval=_LOOK)
        self._clock.timeout.connect(self._tell)
        tasks.work_begun.connect(self._begin)
        tasks.work_ended.connect(self._end)
        status.stop_wanted.connect(self._stop)

    def _begin(self, work: LongWork) -> None:
        self._works.append((time.monotonic(), work))
        self._tool_bar.show_long_work(True)
        self._clock.start()

    def _end(self, work: LongWork) -> None:
        self._works = [one for one in self._works if one[1] is not work]
        if not self._works:
            self._clock.stop()
        self._tell()

    def _tell(self) -> None:
        last = self._works[-1][1] if self._works else None
        self._tool_bar.show_long_work(last is not None, last.share if last is not None else 0.0)
        told = self._told
        self._status.show_long_work(told.words if told is not None else "")

    @property
    def _told(self) -> LongWork | None:
        """The last that has lasted; None if there is none."""
        now = time.monotonic()
        return next((work for begun, work in reversed(self._works) if now - begun >= _LONG), None)

    def _stop(self) -> None:
        told = self._told
        if told is not None:
            told.stop()
            self._tell()
