from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from analyst_app.core.looks.lanes import lanes
from analyst_app.core.span import Span
from tests.core.strategies import spans

many = st.lists(spans(), max_size=30)


@given(many)
def test_lanes_never_overlap(listed: list[Span]) -> None:
    given_lanes = lanes(listed)
    for n, (one, lane) in enumerate(zip(listed, given_lanes, strict=True)):
        for other, other_lane in list(zip(listed, given_lanes, strict=True))[:n]:
            assert lane != other_lane or not one.overlaps(other)


@given(many, st.randoms())
def test_a_span_has_its_lane_whatever_the_order(listed: list[Span], random) -> None:
    unique = sorted(set(listed))
    shuffled = list(unique)
    random.shuffle(shuffled)
    assert dict(zip(unique, lanes(unique), strict=True)) == dict(zip(shuffled, lanes(shuffled), strict=True))


@given(many)
def test_what_lies_inside_lies_nearer_to_the_text(listed: list[Span]) -> None:
    given_lanes = lanes(listed)
    for one, inner in zip(listed, given_lanes, strict=True):
        for other, outer in zip(listed, given_lanes, strict=True):
            if other.contains(one) and other != one:
                assert inner < outer


def test_touching_spans_share_a_lane() -> None:
    assert lanes([Span(0, 5), Span(5, 9)]) == [0, 0]
