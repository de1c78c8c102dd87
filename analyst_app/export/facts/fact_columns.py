"""The columns that a table has for facts: the usual ones, then one for each other key that was found."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from analyst_app.core.attribute_types import exact_words
from analyst_app.export.cells import plain
from analyst_app.export.facts.source_row import FACTS

OTHER = "fact."
"""Begins the names of columns for other facts than the usual ones."""


def other_columns(found: Mapping[str, str], usual: Iterable[str] = FACTS) -> dict[str, str]:
    """The other facts by the name of their column.

    Args:
        found: the kind of each fact that was found.
        usual: those that have columns of their own already.
    """
    known = frozenset(usual)
    return {f"{OTHER}{name}": name for name in found if name not in known}


def odd_facts(found: Mapping[str, str]) -> dict[str, str]:
    """The facts that no column of words has whole: the others, and usual ones with values that are no words.

    Args:
        found: the kind of each fact that was found.
    """
    return {name: kind for name, kind in found.items() if name not in FACTS or kind not in ("text", "date")}


def mixed_facts(found: Mapping[str, str], prefix: str = OTHER) -> list[str]:
    """The columns of facts whose values are of several types.

    Args:
        found: the kind of each fact that was found.
        prefix: begins the columns' names.
    """
    return [f"{prefix}{name}" for name, kind in odd_facts(found).items() if kind == "mixed"]


def cell_of(value: Any, kind: str) -> str:
    """A value as a cell of a column of one kind.

    Args:
        value: None: there is none.
        kind: of the column; in a mixed one each cell says of which type it was.
    """
    if value is None:
        return ""
    return exact_words(value) if kind == "mixed" else plain(value)
