"""Keeps what was learnt in the opened folder, and has it learnt again in a process of its own.

That process would hold the interpreter's lock for seconds, so it is no thread.
It is started by ``multiprocessing``, which works in a bundle as well: there
``__main__`` hands over to ``freeze_support``.
"""

from __future__ import annotations

import contextlib
import threading
import time
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.errors import AnalystError, MissingExtra, sentence
from analyst_app.preferences import cache_folder
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.assist.learning.learnt import Assistant
    from analyst_app.assist.learning.schooling import Course, Report
    from analyst_app.assist.quote_places import Mend
    from analyst_app.assist.suggestions import Suggestions
    from analyst_app.language.language import Language
    from analyst_app.ui.commands.preference_keeper import PreferenceKeeper
    from analyst_app.ui.files.workplace import Workplace
    from analyst_app.ui.widgets.tasks import Tasks


class Learner(QObject):
    """Holds the model of the opened folder, for whoever proposes, and the last report, for the window that shows it.

    Args:
        workplace: has the folder.
        preferences: say if what was learnt is used.
        tasks: to wait with.
        parent: the window.
    """

    changed = Signal()
    """It learns, has learnt, has failed, or is used or not from now on."""

    def __init__(self, workplace: Workplace, preferences: PreferenceKeeper, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace, self._preferences, self._tasks = workplace, preferences, tasks
        self._lock = threading.Lock()
        """Its taggers take one question at a time."""
        self._mend: Mend | None = None
        """Another one for each model, so that whoever proposes sees that it is another."""
        self._ending: threading.Event | None = None
        """Set to end the process that learns now; None: none does."""
        self.begun = 0.0
        """The time at which the process that learns was begun, as ``time.monotonic`` tells it."""
        self.report: Report | None = None
        """The last; None: nothing was learnt since the folder was opened."""
        self.failure = ""
        """The sentence that says why nothing came of the last time."""

    @property
    def is_learning(self) -> bool:
        """True while the process runs."""
        return self._ending is not None

    @property
    def is_used(self) -> bool:
        """True if the person wants to see what was learnt."""
        return self._preferences.preferences.uses_learnt

    def use(self, is_wanted: bool) -> None:
        """Propose what was learnt from now on, or only what the rules know."""
        self._preferences.take(self._preferences.preferences._replace(uses_learnt=is_wanted))
        self.changed.emit()

    def follow(self, folder: object) -> None:
        """Work in another folder: take up what was learnt there before, if anything."""
        self.stop()
        self._mend, self.report, self.failure = None, None, ""
        if isinstance(folder, Path):
            asked = self._workplace.folder
            self._tasks.run_at_rest(
                self,
                _remembered,
                self._order(),
                done=lambda found: self._take(found) if self._workplace.folder == asked else None,
                failed=lambda _: None,  # the window that learns says it
            )
        self.changed.emit()

    def learn(self, *, reviewed: tuple[Path, ...] = (), is_anew: bool = False) -> None:
        """Learn from what is finished in the opened folder.

        Args:
            reviewed: articles whose review is open now.
            is_anew: True if it is to be learnt again though the layers are the same.
        """
        if self._workplace.folder is None or self.is_learning:
            return
        ending = self._ending = threading.Event()
        self.begun = time.monotonic()
        self.failure = ""
        order = self._order(reviewed, is_anew)

        def done(answer: tuple[Report, Assistant | None]) -> None:
            if self._ending is ending:
                self._ending = None
                self.report = answer[0]
                self._take(answer[1])

        def failed(error: Exception) -> None:
            if self._ending is ending:
                self._fail(error)

        self._tasks.run(_learnt, order, ending.is_set, done=done, failed=failed)
        self.changed.emit()

    def stop(self) -> None:
        """End the process that learns, if one does; the model of before stays."""
        if self._ending is not None:
            self._ending.set()
            self._ending = None
            self.changed.emit()

    @property
    def mend(self) -> Mend | None:
        """Mends the rules' answer on an article, in a worker; None: nothing better was learnt, or it is not wanted."""
        return self._mend if self.is_used else None

    def _suggestions(self, assistant: Assistant, text: str, language: Language, rules: Suggestions) -> Suggestions:
        with self._lock:
            return assistant.suggestions(text, language, rules)

    def _take(self, assistant: Assistant | None) -> None:
        self._mend = partial(self._suggestions, assistant) if assistant is not None and assistant.is_on else None
        self.changed.emit()

    def _fail(self, error: Exception) -> None:
        from analyst_app.export.engine import Cancelled, WorkerEnded

        self._ending = None
        if isinstance(error, WorkerEnded):
            self.failure = tr("The process that learns has ended without an answer; nothing was changed. Try again.")
        elif isinstance(error, AnalystError | OSError):
            self.failure = sentence(error)
        elif not isinstance(error, Cancelled):
            self.failure = tr("Nothing could be learnt.")
            self.changed.emit()
            raise error
        self.changed.emit()

    def _order(self, reviewed: tuple[Path, ...] = (), is_anew: bool = False) -> Callable[[], Course]:
        """Makes the course in a worker, for it reads the codebook."""
        folder, annotator, state = self._workplace.folder, self._workplace.annotator, self._workplace.state
        assert folder is not None  # noqa: S101 - whoever asks has looked

        def order() -> Course:
            from analyst_app.assist.learning.schooling import course_for

            cache = cache_folder()
            return course_for(folder, annotator, state=state, cache=cache, reviewed=reviewed, is_anew=is_anew)

        return order


def _remembered(order: Callable[[], Course]) -> Assistant | None:
    """In a worker: the assistant that is in the cache."""
    from analyst_app.assist.learning.schooling import remembered

    with contextlib.suppress(MissingExtra):
        return remembered(order())
    return None


def _learnt(order: Callable[[], Course], is_stopped: Callable[[], bool]) -> tuple[Report, Assistant | None]:
    """In a worker: have it learnt in a process of its own, and open what came of it."""
    from analyst_app.assist.learning.learnt import Assistant
    from analyst_app.assist.learning.schooling import schooled_aside
    from analyst_app.export.executors import aside

    course = order()
    report = aside(schooled_aside, course, is_stopped=is_stopped)
    return report, Assistant(report.model, course.parts) if report.model is not None else None
