"""The journal: what is done with a layer, in the local state folder within moments, whatever becomes of its file.

It brings back what never reached the file, and carries undo over a restart. The
window's thread only puts a value into a queue; one thread of its own turns
values into lines (``session.journal_lines``) and writes them at once, and
another asks the medium to keep them, at most each second. A journal that cannot
be written fails no edit: ``problem`` says so, and what could not be written is
tried again.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from queue import Empty, SimpleQueue
from typing import NamedTuple

from analyst_app.core.document import Document
from analyst_app.core.history import Step
from analyst_app.errors import AnalystError
from analyst_app.session import journal_lines
from analyst_app.session.journal_lines import JournalLine, JournalState
from analyst_app.storage import file_names, private_files
from analyst_app.storage.atomic import digest, in_words
from analyst_app.storage.layer_history import folder_of as history_folder
from analyst_app.storage.limits import LARGEST_JOURNAL
from analyst_app.wording import tr

_SECOND = 1.0
_NO_FOLLOW = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)


class LeftWork(NamedTuple):
    """Work on a layer that never reached its file."""

    path: Path
    """Of the file that keeps it."""
    article: Path
    layer_id: str
    text_sha256: str
    """The text that it was done on."""
    lines: list[JournalLine]

    @property
    def acts(self) -> int:
        """Number of steps, undos and redos."""
        return sum(not line.joins for line in self.lines)

    @property
    def when(self) -> float:
        """Time of the last act, seconds since 1970."""
        return self.lines[-1].at if self.lines else 0.0


class Recalled(NamedTuple):
    """The earlier runs as a journal knows them."""

    done: Sequence[Step] = ()
    """Steps that can be undone, the oldest first."""
    undone: Sequence[Step] = ()
    """Steps that can be made again, the next one last."""
    left: tuple[LeftWork, ...] = ()
    """Work that never reached the file, the oldest first."""


def folder_of(state: Path, sidecar: Path) -> Path:
    """Folder of a layer's journal, by where the layer really lies.

    Args:
        state: the local state folder.
        sidecar: the layer's file.
    """
    return state / file_names.JOURNALS / history_folder(state, sidecar).name


# -- the threads -------------------------------------------------------------


class _Threads:
    """The thread that writes all journals, and the one that has them kept on the medium."""

    def __init__(self) -> None:
        self._jobs: SimpleQueue[Callable[[], object]] = SimpleQueue()
        self._lock = threading.Lock()
        self._is_begun = False
        self.unwritten: set[Journal] = set()
        """Journals with lines that could not be written yet. Of the writing thread."""
        self.fresh: set[Path] = set()
        """Files with lines that the medium may not hold yet."""
        self.open: dict[Path, Journal] = {}
        """The journal that writes in a folder. Of the writing thread."""

    def put(self, job: Callable[[], object]) -> None:
        """Have the writing thread do something."""
        self._jobs.put(job)
        if not self._is_begun:
            with self._lock:
                if not self._is_begun:
                    for work in (self._write, self._sync):
                        threading.Thread(target=work, name=f"journal{work.__name__}", daemon=True).start()
                    self._is_begun = True

    def wait(self, seconds: float) -> bool:
        """Wait until all that was put so far is done; False if it was not done in time."""
        ended = threading.Event()
        self.put(ended.set)
        return ended.wait(seconds)

    def _write(self) -> None:
        while True:
            try:
                job: Callable[[], object] = self._jobs.get(timeout=_SECOND if self.unwritten else None)
            except Empty:
                job = self._try_again
            try:
                job()
            except Exception as error:  # a bug in one journal must not end all others
                _report(tr("The journal of your work failed ({kind}): save often.", kind=type(error).__name__))

    def _try_again(self) -> None:
        for one in list(self.unwritten):
            one.write_again()

    def _sync(self) -> None:
        while True:
            time.sleep(_SECOND)
            while self.fresh:
                with contextlib.suppress(OSError, KeyError):
                    _keep_on_medium(self.fresh.pop())


_threads = _Threads()
_listeners: list[Callable[[str], object]] = []


def listen(listener: Callable[[str], object]) -> None:
    """Be told, on the journal's thread, when a journal cannot be written: a sentence."""
    _listeners.append(listener)


def flush(seconds: float) -> bool:
    """Wait until all that was done is in the journals; False if it was not in time."""
    return _threads.wait(seconds)


def end(seconds: float) -> bool:
    """Close all journals, once what was done is in them; False if it was not in time. For the end of the program."""
    del _listeners[:]
    _threads.put(_threads.open.clear)
    return flush(seconds)


def is_open(folder: Path) -> bool:
    """True if a journal of this program writes in a folder."""
    return folder in _threads.open


def later(job: Callable[[], object]) -> None:
    """Do something on the journal's thread, after all that was done so far is noted."""
    _threads.put(job)


def _report(words: str) -> None:
    for listener in _listeners:
        with contextlib.suppress(RuntimeError):  # a window that is gone
            listener(words)


# -- one layer's journal -----------------------------------------------------


class Journal:
    """The journal of one open layer. Its methods wait for no disk, but ``announce``.

    Args:
        folder: see ``folder_of``.
        article: path of the article.
        layer_id: id of the layer.
        document: the article's text.
        seen: SHA-256 of the layer's file as it was read.
    """

    def __init__(self, folder: Path, *, article: Path, layer_id: str, document: Document, seen: str) -> None:
        self.acts = 0
        """Number of steps, undos and redos so far."""
        self.problem = ""
        """Why it cannot be written, as a sentence; empty: it can."""
        self._folder, self._document, self._seen = folder, document, seen
        self._head = JournalLine(
            "open",
            version=journal_lines.VERSION,
            article=str(article.absolute()),
            layer=layer_id,
            text=document.sha256,
            file=seen,
        )
        self._recalled: Recalled | None = None
        self._backlog: list[bytes] = []
        self._is_torn = False
        self._is_closed = False

    @property
    def path(self) -> Path:
        """Its file."""
        return self._folder / file_names.JOURNAL

    # -- on the window's thread ------------------------------------------------

    def step(self, step: Step, *, joins: bool = False, cancels: bool = False) -> None:
        """Note a step that was made.

        Args:
            step: as it was made.
            joins: True if it became one step with the last.
            cancels: True if both came to nothing by that.
        """
        self.acts += 1
        at = time.time()
        _threads.put(lambda: self._note_step(step, at, joins=joins, cancels=cancels))

    def stepped(self, *, back: bool, skipped: int, is_made: bool) -> None:
        """Note an undo or a redo.

        Args:
            back: True for undo.
            skipped: steps that no longer fitted.
            is_made: True if one that fitted was found.
        """
        self.acts += 1
        line = JournalLine("undo" if back else "redo", at=time.time(), skipped=skipped, is_made=is_made)
        self._put(line)

    def saved(self, upto: int, file: str) -> None:
        """Note that the layer's file holds what was done.

        Args:
            upto: ``acts`` when the save was begun.
            file: SHA-256 of the file.
        """
        self._put(JournalLine("saved", at=time.time(), upto=upto, is_all=upto == self.acts, file=file))

    def announce(self, upto: int, file: str) -> None:
        """Note that the layer's file is about to hold what was done; waits a moment for the note. On a worker.

        Args:
            upto: ``acts`` when the save was begun.
            file: SHA-256 that the file will have.
        """
        self._put(JournalLine("writing", at=time.time(), upto=upto, file=file))
        flush(_SECOND)

    def drop(self) -> None:
        """Let go of what is not saved: the person said so."""
        self._put(JournalLine("dropped", at=time.time(), upto=self.acts, is_all=True))

    def recall(self, answer: Callable[[Recalled], object]) -> None:
        """Find out what it knows of earlier runs; the answer comes on its own thread."""
        _threads.put(lambda: answer(self._begun()))

    def close(self) -> None:
        """Note nothing any more."""
        _threads.put(self.end)

    # -- on its own thread -------------------------------------------------------

    def end(self) -> None:
        """Note nothing any more."""
        self._is_closed = True
        _threads.unwritten.discard(self)
        if _threads.open.get(self._folder) is self:
            del _threads.open[self._folder]

    def write_again(self) -> None:
        """Write what could not be written before, if it can be now."""
        self._write(b"")

    def _put(self, line: JournalLine) -> None:
        _threads.put(lambda: self._note(line))

    def _note_step(self, step: Step, at: float, *, joins: bool, cancels: bool) -> None:
        try:
            change = journal_lines.encoded_change(step.change, self._document.text)
        except AnalystError as error:
            self._fail(str(error))
            return
        line = JournalLine("step", at=at, label=step.label, current=step.current, hold=step.hold, change=change)
        line.joins, line.cancels = joins, cancels
        self._note(line)

    def _note(self, line: JournalLine) -> None:
        self._begun()
        if not self._is_closed:
            self._write(journal_lines.encoded(line))

    def _begun(self) -> Recalled:
        """The earlier runs as it knows them; the first time, the file is made ready for this run."""
        if self._recalled is None:
            before = _threads.open.get(self._folder)
            if before is not None:  # the layer was opened anew
                before.end()
            _threads.open[self._folder] = self
            try:
                self._recalled = self._take_over()
            except OSError as error:
                self._recalled = Recalled()
                self._fail(tr("The journal of earlier work cannot be read: {why}.", why=in_words(error)))
        return self._recalled

    def _take_over(self) -> Recalled:
        lines = _lines_in(self.path) if os.path.lexists(self.path) else []
        if not lines:
            return Recalled((), (), tuple(left_in(self._folder)))
        now = time.time()
        found = journal_lines.state_of(lines, self._seen)
        if found.unsaved:
            _keep_left(self._folder, found)
        kept: list[bytes] = []
        steps: tuple[tuple[Step, ...], tuple[Step, ...]] = ((), ())
        if (found.text, found.file) == (self._head.text, self._seen):
            kept = journal_lines.kept_lines(found, now)
            with contextlib.suppress(ValueError):
                steps = _steps_in(kept, self._document.text)
        if kept:
            _replace(self.path, [journal_lines.encoded(self._head), *kept])
        else:
            self.path.unlink()
        return Recalled(*steps, tuple(left_in(self._folder)))

    def _write(self, row: bytes) -> None:
        if row:
            self._backlog.append(row)
        data = b"".join(self._backlog)
        try:
            descriptor = private_files.opened_to_append(self.path, top=_state_of(self.path))
            try:
                if not os.fstat(descriptor).st_size:
                    data = journal_lines.encoded(self._head) + data
                elif self._is_torn:
                    data = b"\n" + data
                self._is_torn = True  # until all of it is there
                rest = memoryview(data)
                while rest:
                    rest = rest[os.write(descriptor, rest) :]
            finally:
                os.close(descriptor)
        except OSError as error:
            _threads.unwritten.add(self)
            self._fail(tr("The journal of your work cannot be written ({why}): save often.", why=in_words(error)))
            return
        self._backlog, self._is_torn, self.problem = [], False, ""
        _threads.unwritten.discard(self)
        _threads.fresh.add(self.path)

    def _fail(self, words: str) -> None:
        is_new = not self.problem
        self.problem = words
        if is_new:
            _report(words)


# -- work that was left ------------------------------------------------------


def _keep_left(folder: Path, found: JournalState) -> None:
    head = JournalLine(
        "open",
        version=journal_lines.VERSION,
        article=found.article,
        layer=found.layer,
        text=found.text,
        file=found.file,
    )
    path = folder / file_names.left_journal(found.unsaved[0].at)
    _replace(path, list(map(journal_lines.encoded, [head, *found.unsaved])))


def left_in(folder: Path) -> Iterator[LeftWork]:
    """The work that was left in a layer's folder, the oldest first. Blocking."""
    for path in sorted(folder.glob(file_names.LEFT_JOURNALS)):
        with contextlib.suppress(OSError):
            yield from unsaved_in(path)


def unsaved_in(path: Path) -> list[LeftWork]:
    """The work of one file that never reached the layer's; empty if there is none. Blocking.

    Raises:
        OSError: the file cannot be read.
    """
    lines = _lines_in(path)
    found = journal_lines.state_of(lines, None)
    if any(line.do == "writing" for line in lines):
        sidecar = file_names.sidecar_path(Path(found.article), found.layer)
        found = journal_lines.state_of(lines, digest(sidecar))
    if not found.unsaved:
        return []
    return [LeftWork(path, Path(found.article), found.layer, found.text, found.unsaved)]


def _steps_in(rows: list[bytes], text: str) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    kept = journal_lines.state_of(journal_lines.decoded(b"".join(rows))[0], None)
    return tuple(journal_lines.steps_of(kept.done, text)), tuple(journal_lines.steps_of(kept.undone, text))


# -- files -------------------------------------------------------------------


def _lines_in(path: Path) -> list[JournalLine]:
    if path.is_symlink():
        path.unlink()  # never ours, and never followed
        return []
    lines, _ = journal_lines.decoded(private_files.read(path, limit=LARGEST_JOURNAL))
    return lines


def _replace(path: Path, rows: Sequence[bytes]) -> None:
    private_files.write(path, rows, top=_state_of(path))
    _threads.fresh.add(path)


def _state_of(path: Path) -> Path:
    """The local state folder of a journal."""
    return path.parents[2]


def _keep_on_medium(path: Path) -> None:
    descriptor = os.open(path, os.O_RDONLY | _NO_FOLLOW)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
