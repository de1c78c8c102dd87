"""spaCy's training data as JSON, and what its documents are written as."""

from __future__ import annotations

import json
from pathlib import Path

from analyst_app.importers.annotations.annotation_kinds import kind_of, read_annotated
from tests.importers.annotations.labelled.labelled_readings import lines, lost, marked, only

RAIN = "😀 Kim spoke of rain."


def test_pairs_of_a_text_and_its_entities(tmp_path: Path) -> None:
    pairs = [[RAIN, {"entities": [[2, 5, "actor"]]}], ["None here.", {"entities": []}], ["x", {"entities": [[1]]}]]
    (tmp_path / "train.json").write_text(json.dumps(pairs), "utf-8")
    for path in (tmp_path / "train.json", lines(tmp_path / "train.jsonl", *pairs)):
        assert kind_of(path) == "lines"
        found = read_annotated(path)
        assert [marked(one) for one in found.articles] == [
            {"imported": [("actor", "Kim")]}, {"imported": []}, {"imported": []}]  # fmt: skip
        assert lost(found) == {"unreadable item": 1}


def test_a_document_as_spacy_writes_it(tmp_path: Path) -> None:
    tokens = [{"id": 0, "start": 0, "end": 1, "tag": "UH"}]
    document = {
        "text": RAIN,
        "ents": [{"start": 2, "end": 5, "label": "PERSON", "kb_id": "Q1"}],
        "spans": {"sc": [{"start": 6, "end": 19, "label": "claim", "kb_id": ""}]},
        "cats": {"weather": 0.9},
        "tokens": tokens,
    }
    (tmp_path / "doc.json").write_text(json.dumps(document, indent=1), "utf-8")
    article = only(tmp_path / "doc.json")
    assert marked(article) == {"imported": [("PERSON", "Kim"), ("claim", "spoke of rain")]}
    [(annotations, _)] = article.layers.values()
    assert {one.tag: dict(one.attributes) for one in annotations} == {
        "PERSON": {"kb_id": "Q1"}, "claim": {"group": "sc"}}  # fmt: skip
    assert article.layer_facts["imported"].note == "category weather: 0.9"
    assert lost(read_annotated(tmp_path / "doc.json")) == {"unknown": 1}, "tags of tokens"
