"""The faults of values that loading has no use for: in actors, facts, codebooks, and at the rims of a layer.

Such a value is kept as it is, and only ``check`` names it. Keys that the
format leaves to teams are none of them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from analyst_app.core.annotation import Pairs
from analyst_app.core.codebook_faults import codebook_faults
from analyst_app.core.codebook_lines import with_line
from analyst_app.core.text_codecs import no_text_codec, text_codec
from analyst_app.storage.layer_file import LayerFile
from analyst_app.storage.limits import LARGEST_TEAM_FILE
from analyst_app.storage.record_parsing import HIGHEST_REV
from analyst_app.storage.regular_file import read_regular
from analyst_app.storage.team_files import FACTS_HEAD

_FACTS_WORDS = (
    "title",
    "outlet",
    "author",
    "date",
    "url",
    "language",
    "retrieved",
    "original",
    "original_sha256",
    "importer",
    "version_of",
)
_ACTOR_WORDS = ("name", "kind", "wikidata", "note")
_KINDS: Mapping[str, tuple[type, str]] = {
    "assist": (dict, "no object in { }"),
    "verified": (dict, "no object in { }"),
    "actor": (str, "no text"),
}


class Fault(NamedTuple):
    """One bad value."""

    item: str
    """Id of the record that has it, or empty."""
    words: str
    """The rest of a sentence that begins with the file."""


def faults_of_people(data: Mapping[str, Any]) -> Iterator[Fault]:
    """The faults of a file of actors that was there.

    Args:
        data: the parsed file.
    """
    yield from _of_head(data, "media-actors")
    actors = data.get("actors", [])
    if not isinstance(actors, list):
        yield Fault("", 'has "actors" that is no list; put it in [ ]')
        actors = []
    seen: set[str] = set()
    for number, actor in enumerate(actors, 1):
        yield from _of_actor(actor, f"actor {number}", seen)
    deleted = data.get("deleted", {})
    if not isinstance(deleted, dict):
        yield Fault("", 'has "deleted" that is no object in { }')
        return
    for record_id, rev in deleted.items():
        if words := _rev_fault(rev) if record_id else "has no id":
            yield Fault(record_id, f"tombstone {record_id or 'of no actor'} {words}")


def _of_actor(actor: Any, place: str, seen: set[str]) -> Iterator[Fault]:
    if not isinstance(actor, dict):
        yield Fault("", f"{place} is no object in {{ }}")
        return
    actor_id = actor.get("id")
    if isinstance(actor_id, str) and actor_id:
        place = f"actor {actor_id}"
        if actor_id in seen:
            yield Fault(actor_id, f"{place} has the id of another actor")
        seen.add(actor_id)
    else:
        actor_id = ""
        yield Fault("", f"{place} has no id")
    if words := _rev_fault(actor.get("rev", 1)):
        yield Fault(actor_id, f"{place} {words}")
    for key in _ACTOR_WORDS:
        if not isinstance(actor.get(key, ""), str):
            yield Fault(actor_id, f'{place} has "{key}" that is no text')
    aliases, roles = actor.get("aliases", []), actor.get("roles", [])
    if not _is_list_of(aliases, str):
        yield Fault(actor_id, f'{place} has "aliases" that is no list of texts')
    if not _is_list_of(roles, dict):
        yield Fault(actor_id, f'{place} has "roles" that is no list of objects')


def faults_of_facts(data: Mapping[str, Any]) -> Iterator[Fault]:
    """The faults of an article's facts, but for its encoding.

    Args:
        data: the parsed file.
    """
    yield from _of_head(data, FACTS_HEAD["format"])
    for key in _FACTS_WORDS:
        if not isinstance(data.get(key, ""), str):
            yield Fault("", f'has "{key}" that is no text; put it in quotation marks')
    for key, kind, words in (("notes", str, "texts"), ("pages", int, "whole numbers")):
        if not _is_list_of(data.get(key, []), kind):
            yield Fault("", f'has "{key}" that is no list of {words}')
    zones = data.get("zones", [])
    if not isinstance(zones, list):
        yield Fault("", 'has "zones" that is no list; put it in [ ]')
        return
    for number, zone in enumerate(zones, 1):
        if not isinstance(zone, dict):
            yield Fault("", f"zone {number} is no object in {{ }}")
            continue
        start, end = zone.get("start"), zone.get("end")
        if type(start) is not int or type(end) is not int or not 0 <= start < end:
            yield Fault("", f'zone {number} has no "start" and "end" with 0 ≤ start < end')


def _of_head(data: Mapping[str, Any], name: str) -> Iterator[Fault]:
    """The faults of ``format`` and ``version``; either may be absent."""
    if data.get("format", name) != name:
        yield Fault("", f'does not say "format": "{name}"')
    version = data.get("version", 1)
    if type(version) is not int or version < 1:
        yield Fault("", 'has a "version" that is no whole number above 0')
    elif version > 1:
        yield Fault("", f"is of version {version}; this program knows version 1")


def faults_of_codebook(path: Path) -> list[str]:
    """A sentence about each bad item of a codebook's file, with its line; none if it cannot be read as JSON. Blocking.

    Args:
        path: of the file.
    """
    try:
        text = read_regular(path, limit=LARGEST_TEAM_FILE).decode("utf-8-sig")
        data = json.loads(text)
    except (OSError, ValueError, RecursionError):
        return []
    return [with_line(str(path), words, text) for words in codebook_faults(data, where=str(path))]


def faults_of_layer(found: LayerFile) -> Iterator[Fault]:
    """The faults of a layer's values that loading keeps as they are.

    Args:
        found: the layer as it was read.
    """
    layer = found.layer
    encoding = dict(layer.head.source).get("encoding", "utf-8")
    if text_codec(encoding) is None:
        yield Fault("", f'says a "source" whose encoding cannot be used: {no_text_codec(encoding)}')
    if "\0" in layer.facts.note:
        yield Fault("", "has a NUL character in the layer's note")
    for annotation in layer.annotations:
        yield from _of_annotation(annotation.id, annotation.note, annotation.extra)
    for line, extra in found.floating:
        yield from _of_annotation(line.id, line.note, extra)


def _of_annotation(record_id: str, note: str, extra: Pairs) -> Iterator[Fault]:
    if "\0" in note:
        yield Fault(record_id, f"annotation {record_id} has a NUL character in its note")
    for key, value in extra:
        kind = _KINDS.get(key)
        if kind is not None and not isinstance(value, kind[0]):
            yield Fault(record_id, f'annotation {record_id} has "{key}" that is {kind[1]}')


def _rev_fault(rev: Any) -> str:
    if type(rev) is not int or rev < 1:
        return 'has a "rev" that is no whole number above 0'
    return f'has a "rev" above {HIGHEST_REV}, the highest that is written' if rev > HIGHEST_REV else ""


def _is_list_of(value: Any, kind: type) -> bool:
    return isinstance(value, list) and all(type(one) is kind for one in value)
