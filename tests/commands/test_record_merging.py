"""Tests of commands.record_merging: two copies of a team's file of records."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from analyst_app.cli import main
from analyst_app.storage.shared.record_file import read_records, write_records
from analyst_app.storage.shared.record_kinds import ACTORS
from analyst_app.storage.shared.records import Records

ADA = {"id": "p1", "name": "Ada Brandt"}
MAX = {"id": "p2", "name": "Max Roth"}


def copies(folder: Path) -> tuple[Path, Path, Path]:
    """A base, one side that noted something on Ada, and one that took Max away and brought Lena."""
    base = folder / "base"
    first = write_records(base, ACTORS, Records(), {"p1": ADA, "p2": MAX}).records
    ours, theirs = folder / "actors.json", folder / "theirs"
    for path in (ours, theirs):
        path.write_bytes(base.read_bytes())
    write_records(ours, ACTORS, first, {"p1": {**ADA, "note": "n"}, "p2": MAX})
    write_records(theirs, ACTORS, first, {"p1": ADA, "p3": {"id": "p3", "name": "Lena Ortiz"}})
    return base, ours, theirs


def test_two_copies_of_the_people_become_one(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base, ours, theirs = copies(tmp_path)
    assert main(["merge", str(base), str(ours), str(theirs), "--json"]) == 0
    assert json.loads(capsys.readouterr().out) == {"actors": 2, "changed": 2, "readings": []}
    assert read_records(ours, ACTORS).records.bodies == {
        "p1": {**ADA, "note": "n"},
        "p3": {"id": "p3", "name": "Lena Ortiz"},
    }


def test_two_readings_wait_and_are_told(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base, ours, theirs = copies(tmp_path)
    known = read_records(base, ACTORS).records
    theirs.write_bytes(base.read_bytes())
    write_records(theirs, ACTORS, known, {"p1": {**ADA, "note": "other"}, "p2": MAX})
    output = tmp_path / "c.json"
    assert main(["merge", str(ours), str(theirs), "--output", str(output)]) == 1
    assert "1 second reading" in capsys.readouterr().err
    assert read_records(output, ACTORS).records.bodies["p1"]["note"] == "other"


def test_a_damaged_copy_is_refused_and_ours_stays(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    base, ours, theirs = copies(tmp_path)
    before = ours.read_bytes()
    theirs.write_bytes(theirs.read_bytes()[:-20])
    assert main(["merge", str(base), str(ours), str(theirs)]) == 2
    assert "damaged" in capsys.readouterr().err
    assert ours.read_bytes() == before


def test_an_emptied_copy_is_damaged_and_an_empty_base_is_none(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    base, ours, theirs = copies(tmp_path)
    both, before = theirs.read_bytes(), ours.read_bytes()
    theirs.write_bytes(b"")
    assert main(["merge", str(ours), str(theirs), "--output", str(tmp_path / "c")]) == 2
    assert "damaged" in capsys.readouterr().err
    assert (ours.read_bytes(), (tmp_path / "c").exists()) == (before, False)
    base.write_bytes(b"")
    theirs.write_bytes(both)
    assert main(["merge", str(base), str(ours), str(theirs)]) in (0, 1)


def test_a_layer_and_a_file_of_people_are_no_two_copies(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, ours, _ = copies(tmp_path)
    layer = tmp_path / "layer"
    layer.write_text('{"format": "media-annotations", "version": 1}')
    assert main(["merge", str(ours), str(layer), "--output", str(tmp_path / "c")]) == 2
    assert 'does not say "format"' in capsys.readouterr().err


def test_it_is_a_merge_driver_of_git(tmp_path: Path) -> None:
    def git(*words: str) -> None:
        identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "init.defaultBranch=main"]
        subprocess.run(["git", *identity, *words], cwd=tmp_path, check=True, capture_output=True)

    git("init", "-q")
    git("config", "merge.a.driver", f"{sys.executable} -m analyst_app merge %O %A %B --path %P")
    (tmp_path / ".gitattributes").write_text("actors.json -text merge=a\n")
    path = tmp_path / "actors.json"
    first = write_records(path, ACTORS, Records(), {"p1": ADA, "p2": MAX}).records
    git("add", ".")
    git("commit", "-qm", "1")
    git("checkout", "-qb", "side")
    write_records(path, ACTORS, first, {"p1": {**ADA, "note": "n"}, "p2": MAX})
    git("commit", "-qam", "2")
    git("checkout", "-q", "main")
    write_records(path, ACTORS, first, {"p1": ADA, "p2": {**MAX, "kind": "person"}})
    git("commit", "-qam", "3")
    git("merge", "-q", "side", "-m", "4")
    assert read_records(path, ACTORS).records.bodies == {"p1": {**ADA, "note": "n"}, "p2": {**MAX, "kind": "person"}}


def test_files_of_two_kinds_are_named_as_such(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    _, ours, _ = copies(tmp_path)
    other = tmp_path / "sources.json"
    other.write_text('{"format":"media-sources","version":1,"sources":[],"deleted":{}}', "utf-8")
    assert main(["merge", str(ours), str(other), "--output", str(tmp_path / "o.json")]) == 2
    assert "sources.json is a file of sources, and the other one of actors" in capsys.readouterr().err
