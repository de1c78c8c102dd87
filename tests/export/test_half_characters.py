"""A half of a character in a layer or a file of facts is named and replaced; the article is exported all the same."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from analyst_app.export.exporting import ExportRequest, export
from tests.corpus.corpora import annotate, write_article


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    for name in ("a.txt", "b.txt"):
        write_article(folder, name, "Ada Brandt said “we stay”.\n", title="Depot")
        annotate(folder / name, "alice", ("actor", "Ada Brandt"), ("quote", "“we stay”", {"mode": "direct"}))
    return folder


def lines(corpus: Path, output: Path) -> tuple[dict[str, dict[str, object]], dict[str, int]]:
    done = export(ExportRequest(corpus=corpus, format_name="jsonl", output=output, workers=1, layer="alice"))
    rows = [json.loads(line) for line in (output / "data.jsonl").read_text("utf-8").splitlines()]
    return {Path(str(row["id"])).stem: row for row in rows}, done.outcome.losses.counts


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("a.txt.alice.annotations.json", b'"direct"', b'"di\\ud800rect"'),
        ("a.txt.alice.annotations.json", b'"mode"', b'"mo\\udfff"'),
        ("a.txt.alice.annotations.json", b'"tag":"actor"', b'"tag":"a\\ud83d"'),
        ("a.txt.alice.annotations.json", b'"in_progress", "note": ""', b'"done", "note": "\\ud800"'),
        ("a.txt.source.json", b"Depot", b"De\\ud800pot"),
    ],
)
def test_half_a_character_becomes_a_named_loss(corpus: Path, tmp_path: Path, file: str, old: bytes, new: bytes) -> None:
    whole = (corpus / file).read_bytes()
    assert old in whole
    (corpus / file).write_bytes(whole.replace(old, new))
    found, losses = lines(corpus, tmp_path / "out")
    assert sorted(found) == ["a", "b"]
    assert losses["half a character"] == 1
    assert "\ufffd" in json.dumps(found["a"], ensure_ascii=False)


def test_an_article_without_any_is_exported_as_before(corpus: Path, tmp_path: Path) -> None:
    found, losses = lines(corpus, tmp_path / "out")
    assert (sorted(found), losses) == (["a", "b"], {})


def test_half_a_character_in_the_name_of_a_fact_is_named(corpus: Path, tmp_path: Path) -> None:
    facts = corpus / "a.txt.source.json"
    facts.write_text(json.dumps(json.loads(facts.read_text()) | {"te\ud800am": 1}))
    found, losses = lines(corpus, tmp_path / "out")
    assert losses == {"half a character": 1}
    assert found["a"]["source"]["extra"] == {"te\ufffdam": 1}


@pytest.mark.parametrize("name", ["parquet", "huggingface", "quotes"])
def test_nor_does_it_stop_a_format_that_has_a_column_for_the_fact(corpus: Path, tmp_path: Path, name: str) -> None:
    pytest.importorskip("pyarrow")
    facts = corpus / "a.txt.source.json"
    facts.write_text(json.dumps(json.loads(facts.read_text()) | {"te\ud800am": 1}))
    done = export(ExportRequest(corpus, name, tmp_path / "out", workers=1, layer="alice", with_tokens=False))
    assert done.outcome.losses.counts["half a character"] == 1
    data = b"".join(path.read_bytes() for path in (tmp_path / "out").rglob("*") if path.is_file())
    assert "te\ufffdam".encode() in data
