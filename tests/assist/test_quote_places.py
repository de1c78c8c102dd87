"""The places at which a quote may be proposed."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from analyst_app.assist.quote_places import all_ghosts, marked_places, places
from analyst_app.language.quotations import all_quotations
from tests.language.reading import LANGUAGE
from tests.varied_article import varied_article

TEXT = (
    "“The quay will close,” said Ada Brandt. Omar Hall said that the ferries would stop.\n\n"
    "The board said it had found “serious weaknesses”.\n\nPhoto: “a blue door”, by R. Lund\n"
)


def words(found: list) -> list[str]:  # type: ignore[type-arg]
    return [one.span.of(TEXT) for one in found]


def test_quotations_and_reported_clauses_are_places_by_start() -> None:
    assert words(marked_places(TEXT, LANGUAGE)) == ["“The quay will close,”", "“serious weaknesses”", "“a blue door”"]
    found = words(places(TEXT, LANGUAGE))
    assert found[:2] == ["“The quay will close,”", "the ferries would stop"]
    assert found[-1] == "“a blue door”"


def test_where_the_codebook_takes_the_whole_clause_that_is_the_place() -> None:
    assert "it had found “serious weaknesses”" in words(places(TEXT, LANGUAGE, "reported"))
    assert "“serious weaknesses”" not in words(places(TEXT, LANGUAGE, "reported"))


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_no_place_overlaps_another_and_no_quotation_is_passed_over(seed: int) -> None:
    text = varied_article(2_500, seed)
    found = places(text, LANGUAGE)
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    tops = [quotation for quotation in all_quotations(text, LANGUAGE) if quotation.depth == 0]
    assert all(any(place.span.overlaps(top.span) for place in found) for top in tops)


def test_all_ghosts_are_the_suggested_quotes() -> None:
    assert [ghost.segments[0].of(TEXT) for ghost in all_ghosts(TEXT, LANGUAGE)][:2] == [
        "“The quay will close,”",
        "the ferries would stop",
    ]
