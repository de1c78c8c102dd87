"""The line by which an article is known."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyst_app.corpus.corpus_index import CorpusIndex
from analyst_app.corpus.heading import heading
from analyst_app.corpus.listing import known_lines


@pytest.mark.parametrize(("text", "line"), [
    ("\n\n  Union and  council\u00a0at odds \n\nFor the second time", "Union and council at odds"),
    ("***\n—\n12 March\nText", "12 March"),
    ("الميناء يفتح\nنص", "الميناء يفتح"),
    ("", ""),
    ("\n \n***", ""),
])  # fmt: skip
def test_it_is_the_first_line_that_says_something(text: str, line: str) -> None:
    assert heading(text) == line


def test_of_a_text_without_line_ends_it_is_the_beginning() -> None:
    assert len(heading("word " * 100_000)) <= 200


def test_the_list_shows_a_title_else_the_first_line_else_the_files_name(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    (corpus / "titled.txt").write_text("First line\n", "utf-8")
    (corpus / "titled.txt.source.json").write_text('{"title": "The depot stays"}', "utf-8")
    (corpus / "untitled.txt").write_text("\nHarbour reopens\n\nIt did.\n", "utf-8")
    (corpus / "2024-03-05 empty.txt").write_text("", "utf-8")
    index = CorpusIndex(corpus, tmp_path / "cache")
    index.refreshed()
    assert {line.name: line.shown_title for line in known_lines(index, "alice")} == {
        "titled.txt": "The depot stays",
        "untitled.txt": "Harbour reopens",
        "2024-03-05 empty.txt": "2024-03-05 empty",
    }
