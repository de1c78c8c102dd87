"""The origin of an article as datasets write it: all that its ``.source.json`` says.

The usual facts have fields of their own; whatever else a team keeps stands
under ``extra`` with its type. ``facts_of`` is the one list of what is known.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from operator import attrgetter
from typing import Any

import msgspec

FACTS = ("title", "outlet", "author", "date", "url", "language", "retrieved")
"""The usual facts, each a field of ``SourceRow``; any other key is as good a fact."""
EVERY_FACT = "*"
"""Stands in what a format declares for every key that is not one of the usual ones."""
OURS = "analyst"
"""Under this key others' formats hold what they have no place for: it is no fact."""
_FACTS_OF, _NOTHING = attrgetter(*FACTS), ("",) * len(FACTS)
_OF_THE_FILE = frozenset({"format", "version", "encoding", OURS})
"""Keys that say how to read a file: the encoding that was used is a field of every row."""


class SourceRow(msgspec.Struct, frozen=True, gc=False):
    """The origin of an article; facts that are not known are empty."""

    name: str = ""
    sha256: str = ""
    """Of the source file's bytes."""
    text_sha256: str = ""
    """Of the canonical text in UTF-8."""
    encoding: str = ""
    title: str = ""
    outlet: str = ""
    author: str = ""
    date: str = ""
    url: str = ""
    language: str = ""
    """As a person noted it."""
    retrieved: str = ""
    """Time at which the original was saved."""
    extra: dict[str, Any] | msgspec.UnsetType = msgspec.UNSET
    """Every other key of ``.source.json`` with its value; one of the usual keys if its value is no text."""


def known_facts(data: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a ``SourceRow`` that a ``.source.json`` gives.

    A usual fact that is a number or a list of words is given in words, so that
    it can be sorted and grouped by; ``extra`` keeps it as it stands.

    Args:
        data: of the file.
    """
    known: dict[str, Any] = {}
    extra: dict[str, Any] = {}
    for key, value in data.items():
        if key in _OF_THE_FILE or _is_empty(value):
            continue
        if key in FACTS:
            known[key] = _in_words(value)
        if key not in FACTS or not isinstance(value, str):
            extra[key] = value
    return known | {"extra": extra} if extra else known


def empty_facts(data: Mapping[str, Any]) -> list[str]:
    """The keys of a team's own that say nothing: they are no facts.

    Args:
        data: of the file.
    """
    return [key for key, value in data.items() if _is_empty(value) and key not in FACTS and key not in _OF_THE_FILE]


def _is_empty(value: Any) -> bool:
    return value is None or value in ("", [], {})


def facts_of(source: SourceRow) -> dict[str, Any]:
    """All facts of an article with their values: the usual ones in their order, then the others by name."""
    extra = source.extra if isinstance(source.extra, dict) else {}
    usual = {name: extra.get(name, getattr(source, name)) for name in FACTS}
    others = {key: extra[key] for key in sorted(extra) if key not in FACTS}
    return {key: value for key, value in usual.items() if value not in ("", None)} | others


def has_no_facts(source: SourceRow) -> bool:
    """True if ``facts_of`` gives none, as for all articles of a corpus without ``.source.json``."""
    return source.extra is msgspec.UNSET and _FACTS_OF(source) == _NOTHING


def with_facts(source: SourceRow, is_kept: Callable[[str], bool]) -> SourceRow:
    """An origin with some of its facts only.

    Args:
        source: the whole one.
        is_kept: True of the name of a fact that stays.
    """
    gone = {name: "" for name in FACTS if not is_kept(name)}
    extra = {key: value for key, value in facts_of(source).items() if is_kept(key)}
    rest = {key: value for key, value in extra.items() if key not in FACTS or not isinstance(value, str)}
    return msgspec.structs.replace(source, **gone, extra=rest or msgspec.UNSET)


def _in_words(value: Any) -> str:
    """A value as words; empty if it has parts that are no words."""
    if isinstance(value, list):
        return "; ".join(value) if all(isinstance(one, str) for one in value) else ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, str | int | float) else ""
