"""Reading and writing a file of a team's records.

A record that cannot be read is named and kept, and the others come in. A file
that is damaged, or of a newer version, is read as far as it goes and never
written over. Version history of ``actors.json``, ``sources.json`` and
``assign.json``: 1, the first.
"""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

from analyst_app.errors import SidecarConflict, SidecarInvalid, why_unread
from analyst_app.storage import atomic
from analyst_app.storage.codec import encode_value
from analyst_app.storage.limits import LARGEST_TEAM_FILE
from analyst_app.storage.record_parsing import HIGHEST_REV
from analyst_app.storage.shared.record_kinds import KINDS, RecordKind
from analyst_app.storage.shared.records import Body, Records, Version, changed, joined, merged
from analyst_app.storage.strict_json import Damage, Item, check_depth, mending, parse, walk
from analyst_app.storage.team_files import write_team_file
from analyst_app.wording import number_shown, tr, whole

_VERSION = 1
_ROUNDS = 5
_BESIDES = 1_000
"""Lines and objects of a file beside its records, with much room."""
_WAITS = -5
"""Depth at which a record lies that waits in ``unplaced``, by the count of ``strict_json``."""


class BadRecord(NamedTuple):
    """One bad record."""

    item: str
    """Its id, or empty."""
    line: int
    words: str
    """The rest of a sentence that begins with the file."""


class RecordFile(NamedTuple):
    """A file of records as it was read or written."""

    records: Records = Records()
    seen: str = ""
    """SHA-256 of its bytes; empty if it is not there."""
    problems: tuple[BadRecord, ...] = ()
    refusal: str = ""
    """The reason why it is not to be written over, as the rest of a sentence; empty: it may be."""

    @property
    def faults(self) -> list[str]:
        """All that is wrong with it, each as the rest of a sentence."""
        return [*filter(None, (self.refusal,)), *(bad.words for bad in self.problems)]


def read_records(path: Path, kind: RecordKind, known: RecordFile | None = None) -> RecordFile:
    """A file of records; empty if it is not there. Blocking.

    Args:
        path: of the file.
        kind: of its records.
        known: as it was read before; given back if the bytes are the same.

    Raises:
        SidecarInvalid: the system would not let it be read, or it leads out of the opened folder.
    """
    try:
        raw = atomic.read_regular(path, limit=LARGEST_TEAM_FILE)
    except FileNotFoundError:
        return RecordFile()
    except OSError as error:
        raise SidecarInvalid(tr("{name} cannot be read: {error}.", name=path.name, error=why_unread(error))) from error
    if known is not None and known.seen == hashlib.sha256(raw).hexdigest():
        return known
    return records_in(raw, kind)


def records_in(raw: bytes, kind: RecordKind) -> RecordFile:
    """The records that a file's bytes hold.

    Args:
        raw: the bytes.
        kind: of the records.
    """
    seen = hashlib.sha256(raw).hexdigest()
    if max(raw.count(b"{"), raw.count(b"\n")) > kind.most + _BESIDES:
        what = tr(
            "holds more than {most} {key}, which is more than can be worked with; take out what does not belong there",
            most=whole(kind.most),
            key=kind.key,
        )
        return RecordFile(seen=seen, refusal=what)
    lists, mappings = frozenset((kind.key, "unplaced")), frozenset(("deleted",))
    reading = _Reading(kind)
    refusal = ""
    text = raw.decode("utf-8-sig", errors="replace")
    try:
        raw.decode("utf-8")
        for item in walk(text, lists, mappings):
            if not item.is_record and item.key in lists | mappings:
                raise Damage(tr('"{key}" is not the list or mapping it should be', key=item.key), item.line)
            reading.take(item)
    except (Damage, UnicodeDecodeError) as error:
        damage = error if isinstance(error, Damage) else Damage(tr("it is no UTF-8 (byte {start})", start=error.start))
        words = mending(text, damage)
        refusal = tr("is damaged ({what}); {remedy}", what=words.what, remedy=words.remedy)
        salvage = _Reading(kind)
        for item in _whole_lines(raw, kind):
            salvage.take(item)
        reading = max(salvage, reading, key=lambda one: len(one.versions))
    refusal = refusal or reading.refusal()
    return RecordFile(reading.records(), seen, tuple(reading.problems), refusal)


def write_records(
    path: Path, kind: RecordKind, before: Records, bodies: Mapping[str, Body], settled: Collection[str] = ()
) -> RecordFile:
    """Bring edits into a file of records, whatever others have written there since. Blocking.

    Args:
        path: of the file.
        kind: of its records.
        before: the records as last read or written.
        bodies: the records as they are now, by id.
        settled: ids whose second readings a person has settled.

    Returns:
        The file as it stands now, with what others wrote; nothing is written if nothing was changed.

    Raises:
        SidecarConflict: it is damaged, of a newer version, or another program keeps changing it.
        SidecarInvalid: it cannot be read.
        SaveFailed: the system would not; the old file is intact.
    """
    edits = changed(before, bodies, settled)
    return _written(path, kind, edits if edits.records or edits.deleted else None)


def write_merged(path: Path, kind: RecordKind, whole: Records) -> RecordFile:
    """Bring a merge of two copies into a file, together with what stands there. Blocking.

    Args:
        path: of the file.
        kind: of its records.
        whole: the merge.

    Raises:
        SidecarConflict: the file is damaged, of a newer version, or another program keeps changing it.
        SidecarInvalid: it cannot be read.
        SaveFailed: the system would not; the old file is intact.
    """
    return _written(path, kind, whole)


def _written(path: Path, kind: RecordKind, edits: Records | None) -> RecordFile:
    for _ in range(_ROUNDS):
        there = read_records(path, kind)
        if edits is None:
            return there
        if there.refusal:
            raise SidecarConflict(
                tr("{name} was not saved: the file {refusal}. Then try again.", name=path.name, refusal=there.refusal)
            )
        whole = merged(there.records, edits)
        try:
            seen = write_team_file(path, encoded(whole, kind), seen=there.seen)
        except SidecarConflict:
            continue
        return RecordFile(whole, seen)
    raise SidecarConflict(
        tr("{name} was not saved: another program keeps changing it. Close that, then try again.", name=path.name)
    )


def encoded(records: Records, kind: RecordKind) -> dict[str, Any]:
    """Records as their file holds them, keys and records in the order in which they are written.

    Args:
        records: the records.
        kind: of them.
    """
    data: dict[str, Any] = {"format": kind.format, "version": _VERSION}
    data[kind.key] = [_line(version, kind) for version in records.records.values()]
    waiting = [
        {"why": "reading", "record": _line(version, kind)} for held in records.readings.values() for version in held
    ]
    if unplaced := [*waiting, *records.waiting]:
        data["unplaced"] = unplaced
    data["deleted"] = dict(sorted(records.deleted.items()))
    return data | dict(sorted(records.extra.items()))


def kind_of(raw: bytes) -> RecordKind | None:
    """The kind of records that a file says it holds; None: it says none, so it is another file."""
    head = raw[:200].lstrip(b"\xef\xbb\xbf \t\r\n")
    return next((kind for kind in KINDS if b'"%s"' % kind.format.encode() in head), None)


def _line(version: Version, kind: RecordKind) -> dict[str, Any]:
    body = version.body
    line: dict[str, Any] = {"id": body["id"], "rev": version.rev}
    line |= {key: body[key] for key in kind.keys if key in body}
    return line | {key: body[key] for key in sorted(body) if key not in line}


class _Reading:
    """The members of a file of records, as they are come upon."""

    def __init__(self, kind: RecordKind) -> None:
        self.kind = kind
        self.head: dict[str, Any] = {}
        self.versions: list[Version] = []
        self.deleted: dict[str, int] = {}
        self.waiting: list[Any] = []
        self.problems: list[BadRecord] = []
        self._ids: set[str] = set()

    def take(self, item: Item) -> None:
        """Take a member in.

        Raises:
            Damage: it is nested too deep to be kept.
        """
        if not item.is_record:
            self.head[item.key] = item.value
            return
        if item.key == "deleted":
            self._tombstone(item)
            return
        check_depth(item.value, _WAITS if item.key != "unplaced" else _WAITS - 1)
        if item.key == self.kind.key:
            self._record(item.value, item.line)
        else:
            self._waiting(item.value, item.line)

    def _record(self, value: Any, line: int) -> None:
        version, words = self._version(value)
        record_id = value.get("id") if isinstance(value, dict) else None
        record_id = record_id if isinstance(record_id, str) else ""
        if version is None:
            self.problems.append(BadRecord(record_id, line, words))
            self.waiting.append({"why": "invalid", "record": value})
            return
        if record_id in self._ids:
            words = tr("{item} {record_id} has the id of another {item}", item=self.kind.item, record_id=record_id)
            self.problems.append(BadRecord(record_id, line, words))
        self._ids.add(record_id)
        self.versions.append(version)

    def _version(self, value: Any) -> tuple[Version | None, str]:
        """A record's version, or None and the rest of a sentence that says why not."""
        if not isinstance(value, dict):
            return None, tr("holds {an_item} that is no object in {{ }}", an_item=self.kind.an_item)
        record_id, rev = value.get("id"), value.get("rev", 1)
        if not isinstance(record_id, str) or not record_id:
            return None, tr("holds {an_item} without an id", an_item=self.kind.an_item)
        if type(rev) is not int or not 1 <= rev <= HIGHEST_REV:
            words = tr('has a "rev" that is no whole number from 1 to {highest_rev}', highest_rev=HIGHEST_REV)
        else:
            words = self.kind.fault(value)
        if words:
            return None, f"{self.kind.item} {record_id} {words}"
        return Version(rev, {key: one for key, one in value.items() if key != "rev"}), ""

    def _tombstone(self, item: Item) -> None:
        if item.name and type(item.value) is int and 1 <= item.value <= HIGHEST_REV:
            self.deleted[item.name] = item.value
            return
        words = tr(
            'holds tombstone {value} with a "rev" that is no whole number above 0', value=item.name or tr("of no id")
        )
        self.problems.append(BadRecord(item.name or "", item.line, words))
        self.waiting.append({"why": "invalid", "record": {"deleted": item.name, "rev": item.value}})

    def _waiting(self, value: Any, line: int) -> None:
        if isinstance(value, dict) and value.get("why") == "reading":
            version, _ = self._version(value.get("record"))
            if version is not None:
                self.versions.append(version)
                return
        elif isinstance(value, dict) and value.get("why") == "invalid":
            words = tr(
                'keeps aside what is no {item}: mend it, and put it back into "{key}"',
                item=self.kind.item,
                key=self.kind.key,
            )
            self.problems.append(BadRecord("", line, words))
        self.waiting.append(value)

    def refusal(self) -> str:
        """The reason why the file is not to be written over, as the rest of a sentence."""
        said, version = self.head.get("format", self.kind.format), self.head.get("version", _VERSION)
        if said != self.kind.format:
            return tr('does not say "format": "{format}"; correct that', format=self.kind.format)
        if type(version) is not int or version < 1:
            return tr('has a "version" that is no whole number above 0; correct that')
        if version > _VERSION:
            return tr(
                "is of version {version} and this program knows version {version2}; update this app",
                version=number_shown(version),
                version2=_VERSION,
            )
        return ""

    def records(self) -> Records:
        """All that was taken in."""
        found = joined(self.versions, self.deleted)
        extra = {key: value for key, value in self.head.items() if key not in ("format", "version")}
        waiting = {encode_value(item): item for item in self.waiting}
        return replace(found, waiting=tuple(waiting[line] for line in sorted(waiting)), extra=extra)


def _whole_lines(raw: bytes, kind: RecordKind) -> Iterator[Item]:
    """The records of a damaged file that stand whole on a line."""
    for number, line in enumerate(raw.split(b"\n"), 1):
        try:
            value = parse(line.decode("utf-8").strip().removesuffix(","))
            check_depth(value, _WAITS)
        except (Damage, UnicodeDecodeError):
            continue
        if isinstance(value, dict) and "why" in value and "record" in value:
            yield Item("unplaced", None, value, number)
        elif isinstance(value, dict) and isinstance(value.get("id"), str):
            yield Item(kind.key, None, value, number)
