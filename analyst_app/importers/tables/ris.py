"""Reads RIS, in which literature and news databases give the facts of articles without their texts.

Format: RIS of Research Information Systems (2001): two letters, two spaces, a
hyphen, a space, the value; ``TY`` begins a record and ``ER`` ends it.
"""

from __future__ import annotations

import re
from typing import Any

from analyst_app.errors import ImportFailed
from analyst_app.importers.dates import iso_date
from analyst_app.importers.documents.plain_text import decoded
from analyst_app.wording import tr

_LINE = re.compile(r"([A-Z][A-Z0-9])  -(?: (.*))?$")
_ISO = re.compile(r"\d{4}-\d{2}-\d{2}")
_RIS_DATE = re.compile(r"(\d{4})[/-](\d{1,2})[/-](\d{1,2})")
_FACTS = {
    "title": ("TI", "T1", "CT"), "outlet": ("T2", "JO", "JF", "BT", "PB"), "author": ("AU", "A1"),
    "date": ("DA", "Y1", "PY"), "url": ("UR", "L2", "LK"),
}  # fmt: skip
"""The tags that hold each fact, the most exact first."""


def records(data: bytes, name: str) -> list[dict[str, str]]:
    """The facts of each record: title, outlet, author, date and url as far as it says them.

    Args:
        data: the file's bytes.
        name: its name, for messages.

    Raises:
        ImportFailed: there is no record in it.
        MissingExtra: the library that guesses encodings is not installed.
    """
    text, _ = decoded(data)
    found: list[dict[str, list[str]]] = []
    current: dict[str, list[str]] | None = None
    last = ""
    for line in text.replace("\r\n", "\n").replace("\r", "\n").split("\n"):
        match = _LINE.match(line.rstrip())
        if match and match[1] == "TY":
            current = {}
            found.append(current)
        elif match and match[1] == "ER":
            current = None
        elif match and current is not None:
            last = match[1]
            current.setdefault(last, []).append((match[2] or "").strip())
        elif current and line.strip() and last in current:
            current[last][-1] += " " + line.strip()  # a long value goes on in the next line
    if not found:
        raise ImportFailed(tr("{name} holds no record of RIS. Export it anew as RIS.", name=name))
    return [_facts(record) for record in found]


def _facts(record: dict[str, list[str]]) -> dict[str, str]:
    facts: dict[str, str] = {}
    for fact, tags in _FACTS.items():
        said: Any = next((record[tag] for tag in tags if any(record.get(tag, ()))), [])
        words = "; ".join(filter(None, said)) if fact == "author" else next(iter(said), "")
        if fact == "date":
            words = _date(words)
        if words:
            facts[fact] = words
    return facts


def _date(words: str) -> str:
    """A whole date as YYYY-MM-DD; empty for a year alone, and for what cannot be read."""
    match = _RIS_DATE.match(words)
    found = iso_date("-".join((match[1], match[2].zfill(2), match[3].zfill(2))) if match else words)
    return found if _ISO.fullmatch(found) else ""
