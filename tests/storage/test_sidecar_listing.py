"""The names of sidecars in order, whether they fit into one run or into many."""

from __future__ import annotations

import os
import random
import sys
from pathlib import Path

import pytest

from analyst_app.storage import sidecar_listing
from analyst_app.storage.sidecar_listing import Beside, sorted_sidecars

NAMES = [
    "a.txt",
    "B.txt",
    "Ärger.txt",
    "😀.txt",
    "a-1.txt",
    "a.txt.txt",
    "line\nend.txt",
    *(f"{n}.txt" for n in range(40)),
]


def folder_of(names: list[str], folder: Path) -> str:
    mixed = [f"{name}.{layer}.annotations.json" for name in names for layer in ("alice", "bob")]
    random.Random(1).shuffle(mixed)
    for name in (*mixed, ".hidden.txt.alice.annotations.json", "x.NoLayer!.annotations.json", "a.txt.source.json"):
        (folder / name).touch()
    (folder / "below").mkdir()
    return str(folder)


@pytest.mark.skipif(sys.platform == "win32", reason="the system has no such file names")
@pytest.mark.parametrize("run", [1, 7, 94, 10_000])
def test_they_come_in_code_point_order_each_once_however_many_runs_there_are(
    run: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sidecar_listing, "RUN", run)
    names = [*NAMES, os.fsdecode(b"no-utf-8-\xff.txt")]
    beside = Beside()
    found = list(sorted_sidecars(folder_of(names, tmp_path), beside))
    assert found == sorted(f"{name}\0{layer}" for name in names for layer in ("alice", "bob"))
    assert beside.folders == ["below"]
    assert beside.has_facts


def test_a_folder_with_none_gives_none(tmp_path: Path) -> None:
    assert list(sorted_sidecars(str(tmp_path), Beside())) == []
