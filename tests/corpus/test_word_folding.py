"""Folding finds words regardless of case, accents, script and ways of writing, and knows where each letter stood."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyst_app.core.span import Span
from analyst_app.corpus.searching.asked_nodes import Page, places
from analyst_app.corpus.searching.question import read_question
from analyst_app.corpus.word_folding import fold, folded, for_index, tokens
from tests.texts import TEXTS


def found(words: str, text: str) -> list[str]:
    asked = read_question(words)
    assert asked is not None
    return [span.of(text) for span in places(asked, Page(text))]


def check_places(text: str) -> None:
    """Each word of the folded text has a place, in order; and the place alone folds to the word again."""
    result = fold(text)
    end = 0
    for match in re.finditer(r"[^ \n]+", result.plain):
        span = Span(*result.place(*match.span()))
        assert end <= span.start < span.end <= len(text)
        assert fold(span.of(text)).plain.strip() == match[0]
        end = span.end


@given(st.text())
def test_each_word_has_its_place(text: str) -> None:
    check_places(text)


@given(st.text(st.sampled_from("aßœﬁé\u0301\u00ad\u200d\u0640أاكﾄﾞİı \n각\u1100\u1161\u11a8क़ ाﷺﾞ\u0300")))
def test_each_word_of_letters_that_become_others_has_its_place(text: str) -> None:
    check_places(text)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_texts_that_bite_keep_their_places(text: str) -> None:
    check_places(text)


@pytest.mark.parametrize(("words", "text", "hits"), [
    ("cafe", "Das CAFÉ schloss", ["CAFÉ"]),
    ("café", "cafe\u0301s? cafe\u0301!", ["cafe\u0301"]),
    ("zurich", "in Zürich.", ["Zürich"]),
    ("Łódź", "lodz", ["lodz"]),
    ("елка", "Ёлка горит", ["Ёлка"]),
    ("мой", "мои мой мои\u0306", ["мой", "мои\u0306"]),
    ("المرفا", "أغلق المرفأ اليوم", ["المرفأ"]),
    ("محمد", "قال مُحَمَّد", ["مُحَمَّد"]),
    ("税收", "市长说税收下降了", ["税收"]),
    ("don't go", "They don’t  go.", ["don’t  go"]),
    ("cat", "concatenate catalogue", []),
    ("gross", "Groß und GROSS", ["Groß", "GROSS"]),
    ("GROẞ", "groß", ["groß"]),
    ("oeuvre", "Œuvre œuvres", ["Œuvre"]),
    ("aesthetic", "æsthetic", ["æsthetic"]),
    ("office", "oﬃce", ["oﬃce"]),
    ("abc 12", "ＡＢＣ　１２", ["ＡＢＣ　１２"]),
    ("バス", "ﾊﾞｽ停", ["ﾊﾞｽ"]),
    ("عبدالله", "عـــبدالله", ["عـــبدالله"]),
    ("كتاب", "کتاب", ["کتاب"]),
    ("ΟΔΟΣ", "οδος οδός", ["οδος", "οδός"]),
    ("ISIK", "ışık IŞIK", ["ışık", "IŞIK"]),
    ("istanbul", "İSTANBUL", ["İSTANBUL"]),
    ("हिन्दी", "हिन्दी हिन्दु", ["हिन्दी"]),
    ("क़लम", "\u0958लम क\u093cलम", ["\u0958लम", "क\u093cलम"]),
    ("কোন", "ক\u09c7\u09beন", ["ক\u09c7\u09beন"]),
    ("சென்னை", "சென்னை", ["சென்னை"]),
    ("softhyphen", "soft\u00adhyphen", ["soft\u00adhyphen"]),
    ("각", "\u1100\u1161\u11a8", ["\u1100\u1161\u11a8"]),
    ("п'ять", "пʼять п’ять", ["пʼять", "п’ять"]),
    ("人", "⼈", ["⼈"]),
])  # fmt: skip
def test_words_are_found(words: str, text: str, hits: list[str]) -> None:
    assert found(words, text) == hits


@pytest.mark.parametrize(("words", "text"), [("กร", "กรี"), ("か", "か\u3099"), ("काल", "काला"), ("e", "e\u0301")])
def test_a_hit_ends_where_a_grapheme_ends(words: str, text: str) -> None:
    assert found(words, text) in ([], [text])


def test_the_index_has_words_and_signs() -> None:
    assert for_index(fold("Straße, U.S. 市长x!").plain) == "strasse u s 市 长 x"
    assert tokens("น้ำตาล") == ["น้ำ", "ต", "า", "ล"]


def test_punctuation_stays_where_words_are_only_compared() -> None:
    assert folded("A. Brandt’s É") == "a. brandt's e"
