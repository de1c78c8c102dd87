from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analyst_app.agreement.coverage import (
    length_of,
    lies_inside,
    ordered_pairs,
    shared_length,
    united,
    without,
)

SPANS = st.lists(st.tuples(st.integers(0, 30), st.integers(1, 9)).map(lambda s: (s[0], s[0] + s[1])), max_size=8)


def characters(spans):
    return {position for start, end in spans for position in range(start, end)}


def test_overlapping_spans_are_one_unit_and_touching_ones_stay_two():
    assert united([(4, 6), (0, 3), (2, 4)]) == [(0, 4), (4, 6)]


@given(SPANS, SPANS)
def test_sweeps_count_what_sets_of_characters_count(a, b):
    one, two = united(a), united(b)
    assert characters(one) == characters(a)
    assert length_of(one) == len(characters(a))
    assert shared_length(one, two) == len(characters(a) & characters(b))
    assert characters(without(one, two)) == characters(a) - characters(b)
    assert length_of(without(one, two)) == len(characters(a) - characters(b))


@given(SPANS, SPANS, SPANS)
def test_pairs_of_observers_are_counted_per_character(a, b, c):
    units = [united(spans) for spans in (a, b, c)]
    sets = [characters(spans) for spans in (a, b, c)]
    expected = sum(k * (k - 1) for k in (sum(p in s for s in sets) for p in range(40)))
    assert ordered_pairs(units) == expected


@given(SPANS, st.integers(0, 30), st.integers(1, 9))
def test_a_span_lies_inside_if_all_its_characters_do(zones, start, size):
    assert lies_inside(start, start + size, united(zones)) == (set(range(start, start + size)) <= characters(zones))
