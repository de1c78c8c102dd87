"""Tests of corpus.left_behind: layers whose article was renamed or moved are found, offered and taken, never lost."""

from __future__ import annotations

import hashlib
import json
import unicodedata
from pathlib import Path

import pytest

from analyst_app import cli
from analyst_app.corpus.carrying import carry, put_back
from analyst_app.corpus.left_behind import Stray, homes_of, strays_of
from analyst_app.corpus.misplaced import misplaced_in
from analyst_app.errors import SaveFailed
from tests.moved_cases import HARBOUR, HARBOUR_TAGS, annotate

SHA256 = hashlib.sha256(HARBOUR.encode()).hexdigest()


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder in which two people read an article."""
    made = tmp_path / "corpus"
    (made / "2024").mkdir(parents=True)
    article = made / "depot.txt"
    article.write_bytes(HARBOUR.encode())
    for layer in ("alice", "bob"):
        annotate(article, *HARBOUR_TAGS, layer=layer, state=tmp_path / "state")
    return made


def test_there_is_no_stray_where_every_article_is_in_its_place(folder: Path) -> None:
    assert not misplaced_in(folder)


@pytest.mark.parametrize("to", ["depot 2024.txt", "2024/depot.txt", "DEPOT.txt", "2024/other.txt"])
def test_an_article_that_was_renamed_or_moved_finds_its_layers_by_its_text(
    folder: Path, to: str, capsys: pytest.CaptureFixture[str]
) -> None:
    article = (folder / "depot.txt").rename(folder / to)
    (stray,) = misplaced_in(folder).strays
    assert stray == Stray(folder / "depot.txt", ("alice", "bob"))
    assert strays_of(article, SHA256, [stray]) == [stray]
    assert homes_of([stray], [article]) == {stray.article: article}

    assert cli.main(["check", "--json", str(folder)]) == 1
    (problem,) = json.loads(capsys.readouterr().out)["problems"]
    assert problem["kind"] == "source_missing"
    for layer in ("alice", "bob"):
        new = f"{article}.{layer}.annotations.json"
        assert f"depot.txt.{layer}.annotations.json to {new}" in problem["message"]

    before = {path.name: path.read_bytes() for path in folder.glob("*.json")}
    carried = carry(stray.moves(article), folder.parent / "state")
    assert not misplaced_in(folder)
    assert cli.main(["check", str(folder)]) == 0
    put_back(carried, folder.parent / "state")
    assert {path.name: path.read_bytes() for path in folder.glob("*.json")} == before


def test_a_changed_article_whose_name_is_spelt_otherwise_finds_its_layers_by_name(tmp_path: Path) -> None:
    composed, apart = (unicodedata.normalize(form, "Été.txt") for form in ("NFC", "NFD"))
    stray = Stray(tmp_path / composed, ("alice",))
    assert strays_of(tmp_path / apart, "0" * 64, [stray]) == [stray]
    assert strays_of(tmp_path / "ÉTÉ.TXT", "0" * 64, [stray]) == [stray]
    assert strays_of(tmp_path / "other.txt", "0" * 64, [stray]) == []


def test_a_file_that_is_there_is_never_written_over(folder: Path, tmp_path: Path) -> None:
    article = (folder / "depot.txt").rename(folder / "new.txt")
    annotate(article, HARBOUR_TAGS[0], layer="bob", state=tmp_path / "state")
    before = {path.name: path.read_bytes() for path in folder.glob("*.json")}
    (stray,) = misplaced_in(folder).strays
    with pytest.raises(SaveFailed, match=r"new\.txt\.bob"):
        carry(stray.moves(article), tmp_path / "state")
    assert {path.name: path.read_bytes() for path in folder.glob("*.json")} == before


def test_facts_go_with_the_layers(folder: Path) -> None:
    (folder / "depot.txt.source.json").write_text('{"title": "Harbour"}\n', "utf-8")
    article = (folder / "depot.txt").rename(folder / "new.txt")
    (stray,) = misplaced_in(folder).strays
    carry(stray.moves(article), folder.parent / "state")
    assert (folder / "new.txt.source.json").read_text("utf-8") == '{"title": "Harbour"}\n'
    assert not (folder / "depot.txt.source.json").exists()
