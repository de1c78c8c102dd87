"""Words about the text."""

from __future__ import annotations

import pytest

from analyst_app.core.excerpts import (
    counted,
    in_marks,
    is_mostly_leftward,
    is_rightward,
    line_of,
    quotes_set_apart,
    set_apart,
)
from analyst_app.core.span import Span


@pytest.mark.parametrize(
    ("words", "rightward"),
    [("Ada", True), ("“أحمد”", False), ("3 שלום", False), ("…", True), ("", True), ("NATO قال", True)],
)
def test_the_first_letter_gives_the_direction(words: str, rightward: bool) -> None:
    assert is_rightward(words) is rightward


def test_only_words_with_letters_from_right_to_left_are_set_apart() -> None:
    assert set_apart("Ada “Brandt” 3") == "Ada “Brandt” 3"
    assert set_apart("أحمد") == "\u2068أحمد\u2069"
    assert set_apart("𞤀𞤣") == "\u2068𞤀𞤣\u2069"


def test_words_that_would_turn_a_line_round_are_set_apart_with_escapes() -> None:
    assert set_apart("exe.\u202egnp") == r"exe.\u202egnp"
    assert set_apart("\u2069أحمد") == "\u2068\\u2069أحمد\u2069"


def test_a_line_is_leftward_when_most_of_its_letters_are() -> None:
    assert is_mostly_leftward("قال NATO إن الميناء")
    assert not is_mostly_leftward("the word الميناء means harbour")
    assert not is_mostly_leftward("123")


def test_a_line_that_is_cut_is_no_longer_than_asked_for_with_its_sign() -> None:
    assert line_of("abcdefghij", 5) == "abcd…"
    assert line_of("abcde", 5) == "abcde"


def test_a_noun_takes_its_plural_from_every_number_but_one() -> None:
    assert [counted(number, "link") for number in (0, 1, 2, 1200)] == ["0 links", "1 link", "2 links", "1,200 links"]


def test_a_line_that_quotes_arabic_keeps_its_own_order() -> None:
    assert quotes_set_apart("‘said’ after the quote · .93") == "‘said’ after the quote · .93"
    assert quotes_set_apart("‘قالت’ after the quote · .98") == "‘\u2068قالت\u2069’ after the quote · .98"
    assert quotes_set_apart("‘وفق ما قاله’, then ‘אמר’") == "‘\u2068وفق ما قاله\u2069’, then ‘\u2068אמר\u2069’"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("We stay", "“We stay”"),
        ("“We stay,”", "“We stay,”"),
        ("«Restiamo»", "«Restiamo»"),
        ("“We don’t know yet.", "“We don’t know yet.”"),
        ("“half” of the town", "““half” of the town”"),
        ("“We will publish every page of the report by May.”", "“We will publish every page of the repo…”"),
        ("", "“”"),
    ],
)
def test_words_in_marks_have_one_pair(words: str, shown: str) -> None:
    assert in_marks(words, Span(0, len(words))) == shown
