"""Runs the linter in a worker, and mutes its rules."""

from __future__ import annotations

import time
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from analyst_app.corpus.muted_checks import muted_in, with_muted
from analyst_app.session.faults import reason
from analyst_app.session.layer_names import ARTICLE_SUFFIX
from analyst_app.ui.checking.slip_model import Slip, slips_of
from analyst_app.ui.corpus.codebook_saving import drafted
from analyst_app.ui.widgets.long_work import LongWork
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from analyst_app.corpus.sealing import Seal
    from analyst_app.ui.corpus.codebook_saving import CodebookSaving, Draft
    from analyst_app.ui.files.desk import Desk
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.files.workplace import Workplace
    from analyst_app.ui.widgets.tasks import Tasks

_EVERY = 0.1
"""Seconds between two words about how far the check is."""


class FoundSlips(NamedTuple):
    """The answer of a check."""

    slips: list[Slip]
    problems: list[str]
    """A sentence for each file that could not be looked at."""
    muted: frozenset[str]
    """Ids of the rules that the corpus has muted."""
    withheld: str
    """The sentence about layers that are sealed; empty if none was."""


class _Stopped(Exception):
    """Nobody waits for the check any more."""


class SlipCheck(QObject):
    """Checks the opened folder, else the open article.

    Args:
        desk: to wait until what is open is saved.
        workplace: the folder and the person.
        bridge: the open article.
        saving: writes the codebook in which a rule is muted.
        tasks: to check with.
    """

    found = Signal(object)
    """A FoundSlips."""
    advanced = Signal(int, int)
    """So many articles are done, of so many."""
    failed = Signal(str)
    """The reason why there is no answer, in a sentence."""
    muting_ended = Signal()
    """The codebook was written, or nothing was."""

    def __init__(
        self, desk: Desk, workplace: Workplace, bridge: SessionBridge, saving: CodebookSaving, tasks: Tasks
    ) -> None:
        super().__init__(saving)
        self._desk, self._workplace, self._bridge, self._tasks = desk, workplace, bridge, tasks
        self._turn = 0
        self._work: LongWork | None = None
        """The check that is under way."""
        self._saving = saving
        self._saving.saved.connect(lambda *_: self.muting_ended.emit())
        self._saving.given_up.connect(self.muting_ended)
        self._saving.failed.connect(self._fail)
        self._saving.unfit.connect(lambda _draft, _raw, why: self.failed.emit(why))

    @property
    def place(self) -> Path | None:
        """The folder or article that is checked; None if nothing is open."""
        session = self._bridge.session
        return self._workplace.folder or (session.path if session is not None else None)

    def run(self) -> None:
        """Check; the answer comes by ``found`` or ``failed``."""
        place = self.place
        if place is not None:
            self.stop()
            self._desk.when_saved(lambda: self._begin(place, self._turn))

    def stop(self) -> None:
        """Let a check that is under way end."""
        self._turn += 1
        if self._work is not None:
            self._work.stop()

    def mute(self, rule: str, *, muted: bool) -> None:
        """Mute a rule in the corpus's codebook, or ask it again.

        Args:
            rule: its id.
            muted: False asks it again.
        """
        place, folder = self.place, self._workplace.folder
        if place is None:
            return
        article = place if folder is None else folder / f"article{ARTICLE_SUFFIX}"

        def save(draft: Draft) -> None:
            self._saving.save(draft, with_muted(draft.raw, rule, muted=muted))

        self._tasks.run(drafted, article, folder, done=save, failed=self._fail)

    # -- inside ----------------------------------------------------------------------

    def _begin(self, place: Path, turn: int) -> None:
        last = [0.0]
        work = self._work = LongWork(marked("Checking {done} of {total}"), marked("Checking…"))

        def progress(done: int, total: int) -> None:
            if work.is_stopped:
                raise _Stopped
            work.reach(done, total)
            now = time.monotonic()
            if now - last[0] > _EVERY or done == total:
                last[0] = now
                self.advanced.emit(done, total)

        def done(found: FoundSlips) -> None:
            if turn == self._turn:
                self.found.emit(found)

        def failed(error: Exception) -> None:
            if turn != self._turn:
                return
            if isinstance(error, _Stopped):
                self.failed.emit(tr("The check was stopped. The slips that are listed are of the check before."))
            else:
                self._fail(error)

        seal, state = self._workplace.seal(place), self._workplace.state
        self._tasks.run(_checked, place, state, seal, progress, done=done, failed=failed, work=work)

    def _fail(self, error: Exception) -> None:
        self.failed.emit(reason(error, self.place or Path()))


def _checked(place: Path, state: Path, seal: Seal, progress: object) -> FoundSlips:
    """In a worker: the slips of a folder's or an article's layers."""
    from analyst_app.assist.checking.corpus_findings import StyleCheck
    from analyst_app.corpus.articles import codebook_for

    problems: list[str] = []
    found = StyleCheck(state, seal, say=problems.append, progress=progress).of([place])  # type: ignore[arg-type]
    is_folder = place.is_dir()
    codebook = codebook_for(place / "-" if is_folder else place, place if is_folder else None, state).codebook
    return FoundSlips(slips_of(found), problems, muted_in(codebook.raw), seal.withheld.words)
