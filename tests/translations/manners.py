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
_FIELDS = {"d": "{day}", "dd": "{day}", "M": "{month}", "MM": "{month}", "MMM": "{month}", "MMMM": "{month}"}


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
    with_year, without = _dates(locale)
    return {
        "own_name": locale.get_display_name(locale) or locale.language,
        "decimal": symbols["decimal"],
        "group": symbols["group"],
        "grouped_from": 4 + (locale.language in _LATER),
        "percent": locale.percent_formats[None].pattern.partition(";")[0].replace("#,##0", "{}"),
        "months": [locale.months["format"]["abbreviated"][month] for month in range(1, 13)],
        "day": without,
        "day_and_year": with_year,
        "two": lists["2"],
        "last": lists["end"],
        "between": lists["middle"].replace("{0}", "").replace("{1}", ""),
        "is_right_to_left": locale.character_order == "right-to-left",
    }


def _dates(locale: Locale) -> tuple[str, str]:
    skeletons = locale.datetime_skeletons
    patterns = []
    for wanted in ("yMMMd", "MMMd"):
        found = match_skeleton(wanted, skeletons)
        patterns.append(_as_format(skeletons[found].pattern) if found else "")
    with_year, without = patterns
    return with_year or "{day} {month} {year}", without or "{day} {month}"


def _as_format(pattern: str) -> str:
    """A pattern of CLDR (UTS #35, part 4) as Python formats it."""
    done = []
    for quoted, field, other in re.findall(r"'([^']*)'|([A-Za-z]+)|([^A-Za-z']+)", pattern):
        done.append(quoted or _FIELDS.get(field) or ("{year}" if field and field[0] in "yu" else other))
    return "".join(done)


def as_text() -> str:
    """The file."""
    lines = (f'"{code}": {json.dumps(manner, ensure_ascii=False)}' for code, manner in all_manners().items())
    return "{\n" + ",\n".join(lines) + "\n}\n"
