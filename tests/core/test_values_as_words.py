"""Values as words: any value comes back as it was, and a plain word stands as it is."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from analyst_app.core.attribute_types import exact_value, exact_words

VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=6,
)


@given(VALUES)
def test_any_value_comes_back(value: Any) -> None:
    found = exact_value(exact_words(value))
    assert found == value
    assert type(found) is type(value)


@pytest.mark.parametrize(
    "word", ["direct", "Ada Brandt", "", "NaN", "Infinity", "[not json", "true story", "12 March", "“no”"]
)
def test_a_plain_word_stands_as_it_is(word: str) -> None:
    assert exact_words(word) == word


@pytest.mark.parametrize(
    ("value", "words"), [("2024", '"2024"'), (2024, "2024"), ("true", '"true"'), (True, "true"), ("[]", '"[]"')]
)
def test_a_word_that_could_be_a_number_has_quotation_marks(value: Any, words: str) -> None:
    assert exact_words(value) == words
