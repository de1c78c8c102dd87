from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analyst_app.agreement.coverage import (
    length_of,
    lies_inside,
    shared_lengths,
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
    assert shared_lengths([one, two]).get(0b11, 0) == len(characters(a) & characters(b))
    assert characters(without(one, two)) == characters(a) - characters(b)
    assert length_of(without(one, two)) == len(characters(a) - characters(b))


@given(SPANS, SPANS, SPANS)
def test_characters_are_counted_by_who_covers_them(a, b, c):
    sets = [characters(spans) for spans in (a, b, c)]
    found = shared_lengths([united(spans) for spans in (a, b, c)])
    for covering in range(1, 8):
        those = [
            position for position in range(40) if covering == sum((position in s) << n for n, s in enumerate(sets))
        ]
        assert found.get(covering, 0) == len(those)


@given(SPANS, st.integers(0, 30), st.integers(1, 9))
def test_a_span_lies_inside_if_all_its_characters_do(zones, start, size):
    assert lies_inside(start, start + size, united(zones)) == (set(range(start, start + size)) <= characters(zones))
