"""The quotations of an article that is not open.

Tests of assist.unasked, too.
"""

from __future__ import annotations

import json
from pathlib import Path

from analyst_app.assist import unasked
from analyst_app.assist.left_quotations import left_quotations
from analyst_app.resources import built_in_codebook
from tests.corpus.corpora import annotate, write_article

TEXT = "“We stay,” said Ada Brandt.\nPhoto: “the harbour at dawn”\nReed said “no”, and “never again”.\n"


def test_those_that_are_tagged_are_not_left_and_those_in_skip_zones_do_not_count(tmp_path: Path) -> None:
    article = write_article(tmp_path, "a.txt", TEXT)
    annotate(article, "alice", ("quote", "“We stay,”"), ("skip", "Photo: “the harbour at dawn”"))
    assert left_quotations(article, "alice", tmp_path, tmp_path / "state") == (2, 3)


def test_reported_clauses_count_as_u_proposes_them_but_not_where_nothing_is_proposed(tmp_path: Path) -> None:
    article = write_article(
        tmp_path, "a.txt", "“We stay,” said Ada Brandt.\nShe said that nobody would leave the depot.\n"
    )
    annotate(article, "alice", ("actor", "Ada Brandt"))
    annotate(article, "gold-max", ("actor", "Ada Brandt"))
    assert left_quotations(article, "alice", tmp_path, tmp_path / "state") == (2, 2)
    assert left_quotations(article, "gold-max", tmp_path, tmp_path / "state") == (1, 1)


def test_it_is_not_told_where_a_file_cannot_be_read(tmp_path: Path) -> None:
    article = write_article(tmp_path, "a.txt", TEXT)
    assert left_quotations(article, "alice", tmp_path, tmp_path / "state") is None
    assert left_quotations(tmp_path / "b.txt", "alice", tmp_path, tmp_path / "state") is None
    annotate(article, "alice", ("quote", "“We stay,”"))
    (tmp_path / "a.txt.source.json").write_text("no facts", "utf-8")
    assert left_quotations(article, "alice", tmp_path, tmp_path / "state") == (3, 4)


def test_of_a_codebook_without_quotations_nothing_is_told(tmp_path: Path) -> None:
    article = write_article(tmp_path, "a.txt", TEXT)
    annotate(article, "alice", ("claim", "We stay"))
    book = built_in_codebook()
    book["tags"] = [tag for tag in book["tags"] if tag["id"] in ("claim", "actor")]
    for tag in book["tags"]:
        tag["links"] = []
    (tmp_path / "codebook.json").write_text(json.dumps(book), "utf-8")
    assert left_quotations(article, "alice", tmp_path, tmp_path / "state") is None


def test_a_long_article_is_not_looked_through(tmp_path: Path) -> None:
    article = write_article(tmp_path, "a.txt", TEXT * (unasked.LONGEST // len(TEXT)))
    annotate(article, "alice", ("actor", "Ada Brandt"))
    assert left_quotations(article, "alice", tmp_path, tmp_path / "state") is not None
    article = write_article(tmp_path, "b.txt", TEXT * (unasked.LONGEST // len(TEXT) + 1))
    annotate(article, "alice", ("actor", "Ada Brandt"))
    assert left_quotations(article, "alice", tmp_path, tmp_path / "state") is None
