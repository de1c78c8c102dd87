"""Attributions: roles as in PARC and PolNeAR, parts of one quotation together, what lies in another, named losses."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from analyst_app.core.codebook import Codebook
from analyst_app.export.exporting import ExportRequest, export
from analyst_app.export.facts.layer_row import LayerRow
from analyst_app.export.formats.attributions import FORMAT, encode, read
from analyst_app.export.rows import ExportArticle, RelationRow, SourceRow, SpanRow
from analyst_app.resources import built_in_codebook
from tests.export.exports import exported, need, python
from tests.export.torture import article, options

TEXT = "“We stay,” Brandt said, “and Lund told me ‘go’.” The hall is old.\n"


def span(key: str, label: str, words: str, **more: Any) -> SpanRow:
    start = TEXT.index(words)
    return SpanRow(key, label, start, start + len(words), words, more.pop("attributes", {}), "alice", **more)


def nested(**labels: str) -> ExportArticle:
    """An article with a quotation in two parts, in the second of which lies another's."""
    quote, actor, cue = (labels.get(name, name) for name in ("quote", "actor", "cue"))
    spans = [
        span("q1", quote, "“We stay,”", attributes={"mode": "direct"}, note="firm"),
        span("a1", actor, "Brandt", attributes={"kind": "person"}, actor="brandt"),
        span("c1", cue, "said"),
        span("q2", quote, "“and Lund told me ‘go’.”", attributes={"mode": "direct"}),
        span("a2", actor, "Lund"),
        span("c2", cue, "told"),
        span("a3", actor, "me"),
        span("q3", quote, "‘go’"),
        span("k", "claim", "The hall is old"),
    ]
    links = [("q1", "speaker", "a1"), ("q1", "cue", "c1"), ("q2", "continues", "q1"), ("q3", "speaker", "a2")]
    links += [("q3", "cue", "c2"), ("q3", "addressee", "a3"), ("k", "about", "a1")]
    relations = [RelationRow(f"l{n}", role, head, tail, "alice") for n, (head, role, tail) in enumerate(links)]
    return ExportArticle("a.txt", TEXT, spans, relations, [], SourceRow(), [LayerRow("alice", "done", "")])


def lines(one: ExportArticle, **changes: Any) -> list[dict[str, Any]]:
    piece = encode(one, options(**changes))
    return [json.loads(line) for line in piece.files["attributions/data.jsonl"].splitlines()]


def words(line: dict[str, Any], role: str) -> list[str]:
    return [one["text"] for one in line[role]]


def test_parts_of_a_quotation_are_one_attribution_and_a_quotation_in_it_says_in_which_it_lies() -> None:
    outer, inner = lines(nested())
    assert words(outer, "content") == ["“We stay,”", "“and Lund told me ‘go’.”"]
    assert (words(outer, "source"), words(outer, "cue")) == (["Brandt"], ["said"])
    assert (outer["mode"], outer["inside"], outer["note"]) == ("direct", None, "firm")
    assert (outer["source"][0]["kind"], outer["source"][0]["person"]) == ("person", "brandt")
    assert (words(inner, "content"), words(inner, "source"), words(inner, "cue")) == (["‘go’"], ["Lund"], ["told"])
    assert (inner["id"], inner["inside"]) == ("q3", "q1")
    assert [(one["role"], one["text"]) for one in inner["others"]] == [("addressee", "me")]


def test_which_tag_is_which_role_comes_from_what_the_codebook_says_it_plays() -> None:
    data = built_in_codebook()
    for tag in data["tags"]:
        tag["id"] = {"quote": "utterance", "actor": "voice", "cue": "verb"}.get(tag["id"], tag["id"])
        for role in tag.get("links", []):
            role["to"] = [{"quote": "utterance", "actor": "voice", "cue": "verb"}.get(to, to) for to in role["to"]]
    one = nested(quote="utterance", actor="voice", cue="verb")
    found = lines(one, codebook=Codebook.from_data(data))
    assert [(words(line, "source"), words(line, "cue")) for line in found] == [
        (["Brandt"], ["said"]),
        (["Lund"], ["told"]),
    ]
    assert lines(one) == [], "by the built-in codebook these are no quotations"


def test_a_circle_of_parts_is_one_attribution() -> None:
    one = nested()
    one.relations.append(RelationRow("l9", "continues", "q1", "q2", "alice"))
    assert [len(line["content"]) for line in lines(one)] == [2, 1]


def test_what_is_no_part_of_an_attribution_is_named() -> None:
    losses = encode(nested(), options()).losses
    assert losses.counts["other label"] == 1
    assert losses.counts["relation"] == 1
    assert losses.examples["other label"][0].words == "claim: The hall is old"
    assert {"zone", "attribute", "note"} & set(encode(article("emoji.txt"), options()).losses.counts) == {"note"}


def test_it_reads_back_and_a_changed_edge_does_not() -> None:
    piece = encode(nested(), options())
    assert read(piece.files, options()) == piece.kept
    spoilt = {name: data.replace(b'"start":0', b'"start":1') for name, data in piece.files.items()}
    assert read(spoilt, options()) != piece.kept


@pytest.mark.slow
@pytest.mark.xdist_group("outside readers")
def test_datasets_loads_it_and_each_stretch_stands_in_its_article() -> None:
    need("datasets")
    code = """
import json, sys, datasets
datasets.disable_progress_bars()
folder, cache = sys.argv[1:]
made = datasets.load_dataset("json", data_files=folder + "/attributions/*.jsonl", cache_dir=cache)["train"]
texts = datasets.load_dataset("json", data_files=folder + "/articles/*.jsonl", cache_dir=cache)["train"]
text = {row["id"]: row["text"] for row in texts}
print(json.dumps([[row["article"], [one["text"] for one in row["source"]], all(
    text[row["article"]][one["start"]:one["end"]] == one["text"]
    for role in ("content", "cue", "source") for one in row[role])] for row in made]))
"""
    folder, _ = exported("attribution")
    environment = {"HF_HUB_OFFLINE": "1", "HF_DATASETS_OFFLINE": "1", "HF_HOME": str(folder.parent / "hf")}
    found = json.loads(python(code, str(folder), str(folder.parent / "cache"), **environment))
    assert all(stands for _, _, stands in found)
    assert [sources for name, sources, _ in found if name == "emoji.txt"] == [["Lena Ortiz"]]
    arabic = [sources for name, sources, _ in found if name == "right-to-left.txt"]
    assert arabic == [["ليلى حداد"]], "two parts, one attribution"


def test_splits_are_files(tmp_path: Path) -> None:
    samples = Path(__file__).parents[3] / "resources" / "samples"
    export(ExportRequest(samples, FORMAT.name, tmp_path / "set", split="34/33/33", workers=1))
    for place in ("attributions", "articles"):
        names = sorted(path.name for path in (tmp_path / "set" / place).iterdir())
        assert names == ["test.jsonl", "train.jsonl", "validation.jsonl"]
