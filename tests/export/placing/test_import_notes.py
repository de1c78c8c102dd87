"""A killed import is named by doctor at once, and what it left half written is swept by an import a day later."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from analyst_app import cli
from analyst_app.corpus.intake.new_files import taking_folder
from analyst_app.export.placing import under_way
from analyst_app.export.placing.import_notes import ImportNotes
from analyst_app.preferences import state_folder

LEFT = "~$0123abcd.import.tmp"
DAY = 86_400
_KILLED = f"""
import os, sys
from pathlib import Path
from analyst_app import cli
from analyst_app.storage.held_folder import HeldFolder

def link(folder, name, new):
    os.rename(folder.path / name, folder.path / "{LEFT}")
    os.kill(os.getpid(), 9)

HeldFolder.link = link
cli.main(["import", *sys.argv[1:]])
"""
"""An import that is killed when its first file is complete and has not yet its name."""


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "downloads" / "depot.md"
    path.parent.mkdir()
    path.write_text("# Depot\n\nAda Brandt said “we will not leave”.\n", "utf-8")
    return path


def killed_import(source: Path, target: Path) -> None:
    subprocess.run([sys.executable, "-c", _KILLED, str(source), "--to", str(target)], check=False)
    assert [path.name for path in target.iterdir()] == [LEFT]


def age(path: Path) -> None:
    then = time.time() - DAY - 60
    os.utime(path, (then, then))


def test_doctor_names_what_a_killed_import_left_at_once(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "corpus"
    killed_import(source, target)
    cli.main(["doctor"])
    assert str(target / LEFT) in capsys.readouterr().out


def test_the_next_import_completes_it_and_sweeps_after_a_day(
    source: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = tmp_path / "corpus"
    killed_import(source, target)
    articles = ["depot.txt", "depot.txt.source.json"]
    assert cli.main(["import", str(source), "--to", str(target)]) == 0
    assert sorted(path.name for path in target.iterdir()) == [*articles, LEFT]
    assert under_way.leftovers(state_folder())
    age(target / LEFT)
    assert cli.main(["import", str(source), "--to", str(target)]) == 0
    assert sorted(path.name for path in target.iterdir()) == articles
    cli.main(["doctor"])
    assert LEFT not in capsys.readouterr().out
    assert list((state_folder() / "under-way").iterdir()) == []


def test_an_import_of_another_folder_sweeps_what_a_note_tells_of(source: Path, tmp_path: Path) -> None:
    killed_import(source, tmp_path / "corpus")
    age(tmp_path / "corpus" / LEFT)
    assert cli.main(["import", str(source), "--to", str(tmp_path / "other")]) == 0
    assert list((tmp_path / "corpus").iterdir()) == []


def test_nothing_is_swept_through_a_folder_that_has_become_a_link(source: Path, tmp_path: Path) -> None:
    killed_import(source, tmp_path / "corpus")
    (tmp_path / "corpus").rename(tmp_path / "elsewhere")
    (tmp_path / "corpus").symlink_to("elsewhere")
    age(tmp_path / "elsewhere" / LEFT)
    assert cli.main(["import", str(source), "--to", str(tmp_path / "other")]) == 0
    assert [path.name for path in (tmp_path / "elsewhere").iterdir()] == [LEFT]


def test_each_folder_is_noted_while_it_is_written_to_and_only_once(tmp_path: Path) -> None:
    state = tmp_path / "state"
    with ImportNotes(state) as notes:
        for below in ("one", "two", "one"):
            with taking_folder(tmp_path, [below]) as folder:
                notes.enter(folder)
        assert len(list((state / "under-way").iterdir())) == 2
    assert list((state / "under-way").iterdir()) == []
