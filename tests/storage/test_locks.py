"""Locks: held means held by another, and a file system without them is no reason to stop."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from analyst_app.storage import locks
from analyst_app.storage.locks import Lock

fcntl = pytest.importorskip("fcntl", reason="plays the kernel of Linux or macOS")

HOLDS = """
import fcntl, os, sys
descriptor = os.open(sys.argv[1], os.O_RDONLY)
fcntl.flock(descriptor, fcntl.LOCK_EX)
print("held", flush=True)
sys.stdin.read()
"""


def _refusing(number: int) -> Callable[[int, int], None]:
    def refuse(_descriptor: int, _operation: int) -> None:
        raise OSError(number, os.strerror(number))

    return refuse


def test_what_another_process_holds_is_held_until_that_process_dies(tmp_path: Path) -> None:
    with subprocess.Popen(
        [sys.executable, "-c", HOLDS, str(tmp_path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as other:
        assert other.stdout is not None
        assert other.stdout.readline() == "held\n"
        assert locks.known_in(tmp_path) is Lock.HELD
        other.kill()
        other.wait()
    assert locks.known_in(tmp_path) is Lock.TAKEN
    assert locks.known_in(tmp_path) is Lock.TAKEN, "the question itself holds nothing"


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL])
def test_a_file_system_without_locks_is_told_from_one_that_is_held(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(fcntl, "flock", _refusing(number))
    assert locks.known_in(tmp_path) is Lock.NONE


@pytest.mark.parametrize("number", [errno.EIO, errno.EBADF])
def test_a_disk_that_fails_is_neither(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int) -> None:
    monkeypatch.setattr(fcntl, "flock", _refusing(number))
    with pytest.raises(OSError, match=os.strerror(number)):
        locks.known_in(tmp_path)
