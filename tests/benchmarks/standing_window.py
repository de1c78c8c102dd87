"""The window as ``open`` makes it, standing, with the parts that a measurement turns to."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

from analyst_app.preferences import Preferences
from analyst_app.ui.app import SWITCH_INTERVAL
from analyst_app.ui.files.session_memory import Memory, Surroundings
from analyst_app.ui.main_window import MainWindow
from analyst_app.ui.start.housekeeping import Housekeeping


class StandingWindow:
    """A furnished window. Threads change over and garbage is collected as in the program, until it is closed."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self._switch = sys.getswitchinterval()
        sys.setswitchinterval(SWITCH_INTERVAL)
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
