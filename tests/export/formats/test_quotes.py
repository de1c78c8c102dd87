"""The table of quotes, zones and groups go by what the codebook's tags play, not by their ids."""

from __future__ import annotations

import csv
import json
from pathlib import Path
from typing import Any

import pytest

from analyst_app.cli import main
from analyst_app.core.annotation import Annotation, LayerFacts, Link, pairs
from analyst_app.export.cells import csv_rows
from analyst_app.export.facts.source_row import SourceRow
from analyst_app.export.formats.quotes import columns, encode
from analyst_app.export.rows import ExportArticle, add_layer
from tests.corpus.corpora import annotate, write_article
from tests.export.torture import options
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


SAID = "Rain fell.\n\n\n“We stay”, said Ada Brandt and Bo; “we do”, she added, “at last”. “Why?”\n"


def table(*links: tuple[int, str, int], **of_the_last: Any) -> tuple[list[dict[str, str]], dict[str, int]]:
    """The rows of quotes of an article, and its losses; the last quote has the attributes that are given."""
    made = ExportArticle("a.txt", SAID, [], [], [], SourceRow(outlet="Echo"), [])
    named = [
        ("quote", "“We stay”", {"mode": "direct", "odd": 1}),
        ("actor", "Ada Brandt", {"name": "Brandt, Ada", "kind": "person"}),
        ("actor", "Bo", {"naming": "named"}),
        ("quote", "“we do”", {}),
        ("cue", "added", {}),
        ("quote", "“at last”", {}),
        ("quote", "“Why?”", of_the_last),
        ("skip", "Rain", {}),
    ]
    records = [
        Annotation(str(n), tag, SAID.index(words), SAID.index(words) + len(words), pairs(attributes))
        for n, (tag, words, attributes) in enumerate(named)
    ]
    made_links = [Link(f"l{n}", role, str(head), str(tail)) for n, (head, role, tail) in enumerate(links)]
    add_layer(made, "alice", annotations=records, links=made_links, facts=LayerFacts("done", "to be read again"))
    piece = encode(made, options())
    cells = csv_rows(piece.files["quotes.csv"])
    return [dict(zip(columns(options()), row, strict=True)) for row in cells], piece.losses.counts


def test_speakers_cues_and_places_stand_beside_each_quote() -> None:
    found, _ = table((0, "speaker", 2), (0, "speaker", 1), (3, "continues", 0), (5, "continues", 3), (3, "cue", 4))
    assert [row["text"] for row in found] == ["“We stay”", "“we do”", "“at last”", "“Why?”"]
    assert [row["speaker"] for row in found] == ["Brandt, Ada; Bo"] * 3 + [""]
    assert [row["kind"] for row in found] == ["person; "] * 3 + [""]
    assert [row["naming"] for row in found] == ["; named"] * 3 + [""]
    assert [row["cue"] for row in found] == ["", "added", "", ""]
    assert [row["words"] for row in found] == ["2", "2", "2", "1"]
    assert {(row["paragraph"], row["title"], row["outlet"]) for row in found} == {("2", "Rain fell.", "Echo")}
    assert [row["mode"] for row in found] == ["direct", "", "", ""]
    assert all(SAID[int(row["start"]) : int(row["end"])] == row["text"] for row in found)


def test_quotes_that_continue_one_another_in_a_ring_have_no_speaker() -> None:
    found, _ = table((0, "continues", 3), (3, "continues", 0))
    assert [row["speaker"] for row in found] == [""] * 4


def test_a_speaker_who_is_not_stated_is_said_so_unless_there_is_one() -> None:
    assert table(speaker_not_stated=True)[0][-1]["speaker"] == "(not stated)"
    assert table((6, "speaker", 2), speaker_not_stated=True)[0][-1]["speaker"] == "Bo"


def test_what_the_table_has_no_place_for_is_told() -> None:
    _, losses = table((0, "speaker", 1), (0, "about", 2), (2, "speaker", 1), hedged=True, weight=2)
    assert losses == {"attribute": 3, "other label": 2, "relation": 2, "zone": 1, "layer note": 1, "status": 1}
