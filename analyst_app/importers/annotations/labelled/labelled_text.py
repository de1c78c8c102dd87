"""A labelled text with its readings, as the readers of doccano, Prodigy, Label Studio and their like give it."""

from __future__ import annotations

import json
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from analyst_app.core.annotation import LayerFacts
from analyst_app.core.excerpts import line_of
from analyst_app.importers.annotations.imported_layer import MISSHAPEN, ForeignLayer
from analyst_app.importers.import_losses import ImportLosses

_RESERVED = frozenset(
    {"format", "version", "language", "encoding", "retrieved", "original", "original_sha256", "importer"}
    | {"version_of", "notes", "pages", "zones"}
)
"""Facts that mean something to this app: a foreign key of that name never becomes one."""
_LONGEST_FACT = 2_000
"""Characters; a longer value is no fact about a text."""


@dataclass
class LabelledText:
    """A text with the readings of it, as an entry of a file gives them. Offsets are code points, half-open."""

    text: str
    layers: list[ForeignLayer] = field(default_factory=list)
    name: str = ""
    """Path of the article, with ``/``, if the entry says it."""
    facts: dict[str, Any] = field(default_factory=dict)
    """The known facts of the source; keys of the file's own, too."""
    notes: list[str] = field(default_factory=list)
    """Remarks on how it was read, one sentence each."""
    losses: ImportLosses = field(default_factory=ImportLosses)
    """The losses of reading the entry."""
    unknown: list[str] = field(default_factory=list)
    """Keys of the entry that have no place here."""

    def take_facts(self, held: Mapping[str, Any], skip: Collection[str] = ()) -> None:
        """Keep what is said about the text; values that are no words or numbers are left as unknown keys.

        Args:
            held: keys with their values.
            skip: keys that are read elsewhere, or say nothing about the text.
        """
        for key, value in held.items():
            if key in skip or value in (None, "", [], {}):
                continue
            words = plain_words(value)
            if words is None or len(words) > _LONGEST_FACT:
                self.unknown.append(key)
            else:
                self.facts.setdefault(f"meta_{key}" if key in _RESERVED else key, words)


def plain_words(value: Any) -> str | None:
    """A word, a number or yes or no as words; None of anything else."""
    if isinstance(value, bool):
        return str(value).lower()
    return str(value) if isinstance(value, str | int | float) else None


def words_of(value: Any) -> str:
    """Any value as words: lists by commas, what is nested as its JSON."""
    if isinstance(value, list) and value and all(plain_words(one) is not None for one in value):
        return ", ".join(str(plain_words(one)) for one in value)
    plain = plain_words(value)
    return plain if plain is not None else json.dumps(value, ensure_ascii=False)


def offset(value: Any) -> int:
    """A place in a text; -1, which is none, for what Python would take for a number though it is yes or no.

    Raises:
        ValueError: it is no whole number.
        TypeError: it is no number.
    """
    if isinstance(value, bool):
        return -1
    try:
        whole = int(value)
    except ValueError as error:
        raise ValueError(f"{str(value)[:40]} is no whole number") from error
    if whole != float(value):
        raise ValueError(f"{value} is no whole number")
    return whole


def each(items: Iterable[Any], where: str, losses: ImportLosses, take: Callable[[int, Any], None]) -> None:
    """Take items one by one: one that is not laid out as it should be is named, and the others come in.

    Args:
        items: of a list in an entry.
        where: the entry, as a person finds it.
        losses: gets the items that cannot be taken.
        take: takes an item, with its number from 0.
    """
    for number, one in enumerate(items):
        try:
            take(number, one)
        except MISSHAPEN as error:
            losses.add("unreadable item", f"{where}: {line_of(json.dumps(one, ensure_ascii=False), 60)} ({error})")


def add_note(layer: ForeignLayer, *lines: str) -> None:
    """Add lines to the note of a whole reading."""
    kept = dict.fromkeys(filter(None, [*layer.facts.note.split("\n"), *lines]))
    layer.facts = LayerFacts(layer.facts.status, "\n".join(kept))


def listed(value: Any) -> list[Any]:
    """A list; an empty one of what is missing.

    Raises:
        TypeError: it is something else.
    """
    if value is None:
        return []
    if not isinstance(value, list):
        raise TypeError("a list is missing")
    return value
