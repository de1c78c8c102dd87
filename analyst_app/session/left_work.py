"""Work of earlier runs that never reached its layer: found, let go, and what is wrong with the journals."""

from __future__ import annotations

import contextlib
import errno
import os
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from analyst_app.errors import why_unwritten
from analyst_app.session import journal, journal_lines, journal_threads
from analyst_app.session.journal import LeftWork
from analyst_app.storage import file_names, private_files
from analyst_app.storage.limits import JOURNAL_DAYS

_DAY = 86_400.0
_TAIL = 4_096
_PROBE = 1 << 16
"""Bytes that are written to see whether the disk takes any: a full one takes an empty file."""


def left_behind(state: Path, now: float | None = None) -> list[LeftWork]:
    """Work of earlier runs on all layers that are not open here, the oldest first. Blocking.

    Journals and discarded work older than 30 days are removed on the way, unless they hold unsaved work.

    Args:
        state: the local state folder.
        now: the time, seconds since 1970.
    """
    before = (time.time() if now is None else now) - JOURNAL_DAYS * _DAY
    found: list[LeftWork] = []
    for folder in _folders(state / file_names.JOURNALS):
        if journal.is_open(folder):
            continue
        with contextlib.suppress(OSError):
            found += journal.left_in(folder)
            current = folder / file_names.JOURNAL
            if current.exists() and not current.is_symlink():
                work = [] if _is_settled(current) else journal.unsaved_in(current)
                found += [one for one in work if one.layer_id]  # else it is found once its layer is opened
                if not work:
                    _sweep(current, before)
            for path in folder.glob(file_names.DISCARDED_JOURNALS):
                _sweep(path, before)
            if not any(folder.iterdir()):
                folder.rmdir()
    return sorted(found, key=lambda work: work.when)


class JournalReport(NamedTuple):
    """The state of all journals, for ``doctor``."""

    problem: str
    """Why none can be written; empty: they can."""
    layers: int
    """Layers with work that never reached their files."""


def inspected(state: Path) -> JournalReport:
    """The state of the journals, found by writing and reading there. Blocking.

    Args:
        state: the local state folder.
    """
    probe = state / file_names.JOURNALS / file_names.unfinished_own_file("doctor")
    try:
        try:
            private_files.write(probe, [bytes(_PROBE)], top=state)
        finally:
            with contextlib.suppress(OSError):
                probe.unlink()
        problem = ""
    except OSError as error:
        problem = why_unwritten(error)
    left = {(work.article, work.layer_id) for work in left_behind(state)}
    return JournalReport(problem, len(left))


def settle(work: LeftWork) -> None:
    """Forget left work: it is in the layer now. A file that cannot be removed is no error: it is offered again."""
    with contextlib.suppress(OSError):
        work.path.unlink()


def settle_later(work: LeftWork) -> None:
    """Forget left work as soon as what brought it back is in the journal; until then it stays, and is offered again."""
    _once_journaled(work, settle)


def put_by_later(work: LeftWork) -> None:
    """Keep left work for 30 days more, out of the way, as soon as what brought back a part of it is in the journal."""

    def put_by(work: LeftWork) -> None:
        with contextlib.suppress(OSError):
            discard(work)

    _once_journaled(work, put_by)


def _once_journaled(work: LeftWork, act: Callable[[LeftWork], object]) -> None:
    """Act on the writing thread once all that was done is in the journals; never, if one is closed before that.

    The work may have come back into another layer's journal than lies beside it: its article was moved.
    """

    def begin() -> None:
        journals = journal.all_open()

        def try_it() -> None:
            missing = [one for one in journals if not one.holds_all]
            if not missing:
                # A medium that had the work must not lose it on the way.
                if not all(_is_on_medium(one.path) for one in journals):
                    journal_threads.unwritten[work.path] = try_it
                    return
                act(work)
            if not missing or any(one.is_closed for one in missing):
                journal_threads.unwritten.pop(work.path, None)
            else:
                journal_threads.unwritten[work.path] = try_it

        try_it()

    journal_threads.later(begin)


def _is_on_medium(path: Path) -> bool:
    """Have a journal kept on the medium; True if it is, as far as its file system can tell."""
    try:
        journal_threads.sync(path)
    except FileNotFoundError:
        return True  # nothing has been done in that layer
    except OSError as error:
        return error.errno in (errno.EINVAL, errno.EOPNOTSUPP)  # file systems without it
    return True


def discard(work: LeftWork) -> LeftWork:
    """Let left work go; it is kept for 30 days more, so that ``regain`` can take that back.

    Returns:
        It, where it is now.

    Raises:
        OSError: the system would not.
    """
    gone = work.path.with_name(file_names.discarded_journal(work.path.name))
    work.path.replace(gone)
    os.utime(gone)
    return work._replace(path=gone)


def discarded_in(folder: Path) -> list[LeftWork]:
    """The work on a layer that a person let go, or that could not all be brought back, the latest first. Blocking.

    Args:
        folder: of the layer's journal.
    """
    found: list[LeftWork] = []
    for path in folder.glob(file_names.DISCARDED_JOURNALS):
        with contextlib.suppress(OSError):
            found += journal.unsaved_in(path)
    return sorted(found, key=lambda work: work.when, reverse=True)


def regain(discarded: LeftWork, path: Path) -> LeftWork:
    """Have discarded work again.

    Args:
        discarded: as ``discard`` gave it.
        path: where it was.

    Raises:
        OSError: the system would not.
    """
    discarded.path.replace(path)
    return discarded._replace(path=path)


def _is_settled(path: Path) -> bool:
    """True if a journal's last line says that all is saved, as far as can be seen without reading it whole."""
    with path.open("rb") as file:
        file.seek(max(0, path.stat().st_size - _TAIL))
        last = file.read(_TAIL).rstrip(b"\n").rpartition(b"\n")[2]
    lines, _ = journal_lines.decoded(last + b"\n")
    return bool(lines) and (lines[0].is_all or lines[0].do in ("open", "done", "undone"))


def _sweep(path: Path, before: float) -> None:
    if path.lstat().st_mtime < before:
        path.unlink()


def _folders(parent: Path) -> list[Path]:
    with contextlib.suppress(OSError):
        return [path for path in parent.iterdir() if path.is_dir() and not path.is_symlink()]
    return []
