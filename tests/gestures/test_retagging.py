"""Re-tagging keeps ids and what the new tag has a place for, and fits the layer as one step."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyst_app.corpus.articles import built_in
from analyst_app.errors import CodebookInvalid
from analyst_app.gestures.retagging import retag_change
from analyst_app.session.session import Session
from tests.corpus.corpora import annotate, write_article


def test_all_annotations_of_a_tag_get_another_in_one_step(tmp_path: Path) -> None:
    path = write_article(tmp_path, "a.txt", "One two three four.\n")
    made = annotate(
        path, "alice", ("claim", "One", {"hedged": True}), ("claim", "three"), ("actor", "two"),
        links=((0, "source", 2), (1, "source", 2)),
    )  # fmt: skip
    session = Session.load(path, Session.read(path), layer_id="alice", codebook=built_in(), state=tmp_path / ".state")
    before = session.store.tags
    session.do("Merge", retag_change(session.store, built_in(), "claim", "quote"))
    assert session.store.tags == {"quote": 2, "actor": 1}
    assert session.store.annotation(made[0].id) is not None
    session.undo()
    assert session.store.tags == before
    assert len(session.store.links) == 2


def test_a_tag_that_is_not_there_is_refused(tmp_path: Path) -> None:
    path = write_article(tmp_path, "a.txt", "One.\n")
    session = Session.load(path, Session.read(path), layer_id="alice", codebook=built_in(), state=tmp_path / ".state")
    with pytest.raises(CodebookInvalid, match="no tag frame"):
        retag_change(session.store, built_in(), "claim", "frame")
