"""File ▸ History: earlier saves of the open layer; restoring one is an ordinary change that can be undone."""

from __future__ import annotations

import time
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListWidget, QListWidgetItem, QVBoxLayout

from analyst_app.ui.widgets.message import PlainLabel
from analyst_app.ui.widgets.screen_fit import resize_on_screen
from analyst_app.wording import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from analyst_app.core.store import Change
    from analyst_app.session.earlier_saves import SavedState
    from analyst_app.session.session import Session
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.widgets.message import MessageBars
    from analyst_app.ui.widgets.tasks import Tasks


class HistoryDialog(QDialog):
    """A list of saves; Restore brings one back."""

    def __init__(self, bridge: SessionBridge, bars: MessageBars, tasks: Tasks, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("history_dialog")
        self.setWindowTitle("History of this layer")
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        resize_on_screen(self, 480, 420)
        self._bridge, self._bars, self._tasks = bridge, bars, tasks
        self._session = bridge.session
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
        self._read()

    def _read(self) -> None:
        from analyst_app.session.earlier_saves import history_of

        self._tasks.run(history_of, self._session, done=self._show)

    def _show(self, states: list[SavedState]) -> None:
        for state in states:
            when = time.strftime("%A %d %B %Y, %H:%M", time.localtime(state.when))
            item = QListWidgetItem(f"{when}  –  {tr('{n} annotation|{n} annotations', state.count)}", self.saves)
            item.setData(Qt.ItemDataRole.UserRole, state)
        self.words.setText(
            "Bring back the annotations as they were. It is one step that can be undone."
            if states
            else "There are no earlier saves of this layer on this machine."
        )
        self.saves.setCurrentRow(0)
        self.saves.setFocus()
        self.restore_button.setEnabled(bool(states) and self._session is not None and not self._session.read_only)

    def _restore(self) -> None:
        item, session = self.saves.currentItem(), self._session
        if item is None or session is None or not self.restore_button.isEnabled():
            return
        state = item.data(Qt.ItemDataRole.UserRole)
        self.accept()
        restore(session, state, self._bridge, self._bars, self._tasks)


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
