"""The paragraphs of HTML that is an article already: of a mail, a chapter, an export."""

from __future__ import annotations

import pytest

from analyst_app.importers.documents.markup_paragraphs import paragraphs_in
from analyst_app.importers.documents.text_paragraphs import tidy


def paragraphs(markup: str) -> list[str]:
    return [words for one in paragraphs_in(markup) if (words := tidy(one))]


@pytest.mark.parametrize("breaks", ["<br><br>", "<br/> <br>", "<br>&nbsp;\n<br>", "<br><!-- x --><br>", "<br></b><br>"])
def test_two_line_breaks_end_a_paragraph(breaks: str) -> None:
    assert paragraphs(f"<div>We stay.{breaks}We go.<br>Now.</div>") == ["We stay.", "We go. Now."]


@pytest.mark.parametrize("hidden", [
    '<div style="display:none">See this<div> mail </div>online</div>', "<p hidden>x</p>", '<i aria-hidden="true">*</i>',
    "<script>var x = '<p>x</p>'</script>", "<style>p {}</style>", "<!-- <p>x</p> -->",
])  # fmt: skip
def test_hidden_text_is_left_out(hidden: str) -> None:
    assert paragraphs(f"<p>We stay.</p>{hidden}<p>We go.</p>") == ["We stay.", "We go."]


def test_hidden_text_that_never_ends_does_not_swallow_the_rest() -> None:
    assert paragraphs("<div hidden>x<p>We stay.</p><p>We go.</p>")[1:] == ["We stay.", "We go."]


def test_readings_of_ruby_are_left_out() -> None:
    assert paragraphs("<p><ruby>東京<rp>(</rp><rt>とうきょう</rt><rp>)</rp></ruby>都</p>") == ["東京都"]
