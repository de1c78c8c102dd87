"""An article that another program wrote in another normal form keeps its layers, for every command.

Tests of core.equivalence and storage.reanchor, from the command line.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest

from analyst_app import cli
from tests.moved_cases import MAIRE, MAIRE_TAGS, SEOUL, SEOUL_TAGS, annotate

TOKYO = "東京都知事は「ガスは安全だ」と述べた。\n"
MOSCOW = "Мэр Сергей Войнов сказал: «Зайти нельзя».\n"
CASES = [
    (MAIRE, MAIRE_TAGS, "José Müller"),
    (SEOUL, SEOUL_TAGS, "오세훈"),
    (TOKYO, (("quote", "「ガスは安全だ」", 0), ("actor", "ガス", 0)), "ガス"),
    (MOSCOW, (("actor", "Сергей Войнов", 0),), "Сергей Войнов"),
]


def answer(capsys: pytest.CaptureFixture[str], *arguments: object) -> Any:
    capsys.readouterr()
    assert cli.main([str(one) for one in arguments]) == 0
    return json.loads(capsys.readouterr().out)


@pytest.fixture(params=CASES, ids=["french", "korean", "japanese", "russian"])
def case(request: pytest.FixtureRequest, tmp_path: Path) -> tuple[Path, str, list[str], str]:
    """A corpus whose article was decomposed, its text now, its annotated words now, and its actor's name before."""
    text, tags, actor = request.param
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    article = corpus / "depot.txt"
    article.write_text(text, "utf-8")
    for layer in ("alice", "bob"):
        annotate(article, *tags, layer=layer, state=tmp_path / "state")
    article.write_text(normalize("NFD", text), "utf-8")
    return corpus, normalize("NFD", text), [normalize("NFD", words) for _, words, _ in tags], actor


def test_check_tells_of_nothing_that_waits(
    case: tuple[Path, str, list[str], str], capsys: pytest.CaptureFixture[str]
) -> None:
    corpus, _, words, _ = case
    assert cli.main(["check", str(corpus), "--json"]) == 1, "the text is another, to the byte"
    found = json.loads(capsys.readouterr().out)["problems"]
    assert {one["kind"] for one in found} == {"text"}
    said = f"made on another text: {len(words)} found again, 0 to be confirmed or placed"
    assert [one["message"] for one in found] == [said] * 2


def test_an_export_has_every_span_on_the_text_as_it_is(
    case: tuple[Path, str, list[str], str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    corpus, text, words, _ = case
    target = tmp_path / "export"
    answer(capsys, "export", corpus, "--layer", "alice", "--output", target, "--json")
    (row,) = [json.loads(line) for file in target.rglob("*.jsonl") for line in file.read_text("utf-8").splitlines()]
    assert row["text"] == text
    assert sorted(text[span["start"] : span["end"]] for span in row["spans"]) == sorted(words)


def test_a_search_finds_the_annotations_by_tag(
    case: tuple[Path, str, list[str], str], capsys: pytest.CaptureFixture[str]
) -> None:
    corpus, _, words, actor = case
    hits = answer(capsys, "search", corpus, "--tag", "actor", "--annotator", "alice", "--json")["hits"]
    assert normalize("NFD", actor) in [normalize("NFD", hit["text"]) for hit in hits]
    assert {normalize("NFD", hit["text"]) for hit in hits} <= set(words)


def test_a_search_finds_the_words_as_a_person_types_them(
    case: tuple[Path, str, list[str], str], capsys: pytest.CaptureFixture[str]
) -> None:
    corpus, _, _, actor = case
    for typed in (actor, normalize("NFD", actor)):
        (hit,) = answer(capsys, "search", corpus, f"{typed}*", "--json")["hits"]
        assert normalize("NFC", hit["text"]).startswith(actor)


def test_two_readers_agree_as_they_did(
    case: tuple[Path, str, list[str], str], capsys: pytest.CaptureFixture[str]
) -> None:
    corpus, *_ = case
    compared = answer(capsys, "compare", corpus / "depot.txt", "--json")
    assert "made on another text" not in json.dumps(compared)
    assert answer(capsys, "agree", corpus, "--json")["articles"] == 1
