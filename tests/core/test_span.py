"""Spans against the sets of code points that they stand for."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analyst_app.core.span import Span, overlap_share

TEXT = "“We stay”, she said."
SPANS = st.tuples(st.integers(0, 20), st.integers(0, 20)).map(lambda ends: Span(min(ends), max(ends)))
WITH_WORDS = SPANS.filter(lambda span: span.length > 0)


def points(span: Span) -> set[int]:
    return set(range(span.start, span.end))


def test_it_gives_its_words_and_their_number() -> None:
    assert Span(1, 8).of(TEXT) == "We stay"
    assert Span(1, 8).length == 7


def test_spans_that_only_touch_do_not_overlap() -> None:
    assert not Span(0, 4).overlaps(Span(4, 8))
    assert Span(0, 5).overlaps(Span(4, 8))


@given(one=WITH_WORDS, other=WITH_WORDS)
def test_containing_and_overlapping_are_those_of_sets(one: Span, other: Span) -> None:
    assert one.contains(other) == (points(other) <= points(one))
    assert one.overlaps(other) == other.overlaps(one) == bool(points(one) & points(other))


@given(one=SPANS, other=SPANS)
def test_the_part_inside_another_is_what_both_have(one: Span, other: Span) -> None:
    part = one.clipped(other)
    assert points(part) == points(one) & points(other)
    assert part.start <= part.end


@given(one=SPANS, other=SPANS)
def test_the_share_is_that_of_sets_and_nothing_where_both_are_empty(one: Span, other: Span) -> None:
    union = points(one) | points(other)
    assert overlap_share(one, other) == (len(points(one) & points(other)) / len(union) if union else 0.0)
