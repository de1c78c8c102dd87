"""One window for each state folder: a second start hands its paths to the first.

A lock on a file in the state folder says that an instance runs; requests are
small files in a folder beside it, taken away by the one who reads them. No
sockets: nothing to import before the first paint, nothing to connect to, and
one way on every system. No Qt either: a second start is over before it loads.
"""

from __future__ import annotations

import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import IO, NamedTuple

_PATIENCE = 5.0
"""Seconds that a second start waits for its request to be taken."""


class OpenRequest(NamedTuple):
    """The wish of a later start of the program."""

    paths: tuple[str, ...] = ()
    """Absolute."""
    annotator: str = ""
    """Layer id, if one was named."""
    encoding: str = ""


class Instance:
    """This process as the one that holds a state folder.

    Args:
        state: the local state folder; made if it is not there.
        annotator: layer id that this instance writes to.

    Raises:
        OSError: the folder cannot be written; run without.
    """

    def __init__(self, state: Path, annotator: str) -> None:
        self.inbox = state / "requests"
        self.inbox.mkdir(parents=True, exist_ok=True)
        self._annotator = annotator
        self._lock: IO[str] | None = None
        self._lock_file = state / "instance.lock"

    def claim(self) -> bool:
        """Become the one; False if another process is."""
        lock = self._lock_file.open("a+", encoding="utf-8")
        if not _try_lock(lock):
            lock.close()
            return False
        lock.truncate(0)
        lock.write(self._annotator + "\n")
        lock.flush()
        self._lock = lock
        for _ in self.requests():  # left by a start that gave up
            pass
        return True

    def release(self) -> None:
        """Let another be the one."""
        if self._lock is not None:
            self._lock.close()
            self._lock = None

    def hand_over(self, request: OpenRequest) -> tuple[int, str]:
        """Ask the running instance to open paths.

        Returns:
            Exit code and a sentence: 0 and nothing if it took them; 2 if it
            writes to another annotator's layer or does not answer; -1 if
            it is gone meanwhile and this one may claim.
        """
        running = self._lock_file.read_text("utf-8").strip()
        if request.annotator and running and request.annotator != running:
            return 2, f"Analyst App is open as {running}. Close it first, or start without --annotator."
        name = self.inbox / f"{os.getpid()}-{time.time_ns()}.json"
        fresh = name.with_suffix(".part")
        fresh.write_text(json.dumps(request._asdict()), "utf-8")
        fresh.replace(name)
        patience = time.monotonic() + _PATIENCE
        while time.monotonic() < patience:
            if not name.exists():
                return 0, ""
            time.sleep(0.01)
        name.unlink(missing_ok=True)
        if self.claim():
            self.release()
            return -1, ""
        return 2, "Analyst App is open but does not answer. Close its window, or end the process, and try again."

    def requests(self) -> Iterator[OpenRequest]:
        """Take the requests that wait."""
        for path in sorted(self.inbox.glob("*.json")):
            request = _read(path)
            path.unlink(missing_ok=True)
            if request is not None:
                yield request


def _read(path: Path) -> OpenRequest | None:
    """The request in a file; None if it is none."""
    try:
        data = json.loads(path.read_text("utf-8"))
        return OpenRequest(tuple(map(str, data["paths"])), str(data["annotator"]), str(data["encoding"]))
    except (OSError, ValueError, TypeError, LookupError):
        return None


def request_of(paths: Sequence[str], annotator: str, encoding: str) -> OpenRequest:
    """A request with absolute paths."""
    return OpenRequest(tuple(str(Path(path).absolute()) for path in paths), annotator, encoding)


def _try_lock(file: IO[str]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(4096)  # a byte after all that is ever written, so that others can read the name
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
