"""How sure a suggested quote is, and the line that says why."""

from __future__ import annotations

import pytest

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
