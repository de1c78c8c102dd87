from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyst_app.core.offsets import OffsetMap
from tests.texts import TEXTS


def units(text: str) -> int:
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


@pytest.mark.parametrize("name", TEXTS)
def test_every_position_goes_to_utf16_and_back(name: str) -> None:
    text = TEXTS[name]
    offsets = OffsetMap.of(text)
    step = max(1, len(text) // 500)
    for position in range(0, len(text) + 1, step):
        there = offsets.to_utf16(position)
        assert there == units(text[:position])
        assert offsets.to_codepoints(there) == position


@given(st.text(max_size=60))
def test_any_text_goes_there_and_back(text: str) -> None:
    offsets = OffsetMap.of(text)
    there = [offsets.to_utf16(position) for position in range(len(text) + 1)]
    assert there == [units(text[:position]) for position in range(len(text) + 1)]
    assert [offsets.to_codepoints(unit) for unit in there] == list(range(len(text) + 1))


def test_a_unit_inside_a_pair_belongs_to_its_character() -> None:
    assert OffsetMap.of("a😀b").to_codepoints(2) == 1


@given(st.text("a\u00e9\U0001f600", max_size=30), st.integers(0, 30))
def test_a_text_shown_in_two_parts_counts_as_in_one(text: str, cut: int) -> None:
    costly = [position for position, character in enumerate(text) if units(character) == 2]
    parts = OffsetMap([position for position in costly if position < cut])
    parts.extend([position for position in costly if position >= cut])
    for position in range(len(text) + 1):
        assert parts.to_utf16(position) == units(text[:position])
        assert parts.to_codepoints(units(text[:position])) == position
