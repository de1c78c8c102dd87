"""The places at which a quote may be proposed."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from analyst_app.assist.quote_places import QuotePlace, marked, marked_places, proposed, unmarked_starts
from analyst_app.assist.suggestions import SuggestedQuote, SuggestedSpan
from analyst_app.core.span import Span
from analyst_app.language.quotations import Quotation, all_quotations
from tests.language.reading import LANGUAGE
from tests.varied_article import varied_article

TEXT = (
    "“The quay will close,” said Ada Brandt. Omar Hall said that the ferries would stop.\n\n"
    "The board said it had found “serious weaknesses”.\n\nPhoto: “a blue door”, by R. Lund\n"
)


def words(found: Iterable[QuotePlace | Quotation]) -> list[str]:
    return [one.span.of(TEXT) for one in found]


def test_quotations_and_reported_clauses_are_places_by_start() -> None:
    assert words(marked(TEXT, LANGUAGE).places) == ["“The quay will close,”", "“serious weaknesses”", "“a blue door”"]
    found = proposed(TEXT, LANGUAGE)
    assert words(found.places)[:2] == ["“The quay will close,”", "the ferries would stop"]
    assert words(found.places)[-1] == "“a blue door”"
    assert found.spans == ()


def test_a_line_that_may_be_left_out_makes_a_doubt_and_comes_later() -> None:
    found = proposed(TEXT, LANGUAGE)
    assert [one.doubt for one in found.places] == ["", "", "", "it looks like a caption or credit"]
    assert found.later == {TEXT.index("the ferries"), TEXT.index("“a blue")}


def test_places_without_marks_are_told_apart() -> None:
    in_marks = marked_places(TEXT, LANGUAGE)
    start = TEXT.index("the ferries")
    for rule in ("quotation", "reported"):
        found = [one.quotation for one in proposed(TEXT, LANGUAGE, rule).places]
        assert unmarked_starts(found, in_marks) == {start}
    assert unmarked_starts(in_marks, in_marks) == set()


def test_where_the_codebook_takes_the_whole_clause_that_is_the_place() -> None:
    found = words(proposed(TEXT, LANGUAGE, "reported").places)
    assert "it had found “serious weaknesses”" in found
    assert "“serious weaknesses”" not in found


def test_what_was_learnt_stands_at_its_place() -> None:
    start = TEXT.index("the ferries")
    quote = SuggestedQuote((Span(start, start + 22),), "indirect", None, 0.8, "as your team tags", "learnt", "1")
    span = SuggestedSpan("claim", Span(0, 9), 0.7, "as your team tags", "learnt", "1")
    found = proposed(TEXT, LANGUAGE, mend=lambda text, tongue, rules: replace(rules, quotes=[quote], spans=[span]))
    assert [one.learnt for one in found.places if one.span.start == start] == [quote]
    assert found.spans == (span,)
    assert words(found.places)[0] == "“The quay will close,”", "no quotation is passed over"


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 10_000))
def test_no_place_overlaps_another_and_no_quotation_is_passed_over(seed: int) -> None:
    text = varied_article(2_500, seed)
    found = proposed(text, LANGUAGE).places
    assert all(one.span.end <= other.span.start for one, other in pairwise(found))
    tops = [quotation for quotation in all_quotations(text, LANGUAGE) if quotation.depth == 0]
    assert all(any(place.span.overlaps(top.span) for place in found) for top in tops)


def test_a_subheading_in_marks_is_a_doubt_in_its_place() -> None:
    text = (
        "The depot\n\nAda Brandt opened the “quiet zone”.\n\n‘Coalition of the coast’\n\n"
        "She is proud of the “miracle” there.\n"
    )
    found = proposed(text, LANGUAGE)
    (subheading,) = [one for one in found.places if one.doubt]
    assert subheading.span.of(text) == "‘Coalition of the coast’"
    assert found.later == frozenset()
