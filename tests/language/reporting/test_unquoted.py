"""Tests of language.reporting.unquoted: words, commas and quotations of a sentence by place."""

from __future__ import annotations

import pytest

from analyst_app.core.span import Span
from analyst_app.language.languages import language
from analyst_app.language.reporting.unquoted import COMMAS_AND_DASHES, Unquoted

SENTENCE = "Ada Brandt, the mayor, said “no, never” – and “again, no”, then: she left."


@pytest.fixture
def sentence() -> Unquoted:
    return Unquoted(SENTENCE, Span(0, len(SENTENCE)), language("en"))


def test_marked_words_and_their_commas_are_left_out(sentence: Unquoted) -> None:
    words = " ".join(word.of(SENTENCE) for word in sentence.words)
    assert words == "Ada Brandt the mayor said and then she left"
    assert [SENTENCE[:place].split()[-1] for place in sentence.commas(0, len(SENTENCE))] == ["Brandt", "mayor", "no”"]


def test_marks_belong_to_what_is_quoted(sentence: Unquoted) -> None:
    opening, closing = SENTENCE.index("“no"), SENTENCE.index("never”") + 5
    assert [sentence.is_quoted(place) for place in (opening - 1, opening, closing, closing + 1)] == [
        False,
        True,
        True,
        False,
    ]
    assert sentence.begins_quotation_in(opening, opening + 1)
    assert not sentence.begins_quotation_in(opening + 1, SENTENCE.index("“again"))


def test_dashes_and_colons_are_asked_for(sentence: Unquoted) -> None:
    end = len(SENTENCE)
    dash, colon = SENTENCE.index("–"), SENTENCE.index(":")
    assert dash not in sentence.commas(0, end)
    assert dash in sentence.commas(0, end, COMMAS_AND_DASHES)
    assert sentence.comma_after(SENTENCE.index("said"), end) == dash
    assert sentence.comma_after(SENTENCE.index("then"), end) == colon
    assert sentence.comma_after(SENTENCE.index("she"), end) == end
    assert sentence.commas_after(SENTENCE.index("said"), end) == [SENTENCE.index(", then")]


def test_words_are_taken_from_a_place_on(sentence: Unquoted) -> None:
    words = [word.of(SENTENCE) for word in sentence.words_from(SENTENCE.index("and “"))]
    assert words == ["and", "then", "she", "left"]


def test_of_a_list_of_very_many_clauses_the_nearest_commas_are_looked_at() -> None:
    text = "one, " * 100
    sentence = Unquoted(text, Span(0, len(text)), language("en"))
    assert sentence.commas(0, len(text))[-1] == len(text) - 2
    assert sentence.commas_after(0, len(text))[0] == 3
    assert len(sentence.commas(0, len(text))) == len(sentence.commas_after(0, len(text))) == 24
