"""How sure a suggested quote is, and the line that says why."""

from __future__ import annotations

import pytest

from analyst_app import resources
from analyst_app.assist.suggestions import suggestions
from analyst_app.language.languages import language


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("“We will not leave the depot,” said Ada Brandt.\n", "‘said’ after the quote"),
        ("Ada Brandt said: “We will not leave the depot.”\n", "‘said’ before the quote"),
        ("“We will not leave the depot.”\n", "no speaker was found"),
    ],
)
def test_the_reason_names_the_reporting_word_and_its_side(text: str, why: str) -> None:
    (quote,) = suggestions(text, language("en")).quotes
    assert quote.why == why
    assert 0 < quote.score < 1


def test_a_quote_beside_its_reporting_word_is_surer_than_one_without() -> None:
    beside, alone = suggestions(
        "“We will not leave the depot,” said Ada Brandt.\n\n“Nobody asked us.”\n", language("en")
    ).quotes
    assert beside.score > alone.score


def scores(text: str) -> list[float]:
    return [quote.score for quote in suggestions(text, language("en")).quotes]


def test_labels_titles_and_nicknames_come_last_and_short_speech_does_not() -> None:
    said, title, label = scores(
        "“No,” said Ada Brandt. He read “The Long Winter” on the train. The so-called “zone” is shut.\n"
    )
    (alone,) = scores("“Nobody asked us.”\n")
    assert said > 0.9 > alone > title > label


def test_a_reported_clause_is_no_less_sure_after_that() -> None:
    (with_that,) = scores("Ada Brandt said that the mill would close.\n")
    (bare,) = scores("Ada Brandt said the mill would close.\n")
    assert with_that >= bare


def test_every_score_is_a_share() -> None:
    shares = [share for row in resources.certainty().values() for share in row.values()]
    assert all(0 < share < 1 for share in shares)
    assert max(resources.certainty()["term"].values()) < min(resources.certainty()["indirect"].values())
