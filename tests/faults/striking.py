"""One fault at one system call: processes that do a piece of work, and strace that lets one call of it fail.

A work is a function of a folder that makes ready and gives the very thing to be struck; that returns the words that a
person would read. ``serve`` is the process that holds works, all they import loaded, and forks for each strike.
"""

from __future__ import annotations

import contextlib
import os
import re
import select
import shutil
import signal
import subprocess
import sys
import threading
import traceback
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

ERRORS = ("EIO", "ENOSPC", "EACCES", "EROFS", "EMFILE", "EINTR")
KILL = "SIGKILL"
FAULTS = (*ERRORS, KILL)
CHANGING = {
    *("mkdir", "mkdirat", "write", "pwrite64", "fsync", "fdatasync", "sync", "fchmod", "fchmodat", "chmod"),
    *("rename", "renameat", "renameat2", "link", "linkat", "unlink", "unlinkat", "rmdir", "ftruncate", "sendfile"),
    *("copy_file_range", "symlink", "symlinkat"),
}
"""System calls that change something on a disk; so do some openat, and the close of what these opened."""

IS_THOROUGH = "FAULTS" in os.environ
"""True under ``./check --faults``: every call with every fault, which takes minutes."""

Work = Callable[[Path], Callable[[], str]]
Call = tuple[str, int]
"""Name of a system call, and which one of that name it is, from 1."""


def strikes(calls: Sequence[Call]) -> Iterator[tuple[Call, str]]:
    """The calls to strike, each with one fault: all of them if thorough, else the first of each name and each third."""
    names: set[str] = set()
    for number, call in enumerate(calls):
        if IS_THOROUGH or number % 3 == 0 or call[0] not in names:
            yield call, FAULTS[number % len(FAULTS)]
        names.add(call[0])


class Struck(NamedTuple):
    """How a piece of work went."""

    word: str
    """What a person would read; empty if it was killed."""
    trace: str


class Server:
    """Forks processes that do a work, and lets one call of each fail.

    Args:
        module: a module that serves works when it is run.
    """

    def __init__(self, module: str) -> None:
        root = Path(__file__).parent.parent.parent
        self.process = subprocess.Popen(
            [sys.executable, "-m", module], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=root
        )

    def close(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait(timeout=20)
        self.process.stdout.close()

    def _tell(self, line: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{line}\n")
        self.process.stdin.flush()

    def _hear(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().strip()

    def _go(self) -> str:
        self._tell("go")
        words = []
        while (word := self._hear()) != "end":
            words.append(word)
        return " ".join(words)

    def do(self, work: str, folder: Path) -> str:
        """The word of a work that nothing strikes."""
        self._tell(f"{work} {folder}")
        self._hear()
        return self._go()

    def kill(self, work: str, folder: Path, seconds: float) -> str:
        """The word of a work whose process is killed after some seconds; empty if it was."""
        self._tell(f"{work} {folder}")
        child = int(self._hear())
        killer = threading.Timer(seconds, os.kill, (child, signal.SIGKILL))
        killer.start()
        word = self._go()
        killer.cancel()
        return word

    def strike(self, work: str, folder: Path, *options: str) -> Struck:
        """How a work goes under strace."""
        self._tell(f"{work} {folder}")
        child, trace = self._hear(), folder.with_suffix(".trace")
        with subprocess.Popen(
            ["strace", "-p", child, "-o", str(trace), *options], stderr=subprocess.PIPE, text=True
        ) as strace:
            assert strace.stderr is not None
            assert "attached" in strace.stderr.readline()
            word = self._go()
            strace.wait(timeout=20)
        return Struck(word, trace.read_text())

    def fail(self, work: str, folder: Path, call: Call, fault: str, *options: str) -> Struck:
        """How a work goes if one call fails with an error, or the process is killed there."""
        name, number = call
        what = f"signal={KILL}" if fault == KILL else f"error={fault}"
        struck = self.strike(work, folder, *options, "-e", f"trace={name}", "-e", f"inject={name}:{what}:when={number}")
        assert ("killed by SIGKILL" if fault == KILL else "(INJECTED)") in struck.trace, (call, fault)
        return struck


def changing_calls(trace: str) -> list[Call]:
    """Those calls of a work, from its whole trace, that change something on a disk; each thread counts its own."""
    found: list[Call] = []
    counted: Counter[tuple[str, str]] = Counter()
    written: set[str] = set()
    for line in trace.splitlines():
        parts = re.match(r"(\d* *)(\w+)\(([^,)]*)", line)
        if parts is None:
            continue
        thread, name, first = parts.groups()
        counted[thread, name] += 1
        if name == "writev" and '"word: ' in line:
            break
        makes = name == "openat" and ("O_CREAT" in line or "O_WRONLY" in line or "O_RDWR" in line)
        if makes:
            written.add(line.rpartition("= ")[2])
        if makes or name in CHANGING or (name == "close" and first in written):
            found.append((name, counted[thread, name]))
        if name == "close":
            written.discard(first)
    return found


def snapshot(folder: Path) -> dict[str, bytes]:
    """Every file below a folder, by its path there."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def fresh(folder: Path, model: Path) -> None:
    """A folder as the model is."""
    shutil.rmtree(folder, ignore_errors=True)
    shutil.copytree(model, folder, symlinks=True)


def _child(work: Work, folder: Path, go: int, say: int) -> None:
    try:
        ready = work(folder)
        os.write(say, b"ready\n")
        select.select([go], [], [])
        word = " ".join(ready().split())
        os.writev(say, [f"word: {word}\n".encode()])  # a call that no work makes
    except BaseException:
        traceback.print_exc()
    finally:
        os._exit(0)


def serve(works: Mapping[str, Work]) -> None:
    """Fork for each line ``WORK FOLDER``, print the child's number, and let it work at ``go``."""
    while line := sys.stdin.readline():
        name, _, folder = line.strip().partition(" ")
        go_reader, go_writer = os.pipe()
        say_reader, say_writer = os.pipe()
        process = os.fork()
        if not process:
            _child(works[name], Path(folder), go_reader, say_writer)
        os.close(go_reader)
        os.close(say_writer)
        with os.fdopen(say_reader) as said:
            said.readline()
            print(process, flush=True)
            sys.stdin.readline()
            with contextlib.suppress(BrokenPipeError):  # it did not even get ready
                os.write(go_writer, b"g")
            for word in said:
                print(word.removeprefix("word: "), end="", flush=True)
        os.waitpid(process, 0)
        os.close(go_writer)
        print("end", flush=True)
