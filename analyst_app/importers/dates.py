"""Dates as newspapers and databases print them, in ISO 8601; what cannot be read for certain is no date.

The names of the months are data: ``resources/dates/months.json``, by language.
"""

from __future__ import annotations

import json
import re
import unicodedata
from datetime import date
from functools import cache

from analyst_app import resources

_NAME = r"((?:[^\W\d_]|\u200c){3,14})\.?"  # the joiner holds Arabic names of two words together
_OF = r"(?:(?:de|d['’]|of|del)\s*)?"
_YEAR_FIRST = re.compile(r"(?<!\d)(\d{4})\s*([-./])\s*(\d{1,2})\s*\2\s*(\d{1,2})(?!\d)")
_EAST_ASIAN = re.compile(r"(?<!\d)(\d{4})\s*[年년]\s*(\d{1,2})\s*[月월]\s*(\d{1,2})\s*[日일]")
_ERA = re.compile(r"(令和|平成|昭和|大正|明治)\s*(\d{1,2}|元)\s*年\s*(\d{1,2})\s*月\s*(\d{1,2})\s*日")
_DAY_FIRST = re.compile(
    rf"(?<!\d)(\d{{1,2}})(?:\.|st|nd|rd|th|er|º|ª|-?го)?[-\s]*{_OF}{_NAME},?[-\s]+{_OF}(\d{{4}})(?!\d)"
)
_MONTH_FIRST = re.compile(rf"{_NAME}\s+(\d{{1,2}})(?:st|nd|rd|th)?,?\s+(\d{{4}})(?!\d)")
_YEAR_MONTH_DAY = re.compile(rf"(?<!\d)(\d{{4}})[.,]?\s+{_NAME}\s+(\d{{1,2}})(?!\d)")
_DOTTED = re.compile(r"(?<![\d.])(\d{1,2})\.\s?(\d{1,2})\.\s?(\d{4})(?!\d)")
_SLASHED = re.compile(r"(?<![\d/-])(\d{1,2})([/-])(\d{1,2})\2(\d{4})(?!\d)")
_MONTH_OF_YEAR = re.compile(rf"{_NAME},?\s+{_OF}(\d{{4}})")
_REDUCED = re.compile(r"\d{4}(?:-(?:0[1-9]|1[0-2]))?")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")
_ERAS = {"令和": 2018, "平成": 1988, "昭和": 1925, "大正": 1911, "明治": 1867}


def iso_date(words: str) -> str:
    """The first date in some words as YYYY-MM-DD; "" if none can be read for certain.

    Of digits alone a date is read where their order is certain: the year
    stands first, the day and month are parted by dots, or only one order
    gives a date. A month or a year that stands alone is given as YYYY-MM or
    YYYY.

    Args:
        words: any text, with weekday, time or page before or after the date.
    """
    plain = with_plain_digits(words.replace("كانون ", "كانون\u200c").replace("تشرين ", "تشرين\u200c"))
    found = [(match.start(), day) for match, day in _candidates(plain) if day]
    return min(found)[1] if found else _alone(plain.strip(" .,;"))


def date_and_note(words: str) -> tuple[str, tuple[str, ...]]:
    """The date in what a file has in its place for one, and what to say where it cannot be read.

    Args:
        words: as the file has them; may be empty, about which nothing is said.

    Returns:
        The date in ISO 8601 or "", and no or one sentence.
    """
    date = iso_date(words)
    shown = " ".join(words.split())
    return date, () if date or not shown else (f"Its date could not be read: “{shown}”.",)


def is_reduced(words: str) -> bool:
    """True of a year, or a year and a month.

    Args:
        words: any text.
    """
    return bool(_REDUCED.fullmatch(words))


def with_plain_digits(words: str) -> str:
    """Words with the digits 0 to 9 for those of any script and width, by which dates are compared and sorted.

    Args:
        words: any text.
    """
    if words.isascii():
        return words
    return "".join(str(unicodedata.decimal(one, one)) for one in unicodedata.normalize("NFKC", words))


def valid_date(year: str | int, month: str | int, day: str | int) -> str:
    """A day of the calendar as YYYY-MM-DD; "" if there is no such day.

    Args:
        year: with four digits.
        month: 1 to 12.
        day: of the month.
    """
    try:
        return date(int(year), int(month), int(day)).isoformat()
    except ValueError:
        return ""


def _candidates(plain: str) -> list[tuple[re.Match[str], str]]:
    """Everything that is built like a date, and the date that it is, or ""."""
    found = [(match, valid_date(match[1], match[3], match[4])) for match in _YEAR_FIRST.finditer(plain)]
    found += [(match, valid_date(*match.groups())) for match in _EAST_ASIAN.finditer(plain)]
    for match in _ERA.finditer(plain):
        year = 1 if match[2] == "元" else int(match[2])
        found.append((match, valid_date(_ERAS[match[1]] + year, match[3], match[4])))
    found += [(match, valid_date(match[3], _month(match[2]), match[1])) for match in _DAY_FIRST.finditer(plain)]
    found += [(match, valid_date(match[3], _month(match[1]), match[2])) for match in _MONTH_FIRST.finditer(plain)]
    found += [(match, valid_date(match[1], _month(match[2]), match[3])) for match in _YEAR_MONTH_DAY.finditer(plain)]
    found += [(match, valid_date(match[3], match[2], match[1])) for match in _DOTTED.finditer(plain)]
    for match in _SLASHED.finditer(plain):
        orders = {valid_date(match[4], match[3], match[1]), valid_date(match[4], match[1], match[3])} - {""}
        found.append((match, orders.pop() if len(orders) == 1 else ""))
    return found


def _alone(plain: str) -> str:
    """A whole field that is a month, a year, or eight digits."""
    if is_reduced(plain):
        return plain
    if match := _COMPACT.fullmatch(plain):
        return valid_date(*match.groups())
    match = _MONTH_OF_YEAR.fullmatch(plain)
    month = _month(match[1]) if match else 0
    return f"{match[2]}-{month:02}" if match and month else ""


def _month(name: str) -> int:
    """1 to 12, by name or by an abbreviation that fits one month only; else 0."""
    small = unicodedata.normalize("NFKC", name.casefold())
    names = _numbers()
    if small in names:
        return names[small]
    found = {number for full, number in names.items() if full.startswith(small)} if len(small) > 3 else set()
    return found.pop() if len(found) == 1 else 0


@cache
def _numbers() -> dict[str, int]:
    """The number of each month's name, in every language."""
    table = json.loads((resources.folder("dates") / "months.json").read_text("utf-8"))
    named: dict[str, int] = {}
    for months in table.values():
        for number, names in enumerate(months, 1):
            named |= {unicodedata.normalize("NFKC", name.casefold()): number for name in names.split()}
    return named
