"""One window for each state folder: a second start hands its paths to the first.

A lock on a file in the state folder says that an instance runs; requests are
small files in a folder beside it, taken away by the one who reads them. No
sockets: nothing to import before the first paint, nothing to connect to, and
one way on every system. No Qt either: a second start is over before it loads.

The file says who holds the lock: machine, process and when it began. So a lock
that outlived its process, and one that a window on another machine holds (a
home folder on a network disk), never bar a start; and where the file system
knows no locks, the process that is named there counts as the holder.
"""

from __future__ import annotations

import contextlib
import json
import os
import sys
import time
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple

from analyst_app.preferences import locks, private_files
from analyst_app.wording import tr

_PATIENCE = 5.0
"""Seconds that a second start waits for its request to be taken."""
_LARGEST_RECORD = 4096
_LARGEST_REQUEST = 16 << 20
_ATTEMPTS = 5


class OpenRequest(NamedTuple):
    """The wish of a later start of the program."""

    paths: tuple[str, ...] = ()
    """Absolute."""
    annotator: str = ""
    """Layer id, if one was named."""
    encoding: str = ""


class InstanceHolder(NamedTuple):
    """The process that holds a state folder, as its lock file names it; all empty where an older version wrote it."""

    annotator: str = ""
    machine: str = ""
    """Its name, and on Linux this boot of it."""
    process: int = 0
    began: str = ""
    """The space of process ids and the tick at which it began, on Linux: a number is used again."""

    @classmethod
    def this(cls, annotator: str) -> InstanceHolder:
        """This process."""
        return cls(annotator, _machine(), os.getpid(), _began("self"))

    @property
    def is_elsewhere(self) -> bool:
        """True if it runs, or ran, on another machine or before this one was started again: its window is not here."""
        return bool(self.machine) and self.machine != _machine()

    @property
    def is_dead(self) -> bool:
        """True if it ran on this machine and certainly runs no more."""
        if not self.process or self.is_elsewhere:
            return False
        here = _began("self").partition(" ")[0]
        if self.began and here:
            return self.began.partition(" ")[0] == here and _began(str(self.process)) != self.began
        return not _runs(self.process)

    @property
    def is_alive(self) -> bool:
        """True if it certainly runs on this machine."""
        return bool(self.began) and not self.is_elsewhere and _began(str(self.process)) == self.began


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
        private_files.make_folder(self.inbox, top=state)
        self._annotator = annotator
        self._lock: int | None = None
        self._lock_file = state / "instance.lock"

    @property
    def holder(self) -> InstanceHolder:
        """The process that the lock file names."""
        try:
            return _holder_in(private_files.read(self._lock_file, limit=_LARGEST_RECORD))
        except FileNotFoundError:
            return InstanceHolder()

    def claim(self) -> bool:
        """Become the one; False if another process is.

        Raises:
            OSError: the lock file cannot be used.
        """
        for _ in range(_ATTEMPTS):
            descriptor = private_files.opened_to_append(self._lock_file)
            try:
                answer, holder = locks.tried(descriptor), _holder_in(_read(descriptor))
                if not _is_at(descriptor, self._lock_file):
                    os.close(descriptor)
                    continue  # taken away by a start that found its holder dead
                if answer is locks.Lock.HELD and holder.is_dead:  # by a child of the dead one, or by a disk far away
                    self._lock_file.unlink(missing_ok=True)
                    os.close(descriptor)
                    continue
                if answer is locks.Lock.HELD or (answer is locks.Lock.NONE and holder.is_alive):
                    os.close(descriptor)
                    return False
                os.ftruncate(descriptor, 0)
                os.write(descriptor, "\n".join(map(str, InstanceHolder.this(self._annotator))).encode())
            except BaseException:
                with contextlib.suppress(OSError):
                    os.close(descriptor)
                raise
            self._lock = descriptor
            for _request in self.requests():  # left by a start that gave up
                pass
            return True
        return False

    def release(self) -> None:
        """Let another be the one."""
        if self._lock is not None:
            with contextlib.suppress(OSError):
                os.ftruncate(self._lock, 0)  # where there are no locks, this is what lets go
            os.close(self._lock)
            self._lock = None

    def hand_over(self, request: OpenRequest) -> tuple[int, str]:
        """Ask the running instance to open paths.

        Returns:
            Exit code and a sentence: 0 and nothing if it took them; 2 if it
            writes to another annotator's layer or does not answer; -1 if
            it is gone meanwhile and this one may claim.

        Raises:
            OSError: the request cannot be written.
        """
        running = self.holder.annotator
        if request.annotator and running and request.annotator != running:
            return 2, tr(
                "Analyst App is open as {annotator}. Close it first, or start without --annotator.", annotator=running
            )
        name = self.inbox / f"{os.getpid()}-{time.time_ns()}.json"
        private_files.write(name, [json.dumps(request._asdict()).encode("ascii")])
        patience = time.monotonic() + _PATIENCE
        while time.monotonic() < patience:
            if not name.exists():
                return 0, ""
            time.sleep(0.01)
        name.unlink(missing_ok=True)
        if self.claim():
            self.release()
            return -1, ""
        return 2, tr("Analyst App is open but does not answer. Close its window, or end the process, and try again.")

    def requests(self) -> Iterator[OpenRequest]:
        """Take the requests that wait."""
        for path in sorted(self.inbox.glob("*.json")):
            request = _request_in(path)
            path.unlink(missing_ok=True)
            if request is not None:
                yield request


def _request_in(path: Path) -> OpenRequest | None:
    """The request in a file; None if it is none."""
    try:
        data = json.loads(private_files.read(path, limit=_LARGEST_REQUEST))
        return OpenRequest(tuple(map(str, data["paths"])), str(data["annotator"]), str(data["encoding"]))
    except (OSError, ValueError, TypeError, LookupError, RecursionError):
        return None


def request_of(paths: Sequence[str], annotator: str, encoding: str) -> OpenRequest:
    """A request with absolute paths."""
    return OpenRequest(tuple(str(Path(path).absolute()) for path in paths), annotator, encoding)


def _read(descriptor: int) -> bytes:
    os.lseek(descriptor, 0, os.SEEK_SET)
    return os.read(descriptor, _LARGEST_RECORD)


def _holder_in(data: bytes) -> InstanceHolder:
    """The holder in a lock file's bytes; where they are none, or an older version's, only the annotator is known."""
    annotator, _, rest = data.decode("utf-8", "replace").strip().partition("\n")
    machine, process, began = (*rest.split("\n"), "", "", "")[:3]
    is_number = process.isascii() and process.isdigit() and len(process) < 10
    return InstanceHolder(annotator, machine, int(process), began) if is_number else InstanceHolder(annotator)


def _is_at(descriptor: int, path: Path) -> bool:
    """True if an open file is still the one at its path."""
    try:
        return os.path.samestat(os.fstat(descriptor), path.lstat())
    except FileNotFoundError:
        return False


def _machine() -> str:
    name = os.environ.get("COMPUTERNAME", "") if sys.platform == "win32" else os.uname().nodename
    return f"{name} {_told('sys/kernel/random/boot_id')}".strip()


def _began(process: str) -> str:
    """The space of process ids and the tick at which a process began; empty if it is over, or if nothing tells."""
    facts = _told(f"{process}/stat").rpartition(")")[2].split()
    if len(facts) < 20 or facts[0] in ("Z", "X"):  # of proc(5) fields 3, the state, and 22, the start
        return ""
    try:
        return f"{Path('/proc/self/ns/pid').readlink()} {facts[19]}"
    except OSError:
        return ""


def _told(name: str) -> str:
    """The words of Linux about itself or a process; empty on another system."""
    try:
        return Path("/proc", name).read_text("utf-8", "replace").strip() if sys.platform.startswith("linux") else ""
    except OSError:
        return ""


def _runs(process: int) -> bool:
    """True if there is a process of that number, as far as the system tells without harm."""
    if sys.platform == "win32":
        return True  # to ask there is to end it; a lock goes with its process
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return True
