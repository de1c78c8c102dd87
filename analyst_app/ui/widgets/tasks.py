"""Work off the GUI thread: plain functions in a few threads, answers by signal.

Plain functions, because code inside ``QThread.run`` is invisible to coverage,
and because the same functions then serve the command line. The threads are
daemons of our own: ``concurrent.futures`` would be imported before the first
paint, and would wait at the exit for work whose answer nobody wants any more.
"""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QObject, Qt, QTimer, Signal
from shiboken6 import isValid

if TYPE_CHECKING:
    from analyst_app.ui.widgets.long_work import LongWork

_WORKERS = 3
"""One for a slow disk's save, one to read with, one to spare."""
_REST_MS = 40
"""Milliseconds without another wish after which the window counts as at rest: longer than a held key's repeat."""
_PAUSE_MS = 400
"""Milliseconds without another wish after which a person rests, too: longer than from one key to the next, where
she looks for an article by going from each to the next."""
_GRACE = 1.0
"""Seconds for what else must end, where something hangs."""


class _Errand(NamedTuple):
    function: Callable[..., Any]
    arguments: tuple[Any, ...]
    done: Callable[[Any], object] | None
    failed: Callable[[Exception], object] | None
    must_end: bool
    work: LongWork | None = None


class Tasks(QObject):
    """Runs functions in worker threads and hands their answers to the GUI thread."""

    work_begun = Signal(object)
    """A work over many articles: a LongWork."""
    work_ended = Signal(object)
    """The LongWork is through, or was stopped; whoever asked for it is told after this."""
    _ended = Signal(object, object, object)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs: SimpleQueue[_Errand | None] = SimpleQueue()
        self._threads: list[threading.Thread] = []
        self._waiting = 0
        self._to_end = 0
        self._all_ended = threading.Condition()
        self._is_stopped = False
        self._is_abandoned = False
        self._works: list[LongWork] = []
        self._writing: list[LongWork] = []
        self._at_rest: dict[object, _Errand] = {}
        """By whoever wishes it: what has not begun."""
        self._in_pause: dict[object, Callable[[], object]] = {}
        """By whoever wishes it: what is done when a person pauses."""
        self._rest = QTimer(self, singleShot=True, interval=_REST_MS)
        self._rest.timeout.connect(self._begin_at_rest)
        self._pause = QTimer(self, singleShot=True, interval=_PAUSE_MS)
        self._pause.timeout.connect(self._do_in_pause)
        self._ended.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def run(
        self,
        function: Callable[..., Any],
        *arguments: Any,
        done: Callable[[Any], object] | None = None,
        failed: Callable[[Exception], object] | None = None,
        must_end: bool = False,
        work: LongWork | None = None,
    ) -> None:
        """Call ``function(*arguments)`` in a worker; a long work has one of its own, so that no save waits for it.

        Args:
            function: must touch nothing that belongs to the GUI thread.
            *arguments: handed to it.
            done: called on the GUI thread with what it returned.
            failed: called on the GUI thread with what it raised; without it
                the exception goes to the application's border.
            must_end: whether the program may not quit before it has ended (it writes).
            work: a long one; the function notes in it how far it is, and ends once it is stopped.
        """
        self._waiting += 1
        with self._all_ended:
            self._to_end += must_end
        errand = _Errand(function, arguments, done, failed, must_end, work)
        if work is None:
            self._begin(errand)
            return
        if must_end:
            self._writing.append(work)
        self.begin_work(work)
        threading.Thread(target=self._do, args=(errand,), name="long-work", daemon=True).start()

    @property
    def writing(self) -> tuple[LongWork, ...]:
        """The long works that are writing something: whoever quits now loses it."""
        return tuple(self._writing)

    def begin_work(self, work: LongWork) -> None:
        """Have told of a long work that ``run`` does not carry out: it goes from article to article by itself."""
        self._works.append(work)
        self.work_begun.emit(work)

    def end_work(self, work: LongWork) -> None:
        """Have told that it is through, or was stopped."""
        self._works.remove(work)
        self.work_ended.emit(work)

    def run_at_rest(
        self,
        asker: object,
        function: Callable[..., Any],
        *arguments: Any,
        done: Callable[[Any], object],
        failed: Callable[[Exception], object] | None = None,
    ) -> None:
        """Call ``function(*arguments)`` in a worker, for what nobody waits for: when the window has come to rest.

        So nothing that a person does wait for, such as the start or the next article at a
        held key, shares the interpreter with it.

        Args:
            asker: who wishes it; a later wish takes the place of one that has not begun, which is never answered.
            function: must touch nothing that belongs to the GUI thread.
            *arguments: handed to it.
            done: called on the GUI thread with what it returned.
            failed: called there with what it raised, as with ``run``.
        """
        self.give_up(asker)
        self._waiting += 1
        self._at_rest[asker] = _Errand(function, arguments, done, failed, must_end=False)
        self._rest.start()
        if self._in_pause:
            self._pause.start()

    def in_pause(self, asker: object, act: Callable[[], object]) -> None:
        """Do something, on this thread, once the person stays where she is: any other wish puts it off.

        To begin what costs more than the step to another article itself, and is of no use to someone who passes by.

        Args:
            asker: who wishes it; a later wish takes the place of one that was not carried out.
            act: begins it.
        """
        self._in_pause[asker] = act
        self._pause.start()

    def hurry(self, asker: object) -> None:
        """Do at once what someone wished for a pause, if anything: now a person waits for it."""
        act = self._in_pause.pop(asker, None)
        if act is not None:
            act()

    def give_up(self, asker: object) -> None:
        """Drop what someone wished for a time of rest or a pause, if it has not begun."""
        if self._at_rest.pop(asker, None) is not None:
            self._waiting -= 1
        self._in_pause.pop(asker, None)

    def _do_in_pause(self) -> None:
        wishes, self._in_pause = self._in_pause, {}
        for act in wishes.values():
            act()

    def _begin_at_rest(self) -> None:
        errands, self._at_rest = self._at_rest, {}
        for errand in errands.values():
            self._begin(errand)

    def _begin(self, errand: _Errand) -> None:
        self._jobs.put(errand)
        if len(self._threads) < min(_WORKERS, self._waiting):
            thread = threading.Thread(target=self._work, name=f"work-{len(self._threads)}", daemon=True)
            self._threads.append(thread)
            thread.start()

    def abandon(self) -> None:
        """Give up what is running: it hangs, and the person will not wait for it; ``stop`` does not either."""
        self._is_abandoned = True

    def stop(self) -> None:
        """Stop long works and wait for what must end; deliver nothing any more."""
        for work in self._works:
            work.stop()
        with self._all_ended:
            self._all_ended.wait_for(lambda: not self._to_end, _GRACE if self._is_abandoned else None)
            self._is_stopped = True
        for _ in self._threads:
            self._jobs.put(None)

    def _work(self) -> None:
        while self._do_next():
            pass

    def _do_next(self) -> bool:
        """In a worker: wait for a job and do it; True if there may be more. While one waits it holds no earlier job."""
        job = self._jobs.get()
        return job is not None and self._do(job)

    def _do(self, job: _Errand) -> bool:
        """In a worker: do a job; True if its answer is still wanted."""
        answer, error = None, None
        try:
            answer = job.function(*job.arguments)
        except Exception as raised:
            error = raised
        if job.must_end:
            with self._all_ended:
                self._to_end -= 1
                self._all_ended.notify_all()
        with self._all_ended:  # after stop() this object may be deleted at any moment
            if not self._is_stopped:
                self._ended.emit(job, answer, error)
            return not self._is_stopped

    def _deliver(self, job: _Errand, answer: Any, error: Exception | None) -> None:
        self._waiting -= 1
        if job.work is not None:
            job.work.has_failed = error is not None
            if job.must_end:
                self._writing.remove(job.work)
            self.end_work(job.work)
        if _is_gone(job.done) or _is_gone(job.failed):
            return
        if error is None:
            if job.done is not None:
                job.done(answer)
        elif job.failed is not None:
            job.failed(error)
        else:
            raise error


def _is_gone(told: Callable[[Any], object] | None) -> bool:
    """True for a method of a widget that was closed and deleted meanwhile: nobody waits for the answer any more."""
    owner = getattr(told, "__self__", None)
    return isinstance(owner, QObject) and not isValid(owner)
