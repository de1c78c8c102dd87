"""File ▸ History: earlier saves of the open layer, and work on it that was discarded.

Restoring a save, and bringing discarded work back, is an ordinary change that can be undone.
"""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QVBoxLayout

from analyst_app.errors import ChangeRefused
from analyst_app.session import left_work
from analyst_app.session.bring_back import returned
from analyst_app.session.journal import LeftWork
from analyst_app.ui.files.left_offers import what_came
from analyst_app.ui.widgets.dialog_fit import fit_dialog
from analyst_app.ui.widgets.message import PlainLabel
from analyst_app.wording import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from analyst_app.core.store import Change
    from analyst_app.session.earlier_saves import SavedState
    from analyst_app.session.session import Session
    from analyst_app.ui.bars.message_bars import MessageBars
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.widgets.tasks import Tasks


class HistoryDialog(QDialog):
    """A list of saves and of discarded work; its button brings one back."""

    def __init__(self, bridge: SessionBridge, bars: MessageBars, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("history_dialog")
        self.setWindowTitle("History of this layer")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit_dialog(self, 480, 420)
        self._bridge, self._bars, self._tasks = bridge, bars, tasks
        self._session = bridge.session
        self._kept: list[SavedState | LeftWork] = []
        """By row of the list."""
        self.words = PlainLabel("Reading…", self)
        self.words.setWordWrap(True)
        self.saves = QListWidget(self)
        self.saves.setObjectName("history_list")
        self.saves.itemActivated.connect(self._restore)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.restore_button = self._buttons.addButton("Restore", QDialogButtonBox.ButtonRole.AcceptRole)
        self.restore_button.setObjectName("history_restore")
        self.restore_button.setEnabled(False)
        self._buttons.accepted.connect(self._restore)
        self._buttons.rejected.connect(self.reject)
        column = QVBoxLayout(self)
        column.addWidget(self.words)
        column.addWidget(self.saves, 1)
        column.addWidget(self._buttons)
        self.saves.currentRowChanged.connect(self._name_button)
        if self._session is not None:
            self._tasks.run(_kept_of, self._session, done=self._show)

    def _show(self, found: tuple[list[SavedState], list[LeftWork]]) -> None:
        states, discarded = found
        for state in states:
            self._add(state.when, tr("{n} annotation|{n} annotations", state.count), state)
        for work in discarded:
            words = tr("work put aside: {n} change|work put aside: {n} changes", work.acts)
            self._add(work.when, words, work)
        self.words.setText(
            tr("Bring back the annotations as they were. It is one step that can be undone.")
            if self.saves.count()
            else tr("There are no earlier saves of this layer on this machine.")
        )
        self.saves.setCurrentRow(0)
        self.saves.setFocus()
        self.restore_button.setEnabled(
            bool(self.saves.count()) and self._session is not None and not self._session.read_only
        )

    def _add(self, when: float, words: str, kept: SavedState | LeftWork) -> None:
        day = time.strftime("%A %d %B %Y, %H:%M", time.localtime(when))
        self._kept.append(kept)
        self.saves.addItem(f"{day}  –  {words}")

    def _name_button(self, row: int) -> None:
        is_work = row >= 0 and isinstance(self._kept[row], LeftWork)
        self.restore_button.setText(tr("Bring back") if is_work else tr("Restore"))

    def _restore(self) -> None:
        row, session = self.saves.currentRow(), self._session
        if row < 0 or session is None or not self.restore_button.isEnabled():
            return
        kept = self._kept[row]
        self.accept()
        if isinstance(kept, LeftWork):
            _bring_back(session, kept, self._bridge, self._bars)
        else:
            restore(session, kept, self._bridge, self._bars, self._tasks)


def restore(session: Session, state: SavedState, bridge: SessionBridge, bars: MessageBars, tasks: Tasks) -> None:
    """Bring an earlier save's content back into a session.

    Args:
        session: the open layer.
        state: the earlier save.
        bridge: shows the session; nothing is done if it shows another by then.
        bars: say what went wrong.
        tasks: to read with.
    """
    from analyst_app.session.earlier_saves import restore_change

    def done(change: Change) -> None:
        if session is not bridge.session:
            return
        if not change:
            bridge.say("That save holds what is here.")
            return
        when = time.strftime("%d %B, %H:%M", time.localtime(state.when))
        if bridge.do(f"Restore {when}", change):
            words = tr("The layer is as it was on {when}. What was here is kept in its history.", when=when)
            bars.show_bar("kept", words, [(tr("Bring back"), lambda: bring_back(change.inverse()))])

    def bring_back(change: Change) -> None:
        if session is bridge.session and bridge.do(tr("Bring back"), change):
            bridge.say(tr("All is back as it was before the restore."))

    tasks.run(
        restore_change,
        session,
        state,
        done=done,
        failed=lambda error: bars.report("history", error, session.path),
    )


def _kept_of(session: Session) -> tuple[list[SavedState], list[LeftWork]]:
    """In a worker: the earlier saves of a layer, and what is put aside of work on it."""
    from analyst_app.session.earlier_saves import history_of

    folder = session.journal.path.parent if session.journal is not None else None
    return history_of(session), left_work.discarded_in(folder) if folder is not None else []


def _bring_back(session: Session, work: LeftWork, bridge: SessionBridge, bars: MessageBars) -> None:
    """Bring discarded work back; it stays put aside as long as not all of it is back."""
    if session is not bridge.session:
        return
    try:
        found = returned(session.store, session.document, work)
    except ChangeRefused as refusal:
        bridge.refuse(str(refusal))
        return
    if not found:
        bridge.say(tr("All of that work is here."))
    elif bridge.do(tr("Bring back"), found.change):
        bars.show_bar("kept", what_came(found))
        if not found.left_out and not found.lost:
            left_work.settle_later(work)
