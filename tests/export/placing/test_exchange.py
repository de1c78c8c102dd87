"""Two names change places in one step, or nothing is done."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from analyst_app.export.placing import exchange as module
from analyst_app.export.placing.exchange import exchange
from analyst_app.export.placing.folder_handle import FolderHandle

needs_it = pytest.mark.skipif(not sys.platform.startswith(("linux", "darwin")), reason="the system has no exchange")


@needs_it
def test_two_folders_change_places(tmp_path: Path) -> None:
    for name in ("new", "old"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "words").write_text(name)
    with FolderHandle(tmp_path) as parent:
        assert exchange(parent.descriptor, "new", "old")
    assert (tmp_path / "old" / "words").read_text() == "new"
    assert (tmp_path / "new" / "words").read_text() == "old"


@needs_it
def test_a_name_that_is_not_there_is_an_error_and_not_a_system_that_cannot(tmp_path: Path) -> None:
    (tmp_path / "new").mkdir()
    with FolderHandle(tmp_path) as parent, pytest.raises(FileNotFoundError):
        exchange(parent.descriptor, "new", "old")
    assert [path.name for path in tmp_path.iterdir()] == ["new"]


@pytest.mark.parametrize("number", [errno.ENOSYS, errno.EINVAL, errno.EOPNOTSUPP])
def test_a_file_system_that_cannot_is_told_from_one_that_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    monkeypatch.setattr(module, "_system_call", lambda: lambda *_: -1)
    monkeypatch.setattr("ctypes.get_errno", lambda: number)
    with FolderHandle(tmp_path) as parent:
        assert not exchange(parent.descriptor, "new", "old")


def test_a_system_without_handles_of_folders_cannot() -> None:
    assert not exchange(None, "new", "old")


def test_names_are_bytes_as_the_system_has_them(tmp_path: Path) -> None:
    odd = os.fsdecode(b"caf\xe9")
    (tmp_path / odd).mkdir()
    (tmp_path / "é").mkdir()
    with FolderHandle(tmp_path) as parent:
        first = parent.identity(odd)
        if exchange(parent.descriptor, odd, "é"):
            assert parent.identity("é") == first
