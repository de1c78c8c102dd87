"""An article in a notebook: the page of the report, in a frame that keeps to itself."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest

import analyst_app as aa
from analyst_app.cli import main
from analyst_app.export.report.html_reading_back import articles_in
from analyst_app.reading.article_display import framed
from tests.commands.corpora import write_article, write_layer
from tests.reading.samples import CLAIM, NAME, QUOTE, write_corpus


def test_an_article_is_shown_as_its_report(tmp_path: Path) -> None:
    depot = aa.open(write_corpus(tmp_path)).article("depot.txt")
    main(["export", str(tmp_path / "depot.txt"), "--layer", "all", "--format", "report", "--output",
          str(tmp_path / "out.html")])  # fmt: skip
    page = depot.to_html()
    (shown,), (exported,) = articles_in(page.encode()), articles_in((tmp_path / "out.html").read_bytes())
    assert (shown.text, shown.marked) == (exported.text, exported.marked)
    assert all(words in shown.text for words in (NAME, QUOTE, CLAIM))
    frame = depot._repr_html_()
    assert frame.startswith('<iframe title="depot.txt" sandbox=""')
    assert html.unescape(re.search('srcdoc="([^"]*)"', frame)[1]) == page


def test_what_a_program_made_is_shown_only_if_it_is_named(tmp_path: Path) -> None:
    write_layer(write_corpus(tmp_path) / "depot.txt", "model-x", ("claim", "Nobody agreed"))
    depot = aa.open(tmp_path).article("depot.txt")
    assert "model-x" not in depot.to_html()
    assert "model-x" in depot.to_html(["model-x"])
    with pytest.raises(aa.AnalystError, match="no layer bbo here; did you mean bob"):
        depot.to_html(["bbo"])


def test_an_article_without_layers_and_one_that_cannot_be_read_are_shown_too(tmp_path: Path) -> None:
    write_article(tmp_path)
    (tmp_path / "noise.txt").write_bytes(bytes(range(256)) * 8)
    corpus = aa.open(tmp_path)
    assert "Nobody agreed" in corpus.article("depot.txt").to_html()
    assert corpus.article("noise.txt")._repr_html_().startswith("<p>")
    assert "noise.txt" in corpus.article("noise.txt")._repr_html_()
    gone = corpus.article("depot.txt")
    assert gone.text
    gone.path.unlink()
    assert "cannot be read" in gone._repr_html_()


def test_no_word_of_an_article_gets_out_of_its_frame() -> None:
    assert framed('<p title="x">a & b</p>', '"><script>').count("<") == 2


def test_people_whom_mentions_mean_stand_by_their_names(tmp_path: Path) -> None:
    write_corpus(tmp_path)
    assert NAME in aa.open(tmp_path).article("depot.txt").to_html(["alice"])
