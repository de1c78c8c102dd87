"""Tests of corpus.carrying: files get other names all or none, nothing is written over, the history goes along."""

from __future__ import annotations

import errno
import os
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from analyst_app.corpus.carrying import FileMove, carry, put_back
from analyst_app.errors import SaveFailed
from analyst_app.storage import layer_history
from analyst_app.storage.atomic import folder_lock


def _file(path: Path, words: str = "alice") -> Path:
    path.write_text(words, "utf-8")
    return path


def test_the_history_of_a_layer_goes_with_it_and_comes_back(tmp_path: Path) -> None:
    state, old, new = tmp_path / "state", _file(tmp_path / "a.json"), tmp_path / "b.json"
    for number, words in enumerate((b"first", b"second")):
        layer_history.keep(layer_history.folder_of(state, old), [words], always=True, now=1e9 + number)
    layer_history.keep(layer_history.folder_of(state, new), [b"of another"], always=True, now=1e9 + 9)

    carried = carry([FileMove(old, new)], state)
    kept = layer_history.saves(layer_history.folder_of(state, new))
    assert [layer_history.bytes_of_save(save) for save in kept] == [b"of another", b"second", b"first"]
    assert layer_history.saves(layer_history.folder_of(state, old)) == []

    layer_history.keep(layer_history.folder_of(state, new), [b"third"], always=True, now=1e9 + 10)
    put_back(carried, state)
    kept = layer_history.saves(layer_history.folder_of(state, old))
    assert [layer_history.bytes_of_save(save) for save in kept] == [b"third", b"second", b"first"]
    kept = layer_history.saves(layer_history.folder_of(state, new))
    assert [layer_history.bytes_of_save(save) for save in kept] == [b"of another"]


def test_nothing_is_moved_if_one_name_is_taken(tmp_path: Path) -> None:
    one, two = _file(tmp_path / "a.json"), _file(tmp_path / "b.json")
    there = _file(tmp_path / "d.json", "other")
    with pytest.raises(SaveFailed, match=r"d\.json is there already"):
        carry([FileMove(one, tmp_path / "c.json"), FileMove(two, there)], tmp_path / "state")
    assert sorted(path.name for path in tmp_path.glob("*.json")) == ["a.json", "b.json", "d.json"]
    assert there.read_text("utf-8") == "other"


def test_two_names_of_one_file_become_the_new_one(tmp_path: Path) -> None:
    old, new = _file(tmp_path / "Depot.json"), tmp_path / "depot.json"
    os.link(old, new)
    carry([FileMove(old, new)], tmp_path / "state")
    assert (old.exists(), new.read_text("utf-8")) == (False, "alice")


def test_an_old_file_that_cannot_be_removed_leaves_all_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = _file(tmp_path / "a.json"), _file(tmp_path / "b.json", "bob")
    unlink = os.unlink

    def no_unlink(path: str, *, dir_fd: int | None = None) -> None:
        if Path(path).name == "b.json":
            raise PermissionError(errno.EACCES, "as of a folder of somebody else")
        unlink(path, dir_fd=dir_fd)

    monkeypatch.setattr(os, "unlink", no_unlink)
    with pytest.raises(SaveFailed, match=r"b\.json"):
        carry([FileMove(first, tmp_path / "c.json"), FileMove(second, tmp_path / "d.json")], tmp_path / "state")
    assert sorted(path.name for path in tmp_path.glob("*.json")) == ["a.json", "b.json"]
    assert (first.read_text("utf-8"), second.read_text("utf-8")) == ("alice", "bob")


def test_a_file_that_cannot_be_read_leaves_all_as_it_was(tmp_path: Path) -> None:
    first, second = _file(tmp_path / "a.json"), tmp_path / "b.json"
    second.mkdir()
    with pytest.raises(SaveFailed):
        carry([FileMove(first, tmp_path / "c.json"), FileMove(second, tmp_path / "d.json")], tmp_path / "state")
    assert sorted(path.name for path in tmp_path.glob("*.json")) == ["a.json", "b.json"]


def test_a_save_that_is_under_way_is_waited_for_and_seen(tmp_path: Path) -> None:
    old, new = (tmp_path / folder / "a.txt.alice.annotations.json" for folder in ("from", "to"))
    for path in (old, new):
        path.parent.mkdir()
    old.write_bytes(b"as it was looked at")
    saving = threading.Event()

    def save() -> None:
        with folder_lock(old.parent):
            saving.set()
            while not new.exists():
                time.sleep(0.01)
            time.sleep(0.2)
            old.write_bytes(b"with a colleague's work")

    with ThreadPoolExecutor() as other:
        ended = other.submit(save)
        saving.wait(10)
        with pytest.raises(SaveFailed, match="changed meanwhile"):
            carry([FileMove(old, new)], tmp_path / "state")
        ended.result()
    assert old.read_bytes() == b"with a colleague's work"
    assert not new.exists()
