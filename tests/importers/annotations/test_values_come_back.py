"""A value comes back from every format as it went out: words as words, a flag as a flag, a list as a list.

A list with one value is not that value, and words that look like a list are words.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest

from analyst_app.cli import main
from analyst_app.export.exporting import ExportRequest, export
from tests.corpus.corpora import annotate, write_article

FORMATS = ("jsonl", "csv", "csv-excel", "xlsx", "huggingface", "label-studio", "prodigy")
FORMATS += ("brat", "web-annotation", "refi-qda", "uima-cas")
_TAG = {
    "id": "claim",
    "name": "Claim",
    "key": "C",
    "colour": "#336699",
    "attributes": [
        {"id": "topics", "name": "Topics", "type": "choice", "several": True,
         "values": [{"id": "a", "name": "A"}, {"id": "b", "name": "B"}]},
        {"id": "kind", "name": "Kind", "type": "choice", "values": [{"id": "true", "name": "True"}]},
        {"id": "hedged", "name": "Hedged", "type": "flag"},
        {"id": "free", "name": "Free", "type": "text"},
        {"id": "number", "name": "Number", "type": "number"},
    ],
}  # fmt: skip
CODEBOOK = {"format": "media-codebook", "version": 1, "id": "own", "name": "Own", "tags": [_TAG]}
VALUES: dict[str, dict[str, Any]] = {
    "two": {"topics": ["a", "b"]},
    "one": {"topics": ["a"]},
    "alone": {"topics": "a"},
    "unlisted": {"topics": ["a", "c"]},
    "words": {"free": '["a"]'},
    "flag": {"hedged": True},
    "off": {"hedged": False},
    "said": {"free": "true"},
    "chosen": {"kind": "true"},
    "digits": {"free": "007"},
    "counted": {"number": 7},
    "half": {"number": 1.5},
}


@pytest.fixture(scope="module")
def corpus(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("values") / "corpus"
    path = write_article(folder, "a.txt", f"{' '.join(VALUES)}.\n")
    annotate(path, "alice", *(("claim", words, values) for words, values in VALUES.items()))
    (folder / "codebook.json").write_text(json.dumps(CODEBOOK), "utf-8")
    return folder


@pytest.mark.parametrize("name", FORMATS)
def test_every_value_keeps_its_type(corpus: Path, name: str, tmp_path: Path) -> None:
    output, back = tmp_path / "out", tmp_path / "back"
    done = export(ExportRequest(corpus=corpus, format_name=name, output=output, workers=1))
    assert done.outcome.losses.loss_sentences() == []
    back.mkdir()
    (back / "codebook.json").write_bytes((corpus / "codebook.json").read_bytes())
    main(["import", str(output / "data" if name == "huggingface" else output), "--to", str(back)])
    [layer] = back.glob("*.annotations.json")
    found = {one["exact"]: one["attributes"] for one in json.loads(layer.read_bytes())["annotations"]}
    assert found == VALUES


def test_label_studio_offers_several_values_where_several_may_be_set(corpus: Path, tmp_path: Path) -> None:
    export(ExportRequest(corpus=corpus, format_name="label-studio", output=tmp_path / "out", workers=1))
    view = ElementTree.fromstring((tmp_path / "out" / "labelling-config.xml").read_text("utf-8"))
    most = {one.get("name"): one.get("choice") for one in view.findall("Choices")}
    assert most == {"claim__topics": "multiple", "claim__kind": "single", "claim__hedged": "single"}
    offered = {one.get("name"): {cell.get("value") for cell in one} for one in view.findall("Choices")}
    [task] = json.loads((tmp_path / "out" / "tasks.json").read_text("utf-8"))
    ticked = [one for one in task["annotations"][0]["result"] if one["type"] == "choices"]
    assert [one["value"]["choices"] for one in ticked if one["from_name"] == "claim__topics"] == [
        ["a", "b"],
        ["a"],
        ["a"],
    ]
    assert all(set(one["value"]["choices"]) <= offered[one["from_name"]] for one in ticked)
