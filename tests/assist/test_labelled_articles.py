"""The markup of tests/assist/labelled_articles.py says what its README says."""

from __future__ import annotations

import pytest

from analyst_app.core.span import Span
from tests.assist.figures import figures
from tests.assist.labelled_articles import LabelledArticle, hard_sentences, labelled, labelled_articles, languages


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


def test_there_are_articles_and_sentences_enough_and_half_of_them_are_held_out() -> None:
    english, sentences = labelled_articles("en"), hard_sentences()
    assert len(english) >= 40
    assert len(sentences) >= 200
    assert 0.4 < sum(one.is_held_out for one in english) / len(english) < 0.6
    assert 0.4 < sum(one.is_held_out for one in sentences) / len(sentences) < 0.6


def test_spans_are_compared_by_their_words() -> None:
    text, quotes = labelled("Brandt said [[indirect Brandt|the mill would close]]. [[direct Lund|“No,”]] said Lund.")
    found = figures([LabelledArticle("x", "en", False, text, quotes, ())])
    assert found["indirect: R"] == (1, 1)
    assert found["marked words that are speech: P"] == (1, 1)
    assert found["speaker named: right"] == (2, 2)


def test_what_is_not_found_counts() -> None:
    text, quotes = labelled("[[indirect Brandt|The weather was fine]] that day. The “quiet zone” was not.")
    found = figures([LabelledArticle("x", "en", False, text, quotes, ())])
    assert found["indirect: R"] == (0, 1)
    assert "speaker named: right" not in found
