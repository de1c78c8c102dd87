"""The window as ``open`` makes it, standing, with the parts that a measurement turns to."""

from __future__ import annotations

import gc
import sys
import time
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QEventLoop
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from analyst_app.preferences import Preferences
from analyst_app.ui.app import SWITCH_INTERVAL
from analyst_app.ui.files.session_memory import Memory, Surroundings
from analyst_app.ui.main_window import MainWindow
from analyst_app.ui.start.housekeeping import Housekeeping
from analyst_app.ui.start.platform_check import spare_source_reading
from tests.benchmarks.heart import Heart

_PATIENCE = 60
_QUIET = 0.3
"""Seconds without any work until what was done counts as over: what comes right after it counts, too."""


class StandingWindow:
    """A furnished window. Threads change over and garbage is collected as in the program, until it is closed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._switch = sys.getswitchinterval()
        sys.setswitchinterval(SWITCH_INTERVAL)
        spare_source_reading()
        gc.collect()
        gc.disable()  # as ``open`` does: the window collects when nobody waits
        self.window = MainWindow(Surroundings(folder / "state", "a", False, Preferences(), Memory()))
        self.housekeeping = Housekeeping(self.window)
        self.window.furnished.connect(self.housekeeping.begin)
        self.window.show()
        self.furniture = self.window.furnish()
        place = self.window.prepare()
        self.bridge, self.tasks, self.autosave, self.desk = place.bridge, place.tasks, place.autosave, place.desk
        self.away = folder / "away.txt"
        """An article to go away to."""
        self.away.write_text("Nothing is here.\n", "utf-8")

    @property
    def is_idle(self) -> bool:
        """Nothing is worked on, and all is saved."""
        return not self.tasks._waiting and not self.autosave.unsaved

    def forget_all(self) -> None:
        """Let go of all layers that are kept for their undo history."""
        for session in [kept.session for kept in self.desk._kept.values()]:
            self.desk.forget(session)

    def close(self) -> None:
        self.furniture.leaving.let_go()
        self.window.close()
        self.tasks.stop()
        self.housekeeping.stop()
        gc.enable()
        sys.setswitchinterval(self._switch)


class WatchedWindow(StandingWindow):
    """A standing window that tells the longest time for which it did not answer."""

    def __init__(self, folder: Path) -> None:
        super().__init__(folder)
        self.heart = Heart()

    def during(self, act: Callable[[], object], *, at_once: bool = False) -> float:
        """Milliseconds of the longest pause while something is done, and what follows from it.

        Args:
            act: does it.
            at_once: what is worked on beside the window afterwards does not count.
        """
        gc.collect()
        gc.freeze()
        self.heart.begin()
        act()
        if at_once:
            QApplication.processEvents()
        else:
            self.rest()
        return self.heart.longest

    def show(self, path: Path) -> None:
        """Until an article's layer is open; of a folder, its first article's."""
        self._until_open(lambda: self.furniture.opener.open_paths([path]))

    def step(self) -> None:
        """Until the next article's layer is open, as after Ctrl+PgDn."""
        action = self.window.findChild(QAction, "corpus.next")
        assert action is not None
        self._until_open(action.trigger)

    def _until_open(self, act: Callable[[], object]) -> None:
        loaded: list[object] = []
        connection = self.desk.loaded.connect(loaded.append)
        act()
        self.until(lambda: loaded)
        self.desk.loaded.disconnect(connection)

    def rest(self) -> None:
        """Until nothing runs any more, nor will by itself, and a while longer."""
        self.until(lambda: self.is_idle and not self.tasks._in_pause)
        self.wait(_QUIET)
        self.until(lambda: self.is_idle and not self.tasks._in_pause)

    def wait(self, seconds: float) -> None:
        QTest.qWait(round(1000 * seconds))

    def until(self, is_so: Callable[[], object]) -> None:
        """Until something is so."""
        end = time.monotonic() + _PATIENCE
        while not is_so():
            assert time.monotonic() < end
            QApplication.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

    def close(self) -> None:
        self.heart.stop()
        super().close()
