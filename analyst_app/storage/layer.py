"""The content of one sidecar: records with their revs, tombstones, and the facts at its head.

A Layer is the saver's mirror of the file. Changes are applied to it by id when
they are written, and that is where ``rev`` and ``modified`` are given. It shares
its records with the AnnotationStore and keeps only revs above 1.
"""

from __future__ import annotations

from bisect import bisect_left, insort
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain
from operator import itemgetter
from typing import Any, cast

from analyst_app.core.annotation import (
    Annotation,
    Entry,
    LayerFacts,
    Link,
    Pairs,
    Record,
    Unplaced,
    same_content,
    sort_key,
)
from analyst_app.core.document import Document
from analyst_app.core.link_index import ends_of
from analyst_app.core.store import Change, Key, key_of
from analyst_app.core.waiting import link_in
from analyst_app.storage.codec import annotation_item, link_item, unplaced
from analyst_app.storage.record_parsing import saturated

FACTS_ID = LayerFacts().id
WAITING = frozenset(("orphan", "unconfirmed", "end_missing", "reading"))
"""Reasons of unplaced items that hold a version of a record, so share its id and rev."""

_id = itemgetter(0)
by_ends = itemgetter(2, 1, 3, 0)
"""Sort key of a link: from, role, to, id."""
_LISTS: dict[type[Record], str] = {
    Annotation: "annotations",
    Link: "links",
    Unplaced: "unplaced",
    Entry: "entries",
}
_SEQUENCE: tuple[type[Record], ...] = (LayerFacts, Annotation, Link, Unplaced, Entry)
"""Kinds as they follow one another in ``Layer.records``."""
_PORTION = 1_000
"""Records that are compared or let go in one step: no other thread runs during one."""
_FEW = 100
"""Up to so many records of a kind, inserting is cheaper than sorting anew."""


@dataclass(frozen=True, slots=True)
class Head:
    """The facts at the head of a sidecar, each mapping with its unknown keys."""

    source: Pairs
    """name, sha256, encoding, newline of the article's file."""
    annotator: str
    """Id of the layer."""
    codebook: Pairs = ()
    generator: str = ""
    """The program that wrote it."""
    reviewer: str | None = None
    """Layer id of the person who decided, in a gold layer."""
    has_content: bool = True
    """True if the file keeps the text."""
    text_extra: Pairs = ()
    """Unknown keys of ``text``."""
    extra: Pairs = ()
    """Unknown keys of the file."""

    def source_fact(self, key: str) -> str:
        """A fact about the article's file, such as its name or encoding; empty if it is not there, or no text."""
        fact = dict(self.source).get(key)
        return fact if isinstance(fact, str) else ""


@dataclass(slots=True)
class Layer:
    """The content of a sidecar. Treat as frozen: ``applied`` gives another."""

    head: Head
    text: str
    """Text that offsets refer to."""
    text_sha256: str
    annotations: list[Annotation] = field(default_factory=list)
    """In reading order."""
    links: list[Link] = field(default_factory=list)
    """By ends and role."""
    unplaced: list[Unplaced] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    """Decisions and replies by time, dismissed places by start."""
    facts: LayerFacts = field(default_factory=LayerFacts)
    facts_rev: int = 0
    """0 until it is written."""
    revs: dict[str, int] = field(default_factory=dict)
    """By id, those above 1."""
    deleted: dict[str, int] = field(default_factory=dict)
    """Tombstones: the rev that each deletion had."""

    def records(self) -> list[Record]:
        """All of them, as the AnnotationStore takes them."""
        return list(chain.from_iterable(self.kinds()))

    def kinds(self) -> tuple[Sequence[Record], ...]:
        """The same by kind, without copies; an empty sequence where there is none of a kind."""
        return ((self.facts,), self.annotations, self.links, self.unplaced, self.entries)

    def rev(self, record: Record) -> int:
        """The rev of a record that is in it."""
        if isinstance(record, LayerFacts):
            return self.facts_rev
        if isinstance(record, Unplaced) and record.why in WAITING:
            return waiting_rev(record)
        return self.revs.get(record.id, 1)

    def applied(self, change: Change, now: str) -> Layer:
        """The layer after a change, stamped; itself if nothing differs.

        Args:
            change: what the person did since the last writing.
            now: the time that new versions get.
        """
        return _Writing(self, now).after(change)


class _Writing:
    """One application of a Change, id by id."""

    def __init__(self, old: Layer, now: str) -> None:
        self.old = old
        self.now = now
        self.new = replace(old, revs=old.revs.copy(), deleted=old.deleted.copy())
        self.gone: dict[Key, Record] = {}
        self.came: dict[Key, Record] = {}
        self.waiting: dict[str, list[Unplaced]] = {}
        for item in old.unplaced:
            self.waiting.setdefault(shared_id(item), []).append(item)
        self.by_id: dict[type[Record], dict[str, Record]] = {}
        self.differs = False

    def after(self, change: Change) -> Layer:
        gone = {key_of(record): record for record in change.removed}
        came = {key_of(record): record for record in self.others(change)}
        touched: dict[str, dict[Key, None]] = {}
        for key, record in (*gone.items(), *came.items()):
            touched.setdefault(shared_id(record), {})[key] = None
        for record_id, keys in touched.items():
            self.write(record_id, list(keys), gone, came)
        if not self.differs:
            return self.old
        self.new.facts_rev = max(1, self.new.facts_rev)
        for kind in (Annotation, Link, Unplaced, Entry):
            self.rearrange(kind)
        return self.new

    def others(self, change: Change) -> Sequence[Record]:
        """Take in what is plainly new, if there is much of it; what else is added."""
        if len(change.added) <= _FEW:
            return change.added
        known = {record.id for record in change.removed} | self.old.deleted.keys() | self.waiting.keys()
        for kind in (Annotation, Link, Entry):
            known |= {record.id for record in rows_of(self.old, kind)}
        others: list[Record] = []
        for record in change.added:
            if isinstance(record, Annotation | Link) and record.id not in known:
                self.came[key_of(record)] = record if record.modified else record._replace(modified=self.now)
                self.differs = True
            else:
                others.append(record)
        return others

    def write(self, record_id: str, keys: list[Key], gone: Mapping[Key, Record], came: Mapping[Key, Record]) -> None:
        """All that shares one id: what stands rises by one rev; second readings wait beside it at theirs."""
        before: dict[Key, Record] = {key_of(item): item for item in self.waiting.get(record_id, ())}
        if before or any(key[0] is Unplaced for key in keys):
            keys_before = [*keys, *((kind, record_id) for kind in (Annotation, Link, Entry, LayerFacts))]
        else:
            keys_before = keys
        for key in keys_before:
            found = self.found(key, gone.get(key))
            if found is not None:
                before[key] = found
        after = {key: record for key, record in before.items() if key not in keys}
        after |= {key: came[key] for key in keys if key in came}
        if before.keys() == after.keys() and all(_same(before[key], after[key]) for key in before):
            return
        self.differs = True
        known = [self.old.rev(record) for record in before.values()]
        rev = saturated(1 + max(known, default=self.old.deleted.get(record_id, 0)))
        self.new.revs.pop(record_id, None)
        self.new.deleted.pop(record_id, None)
        self.gone |= before
        for key, record in after.items():
            stays = before.get(key)
            self.put(stays if stays is not None and _same(stays, record) else self.stamped(record, rev), rev)
        if not after:
            self.new.deleted[record_id] = rev

    def found(self, key: Key, as_known: Record | None) -> Record | None:
        """The version in the file, which a merge may have made another than the person's."""
        kind, record_id = key
        if kind is LayerFacts:
            return self.old.facts if self.old.facts_rev and record_id == FACTS_ID else None
        rows = rows_of(self.old, kind)
        if as_known is not None:
            row = bisect_left(rows, order(as_known), key=order)
            if row < len(rows) and rows[row].id == record_id:
                found: Record = rows[row]
                return found
        if kind not in self.by_id:
            self.by_id[kind] = {record.id: record for record in rows}
        return self.by_id[kind].get(record_id)

    def stamped(self, record: Record, rev: int) -> Record:
        if isinstance(record, Entry) and record.section == "dismissed":
            return record  # it has no times
        if isinstance(record, Annotation | Link | Entry) and (rev > 1 or not record.modified):
            return record._replace(modified=self.now)
        return record

    def put(self, record: Record, rev: int) -> None:
        if isinstance(record, LayerFacts):
            self.new.facts, self.new.facts_rev = record, rev
            return
        if isinstance(record, Unplaced) and record.why in WAITING:
            own = waiting_rev(record)
            wanted = max(1, min(own, rev - 1)) if record.why == "reading" else rev  # a reading waits as it was
            if own != wanted:
                record = record._replace(record=record.record | {"rev": wanted})
        elif rev > 1:
            self.new.revs[record.id] = rev
        self.came[key_of(record)] = record

    def rearrange(self, kind: type[Record]) -> None:
        """A new sorted list of one kind, if any of it changed."""
        gone = [record for key, record in self.gone.items() if key[0] is kind]
        came = [record for key, record in self.came.items() if key[0] is kind]
        if not gone and not came:
            return
        old = rows_of(self.old, kind)
        if len(gone) + len(came) > _FEW:
            ids = {record.id for record in gone}
            rows = [record for record in old if record.id not in ids]
            rows += came
            rows.sort(key=order)
        else:
            rows = old.copy()
            for record in gone:
                del rows[bisect_left(rows, order(record), key=order)]
            for record in came:
                insort(rows, record, key=order)
        setattr(self.new, _LISTS[kind], rows)


def order(record: Record) -> tuple[Any, ...]:
    """Sort key of a record in its section."""
    if isinstance(record, Annotation):
        return sort_key(record)
    if isinstance(record, Link):
        return cast("tuple[Any, ...]", by_ends(record))
    if isinstance(record, Entry):
        start = dict(record.body).get("start") if record.section == "dismissed" else 0
        return (record.section, record.created, start if type(start) is int else -1, record.id)
    if isinstance(record, Unplaced):
        start = record.record.get("start") if isinstance(record.record, dict) else None
        return (record.why, start if isinstance(start, int) else -1, record.id)
    return ()


def rows_of(layer: Layer, kind: type[Record]) -> list[Any]:
    """The list of a layer that holds one kind of record.

    Args:
        layer: the layer.
        kind: type of the records.
    """
    rows: list[Any] = getattr(layer, _LISTS[kind])
    return rows


def shared_id(record: Record) -> str:
    """The id under which a record's versions compete: an unplaced version has that of its record."""
    if isinstance(record, Unplaced) and record.why in WAITING and isinstance(record.record, dict):
        return str(record.record.get("id", record.id))
    return record.id


def reader_of(layer: Layer) -> str:
    """The person whose second reading a layer is, as the id of her own layer; empty: it is nobody's.

    Args:
        layer: as it was read.
    """
    told = dict((*layer.head.extra, *layer.facts.extra)).get("reader")
    return told if isinstance(told, str) else ""


REMARK = "note"
"""The tag of a remark that somebody made in answering a report."""


def is_of_answers(extra: Pairs) -> bool:
    """True if a layer's head says that an import of answers to a report made it.

    Args:
        extra: the keys of the head that are not the format's own.
    """
    imported = dict(extra).get("imported")
    return isinstance(imported, dict) and imported.get("answers") is True


def holds_answers_only(layer: Layer) -> bool:
    """True if an import of answers made a layer, and nobody has read the article in it since.

    Args:
        layer: as it was read.
    """
    if not is_of_answers(layer.head.extra) or layer.facts.status == "done" or layer.links:
        return False
    return all(one.tag == REMARK for one in layer.annotations)


def second_reading(annotation: Annotation, document: Document) -> Unplaced:
    """A version of an annotation that waits beside the one that stands, for a person to choose.

    Args:
        annotation: that version.
        document: the text that it refers to.
    """
    return unplaced("reading", document.sha256, annotation_item(annotation, 1, document.text))


def waiting_rev(item: Unplaced) -> int:
    """The rev of the version that an unplaced item holds."""
    rev = item.record.get("rev", 1) if isinstance(item.record, dict) else 1
    return saturated(rev) if type(rev) is int and rev > 0 else 1


def difference(old: Iterable[Record], new: Iterable[Record]) -> Change:
    """The Change that makes the one set of records of the other; stamps alone are no difference.

    Args:
        old: the records as they are.
        new: the records as they shall be.
    """
    left, right = unlike(list(old), list(new))
    before = {key_of(record): record for record in left}
    after = {key_of(record): record for record in right}
    kept = {key for key, record in before.items() if key in after and _same(record, after[key])}
    return Change(
        tuple(record for key, record in before.items() if key not in kept),
        tuple(record for key, record in after.items() if key not in kept),
    )


def unlike(old: Sequence[Record], new: Sequence[Record]) -> tuple[list[Record], list[Record]]:
    """Both less the records that are equal, as nearly all of a large layer are.

    Both are walked through once, in the order of ``Layer.records``; without
    that order more of them are left.

    Args:
        old: records of a layer.
        new: records of another.
    """
    left: list[Record] = []
    right: list[Record] = []
    at = there = 0
    portion = _PORTION
    while at < len(old) and there < len(new):
        most = min(portion, len(old) - at, len(new) - there)
        if old[at : at + most] == new[there : there + most]:
            at, there, portion = at + most, there + most, min(2 * portion, _PORTION)
        elif most > 1:
            portion = most // 2
        else:
            one, other = _rank(old[at]), _rank(new[there])
            if one <= other:
                left.append(old[at])
                at += 1
            if one >= other:
                right.append(new[there])
                there += 1
    return left + list(old[at:]), right + list(new[there:])


def _rank(record: Record) -> tuple[Any, ...]:
    return (_SEQUENCE.index(type(record)), *order(record))


def let_go(layer: Layer) -> None:
    """Empty a layer that nobody has any more, in portions: to free all of it at once would stop every other thread."""
    lists: tuple[list[Any], ...] = (layer.annotations, layer.links, layer.unplaced, layer.entries)
    for rows in lists:
        while rows:
            del rows[-_PORTION:]


def with_ends(layer: Layer) -> Layer:
    """The layer with every link where it belongs: among the links if both ends are there, else waiting."""
    if _has_all_ends(layer) and not any(item.why == "end_missing" for item in layer.unplaced):
        return layer
    there = set(map(_id, layer.annotations))
    loose = [one for one in layer.links if one.from_id not in there or one.to_id not in there]
    back: list[tuple[Unplaced, Link]] = []
    for item in layer.unplaced:
        one = link_in(item) if item.why == "end_missing" else None
        if one is not None and one.from_id in there and one.to_id in there:
            back.append((item, one))
    if not loose and not back:
        return layer
    revs = layer.revs.copy()
    links = {one.id: one for one in layer.links}
    waiting = {item.id: item for item in layer.unplaced}
    for one in loose:
        del links[one.id]
        item = unplaced("end_missing", layer.text_sha256, link_item(one, revs.pop(one.id, 1)))
        waiting[item.id] = item
    for item, one in back:
        del waiting[item.id]
        links[one.id] = one
        if waiting_rev(item) > 1:
            revs[one.id] = waiting_rev(item)
    return replace(
        layer, links=sorted(links.values(), key=order), unplaced=sorted(waiting.values(), key=order), revs=revs
    )


def _has_all_ends(layer: Layer) -> bool:
    """True if both ends of every link are there; links and annotations are looked through in portions."""
    wanted: set[str] = set()
    for at in range(0, len(layer.links), _PORTION):
        wanted |= ends_of(layer.links[at : at + _PORTION])
    for at in range(0, len(layer.annotations), _PORTION):
        if not wanted:
            break
        wanted.difference_update(map(_id, layer.annotations[at : at + _PORTION]))
    return not wanted


def _same(one: Record, other: Record) -> bool:
    """Equal content; an unplaced item's id is the digest of its."""
    if one is other or (isinstance(one, Unplaced) and isinstance(other, Unplaced) and one.id == other.id):
        return True
    return same_content(one, other)
