"""Closing the window: not before all is on disk, or the person lets it go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from analyst_app.ui.files.session_memory import save_memory
from analyst_app.ui.widgets.message import ask, shown_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyst_app.ui.files.autosave import LayerSaver
    from analyst_app.ui.main_window import MainWindow

SAVE_COPY, QUIT_WITHOUT, CANCEL = "Save a copy", "Quit without", "Cancel"
STAY = "Do not quit"
PATIENCE = 3.0
"""Seconds that a save on the way out may take before it is said, with a way out."""


class Leaving:
    """Waits for saves on the way out."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._is_waiting = False
        self._is_asking = False
        self._let_go = False
        self._waited_for: list[LayerSaver] = []
        self._patience = QTimer(window, singleShot=True)
        self._patience.timeout.connect(self._say_slow)

    @property
    def is_busy(self) -> bool:
        """Whether the window waits to be closed: for a save, or for an answer."""
        return self._is_waiting or self._is_asking

    def may_close(self) -> bool:
        """Whether the window may close now; if not, it closes itself when all is saved."""
        window = self._window
        window.modes.leave(keep=True)
        if self._is_asking:
            return False
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
        self._patience.start(int(1000 * PATIENCE))
        self._waited_for = self._window.autosave.unsaved
        for saver in self._waited_for:
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
        self._stop_waiting()
        if not failed:
            window.close()
            return
        words = f"{_names(failed)} could not be saved: {failed[0].failure or failed[0].held}"
        self._is_asking = True
        try:
            answer = ask(window, "Not saved", words, (SAVE_COPY, QUIT_WITHOUT, CANCEL))
        finally:
            self._is_asking = False
        if answer == SAVE_COPY:
            window.file_commands.save_copies([saver.session for saver in failed], self.let_go)
        elif answer == QUIT_WITHOUT:
            self.let_go()

    def _stop_waiting(self) -> None:
        self._is_waiting = False
        self._patience.stop()
        self._window.bars.hide_bar("leaving")
        for saver in self._waited_for:
            saver.ended.disconnect(self._ended)
        self._waited_for = []

    def _say_slow(self) -> None:
        unsaved = self._window.autosave.unsaved
        if not self._is_waiting or not unsaved:
            return
        words = f"{_names(unsaved)} is still being saved: the disk is slow or does not answer. The window closes then."
        choices = ((QUIT_WITHOUT, self._abandon), (STAY, self._stay))
        self._window.bars.show_bar("leaving", words, choices)

    def _stay(self) -> None:
        self._stop_waiting()
        self._window.status.say("Not closed; saving goes on.")

    def _abandon(self) -> None:
        """Quit without the end of what is being written: the file stays as it was."""
        self._window.tasks.abandon()
        self.let_go()

    def let_go(self) -> None:
        """Close without what could not be saved."""
        self._let_go = True
        self._window.close()


def _names(savers: Sequence[LayerSaver]) -> str:
    return ", ".join(shown_name(saver.session.path.name) for saver in savers)
