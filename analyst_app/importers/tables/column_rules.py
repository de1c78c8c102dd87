"""Rules for the columns of tables: made once by a person, or proposed by the names of the columns.

A rule is a JSON object, kept in a file of its own::

    {"format": "analyst-import-rule", "version": 1, "rows": "articles",
     "columns": {"text": "Body", "title": "Headline", "date": "Published"}}

``rows`` says whether a row is an article or a span; ``columns`` names the
column of each field; ``sheet`` the sheet of a workbook, ``tag`` the tag of
spans that have no column for it.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from typing import Any

from analyst_app.errors import ImportFailed
from analyst_app.wording import tr

FORMAT = "analyst-import-rule"
ARTICLE_FIELDS = ("text", "title", "outlet", "author", "date", "url", "id")
SPAN_FIELDS = ("document", "start", "end", "tag", "words", "text", "annotator", "note", "id")
NEEDED = {"articles": ("text",), "spans": ("start", "end")}
"""The columns without which a table of each kind cannot be read."""
FIELDS = {"articles": ARTICLE_FIELDS, "spans": SPAN_FIELDS}
_FEW = 12
"""Columns that a message names."""


@dataclass(frozen=True)
class ColumnRule:
    """The meaning of a table's columns."""

    rows: str
    """``articles`` or ``spans``."""
    columns: Mapping[str, str] = field(default_factory=dict)
    """The head of the column of each field."""
    sheet: str = ""
    """The sheet of a workbook; empty: the first that has the columns."""
    tag: str = ""
    """The tag of spans that have no column for it."""

    def fits(self, head: Sequence[str]) -> bool:
        """True if a table has the columns that it names, and it names those that are needed."""
        return all(column in head for column in self.columns.values()) and all(
            name in self.columns for name in NEEDED[self.rows]
        )

    def cells(self, head: Sequence[str], row: Sequence[str]) -> dict[str, str]:
        """The cells of a row by field; a field without a column is empty.

        Args:
            head: the heads of the table.
            row: its cells.
        """
        places = {name: head.index(column) for name, column in self.columns.items()}
        return {name: row[places[name]] if name in places else "" for name in FIELDS[self.rows]}

    def others(self, head: Sequence[str]) -> list[int]:
        """The places of the columns that it does not name."""
        return [place for place, column in enumerate(head) if column and column not in self.columns.values()]

    def doubled(self, head: Sequence[str]) -> list[str]:
        """The columns that it names and that stand there several times, once for each that is not read."""
        return [column for column in self.columns.values() for _ in range(head.count(column) - 1)]

    def in_words(self) -> str:
        """As a sentence."""
        said = ", ".join(f"{name} = {column}" for name, column in self.columns.items())
        return tr("Columns are taken so: {columns}.", columns=said)

    def to_data(self) -> dict[str, Any]:
        """As its file holds it."""
        data: dict[str, Any] = {"format": FORMAT, "version": 1, "rows": self.rows, "columns": dict(self.columns)}
        return data | ({"sheet": self.sheet} if self.sheet else {}) | ({"tag": self.tag} if self.tag else {})


def rule_of(data: Any, name: str) -> ColumnRule:
    """The rule in parsed JSON.

    Args:
        data: the JSON.
        name: of its file, for messages.

    Raises:
        ImportFailed: it is no rule; says what is wrong.
    """
    if not isinstance(data, Mapping) or data.get("format") != FORMAT:
        raise ImportFailed(
            tr('{name} is no rule for tables: it must begin with "format": "{format}".', name=name, format=FORMAT)
        )
    rows, columns = data.get("rows"), data.get("columns")
    if rows not in FIELDS or not isinstance(columns, Mapping):
        raise ImportFailed(
            tr('{name}: "rows" must be "articles" or "spans", and "columns" name the columns. Mend it.', name=name)
        )
    odd = [key for key, column in columns.items() if key not in FIELDS[rows] or not isinstance(column, str)]
    if odd:
        raise ImportFailed(
            tr(
                "{name}: {odd} is no field of {rows}; they are {fields}. Mend it.",
                name=name,
                odd=odd[0],
                rows=rows,
                fields=", ".join(FIELDS[rows]),
            )
        )
    missing = [key for key in NEEDED[rows] if key not in columns]
    if missing:
        raise ImportFailed(
            tr("{name} names no column for {missing}. Add it.", name=name, missing=" and ".join(missing))
        )
    return ColumnRule(rows, dict(columns), str(data.get("sheet") or ""), str(data.get("tag") or ""))


def rule_in(data: bytes, name: str) -> ColumnRule:
    """The rule in a file's bytes.

    Args:
        data: the bytes.
        name: of the file.

    Raises:
        ImportFailed: it is no rule; says what is wrong.
    """
    try:
        parsed = json.loads(data.decode("utf-8-sig"))
    except (ValueError, RecursionError) as error:
        raise ImportFailed(tr("{name} is no JSON: {error}. Mend it.", name=name, error=error)) from error
    return rule_of(parsed, name)


def proposed(head: Sequence[str]) -> ColumnRule | None:
    """The rule that the names of a table's columns propose; None if they do not say enough.

    Args:
        head: the heads of the table.
    """
    spans, articles = _named(head, SPAN_FIELDS), _named(head, ARTICLE_FIELDS)
    if {"start", "end"} <= spans.keys() and ({"tag", "words"} & spans.keys()):
        return ColumnRule("spans", spans)
    return ColumnRule("articles", articles) if "text" in articles else None


def unknown_columns(head: Sequence[str], name: str) -> str:
    """The sentence that names a table's columns and asks what they are.

    Args:
        head: the heads of the table.
        name: of the file.
    """
    shown = ", ".join(head[:_FEW]) + (", …" if len(head) > _FEW else "")
    return tr(
        "{name} is a table, and it is not known what its columns are ({columns})."
        " Say what they are: in the import dialog by the button “Columns…” (on the command line by --rules FILE).",
        name=name,
        columns=shown,
    )


def _named(head: Sequence[str], fields: Sequence[str]) -> dict[str, str]:
    """Columns by field: the first word that a field is known by decides, and no column is two fields."""
    plain: dict[str, str] = {}
    for column in head:
        plain.setdefault(_plain(column), column)
    found: dict[str, str] = {}
    for name in fields:
        for word in _words()[name]:
            column = plain.get(_plain(word), "")
            if column and column not in found.values():
                found[name] = column
                break
    return found


def _plain(column: str) -> str:
    return re.sub(r"[\W_]+", "", column).casefold()


@cache
def _words() -> dict[str, list[str]]:
    from analyst_app import resources

    return resources.import_columns()
