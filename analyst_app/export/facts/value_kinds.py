"""The kinds of values that a column of a table can hold: found by looking at all of them."""

from __future__ import annotations

import re
from typing import Any

KINDS = ("integer", "number", "boolean", "date", "text", "list", "object", "mixed")
_DAY = re.compile(r"(?:1[5-9]|[2-9]\d)\d\d-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])", re.ASCII)
_LARGEST = 1 << 63


def kind_of(value: Any) -> str:
    """The kind of a value.

    Args:
        value: as JSON can hold it.
    """
    if isinstance(value, bool):
        return "boolean"
    if isinstance(value, int):
        return "integer" if -_LARGEST <= value < _LARGEST else "object"
    if isinstance(value, float):
        return "number"
    if isinstance(value, str):
        return "date" if _is_day(value) else "text"
    if isinstance(value, list) and all(isinstance(one, str) for one in value):
        return "list"
    return "object"


def joined_kind(one: str, other: str) -> str:
    """The kind of a column that has values of two kinds.

    Args:
        one: a kind; empty: no value yet.
        other: another.
    """
    if not one or one == other:
        return other
    if {one, other} == {"integer", "number"}:
        return "number"
    if {one, other} == {"date", "text"}:
        return "text"
    return "object" if {one, other} == {"list", "object"} else "mixed"


def note_kinds(kinds: dict[str, str], values: dict[str, Any]) -> None:
    """Take note of the kinds of some values by name.

    Args:
        kinds: known ones, added to.
        values: values by name.
    """
    for name, value in values.items():
        known = kinds.get(name, "")
        if known != "mixed" and (kind := kind_of(value)) != known:
            kinds[name] = joined_kind(known, kind)


def _is_day(words: str) -> bool:
    """True for a day of the calendar as ISO 8601 writes it."""
    if len(words) != len("2024-03-05") or _DAY.fullmatch(words) is None:
        return False
    month, day = int(words[5:7]), int(words[8:])
    if month == 2:
        year = int(words[:4])
        return day <= 28 + (year % 4 == 0 and (year % 100 != 0 or year % 400 == 0))
    return day <= (30 if month in (4, 6, 9, 11) else 31)
