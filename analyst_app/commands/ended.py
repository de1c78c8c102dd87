"""A command that is asked to end: by Ctrl+C (SIGINT), by the system (SIGTERM), by a terminal that is gone (SIGHUP).

All commands but ``open``, whose window saves first, end by this one rule: what
is under way is put away, one sentence is said, and the exit code is 128 and the
signal's number. Later signals do not disturb the putting away, until it has
taken long: then the next one ends at once, and the next run sweeps.
"""

from __future__ import annotations

import contextlib
import os
import signal
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from types import FrameType
from typing import NoReturn

from analyst_app.commands.terminal import PROGRAM, put_failure, say
from analyst_app.core import ending
from analyst_app.wording import in_row, tr

_SECONDS = 5.0
"""Seconds that putting away may take before one more signal ends the process at once."""
_MOMENT = 0.01
"""Seconds until the next look at whether a module is loaded."""
_NAMES = {"SIGINT": "Ctrl+C", "SIGTERM": "SIGTERM", "SIGHUP": "SIGHUP"}
"""Windows has no SIGHUP."""


class _Handler:
    """Turns the first signal into ``ending.Ended``, in the process that it was made in."""

    def __init__(self) -> None:
        self._process = os.getpid()
        self._at = 0.0
        """Time of the first signal; 0: there was none."""

    def __call__(self, number: int, frame: FrameType | None) -> None:
        if os.getpid() != self._process:  # a worker that was forked and has not yet put its own rule in this place
            os._exit(128 + number)
        now = time.monotonic()
        if self._at:
            if now - self._at > _SECONDS:
                ending.kill_children()
                os._exit(128 + number)
            return
        self._at = now
        self._end(number, frame)

    def _end(self, number: int, frame: FrameType | None) -> None:
        """End now; or, while a module is being loaded, a moment later.

        What is half loaded may fail in other ways: some libraries written in C even crash (Python 3.11).
        """
        if _is_loading(frame) and sys.platform != "win32":
            signal.signal(signal.SIGALRM, lambda _, later: self._end(number, later))
            signal.setitimer(signal.ITIMER_REAL, _MOMENT)
            return
        ending.end(number)

    def stop(self) -> None:
        """The command is over: what was put off is not needed any more."""
        if self._at and sys.platform != "win32":
            signal.setitimer(signal.ITIMER_REAL, 0)

    @property
    def has_heard(self) -> bool:
        """True if a signal came."""
        return self._at > 0


@contextlib.contextmanager
def signals_taken() -> Iterator[None]:
    """Have the signals that end a command come as ``ending.Ended``; those that the caller ignores (nohup) stay so.

    After one came they are left to this rule, for the process is about to end.
    """
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    handler = _Handler()
    before = {}
    for number in (getattr(signal, name, None) for name in _NAMES):
        if number is not None and signal.getsignal(number) not in (signal.SIG_IGN, None):
            before[number] = signal.signal(number, handler)
    try:
        yield
    finally:
        handler.stop()
        if not handler.has_heard:
            for number, earlier in before.items():
                signal.signal(number, earlier)


def leave(ended: ending.Ended, *, in_json: bool = False) -> NoReturn:
    """Put away what is still there, say that the command was stopped, and end the process with its exit code.

    At once, without Python's own farewell: that would wait for the threads of pools whose processes are dead, and try
    to write to a terminal that may be gone.

    Args:
        ended: the word to end.
        in_json: True if it is said as the JSON document of the answer, too.
    """
    ending.kill_children()
    left = _put_away()
    stopped = tr("Stopped by {signal}.", signal=_NAMES[signal.Signals(ended.number).name])
    rest = tr("{paths} could not be put away; the next run does it.", paths=in_row(map(str, left)))
    with contextlib.suppress(OSError, ValueError):  # the terminal is gone
        if sys.stderr.isatty():
            print(file=sys.stderr)  # after the line that counts
        words = " ".join((stopped, rest if left else tr("Nothing half written is left.")))
        say(f"{PROGRAM}: {words}")
        if in_json:
            put_failure(words)
    with contextlib.suppress(OSError, ValueError):
        sys.stdout.flush()
    os._exit(128 + ended.number)


def _put_away() -> list[Path]:
    """Finish, undo or remove what the moment of the signal left; paths of what is left all the same."""
    under_way = sys.modules.get("analyst_app.export.placing.under_way")
    left: list[Path] = under_way.put_away() if under_way is not None else []
    return left


def _is_loading(frame: FrameType | None) -> bool:
    """True if one of the calls under way is Python's loading of a module."""
    while frame is not None:
        if frame.f_globals.get("__name__") == "importlib._bootstrap":
            return True
        frame = frame.f_back
    return False
