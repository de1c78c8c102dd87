"""Figures count finished work: layers that are done, or where nobody is done those that are begun and not empty.

Tests of corpus.shared_articles.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from analyst_app.corpus.shared_articles import EMPTY, IN_PROGRESS, FinishedWork, read_shared, unfinished_in
from tests.corpus import blind
from tests.corpus.corpora import annotate, write_article


@pytest.mark.parametrize(
    ("layers", "left_out"),
    [
        ({"a": ("done", 3), "b": ("done", 2)}, {}),
        ({"a": ("done", 3), "b": ("in_progress", 2)}, {"b": IN_PROGRESS}),
        ({"a": ("done", 3), "b": ("in_progress", 0)}, {"b": EMPTY}),
        ({"a": ("done", 0), "b": ("done", 2)}, {}),  # she found nothing to tag, and says that she is done
        ({"a": ("in_progress", 3), "b": ("in_progress", 1)}, {}),
        ({"a": ("in_progress", 3), "b": ("in_progress", 0)}, {"b": EMPTY}),
        ({"a": ("in_progress", 0), "b": ("", 0)}, {"a": EMPTY, "b": EMPTY}),
        ({"a": ("in_progress", 3), "gold-max": ("done", 3)}, {}),  # a reviewer who is done is no reader who is done
        ({"a": ("done", 3), "gold-max": ("in_progress", 3)}, {}),
    ],
)
def test_which_layers_of_an_article_are_left_out_and_why(layers, left_out):
    assert unfinished_in(layers) == left_out


def test_of_three_states_the_two_that_are_done_are_compared_and_the_stray_is_named(tmp_path: Path):
    folder = blind.write_corpus(tmp_path / "corpus", sealed=False)
    finished = FinishedWork()
    asked = [(folder / name, ["alice", "bob", "carol"]) for name in ("done.txt", "begun.txt", "empty.txt")]
    found = list(read_shared(asked, print, print, finished))
    assert [(one.path.name, [layer.layer_id for layer in one.layers]) for one in found] == [
        ("done.txt", ["alice", "bob"])
    ]
    assert finished.left_out == {"alice": {IN_PROGRESS: 1, EMPTY: 1}, "carol": {IN_PROGRESS: 3}}
    assert finished.counted == {"alice", "bob"}
    assert "carol (in progress in 3 articles)" in finished.words
    assert "alice (empty in 1 article, in progress in 1 article)" in finished.words


def test_a_layer_that_a_person_asks_for_counts_as_it_is(tmp_path: Path):
    folder = blind.write_corpus(tmp_path / "corpus", sealed=False)
    asked = [(folder / "done.txt", ["alice", "bob", "carol"])]
    (one,) = read_shared(asked, print, print, FinishedWork(["carol"]))
    assert [layer.layer_id for layer in one.layers] == ["alice", "bob", "carol"]
    (one,) = read_shared(asked, print, print, FinishedWork(None))
    assert len(one.layers) == 3


def test_a_layer_whose_annotations_all_wait_for_a_place_is_no_reading_of_this_text_and_is_named(tmp_path: Path):
    """It would count as the reading of somebody who tagged nothing."""
    article = write_article(tmp_path, "one.txt", blind.TEXT)
    for layer in ("alice", "bob"):
        annotate(article, layer, ("claim", blind.CLAIM))
    article.write_text("Quite another article stands here today.\n", "utf-8")
    finished = FinishedWork()
    told: list[str] = []
    assert list(read_shared([(article, ["alice", "bob"])], print, told.append, finished)) == []
    assert [words.split(":")[0] for words in told] == [f"one.txt.{name}.annotations.json" for name in ("alice", "bob")]
    assert all("was not found in this text, so it is no reading of it" in words for words in told)
    assert finished.words == ""
