"""Tests of language.whole_text: what is read off an article once is what is read off it each time."""

from __future__ import annotations

import gc
import random
from collections.abc import Callable
from typing import Any

import pytest

from analyst_app.assist.suggestions import suggestions
from analyst_app.core.span import Span
from analyst_app.language.headlines import headlines_in
from analyst_app.language.language import Language
from analyst_app.language.languages import language
from analyst_app.language.names import name_at, names_in
from analyst_app.language.paragraphs import paragraph_at, piece_at, pieces_in
from analyst_app.language.quotations import quotations_in
from analyst_app.language.reporting.clauses import attributions_in, statements_in
from analyst_app.language.reporting.speakers import propose
from analyst_app.language.sentences import sentence_cover, sentences_in
from analyst_app.language.snapping import first_word_in, last_words_in, words_in
from analyst_app.language.whole_text import WholeText, read_once
from tests.calls import calls_counted
from tests.texts import TEXTS
from tests.varied_article import varied_article

LANGUAGE = language("en")
ARTICLES = {
    **{name: text[:17_000] for name, text in TEXTS.items()},
    "varied": varied_article(6_000),
    "varied, CRLF": varied_article(6_000, 2).replace("\n", "\r\n"),
    "varied, on one line": varied_article(20_000, 3).replace("\n", " "),
}
RULES: dict[str, Callable[[str, Span, Language], Any]] = {
    "words": lambda text, span, _: words_in(text, span),
    "words at the ends": lambda text, span, _: [first_word_in(text, span), *last_words_in(text, span, 2)],
    "pieces": lambda text, span, _: [*pieces_in(text, span), piece_at(text, span.start)],
    "paragraphs": lambda text, span, _: [paragraph_at(text, place) for place in span],
    "sentences": lambda text, span, tongue: [*sentences_in(text, span, tongue), sentence_cover(text, span, tongue)],
    "quotations": quotations_in,
    "names": lambda text, span, tongue: [*names_in(text, span, tongue), name_at(text, span.start, tongue)],
    "attributions": lambda text, span, tongue: attributions_in(text, sentence_cover(text, span, tongue), tongue),
    "statements": lambda text, span, tongue: statements_in(text, sentence_cover(text, span, tongue), tongue),
    "speakers": lambda text, span, tongue: propose(text, span, (), (), tongue) if span.length else None,
}


@pytest.mark.parametrize("article", ARTICLES)
def test_every_rule_says_the_same_of_a_text_that_is_read_once(article: str) -> None:
    text = ARTICLES[article]
    whole = WholeText(text, LANGUAGE)
    chance = random.Random(article)
    for _ in range(15):
        start = chance.randint(0, len(text))
        span = Span(start, min(len(text), start + chance.choice((0, 1, 7, 40, 300, 1_000))))
        for name, rule in RULES.items():
            assert rule(whole, span, LANGUAGE) == rule(text, span, LANGUAGE), (name, span)


@pytest.mark.parametrize("article", ARTICLES)
def test_the_words_at_the_ends_of_a_stretch_are_those_of_all_its_words(article: str) -> None:
    text = ARTICLES[article]
    whole = WholeText(text, LANGUAGE)
    chance = random.Random(article)
    for _ in range(60):
        start = chance.randint(0, len(text))
        span = Span(start, min(len(text), start + chance.choice((0, 1, 7, 40, 300))))
        for one in (text, whole):
            words = words_in(one, span)
            assert first_word_in(one, span) == next(iter(words), None), span
            assert last_words_in(one, span, 2) == words[-2:], span


def test_an_article_that_was_gone_through_is_let_go_of_without_the_collector() -> None:
    gc.collect()
    gc.disable()
    try:
        before = sum(isinstance(one, WholeText) for one in gc.get_objects())
        suggestions(varied_article(3_000), LANGUAGE)
        assert sum(isinstance(one, WholeText) for one in gc.get_objects()) == before
    finally:
        gc.enable()


def test_words_are_cut_once_however_many_stretches_are_asked_for() -> None:
    whole = WholeText(varied_article(3_000), LANGUAGE)
    with calls_counted() as calls:
        words = words_in(whole, Span(0, len(whole)))
        for one, other in zip(words, words[5:], strict=False):
            words_in(whole, Span(one.start, other.end))
    assert calls["_words"] == 1


@pytest.mark.parametrize(
    "stretch", ["S.-based firm", "x-U.S. firm", "ir’s U.S", "3,5", "iPhone3", "no", "a U.S.A. b", "l'Aq", "สวัสดี ก"]
)
def test_the_words_of_a_stretch_that_cuts_some_are_read_as_of_a_text_of_its_own(stretch: str) -> None:
    text = f"The U.{stretch}uila-Ortiz co-op’s 13,500.25 x-U.S.-led un{stretch}known"
    whole = WholeText(text, LANGUAGE)
    for start in range(len(text) + 1):
        for end in range(start, len(text) + 1):
            span = Span(start, end)
            assert words_in(whole, span) == words_in(text, span)


def test_a_sentence_in_which_no_word_can_report_is_not_looked_at() -> None:
    plain = "Rain fell on the town. " * 99
    whole = WholeText(f"{plain}Ada Brandt said the depot will close. {plain}", LANGUAGE)
    with calls_counted() as calls:
        found = [
            attribution
            for sentence in sentences_in(whole, Span(0, len(whole)), LANGUAGE)
            for attribution in attributions_in(whole, sentence, LANGUAGE)
        ]
    assert [one.cue.of(whole) for one in found] == ["said"]
    assert calls["_cues"] == 1


def test_a_reporting_word_is_read_once_for_both_rules_that_ask() -> None:
    whole = WholeText("Ada Brandt said the depot will close.", LANGUAGE)
    sentence = Span(0, len(whole))
    with calls_counted() as calls:
        assert attributions_in(whole, sentence, LANGUAGE) == statements_in(whole, sentence, LANGUAGE)
    assert calls["statements"] == calls["_front"] == 1


@pytest.mark.parametrize("article", ["varied", "varied, on one line"])
def test_one_proposal_is_the_first_of_all(article: str) -> None:
    text = ARTICLES[article]
    for quotation in quotations_in(text, Span(0, 3_000), LANGUAGE):
        assert (
            propose(text, quotation.span, (), (), LANGUAGE, most=1)
            == (propose(text, quotation.span, (), (), LANGUAGE)[:1])
        )


def test_a_span_is_read_once_in_one_language_and_always_in_another() -> None:
    asked: list[Span] = []

    @read_once
    def rule(text: str, span: Span, tongue: Language) -> str:
        asked.append(span)
        return span.of(text)

    whole, span = WholeText("Ada Brandt left.", LANGUAGE), Span(4, 10)
    assert [rule(whole, span, LANGUAGE), rule(whole, span, LANGUAGE)] == ["Brandt", "Brandt"]
    assert len(asked) == 1
    assert [rule(whole, span, language("de")), rule(str(whole), span, LANGUAGE)] == ["Brandt", "Brandt"]
    assert len(asked) == 3


def test_an_article_without_a_word_is_read_once_for_all_its_lines() -> None:
    lines = 400
    text = WholeText("* * *\n" * lines, LANGUAGE)
    with calls_counted() as calls:
        assert headlines_in(text, LANGUAGE) == []
    assert calls["finditer"] < 10, f"{lines} lines"
