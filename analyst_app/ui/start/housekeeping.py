"""Collects garbage on the GUI thread only, and when nobody waits.

Python collects on whichever thread happens to allocate. A worker that took
apart a cycle with a widget in it would delete the widget on the wrong thread,
and the process would die; and a full collection over a large article is a
dropped frame. So the automatic collection is off while the window is open.
While a worker makes very many objects at once, nothing is looked through for a
while either: most of them are gone when it is done.
"""

from __future__ import annotations

import gc
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

_EVERY = 1_000
"""Milliseconds between two looks."""
_YOUNG = 10_000
"""New objects that are worth looking through."""
_REST = 10
"""Looks without a full collection after one."""
_VERY_MANY = 100_000
"""New objects of which most are a worker's that is in the midst of something great, such as a save of 300,000 links."""
_PATIENCE = 30
"""Looks that are put off in a row, so that the worker may end and let its objects go."""


class Housekeeping(QObject):
    """Looks through what is new each second; through all when an article was put away or the window left."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self._window = window
        self._is_due = False
        self._rest = 0
        self._put_off = 0
        self._timer = QTimer(self, interval=_EVERY)
        self._timer.timeout.connect(self._look)

    def stop(self) -> None:
        """Leave it to Python again."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def begin(self) -> None:
        """The program is there as a whole: look from now on."""
        gc.freeze()  # the program itself is no garbage: no collection looks through it
        self._timer.start()

    def note_put_away(self) -> None:
        """An article was put away."""
        self._is_due = True

    def _look(self) -> None:
        self._rest -= 1
        if gc.get_count()[0] > _VERY_MANY and self._put_off < _PATIENCE:
            self._put_off += 1  # to look through them would stop the window, and nearly all go by themselves
            return
        self._put_off = 0
        if (self._is_due or not self._window.isActiveWindow()) and self._rest <= 0:
            self._is_due, self._rest = False, _REST
            gc.collect()
        elif gc.get_count()[0] > _YOUNG:
            gc.collect(1)
