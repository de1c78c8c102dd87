"""The uses of a tag and of its values are counted in the index.

Tests of corpus.codebook_fit.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from analyst_app.corpus.codebook_fit import affected, uses, with_several
from analyst_app.corpus.corpus_index import CorpusIndex
from tests.corpus.corpora import annotate, write_article


@pytest.fixture
def index(tmp_path: Path) -> CorpusIndex:
    path = write_article(tmp_path / "c", "a.txt", "One two one.\n")
    annotate(path, "alice", ("claim", "One", {"kind": ["fact", "forecast"]}), ("claim", "two", {"kind": "[fact]"}))
    annotate(path, "bob", ("claim", "two", {"kind": ["fact"]}), ("actor", "One"))
    index = CorpusIndex(tmp_path / "c", tmp_path / "cache")
    index.refreshed()
    return index


def test_what_a_change_concerns_is_counted_by_article_and_layer(index: CorpusIndex) -> None:
    assert affected(index, "claim") == [("a.txt", "alice", 2), ("a.txt", "bob", 1)]
    assert affected(index, "frame") == []


def test_the_uses_of_all_tags_are_counted(index: CorpusIndex) -> None:
    assert uses(index) == {"claim": 3, "actor": 1}


def test_lists_of_values_are_counted_and_single_values_are_not(index: CorpusIndex) -> None:
    assert with_several(index, "claim", "kind") == [("a.txt", "alice", 1), ("a.txt", "bob", 1)]
    assert with_several(index, "claim", "mode") == []
