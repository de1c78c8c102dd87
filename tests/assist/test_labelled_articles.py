"""The markup of tests/assist/labelled_articles.py says what its README says."""

from __future__ import annotations

import pytest

from analyst_app.core.span import Span
from tests.assist.labelled_articles import labelled, labelled_articles, languages


def test_a_mixed_quote_has_its_clause_and_its_marked_words() -> None:
    text, (quote,) = labelled("Brandt said [[mixed Brandt/mayor|the hall was {“no place”} now]].")
    assert text == "Brandt said the hall was “no place” now."
    assert [span.of(text) for span in quote.segments] == ["the hall was “no place” now"]
    assert [span.of(text) for span in quote.marked] == ["“no place”"]
    assert (quote.mode, quote.speakers, quote.by_pronoun) == ("mixed", ("Brandt", "mayor"), False)


def test_a_quote_over_paragraphs_has_a_segment_for_each() -> None:
    text, (one, other) = labelled("[[direct ~Lund|“One.]]\n\n[[+|“Two,”]] she said. [[term -|“Fox”]]")
    assert text == "“One.\n\n“Two,” she said. “Fox”"
    assert (one.segments, one.by_pronoun) == ((Span(0, 5), Span(7, 13)), True)
    assert (other.mode, other.speakers, other.segments) == ("term", (), (Span(24, 29),))


@pytest.mark.parametrize("code", languages())
def test_no_markup_is_left_in_an_article(code: str) -> None:
    for article in labelled_articles(code):
        assert not any(sign in article.text for sign in ("[[", "]]", "{", "}")), article.name
        assert article.quotes, article.name
        for quote in article.quotes:
            assert all(span.of(article.text).strip() == span.of(article.text) for span in quote.segments), quote
