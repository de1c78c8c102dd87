"""Dates in ISO 8601: whatever is named, sorted, filtered or counted by a date asks here first."""

from __future__ import annotations

import re

from analyst_app.importers.dates import is_reduced, valid_date, with_plain_digits

_WHOLE = re.compile(r"(\d{4})-(\d{2})-(\d{2})(?:T.*)?")


def known_date(words: str) -> str:
    """The words, in the digits 0 to 9, if they are a date in ISO 8601 (2024-03-05, 2024-03, 2024), else "".

    Digits of other scripts and widths become 0 to 9: a date is compared with others letter by letter.

    Args:
        words: the date in an article's facts, which a person or a program may have typed.
    """
    words = with_plain_digits(words.strip())
    match = _WHOLE.fullmatch(words)
    if match is None:
        return words if is_reduced(words) else ""
    return words if valid_date(*match.groups()) else ""
