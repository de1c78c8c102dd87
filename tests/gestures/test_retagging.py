"""Re-tagging keeps ids and what the new tag has a place for, and fits the layer as one step."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyst_app.core.annotation import Annotation
from analyst_app.core.codebook import Codebook
from analyst_app.core.store import AnnotationStore
from analyst_app.corpus.articles import built_in
from analyst_app.errors import CodebookInvalid
from analyst_app.gestures.retagging import losses_in_words, retag_all
from analyst_app.session.session import Session
from tests.corpus.corpora import annotate, write_article


def test_all_annotations_of_a_tag_get_another_in_one_step(tmp_path: Path) -> None:
    path = write_article(tmp_path, "a.txt", "One two three four.\n")
    made = annotate(
        path, "alice", ("claim", "One", {"hedged": True}), ("claim", "three"), ("actor", "two"),
        links=((0, "source", 2), (1, "source", 2)),
    )  # fmt: skip
    session = Session.load(
        path, Session.read_article(path), layer_id="alice", codebook=built_in(), state=tmp_path / ".state"
    )
    before = session.store.tags
    retagged = retag_all(session.store, built_in(), source="claim", target="quote")
    assert retagged.lost == ("Hedged = yes", "link source", "link source")
    session.do("Merge", retagged.change)
    assert session.store.tags == {"quote": 2, "actor": 1}
    assert session.store.annotation(made[0].id) is not None
    session.undo()
    assert session.store.tags == before
    assert len(session.store.links) == 2


def test_a_tag_that_is_not_there_is_refused(tmp_path: Path) -> None:
    path = write_article(tmp_path, "a.txt", "One.\n")
    session = Session.load(
        path, Session.read_article(path), layer_id="alice", codebook=built_in(), state=tmp_path / ".state"
    )
    with pytest.raises(CodebookInvalid, match="no tag frame"):
        retag_all(session.store, built_in(), source="claim", target="frame")


def test_values_of_another_type_go_and_are_named() -> None:
    tags = [
        {"id": "note", "attributes": [{"id": "size", "type": "text"}]},
        {"id": "sum", "attributes": [{"id": "size", "type": "number"}]},
    ]
    codebook = Codebook.from_data({"format": "media-codebook", "id": "typed", "name": "Typed", "tags": tags})
    notes = [Annotation("a", "note", 0, 2, (("size", "abc"),)), Annotation("b", "note", 3, 5, (("size", 12),))]
    store = AnnotationStore(notes, length=9)
    made = retag_all(store, codebook, source="note", target="sum")
    assert made.lost == ("size = abc",)
    store.apply(made.change)
    assert [(one.tag, one.attributes) for one in store.annotations] == [("sum", ()), ("sum", (("size", 12),))]


def test_losses_are_told_with_their_numbers_the_most_frequent_first() -> None:
    assert losses_in_words({"link source": 1, "size = abc": 3}) == "size = abc (3 times), link source"
    assert losses_in_words({f"size = {n}": 1 for n in range(7)}).endswith("size = 4, 2 more")
