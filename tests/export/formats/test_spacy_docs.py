"""spaCy documents: entities that a strategy chose, what they leave out, and files of a split corpus."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from analyst_app.export.formats.spacy_docs import FORMAT, write
from tests.export.torture import article, articles, options

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
        ("actor", "zeta."),
    ]
    assert losses["not in doc.ents"] == [
        "claim: alpha beta gamma",
        "quote: beta gamma delta",
        "actor: beta",
        "claim: gamma delta epsilon",
        "actor: zeta",
    ]


def test_without_a_strategy_there_are_no_entities_and_all_spans_are_there(tmp_path: Path) -> None:
    document, losses = written(tmp_path)
    assert len(document.ents) == 0
    assert losses == {
        "widened span": ["actor: zet → zeta", "actor: a. → zeta."],
        "edge white space": ["actor: ' beta'"],
    }
    assert len(document.spans["sc"]) == 8


def test_a_span_that_was_widened_keeps_its_own_edges_beside(tmp_path: Path) -> None:
    document, _ = written(tmp_path)
    kept = document.user_data["analyst"]["spans"]
    exact = {span.text: kept[span.id_]["exact"] for span in document.spans["sc"] if "exact" in kept[span.id_]}
    assert exact == {"beta": (5, 10), "zeta": (31, 34), "zeta.": (34, 36)}


def test_one_file_is_named_by_its_split_and_several_lie_in_a_folder() -> None:
    given = [("", 0, 1), ("validation", 0, 1), ("validation", 1, 2), ("", 12, 13)]
    (named,) = FORMAT.shard_parts(options()).values()
    names = [named(*one) for one in given]
    assert names == ["data.spacy", "dev.spacy", "dev/00001.spacy", "data/00012.spacy"]


@pytest.mark.parametrize("overlap", ["", "longest"])
def test_the_file_is_the_one_that_the_library_alone_would_write(tmp_path: Path, overlap: str) -> None:
    from spacy.tokens import DocBin

    everything = articles()
    write(tmp_path / "x", [*everything, *everything], options(overlap=overlap), lambda _: None)
    alone = DocBin(store_user_data=True)
    for document in DocBin().from_disk(tmp_path / "x").get_docs(spacy.vocab.Vocab()):
        alone.add(document)
    assert (tmp_path / "x").read_bytes() == alone.to_bytes()


def test_installed_packages_are_searched_for_plugins_once_a_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from srsly import msgpack

    searched = []
    for registry in (msgpack.msgpack_encoders, msgpack.msgpack_decoders):
        find = registry.get_entry_points
        monkeypatch.setattr(registry, "get_entry_points", lambda find=find: searched.append(1) or find())
    write(tmp_path / "x", articles(), options(), lambda _: None)
    assert len(list(FORMAT.read_shard(tmp_path / "x", options()))) == 10
    assert len(searched) == 4
    msgpack.packb({})
    assert len(searched) == 5
