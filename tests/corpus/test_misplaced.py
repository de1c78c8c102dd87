"""Tests of corpus.misplaced and export.told_files: every command names what lies elsewhere, and the move."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

from analyst_app import cli
from analyst_app.corpus.misplaced import marks, misplaced_in, offers_for
from tests.moved_cases import HARBOUR, HARBOUR_TAGS, annotate

SHA256 = hashlib.sha256(HARBOUR.encode()).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two articles that alice and bob read; one was renamed then, and one of bob's layers has an odd name."""
    made = tmp_path / "corpus"
    (made / "2024").mkdir(parents=True)
    for name, text in (("depot.txt", HARBOUR), ("other.txt", f"{HARBOUR}More.\n")):
        (made / name).write_bytes(text.encode())
        for layer in ("alice", "bob"):
            annotate(made / name, *HARBOUR_TAGS, layer=layer, state=tmp_path / "state")
    (made / "third.txt").write_text("Quite another text of the harbour.\n", "utf-8")
    for layer in ("alice", "bob"):
        annotate(made / "third.txt", ("actor", "harbour", 0), layer=layer, state=tmp_path / "state")
    (made / "depot.txt").rename(made / "2024" / "new.txt")
    (made / "other.txt.bob.annotations.json").rename(made / "other.txt.Bob.annotations.json")
    return made


def _expected(folder: Path) -> list[str]:
    new = folder / "2024" / "new.txt"
    return [
        f"{folder / 'other.txt.Bob.annotations.json'} is no layer's name: rename it to other.txt.bob.annotations.json.",
        *(
            f"{folder / f'depot.txt.{layer}.annotations.json'} belongs to {new}: move it to "
            f"{new}.{layer}.annotations.json."
            for layer in ("alice", "bob")
        ),
    ]


@pytest.mark.parametrize("command", [["agree", "{}", "--json"], ["search", "{}", "harbour", "--json"]])
def test_a_command_names_each_file_and_the_move_and_goes_on(
    folder: Path, command: list[str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert cli.main([word.format(folder) for word in command]) == 1
    said = capsys.readouterr()
    assert json.loads(said.out)["problems"] == _expected(folder)
    for sentence in _expected(folder):
        assert f"left out: {sentence}" in said.err


def test_an_export_of_all_layers_is_refused_with_the_moves(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    target = folder.parent / "out"
    command = ["export", str(folder), "--layer", "all", "--output", str(target)]
    assert cli.main(command) != 0
    said = " ".join(capsys.readouterr().err.split())
    for sentence in _expected(folder)[1:]:
        assert sentence in said
    assert not target.exists()

    cli.main([*command, "--skip-damaged"])
    said, report = capsys.readouterr().err, (target / "LOSSES.md").read_text("utf-8")
    for sentence in _expected(folder):
        assert sentence in " ".join(said.split())
        assert sentence in report
    assert "1 layer's file that lies apart" in (target / "README.md").read_text("utf-8")


def test_with_pseudonyms_the_files_are_named_to_the_person_alone(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    target = folder.parent / "out"
    cli.main(["export", str(folder), "--layer", "all", "--output", str(target), "--skip-damaged", "--pseudonyms"])
    assert _expected(folder)[0] in capsys.readouterr().err
    written = "".join(path.read_text("utf-8") for path in target.iterdir())
    assert "apart from" in written
    assert not any(name in written for name in ("Bob", "alice"))


def test_an_export_of_one_article_names_what_belongs_to_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article = folder / "other.txt"
    assert cli.main(["export", str(article), "--output", str(folder.parent / "out.jsonl"), "--json"]) == 1
    said = capsys.readouterr()
    assert json.loads(said.out)["misplaced"] == _expected(folder)[:1]


def test_layers_that_are_where_they_belong_are_no_matter_of_a_command(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    for layer in ("alice", "bob"):
        name = f"depot.txt.{layer}.annotations.json"
        (folder / name).rename(folder / "2024" / f"new.txt.{layer}.annotations.json")
    (folder / "other.txt.Bob.annotations.json").rename(folder / "other.txt.bob.annotations.json")
    assert not misplaced_in(folder)
    assert cli.main(["agree", str(folder)]) == 0
    assert "left out" not in capsys.readouterr().err


def test_an_article_is_offered_what_nothing_bars_first(folder: Path, tmp_path: Path) -> None:
    new = folder / "2024" / "new.txt"
    annotate(new, HARBOUR_TAGS[0], layer="bob", state=tmp_path / "state")
    alice, bob = offers_for(new, SHA256, misplaced_in(folder))
    assert (alice.layers, alice.barred) == (("alice",), False)
    assert (bob.layers, bob.barred) == (("bob",), True)
    old, there = folder / "depot.txt.bob.annotations.json", f"{new}.bob.annotations.json"
    assert bob.command == f"analyst-app merge {there} {old} --output {there}"


def test_the_list_is_told_which_articles_such_files_belong_to(folder: Path) -> None:
    assert marks(misplaced_in(folder)) == {
        folder / "2024" / "new.txt": "2 layers of depot.txt (alice, bob) belong to it.",
        folder / "other.txt": "other.txt.Bob.annotations.json is no layer's name: "
        "rename it to other.txt.bob.annotations.json.",
    }
