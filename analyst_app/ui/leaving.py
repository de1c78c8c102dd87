"""Closing the window: not before all is on disk, or the person lets it go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.ui.message import ask, shown_name
from analyst_app.ui.session_memory import save_memory

if TYPE_CHECKING:
    from analyst_app.ui.main_window import MainWindow

SAVE_COPY, QUIT_WITHOUT, CANCEL = "Save a copy", "Quit without", "Cancel"


class Leaving:
    """Waits for saves on the way out."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._is_waiting = False
        self._let_go = False

    def may_close(self) -> bool:
        """Whether the window may close now; if not, it closes itself when all is saved."""
        window = self._window
        window.modes.leave(keep=True)
        if not self._let_go and window.autosave.unsaved:
            self._wait()
            return False
        window.remember_shape()
        window.tasks.run(save_memory, window.surroundings.state, window.memory, must_end=True)
        return True

    def _wait(self) -> None:
        if self._is_waiting:
            return
        self._is_waiting = True
        self._window.status.say("Saving before closing…")
        for saver in self._window.autosave.unsaved:
            saver.ended.connect(self._ended)
        self._window.autosave.save_all()

    def _ended(self) -> None:
        window = self._window
        if not self._is_waiting or window.autosave.is_running:
            return
        failed = window.autosave.unsaved
        if any(not (saver.failure or saver.held) for saver in failed):
            window.autosave.save_all()  # something changed while a save was on its way
            return
        self._is_waiting = False
        for saver in window.autosave.savers:
            saver.ended.disconnect(self._ended) if saver in failed else None
        if not failed:
            window.close()
            return
        names = ", ".join(shown_name(saver.session.path.name) for saver in failed)
        words = f"{names} could not be saved: {failed[0].failure or failed[0].held}"
        answer = ask(window, "Not saved", words, (SAVE_COPY, QUIT_WITHOUT, CANCEL))
        if answer == SAVE_COPY:
            window.file_commands.save_copies([saver.session for saver in failed], self.let_go)
        elif answer == QUIT_WITHOUT:
            self.let_go()

    def let_go(self) -> None:
        """Close without what could not be saved."""
        self._let_go = True
        self._window.close()
