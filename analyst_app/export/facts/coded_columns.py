"""The attributes of a codebook as columns of Arrow, each of the type that the codebook gives it.

The columns follow from the codebook alone, so those of every file of an export
are alike. A value that its column cannot hold (of another type than the
codebook says, or of an attribute that it lacks) is left to the caller.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from analyst_app.core.attribute_types import exact_words
from analyst_app.core.codebook import Attribute, Codebook
from analyst_app.export.facts.value_kinds import joined_kind

CODED = "attr."
"""Begins the names of such columns, here as in CSV."""
_KINDS = {"flag": "boolean", "number": "number"}
"""By type of the codebook the kind of a column; all others are words."""
_EXACT = 1 << 53
"""Beyond this a number of a column is not exact."""


def coded_kinds(codebook: Codebook) -> dict[str, str]:
    """The kind of each attribute, a key of ``value_kinds.KINDS``: mixed where tags give one name several types.

    Args:
        codebook: of the corpus.
    """
    kinds: dict[str, str] = {}
    for tag in codebook.tags:
        for attribute in tag.attributes:
            kinds[attribute.id] = _together(kinds.get(attribute.id, ""), _kind(attribute))
    return kinds


def _kind(attribute: Attribute) -> str:
    return "list" if attribute.several else _KINDS.get(attribute.type, "text")


def _together(one: str, other: str) -> str:
    """A choice that allows several values in one tag is a list in all; else as for other columns."""
    return "list" if {one, other} == {"list", "text"} else joined_kind(one, other)


class CodedColumns:
    """The columns of the attributes that a codebook knows.

    Args:
        pyarrow: the library.
        codebook: of the corpus.
    """

    def __init__(self, pyarrow: Any, codebook: Codebook) -> None:
        words = pyarrow.string()
        types = {"boolean": pyarrow.bool_(), "number": pyarrow.float64(), "list": pyarrow.list_(words)}
        self._pyarrow = pyarrow
        self._kinds = coded_kinds(codebook)
        self._types = {name: types.get(kind, words) for name, kind in self._kinds.items()}

    def fields(self) -> list[tuple[str, Any]]:
        """Name and type of each column."""
        return [(f"{CODED}{name}", kind) for name, kind in self._types.items()]

    def arrays(self, held: Sequence[Mapping[str, Any]]) -> tuple[dict[str, Any], list[dict[str, Any]]]:
        """The columns by name, and for each row the values that none of them holds.

        Args:
            held: the attributes of each row.
        """
        made: dict[str, Any] = {}
        whole = set(self._kinds)
        for name, kind in self._kinds.items():
            values = [one.get(name) for one in held]
            found = set(map(type, values)) - {type(None)}
            if kind == "mixed":
                values = [None if value is None else exact_words(value) for value in values]
            elif kind == "list" or not found <= _PLAIN[kind]:
                if not all(map(_fits, values, [kind] * len(values))):
                    whole.discard(name)
                values = [_held(value, kind) for value in values]
            elif kind == "number" and int in found and not all(map(_fits, values, [kind] * len(values))):
                whole.discard(name)
                values = [_held(value, kind) for value in values]
            made[f"{CODED}{name}"] = self._pyarrow.array(values, self._types[name])
        return made, [{} if one.keys() <= whole else self._rest(one) for one in held]

    def _rest(self, one: Mapping[str, Any]) -> dict[str, Any]:
        return {name: value for name, value in one.items() if not _has_place(self._kinds.get(name), value)}


_PLAIN: dict[str, set[type]] = {"text": {str}, "boolean": {bool}, "number": {int, float}}
"""The types of values that a column of a kind takes as they are."""


def _has_place(kind: str | None, value: Any) -> bool:
    return kind is not None and value is not None and _fits(value, kind)


def _fits(value: Any, kind: str) -> bool:
    """True if a column of a kind says this very value; nothing is always said."""
    if value is None or kind == "mixed":
        return True
    if kind == "list":
        return isinstance(value, str) or (isinstance(value, list) and all(isinstance(one, str) for one in value))
    if type(value) is int and kind == "number":
        return abs(value) <= _EXACT
    return type(value) in _PLAIN[kind]


def _held(value: Any, kind: str) -> Any:
    """A value as its column takes it; None for one that has no place there."""
    if not _fits(value, kind):
        return None
    return [value] if kind == "list" and isinstance(value, str) else value
