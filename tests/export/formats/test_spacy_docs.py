"""spaCy documents: entities that a strategy chose, what they leave out, and files of a split corpus."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analyst_app.export.formats.spacy_docs import FORMAT, write
from tests.export.torture import article, options

spacy = pytest.importorskip("spacy")


def written(tmp_path: Path, overlap: str = "") -> tuple[Any, dict[str, list[str]]]:
    """The document of the article whose spans cross, and the words of the losses."""
    from spacy.tokens import DocBin

    losses = write(tmp_path / "x", [article("crossing.txt")], options(overlap=overlap), lambda _: None)
    (document,) = DocBin().from_disk(tmp_path / "x").get_docs(spacy.blank("xx").vocab)
    return document, {kind: [loss.words for loss in found] for kind, found in losses.examples.items()}


def test_entities_hold_what_the_strategy_keeps_and_the_others_are_told(tmp_path: Path) -> None:
    document, losses = written(tmp_path, "longest")
    assert [(one.label_, one.text) for one in document.ents] == [
        ("claim", "alpha"),
        ("quote", "beta gamma delta epsilon"),
        ("actor", "zet"),
        ("actor", "a."),
    ]
    assert losses["not in doc.ents"] == [
        "claim: alpha beta gamma",
        "actor:  beta",
        "quote: beta gamma delta",
        "claim: gamma delta epsilon",
    ]


def test_without_a_strategy_there_are_no_entities_and_nothing_is_lost(tmp_path: Path) -> None:
    document, losses = written(tmp_path)
    assert (len(document.ents), losses) == (0, {})
    assert len(document.spans["sc"]) == 8


def test_one_file_is_named_by_its_split_and_several_lie_in_a_folder() -> None:
    names = [FORMAT.shard_name(*one) for one in [("", 0, 1), ("dev", 0, 1), ("dev", 1, 2), ("", 12, 13)]]
    assert names == ["data.spacy", "dev.spacy", "dev/00001.spacy", "data/00012.spacy"]
