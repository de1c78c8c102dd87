"""Keeps what is open on disk: soon after the first unsaved change, off the GUI thread, and says truly how it stands."""

from __future__ import annotations

import re
import time
from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import QObject, QTimer, Signal

from analyst_app.errors import AnalystError, sentence
from analyst_app.session.faults import reason
from analyst_app.wording import clock, moment, tr

if TYPE_CHECKING:
    from analyst_app.session.session import Saved, Session
    from analyst_app.ui.widgets.tasks import Tasks

_DELAY = 0.4
"""Seconds from the first unsaved change to the save: with the save itself, under one."""
_RETRY = 10.0
_SMALL = 20_000
_SMALL_TEXT = 1_000_000
_SHARE = 10
"""Of a large layer: so many times the last save's duration is waited."""
_LONGEST = 10.0
"""Seconds that are waited at most, also after a save that was slow because it merged."""
_UNSAVED = re.compile(r"\swas\snot\ssaved:\s")
"""Stands between the file and the reason in a sentence of ``storage``."""


class SaveNews(NamedTuple):
    """The state of saving in words, and in short: all is saved, or cannot be."""

    words: str = ""
    kind: Literal["", "saved", "failed"] = ""


class SessionSaver(QObject):
    """Saves one session."""

    changed = Signal()
    """The state is another."""
    ended = Signal()
    """A save ended, well or not."""
    noted = Signal(str)
    """A word about the save, for the person."""
    broke = Signal(str)
    """A save failed by a mistake of the program's own: the sentence about it."""
    kept = Signal(object)
    """The full save that went to the history, because this one takes records away."""

    def __init__(self, session: Session, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self.session = session
        self.failure = ""
        """The reason why the last save failed; empty: it did not."""
        self.held = ""
        """The reason why nothing is written for now; empty: it is."""
        self._tasks = tasks
        self._is_gone = False
        self._is_again = False
        """True until what was to be written again, though nothing in it had changed, is written."""
        self._running = False
        self._saved_at = ""
        self._merged = 0
        self._took = 0.0
        self._is_asked = False
        """True if a save was asked for while another was on its way."""
        self._timer = QTimer(self, singleShot=True)
        self._timer.timeout.connect(self.save)

    @property
    def is_clean(self) -> bool:
        """True if all is on disk."""
        return self.session.is_saved and not self._running

    @property
    def is_gone(self) -> bool:
        """True if the layer was saved, and its file is not there any more."""
        return self._is_gone

    @property
    def was_saved(self) -> bool:
        """True if the layer is known to be on disk."""
        return bool(self._saved_at)

    @property
    def is_running(self) -> bool:
        """True if a save is on its way."""
        return self._running

    @property
    def state(self) -> SaveNews:
        """The state of saving."""
        if self.session.read_only:
            return SaveNews(tr("Read-only: {reason}", reason=self.session.read_only))
        if self.failure or (self.held and not self.is_clean):
            return SaveNews(tr("Not saved: {reason}", reason=self.failure or self.held), "failed")
        if not self.is_clean:
            waits = round(self._delay())
            is_slow = waits > 1 and not self._running
            return SaveNews(tr("Saving every {seconds} s…", seconds=waits) if is_slow else tr("Saving…"))
        if self._is_gone:
            return SaveNews(tr("Not saved: its file is gone"), "failed")
        if self._merged:
            return SaveNews(tr("Changed on disk: merged {count}", count=self._merged))
        return SaveNews(tr("Saved {time}", time=self._saved_at), "saved") if self._saved_at else SaveNews()

    def note_change(self) -> None:
        """Something changed: save it soon. A change that follows does not put it off."""
        self._merged = 0
        if not self._timer.isActive() and not self._running and not self.session.is_saved:
            self._timer.start(int(1000 * (_RETRY if self.failure else self._delay())))
        self.changed.emit()

    def note_gone(self, is_gone: bool) -> None:
        """Note whether the file of a layer that was saved is gone: what is shown is in no file then."""
        if is_gone != self._is_gone:
            self._is_gone = is_gone
            self.changed.emit()

    def hold(self, reason: str) -> None:
        """Write nothing until ``release``: a person must answer first."""
        self.held = reason
        self.changed.emit()

    def release(self) -> None:
        """Write again."""
        self.held = ""
        self.save()
        self.changed.emit()

    def know_saved(self, when: float) -> None:
        """Note when the layer was last written, before it was opened (seconds since 1970)."""
        self._saved_at = moment(time.localtime(when), time.localtime())
        self.changed.emit()

    def save(self, *, looks: bool = False, again: bool = False) -> None:
        """Save now what is unsaved, unless a save is on its way (it is followed by another).

        Args:
            looks: also take in what others wrote, if there is nothing to save.
            again: also write if there is nothing to save: the file is gone.
        """
        self._is_again = self._is_again or again
        if self._running:
            self._is_asked = True
            return
        self._is_asked = False
        self._timer.stop()
        if self.held:
            self.ended.emit()
            return
        again, self._is_again = self._is_again, False
        task = self.session.begin_save(looks=looks, again=again)
        if task is None:
            self.ended.emit()
            return
        self._running = True
        began = time.monotonic()

        def done(saved: Saved) -> None:
            self._took = time.monotonic() - began
            self._finish(saved)

        def failed(error: Exception) -> None:
            self.session.fail_save(task)
            self._is_again = self._is_again or again
            self._fail(error)

        self._tasks.run(task.run, done=done, failed=failed, must_end=True)
        self.changed.emit()

    # -- inside ----------------------------------------------------------------

    def _delay(self) -> float:
        session = self.session
        if len(session.store) <= _SMALL and len(session.document) <= _SMALL_TEXT:
            return _DELAY
        return min(_LONGEST, max(_DELAY, _SHARE * self._took))

    def _finish(self, saved: Saved) -> None:
        self._running = False
        self._is_gone = self._is_gone and not saved.result.is_written
        self.failure = ""
        change = self.session.finish_save(saved)
        if saved.result.is_written or change:
            self._saved_at = clock(time.localtime())
        self._merged = len({record.id for record in (*change.removed, *change.added)})
        if saved.note and not change:
            self.noted.emit(saved.note)
        for kept in saved.result.kept[:1]:
            self.kept.emit(kept)
        if not self.session.is_saved or self._is_again:
            self._timer.start(int(1000 * (_DELAY if self._is_asked else self._delay())))
        self.changed.emit()
        self.ended.emit()

    def _fail(self, error: Exception) -> None:
        self._running = False
        broke = ""
        if isinstance(error, AnalystError | OSError):
            self.failure = _why(sentence(error))
        else:
            self.failure = broke = reason(error, self.session.path)
        self._timer.start(int(1000 * _RETRY))
        self.changed.emit()
        self.ended.emit()
        if broke:
            self.broke.emit(broke)


def _why(words: str) -> str:
    """The reason in the sentence about a save: whoever shows it says himself that the file was not saved."""
    file, *why = _UNSAVED.split(words, maxsplit=1)
    return why[0] if why and ": " not in file else words


class Autosave(QObject):
    """The savers of all sessions that are open or keep their undo history."""

    state_changed = Signal()
    noted = Signal(str)
    """A word about a save, for the person."""
    broke = Signal(object, str)
    """A session of which a save failed by a mistake of the program's own, and the sentence about it."""
    kept = Signal(object, object)
    """A session of which a save takes records away, and the full save that went to the history before."""
    saved = Signal(object)
    """A session whose layer is on disk."""

    def __init__(self, tasks: Tasks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tasks = tasks
        self._savers: dict[int, SessionSaver] = {}

    def saver(self, session: Session) -> SessionSaver:
        """The saver of a session; made if new."""
        saver = self._savers.get(id(session))
        if saver is None:
            saver = self._savers[id(session)] = SessionSaver(session, self._tasks, self)
            saver.changed.connect(self.state_changed)
            saver.noted.connect(self.noted)
            saver.broke.connect(lambda words: self.broke.emit(session, words))
            saver.kept.connect(lambda kept: self.kept.emit(session, kept))
            saver.ended.connect(lambda: self._tell(session))
        return saver

    def take_in(self, session: Session) -> None:
        """Take in what another writer saved in a session's layer."""
        self.saver(session).save(looks=True)

    def write_again(self, session: Session) -> None:
        """Write a session's layer though nothing in it has changed: its file is gone."""
        self.saver(session).save(again=True)

    def _tell(self, session: Session) -> None:
        if session.is_saved and not self.saver(session).is_gone:  # held or failed, it is still in no file
            self.saved.emit(session)

    def forget(self, session: Session) -> bool:
        """Let go of a session if all of it is on disk; True if it was let go."""
        saver = self._savers.get(id(session))
        if saver is not None and not saver.is_clean:
            return False
        self._savers.pop(id(session), None)
        session.close()
        if saver is not None:
            saver.deleteLater()
        return True

    def state(self, session: Session | None) -> SaveNews:
        """The state of saving; one that waits elsewhere is named too."""
        others = [s for s in self._savers.values() if s.session is not session and s.failure]
        own = self.saver(session).state if session is not None else SaveNews()
        if others and own.kind != "failed":
            name, reason = others[0].session.path.name, others[0].failure
            return SaveNews(tr("Not saved: {article}: {reason}", article=name, reason=reason), "failed")
        return own

    def save_all(self) -> None:
        """Begin to save everything unsaved."""
        for saver in list(self._savers.values()):
            if not saver.session.is_saved:
                saver.save()

    @property
    def savers(self) -> list[SessionSaver]:
        """All savers."""
        return list(self._savers.values())

    @property
    def unsaved(self) -> list[SessionSaver]:
        """Savers of sessions that are not on disk."""
        return [saver for saver in self._savers.values() if not saver.is_clean]

    @property
    def is_running(self) -> bool:
        """True if any save is on its way."""
        return any(saver.is_running for saver in self._savers.values())
