"""The faults of values that loading has no use for: in actors, facts, codebooks, and at the rims of a layer.

Such a value is kept as it is, and only ``check`` names it. Keys that the
format leaves to teams are none of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from analyst_app.core.annotation import Annotation, Entry, Pairs
from analyst_app.core.codebook_faults import codebook_faults, with_line
from analyst_app.core.layer_ids import is_layer_id
from analyst_app.core.text_codecs import no_text_codec, text_codec
from analyst_app.storage.layer_file import LayerFile
from analyst_app.storage.limits import LARGEST_TEAM_FILE
from analyst_app.storage.record_parsing import HIGHEST_REV, id_fault
from analyst_app.storage.regular_file import read_regular
from analyst_app.storage.team_files import FACTS_HEAD
from analyst_app.wording import number_shown, tr, visible

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
_ENTRIES = {"decisions": "decision", "replies": "reply", "dismissed": "dismissed place"}
"""One record of each list of a layer, in words."""
_MAKERS = ("rules", "learnt")
_VERDICTS = ("verbatim", "trimmed", "changed", "spliced", "not_found", "not_comparable")
_SHA256 = re.compile(r"[0-9a-f]{64}")
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LINE_ENDS = ("lf", "crlf", "cr", "mixed", "none")
_LONGEST_DAY = 24 * 60 + 60
"""Minutes of the day on which the clocks go back."""
_SHOWN = 40
"""Characters of a bad value that stand in a sentence about it."""


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
    waiting = data.get("unplaced", [])
    yield from _waiting_readings(waiting if isinstance(waiting, list) else [])
    deleted = data.get("deleted", {})
    if not isinstance(deleted, dict):
        yield Fault("", 'has "deleted" that is no object in { }')
        return
    for record_id, rev in deleted.items():
        if words := _rev_fault(rev) if record_id else "has no id":
            yield Fault(record_id, f"tombstone {record_id or 'of no actor'} {words}")


def _waiting_readings(waiting: list[Any]) -> Iterator[Fault]:
    """The second readings that a merge has left."""
    for item in waiting:
        record = item.get("record") if isinstance(item, dict) and item.get("why") == "reading" else None
        if isinstance(record, dict) and isinstance(record.get("id"), str):
            name, actor_id = record.get("name"), record["id"]
            who = f" ({name})" if isinstance(name, str) and name else ""
            yield Fault(actor_id, f"actor {actor_id}{who} has a second reading that waits: choose in Corpus ▸ People")


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
        yield Fault("", f"is of version {number_shown(version)}; this program knows version 1")


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
    yield from _of_layer_head(dict(layer.head.source), dict(layer.head.codebook))
    if "\0" in layer.facts.note:
        yield Fault("", "has a NUL character in the layer's note")
    for key, value in (*layer.head.extra, *layer.facts.extra):
        if key in _ON_LAYERS:
            yield from _ON_LAYERS[key](value)
    for annotation in layer.annotations:
        yield from _of_record("annotation", annotation.id, (annotation.created, annotation.modified))
        yield from _of_annotation(annotation.id, annotation.note, annotation.extra)
    for line, extra in found.floating:
        yield from _of_record("annotation", line.id, (line.created, line.modified))
        yield from _of_annotation(line.id, line.note, extra)
    for link in layer.links:
        yield from _of_record("link", link.id, (link.created, link.modified), (link.from_id, link.to_id))
    for entry in layer.entries:
        if entry.section == "dismissed":
            yield from _of_dismissed_place(entry.id, dict(entry.body))
        what = _ENTRIES[entry.section]
        yield from _of_record(what, entry.id, (entry.created, entry.modified))
    for item in layer.unplaced:
        if item.why != "invalid" and isinstance(item.record, Mapping) and isinstance(item.record.get("id"), str):
            yield from _of_waiting(item.record)
    for record_id in layer.deleted:
        if words := id_fault(record_id):
            yield Fault(record_id, f"tombstone {_short(record_id)} has an id {words}")


def faults_of_keys(annotations: Iterable[Annotation]) -> Iterator[Fault]:
    """The faults of what stands in the optional keys of annotations, and in their notes.

    Args:
        annotations: of a layer.
    """
    for annotation in annotations:
        yield from _of_annotation(annotation.id, annotation.note, annotation.extra)


def has_fault(dismissed: Entry) -> bool:
    """True if something is wrong with the values of a dismissed place."""
    return next(_of_dismissed_place(dismissed.id, dict(dismissed.body)), None) is not None


def _of_layer_head(source: Mapping[str, Any], codebook: Mapping[str, Any]) -> Iterator[Fault]:
    """The faults of what a layer says of its article and codebook; an absent key is none."""
    encoding = source.get("encoding", "utf-8")
    if text_codec(encoding) is None:
        yield Fault("", f'says a "source" whose encoding cannot be used: {no_text_codec(encoding)}')
    if not isinstance(source.get("name", ""), str):
        yield Fault("", 'says a "source" whose "name" is no text; put it in quotation marks')
    if "sha256" in source and not _is_sha256(source["sha256"]):
        yield Fault("", 'says a "source" whose "sha256" is no hash of 64 digits in 0-9 and a-f')
    if source.get("newline", "lf") not in _LINE_ENDS:
        yield Fault("", f'says a "source" whose "newline" is none of {", ".join(_LINE_ENDS)}')
    named, version = codebook.get("id", "any"), codebook.get("version", 1)
    if not isinstance(named, str):
        yield Fault("", 'says a "codebook" whose "id" is no text; put it in quotation marks')
    elif words := id_fault(named):
        yield Fault("", f'says a "codebook" with an id {words}')
    if type(version) is not int or not 0 <= version <= HIGHEST_REV:
        yield Fault("", f'says a "codebook" whose "version" is no whole number from 0 to {HIGHEST_REV}')


def _of_record(what: str, record_id: str, times: tuple[Any, Any], ends: tuple[Any, ...] = ()) -> Iterable[Fault]:
    """The faults of what every record has; nearly always none, of a million records."""
    ids = [one for one in (record_id, *ends) if isinstance(one, str)]
    if not any(map(id_fault, ids)) and all(time == "" or _is_time(time) for time in times):
        return ()
    return _named(what, record_id, times, ends)


def _named(what: str, record_id: str, times: tuple[Any, Any], ends: tuple[Any, ...]) -> Iterator[Fault]:
    if words := id_fault(record_id):
        yield Fault(record_id, f"{what} {_short(record_id)} has an id {words}")
    for end in ends:
        if isinstance(end, str) and (words := id_fault(end)):
            yield Fault(record_id, f"{what} {_short(record_id)} leads from or to an id {words}")
    for key, time in zip(("created", "modified"), times, strict=True):
        if time != "" and not _is_time(time):
            words = f"is no time such as 2026-11-22T09:00:00Z: {_short(str(time))}"
            yield Fault(record_id, f'{what} {_short(record_id)} has a "{key}" that {words}')


def _of_waiting(record: Mapping[str, Any]) -> Iterator[Fault]:
    record_id, is_link = record["id"], "role" in record and "from" in record
    ends = (record.get("from"), record.get("to")) if is_link else ()
    times = (record.get("created", ""), record.get("modified", ""))
    yield from _of_record("link" if is_link else "annotation", record_id, times, ends)
    yield from _of_annotation(record_id, "", tuple(record.items()))


def _of_annotation(record_id: str, note: str, extra: Pairs) -> Iterator[Fault]:
    if "\0" in note:
        yield Fault(record_id, f"annotation {_short(record_id)} has a NUL character in its note")
    for key, value in extra:
        for words in _ON_ANNOTATIONS[key](value) if key in _ON_ANNOTATIONS else ():
            yield Fault(record_id, f'annotation {_short(record_id)} has "{key}" {words}')


# -- optional keys: what stands in them, as the rest of a sentence that says which ---


def _of_assist(value: Any) -> Iterator[str]:
    if not isinstance(value, Mapping):
        yield "that is no object in { }"
        return
    yield from _unknown_word(value, "by", _MAKERS)
    if not isinstance(value.get("version", ""), str):
        yield 'whose "version" is no text'
    score = value.get("score", 0)
    if type(score) not in (int, float) or not 0 <= score <= 1:
        yield 'whose "score" is no number from 0 to 1'
    if type(value.get("edited", False)) is not bool:
        yield 'whose "edited" is neither true nor false'


def _of_actor_id(value: Any) -> Iterator[str]:
    if not isinstance(value, str):
        yield "that is no text"
    elif not value:
        yield "that is empty; leave it out where there is none"


def _of_verified(value: Any) -> Iterator[str]:
    if not isinstance(value, Mapping):
        yield "that is no object in { }"
        return
    yield from _unknown_word(value, "verdict", _VERDICTS)
    for key in ("source", "exact", "by"):
        if not isinstance(value.get(key, ""), str):
            yield f'whose "{key}" is no text'
    if "text_sha256" in value and not _is_sha256(value["text_sha256"]):
        yield 'whose "text_sha256" is no hash of 64 digits in 0-9 and a-f'
    if "start" in value or "end" in value:
        yield from _of_place(value)
    if "at" in value and not _is_time(value["at"]):
        yield 'whose "at" is no time such as 2026-11-22T09:00:00Z'


def _unknown_word(value: Mapping[str, Any], key: str, known: tuple[str, ...]) -> Iterator[str]:
    """A word that a later version may know is said to be unknown, not to be wrong."""
    word = value.get(key)
    if not isinstance(word, str) or not word:
        yield f'without a "{key}", one of {", ".join(known)}'
    elif word not in known:
        yield f'whose "{key}" is not known to this version: {_short(word)}'


def _of_place(value: Mapping[str, Any]) -> Iterator[str]:
    """The faults of a start, an end and the words between them."""
    start, end, exact = value.get("start"), value.get("end"), value.get("exact")
    if type(start) is not int or type(end) is not int or not 0 <= start < end:
        yield 'without a "start" and "end" with 0 ≤ start < end'
    elif isinstance(exact, str) and len(exact) != end - start:
        yield tr(
            'whose "exact" has {n} character, not the {expected} from "start" to "end"'
            '|whose "exact" has {n} characters, not the {expected} from "start" to "end"',
            len(exact),
            expected=end - start,
        )


def _of_dismissed(value: Any) -> Iterator[Fault]:
    if not isinstance(value, list):
        yield Fault("", 'has "dismissed" that is no list; put it in [ ]')
        return
    seen: set[str] = set()
    for number, item in enumerate(value, 1):
        if not isinstance(item, Mapping):
            yield Fault("", f'item {number} of "dismissed" is no object in {{ }}')
            continue
        item_id = item.get("id")
        if not isinstance(item_id, str) or not item_id:
            item_id, place = "", f'item {number} of "dismissed"'
            yield Fault("", f"{place} has no id")
        else:
            place = f'item {item_id} of "dismissed"'
            if item_id in seen:
                yield Fault(item_id, f"{place} has the id of another item")
            seen.add(item_id)
        if words := _rev_fault(item.get("rev", 1)):
            yield Fault(item_id, f"{place} {words}")
        yield from _of_dismissed_place(item_id, item, place)


def _of_dismissed_place(item_id: str, item: Mapping[str, Any], place: str = "") -> Iterator[Fault]:
    place = place or f'item {item_id} of "dismissed"'
    for words in _of_place(item):
        yield Fault(item_id, f"{place} is {words}" if words.startswith("without") else f"{place} is one {words}")
    for key in ("exact", "kind"):
        if not isinstance(item.get(key), str):
            yield Fault(item_id, f'{place} has no "{key}" that is a text')


def _of_reader(value: Any) -> Iterator[Fault]:
    if not isinstance(value, str) or not is_layer_id(value):
        yield Fault("", 'has "reader" that is no layer id: 1 to 32 of a-z, 0-9, _ and -, a letter or digit first')


def _of_activity(value: Any) -> Iterator[Fault]:
    if not isinstance(value, Mapping):
        yield Fault("", 'has "activity" that is no object in { }')
        return
    for day, minutes in value.items():
        if not _is_day(day):
            yield Fault("", f'has "activity" on {_short(day)}, which is no day such as 2026-11-22')
        if type(minutes) not in (int, float) or not 0 <= minutes <= _LONGEST_DAY:
            yield Fault("", f'has "activity" on {_short(day)} that is no number of minutes of a day')


_ON_ANNOTATIONS: Mapping[str, Callable[[Any], Iterator[str]]] = {
    "assist": _of_assist,
    "verified": _of_verified,
    "actor": _of_actor_id,
}
_ON_LAYERS: Mapping[str, Callable[[Any], Iterator[Fault]]] = {
    "dismissed": _of_dismissed,
    "reader": _of_reader,
    "activity": _of_activity,
}


def _short(words: str) -> str:
    return visible(words if len(words) <= _SHOWN else f"{words[:_SHOWN]}…")


def _is_sha256(value: Any) -> bool:
    return isinstance(value, str) and _SHA256.fullmatch(value) is not None


def _is_day(value: str) -> bool:
    try:
        return _DAY.fullmatch(value) is not None and bool(date.fromisoformat(value))
    except ValueError:
        return False


def _is_time(value: Any) -> bool:
    """True for a day and time with the offset from UTC, as ISO 8601 has them."""
    return isinstance(value, str) and _is_written_time(value)


@lru_cache(maxsize=4096)
def _is_written_time(value: str) -> bool:
    try:
        return len(value) > len("2026-11-22") and datetime.fromisoformat(value).tzinfo is not None
    except ValueError:
        return False


def _rev_fault(rev: Any) -> str:
    if type(rev) is not int or rev < 1:
        return 'has a "rev" that is no whole number above 0'
    return f'has a "rev" above {HIGHEST_REV}, the highest that is written' if rev > HIGHEST_REV else ""


def _is_list_of(value: Any, kind: type) -> bool:
    return isinstance(value, list) and all(type(one) is kind for one in value)
