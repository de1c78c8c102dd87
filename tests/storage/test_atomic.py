"""Replacing a file whole: the refusals and the patience that need no special disk.

What the disk and the kernel may do is in ``tests/faults``.
"""

from __future__ import annotations

import errno
import os
import tempfile
import threading
import time
from collections.abc import Callable
from pathlib import Path
from types import SimpleNamespace

import pytest

from analyst_app.errors import SaveFailed
from analyst_app.storage import atomic, locks

fcntl = pytest.importorskip("fcntl", reason="plays the kernel of Linux or macOS")


def _nothing() -> None:
    """The check of a target that is what it was."""


def written(path: Path, pieces: list[bytes]) -> None:
    """Put bytes in a path's place."""
    with atomic.held(path) as target:
        atomic.replace_file(target, pieces, _nothing)


def _fails(number: int, windows: int | None = None) -> OSError:
    error = OSError(number, os.strerror(number))
    if windows is not None:
        error.winerror = windows  # as Windows itself sets it
    return error


@pytest.mark.parametrize("mode", [0o444, 0o400, 0o555])
def test_a_file_that_nobody_may_write_to_is_not_replaced(tmp_path: Path, mode: int) -> None:
    target = tmp_path / "layer.json"
    target.write_bytes(b"old")
    target.chmod(mode)
    with pytest.raises(SaveFailed, match=r"layer.json was not saved: the file is read-only"), atomic.held(target):
        raise AssertionError("a file that is read-only is held to be written")


@pytest.mark.parametrize("mode", [0o600, 0o640, 0o666])
def test_a_file_that_its_owner_may_write_to_is_replaced(tmp_path: Path, mode: int) -> None:
    target = tmp_path / "layer.json"
    target.write_bytes(b"old")
    target.chmod(mode)
    written(target, [b"new"])
    assert target.read_bytes() == b"new"


# -- another program has the file open ----------------------------------------------


def _held(monkeypatch: pytest.MonkeyPatch, times: int, error: OSError) -> None:
    """Another program holds the file: so many times nothing can be moved to it."""
    left, replace = iter([error] * times), os.replace

    def replaced(*names: str, **folders: int) -> None:
        if (refusal := next(left, None)) is not None:
            raise refusal
        replace(*names, **folders)

    monkeypatch.setattr(os, "replace", replaced)


@pytest.mark.parametrize("windows", [5, 32, 33])  # access denied, sharing violation, lock violation
def test_a_file_that_a_virus_scanner_holds_for_a_moment_is_waited_for(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, windows: int
) -> None:
    target = tmp_path / "layer.json"
    _held(monkeypatch, 3, _fails(errno.EACCES, windows))
    written(target, [b"new ", b"bytes"])
    assert target.read_bytes() == b"new bytes"
    assert [path.name for path in tmp_path.iterdir()] == ["layer.json"]


@pytest.mark.parametrize("error", [_fails(errno.EACCES), _fails(errno.EIO, 1117)])
def test_any_other_refusal_to_replace_a_file_is_told_at_once(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, error: OSError
) -> None:
    waits: list[float] = []
    here, sleep = threading.get_ident(), time.sleep  # a thread that an earlier test left may sleep, too
    monkeypatch.setattr(time, "sleep", lambda s: waits.append(s) if threading.get_ident() == here else sleep(s))
    target = tmp_path / "layer.json"
    target.write_bytes(b"old")
    _held(monkeypatch, 1, error)
    with pytest.raises(OSError, match=os.strerror(error.errno or 0)) as told:
        written(target, [b"new"])
    assert told.value is error
    assert waits == []
    assert target.read_bytes() == b"old"
    assert [path.name for path in tmp_path.iterdir()] == ["layer.json"]


# -- locks --------------------------------------------------------------------------


def _refusing(number: int) -> Callable[[int, int], None]:
    def refuse(_descriptor: int, _operation: int) -> None:
        raise _fails(number)

    return refuse


@pytest.mark.parametrize("number", [errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOSYS, errno.EINVAL])
def test_a_disk_that_knows_no_locks_is_saved_to_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(fcntl, "flock", _refusing(number))
    written(tmp_path / "layer.json", [b"new"])
    assert (tmp_path / "layer.json").read_bytes() == b"new"


def test_a_disk_that_fails_at_the_lock_is_not_saved_to(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fcntl, "flock", _refusing(errno.EIO))
    with pytest.raises(OSError, match=os.strerror(errno.EIO)), atomic.folder_lock(tmp_path):
        raise AssertionError("inside the lock")


def test_on_windows_a_file_in_the_temporary_folder_is_the_lock_of_a_folder(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Windows opens no folders; ``fcntl`` stands in for its way of locking a file."""

    def locking(descriptor: int, mode: int, _size: int) -> None:
        fcntl.flock(descriptor, mode)

    place, first, second = tmp_path / "temp", tmp_path / "first", tmp_path / "second"
    for folder in (place, first, second):
        folder.mkdir()
    windows = SimpleNamespace(locking=locking, LK_NBLCK=fcntl.LOCK_EX | fcntl.LOCK_NB, LK_UNLCK=fcntl.LOCK_UN)
    monkeypatch.setattr(locks, "msvcrt", windows, raising=False)
    for module in (atomic, locks):
        monkeypatch.setattr(module, "sys", SimpleNamespace(platform="win32"))
    monkeypatch.setattr(atomic, "_LOCK_PATIENCE", 0.05)
    monkeypatch.setattr(tempfile, "tempdir", str(place))
    with atomic.folder_lock(first):
        assert len(list(place.glob("analyst-app-*.lock"))) == 1
        start = time.monotonic()
        with atomic.folder_lock(first):
            assert time.monotonic() - start >= 0.05, "a lock that another holds is waited for"
        with atomic.folder_lock(second):
            assert len(list(place.glob("analyst-app-*.lock"))) == 2
    with atomic.folder_lock(first):
        assert len(list(place.iterdir())) == 2
