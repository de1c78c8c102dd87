"""A wrong choice for an import is wrong usage: exit code 2, one sentence, and nothing is read or written."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyst_app.cli import main


@pytest.mark.parametrize(
    ("choice", "words"),
    [
        (["--split", "bogus"], "bogus is no rule for news databases. Choose one of auto, none, "),
        (["--encoding", "bogus"], "bogus is no encoding of texts"),
        (["--layer", "Bad Id!"], 'cannot name a layer: use small letters, digits, - and _, at most 32. Try "bad-id"'),
        (["--map", "list.json"], "list.json is no mapping of codes"),
        (["--map", "broken.json"], "broken.json is no mapping of codes"),
        (["--rules", "list.json"], "list.json is no rule for tables"),
        (["--rules", "gone.json"], "gone.json cannot be read"),
        (["--split", "list.json"], "list.json is no rule for news databases"),
    ],
)
def test_a_wrong_choice_is_wrong_usage(
    choice: list[str], words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "list.json").write_text("[]")
    (tmp_path / "broken.json").write_text("{")
    (tmp_path / "a.jsonl").write_text('{"text": "Kim left.", "label": [[0, 3, "actor"]]}\n')
    assert main(["import", "a.jsonl", "--to", "in", *choice]) == 2
    out, err = capsys.readouterr()
    assert words in err
    assert not out
    assert not (tmp_path / "in").exists()
