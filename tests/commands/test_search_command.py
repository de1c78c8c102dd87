"""``analyst-app search`` prints a concordance of a folder that nobody indexed before."""

from __future__ import annotations

import json
import sqlite3
import tempfile
from pathlib import Path

import pytest

from analyst_app.cli import main
from analyst_app.preferences import cache_folder
from tests.corpus.corpora import annotate, write_article


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    path = write_article(folder, "a.txt", "One.\nAda Brandt said “we stay at the Dépôt”.\n", outlet="Lantern")
    annotate(path, "alice", ("quote", "“we stay at the Dépôt”", {"mode": "direct"}), ("actor", "Ada Brandt"))
    write_article(folder, "b\x1b[31m.txt", "A depot, \u202ereversed.\n")
    return folder


def test_each_hit_is_a_line_with_article_offsets_and_tag(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", str(corpus), "depot", "--tag", "quote"]) == 0
    (line,) = capsys.readouterr().out.splitlines()
    assert line.startswith("a.txt:37-42  quote (alice)  ")
    assert "we stay at the [Dépôt]”." in line


def test_nothing_foreign_reaches_the_terminal_raw(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", str(corpus), "depot"]) == 0
    out = capsys.readouterr().out
    assert "\x1b" not in out
    assert "\u202e" not in out
    assert len(out.splitlines()) == 2


def test_json_is_one_document(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", str(corpus), "--tag", "quote", "--where", "mode=direct", "--json"]) == 0
    (hit,) = json.loads(capsys.readouterr().out)["hits"]
    assert (hit["article"], hit["tag"], hit["layer"]) == ("a.txt", "quote", "alice")
    assert (hit["start"], hit["end"], hit["text"]) == (21, 43, "“we stay at the Dépôt”")


def test_all_arguments_are_one_question_as_in_the_window(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    for words, count in (
        (["the at depot"], 1),
        (["the", "depot"], 1),
        (['"at the depot"'], 1),
        (['"the at depot"'], 0),
    ):
        assert main(["search", str(corpus), *words]) == 0
        assert len(capsys.readouterr().out.splitlines()) == count


def test_one_article_can_be_searched(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", str(corpus / "a.txt"), "depot", "--limit", "1"]) == 0
    assert capsys.readouterr().out.startswith("a.txt")


def test_a_search_for_nothing_is_wrong_usage(corpus: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["search", str(corpus)]) == 2
    assert "Say what to look for" in capsys.readouterr().err
    assert main(["search", str(corpus / "nowhere"), "x"]) == 2


@pytest.mark.parametrize(
    "options",
    [
        ["--since", "banana"],
        ["--until", "1.3.2024"],
        ["--since", "2024-3-1"],
        ["--limit", "-1"],
        ["--since", "2024-13-45"],
        ["--until", "2024-13"],
        ["--until", "2023-02-29"],
    ],
)
def test_a_day_or_a_number_that_finds_nothing_is_wrong_usage(
    options: list[str], corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["search", str(corpus), "depot", *options]) == 2
    assert options[0] in capsys.readouterr().err


@pytest.mark.parametrize("option", [["--since", "1999"], ["--since", "1999-12"], ["--limit", "5"]])
def test_a_year_a_month_and_a_limit_are_understood(option: list[str], corpus: Path) -> None:
    assert main(["search", str(corpus), "depot", *option]) == 0


def test_a_file_that_is_no_article_is_refused_and_not_said_to_hold_nothing(
    corpus: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (corpus / "notes.md").write_text("depot", "utf-8")
    for name in ("notes.md", "a.txt.alice.annotations.json"):
        assert main(["search", str(corpus / name), "depot"]) == 2
        assert f"{name} is no article" in capsys.readouterr().err


def test_a_cache_folder_that_cannot_be_used_stops_no_search(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "cache").write_text("a file stands where the folder should be")
    aside = tmp_path / "aside"
    aside.mkdir()
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    monkeypatch.setattr(tempfile, "tempdir", str(aside))
    assert main(["search", str(corpus), "depot", "--tag", "quote"]) == 0
    told = capsys.readouterr()
    assert told.out.startswith("a.txt:37-42  quote (alice)  ")
    assert told.err.count("This search goes on without it, which takes longer.") == 1
    assert "cache" in told.err
    assert not list(aside.iterdir()), "nothing is left of it"


@pytest.mark.parametrize("table", ["words", "layers", "links"])
def test_a_damaged_index_is_made_anew_and_the_same_search_finds_all(
    corpus: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], table: str
) -> None:
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert main(["search", str(corpus), "depot", "--tag", "quote"]) == 0
    whole = capsys.readouterr()
    (file,) = cache_folder().rglob("*.sqlite3")
    connection = sqlite3.connect(file)
    connection.execute(f"DROP TABLE {table}")
    connection.close()
    assert main(["search", str(corpus), "depot", "--tag", "quote"]) == 0
    mended = capsys.readouterr()
    assert mended.out == whole.out
    assert mended.err.count("The search index was damaged and has been made anew") == 1
    assert main(["search", str(corpus), "depot", "--tag", "quote"]) == 0
    assert capsys.readouterr() == whole
