"""A layer of a later version of the app is the same to every command: a problem with one sentence, and never data."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from analyst_app.cli import main
from analyst_app.errors import SidecarInvalid
from analyst_app.session.layer_files import news_in_copy
from analyst_app.session.session import Session
from tests.session.test_session import CODEBOOK
from tests.storage.layers import EXAMPLES

ALICE, BOB = "a1.txt.alice.annotations.json", "a1.txt.bob.annotations.json"
SENTENCE = "has format version 2; that needs a newer Analyst App than analyst-app"


@pytest.fixture(params=["as today", "with another shape"])
def folder(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """An article, alice's layer, and bob's of a later version; that version may have changed anything."""
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    shutil.copyfile(EXAMPLES / "a1.txt", corpus / "a1.txt")
    data = (EXAMPLES / ALICE).read_bytes()
    (corpus / ALICE).write_bytes(data)
    newer = data.replace(b'"version": 1', b'"version": 2', 1).replace(b'"alice"', b'"bob"')
    if request.param == "with another shape":
        newer = newer.replace(b'"links": [', b'"links": {"all": [').replace(b' ],\n "unplaced"', b' ]},\n "unplaced"')
    (corpus / BOB).write_bytes(newer)
    return corpus


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["check", "."], 1),
        (["export", ".", "--layer", "bob", "--format", "jsonl", "--output", "out"], 2),
        (["compare", "a1.txt"], 2),
        (["agree", "."], 2),
        (["search", ".", "Ortiz"], 1),
        (["merge", BOB, ALICE, "--output", "c.json"], 2),
    ],
    ids=lambda value: value[0] if isinstance(value, list) else str(value),
)
def test_every_command_says_the_same_sentence(
    folder: Path, words: list[str], code: int, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    assert main(words) == code
    said = capsys.readouterr()
    assert SENTENCE in said.out + said.err
    assert BOB in said.out + said.err


def test_check_tells_nothing_else_of_it(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["check", "--json", str(folder)])
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert (problem["kind"], problem["file"]) == ("version", str(folder / BOB))


def test_its_annotations_are_not_found(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    main(["search", str(folder), "--tag", "actor", "--json"])
    assert {hit["layer"] for hit in json.loads(capsys.readouterr().out)["hits"]} == {"alice"}


def test_the_window_opens_it_read_only_and_offers_no_repair(folder: Path, tmp_path: Path) -> None:
    session = Session.load(
        folder / "a1.txt",
        Session.read_article(folder / "a1.txt"),
        layer_id="bob",
        codebook=CODEBOOK,
        state=tmp_path / "state",
    )
    assert SENTENCE in session.read_only
    assert not session.is_damaged


def test_it_is_not_merged_as_a_conflict_copy(folder: Path, tmp_path: Path) -> None:
    session = Session.load(
        folder / "a1.txt",
        Session.read_article(folder / "a1.txt"),
        layer_id="alice",
        codebook=CODEBOOK,
        state=tmp_path / "state",
    )
    with pytest.raises(SidecarInvalid, match=SENTENCE):
        news_in_copy(session, folder / BOB)
