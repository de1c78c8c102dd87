"""Tests of corpus.misnamed: a layer's file under a name that no layer has is named with the nearest one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyst_app import cli
from analyst_app.corpus.misnamed import misnamed_among
from analyst_app.corpus.misplaced import misplaced_in, offers_for
from analyst_app.session.session import Session
from tests.moved_cases import HARBOUR, HARBOUR_TAGS, annotate


@pytest.fixture
def sidecar(tmp_path: Path) -> Path:
    """Alice's layer of an article."""
    folder = tmp_path / "corpus"
    folder.mkdir()
    article = folder / "depot.txt"
    article.write_bytes(HARBOUR.encode())
    return annotate(article, *HARBOUR_TAGS, state=tmp_path / "state")


def _named(folder: Path) -> list[tuple[str, str]]:
    names = {path.name for path in folder.iterdir()}
    return [(one.path.name, one.target.name) for one in misnamed_among(folder, names)]


@pytest.mark.parametrize(
    "name",
    [
        "depot.txt.Alice.annotations.json",
        "depot.txt.alice smith.annotations.json",
        "depot.txt.Jürgen.annotations.json",
        "depot.txt.a.b.annotations.json",
        "depot.txt..annotations.json",
        "depot.txt.annotations.json",
        "depot.txt.alice.annotations (1).json",
        "depot.txt.alice.Annotations.JSON",
        "depot.txt.alice-LAPTOP7.annotations.json",
    ],
)
def test_an_odd_name_is_told_with_the_id_of_the_annotator_inside(
    sidecar: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = sidecar.rename(sidecar.with_name(name))
    assert _named(sidecar.parent) == [(name, "depot.txt.alice.annotations.json")]

    for where in (odd.parent, odd.parent / "depot.txt", odd):
        assert cli.main(["check", "--json", str(where)]) == 1
        (problem,) = json.loads(capsys.readouterr().out)["problems"]
        assert (problem["file"], problem["kind"]) == (str(odd), "name")
        assert "rename it to depot.txt.alice.annotations.json" in problem["message"]
    odd.rename(sidecar)
    assert cli.main(["check", str(odd.parent)]) == 0


@pytest.mark.parametrize(
    "name",
    [
        "depot.txt.alice-LAPTOP7.annotations.json",
        "depot.txt.alice (Alice's conflicted copy 2024-03-01).annotations.json",
        "depot.txt.alice.annotations (1).json",
        "depot.txt.alice.sync-conflict-20240301-101010-ABCDEFG.annotations.json",
    ],
)
def test_a_sync_tools_copy_of_a_layer_that_is_there_is_told_as_that_alone(
    sidecar: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    sidecar.with_name(name).write_bytes(sidecar.read_bytes())
    assert _named(sidecar.parent) == []
    cli.main(["check", "--json", str(sidecar.parent)])
    assert [one["kind"] for one in json.loads(capsys.readouterr().out)["problems"]] == ["conflict_copy"]


def test_a_name_beside_the_layer_of_that_name_is_told_with_the_command_that_merges_both(
    sidecar: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = sidecar.with_name("depot.txt.Alice.annotations.json")
    begun, done = b'"layer": {"rev": 1, "status": "in_progress"', b'"layer": {"rev": 2, "status": "done"'
    data = sidecar.read_bytes()
    assert data.count(begun) == 1
    odd.write_bytes(data.replace(begun, done))
    assert cli.main(["check", "--json", str(sidecar.parent)]) == 1
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert f"analyst-app merge {sidecar} {odd} --output {sidecar}" in problem["message"]
    assert cli.main(["merge", str(sidecar), str(odd), "--output", str(sidecar)]) == 0


def _message(folder: Path, capsys: pytest.CaptureFixture[str]) -> str:
    cli.main(["check", "--json", str(folder)])
    (message,) = [one["message"] for one in json.loads(capsys.readouterr().out)["problems"] if one["kind"] == "name"]
    return str(message)


def test_two_layers_of_different_texts_are_not_to_be_merged_and_it_is_said_which_fits(
    sidecar: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder, article = sidecar.parent, sidecar.with_name("depot.txt")
    sidecar.rename(sidecar.with_name("depot.txt.Alice.annotations.json"))
    article.write_bytes(f"Another article.\n\n{HARBOUR}".encode())
    annotate(article, *HARBOUR_TAGS, state=tmp_path / "other state")
    message = _message(folder, capsys)
    assert "were made on different texts, depot.txt.alice.annotations.json on depot.txt as it is" in message
    assert "analyst-app merge" not in message
    assert offers_for(article, Session.read_article(article).sha256, misplaced_in(folder)) == []

    article.write_bytes(HARBOUR.encode())
    assert "this one on depot.txt as it is" in _message(folder, capsys)
    article.write_bytes(b"Quite another text.\n")
    assert "neither on depot.txt as it is" in _message(folder, capsys)
    article.unlink()
    article.mkdir()
    assert "cannot be read" in _message(folder, capsys)


@pytest.mark.parametrize("which", ["this", "its"])
def test_a_file_that_does_not_say_its_text_is_not_to_be_merged(
    sidecar: Path, which: str, capsys: pytest.CaptureFixture[str]
) -> None:
    odd = sidecar.with_name("depot.txt.Alice.annotations.json")
    odd.write_bytes(sidecar.read_bytes())
    silent = odd if which == "this" else sidecar
    silent.write_bytes(b"{")
    message = _message(sidecar.parent, capsys)
    assert f"{silent.name} does not say on which text it was made" in message
    assert "analyst-app merge" not in message


@pytest.mark.parametrize("name", ["coco.annotations.json", "via.annotations.export.json", ".annotations.json"])
def test_other_programs_files_are_let_be(sidecar: Path, name: str) -> None:
    sidecar.with_name(name).write_text('{"images": []}', "utf-8")
    assert _named(sidecar.parent) == []
