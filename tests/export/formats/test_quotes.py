"""The table of quotes, zones and groups go by what the codebook's tags play, not by their ids."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from analyst_app.cli import main
from tests.corpus.corpora import annotate, write_article
from tests.frames import put_codebook, without_quotation

TEXT = "Ada Brandt said “we stay”.\n\nPhoto: R. Lund\n\nRain fell.\n"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "corpus"
    annotate(
        write_article(folder, "one.txt", TEXT), "alice",
        ("statement", "“we stay”", {"mode": "direct"}), ("person", "Ada Brandt"), ("aside", "Photo: R. Lund"),
        ("quote", "Rain"), ("skip", "fell"), links=((0, "speaker", 1),),
    )  # fmt: skip
    return folder


def exported(corpus: Path, *arguments: str) -> Path:
    output = corpus.parent / "out"
    assert main(["export", str(corpus), "--output", str(output), *arguments]) == 0
    return output


def rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as lines:
        return list(csv.DictReader(lines))


def test_statements_are_the_quotes_where_the_codebook_says_so(corpus: Path) -> None:
    put_codebook(corpus)
    (row,) = rows(exported(corpus, "--format", "quotes") / "quotes.csv")
    assert (row["text"], row["mode"], row["speaker"]) == ("“we stay”", "direct", "Ada Brandt")


def test_a_codebook_that_says_nothing_goes_by_the_id(corpus: Path) -> None:
    (row,) = rows(exported(corpus, "--format", "quotes") / "quotes.csv")
    assert (row["text"], row["speaker"]) == ("Rain", "")


def test_without_a_quotation_the_table_has_no_speakers(corpus: Path) -> None:
    put_codebook(corpus, without_quotation())
    path = exported(corpus, "--format", "quotes") / "quotes.csv"
    assert rows(path) == []
    head = path.read_text("utf-8-sig").strip().split(",")
    assert {"text", "mode"} < set(head)
    assert not {"speaker", "kind", "naming"} & set(head)


def zones(folder: Path) -> list[str]:
    article: dict[str, Any] = json.loads((folder / "data.jsonl").read_text("utf-8"))
    return [zone["label"] for zone in article["zones"]]


@pytest.mark.parametrize("form", ["quotes", "xlsx"])
def test_a_codebook_without_a_word_of_parts_and_without_a_quotation_exports_as_ever(corpus: Path, form: str) -> None:
    tags = [{"id": "thing", "name": "Thing", "key": "T", "colour": "#b45309"}]
    codebook = {"format": "media-codebook", "id": "bare", "version": 1, "name": "Bare", "tags": tags}
    (corpus / "codebook.json").write_text(json.dumps(codebook), "utf-8")
    output = exported(corpus, "--format", form)
    if form == "quotes":
        (row,) = rows(output / "quotes.csv")
        assert (row["text"], row["speaker"]) == ("Rain", "")


def test_zones_are_what_plays_skip(corpus: Path) -> None:
    assert zones(exported(corpus)) == ["skip"]
    put_codebook(corpus)
    assert zones(exported(corpus, "--overwrite")) == ["aside"]
    cut = exported(corpus, "--overwrite", "--zones", "cut", "--pseudonyms")
    assert "Photo" not in json.loads((cut / "data.jsonl").read_text("utf-8"))["text"]


def test_a_layer_that_is_not_laid_out_as_we_write_it_has_the_same_zones(corpus: Path) -> None:
    put_codebook(corpus)
    path = corpus / "one.txt.alice.annotations.json"
    path.write_text(json.dumps(json.loads(path.read_text("utf-8")), indent=2), "utf-8")
    assert zones(exported(corpus)) == ["aside"]


def parts(folder: Path) -> set[str]:
    return {path.name for path in folder.glob("*.jsonl") if path.stat().st_size}


def test_articles_that_name_the_same_person_stay_in_one_part(corpus: Path) -> None:
    for number in range(8):
        text = f"{number} Ada Brandt opened hall {number} of {7 * number} on day {number * number}.\n"
        annotate(write_article(corpus, f"more{number}.txt", text), "alice", ("person", "Ada Brandt"))
    split = ("--split", "50/25/25", "--seed", "1", "--group-by", "actor", "--overwrite")
    assert len(parts(exported(corpus, *split))) > 1  # without a codebook a person is no actor
    put_codebook(corpus)
    assert len(parts(exported(corpus, *split))) == 1
