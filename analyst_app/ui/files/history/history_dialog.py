"""File ▸ History: earlier saves of the open layer, and work on it that was discarded.

Restoring a save, and bringing discarded work back, is an ordinary change that can be undone.
"""

from __future__ import annotations

import time
from itertools import zip_longest
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHBoxLayout, QVBoxLayout

from analyst_app.errors import AnalystError, ChangeRefused, sentence
from analyst_app.session import left_work
from analyst_app.session.bring_back import returned
from analyst_app.session.faults import reason
from analyst_app.session.journal import LeftWork
from analyst_app.ui.files.history.history_preview import Effect, HistoryPreview
from analyst_app.ui.files.history.history_rows import HistoryRows
from analyst_app.ui.files.left_offers import what_came
from analyst_app.ui.widgets.dialog_fit import fit_dialog
from analyst_app.ui.widgets.message import PlainLabel
from analyst_app.wording import dated_moment, tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from analyst_app.core.store import Change
    from analyst_app.session.earlier_saves import SavedState
    from analyst_app.session.session import Session
    from analyst_app.ui.bars.message_bars import MessageBars
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.widgets.tasks import Tasks
    from analyst_app.ui.widgets.theme import Looks


class HistoryDialog(QDialog):
    """The saves and the discarded work by day, what each would do beside them; the button brings one back.

    Args:
        bridge: has the open layer.
        bars: say what came, or went wrong.
        tasks: to read with.
        looks: colours and sizes.
        parent: the window.
    """

    def __init__(self, bridge: SessionBridge, bars: MessageBars, tasks: Tasks, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("history_dialog")
        self.setWindowTitle(tr("History of this layer"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit_dialog(self, looks.sizes.width("history"), looks.sizes.height("history"))
        self._bridge, self._bars, self._tasks = bridge, bars, tasks
        self._session = bridge.session
        self._kept: list[SavedState | LeftWork] = []
        """By row of the list."""
        self._turn = 0
        self.words = PlainLabel(tr("Reading…"), self)
        self.words.setWordWrap(True)
        self.saves = HistoryRows(looks, self)
        self.saves.setFixedWidth(looks.sizes.width("history_list"))
        self.saves.itemActivated.connect(self._restore)
        self.preview = HistoryPreview(self._session, looks, self)
        self._buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel, self)
        self.restore_button = self._buttons.addButton(tr("Bring back"), QDialogButtonBox.ButtonRole.AcceptRole)
        self.restore_button.setObjectName("history_restore")
        self.restore_button.setEnabled(False)
        self._buttons.accepted.connect(self._restore)
        self._buttons.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(looks.sizes.space(2))
        row.addWidget(self.saves)
        row.addWidget(self.preview, 1)
        column = QVBoxLayout(self)
        column.addWidget(self.words)
        column.addLayout(row, 1)
        column.addWidget(self._buttons)
        self.saves.currentRowChanged.connect(self._look_at)
        self.finished.connect(self._forget)
        if self._session is not None:
            self._tasks.run(_kept_of, self._session, done=self._show)

    def _show(self, found: tuple[list[SavedState], list[LeftWork]]) -> None:
        states, discarded = found
        for state, before in zip_longest(states, states[1:]):
            if state is not None:
                words = tr("{n} annotation|{n} annotations", state.count)
                self._kept.append(state)
                self.saves.add(state.when, words, _more(state.count - before.count) if before is not None else "")
        for work in discarded:
            self._kept.append(work)
            self.saves.add(work.when, tr("work put aside: {n} change|work put aside: {n} changes", work.acts))
        has_some = bool(self._kept)
        self.words.setText(
            tr("Bring back the annotations as they were. It is one step that can be undone.")
            if has_some
            else tr("There are no earlier saves of this layer on this machine.")
        )
        self.saves.setVisible(has_some)
        self.preview.setVisible(has_some)
        self.restore_button.setEnabled(has_some and self._session is not None and not self._session.read_only)
        self.saves.setCurrentRow(0)
        self.saves.setFocus()

    def _look_at(self, row: int) -> None:
        """Read, in a worker, what bringing the chosen one back would do."""
        session = self._session
        if row < 0 or session is None:
            return
        self._turn += 1
        turn = self._turn

        def show(effect: Effect) -> None:
            if turn == self._turn:
                self.preview.show_effect(effect)

        def fail(error: Exception) -> None:
            if turn == self._turn:
                self.preview.show_words(
                    sentence(error) if isinstance(error, AnalystError) else reason(error, session.path)
                )

        self.preview.wait()
        self._tasks.run(_effect, session, self._kept[row], done=show, failed=fail)

    def _forget(self) -> None:
        """It is closed: what is still being read has nobody to be told to."""
        self._turn += 1

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
            bridge.say(tr("That save holds what is here."))
            return
        when = dated_moment(time.localtime(state.when), time.localtime())
        if bridge.do(tr("Restore {when}", when=when), change):
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


def _effect(session: Session, kept: SavedState | LeftWork) -> Effect:
    """In a worker: the effect of a save, or of discarded work, on the layer as it is."""
    from analyst_app.session.earlier_saves import compared_change

    if isinstance(kept, LeftWork):
        return Effect.of(returned(session.store, session.document, kept).change)
    return Effect.of(compared_change(session, kept))


def _more(count: int) -> str:
    """The number of annotations that a save has more than the one before it, in words."""
    if count > 0:
        return tr("{more} more than before", more=count)
    return tr("{fewer} fewer than before", fewer=-count) if count else ""


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
