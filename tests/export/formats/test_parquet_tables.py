"""The format parquet: its consumers' lines in docs/export.md, as they stand there, and what the columns hold."""

from __future__ import annotations

import json
import re
from collections import Counter
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from analyst_app.export.exporting import ExportRequest, export
from tests.export.exports import ROOT, need
from tests.export.torture import write_corpus


def lines_for(program: str) -> str:
    """The lines of the page that begin with the import of a program."""
    page = (ROOT / "docs" / "export.md").read_text("utf-8")
    (found,) = re.findall(rf"^```python\n((?:import|from) {program}\b.*?)^```", page, re.M | re.S)
    return str(found)


def asked_for(corpus: Path, parts: dict[str, str]) -> list[tuple[str, str, int]]:
    """Direct quotes by part and speaker, counted in the layers themselves.

    Args:
        corpus: the folder.
        parts: the split of each article.
    """
    counts: Counter[tuple[str, str]] = Counter()
    for path in corpus.rglob("*.annotations.json"):
        layer = json.loads(path.read_bytes())
        article = path.relative_to(corpus).as_posix().removesuffix(f".{layer['annotator']}.annotations.json")
        words = {one["id"]: one["exact"] for one in layer["annotations"]}
        direct = {one["id"] for one in layer["annotations"] if one["attributes"].get("mode") == "direct"}
        counts.update(
            (parts[article], words[link["to"]])
            for link in layer["links"]
            if link["role"] == "speaker" and link["from"] in direct
        )
    return sorted((split, speaker, count) for (split, speaker), count in counts.items())


def dataset(folder: Path) -> tuple[Path, dict[str, str]]:
    """A corpus, exported beside it in three parts, and the part of each article as JSON Lines have it."""
    corpus = write_corpus(folder / "corpus")
    for form in ("parquet", "jsonl"):
        export(ExportRequest(corpus, form, folder / form, split="50/25/25", seed=3, workers=1))
    (folder / "parquet").rename(folder / "dataset")
    files = [(path.stem, path.read_bytes()) for path in (folder / "jsonl").glob("*.jsonl")]
    return corpus, {json.loads(line)["id"]: split for split, data in files for line in data.split(b"\n") if line}


@pytest.mark.parametrize("program", ["duckdb", "pandas"])
def test_the_lines_of_the_page_answer(program: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    need(program, "pyarrow")
    corpus, parts = dataset(tmp_path)
    monkeypatch.chdir(tmp_path)
    known: dict[str, Any] = {}
    exec(lines_for(program), known)
    expected = asked_for(corpus, parts)
    assert len({split for split, _, _ in expected}) > 1
    assert known["found"] == expected


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
    assert dict(row["facts"]) == {"page": "7", "seen": '["a", "b"]'}
    spans = tables["spans"].to_pylist()
    texts = {one["id"]: one["text"] for one in tables["documents"].to_pylist()}
    assert all(texts[one["document"]][one["start"] : one["end"]] == one["text"] for one in spans)
    quote = next(one for one in spans if one["document"] == "emoji.txt" and one["label"] == "quote")
    assert dict(quote["attributes"]) == {"mode": "direct"}
    assert quote["note"] == "check the figure"
    assert "source fact" not in done.outcome.losses.counts
    assert "article fact" not in done.outcome.losses.counts
    assert tables["zones"].schema == tables["spans"].schema


def test_each_part_of_a_split_has_a_folder_in_every_table_though_it_has_no_rows(tmp_path: Path) -> None:
    need("pyarrow")
    dataset(tmp_path)
    found = {path.relative_to(tmp_path / "dataset").as_posix() for path in (tmp_path / "dataset").rglob("*.parquet")}
    assert found == {
        f"{table}/split={split}/part-00000.parquet"
        for table in ("spans", "relations", "zones", "documents", "layers")
        for split in ("train", "validation", "test")
    }
