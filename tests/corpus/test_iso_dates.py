"""A date in ISO 8601 is known; what stands in its place is none."""

from __future__ import annotations

import pytest

from analyst_app.corpus.iso_dates import known_date


@pytest.mark.parametrize("words", ["2024-03-05", "2024-03", "2024", "2024-03-05T09:00:00Z"])
def test_a_date_in_iso_8601_is_known(words: str) -> None:
    assert known_date(f" {words} ") == words


@pytest.mark.parametrize(
    ("words", "day"),
    [("٢٠٢٣-٠١-٠٥", "2023-01-05"), ("２０２４-01", "2024-01"), ("२०२४", "2024"), ("２０２４-13", "")],
)
def test_other_digits_say_the_same_day(words: str, day: str) -> None:
    assert known_date(words) == day


@pytest.mark.parametrize("words", ["", "2024-13", "2024-02-31", "Correction Appended", "5 March 2024", "24"])
def test_whatever_else_stands_in_its_place_is_none(words: str) -> None:
    assert known_date(words) == ""


# Unicode: these are the decimal digits of Arabic, Persian, Hindi, Bengali and Thai, and those of full width.
@pytest.mark.parametrize(
    "digits", ["٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "০১২৩৪৫৬৭৮৯", "๐๑๒๓๔๕๖๗๘๙", "０１２３４５６７８９"]
)
@pytest.mark.parametrize("date", ["2024-03-05", "2024-03", "2024", "2024-03-05T09:00:00Z"])
def test_a_date_in_the_digits_of_another_script_is_the_same_date(digits: str, date: str) -> None:
    written = date.translate(str.maketrans("0123456789", digits))
    assert written != date
    assert known_date(written) == date


def test_a_date_of_full_width_is_the_same_date_and_what_is_none_stays_none() -> None:
    assert known_date("２０２４－０３－０５") == "2024-03-05"
    assert known_date("٢٠٢٤-١٣-٠٥") == ""
    assert known_date("²⁰²⁴-½") == ""
