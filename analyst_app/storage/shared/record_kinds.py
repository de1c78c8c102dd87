"""The kinds of files that hold a team's records: their names, and the keys that each record has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any, NamedTuple

from analyst_app.storage.file_names import PEOPLE
from analyst_app.storage.file_names import SOURCES as SOURCES_NAME


class RecordKind(NamedTuple):
    """One kind of file of records."""

    name: str
    """The file's name."""
    format: str
    """Name of the format that stands in it."""
    key: str
    """Key of its list."""
    item: str
    """The word for one record, in sentences."""
    keys: tuple[str, ...]
    """Keys of a record in the order in which they are written, after ``id`` and ``rev``; others follow."""
    fault: Callable[[Mapping[str, Any]], str]
    """The reason why a record cannot be taken, as the rest of a sentence; empty if it can."""


def _people_fault(record: Mapping[str, Any]) -> str:
    for key in ("name", "kind", "wikidata", "note"):
        if not isinstance(record.get(key, ""), str):
            return f'has "{key}" that is no text'
    for key, kind, words in (("aliases", str, "texts"), ("roles", dict, "objects")):
        value = record.get(key, [])
        if not isinstance(value, list) or not all(type(one) is kind for one in value):
            return f'has "{key}" that is no list of {words}'
    return ""


def _sources_fault(record: Mapping[str, Any]) -> str:
    for key in ("file", "sha256"):
        if not isinstance(record.get(key, ""), str):
            return f'has "{key}" that is no text'
    return ""


ACTORS = RecordKind(
    PEOPLE,
    "media-actors",
    "actors",
    "actor",
    ("name", "aliases", "kind", "roles", "wikidata", "note"),
    _people_fault,
)
SOURCES = RecordKind(SOURCES_NAME, "media-sources", "sources", "source", ("file", "sha256", "of"), _sources_fault)
KINDS = (ACTORS, SOURCES)
