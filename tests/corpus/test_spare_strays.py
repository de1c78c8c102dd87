"""Advice on strays ends: what was merged may go, twins are both named, and names that look alike are told apart.

Tests of corpus.misplaced.
"""

from __future__ import annotations

import json
import shlex
import shutil
import sys
import unicodedata
from pathlib import Path

import pytest

from analyst_app import cli
from analyst_app.corpus.misplaced import notes
from tests.moved_cases import HARBOUR, HARBOUR_TAGS, annotate


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """An article that alice read was renamed, and she began its layer anew."""
    made = tmp_path / "corpus"
    made.mkdir()
    old, new = made / "depot.txt", made / "new.txt"
    old.write_bytes(HARBOUR.encode())
    annotate(old, *HARBOUR_TAGS, state=tmp_path / "state")
    old.rename(new)
    annotate(new, HARBOUR_TAGS[0], state=tmp_path / "state")
    return made


def message(folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    capsys.readouterr()
    assert cli.main(["check", "--json", str(folder)]) == 1
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    return str(problem["message"])


def export(folder: Path) -> int:
    return cli.main(["export", str(folder), "--format", "jsonl", "--output", str(folder.parent / "made")])


def test_after_the_merge_that_was_advised_the_stray_is_told_to_be_removed_and_export_goes_on(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    advice = message(folder, capsys)
    assert export(folder) == 2  # what would be left out is refused
    command = shlex.split(advice[advice.index("analyst-app merge") :])[1:]
    assert cli.main(command) in (0, 1)  # 1: a second reading waits
    advice = message(folder, capsys)
    assert "merge both" not in advice
    assert "holds nothing more than" in advice
    assert "remove it" in advice
    assert export(folder) == 1  # it is written, and the file named
    assert (folder.parent / "made").is_dir()
    (note,) = notes(folder)
    assert note.is_spare
    note.path.unlink()
    assert cli.main(["check", str(folder)]) in (0, 1)
    assert notes(folder) == []


def test_a_stray_that_holds_more_is_still_to_be_merged(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert "merge both" in message(folder, capsys)
    (note,) = notes(folder)
    assert "merge both" in note.words
    assert not note.is_spare


def test_two_articles_with_a_strays_text_are_both_named(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (folder / "new.txt.alice.annotations.json").unlink()
    (folder / "new.txt").rename(folder / "one.txt")
    shutil.copyfile(folder / "one.txt", folder / "two.txt")
    said = f"its text is that of {folder / 'one.txt'} and {folder / 'two.txt'}"
    assert said in message(folder, capsys)
    (note,) = notes(folder)
    assert said in note.words
    shutil.copyfile(folder / "one.txt", folder / "DEPOT.txt")
    (note,) = notes(folder)
    assert f"belongs to {folder / 'DEPOT.txt'}" in note.words


@pytest.mark.skipif(sys.platform != "linux", reason="other systems take both spellings for one name")
def test_names_that_look_alike_are_told_apart(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    composed, apart = (tmp_path / unicodedata.normalize(form, "Été.txt") for form in ("NFC", "NFD"))
    composed.write_bytes(HARBOUR.encode())
    annotate(composed, *HARBOUR_TAGS, state=tmp_path / "state")
    composed.rename(apart)
    assert "the same name, its letters written otherwise" in message(tmp_path, capsys)
    assert "the same name, its letters written otherwise" in notes(tmp_path)[0].words
