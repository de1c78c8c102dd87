"""Saving by hand and copies: the File menu's Save now, Save a copy and History, and the bar of a read-only layer."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from analyst_app.ui.widgets.message import shown_name
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.session.session import Session
    from analyst_app.ui.bars.message_bars import MessageBars
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.files.autosave import Autosave
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.widgets.tasks import Tasks


class SaveCommands(QObject):
    """Writes when a person asks for it."""

    def __init__(
        self,
        actions: ActionSet,
        bridge: SessionBridge,
        autosave: Autosave,
        bars: MessageBars,
        tasks: Tasks,
    ) -> None:
        super().__init__(bars)
        self._actions, self._bridge, self._autosave, self._bars, self._tasks = actions, bridge, autosave, bars, tasks
        actions.register("file.save", self._save_now)
        actions.register("file.save_copy", self._save_copy)
        bridge.refused.connect(self._on_refused)

    def save_copies(self, sessions: Sequence[Session], then: Callable[[], object]) -> None:
        """Ask for a folder and write articles with their layers there.

        Args:
            sessions: the layers.
            then: called when all are written.
        """
        from PySide6.QtWidgets import QFileDialog

        from analyst_app.session.layer_files import write_copy

        name = QFileDialog.getExistingDirectory(self._bars.window(), tr("Folder for the copy"), str(Path.home()))
        if not name:
            return

        of = sessions[0].path if len(sessions) == 1 else Path(name)

        def done(written: list[Path]) -> None:
            self._bridge.say(tr("Copied to {path}", path=shown_name(str(written[-1]))))
            then()

        self._tasks.run(
            lambda: [write_copy(session, Path(name)) for session in sessions],
            done=done,
            failed=lambda error: self._bars.report("open", error, of),
            must_end=True,
        )

    # -- inside ----------------------------------------------------------------

    def _save_now(self) -> None:
        session = self._bridge.session
        if session is None:
            return
        saver = self._autosave.saver(session)
        if session.read_only:
            self._bridge.say(tr("Read-only: {reason}", reason=session.read_only))
        elif saver.is_gone:
            self._autosave.write_again(session)
        elif saver.is_clean:
            self._bridge.say(tr("Everything is saved."))
        else:
            saver.save()

    def _save_copy(self) -> None:
        session = self._bridge.session
        if session is not None:
            self.save_copies([session], lambda: None)

    def _on_refused(self, reason: str) -> None:
        """Whatever a read-only layer refuses, a copy of it allows."""
        session = self._bridge.session
        if session is not None and session.read_only:
            words = tr("Read-only: {reason}.", reason=session.read_only)
            self._bars.show_bar(
                "read_only", words, [(tr("Save a copy…"), self._actions.action("file.save_copy").trigger)]
            )
