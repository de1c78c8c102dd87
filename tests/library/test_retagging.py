"""Re-tagging touches one annotator's layer, keeps ids and attributes, and goes through the app's saving."""

from __future__ import annotations

from pathlib import Path

from analyst_app.corpus import built_in
from analyst_app.library.retagging import retag_layer
from analyst_app.session import Session
from tests.library.corpora import annotate, write_article


def test_a_merged_tag_is_given_to_ones_own_annotations(tmp_path: Path) -> None:
    path = write_article(tmp_path, "a.txt", "One two three.\n")
    (mine, *_) = annotate(path, "alice", ("claim", "One"), ("actor", "two"))
    annotate(path, "bob", ("claim", "One"))
    bobs = (tmp_path / "a.txt.bob.annotations.json").read_bytes()
    done = retag_layer(
        tmp_path, ["a.txt", "gone.txt"], "alice", "claim", "quote", codebook=built_in(), state=tmp_path / ".state"
    )
    assert [(item.article, item.count, bool(item.problem)) for item in done] == [
        ("a.txt", 1, False), ("gone.txt", 0, True),
    ]  # fmt: skip
    session = Session.load(path, Session.read(path), layer_id="alice", codebook=built_in(), state=tmp_path / ".state")
    retagged = session.store.annotation(mine.id)
    assert retagged is not None
    assert retagged.tag == "quote"
    assert session.store.tags == {"quote": 1, "actor": 1}
    assert (tmp_path / "a.txt.bob.annotations.json").read_bytes() == bobs


def test_it_can_be_stopped(tmp_path: Path) -> None:
    assert retag_layer(tmp_path, ["a.txt"], "alice", "x", "y", codebook=built_in(), state=tmp_path,
                       is_cancelled=lambda: True) == []  # fmt: skip
