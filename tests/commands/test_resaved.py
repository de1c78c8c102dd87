"""An article that another program saved anew is the same text for every command, and for a clone with autocrlf."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path
from typing import Any

import pytest

from analyst_app import cli
from analyst_app.session.session import Session
from tests.moved_cases import HARBOUR, HARBOUR_TAGS, MAIRE, MAIRE_TAGS, annotate

FACTS = '{"format": "media-source",\n "version": 1,\n "encoding": "cp1252"}\n'
CASES = {
    "cp1252 to UTF-8": (MAIRE, MAIRE_TAGS, "cp1252", MAIRE.encode(), ""),
    "cp1252 to UTF-8, with facts": (MAIRE, MAIRE_TAGS, "cp1252", MAIRE.encode(), FACTS),
    "cp1252 with facts, as it was": (MAIRE, MAIRE_TAGS, "cp1252", MAIRE.encode("cp1252"), FACTS),
    "cp1252 without facts, as it was": (MAIRE, MAIRE_TAGS, "cp1252", MAIRE.encode("cp1252"), ""),
    "UTF-8 to cp1252": (MAIRE, MAIRE_TAGS, "utf-8", MAIRE.encode("cp1252"), ""),
    "UTF-8 to UTF-16 with CRLF": (
        HARBOUR,
        HARBOUR_TAGS,
        "utf-8",
        HARBOUR.replace("\n", "\r\n").encode("utf-16"),
        "",
    ),
    "UTF-8 to UTF-16 without a mark": (MAIRE, MAIRE_TAGS, "utf-8", MAIRE.encode("utf-16-be"), ""),
    "UTF-8 to CRLF": (HARBOUR, HARBOUR_TAGS, "utf-8", HARBOUR.replace("\n", "\r\n").encode(), ""),
    "UTF-16 to UTF-8 with a mark": (MAIRE, MAIRE_TAGS, "utf-16", MAIRE.encode("utf-8-sig"), ""),
}


@pytest.fixture(params=CASES.values(), ids=CASES)
def case(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str, list[str]]:
    """An article that two people annotated and a third program saved anew: path, text, annotated words in order."""
    text, tags, before, now, facts = request.param
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    article = corpus / "depot.txt"
    article.write_bytes(text.encode(before))
    for layer in ("alice", "bob"):
        annotate(article, *tags, layer=layer, encoding=before, state=tmp_path / "state")
    article.write_bytes(now)
    if facts:
        article.with_name("depot.txt.source.json").write_text(facts, "utf-8")
    return article, text, [words for _, words, _ in tags]


def answer(capsys: pytest.CaptureFixture[str], *arguments: object, code: int = 0) -> Any:
    capsys.readouterr()
    assert cli.main([str(one) for one in arguments]) == code
    return json.loads(capsys.readouterr().out)


def test_every_command_reads_the_text_that_was_annotated(
    case: tuple[Path, str, list[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article, text, words = case
    corpus = article.parent
    before = {path: path.read_bytes() for path in corpus.iterdir()}
    assert Session.read_article(article).text == text

    checked = answer(capsys, "check", corpus, "--json")
    assert (checked["layers"], checked["problems"]) == (2, [])

    for layer in ("alice", "all"):
        target = tmp_path / layer
        answer(capsys, "export", corpus, "--layer", layer, "--output", target, "--json")
        (row,) = [json.loads(line) for file in target.rglob("*.jsonl") for line in file.read_text("utf-8").splitlines()]
        assert row["text"] == text
        assert sorted({text[span["start"] : span["end"]] for span in row["spans"]}) == sorted(set(words))

    hits = answer(capsys, "search", corpus, "--tag", "actor", "--annotator", "alice", "--json")["hits"]
    assert [hit["text"] for hit in hits] == [one for one in words if one in ("Lena Ortiz", "Ada Brandt", *NAMES)]
    assert answer(capsys, "search", corpus, NAMES[0] if text == MAIRE else "Lena Ortiz", "--json")["hits"]

    compared = answer(capsys, "compare", article, "--json")
    assert "made on another text" not in json.dumps(compared)
    agreed = answer(capsys, "agree", corpus, "--json")
    assert agreed["articles"] == 1

    suggested = answer(capsys, "suggest", article, "--json")
    assert "«" not in text or "« le port est sûr »" in json.dumps(suggested, ensure_ascii=False)
    assert before == {path: path.read_bytes() for path in corpus.iterdir()}


NAMES = ("José Müller", "Hélène Dûpré")


def test_an_export_without_text_is_made_whole_again_from_articles_saved_anew(
    case: tuple[Path, str, list[str]], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    article, text, _ = case
    target = tmp_path / "export"
    answer(capsys, "export", article.parent, "--layer", "alice", "--no-text", "--output", target, "--json")
    answer(capsys, "rehydrate", target, "--texts", article.parent, "--json")
    (row,) = [json.loads(line) for file in target.rglob("*.jsonl") for line in file.read_text("utf-8").splitlines()]
    assert row["text"] == text


def git(folder: Path, *arguments: str) -> None:
    subprocess.run(
        ["git", "-c", "user.name=a", "-c", "user.email=a@example.org", *arguments],
        cwd=folder,
        check=True,
        capture_output=True,
    )


def test_a_clone_with_autocrlf_that_is_edited_on_both_sides_loses_nothing(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    ours, theirs = tmp_path / "ours", tmp_path / "theirs"
    ours.mkdir()
    article = ours / "depot.txt"
    article.write_bytes(HARBOUR.encode())
    annotate(article, *HARBOUR_TAGS[:3], state=tmp_path / "state")
    git(ours, "init", "-q", "-b", "main")
    git(ours, "add", ".")
    git(ours, "commit", "-q", "-m", "begin")
    git(tmp_path, "clone", "-q", "-c", "core.autocrlf=true", str(ours), str(theirs))
    assert b"\r\n" in (theirs / "depot.txt").read_bytes()
    assert answer(capsys, "check", theirs, "--json")["problems"] == []

    annotate(theirs / "depot.txt", ("actor", "Ada Brandt", 0), layer="bob", state=tmp_path / "other")
    annotate(theirs / "depot.txt", ("actor", "Ada Brandt", 0), layer="alice", state=tmp_path / "other")
    git(theirs, "add", ".")
    git(theirs, "commit", "-q", "-m", "theirs")
    annotate(article, ("claim", "the ferry will be late", 0), layer="carol", state=tmp_path / "state")
    git(ours, "add", ".")
    git(ours, "commit", "-q", "-m", "ours")
    git(ours, "pull", "-q", "--no-rebase", "--no-edit", str(theirs), "main")
    git(theirs, "pull", "-q", "--no-rebase", "--no-edit", str(ours), "main")
    for corpus in (ours, theirs):
        found = answer(capsys, "check", corpus, "--json")
        assert (found["layers"], found["problems"]) == (3, [])
        target = tmp_path / f"export of {corpus.name}"
        answer(capsys, "export", corpus, "--layer", "all", "--output", target, "--json")
        (row,) = [json.loads(line) for file in target.rglob("*.jsonl") for line in file.read_text("utf-8").splitlines()]
        assert row["text"] == HARBOUR
        assert sorted(row["text"][span["start"] : span["end"]] for span in row["spans"]) == sorted(
            [*(words for _, words, _ in HARBOUR_TAGS[:3]), "Ada Brandt", "Ada Brandt", "the ferry will be late"]
        )
