"""The kinds of files that hold a team's records: their names, and the keys that each record has."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date
from typing import Any, NamedTuple

from analyst_app.storage.file_names import ASSIGNMENTS as ASSIGNMENTS_NAME
from analyst_app.storage.file_names import PEOPLE, is_layer_id
from analyst_app.storage.file_names import SOURCES as SOURCES_NAME
from analyst_app.wording import tr, whole

_MOST_READERS = 200
"""People who read one article; a longer list is a mistake, or meant to hold the program up."""


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
    most: int = 300_000
    """Objects in a file that can be worked with; one with more is told and left alone."""

    @property
    def an_item(self) -> str:
        """The word for one record with its article."""
        return f"{'an' if self.item[0] in 'aeiou' else 'a'} {self.item}"


def _people_fault(record: Mapping[str, Any]) -> str:
    for key in ("name", "kind", "wikidata", "note"):
        if not isinstance(record.get(key, ""), str):
            return tr('has "{key}" that is no text', key=key)
    for key, kind, words in (("aliases", str, "texts"), ("roles", dict, "objects")):
        value = record.get(key, [])
        if not isinstance(value, list) or not all(type(one) is kind for one in value):
            return tr('has "{key}" that is no list of {words}', key=key, words=words)
    return ""


def _sources_fault(record: Mapping[str, Any]) -> str:
    for key in ("file", "sha256"):
        if not isinstance(record.get(key, ""), str):
            return tr('has "{key}" that is no text', key=key)
    return ""


def _assignments_fault(record: Mapping[str, Any]) -> str:
    if not isinstance(record.get("article"), str) or not record["article"]:
        return tr('has no "article"')
    who = record.get("who", [])
    if not isinstance(who, list) or not all(isinstance(one, str) for one in who):
        return tr('has "who" that is no list of texts')
    if len(who) > _MOST_READERS:
        return tr(
            'has "who" with {count} names, and at most {most_readers} people read one article',
            count=whole(len(who)),
            most_readers=_MOST_READERS,
        )
    if not all(map(is_layer_id, who)):
        return tr('has "who" with a name that no layer can have')
    if not isinstance(record.get("calibrates", False), bool):
        return tr('has "calibrates" that is neither true nor false')
    if not isinstance(record.get("seed", ""), str):
        return tr('has "seed" that is no text')
    wrong = next((key for key in ("since", "until") if not _is_day(record.get(key, ""))), "")
    return tr('has "{wrong}" that is no day such as 2026-12-24', wrong=wrong) if wrong else ""


def _is_day(value: Any) -> bool:
    """True of a day as ISO 8601 writes it, and of an empty text."""
    if not isinstance(value, str):
        return False
    try:
        return not value or date.fromisoformat(value).isoformat() == value
    except ValueError:
        return False


ACTORS = RecordKind(
    PEOPLE,
    "media-actors",
    "actors",
    "actor",
    ("name", "aliases", "kind", "roles", "wikidata", "note"),
    _people_fault,
)
SOURCES = RecordKind(SOURCES_NAME, "media-sources", "sources", "source", ("file", "sha256", "of"), _sources_fault)
ASSIGNMENTS = RecordKind(
    ASSIGNMENTS_NAME,
    "media-assignments",
    "assignments",
    "assignment",
    ("article", "who", "since", "until", "calibrates", "seed"),
    _assignments_fault,
    most=100_000,
)
KINDS = (ACTORS, SOURCES, ASSIGNMENTS)
