"""Tests of language.reporting.frames, language.reporting.tails and language.reporting.cues."""

from __future__ import annotations

import pytest

from analyst_app.core.span import Span
from analyst_app.language.reporting.clauses import attributions_in
from tests.language.reading import LANGUAGE


def reported(sentence: str) -> list[str]:
    found = attributions_in(sentence, Span(0, len(sentence)), LANGUAGE)
    return [content.of(sentence) for attribution in found for content in attribution.contents]


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Kroll promised to sell the boats.", ["to sell the boats"]),
        ("Kroll urged the crew to stay.", ["the crew to stay"]),
        ("Kroll called on the old council to resign.", ["the old council to resign"]),
        ("Kroll called for a second vote.", ["a second vote"]),
        ("Kroll accused the crew of sleeping.", ["the crew of sleeping"]),
        ("Kroll described the boats as rotten.", ["the boats as rotten"]),
        ("Kroll warned of a hard winter.", ["a hard winter"]),
    ],
)
def test_a_word_of_the_verb_leads_to_what_it_reports(sentence: str, expected: list[str]) -> None:
    assert reported(sentence) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "Kroll was urged to stay.",
        "The promise to sell was old.",
        "Her promises to the town were many.",
        "They gave orders to the crew.",
    ],
)
def test_a_passive_or_a_noun_of_that_form_reports_nothing(sentence: str) -> None:
    assert reported(sentence) == []


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Kroll said the boats were sold, which angered the crew.", ["the boats were sold"]),
        ("Kroll said the boats were sold, but the crew has not been paid.", ["the boats were sold"]),
        ("Kroll said he sold the boats, but he kept one.", ["he sold the boats, but he kept one"]),
        ("Kroll said the boats, which are old, were sold.", ["the boats, which are old, were sold"]),
    ],
)
def test_what_the_article_says_for_itself_stays_out(sentence: str, expected: list[str]) -> None:
    assert reported(sentence) == expected


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("The early states vote in May and the tweet was gone.", []),
        ("The report on mills was late, and the claims of the firm were old.", []),
        ("Officials report that the mill burned.", ["the mill burned"]),
        ("She claims the mill burned.", ["the mill burned"]),
        ("The letter states that the mill burned.", ["the mill burned"]),
    ],
)
def test_a_form_that_is_mostly_a_noun_reports_beside_a_subject_only(sentence: str, expected: list[str]) -> None:
    assert reported(sentence) == expected
