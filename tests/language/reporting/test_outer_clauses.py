from __future__ import annotations

import pytest

from analyst_app.assist.suggestions import suggestions
from analyst_app.language.languages import language

EN = language("en")


@pytest.mark.parametrize(
    ("text", "quotes"),
    [
        ("Brandt said it is odd to think that the wall is safe.", ["it is odd to think that the wall is safe"]),
        ("Brandt said he is off to Kova and that he has a plan.", ["he is off to Kova and that he has a plan"]),
        ("Brandt says she would order the banks to close.", ["she would order the banks to close"]),
        ("Brandt denied that she is ill, explaining that she was away.", ["she is ill", "she was away"]),
        ("Brandt failed to say that the fund was empty.", ["the fund was empty"]),
        ("Brandt angered the crew by saying that the boat was old.", ["the boat was old"]),
        ("Brandt told Ortiz that the boat was old.", ["the boat was old"]),
        ("Brandt said on Friday that the boat was old.", ["the boat was old"]),
    ],
)
def test_an_indirect_quote_is_the_whole_outer_clause(text: str, quotes: list[str]) -> None:
    assert [quote.segments[0].of(text) for quote in suggestions(text, EN).quotes] == quotes


def test_more_that_somebody_adds_is_a_quote_of_the_same_speaker() -> None:
    text = "“We lost the key,” Ada Brandt said, adding that the door was open."
    found = suggestions(text, EN).quotes
    assert [quote.segments[0].of(text) for quote in found] == ["“We lost the key,”", "the door was open"]
    assert [quote.speaker.name for quote in found if quote.speaker] == ["Ada Brandt", "Ada Brandt"]


@pytest.mark.parametrize(
    ("text", "quote"),
    [
        (
            "Ada Brandt says farmers are “right to be angry,” but also hungry for what she calls “real answers.”",
            "farmers are “right to be angry,” but also hungry for what she calls “real answers.”",
        ),
        ("In Kova he was louder, saying the group “must be destroyed.”", "the group “must be destroyed.”"),
    ],
)
def test_a_mixed_quote_is_the_whole_outer_clause(text: str, quote: str) -> None:
    found = suggestions(text, EN, rule="reported").quotes
    assert found[0].segments[0].of(text) == quote
