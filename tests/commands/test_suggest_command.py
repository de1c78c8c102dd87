"""Tests of commands.suggest_command and assist.suggestions."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyst_app.cli import main
from tests.frames import put_codebook, without_quotation

TEXT = "Depot to close\n\n“We lost the key,” Ada Brandt said. Omar Reyes said the hall would stay.\n\nPhoto: R. Lund\n"


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "depot.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_quotes_come_with_their_speakers(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["suggest", str(article)]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert lines[0].endswith("2 quotes, 2 actors, 1 lines to skip") or "2 quotes" in lines[0]
    assert any("direct" in line and "→ Ada Brandt" in line for line in lines)
    assert any("indirect" in line and "→ Omar Reyes" in line for line in lines)


def test_json_gives_offsets_that_fit_the_text(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["suggest", "--json", str(article.parent)]) == 0
    (row,) = json.loads(capsys.readouterr().out)["articles"]
    (key, hall) = row["quotes"]
    assert key["segments"] == [{"start": 16, "end": 34, "exact": "“We lost the key,”"}]
    assert (key["speaker"]["name"], key["speaker"]["cue"]["exact"]) == ("Ada Brandt", "said")
    assert hall["mode"] == "indirect"
    assert [actor["name"] for actor in row["actors"]] == ["Ada Brandt", "Omar Reyes"]
    assert [zone["kind"] for zone in row["skip"]] == ["caption"]
    spans = [s for q in row["quotes"] for s in q["segments"]] + [m for a in row["actors"] for m in a["mentions"]]
    assert all(TEXT[span["start"] : span["end"]] == span["exact"] for span in spans)


def test_nothing_is_written(article: Path) -> None:
    before = sorted(article.parent.iterdir())
    main(["suggest", str(article)])
    assert sorted(article.parent.iterdir()) == before


def test_what_cannot_be_read_is_said_and_the_rest_goes_on(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "broken.txt"
    other.write_bytes(b"\xff\xfe\xfd\xff caf\xe9" * 3)
    assert main(["suggest", str(other), str(article)]) == 2
    said = capsys.readouterr()
    assert "broken.txt" in said.err
    assert "depot.txt" in said.out
    assert main(["suggest", str(tmp_path / "gone.txt")]) == 2


def test_suggestions_are_called_as_the_codebook_calls_its_tags(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    put_codebook(article.parent)
    assert main(["suggest", str(article.parent)]) == 0
    first, *lines = capsys.readouterr().out.splitlines()
    assert first == f"{article}: 2 statements, 2 persons, 1 line to skip"
    assert any("statement, direct  → Ada Brandt" in line for line in lines)
    assert any("person, named  Ada Brandt" in line for line in lines)
    assert any("aside, caption" in line for line in lines)


def test_nothing_is_proposed_for_a_part_that_no_tag_plays(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put_codebook(article.parent, without_quotation())
    assert main(["suggest", str(article)]) == 0
    assert capsys.readouterr().out.splitlines()[0] == f"{article}: 2 persons"
    assert main(["suggest", "--json", str(article)]) == 0
    (row,) = json.loads(capsys.readouterr().out)["articles"]
    assert (row["quotes"], row["skip"]) == ([], [])
    assert [actor["name"] for actor in row["actors"]] == ["Ada Brandt", "Omar Reyes"]


def test_a_damaged_codebook_is_told_of_once(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (article.parent / "other.txt").write_text(TEXT, "utf-8")
    (article.parent / "codebook.json").write_text("{", "utf-8")
    assert main(["suggest", str(article.parent)]) == 0
    said = capsys.readouterr()
    assert said.err.count("codebook.json") == 1
    assert said.out.count("2 quotes") == 2
