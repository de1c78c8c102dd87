"""The one whom another quotes is the speaker."""

from __future__ import annotations

import pytest

from analyst_app.core.span import Span
from analyst_app.language.languages import language
from analyst_app.language.reporting.speakers import propose
from analyst_app.language.speaking.quoted_as import quoted_as
from tests.language.reading import find

LANGUAGE = language("en")


@pytest.mark.parametrize(
    ("text", "speaker"),
    [
        ('The BBC quoted Roe as saying "it is over".', "Roe"),
        ('The Post cites Lea Dunn as saying "it is over".', "Lea Dunn"),
        ('The Harwick Gazette quoted the mayor as saying "it is over".', "mayor"),
        ('Roe was quoted as saying "it is over".', "Roe"),
    ],
)
def test_the_one_who_is_quoted_speaks(text: str, speaker: str) -> None:
    found = propose(text, find(text, '"it is over"'), [], [], LANGUAGE)
    assert found[0].name == speaker


def test_a_pronoun_between_quoted_and_as_is_no_noun() -> None:
    before = "The Post quoted her as "
    assert quoted_as(before, Span(0, len(before)), LANGUAGE) is None
