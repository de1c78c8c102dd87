"""Dates as newspapers and databases print them, in ISO 8601."""

from __future__ import annotations

import re
from datetime import date

_MONTHS = {
    1: "january janvier januar jänner enero gennaio", 2: "february février fevrier februar feber febrero febbraio",
    3: "march mars märz maerz marzo", 4: "april avril abril aprile", 5: "may mai mayo maggio",
    6: "june juin juni junio giugno", 7: "july juillet juli julio luglio", 8: "august août aout agosto",
    9: "september septembre septiembre settembre", 10: "october octobre oktober octubre ottobre",
    11: "november novembre noviembre", 12: "december décembre decembre dezember diciembre dicembre",
}  # fmt: skip
_NUMBERS = {name: number for number, names in _MONTHS.items() for name in names.split()}
_ISO = re.compile(r"\b(\d{4})-(\d{2})-(\d{2})(?!\d)")
_DAY_FIRST = re.compile(r"\b(\d{1,2})(?:\.|st|nd|rd|th|er|º)?\s+(?:de\s+)?([^\W\d_]{3,10})\.?,?\s+(?:de\s+)?(\d{4})\b")
_MONTH_FIRST = re.compile(r"\b([^\W\d_]{3,10})\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})\b")
_DOTTED = re.compile(r"\b(\d{1,2})\.(\d{1,2})\.(\d{4})\b")


def iso_date(words: str) -> str:
    """The first date in some words as YYYY-MM-DD; the words themselves if none can be read.

    A date of digits alone is only read where its order is certain (2024-05-01, 1.5.2024).
    """
    for pattern, order in ((_ISO, (1, 2, 3)), (_DAY_FIRST, (3, 2, 1)), (_MONTH_FIRST, (3, 1, 2)), (_DOTTED, (3, 2, 1))):
        for match in pattern.finditer(words):
            year, month, day = (match.group(place) for place in order)
            number = int(month) if month.isdigit() else _month(month)
            try:
                return date(int(year), number, int(day)).isoformat()
            except ValueError:
                continue
    return words.strip()


def _month(name: str) -> int:
    """1 to 12, by name or by an abbreviation that fits one month only; else 0."""
    small = name.casefold()
    found = {number for full, number in _NUMBERS.items() if full == small} or {
        number for full, number in _NUMBERS.items() if full.startswith(small)
    }
    return found.pop() if len(found) == 1 else 0
