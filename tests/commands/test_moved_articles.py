"""Articles that other programs changed, re-saved, renamed or moved, through every command.

Tests of corpus.misplaced, corpus.left_behind and storage.reanchor, from the command line.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, NamedTuple
from unicodedata import normalize

import pytest

from analyst_app import cli
from tests.moved_cases import HARBOUR, HARBOUR_TAGS, MAIRE, MAIRE_TAGS, SEOUL, SEOUL_TAGS, annotate

READERS = ("alice", "bob")
ORTIS = HARBOUR.replace("Lena Ortiz", "Lena Ortis")
AGAIN = next(line for line in HARBOUR.splitlines(keepends=True) if line.startswith("Ortiz said"))
TURNED = f"{AGAIN}\n{HARBOUR.replace(AGAIN, '')}"


def _words(tags: tuple[tuple[str, str, int], ...]) -> list[str]:
    return [words for _, words, _ in tags]


class Case(NamedTuple):
    """An article that two read, and what became of it."""

    before: str
    tags: tuple[tuple[str, str, int], ...]
    now: str
    """Its text now."""
    placed: list[str]
    """The words that are annotated now without a question."""
    waits: int = 0
    """Annotations of each reader that a person must confirm."""
    first: str = "utf-8"
    """Its encoding before."""
    then: str = "utf-8"
    """Its encoding now."""
    is_noted: bool = False
    """Its facts name the first encoding."""
    is_saved: bool = False
    """What waits is written in the layers."""
    moved_to: str = "depot.txt"
    """Its path now."""

    @property
    def is_apart(self) -> bool:
        """The article is not where its layers are."""
        return self.moved_to != "depot.txt"


ORTIZ = (("actor", "Lena Ortiz", 0),)
FOUND = [words for index, words in enumerate(_words(HARBOUR_TAGS)) if index != 2]
HERE = _words(HARBOUR_TAGS)
CASES = {
    "all wait": Case(HARBOUR, ORTIZ, ORTIS, [], 1),
    "all wait, as saved": Case(HARBOUR, ORTIZ, ORTIS, [], 1, is_saved=True),
    "cp1252 to UTF-8": Case(MAIRE, MAIRE_TAGS, MAIRE, _words(MAIRE_TAGS), first="cp1252"),
    "cp1252 to UTF-8, noted": Case(MAIRE, MAIRE_TAGS, MAIRE, _words(MAIRE_TAGS), first="cp1252", is_noted=True),
    "UTF-8 to UTF-16": Case(HARBOUR, HARBOUR_TAGS, HARBOUR, HERE, then="utf-16"),
    "a moved paragraph": Case(HARBOUR, HARBOUR_TAGS, TURNED, FOUND, 1),
    "NFD": Case(MAIRE, MAIRE_TAGS, normalize("NFD", MAIRE), [normalize("NFD", one) for one in _words(MAIRE_TAGS)]),
    "Hangul NFD": Case(
        SEOUL, SEOUL_TAGS, normalize("NFD", SEOUL), [normalize("NFD", one) for one in _words(SEOUL_TAGS)]
    ),
    "renamed": Case(HARBOUR, HARBOUR_TAGS, HARBOUR, HERE, moved_to="depot 2024.txt"),
    "moved": Case(HARBOUR, HARBOUR_TAGS, HARBOUR, HERE, moved_to="2024/depot.txt"),
}


def _let_wait(sidecar: Path) -> None:
    data = json.loads(sidecar.read_text("utf-8"))
    (record,) = data["annotations"]
    data["annotations"] = []
    data["unplaced"] = [{"why": "unconfirmed", "text_sha256": data["text"]["sha256"], "record": record}]
    sidecar.write_text(json.dumps(data, ensure_ascii=False), "utf-8")


@pytest.fixture(params=CASES.values(), ids=CASES.keys())
def case(request: pytest.FixtureRequest, tmp_path: Path) -> Case:
    made: Case = request.param
    article = tmp_path / "corpus" / "depot.txt"
    article.parent.mkdir()
    article.write_bytes(made.before.encode(made.first))
    for layer in READERS:
        sidecar = annotate(article, *made.tags, layer=layer, encoding=made.first, state=tmp_path / "state")
        if made.is_saved:
            _let_wait(sidecar)
    text = made.now.replace("\n", "\r\n") if made.then == "utf-16" else made.now
    article.write_bytes(text.encode(made.then))
    if made.is_noted:
        facts = f'{{"format": "media-source", "version": 1, "encoding": "{made.first}"}}\n'
        article.with_name("depot.txt.source.json").write_text(facts, "utf-8")
    to = article.parent / made.moved_to
    to.parent.mkdir(exist_ok=True)
    article.rename(to)
    return made


class Answer(NamedTuple):
    """What a command gave back."""

    code: int
    out: str
    err: str

    @property
    def data(self) -> Any:
        """Its one JSON document."""
        return json.loads(self.out)


Run = Callable[..., Answer]


@pytest.fixture
def run(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> Iterator[Run]:
    """Runs a command on the corpus."""

    def run(command: str, *more: object) -> Answer:
        capsys.readouterr()
        code = cli.main([command, *(str(one) for one in more)])
        return Answer(code, *capsys.readouterr())

    return run


def _moves(tmp_path: Path, case: Case) -> list[str]:
    """The sentences that name each layer's file and its move."""
    corpus = tmp_path / "corpus"
    to = corpus / case.moved_to
    return [
        f"{corpus}/depot.txt.{layer}.annotations.json belongs to {to}: move it to {to}.{layer}.annotations.json."
        for layer in READERS
    ]


def test_check_tells_what_waits_and_what_to_move_and_nothing_else(case: Case, run: Run, tmp_path: Path) -> None:
    found = run("check", tmp_path / "corpus", "--json")
    said = [one["message"] for one in found.data["problems"]]
    assert found.code == (1 if said else 0)
    if case.is_apart:
        (words,) = said
        assert f"its layers belong to {tmp_path / 'corpus' / case.moved_to}: move " in words
    elif case.is_saved:
        assert all("confirm" in words for words in said)
        assert len([one for one in found.data["problems"] if one["kind"] == "unconfirmed"]) == len(READERS)
    elif case.now == case.before:
        assert said == []
    else:
        words = f"made on another text: {len(case.placed)} found again, {case.waits} to be confirmed or placed"
        assert said == [words] * len(READERS)


def test_export_has_each_span_in_its_place_and_names_the_rest(case: Case, run: Run, tmp_path: Path) -> None:
    target = tmp_path / "out"
    done = run("export", tmp_path / "corpus", "--layer", "alice", "--output", target)
    if case.is_apart:
        assert done.code == 2
        assert _moves(tmp_path, case)[0] in done.err
        assert not target.exists()
        return
    assert done.code == 0
    (row,) = [json.loads(line) for path in target.rglob("*.jsonl") for line in path.read_text("utf-8").splitlines()]
    assert row["text"] == case.now
    assert sorted(row["text"][one["start"] : one["end"]] for one in row["spans"]) == sorted(case.placed)
    report = (target / "LOSSES.md").read_text("utf-8")
    assert ("moved and" in report) == bool(case.waits)


def test_agree_compares_what_is_in_its_place(case: Case, run: Run, tmp_path: Path) -> None:
    found = run("agree", tmp_path / "corpus", "--json")
    if case.is_apart:
        assert found.code != 0
        assert all(f"left out: {words}" in found.err for words in _moves(tmp_path, case))
        return
    if not case.placed:
        assert found.code == 2
        assert found.err.count("so it is no reading of it") == len(READERS)
        return
    assert found.code == 0
    tags = found.data["tags"]
    for layer in READERS:
        assert sum(figures["spans"][layer] for figures in tags.values()) == len(case.placed)
    assert {figures["f1_exact"] for figures in tags.values() if figures["spans"]["alice"]} <= {1.0}


def test_search_finds_the_annotations_and_the_words(case: Case, run: Run, tmp_path: Path) -> None:
    by_tag = [f"--tag={tag}" for tag in ("actor", "quote", "claim")]
    found = run("search", tmp_path / "corpus", *by_tag, "--annotator=alice", "--json")
    words = run("search", tmp_path / "corpus", "said" if case.now[0] in "HO" else case.now.split()[0], "--json")
    assert words.data["hits"], "the article itself is found"
    if case.is_apart:
        assert (found.code, words.code) == (1, 1)
        assert found.data["problems"] == words.data["problems"] == _moves(tmp_path, case)
        assert found.data["hits"] == []
        return
    assert (found.code, words.code) == (0, 0)
    hits = found.data["hits"]
    assert sorted(case.now[hit["start"] : hit["end"]] for hit in hits) == sorted(case.placed)


def test_suggest_reads_the_text_as_it_is(case: Case, run: Run, tmp_path: Path) -> None:
    found = run("suggest", tmp_path / "corpus", "--json")
    assert found.code == 0
    (article,) = found.data["articles"]
    assert article["length"] == len(case.now)
    segments = [segment for quote in article["quotes"] for segment in quote["segments"]]
    assert segments
    assert all(case.now[one["start"] : one["end"]] == one["exact"] for one in segments)


def test_merge_of_two_copies_keeps_everything(case: Case, run: Run, tmp_path: Path) -> None:
    sidecar = tmp_path / "corpus" / "depot.txt.alice.annotations.json"
    copy, merged = tmp_path / "copy.json", tmp_path / "merged.json"
    copy.write_bytes(sidecar.read_bytes())
    assert run("merge", sidecar, copy, "--output", merged).code == 0
    held = json.loads(merged.read_text("utf-8"))
    records = [*held["annotations"], *(one["record"] for one in held.get("unplaced", []))]
    assert sorted(one["exact"] for one in records) == sorted(_words(case.tags))
