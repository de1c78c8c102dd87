from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyst_app.core.span import Span
from analyst_app.language.ladder import grow, moved_edge, rungs, shrink
from tests.language.reading import LANGUAGE, find

TEXT = (
    "For the second time, the chair, Ada Brandt, has said “we will not leave. We will stay here”. Nobody left.\n"
    "“It is lost. The key is gone,” Omar Reyes said.\n"
    "Reyes said the hall was “a ruin” by May.\n"
    "“One ‘and a half’ goes on.\n\n“Two ends.”"
)


def climb(words: str, offset: int = 1) -> list[tuple[str, str]]:
    start = find(TEXT, words).start + offset
    span, steps = Span(start, start), []
    while rung := grow(TEXT, span, LANGUAGE):
        assert rung.span.contains(span)
        assert rung.span != span
        span = rung.span
        steps.append((rung.name, span.of(TEXT)))
    return steps


def test_the_rungs_inside_a_quotation_come_in_their_order() -> None:
    assert [name for name, _ in climb("stay")] == [
        "word",
        "sentence in the marks",
        "inside the marks",
        "with the marks",
        "sentence",
        "paragraph",
    ]
    assert climb("stay")[1][1] == "We will stay here"
    assert climb("stay")[3][1] == "“we will not leave. We will stay here”"


def test_a_sentence_that_begins_inside_a_quotation_takes_all_of_it() -> None:
    assert climb("gone")[1:] == [
        ("sentence in the marks", "The key is gone,"),
        ("inside the marks", "It is lost. The key is gone,"),
        ("with the marks", "“It is lost. The key is gone,”"),
        ("sentence", "“It is lost. The key is gone,” Omar Reyes said."),
    ]


def test_a_name_stands_between_its_word_and_the_sentence() -> None:
    assert climb("Brandt")[:2] == [("word", "Brandt"), ("name", "Ada Brandt")]


def test_a_reported_clause_stands_before_its_sentence() -> None:
    assert climb("hall")[1:3] == [
        ("reported clause", "the hall was “a ruin” by May"),
        ("sentence", "Reyes said the hall was “a ruin” by May."),
    ]


def test_nested_marks_are_climbed_from_the_inside_and_a_running_quotation_is_the_top() -> None:
    steps = climb("half")
    assert ("with the marks", "‘and a half’") in steps
    assert steps[-1] == ("whole quotation", "“One ‘and a half’ goes on.\n\n“Two ends.”")


@pytest.mark.parametrize("words", ["stay", "gone", "Brandt", "hall", "half", "Nobody"])
def test_shrinking_goes_back_the_way_that_growing_came(words: str) -> None:
    caret = find(TEXT, words).start + 1
    way = [Span(caret, caret)]
    while rung := grow(TEXT, way[-1], LANGUAGE):
        way.append(rung.span)
    span = way[-1]
    for earlier in way[-2:0:-1]:
        rung_below = shrink(TEXT, span, caret, LANGUAGE)
        assert rung_below is not None
        span = rung_below.span
        assert span.length >= earlier.length
    while rung_below := shrink(TEXT, span, caret, LANGUAGE):
        span = rung_below.span
    assert span == way[1]


def test_shrinking_without_an_origin_inside_begins_at_the_start() -> None:
    assert shrink(TEXT, find(TEXT, "Omar Reyes"), 0, LANGUAGE) is not None


def test_an_edge_moves_to_the_next_natural_place_and_back() -> None:
    span = find(TEXT, "We will stay here")
    outside = moved_edge(TEXT, span, "end", LANGUAGE)
    assert outside == span.end + 1
    assert moved_edge(TEXT, Span(span.start, span.end + 1), "end", LANGUAGE, outwards=False) == span.end
    assert moved_edge(TEXT, Span(0, len(TEXT)), "start", LANGUAGE) is None


@given(data=st.data())
def test_every_rung_strictly_contains_the_selection_and_they_grow(data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(TEXT)))
    end = data.draw(st.integers(start, min(len(TEXT), start + 60)))
    found = rungs(TEXT, Span(start, end), LANGUAGE)
    assert [r.span.length for r in found] == sorted(r.span.length for r in found)
    assert len({r.span for r in found}) == len(found)
    assert all(r.span.contains(Span(start, end)) for r in found)
