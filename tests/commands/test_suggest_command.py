"""Tests of commands.suggest_command and assist.suggestions."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from importlib.resources import as_file
from pathlib import Path

import pytest

from analyst_app import resources
from analyst_app.cli import main
from analyst_app.language import languages
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
    assert (row["language"], row["note"]) == ("en", "")
    (key, hall) = row["quotes"]
    assert key["segments"] == [{"start": 16, "end": 34, "exact": "“We lost the key,”"}]
    assert (key["speaker"]["name"], key["speaker"]["cue"]["exact"]) == ("Ada Brandt", "said")
    assert hall["mode"] == "indirect"
    assert [actor["name"] for actor in row["actors"]] == ["Ada Brandt", "Omar Reyes"]
    assert [zone["kind"] for zone in row["skip"]] == ["caption"]
    spans = [s for q in row["quotes"] for s in q["segments"]] + [m for a in row["actors"] for m in a["mentions"]]
    assert all(TEXT[span["start"] : span["end"]] == span["exact"] for span in spans)


def test_an_article_in_a_language_without_rules_gives_its_marked_words_and_says_why(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "gemeente.txt"
    path.write_text(
        "Volgens Jan Duarte is de dam niet veilig. “Er is geen gevaar voor de stad”, zegt Ada Brandt.\n", "utf-8"
    )
    assert main(["suggest", str(path)]) == 0
    first, note, *quotes = capsys.readouterr().out.splitlines()
    assert first.endswith("1 quote, 0 actors, 0 lines to skip")
    assert note.strip() == "No speakers in this language: marked words only."
    assert "→ ?" in quotes[0]
    assert main(["suggest", "--json", str(path)]) == 0
    (row,) = json.loads(capsys.readouterr().out)["articles"]
    assert (row["language"], row["note"]) == ("nl", "No speakers in this language: marked words only.")
    assert [quote["speaker"] for quote in row["quotes"]] == [None]
    assert row["actors"] == []


def test_states_and_places_are_counted_and_listed_on_request(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article.write_text("Ada Brandt said the depot in Berlin would close. The news reached France.\n", "utf-8")
    assert main(["suggest", str(article)]) == 0
    out = capsys.readouterr().out
    assert "1 actor," in out
    assert "2 states, places and other names left out" in out
    assert "France" not in out
    assert main(["suggest", "--all-names", "--json", str(article)]) == 0
    (row,) = json.loads(capsys.readouterr().out)["articles"]
    assert [(actor["name"], actor["kind"]) for actor in row["actors"]] == [
        ("Ada Brandt", "person"),
        ("Berlin", "place"),
        ("France", "state"),
    ]


def test_nothing_is_written(article: Path) -> None:
    before = sorted(article.parent.iterdir())
    main(["suggest", str(article)])
    assert sorted(article.parent.iterdir()) == before


def test_what_cannot_be_read_is_said_and_the_rest_goes_on(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    other = tmp_path / "broken.txt"
    other.write_bytes(b"\xff\xfe\xfd\xff caf\xe9" * 3)
    assert main(["suggest", str(other), str(article)]) == 1
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
    assert any("person, person, named  Ada Brandt" in line for line in lines)
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
    assert main(["suggest", str(article.parent)]) == 1
    said = capsys.readouterr()
    assert said.err.count("codebook.json") == 1
    assert said.out.count("2 quotes") == 2


@pytest.fixture
def word_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A copy of the languages' files that a test may damage; all that was read of them is forgotten."""
    kept = (resources.language, resources.words, resources.neighbours)
    kept += (languages.language, languages._own, languages._telling)
    copy = tmp_path / "program"
    with as_file(resources.folder("words")) as real:
        shutil.copytree(real, copy / "words")
    folder = resources.folder
    monkeypatch.setattr(resources, "folder", lambda name: copy / name if name == "words" else folder(name))
    for one in kept:
        one.cache_clear()
    yield copy / "words"
    for one in kept:
        one.cache_clear()


@pytest.mark.parametrize(
    ("name", "damage", "said"),
    [
        ("de/language.json", b"{\n", "is no JSON (line 2: "),
        ("de/language.json", b"[]", "must be an object, { … }"),
        ("de/language.json", b'{"name": "German"}', 'needs "own_name", a text in quotation marks'),
        ("en/language.json", b'{"name": "E", "own_name": "E", "reads_also": ["xx"], "rules": {}}', '"reads_also"'),
        ("en/language.json", b'{"name": "E", "own_name": "E", "reads_also": "all", "rules": {"a": "b"}}', '"rules"'),
        ("fr/language.json", b"\xff\xfe", "is no UTF-8 (byte 0)"),
        ("en/reporting_verbs.txt", b"said\ncaf\xe9\n", "is no UTF-8 (byte 8)"),
        ("neighbours.json", b"[1]", "holds no words by language"),
    ],
)
def test_a_damaged_file_of_a_language_is_one_clear_sentence(
    name: str, damage: bytes, said: str, word_files: Path, article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = word_files / name
    file.write_bytes(damage)
    assert main(["suggest", str(article)]) == 2
    told = capsys.readouterr().err.splitlines()
    assert len(told) == 1
    assert str(file) in told[0]
    assert said in told[0]
    assert told[0].endswith("Correct it (see docs/languages.md), or install Analyst App again.")


def test_the_copied_files_of_languages_are_as_good_as_the_real_ones(word_files: Path, article: Path) -> None:
    assert word_files.is_dir()
    assert main(["suggest", str(article)]) == 0


def test_a_quote_is_the_whole_reported_clause_where_the_codebook_says_so(
    article: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article.write_text("Okoro said the plan was “dead” and the board “asleep”.\n", "utf-8")
    codebook = resources.built_in_codebook()
    next(tag for tag in codebook["tags"] if tag["id"] == "quote")["edge_rule"] = "reported"
    put_codebook(article.parent, codebook)
    assert main(["suggest", "--json", str(article.parent)]) == 0
    (row,) = json.loads(capsys.readouterr().out)["articles"]
    (quote,) = row["quotes"]
    assert quote["mode"] == "mixed"
    assert [one["exact"] for one in quote["segments"]] == ["the plan was “dead” and the board “asleep”"]
    assert quote["speaker"]["name"] == "Okoro"
