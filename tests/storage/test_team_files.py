"""Files that a team shares: a record a line, written only over what was read."""

from __future__ import annotations

import errno
import json
import os
import stat
from pathlib import Path

import pytest

from analyst_app import resources
from analyst_app.errors import SaveFailed, SidecarConflict, SidecarInvalid
from analyst_app.storage import team_files


def test_a_record_stands_on_one_line_and_reads_back(tmp_path: Path) -> None:
    data = resources.built_in_codebook()
    path = tmp_path / "codebook.json"
    seen = team_files.write_team_file(path, data, seen="")
    assert json.loads(path.read_text("utf-8")) == data
    assert sum(line.startswith('{"id":') for line in path.read_text("utf-8").splitlines()) == len(data["tags"])
    assert team_files.read_team_file(path) == team_files.TeamFile(data, seen)


def test_a_file_that_someone_else_changed_is_not_written_over(tmp_path: Path) -> None:
    path = tmp_path / "actors.json"
    seen = team_files.write_team_file(path, {"format": "x"}, seen="")
    path.write_text('{"format": "theirs"}')
    with pytest.raises(SidecarConflict, match="changed it"):
        team_files.write_team_file(path, {"format": "mine"}, seen=seen)
    with pytest.raises(SidecarConflict):
        team_files.write_team_file(path, {"format": "mine"}, seen="")
    assert path.read_text() == '{"format": "theirs"}'


@pytest.mark.parametrize("depth", [1, 100, 100_000])
def test_a_value_that_could_not_be_read_again_is_not_written(tmp_path: Path, depth: int) -> None:
    value: object = float("nan")
    for _ in range(depth):
        value = [value]
    with pytest.raises(SaveFailed, match="holds a value that JSON cannot keep"):
        team_files.write_team_file(tmp_path / "actors.json", {"rolls": value}, seen="")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("data", [b"", b"[]", b"{", b"\xff", b'{"a":1,"a":2}', b'{"a":NaN}'])
def test_what_cannot_be_understood_is_named(data: bytes, tmp_path: Path) -> None:
    path = tmp_path / "a.txt.source.json"
    path.write_bytes(data)
    with pytest.raises(SidecarInvalid, match=r"a\.txt\.source\.json"):
        team_files.read_team_file(path)
    assert team_files.source_encoding(tmp_path / "a.txt") is None


def test_a_file_that_is_not_there_is_empty(tmp_path: Path) -> None:
    assert team_files.read_team_file(tmp_path / "none.json") == team_files.TeamFile({}, "")


def test_a_file_whose_folder_is_gone_is_not_written_and_the_person_is_told_why(tmp_path: Path) -> None:
    with pytest.raises(SaveFailed, match=r"actors\.json was not saved: its folder is not there\."):
        team_files.write_team_file(tmp_path / "gone" / "actors.json", {"format": "x"}, seen="")
    assert list(tmp_path.iterdir()) == []


def test_a_file_that_stands_there_already_as_it_is_to_be_is_no_conflict(tmp_path: Path) -> None:
    """As after a try that was called failed, because the disk gave no word that the new names would last."""
    path = tmp_path / "actors.json"
    written = team_files.write_team_file(path, {"ada": 1}, seen="")
    assert team_files.write_team_file(path, {"ada": 1}, seen="") == written
    with pytest.raises(SidecarConflict):
        team_files.write_team_file(path, {"ada": 2}, seen="")


def test_it_is_not_called_unsaved_if_only_the_word_that_it_will_last_is_missing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fails(file: int) -> None:
        if stat.S_ISDIR(os.fstat(file).st_mode):
            raise OSError(errno.EIO, os.strerror(errno.EIO))

    monkeypatch.setattr(os, "fsync", fails)
    with pytest.raises(SaveFailed, match=r"^actors\.json was written, but the disk does not say .*: the disk reports"):
        team_files.write_team_file(tmp_path / "actors.json", {"ada": 1}, seen="")
    assert team_files.read_team_file(tmp_path / "actors.json").data == {"ada": 1}
