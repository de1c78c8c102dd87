"""An export keeps the groups that tags stand under: in a field where there is one, else it is told.

Tests of export.unheld and export.formats.tables, too.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from analyst_app.cli import main
from analyst_app.resources import built_in_codebook
from tests.corpus.corpora import annotate, write_article


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    path = write_article(folder, "one.txt", "Ada Brandt said “we stay”.\n")
    annotate(path, "alice", ("quote", "“we stay”"), ("actor", "Ada Brandt"))
    data: dict[str, Any] = built_in_codebook()
    data["tags"][1]["under"] = "claim"
    (folder / "codebook.json").write_text(json.dumps(data), "utf-8")
    return folder


def exported(corpus: Path, name: str, *more: str) -> Path:
    out = corpus.parent / name
    assert main(["export", str(corpus), "--format", name, "--output", str(out), "--workers", "1", *more]) == 0
    return out


@pytest.mark.parametrize("more", [(), ("--no-text",)])
def test_json_lines_give_the_path_of_a_grouped_tag_and_nothing_to_others(corpus: Path, more: tuple[str, ...]) -> None:
    line = json.loads((exported(corpus, "jsonl", *more) / "data.jsonl").read_text("utf-8"))
    spans = {span["label"]: span.get("path") for span in line["spans"]}
    assert spans == {"quote": "Claim / Quote", "actor": None}


def test_tables_have_a_column_for_it(corpus: Path) -> None:
    with (exported(corpus, "csv") / "spans.csv").open(encoding="utf-8", newline="") as file:
        rows = {row["label"]: row["path"] for row in csv.DictReader(file)}
    assert rows == {"quote": "Claim / Quote", "actor": ""}


def test_a_format_without_a_place_tells_it_and_the_card_has_it(corpus: Path) -> None:
    out = exported(corpus, "brat", "--strict")
    assert "Claim / Quote" in (out / "LOSSES.md").read_text("utf-8")
    assert "In the group: Claim / Quote" in (out / "README.md").read_text("utf-8")
