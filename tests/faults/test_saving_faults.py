"""A fault at every system call of a save: the old file or the new one, and a true word about which.

strace makes the kernel refuse one call at a time, or kill the process there;
that it did is read from its trace.

Tests of storage.saver.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from tests.storage.layers import EXAMPLES, decoded

ERRORS = ("EIO", "ENOSPC", "EACCES", "EROFS", "EMFILE", "EINTR")
KILL = "SIGKILL"
NAME = "a1.txt.alice.annotations.json"
MEMORY = {"mmap", "munmap", "mremap", "brk", "futex", "madvise", "mprotect", "clock_nanosleep", "getpid", "gettid"}
THREADS = {"rt_sigprocmask", "rseq", "set_robust_list", "sched_yield"}
WAITING = {"restart_syscall", "select", "pselect6"}

pytestmark = pytest.mark.skipif(shutil.which("strace") is None, reason="needs strace")


class Struck(NamedTuple):
    """How a save went."""

    words: list[str]
    trace: str
    folder: Path


class Server:
    """Forks processes with an unsaved tag, and lets each save under strace."""

    def __init__(self) -> None:
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.faults.saving"],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
            cwd=Path(__file__).parent.parent.parent,
        )

    def close(self) -> None:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        self.process.stdin.close()
        self.process.wait()
        self.process.stdout.close()

    def strike(self, folder: Path, *options: str) -> Struck:
        assert self.process.stdin is not None
        assert self.process.stdout is not None
        fresh(folder)
        self.process.stdin.write(f"fork {folder}\n")
        self.process.stdin.flush()
        child = self.process.stdout.readline().strip()
        trace = folder.with_suffix(".trace")
        with subprocess.Popen(
            ["strace", "-p", child, "-o", str(trace), *options], stderr=subprocess.PIPE, text=True
        ) as strace:
            assert strace.stderr is not None
            assert "attached" in strace.stderr.readline()
            self.process.stdin.write("go\n")
            self.process.stdin.flush()
            words = []
            while (word := self.process.stdout.readline().strip()) != "end":
                words.append(word)
            strace.wait(timeout=20)
        return Struck(words, trace.read_text(), folder)


def fresh(folder: Path) -> None:
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    for name in ("a1.txt", NAME):
        shutil.copyfile(EXAMPLES / name, folder / name)


@pytest.fixture(scope="module")
def server() -> Iterator[Server]:
    made = Server()
    yield made
    made.close()


@pytest.fixture(scope="module")
def calls(server: Server, tmp_path_factory: pytest.TempPathFactory) -> list[tuple[str, int]]:
    """Every system call of a save: its name, and which one of that name it is."""
    struck = server.strike(tmp_path_factory.mktemp("faults") / "plain")
    assert struck.words == ["saved"]
    found: list[tuple[str, int]] = []
    counted: Counter[str] = Counter()
    for line in struck.trace.splitlines():
        name = re.match(r"(?:<\.\.\. )?(\w+)", line)
        if name is None or line.startswith(("---", "+++")):
            continue
        if "write(" in line and '"saved' in line:
            break
        counted[name[1]] += 1
        if name[1] not in MEMORY | WAITING | THREADS:
            found.append((name[1], counted[name[1]]))
    assert len(found) > 40
    names = {name for name, _ in found}
    assert {"openat", "write", "fsync", "read", "close", "renameat", "flock"} <= names
    return found


def check(struck: Struck, call: tuple[str, int], fault: str) -> None:
    old = (EXAMPLES / NAME).read_bytes()
    now = (struck.folder / NAME).read_bytes()
    found = decoded(now)
    assert not found.damage, (call, fault)
    assert not found.layer.unplaced, (call, fault)
    if fault == KILL:
        assert "killed by SIGKILL" in struck.trace, (call, fault)
        assert now == old or len(found.layer.annotations) == 4
        if struck.words == ["saved"]:
            assert len(found.layer.annotations) == 4
        return
    assert "(INJECTED)" in struck.trace, (call, fault)
    assert struck.words[-1] == "saved", (call, fault, struck.words)
    if len(struck.words) > 1:
        assert re.match(r"failed: .+ was not saved: .+\.", struck.words[0]), struck.words
    assert len(found.layer.annotations) == 4, (call, fault)
    assert set(found.layer.revs.values()) <= {2}, "the retry is no second edit"
    assert {path.name for path in struck.folder.glob("~*")} == set() or call[0] == "unlink"


def strike_all(server: Server, folder: Path, cases: list[tuple[tuple[str, int], str]]) -> None:
    for call, fault in cases:
        name, number = call
        what = f"signal={KILL}" if fault == KILL else f"error={fault}"
        options = ("-e", f"trace={name}", "-e", f"inject={name}:{what}:when={number}")
        check(server.strike(folder, *options), call, fault)


def test_a_fault_at_any_call_leaves_the_old_or_the_new_file_and_the_truth(
    server: Server, calls: list[tuple[str, int]], tmp_path: Path
) -> None:
    faults = (*ERRORS, KILL)
    strike_all(server, tmp_path / "f", [(call, faults[n % len(faults)]) for n, call in enumerate(calls)])


@pytest.mark.slow
@pytest.mark.timeout(600)
@pytest.mark.parametrize("fault", [*ERRORS, KILL])
def test_every_fault_at_every_call(server: Server, calls: list[tuple[str, int]], tmp_path: Path, fault: str) -> None:
    strike_all(server, tmp_path / "f", [(call, fault) for call in calls])


def test_a_write_that_lies_is_caught_by_reading_back(
    server: Server, calls: list[tuple[str, int]], tmp_path: Path
) -> None:
    size = len((EXAMPLES / NAME).read_bytes())
    struck = server.strike(tmp_path / "f", "-e", "trace=write", "-e", f"inject=write:retval={size + 199}:when=1")
    assert "(INJECTED)" in struck.trace
    assert struck.words[0].startswith("failed: ")
    assert struck.words[-1] == "saved"
    assert len(decoded((tmp_path / "f" / NAME).read_bytes()).layer.annotations) == 4


def test_a_disk_that_takes_its_time_only_takes_time(server: Server, tmp_path: Path) -> None:
    started = time.monotonic()
    struck = server.strike(tmp_path / "f", "-e", "trace=fsync", "-e", "inject=fsync:delay_enter=300000")
    assert struck.words == ["saved"]
    assert time.monotonic() - started > 0.5
