"""The app's own files: for the person alone, whole or not at all, never through a link."""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from analyst_app.storage import private_files
from analyst_app.storage.regular_file import Unreadable

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows keeps a profile private by itself")


@pytest.fixture(autouse=True)
def open_umask() -> Iterator[None]:
    """A machine where everything is made for everybody."""
    before = os.umask(0)
    yield
    os.umask(before)


def mode(path: Path) -> int:
    return stat.S_IMODE(path.lstat().st_mode)


def test_what_is_written_is_for_the_person_alone_and_so_is_every_folder_made_for_it(tmp_path: Path) -> None:
    path = tmp_path / "local" / "state" / "analyst-app" / "history" / "a.gz"
    private_files.write(path, [b"one ", b"two"])
    private_files.append(path.with_name("journal"), b"line\n")
    assert path.read_bytes() == b"one two"
    assert mode(path) == mode(path.with_name("journal")) == 0o600
    assert {mode(tmp_path / folder) for folder in ("local", "local/state", "local/state/analyst-app")} == {0o700}
    assert mode(path.parent) == 0o700


def test_what_an_older_version_left_open_is_closed_up_to_the_top_and_no_further(tmp_path: Path) -> None:
    top = tmp_path / "share" / "analyst-app"
    folder = top / "history" / "key"
    folder.mkdir(parents=True)
    log = top / "errors.log"
    log.write_bytes(b"old\n")
    log.chmod(0o644)
    private_files.make_folder(folder, top=top)
    private_files.append(log, b"new\n", top=top)
    assert mode(folder) == mode(folder.parent) == mode(top) == 0o700
    assert mode(tmp_path / "share") == 0o777, "that folder is not the app's"
    assert mode(log) == 0o600
    assert log.read_bytes() == b"old\nnew\n"


def test_a_link_in_the_place_of_a_file_is_replaced_and_its_target_left_alone(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_bytes(b"mine")
    link = tmp_path / "state" / "window.json"
    link.parent.mkdir()
    link.symlink_to(outside)
    private_files.write(link, [b"new"])
    assert outside.read_bytes() == b"mine"
    assert not link.is_symlink()
    assert link.read_bytes() == b"new"


def test_a_folder_that_the_person_keeps_elsewhere_is_used_there_and_closed(tmp_path: Path) -> None:
    disk, state = tmp_path / "disk", tmp_path / "state"
    disk.mkdir()
    private_files.make_folder(state)
    (state / "history").symlink_to(disk)
    private_files.write(state / "history" / "a" / "save", [b"x"], top=state)
    assert (state / "history").is_symlink()
    assert (disk / "a" / "save").read_bytes() == b"x"
    assert [mode(path) for path in (state, disk, disk / "a", disk / "a" / "save")] == [0o700, 0o700, 0o700, 0o600]


def test_nothing_is_added_to_or_read_from_what_a_link_leads_to(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_bytes(b"mine")
    (tmp_path / "link").symlink_to(outside)
    (tmp_path / "dangling").symlink_to(tmp_path / "nowhere")
    for name in ("link", "dangling"):
        with pytest.raises(OSError, match=os.strerror(errno.ELOOP)):
            private_files.append(tmp_path / name, b"more")
        with pytest.raises(OSError, match=os.strerror(errno.ELOOP)):
            private_files.read(tmp_path / name, limit=100)
    assert private_files.read(tmp_path / "link", limit=100, follows=True) == b"mine"
    assert not (tmp_path / "nowhere").exists()


def test_a_pipe_and_a_file_over_the_limit_are_not_read(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    (tmp_path / "large").write_bytes(b"12345")
    for name in ("pipe", "large"):
        with pytest.raises(Unreadable):
            private_files.read(tmp_path / name, limit=4)
    with pytest.raises(Unreadable):
        private_files.append(tmp_path / "pipe", b"x")
    assert private_files.read(tmp_path / "large", limit=5) == b"12345"


def test_a_write_that_fails_leaves_the_old_file_and_nothing_beside_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "window.json"
    private_files.write(path, [b"old"])

    def full(_descriptor: int, _data: object) -> int:
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))

    monkeypatch.setattr(os, "write", full)
    with pytest.raises(OSError, match=os.strerror(errno.ENOSPC)):
        private_files.write(path, [b"new"], lasts=True)
    assert path.read_bytes() == b"old"
    assert list(tmp_path.iterdir()) == [path]


CALLS = ("mkdir", "open", "fstat", "write", "fsync", "replace", "close")


@pytest.mark.parametrize("number", [errno.EIO, errno.ENOSPC, errno.EACCES])
@pytest.mark.parametrize("call", CALLS)
def test_the_first_fault_at_any_call_leaves_the_old_file_or_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, call: str, number: int
) -> None:
    path = tmp_path / "state" / "window.json"
    private_files.write(path, [b"old"])
    real = getattr(os, call)
    for turn in range(8):
        left = iter(range(turn))

        def faulty(*arguments: object, left: Iterator[int] = left, **named: object) -> object:
            if next(left, None) is None:
                if call == "close":
                    real(*arguments, **named)  # the kernel lets go of the descriptor whatever it answers
                raise OSError(number, os.strerror(number))
            return real(*arguments, **named)

        with monkeypatch.context() as patched:
            patched.setattr(os, call, faulty)
            with contextlib.suppress(OSError):
                private_files.write(path, [b"new ", b"bytes"], lasts=True)
        assert path.read_bytes() in (b"old", b"new bytes")
        assert list(path.parent.iterdir()) == [path]
        private_files.write(path, [b"old"])


def test_a_database_made_by_a_library_is_closed_to_others(tmp_path: Path) -> None:
    (tmp_path / "index.sqlite3").write_bytes(b"")
    private_files.close_to_others(tmp_path / "index.sqlite3")
    private_files.close_to_others(tmp_path / "not there")
    assert mode(tmp_path / "index.sqlite3") == 0o600
