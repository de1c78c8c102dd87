"""A date in ISO 8601 is known; what stands in its place is none."""

from __future__ import annotations

import pytest

from analyst_app.corpus.iso_dates import known_date


@pytest.mark.parametrize("words", ["2024-03-05", "2024-03", "2024", "2024-03-05T09:00:00Z"])
def test_a_date_in_iso_8601_is_known(words: str) -> None:
    assert known_date(f" {words} ") == words


@pytest.mark.parametrize("words", ["", "2024-13", "2024-02-31", "Correction Appended", "5 March 2024", "24"])
def test_whatever_else_stands_in_its_place_is_none(words: str) -> None:
    assert known_date(words) == ""
