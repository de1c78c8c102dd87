"""Tests of assist.verifying.compared_words and assist.verifying.telling_words."""

from __future__ import annotations

import unicodedata

import pytest

from analyst_app import resources
from analyst_app.assist.verifying.compared_words import asides, compared, ellipses
from analyst_app.assist.verifying.telling_words import LISTS, telling_words


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("“We don’t – ever — co-operate.”", ["we", "don't", "ever", "co", "operate"]),
        ("[W]e go\u00adtiate with ne\u200bighbours", ["we", "gotiate", "with", "neighbours"]),
        (
            "12,000.50 or 12\u202f000 or 1.500, 3,5 and −5 of 10-12",
            ["12000.50", "or", "12000", "or", "1500", "3.5", "and", "-5", "of", "10", "12"],
        ),
        ("$5 and 5 % and €5", ["$", "5", "and", "5", "%", "and", "€", "5"]),
        ("مَرْحَبًا العــالم ١٢٣", ["مرحبا", "العالم", "123"]),
        ("我们不会 3 次", ["我", "们", "不", "会", "3", "次"]),
        ("", []),
    ],
)
def test_words_are_compared_without_what_printing_changes(text: str, words: list[str]) -> None:
    assert compared(text).keys == words


def test_composed_and_decomposed_letters_are_one_and_each_word_knows_its_own_place() -> None:
    decomposed = unicodedata.normalize("NFD", "Élan à São Paulo")
    words = compared(decomposed)
    assert words.keys == compared("Élan à São Paulo").keys
    assert [decomposed[a:b] for a, b in zip(words.starts, words.ends, strict=True)] == decomposed.split()


def test_ellipses_and_brackets_are_told_apart() -> None:
    text = "We … will ... go [...] and (. . .) [the depot] [W]e."
    assert [one.of(text) for one in ellipses(text)] == ["…", "...", "[...]", "(. . .)"]
    assert [one.of(text) for one in asides(text)] == ["[the depot]"]


def test_numbers_in_digits_and_words_have_one_value() -> None:
    english = telling_words("en")
    assert english.value_of(["twenty", "five"]) == english.value_of(["25"]) == 25
    assert english.value_of(["2", "million"]) == english.value_of(["2000000"])
    assert english.value_of(["twenty", "lorries"]) is None
    assert english.value_of([]) is None


def test_words_that_deny_are_known_by_themselves_by_an_ending_and_by_a_beginning() -> None:
    english, french = telling_words("en"), telling_words("fr")
    assert [word for word in ("won't", "never", "union", "able") if english.denies(word)] == ["won't", "never"]
    assert english.are_contraries("unable", "able")
    assert not english.are_contraries("union", "able")
    assert french.denies("n'est")
    assert not telling_words("").denies("not")


@pytest.mark.parametrize("code", ["en", "de", "fr", "es", "it", "pt", "pl", "cs", "ru", "ar"])
def test_every_language_of_the_app_has_the_three_lists(code: str) -> None:
    assert all(resources.words(code, name) for name in LISTS)
    assert telling_words(code).fillers
