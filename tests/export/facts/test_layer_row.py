"""What a layer keeps beside its annotations goes out with it and comes back: codebook, review, what waits.

Tests of corpus.intake.layer_records and importers.annotations.own_layers, too.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from analyst_app.cli import main
from analyst_app.export.exporting import ExportRequest, export
from analyst_app.export.losses import NOTICES
from analyst_app.export.registry import FORMATS
from analyst_app.storage.canonical import plain_layer
from tests.commands.corpora import write_article, write_layer
from tests.export.test_no_word_leaks import _written as written_words

MODULES = {
    "huggingface": "pyarrow",
    "parquet": "pyarrow",
    "xlsx": "xlsxwriter",
    "spacy": "spacy",
    "report-docx": "docx",
}
READ_ONLY = ("quotes", "attribution", "parquet", "report", "report-docx")
"""Formats that are not imported as layers again."""
TIME = "2026-11-22T09:00:00Z"
DECISION = {
    "id": "d1",
    "rev": 1,
    "by": "max",
    "verdict": "take",
    "origins": [{"id": "alice:x", "digest": "ab"}],
    "reason": "span too long",
    "comment": "see the guide",
    "created": TIME,
    "modified": TIME,
}
ORPHAN = {
    "why": "orphan",
    "text_sha256": "0" * 64,
    "record": {"id": "o1", "rev": 1, "tag": "claim", "start": 3, "end": 9, "exact": "left us"},
}
BESIDE = {
    "decisions": [DECISION],
    "replies": [{"id": "r1", "rev": 1, "decision": "d1", "text": "no", "created": TIME, "modified": TIME}],
    "dismissed": [{"id": "n1", "rev": 1, "start": 0, "end": 3, "exact": "Ada", "kind": "quote"}],
    "unplaced": [ORPHAN],
}


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    """An article with a gold layer that has all of it, under version 4 of a codebook."""
    (tmp_path / "corpus").mkdir()
    article = write_article(tmp_path / "corpus", "one.txt")
    made = write_layer(article, "gold-max", ("actor", "Ada Brandt", {"kind": "person"}))
    data = json.loads(made.read_text("utf-8")) | BESIDE | {"codebook": {"id": "house", "version": 4}}
    data["reviewer"] = "dana"
    data["annotations"][0] |= {"codebook": 5, "origins": ["alice:x", "bob:y"]}
    made.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    return tmp_path / "corpus"


def _kept(layer: Any) -> Any:
    """The part of a record that is no stamp of its file."""
    stamps = {"rev", "created", "modified"}
    return [{key: one[key] for key in one if key not in stamps} for one in layer]


def test_json_lines_keep_all_of_it_and_it_comes_back(corpus: Path, tmp_path: Path) -> None:
    done = export(ExportRequest(corpus, "jsonl", tmp_path / "out", workers=1, layer="gold"))
    assert done.outcome.losses.counts == {"unplaced: orphan": 1}, "it is among no spans"
    assert main(["import", str(tmp_path / "out"), "--to", str(tmp_path / "back"), "--json"]) == 0
    [sidecar] = (tmp_path / "back").rglob("*.annotations.json")
    assert sidecar.name == "one.txt.gold-max.annotations.json"
    back = json.loads(sidecar.read_text("utf-8"))
    for name, records in BESIDE.items():
        assert _kept(back[name]) == _kept(records), name
    assert back["codebook"] == {"id": "house", "version": 4}
    assert back["reviewer"] == "dana"
    [annotation] = back["annotations"]
    assert (annotation["codebook"], annotation["origins"]) == (5, ["alice:x", "bob:y"])


def test_what_quotes_the_article_stays_out_without_texts_and_is_named(corpus: Path, tmp_path: Path) -> None:
    request = ExportRequest(corpus, "jsonl", tmp_path / "out", workers=1, layer="gold", with_text=False)
    losses = export(request).outcome.losses.counts
    assert {kind: n for kind, n in losses.items() if kind not in NOTICES} == {
        "unplaced: orphan": 1, "review record": 2, "dismissed place": 1}  # fmt: skip
    data = (tmp_path / "out" / "data.jsonl").read_text("utf-8")
    assert "left us" not in data
    assert '"codebook_version":4' in data


def _decided_by_dana(folder: Path) -> Path:
    """An article with a layer gold-max that dana decided, as the app writes it."""
    folder.mkdir()
    made = write_layer(write_article(folder, "one.txt"), "gold-max", ("actor", "Ada Brandt", {"kind": "person"}))
    made.write_text(made.read_text("utf-8").replace('"reviewer": "max"', '"reviewer": "dana"'), "utf-8")
    return made


@pytest.mark.parametrize("name", FORMATS)
def test_who_decided_and_of_what_is_kept_or_named_in_every_format(name: str, tmp_path: Path) -> None:
    """The layer's id does not tell who decided: gold-max was decided by dana, of an annotation of alice's."""
    pytest.importorskip(MODULES.get(name, "json"))
    made = _decided_by_dana(tmp_path / "corpus")
    data = json.loads(made.read_text("utf-8"))
    data["annotations"][0]["origins"] = ["alice:x1"]
    made.write_text(json.dumps(data, ensure_ascii=False), "utf-8")
    request = ExportRequest(tmp_path / "corpus", name, tmp_path / "out", workers=1, layer="gold-max", with_tokens=False)
    losses = export(request).outcome.losses.counts
    assert losses.get("reviewer", 0) == (1 if name in ("quotes", "attribution") else 0)
    assert losses.get("origin", 0) == (0 if name in ("jsonl", "parquet") else 1)
    if name in READ_ONLY:
        written = "".join(words for _, words in written_words(tmp_path / "out"))
        assert "dana" in written, "in the report or in LOSSES.md"
        assert "alice:x1" in written
        return
    assert main(["import", str(tmp_path / "out"), "--to", str(tmp_path / "back"), "--json"]) in (0, 1)
    [sidecar] = (tmp_path / "back").rglob("*.gold-max.annotations.json")
    assert json.loads(sidecar.read_text("utf-8"))["reviewer"] == "dana"


def test_the_quick_reader_finds_who_decided_too(tmp_path: Path) -> None:
    made = _decided_by_dana(tmp_path / "corpus")
    found = plain_layer(made.read_bytes())
    assert found is not None
    assert found.reviewer == "dana"
    export(ExportRequest(tmp_path / "corpus", "jsonl", tmp_path / "out", workers=1))
    assert '"reviewer":"dana"' in (tmp_path / "out" / "data.jsonl").read_text("utf-8")
