"""A model's output, written by a program, reviewed with the same keys as a person's reading, and exported.

Tests of reading.layer_writing, too.
"""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

import pytest

import analyst_app as aa
from analyst_app.cli import main
from tests.workflows.person import Person, at_the_window, write
from tests.workflows.reviewing import begin, put_layer, sidecar, spans, waiting
from tests.workflows.test_check_one import begin_check

SENTENCE = "Ada Brandt said “we will not leave the depot”, and the harbour will close by May. "
QUOTE, CLAIM = "“we will not leave the depot”", "the harbour will close by May"
COUNT = 4


@pytest.fixture
def article(tmp_path: Path) -> Path:
    """Four sentences; a model has tagged actor, quote and claim in each, and linked each quote to its speaker."""
    (tmp_path / "corpus").mkdir()
    return write(tmp_path / "corpus", "depot.txt", SENTENCE * COUNT)


def predict(article: Path) -> None:
    """What any trained model does: it reads the text and gives spans with scores."""
    depot = aa.open(article.parent).article(article.name)
    found, links = [], []
    for number in range(COUNT):

        def tagged(tag: str, words: str, first: int = number * len(SENTENCE), **values: str) -> aa.Annotation:
            start = depot.text.index(words, first)
            return aa.Annotation(tag, start, start + len(words), words, values, assist={"score": 0.75})

        quote, actor = tagged("quote", QUOTE, mode="direct"), tagged("actor", "Ada Brandt", kind="person")
        found += [quote, actor, tagged("claim", CLAIM)]
        links.append(("speaker", quote, actor))
    aa.write_layer(depot, "model-x", found, links)


def test_a_models_layer_is_checked_by_keys_and_its_gold_is_exported(article: Path, tmp_path: Path) -> None:
    predict(article)
    before = hashlib.sha256(sidecar(article, "model-x").read_bytes()).hexdigest()

    def script(person: Person) -> None:
        begin_check(person)
        whole = waiting(person)
        person.keys("1")  # right
        person.keys("R 1")  # rejected, with the first reason
        person.keys("Shift+C")  # another tag
        assert waiting(person) < whole
        person.keys("Ctrl+1 Ctrl+1")  # the rest is right
        assert waiting(person) == 0
        person.wait_saved()

    at_the_window(article, "--annotator", "max", script=script)
    assert hashlib.sha256(sidecar(article, "model-x").read_bytes()).hexdigest() == before
    found = aa.open(article.parent).article("depot.txt")
    assert found.gold is not None
    assert found.gold.id == "gold-max"
    assert {one.by for one in found.gold.decisions} == {"max"}
    assert {"take", "reject", "own"} <= {one.verdict for one in found.gold.decisions}
    assert all(ref.startswith("model-x:") for one in found.gold.annotations for ref in one.origins)
    assert 0 < len(found.gold.annotations) < len(found.layers["model-x"].annotations)
    out = tmp_path / "out"
    assert main(["export", str(article.parent), "--layer", "gold", "--format", "jsonl", "--output", str(out)]) == 0
    rows = [json.loads(line) for file in out.rglob("*.jsonl") for line in file.read_text("utf-8").splitlines()]
    exported = [(one["label"], one["start"], one["end"]) for row in rows for one in row["spans"]]
    assert sorted(exported) == sorted((one.tag, one.start, one.end) for one in found.gold.annotations)


def test_a_models_layer_is_reviewed_against_a_persons(article: Path) -> None:
    predict(article)
    mine = [("claim", article.read_text("utf-8").index(CLAIM), article.read_text("utf-8").index(CLAIM) + len(CLAIM))]
    put_layer(article, "alice", spans("alice", *mine))

    def script(person: Person) -> None:
        begin(person)
        assert set(person.review.layers) == {"alice", "model-x"}
        left = waiting(person)
        assert left > 0
        person.keys("2")
        assert waiting(person) < left
        person.wait_saved()

    at_the_window(article, "--annotator", "max", script=script)
    gold = aa.open(article.parent).article("depot.txt").gold
    assert gold is not None
    assert gold.decisions[0].taken
