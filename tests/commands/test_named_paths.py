"""A path that is not there, a wrong option, an article that cannot be read: each alone, and in JSON where asked for.

Tests of commands.named_paths, commands.terminal and cli.
"""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import Any

import pytest

from analyst_app.cli import main
from tests.corpus.corpora import annotate, write_article

GOOD = "Ada Brandt said “no” to Omar.\n"


@pytest.fixture
def good(tmp_path: Path) -> Path:
    path = tmp_path / "good.txt"
    path.write_text(GOOD, "utf-8")
    return path


def answer(capsys: pytest.CaptureFixture[str], *words: object) -> tuple[int, Any, str]:
    """The exit code, the one JSON document, and what was said."""
    try:
        code = main([str(words[0]), "--json", *map(str, words[1:])])
    except SystemExit as ended:
        code = int(str(ended.code))
    given = capsys.readouterr()
    return code, json.loads(given.out), given.err


def test_suggest_does_the_good_article_and_names_the_gone_one(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gone = good.with_name("gone.txt")
    code, said, err = answer(capsys, "suggest", gone, good)
    assert code == 1
    assert [row["path"] for row in said["articles"]] == [str(good)]
    assert said["problems"] == [f"{gone} is not there. Name an article or a folder of articles."]
    assert err.count("is not there") == 1


def test_check_looks_at_the_good_article_and_names_the_gone_one(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gone = good.with_name("gone.txt")
    for more in ([], ["--style"]):
        code, said, _ = answer(capsys, "check", gone, good, *more)
        assert (code, said["articles"]) == (1, 1)
        assert [(one["file"], one["message"]) for one in said["problems"]] == [(str(gone), "is not there")]


def test_import_takes_the_good_file_and_names_the_gone_one(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    gone = good.with_name("gone.html")
    code, said, err = answer(capsys, "import", gone, good, "--to", good.parent / "in")
    assert (code, said["imported"], said["failed"]) == (1, 1, 1)
    assert f"{gone} is not there." in err
    assert (good.parent / "in" / "good.txt").read_text("utf-8") == GOOD


@pytest.mark.parametrize("command", ["suggest", "check", "import", "search", "verify", "agree", "export", "compare"])
def test_where_nothing_is_there_the_answer_is_one_document_all_the_same(
    command: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    more = {
        "search": ["word"],
        "export": ["--format", "jsonl", "--output", tmp_path / "out"],
        "compare": ["--layers", "a,b"],
    }
    code, said, err = answer(capsys, command, tmp_path / "gone.txt", *more.get(command, []))
    assert code == 2
    assert err == f"analyst-app: {said['error']}\n"
    assert "gone.txt" in said["error"]


def test_an_encoding_that_nobody_knows_is_wrong_usage_and_told_once(
    good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code, said, err = answer(capsys, "suggest", good, good, "--encoding", "nope")
    assert code == 2
    assert said == {"error": '"nope" is no known encoding of text. Python\'s names are meant, for example cp1252.'}
    assert err.count("nope") == 1


def test_what_argparse_refuses_is_told_in_json_too(good: Path, capsys: pytest.CaptureFixture[str]) -> None:
    code, said, err = answer(capsys, "agree", good.parent, "--measure", "x")
    assert code == 2
    assert said["error"].startswith("argument --measure: invalid choice: 'x'")
    assert err.startswith("usage:")


def test_suggest_tells_each_article_that_cannot_be_read_and_does_the_others(
    good: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = good.parent
    (folder / "empty.txt").write_bytes(b"")
    (folder / "binary.txt").write_bytes(bytes(range(256)) * 9)
    (folder / "circle.txt").symlink_to("circle.txt")
    told = ["binary.txt", "circle.txt"]
    if hasattr(os, "mkfifo"):
        os.mkfifo(folder / "pipe.txt")
        told.append("pipe.txt")
    code, said, _ = answer(capsys, "suggest", folder)
    assert code == 1
    assert [Path(row["path"]).name for row in said["articles"]] == ["empty.txt", "good.txt"]
    assert len(said["problems"]) == len(told)
    assert all(any(name in problem for problem in said["problems"]) for name in told)


def test_words_may_stand_behind_the_options(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "corpus"
    path = write_article(folder, "one.txt", "Ada Brandt met Omar Hall. Ada Brandt left.\n")
    annotate(path, "alice", ("actor", "Ada Brandt"), ("actor", "Omar Hall"))
    people = '{"format":"media-actors","version":1,"actors":[\n{"id":"p1","rev":1,"name":"Ada Brandt"}\n]}\n'
    (folder / "actors.json").write_text(people)
    for words in (("brandt", "--person", "Ada Brandt"), ("--person", "Ada Brandt", "brandt")):
        code, said, _ = answer(capsys, "search", folder, *words)
        assert (code, [hit["text"] for hit in said["hits"]]) == (0, ["Brandt"])
    code, said, _ = answer(capsys, "search", folder, "--person", "Ada Brandt", "hall")
    assert (code, said["hits"]) == (0, [])
    code, said, _ = answer(capsys, "search", folder, "--limit", "1", "--", "brandt")
    assert (code, len(said["hits"])) == (0, 1)
