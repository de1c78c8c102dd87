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
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from analyst_app.core.document import Document
from analyst_app.core.history import Step
from analyst_app.core.store import Change
from analyst_app.errors import AnalystError, why_unread, why_unwritten
from analyst_app.session import journal_lines, journal_threads
from analyst_app.session.journal_lines import JournalLine, JournalState
from analyst_app.session.journal_threads import flush, later
from analyst_app.storage import file_names, private_files
from analyst_app.storage.atomic import digest
from analyst_app.storage.layer_history import key_of
from analyst_app.storage.limits import JOURNAL_BYTES, LARGEST_JOURNAL
from analyst_app.wording import tr

JOURNAL_FULL = 4 * JOURNAL_BYTES
"""Bytes that a run adds to a journal before it is shortened."""
_A_MOMENT = 0.25
"""Seconds that a save waits for the journal at most."""


class LeftWork(NamedTuple):
    """Work on a layer that never reached its file."""

    path: Path
    """Of the file that keeps it."""
    article: Path
    layer_id: str
    text_sha256: str
    """The text that it was done on."""
    lines: list[JournalLine]
    lost: int = 0
    """Acts of it that the journal holds no more, or that cannot be understood."""

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
    dropped: int = 0
    """Steps that can be undone no more, because the text or the layer is another."""
    lost: int = 0
    """Last acts that cannot be understood, where nothing else is left."""


def folder_of(state: Path, sidecar: Path) -> Path:
    """Folder of a layer's journal, by the layer's key.

    Args:
        state: the local state folder.
        sidecar: the layer's file.
    """
    return state / file_names.JOURNALS / key_of(sidecar)


_open: dict[Path, Journal] = {}
"""The journal that writes in a folder. Of the writing thread."""


def end(seconds: float) -> bool:
    """Close all journals, once what was done is in them; False if it was not in time. For the end of the program."""
    journal_threads.forget_listeners()
    later(_open.clear)
    return flush(seconds)


def is_open(folder: Path) -> bool:
    """True if a journal of this program writes in a folder."""
    return folder in _open


def all_open() -> list[Journal]:
    """The journals that this program writes. Of the writing thread."""
    return list(_open.values())


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
        self._size = 0
        """Bytes that were added to the file in this run, or since it was shortened."""
        self._is_torn = False
        self._has_head = False
        self._is_left_kept = False
        """True if what the old file holds and never reached the layer's file is kept elsewhere."""
        self._is_closed = False
        self._has_gap = False
        """True if something that was done could not be put into a line."""

    @property
    def holds_all(self) -> bool:
        """True if its file has all that was done. Of the writing thread."""
        return not self._backlog and not self._has_gap

    @property
    def is_closed(self) -> bool:
        """True if it notes nothing any more. Of the writing thread."""
        return self._is_closed

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
        line = JournalLine("step", at=time.time(), act=self.acts, joins=joins, cancels=cancels)
        line.label, line.current, line.hold = step.label, step.current, step.hold
        later(lambda: self._note_step(line, step.change))

    def stepped(self, *, back: bool, skipped: int, is_made: bool) -> None:
        """Note an undo or a redo.

        Args:
            back: True for undo.
            skipped: steps that no longer fitted.
            is_made: True if one that fitted was found.
        """
        self.acts += 1
        line = JournalLine("undo" if back else "redo", at=time.time(), act=self.acts, skipped=skipped, is_made=is_made)
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
        flush(_A_MOMENT)

    def drop(self) -> None:
        """Let go of what is not saved: the person said so."""
        self._put(JournalLine("dropped", at=time.time(), upto=self.acts, is_all=True))

    def recall(self, answer: Callable[[Recalled], object]) -> None:
        """Find out what it knows of earlier runs; the answer comes on its own thread."""
        later(lambda: answer(self._begun()))

    def close(self) -> None:
        """Note nothing any more."""
        later(self.end)

    # -- on its own thread -------------------------------------------------------

    def end(self) -> None:
        """Note nothing any more."""
        self._is_closed = True
        journal_threads.unwritten.pop(self, None)
        if _open.get(self._folder) is self:
            del _open[self._folder]

    def write_again(self) -> None:
        """Write what could not be written before, if it can be now."""
        self._write(b"")

    def _put(self, line: JournalLine) -> None:
        later(lambda: self._note(line))

    def _note_step(self, line: JournalLine, change: Change) -> None:
        try:
            line.change = journal_lines.encoded_change(change, self._document.text)
        except AnalystError as error:
            self._has_gap = True
            self._fail(str(error))
        self._note(line)  # also without its change: what follows counts on it

    def _note(self, line: JournalLine) -> None:
        self._begun()
        if self._is_closed:
            return
        self._write(journal_lines.encoded(line))
        if line.do == "saved" and line.is_all and self._size > JOURNAL_FULL and not self._backlog:
            self._shorten(line)

    def _begun(self) -> Recalled:
        """The earlier runs as it knows them; the first time, the file is made ready for this run.

        Where that fails and the old file cannot even be moved, it is tried again before the next line is written.
        """
        if self._recalled is not None or self._is_closed:
            return self._recalled or Recalled()
        before = _open.get(self._folder)
        if before is not None and before is not self:  # the layer was opened anew
            before.end()
        _open[self._folder] = self
        try:
            self._recalled = self._take_over()
        except OSError as error:
            self._fail(tr("The journal of earlier work cannot be read: {why}.", why=why_unread(error)))
            self._set_aside()
        except Exception as error:  # what is done now must be noted all the same
            journal_threads.own_up(error)
            self._set_aside()
        return self._recalled or Recalled()

    def _set_aside(self) -> None:
        """Take the old file out of the way, so that nothing is added to it; it is offered once it can be read."""
        with contextlib.suppress(OSError):
            if os.path.lexists(self.path):
                left = _place_for(self._folder, time.time())
                gone = left.with_name(file_names.discarded_journal(left.name))
                self.path.replace(gone if self._is_left_kept else left)
            self._recalled = Recalled((), (), tuple(left_in(self._folder)))

    def _shorten(self, saved: JournalLine) -> None:
        """Everything is saved: keep of a long file what a reader would take over from it."""
        try:
            found = journal_lines.state_of(_lines_in(self.path)[0], saved.file)
            self._head.upto, self._head.file = saved.upto, saved.file
            rows = [journal_lines.encoded(self._head), *journal_lines.kept_lines(found, time.time())]
            _replace(self.path, rows)
            self._size = sum(map(len, rows))
        except OSError:
            self._size = 0  # it was long, and will be looked at when it has grown again

    def _take_over(self) -> Recalled:
        lines, bad = _lines_in(self.path) if os.path.lexists(self.path) else ([], 0)
        if not lines and not bad:
            return Recalled((), (), tuple(left_in(self._folder)))
        now = time.time()
        found = journal_lines.state_of(lines, self._seen)
        found.article, found.layer = found.article or self._head.article, found.layer or self._head.layer
        if found.unsaved:
            _keep_left(self.path, found)
        self._is_left_kept = True
        kept: list[bytes] = []
        steps: tuple[tuple[Step, ...], tuple[Step, ...]] = ((), ())
        if (found.text, found.file) == (self._head.text, self._seen):
            kept = journal_lines.kept_lines(found, now)
            with contextlib.suppress(ValueError):
                steps = _steps_in(kept, self._document.text)
        if bad:  # somebody may still make something of it
            self.path.replace(self._folder / file_names.discarded_journal(file_names.left_journal(now)))
        if kept:
            _replace(self.path, [journal_lines.encoded(self._head), *kept])
            self._has_head = True
        elif not bad:
            self.path.unlink()
        dropped, lost = 0 if any(steps) else len(found.done), 0 if found.unsaved else found.lost
        return Recalled(*steps, tuple(left_in(self._folder)), dropped, lost)

    def _write(self, row: bytes) -> None:
        if row:
            self._backlog.append(row)
        self._begun()
        if self._recalled is None:
            journal_threads.unwritten[self] = self.write_again
            return
        data = b"".join(self._backlog)
        try:
            descriptor = private_files.opened_to_append(self.path, top=_state_of(self.path))
            try:
                size = os.fstat(descriptor).st_size
                if not size or not self._has_head:
                    data = journal_lines.encoded(self._head) + data
                if size and (self._is_torn or not self._has_head):
                    data = b"\n" + data
                self._is_torn = True  # until all of it is there
                self._size += len(data)
                rest = memoryview(data)
                while rest:
                    rest = rest[os.write(descriptor, rest) :]
            finally:
                os.close(descriptor)
        except OSError as error:
            journal_threads.unwritten[self] = self.write_again
            self._fail(tr("The journal of your work cannot be written ({why}): save often.", why=why_unwritten(error)))
            return
        self._backlog, self._is_torn, self._has_head, self.problem = [], False, True, ""
        journal_threads.unwritten.pop(self, None)
        journal_threads.keep_on_medium(self.path)

    def _fail(self, words: str) -> None:
        is_new = not self.problem
        self.problem = words
        if is_new:
            journal_threads.report(words)


# -- work that was left ------------------------------------------------------


def _keep_left(path: Path, found: JournalState) -> None:
    head = JournalLine(
        "open",
        version=journal_lines.VERSION,
        article=found.article,
        layer=found.layer,
        text=found.text,
        file=found.file,
        skipped=found.lost,
    )
    rows = list(map(journal_lines.encoded, [head, *found.unsaved]))
    if sum(map(len, rows)) > LARGEST_JOURNAL:  # each undo stands there with its whole change
        rows = [private_files.read(path, limit=LARGEST_JOURNAL)]
    _replace(_place_for(path.parent, found.unsaved[0].at, rows), rows, lasts=True)  # what it was made of goes next


def _place_for(folder: Path, when: float, rows: Sequence[bytes] = ()) -> Path:
    """A path for left work: where nothing is yet, or the very same rows, as after a take-over that was cut short."""
    while True:
        path = folder / file_names.left_journal(when)
        if not os.path.lexists(path) or (rows and private_files.read(path, limit=LARGEST_JOURNAL) == b"".join(rows)):
            return path
        when += 0.001


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
    lines, _ = _lines_in(path)
    found = journal_lines.state_of(lines, None)
    if any(line.do == "writing" for line in lines):
        sidecar = file_names.sidecar_path(Path(found.article), found.layer)
        with contextlib.suppress(OSError):  # a link that is not followed: then a save that was only announced is none
            found = journal_lines.state_of(lines, digest(sidecar))
    if not found.unsaved:
        return []
    return [LeftWork(path, Path(found.article), found.layer, found.text, found.unsaved, found.lost)]


def _steps_in(rows: list[bytes], text: str) -> tuple[tuple[Step, ...], tuple[Step, ...]]:
    kept = journal_lines.state_of(journal_lines.decoded(b"".join(rows))[0], None)
    return tuple(journal_lines.steps_of(kept.done, text)), tuple(journal_lines.steps_of(kept.undone, text))


# -- files -------------------------------------------------------------------


def _lines_in(path: Path) -> tuple[list[JournalLine], int]:
    """The lines of a journal, and how many cannot be understood."""
    if path.is_symlink():
        path.unlink()  # never ours, and never followed
        return [], 0
    return journal_lines.decoded(private_files.read(path, limit=LARGEST_JOURNAL))


def _replace(path: Path, rows: Sequence[bytes], *, lasts: bool = False) -> None:
    private_files.write(path, rows, top=_state_of(path), lasts=lasts)
    journal_threads.keep_on_medium(path)


def _state_of(path: Path) -> Path:
    """The local state folder of a journal."""
    return path.parents[2]
