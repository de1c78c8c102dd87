"""An export keeps the groups that tags stand under: in a field where there is one, else it is told.

Tests of export.unheld and export.formats.tables, too.
"""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from analyst_app.cli import main
from analyst_app.core.codebook import Codebook
from analyst_app.export.contract import Options, Vocabulary
from analyst_app.export.formats.refi_elements import code_elements
from analyst_app.export.registry import FORMATS
from analyst_app.importers.annotations.annotation_kinds import read_annotated
from analyst_app.resources import built_in_codebook
from tests.corpus.corpora import annotate, write_article
from tests.export.exports import need
from tests.export.formats.test_refi_qda import check


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


@pytest.mark.parametrize("format_name", [name for name, one in FORMATS.items() if not one.holds_path and not one.extra])
def test_every_format_without_a_place_tells_the_path(corpus: Path, format_name: str) -> None:
    losses = (exported(corpus, format_name) / "LOSSES.md").read_text("utf-8")
    assert "Claim / Quote" in losses


@pytest.fixture
def deep(corpus: Path) -> dict[str, str]:
    """By tag, the tag that it stands under: two levels, with attributes at each."""
    data = json.loads((corpus / "codebook.json").read_text("utf-8"))
    data["tags"].append({"id": "moral", "name": "Moral", "key": "F", "colour": "#be185d", "under": "quote",
                         "attributes": [{"id": "tone", "name": "Tone", "type": "choice", "values": [
                             {"id": "harsh", "name": "harsh"}]}]})  # fmt: skip
    (corpus / "codebook.json").write_text(json.dumps(data), "utf-8")
    return {"quote": "claim", "moral": "quote"}


def test_refi_nests_the_code_of_a_grouped_tag_and_reads_it_back(corpus: Path, deep: dict[str, str]) -> None:
    annotate(corpus / "one.txt", "bob", ("moral", "Ada"), ("quote", "“we stay”", {"mode": "direct"}))
    out = exported(corpus, "refi-qda", "--layer", "all")
    told = out / "LOSSES.md"
    assert not told.exists() or "Claim / Quote" not in told.read_text("utf-8")
    root = ElementTree.parse(out / "codebook.qdc").getroot()
    space = "{urn:QDA-XML:codebook:1.0}"
    check(root, space)
    names = {(outer.get("name"), inner.get("name")) for outer in root.iter(f"{space}Code") for inner in outer}
    assert {("claim", "quote"), ("quote", "moral"), ("quote", "Mode"), ("moral", "Tone")} <= names
    assert [one.get("name") for one in root.find(f"{space}Codes") or ()][:2] == ["claim", "actor"]
    quote = next(tag for tag in built_in_codebook()["tags"] if tag["id"] == "quote")
    for name in ("codebook.qdc", "project.qdpx"):
        found = read_annotated(out / name)
        assert found.codebook is not None
        tags = {tag["id"]: tag for tag in found.codebook["tags"]}
        assert {tag_id: tag["under"] for tag_id, tag in tags.items() if tag.get("under")} == deep, name
        assert [one["id"] for one in tags["moral"]["attributes"]] == ["tone"]
        assert [one["id"] for one in tags["quote"]["attributes"]] == [one["id"] for one in quote["attributes"]]
    [article] = read_annotated(out / "project.qdpx").articles
    spans = sorted((one.tag, dict(one.attributes)) for one in article.layers["bob"][0])
    assert spans == [("moral", {}), ("quote", {"mode": "direct"})]


def test_nested_codes_are_read_by_models_made_from_the_schema(corpus: Path, deep: dict[str, str]) -> None:
    need("pyrefiqda")
    from pyrefiqda import RefiCodebook

    claim = RefiCodebook.load(exported(corpus, "refi-qda") / "codebook.qdc").codes.code[0]
    at, under = claim.name, {}
    for name in ("quote", "moral"):
        claim = next(one for one in claim.code if one.name == name)
        at, under[name] = name, at
    assert under == deep


def test_a_group_that_is_not_exported_itself_is_a_code_that_nothing_is_coded_with(corpus: Path) -> None:
    book = Codebook.from_data(json.loads((corpus / "codebook.json").read_text("utf-8")))
    xml = code_elements(Options(book, Vocabulary(labels=("quote",))))
    claim = ElementTree.fromstring(xml)
    assert (claim.get("name"), claim.get("isCodable")) == ("claim", "false")
    quote = next(one for one in claim if one.tag == "Code")
    assert (quote.get("name"), quote.get("isCodable")) == ("quote", "true")


def test_another_program_that_keeps_the_identifiers_gives_the_groups_back(corpus: Path, deep: dict[str, str]) -> None:
    out = exported(corpus, "refi-qda")
    path = out / "codebook.qdc"
    path.write_text(path.read_text("utf-8").replace("Analyst App", "Another"), "utf-8")
    found = read_annotated(path)
    assert found.codebook is not None
    assert {tag["id"]: tag["under"] for tag in found.codebook["tags"] if tag.get("under")} == deep


def test_a_format_without_a_place_tells_it_and_the_card_has_it(corpus: Path) -> None:
    out = exported(corpus, "brat", "--strict")
    assert "Claim / Quote" in (out / "LOSSES.md").read_text("utf-8")
    assert "In the group: Claim / Quote" in (out / "README.md").read_text("utf-8")
