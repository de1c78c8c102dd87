"""``suggest --learnt`` proposes what a folder's finished articles teach, and says why where nothing can be learnt."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyst_app.cli import main
from analyst_app.resources import built_in_codebook
from tests.assist.learning import corpora

TEXT = "It rained. Lena Ortiz vowed to open the lock on Sundays.\n"


@pytest.fixture(autouse=True)
def places(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    for kind in ("CACHE", "STATE", "CONFIG"):
        monkeypatch.setenv(f"XDG_{kind}_HOME", str(tmp_path / kind.lower()))


def test_a_tag_of_the_teams_own_is_proposed_and_says_that_it_was_learnt(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    folder = corpora.write(tmp_path / "corpus", done=10)
    corpora.write_unread(folder, 40, TEXT)
    files = sorted(folder.iterdir())
    assert main(["suggest", "--learnt", "--json", str(folder)]) == 0
    out, err = capsys.readouterr()
    (row,) = [row for row in json.loads(out)["articles"] if row["path"].endswith("40.txt")]
    assert [(span["tag"], span["by"], span["exact"]) for span in row["spans"]] == [
        ("promise", "learnt", "to open the lock on Sundays")
    ]
    assert "promise: 0.00 → " in err
    assert main(["suggest", "--json", str(folder)]) == 0
    assert all(not row["spans"] for row in json.loads(capsys.readouterr().out)["articles"])
    assert sorted(folder.iterdir()) == files


def test_where_nothing_can_be_learnt_it_says_why(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    folder = corpora.write(tmp_path / "corpus", done=8)
    assert main(["suggest", "--learnt", str(folder)]) == 2
    assert "2 more finished articles are needed" in capsys.readouterr().err
    assert main(["suggest", "--learnt", str(folder / "00.txt")]) == 2
    assert "wants a folder" in capsys.readouterr().err
    (folder / "codebook.json").write_text(json.dumps(built_in_codebook() | {"sealed": True}), "utf-8")
    assert main(["suggest", "--learnt", str(folder)]) == 2
    assert "read blind" in capsys.readouterr().err
