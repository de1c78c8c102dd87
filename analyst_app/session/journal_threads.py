"""The thread that writes all journals, and the one that has them kept on the medium.

The writing thread takes one job after another out of a queue, so that whoever
puts one in never waits. Both are daemons: a disk that hangs keeps no program.
"""

from __future__ import annotations

import contextlib
import os
import threading
import time
from collections.abc import Callable
from pathlib import Path
from queue import Empty, SimpleQueue

from analyst_app.storage.error_log import ErrorLog, state_folder
from analyst_app.wording import tr

_SECOND = 1.0
_FLAGS = os.O_RDWR | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_CLOEXEC", 0) | getattr(os, "O_BINARY", 0)

_jobs: SimpleQueue[Callable[[], object]] = SimpleQueue()
_begun = threading.Lock()
"""Held for ever by whoever starts the threads."""
_fresh: set[Path] = set()
"""Files with lines that the medium may not hold yet."""
_listeners: list[Callable[[str], object]] = []
unwritten: dict[object, Callable[[], object]] = {}
"""By owner, what is tried again each second. Of the writing thread."""


def later(job: Callable[[], object]) -> None:
    """Do something on the writing thread, after all that was put to it so far."""
    _jobs.put(job)
    if not _begun.locked() and _begun.acquire(blocking=False):
        for work in (_write, _sync):
            threading.Thread(target=work, name=f"journal{work.__name__}", daemon=True).start()


def flush(seconds: float) -> bool:
    """Wait until all that was done is in the journals; False if it was not in time."""
    ended = threading.Event()
    later(ended.set)
    return ended.wait(seconds)


def keep_on_medium(path: Path) -> None:
    """Have a file's bytes kept on the medium, within about a second."""
    _fresh.add(path)


def listen(listener: Callable[[str], object]) -> None:
    """Be told, on the writing thread, when a journal cannot be written: a sentence."""
    _listeners.append(listener)


def forget_listeners() -> None:
    """Tell nobody any more."""
    _listeners.clear()


def report(words: str) -> None:
    """Tell whoever listens that a journal cannot be written."""
    for listener in list(_listeners):
        with contextlib.suppress(RuntimeError):  # a window that is gone
            listener(words)


def own_up(error: Exception) -> None:
    """Log a mistake of the program's own, and tell of it."""
    ErrorLog(state_folder()).write_fault(error)
    report(tr("The journal of your work failed ({kind}): save often.", kind=type(error).__name__))


def _write() -> None:
    while True:
        try:
            job: Callable[[], object] = _jobs.get(timeout=_SECOND if unwritten else None)
        except Empty:
            job = _try_again
        try:
            job()
        except Exception as error:  # a bug in one journal must not end all others
            own_up(error)


def _try_again() -> None:
    for act in list(unwritten.values()):
        act()


def _sync() -> None:
    while True:
        time.sleep(_SECOND)
        while _fresh:
            with contextlib.suppress(OSError, KeyError):
                sync(_fresh.pop())


def sync(path: Path) -> None:
    """Have a file's bytes kept on the medium before this returns.

    Raises:
        OSError: the system would not.
    """
    descriptor = os.open(path, _FLAGS)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)
