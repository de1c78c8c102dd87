"""Folding never moves an offset, and finds words regardless of case, accents and script."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyst_app.corpus.word_folding import folded, pattern, tokens
from tests.texts import TEXTS


@given(st.text())
def test_a_folded_text_has_the_length_of_the_text(text: str) -> None:
    assert len(folded(text)) == len(text)


@pytest.mark.parametrize("text", TEXTS.values(), ids=TEXTS)
def test_texts_that_bite_keep_their_length(text: str) -> None:
    assert len(folded(text)) == len(text)


@pytest.mark.parametrize(("words", "text", "found"), [
    ("cafe", "Das CAFÉ schloss", "CAFÉ"),
    ("café", "cafe\u0301s? cafe\u0301!", "cafe\u0301"),
    ("zurich", "in Zürich.", "Zürich"),
    ("Łódź", "lodz", "lodz"),
    ("елка", "Ёлка горит", "Ёлка"),
    ("мой", "мои мой", "мой"),
    ("المرفا", "أغلق المرفأ اليوم", "المرفأ"),
    ("محمد", "قال مُحَمَّد", "مُحَمَّد"),
    ("税收", "市长说税收下降了", "税收"),
    ("don't go", "They don’t  go.", "don’t  go"),
    ("cat", "concatenate catalogue", None),
])  # fmt: skip
def test_words_are_found(words: str, text: str, found: str | None) -> None:
    match = re.search(pattern(tokens(words)), folded(text))
    assert (None if match is None else text[slice(*match.span())]) == found


def test_the_beginning_of_a_word_finds_the_whole_word() -> None:
    match = re.search(pattern(["dock"], is_prefix=True), folded("The Dockers left"))
    assert match is not None
    assert match.span() == (4, 11)
