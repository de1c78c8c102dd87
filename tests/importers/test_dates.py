"""Dates as printed are read where they are certain, and kept as found where not."""

from __future__ import annotations

import pytest

from analyst_app.importers.dates import iso_date


@pytest.mark.parametrize(("words", "date"), [
    ("2024-03-05T09:30:00+00:00", "2024-03-05"),
    ("March 5, 2024 Tuesday 9:00 AM GMT", "2024-03-05"),
    ("5 March 2024", "2024-03-05"),
    ("Mar 5, 2024", "2024-03-05"),
    ("Sept. 5, 2024", "2024-09-05"),
    ("5. März 2024", "2024-03-05"),
    ("5 de marzo de 2024", "2024-03-05"),
    ("1er février 2024", "2024-02-01"),
    ("5.3.2024", "2024-03-05"),
    ("03/04/2024", "03/04/2024"),
    ("31 February 2024", "31 February 2024"),
    ("Spring 2024", "Spring 2024"),
    ("", ""),
])  # fmt: skip
def test_a_date_is_read_or_kept(words: str, date: str) -> None:
    assert iso_date(words) == date
