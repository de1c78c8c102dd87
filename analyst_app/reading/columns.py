"""Columns of a frame, gathered row by row: a kind, which says how pandas and Arrow type them, and plain values."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Literal, NamedTuple

from analyst_app.core.attribute_types import ATTRIBUTE_TYPES
from analyst_app.core.codebook import Codebook

Kind = Literal["text", "texts", "whole", "number", "flag", "moment"]
"""Words; a list of words; a whole number; any number; true or false; a time in UTC, as ISO 8601 writes it."""


class TypedColumn(NamedTuple):
    """One column; None stands for nothing, in any kind."""

    kind: Kind
    values: list[Any]
    runs: list[int] | None = None
    """The number of rows that have each of the values, one after another; None: one row has each."""


Columns = dict[str, TypedColumn]


class SparseValues:
    """Values that few of many rows have, by name: those of attributes, and the facts of a team's own."""

    def __init__(self) -> None:
        self._found: dict[str, tuple[list[int], list[Any]]] = {}

    def put(self, row: int, name: str, value: Any) -> None:
        """Put one value.

        Args:
            row: number of its row; each comes after those that were put.
            name: of the value.
            value: what it is.
        """
        places, held = self._found.setdefault(name, ([], []))
        places.append(row)
        held.append(value)

    def take(self, first: int, rows: Iterable[Mapping[str, Any]]) -> None:
        """Take the values of some rows.

        Args:
            first: number of the first row.
            rows: the values of each by name.
        """
        found = self._found
        for row, values in enumerate(rows, first):
            for name, value in values.items():
                try:
                    places, held = found[name]
                except KeyError:
                    places, held = found[name] = ([], [])
                places.append(row)
                held.append(value)

    @property
    def names(self) -> list[str]:
        """The names that were found, sorted."""
        return sorted(self._found)

    def __contains__(self, name: str) -> bool:
        """True if any row has a value of the name."""
        return name in self._found

    def column(self, name: str, length: int, kind: Kind | None = None) -> TypedColumn:
        """The column of a name.

        A value that is not of the kind makes a column of words of the whole: nothing is left out of it.

        Args:
            name: of the values.
            length: number of the rows.
            kind: that they should have; None: as they are.
        """
        places, held = self._found.get(name, ([], []))
        wanted: tuple[Kind, ...] = ("flag", "whole", "number", "text", "texts") if kind is None else (kind,)
        held_as: Kind = next((one for one in wanted if one == kind == "text" or all(map(_FITS[one], held))), "text")
        values: list[Any] = [None] * length
        if held_as == "text" and wanted == ("text",):  # nearly always, and they are words already
            for row, value in zip(places, held, strict=True):
                values[row] = value if value.__class__ is str else as_words(value)
            return TypedColumn(held_as, values)
        for row, value in zip(places, map(_AS[held_as], held), strict=True):
            values[row] = value
        return TypedColumn(held_as, values)

    def values(self, name: str, length: int) -> list[Any]:
        """The values of a name as they are, by row; None where there is none.

        Args:
            name: of the values.
            length: number of the rows.
        """
        values: list[Any] = [None] * length
        for row, value in zip(*self._found.get(name, ([], [])), strict=True):
            values[row] = value
        return values


def kinds_of_attributes(codebook: Codebook) -> dict[str, Kind]:
    """The kind of each attribute's column; one whose kind differs from tag to tag is not there.

    Args:
        codebook: that applies.
    """
    found: dict[str, set[Kind]] = {}
    for tag in codebook.tags:
        for one in tag.attributes:
            found.setdefault(one.id, set()).add("texts" if one.several else _KINDS.get(one.type, "text"))
    return {name: kinds.pop() for name, kinds in found.items() if len(kinds) == 1}


def tags_of_attributes(codebook: Codebook) -> dict[str, frozenset[str]]:
    """The ids of the tags that have each attribute.

    Args:
        codebook: that applies.
    """
    found: dict[str, set[str]] = {}
    for tag in codebook.tags:
        for one in tag.attributes:
            found.setdefault(one.id, set()).add(tag.id)
    return {name: frozenset(tags) for name, tags in found.items()}


def with_switches(column: TypedColumn, tags: Sequence[str], having: frozenset[str]) -> TypedColumn:
    """A column of a switch with False where a tag has it and it is not on: absent means off.

    Any other column is given back as it is.

    Args:
        column: of the switch.
        tags: the tag of each row.
        having: ids of the tags that have the switch.
    """
    if column.kind != "flag" or not having:
        return column
    values: list[Any] = list(map(dict.fromkeys(having, False).get, tags))
    for row, value in enumerate(column.values):
        if value is not None:
            values[row] = value
    return TypedColumn("flag", values)


def as_words(value: object) -> str | None:
    """A value as words: text as it is, nothing as nothing, all else as JSON."""
    return value if value is None or isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def is_exact(value: Any) -> bool:
    """True of a number that a column of numbers gives back as it is: a whole one of many digits would be rounded."""
    return ATTRIBUTE_TYPES["number"].holds(value) and (type(value) is float or -_EXACT <= value <= _EXACT)


def _is_whole(value: object) -> bool:
    return type(value) is int and -_WHOLE <= value < _WHOLE


def _is_text(value: object) -> bool:
    return isinstance(value, str)


def _is_texts(value: object) -> bool:
    return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))


def _as_texts(value: Any) -> list[str]:
    return value if isinstance(value, list) else [value]


_KINDS: dict[str, Kind] = {"flag": "flag", "number": "number"}
"""The kind of a type of attribute; every other holds words."""
_EXACT = 2**53
"""Up to this, numbers that may have a fraction hold every whole one."""
_WHOLE = 2**63
"""Below this lie the whole numbers that Arrow and pandas hold."""
_FITS: dict[Kind, Callable[[Any], bool]] = {
    "flag": ATTRIBUTE_TYPES["flag"].holds,
    "whole": _is_whole,
    "number": is_exact,
    "text": _is_text,
    "texts": _is_texts,
}
_AS: dict[Kind, Callable[[Any], Any]] = {
    "flag": bool,
    "whole": int,
    "number": float,
    "text": as_words,
    "texts": _as_texts,
}
