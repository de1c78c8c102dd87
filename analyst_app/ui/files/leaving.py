"""Closing the window: not before all is on disk, or the person lets it go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from analyst_app.ui.widgets.message import ask, shown_name
from analyst_app.wording import in_row, marked, tr

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from analyst_app.ui.bars.message_bars import MessageBars
    from analyst_app.ui.commands.modes import ModeKeeper
    from analyst_app.ui.files.autosave import Autosave, SessionSaver
    from analyst_app.ui.files.save_commands import SaveCommands
    from analyst_app.ui.widgets.long_work import LongWork
    from analyst_app.ui.widgets.tasks import Tasks

SAVE_COPY, QUIT_WITHOUT, CANCEL = marked("Save a copy"), marked("Quit without"), marked("Cancel")
STAY = marked("Do not quit")
PATIENCE = 3.0
"""Seconds that a save on the way out may take before it is said, with a way out."""


class Leaving(QObject):
    """Waits for saves on the way out."""

    said = Signal(str)
    """A word for the status bar."""
    stayed = Signal()
    """The person keeps the window."""
    released = Signal()
    """Nothing is waited for any more: the window is to be closed now."""

    def __init__(
        self,
        modes: ModeKeeper,
        autosave: Autosave,
        saving: SaveCommands,
        bars: MessageBars,
        tasks: Tasks,
    ) -> None:
        super().__init__(bars)
        self._modes, self._autosave, self._saving, self._bars, self._tasks = modes, autosave, saving, bars, tasks
        self._is_waiting = False
        self._is_waiting_for_files = False
        """True while long works write files for others, such as a PDF."""
        self._is_asking = False
        self._let_go = False
        self._is_hurried = False
        self._waited_for: list[SessionSaver] = []
        self._holds: list[Callable[[], bool]] = []
        self._patience = QTimer(self, singleShot=True)
        self._patience.timeout.connect(self._say_slow)
        tasks.work_ended.connect(self._on_work_ended)

    @property
    def is_busy(self) -> bool:
        """True while the window waits to be closed: for a save, or for an answer."""
        return self._is_waiting or self._is_waiting_for_files or self._is_asking

    def hold(self, asks: Callable[[], bool]) -> None:
        """Have someone asked before the window closes, who answers True to keep it open and closes it later."""
        self._holds.append(asks)

    def may_close(self) -> bool:
        """True if the window may close now; if not, ``released`` comes when all is saved."""
        self._modes.leave(keep=True)
        if self._is_asking or (not self._is_hurried and any(asks() for asks in self._holds)):
            return False
        if not self._let_go and self._autosave.unsaved:
            self._wait()
            return False
        if not self._let_go and not self._is_hurried and self._tasks.writing:
            self._wait_for_files()
            return False
        return True

    def hurry(self) -> None:
        """The system ends the program: save what can be saved, and ask nothing; the journal has the rest."""
        self._is_hurried = True

    def _wait_for_files(self) -> None:
        if self._is_waiting_for_files:
            return
        self._is_waiting_for_files = True
        words = tr("A file is still being written. The window closes once it is there.")
        choices = ((tr(QUIT_WITHOUT), self._quit_without_files), (tr(STAY), self._stay_for_files))
        self._bars.show_bar("leaving", words, choices)

    def _on_work_ended(self, work: LongWork) -> None:
        if not self._is_waiting_for_files:
            return
        if work.has_failed:  # the reason is to be read
            self._stay_for_files()
        elif not self._tasks.writing:
            self._stay_for_files()
            self.released.emit()

    def _stay_for_files(self) -> None:
        self._is_waiting_for_files = False
        self._bars.hide_bar("leaving")

    def _quit_without_files(self) -> None:
        self._stay_for_files()
        self.let_go()

    def _wait(self) -> None:
        if self._is_waiting:
            return
        self._is_waiting = True
        self.said.emit(tr("Saving before closing…"))
        self._patience.start(int(1000 * PATIENCE))
        self._waited_for = self._autosave.unsaved
        for saver in self._waited_for:
            saver.ended.connect(self._ended)
        self._autosave.save_all()

    def _ended(self) -> None:
        if not self._is_waiting or self._autosave.is_running:
            return
        failed = self._autosave.unsaved
        if any(not (saver.failure or saver.held) for saver in failed):
            self._autosave.save_all()  # something changed while a save was on its way
            return
        self._stop_waiting()
        if not failed or self._is_hurried:
            self._let_go = True
            self.released.emit()
            return
        reason = failed[0].failure or failed[0].held
        words = tr("{articles} could not be saved: {reason}", articles=_names(failed), reason=reason)
        self._is_asking = True
        try:
            answer = ask(self._bars.window(), tr("Not saved"), words, (tr(SAVE_COPY), tr(QUIT_WITHOUT), tr(CANCEL)))
        finally:
            self._is_asking = False
        if answer == tr(SAVE_COPY):
            self._saving.save_copies([saver.session for saver in failed], self.let_go)
        elif answer == tr(QUIT_WITHOUT):
            self._forget_unsaved()
            self.let_go()
        else:
            self.stayed.emit()

    def _stop_waiting(self) -> None:
        self._is_waiting = False
        self._patience.stop()
        self._bars.hide_bar("leaving")
        for saver in self._waited_for:
            saver.ended.disconnect(self._ended)
        self._waited_for = []

    def _say_slow(self) -> None:
        unsaved = self._autosave.unsaved
        if not self._is_waiting or not unsaved:
            return
        words = tr(
            "{articles} is still being saved: the disk is slow or does not answer. The window closes then.",
            articles=_names(unsaved),
        )
        choices = ((tr(QUIT_WITHOUT), self._abandon), (tr(STAY), self._stay))
        self._bars.show_bar("leaving", words, choices)

    def _stay(self) -> None:
        self._stop_waiting()
        self.said.emit(tr("Not closed; saving goes on."))
        self.stayed.emit()

    def _abandon(self) -> None:
        """Quit without the end of what is being written: the file stays as it was."""
        self._tasks.abandon()
        self._forget_unsaved()
        self.let_go()

    def _forget_unsaved(self) -> None:
        """The person does not want what is not saved: it is not offered at the next start."""
        for saver in self._autosave.unsaved:
            if saver.session.journal is not None:
                saver.session.journal.drop()

    def let_go(self) -> None:
        """Close without what could not be saved."""
        self._let_go = True
        self.released.emit()


def _names(savers: Sequence[SessionSaver]) -> str:
    return in_row(shown_name(saver.session.path.name) for saver in savers)
