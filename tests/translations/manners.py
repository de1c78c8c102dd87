"""The ways of writing numbers, days and lists, taken from Unicode CLDR through Babel: ``resources/i18n/manners.json``.

A language a line, so that the program reads one line of the file.
"""

from __future__ import annotations

import json
import re

from babel import Locale, UnknownLocaleError
from babel.core import get_global
from babel.dates import match_skeleton

from tests.translations.catalogues import FOLDER

PATH = FOLDER / "manners.json"
_LATER = ("es", "pl")
"""CLDR's minimumGroupingDigits of 2, which Babel leaves out: 1234, but 12 345."""
_COMMAS = ("،", "、", "፣", "၊", ",")
_FIELDS = {"d": "{day}", "dd": "{day}", **dict.fromkeys(("MMM", "MMMM", "LLL", "LLLL"), "{month}")}
_FIELDS |= dict.fromkeys(("M", "MM", "L", "LL"), "{number}")
_FIELDS |= dict.fromkeys(("E", "EEE", "EEEE", "cccc"), "{weekday}")


def all_manners() -> dict[str, dict[str, object]]:
    """The manner of every language that CLDR knows well enough, by its code."""
    found = {}
    for code in sorted({code.partition("_")[0] for code in get_global("likely_subtags")}):
        try:
            locale = Locale(code)
        except (UnknownLocaleError, ValueError):
            continue
        if code != "en" and locale.language_name:
            found[code] = _manner(locale)
    return found


def _manner(locale: Locale) -> dict[str, object]:
    symbols = locale.number_symbols.get("latn", locale.number_symbols)
    lists = locale.list_patterns["standard"]
    months, days = locale.months, locale.days
    return {
        "own_name": locale.get_display_name(locale) or locale.language,
        "decimal": symbols["decimal"],
        "group": symbols["group"],
        "grouped_from": 4 + (locale.language in _LATER),
        "percent": locale.percent_formats[None].pattern.partition(";")[0].replace("#,##0", "{}"),
        "months": [months["format"]["abbreviated"][month] for month in range(1, 13)],
        "months_alone": [months["stand-alone"]["abbreviated"][month] for month in range(1, 13)],
        "full_months": [months["format"]["wide"][month] for month in range(1, 13)],
        "weekdays": [days["format"]["wide"][number] for number in range(7)],
        "day": _date(locale, "MMMd") or "{day} {month}",
        "day_and_year": _date(locale, "yMMMd") or "{day} {month} {year}",
        "month_and_year": _date(locale, "yMMM") or "{month} {year}",
        "full_day": _as_format(locale.date_formats["full"].pattern),
        "moment": locale.datetime_formats["medium"].replace("'", "").replace("{1}", "{day}").replace("{0}", "{time}"),
        "two": lists["2"],
        "last": lists["end"],
        "between": (between := lists["middle"].replace("{0}", "").replace("{1}", "")),
        "beside": _beside(locale, between),
        "is_right_to_left": locale.character_order == "right-to-left",
    }


def _beside(locale: Locale, between: str) -> str:
    """What stands between things that no "and" joins: Arabic has one between any two of its lists, but a comma too."""
    if any(comma in between for comma in _COMMAS):
        return between
    full = locale.date_formats["full"].pattern
    return next((f"{comma} " for comma in _COMMAS if comma in full), ", ")


def _date(locale: Locale, skeleton: str) -> str:
    """How CLDR writes a date of some fields; empty: it does not say."""
    found = match_skeleton(skeleton, locale.datetime_skeletons)
    return _as_format(locale.datetime_skeletons[found].pattern) if found else ""


def _as_format(pattern: str) -> str:
    """A pattern of CLDR (UTS #35, part 4) as Python formats it."""
    done = []
    for quoted, field, other in re.findall(r"'([^']*)'|([A-Za-z]+)|([^A-Za-z']+)", pattern):
        done.append(quoted or _FIELDS.get(field) or ("{year}" if field and field[0] in "yuY" else other))
    return "".join(done)


def as_text() -> str:
    """The file."""
    lines = (f'"{code}": {json.dumps(manner, ensure_ascii=False)}' for code, manner in all_manners().items())
    return "{\n" + ",\n".join(lines) + "\n}\n"
