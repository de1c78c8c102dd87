"""What is proposed for a whole article costs in line with its length."""

from __future__ import annotations

from analyst_app.assist.suggestions import suggestions
from analyst_app.language.languages import language
from tests.calls import calls_counted
from tests.varied_article import varied_article

MOST_CALLS = 40
"""For each code point; an article that was read anew for each quote took 170."""


def calls_for(length: int) -> float:
    """Calls of functions for each code point of an article."""
    text, tongue = varied_article(length), language("en")
    with calls_counted() as calls:
        suggestions(text, tongue)
    return calls.total() / length


def test_a_long_article_costs_no_more_for_each_code_point_than_a_short_one() -> None:
    suggestions(varied_article(1_000), language("en"))  # patterns and word lists are made ready once
    short, long = calls_for(24_000), calls_for(72_000)
    assert short < MOST_CALLS
    assert long < 1.1 * short


def test_a_name_that_stands_everywhere_costs_what_each_mention_costs() -> None:
    text = "Ada Brandt said the depot will close. Brandt left, and Omar Reyes said it fell. "
    actors = suggestions(text * 500, language("en")).actors
    assert [(actor.name, len(actor.mentions)) for actor in actors] == [("Ada Brandt", 1_000), ("Omar Reyes", 500)]
