"""The format parquet: its consumers' lines in docs/export.md, as they stand there, and what the columns hold.

Tests of export.facts.coded_columns.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from analyst_app.core.annotation import Annotation, new_id, pairs
from analyst_app.core.document import Document
from analyst_app.export.exporting import ExportRequest, export
from analyst_app.storage.file_names import facts_path, sidecar_path
from analyst_app.storage.sidecar import encode, new_layer
from tests.export.exports import ROOT, need
from tests.export.torture import write_corpus

TIME = "2026-01-02T03:04:05Z"


def lines_for(program: str) -> str:
    """The lines of the section on tables that begin with the import of a program."""
    page = (ROOT / "docs" / "export.md").read_text("utf-8")
    section = page.partition("## Tables to ask")[2].partition("\n## ")[0]
    found = re.findall(rf"^```python\n(# analyst-app [^\n]*\n(?:import|from) {program}\b.*?)^```", section, re.M | re.S)
    (lines,) = found
    return str(lines)


def asked_for(corpus: Path) -> list[tuple[str, int]]:
    """Direct quotes by speaker, counted in the layers themselves.

    Args:
        corpus: the folder.
    """
    counts: Counter[str] = Counter()
    for path in corpus.rglob("*.annotations.json"):
        layer = json.loads(path.read_bytes())
        words = {one["id"]: one["exact"] for one in layer["annotations"]}
        direct = {one["id"] for one in layer["annotations"] if one["attributes"].get("mode") == "direct"}
        links = layer["links"]
        counts.update(words[link["to"]] for link in links if link["role"] == "speaker" and link["from"] in direct)
    return sorted(counts.items())


def dataset(folder: Path, split: str | None) -> Path:
    """A corpus, exported beside it by the command of the page.

    Args:
        folder: of both.
        split: shares of its parts; None: no parts.
    """
    corpus = write_corpus(folder / "corpus")
    export(ExportRequest(corpus, "parquet", folder / "dataset", split=split, seed=3, workers=1))
    return corpus


@pytest.mark.parametrize("split", [None, "50/25/25"])
@pytest.mark.parametrize("program", ["duckdb", "pandas"])
def test_the_lines_of_the_page_answer(
    program: str, split: str | None, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    need(program, "pyarrow")
    corpus = dataset(tmp_path, split)
    monkeypatch.chdir(tmp_path)
    known: dict[str, Any] = {}
    exec(lines_for(program), known)
    assert known["found"] == asked_for(corpus)
    if split and program == "duckdb":
        rows = known["duckdb"].sql("SELECT split, count(*) FROM spans GROUP BY split").fetchall()
        assert {name for name, _ in rows} == {"train", "validation", "test"}
    if program == "duckdb":
        duckdb = known["duckdb"]
        for table in ("spans", "relations"):
            duckdb.sql(f"DROP VIEW {table}")


def test_columns_have_types_and_hold_all_that_a_team_noted(tmp_path: Path) -> None:
    need("pyarrow")
    import pyarrow.parquet

    corpus = write_corpus(tmp_path / "corpus")
    facts = {"title": "A title", "date": "2026-03-04", "language": "en", "page": 7, "seen": ["a", "b"]}
    (corpus / "emoji.txt.source.json").write_text(json.dumps({"format": "media-source", "version": 1, **facts}))
    done = export(ExportRequest(corpus, "parquet", tmp_path / "dataset", workers=1))
    tables = {name: pyarrow.parquet.read_table(tmp_path / "dataset" / name) for name in ("documents", "spans", "zones")}
    row = next(one for one in tables["documents"].to_pylist() if one["id"] == "emoji.txt")
    assert row["day"] == date(2026, 3, 4)
    assert (row["title"], row["date"], row["language"]) == ("A title", "2026-03-04", "en")
    assert (row["fact.page"], row["fact.seen"]) == (7, ["a", "b"])
    spans = tables["spans"].to_pylist()
    texts = {one["id"]: one["text"] for one in tables["documents"].to_pylist()}
    assert all(texts[one["document"]][one["start"] : one["end"]] == one["text"] for one in spans)
    quote = next(one for one in spans if one["document"] == "emoji.txt" and one["label"] == "quote")
    assert (quote["attr.mode"], quote["attributes"]) == ("direct", [])
    assert quote["note"] == "check the figure"
    assert "source fact" not in done.outcome.losses.counts
    assert "article fact" not in done.outcome.losses.counts
    assert tables["zones"].schema == tables["spans"].schema


def test_each_part_of_a_split_has_a_folder_in_every_table_though_it_has_no_rows(tmp_path: Path) -> None:
    need("pyarrow")
    dataset(tmp_path, "50/25/25")
    found = {path.relative_to(tmp_path / "dataset").as_posix() for path in (tmp_path / "dataset").rglob("*.parquet")}
    assert found == {
        f"{table}/split={split}/part-00000.parquet"
        for table in ("spans", "relations", "zones", "documents", "layers")
        for split in ("train", "validation", "test")
    }


def _article(folder: Path, name: str, facts: dict[str, Any], attributes: dict[str, Any]) -> None:
    """An article of one word, tagged, with its facts."""
    path = folder / name
    path.write_text("Hello", "utf-8")
    facts_path(path).write_text(json.dumps({"format": "media-source", "version": 1} | facts), "utf-8")
    document = Document.from_bytes(path.read_bytes(), name=name)
    layer = new_layer(document, "alice", pairs({"id": "own", "version": 1}))
    layer.annotations = [Annotation(new_id(), "t", 0, 5, pairs(attributes), "", TIME, TIME)]
    sidecar_path(path, "alice").write_bytes(b"".join(encode(layer)))


def test_a_teams_own_facts_and_coded_values_are_columns_of_their_type_in_every_shard(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A number, a yes or no, words and a day are such; of several types they are words that say which: that is told."""
    need("duckdb", "pyarrow")
    import pyarrow.parquet

    monkeypatch.setattr("analyst_app.export.engine.SHARD_BYTES", 1)  # a shard an article
    folder = tmp_path / "corpus"
    folder.mkdir()
    kinds = {"strength": "number", "sure": "flag", "topic": "text", "frames": "choice"}
    attributes = [{"id": key, "name": key, "type": kind} for key, kind in kinds.items()]
    attributes[3] |= {"several": True, "values": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]}
    tag = {"id": "t", "name": "T", "key": "T", "color": "#112233", "definition": "", "attributes": attributes}
    codebook = {"format": "media-codebook", "id": "own", "version": 1, "name": "Own", "tags": [tag]}
    (folder / "codebook.json").write_text(json.dumps(codebook))
    facts = {"reach": 12000, "paywall": True, "tone": -0.5, "desk": "city", "seen": "2024-03-05", "pages": 3}
    _article(folder, "a.txt", facts, {"strength": 2, "sure": True, "topic": "7", "frames": ["a", "b"]})
    facts = {"reach": 9, "tone": 1, "desk": "7", "pages": "3", "author": ["Ann", "Bo"]}
    _article(folder, "b.txt", facts, {"strength": "about 3", "topic": "x", "frames": "a", "odd": 5})
    _article(folder, "c.txt", {}, {})
    done = export(ExportRequest(folder, "parquet", tmp_path / "dataset", workers=1))
    shards = sorted((tmp_path / "dataset" / "documents").iterdir())
    assert len(shards) == 3
    assert len({str(pyarrow.parquet.read_schema(path)) for path in shards}) == 1
    import duckdb

    read = f"read_parquet('{tmp_path}/dataset/%s/*.parquet')"
    kinds = dict(duckdb.sql(f"SELECT column_name, column_type FROM (DESCRIBE FROM {read % 'documents'})").fetchall())
    assert {key: kind for key, kind in kinds.items() if key.startswith("fact.")} == {
        **{"fact.reach": "BIGINT", "fact.paywall": "BOOLEAN", "fact.tone": "DOUBLE", "fact.desk": "VARCHAR"},
        **{"fact.seen": "DATE", "fact.pages": "VARCHAR", "fact.author": "VARCHAR[]"},
    }
    rows = duckdb.sql(f"""SELECT "fact.reach", "fact.paywall", "fact.tone", "fact.desk", "fact.pages", "fact.author",
        author FROM {read % "documents"} ORDER BY id""").fetchall()
    assert rows == [
        (12000, True, -0.5, "city", "3", None, ""),
        (9, None, 1.0, "7", '"3"', ["Ann", "Bo"], "Ann; Bo"),
        (None, None, None, None, None, None, ""),
    ]
    assert [one.words for one in done.outcome.losses.examples["mixed column"]] == ["fact.pages"]
    assert done.outcome.losses.total == 0
    spans = duckdb.sql(f"""SELECT "attr.strength", "attr.sure", "attr.topic", "attr.frames", attributes
        FROM {read % "spans"} ORDER BY document""").fetchall()
    assert spans == [
        (2.0, True, "7", ["a", "b"], {}),
        (None, None, "x", ["a"], {"strength": "about 3", "odd": "5"}),
        (None, None, None, None, {}),
    ]
