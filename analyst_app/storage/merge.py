"""Merging two copies of one layer by id: no clock, no base, the same in any order and grouping.

For each id a copy holds a rev, the set of versions at that rev (one, unless an
earlier merge left second readings; none, if it was deleted) and, if someone
has gone on editing beside second readings, those, at their lower revs. Merging
takes the side with the higher rev, at equal rev the union of both. What
stands, and what waits beside it, is a function of that union alone, which is
why order does not matter.
"""

from __future__ import annotations

from bisect import insort
from collections.abc import Iterator
from dataclasses import replace
from itertools import chain
from typing import Any, NamedTuple

from analyst_app.core.annotation import SECTIONS, Annotation, Entry, LayerFacts, Link, Pairs, Record, Unplaced, pairs
from analyst_app.storage.codec import (
    annotation_item,
    encode_mapping,
    encode_value,
    entry_item,
    link_item,
    unplaced,
)
from analyst_app.storage.layer import FACTS_ID, Head, Layer, difference, order, shared_id, with_ends
from analyst_app.storage.lines.activity import ACTIVITY, united
from analyst_app.storage.record_parsing import (
    BadItem,
    Shared,
    annotation_from_line,
    annotation_line_of,
    entry_of,
    facts_of,
    link_from_line,
    link_line_of,
    saturated,
)

_FEW = 100
"""So many records that are out of order are put in one by one."""
_PLACE = frozenset(("start", "end", "prefix", "suffix"))
_STAMPS = frozenset(("rev", "created", "modified"))


class _Version(NamedTuple):
    """One version of a record at one rev."""

    record: Record
    """As it lives or waits."""
    item: Any
    """As a mapping, without rev and stamps."""
    line: bytes
    """Its canonical bytes: versions are the same if and only if these are."""
    essence: bytes
    """The same without its place in a text."""
    created: str
    modified: str
    stands: bool
    """True if it refers to the current text, so could stand."""
    why: str
    """Of an unplaced version, else empty."""


def merge(ours: Layer, theirs: Layer, base: Layer | None = None) -> Layer:
    """Both copies as one.

    Args:
        ours: one copy; its text is the result's.
        theirs: the other, on the same text.
        base: what both come from, if known. It serves to see deletions made
            by hand: an id in it that one side left alone and the other lacks
            without a tombstone.
    """
    sides = (_MergeSide(ours), _MergeSide(theirs))
    if base is not None:
        _bury(sides, _MergeSide(base))
    merged = _Merging(ours, theirs, sides).run()
    for side in sides:
        side.let_go()
    return with_ends(merged)


def counts(ours: Layer, merged: Layer) -> int:
    """Numbers of records that a merge changed in ours.

    Args:
        ours: as it was.
        merged: as it became.
    """
    change = difference(ours.records(), merged.records())
    return len({record.id for record in (*change.removed, *change.added)})


def readings(layer: Layer) -> list[Unplaced]:
    """Second readings that a person has to settle."""
    return [item for item in layer.unplaced if item.why == "reading"]


class _MergeSide:
    """One copy by id: the records at each id, and its rev."""

    def __init__(self, layer: Layer) -> None:
        self.layer = layer
        self.records: dict[str, tuple[Record, ...]] = {}
        alive: list[list[Any]] = [layer.annotations, layer.links, layer.entries]
        for record in chain.from_iterable(alive):
            self.records[record.id] = (record,)
        if layer.facts_rev:
            self.records[FACTS_ID] = (layer.facts,)
        for item in layer.unplaced:
            record_id = shared_id(item)
            self.records[record_id] = (*self.records.get(record_id, ()), item)
        self.deleted = dict(layer.deleted)

    def rev(self, record_id: str) -> int:
        """Its rev, that of its tombstone, or 0 if nothing is known of it."""
        held = self.records.get(record_id)
        return max(map(self.layer.rev, held)) if held else self.deleted.get(record_id, 0)

    def at(self, record_id: str, rev: int) -> tuple[Record, ...]:
        """Its versions at a rev."""
        return tuple(record for record in self.records.get(record_id, ()) if self.layer.rev(record) == rev)

    def beside(self, record_id: str, rev: int) -> dict[str, Unplaced]:
        """Second readings of lower revs that wait beside its versions at a rev."""
        if self.rev(record_id) != rev:
            return {}
        return {
            record.id: record
            for record in self.records.get(record_id, ())
            if isinstance(record, Unplaced) and self.layer.rev(record) < rev
        }

    def let_go(self) -> None:
        """Empty its table record by record: to free all of it at once would stop every other thread."""
        while self.records:
            self.records.popitem()


class _Merging:
    def __init__(self, ours: Layer, theirs: Layer, sides: tuple[_MergeSide, _MergeSide]) -> None:
        self.ours, self.theirs, self.sides = ours, theirs, sides
        self.lists: dict[type[Record], list[Any]] = {Annotation: [], Link: [], Unplaced: [], Entry: []}
        self.revs: dict[str, int] = {}
        self.deleted: dict[str, int] = {}
        self.facts, self.facts_rev = LayerFacts(), 0

    def run(self) -> Layer:
        one, other = self.sides
        for record_id in _ids(one, other):
            mine, its = one.records.get(record_id, ()), other.records.get(record_id, ())
            rev, its_rev = one.rev(record_id), other.rev(record_id)
            if mine and rev == its_rev and mine == its and all(map(_is_plain, mine)):
                for record in mine:
                    self.put(record, rev)
            else:
                self.join(record_id, max(rev, its_rev))
        rows = {kind: _in_order(records) for kind, records in self.lists.items()}
        return replace(
            self.ours,
            head=_heads(self.ours.head, self.theirs.head),
            annotations=rows[Annotation],
            links=rows[Link],
            unplaced=rows[Unplaced],
            entries=rows[Entry],
            facts=self.facts,
            facts_rev=self.facts_rev,
            revs=self.revs,
            deleted=self.deleted,
        )

    def join(self, record_id: str, rev: int) -> None:
        """The versions of both sides at the higher rev, as one set."""
        versions: dict[tuple[bytes, str], _Version] = {}
        for side in self.sides:
            for record in side.at(record_id, rev):
                version = _version(record, side.layer, self.ours)
                key = (version.line, "" if version.stands else version.why)
                held = versions.get(key)
                versions[key] = version if held is None else _stamped(held, version)
        waiting = {item.id: item for item in self.beside(record_id, rev)}
        if not versions:
            self.deleted[record_id] = rev
        for item in (*waiting.values(), *self.stand(versions, rev)):
            waiting[item.id] = item  # one that competes takes the place of an equal one that only waited
        for item in waiting.values():
            self.put(item, rev)

    def stand(self, versions: dict[tuple[bytes, str], _Version], rev: int) -> list[Unplaced]:
        """Let the greatest version stand; returns those that wait."""
        standing = [version for version in versions.values() if version.stands]
        waiting: list[Unplaced] = []
        if standing:
            placed = {version.essence for version in standing}
            winner = max(standing, key=lambda version: version.line)
            self.put(_living(winner, self.ours), rev)
            for version in versions.values():
                if version is winner:
                    continue
                if version.stands:
                    waiting.append(_reading(version, rev, self.ours))
                elif version.essence not in placed:
                    waiting.append(_waiting(version, rev))
        else:
            waiting += [_waiting(version, rev) for version in versions.values()]
        return waiting

    def beside(self, record_id: str, rev: int) -> list[Unplaced]:
        one, other = (side.beside(record_id, rev) for side in self.sides)
        return [
            max((side[item_id] for side in (one, other) if item_id in side), key=lambda item: encode_value(item.record))
            for item_id in {**one, **other}
        ]

    def put(self, record: Record, rev: int) -> None:
        if isinstance(record, LayerFacts):
            self.facts, self.facts_rev = record, rev
            return
        self.lists[type(record)].append(record)
        if rev > 1 and not (isinstance(record, Unplaced) and shared_id(record) != record.id):
            self.revs[record.id] = rev


def _ids(one: _MergeSide, other: _MergeSide) -> Iterator[str]:
    """Every id of two sides once; a table of them all would be made in one long step."""
    before: list[dict[str, Any]] = []
    for ids in (one.records, one.deleted, other.records, other.deleted):
        for record_id in ids:
            if not any(record_id in others for others in before):
                yield record_id
        before.append(ids)


def _in_order(records: list[Any]) -> list[Any]:
    """Records sorted: all that one side has are so already, and sorting 200,000 is one long step."""
    rows: list[Any] = []
    last: tuple[Any, ...] | None = None
    for record in records:
        key = order(record)
        if last is not None and key < last:
            break
        rows.append(record)
        last = key
    left = records[len(rows) :]
    if len(left) > _FEW:
        return sorted(records, key=order)
    for record in left:
        insort(rows, record, key=order)
    return rows


def _is_plain(record: Record) -> bool:
    """True if equality in Python is equality in JSON (True == 1 == 1.0 there)."""
    if isinstance(record, Annotation):
        return not record.extra and all(type(value) is str for _, value in record.attributes)
    return isinstance(record, Link | LayerFacts) and not record.extra


def _bury(sides: tuple[_MergeSide, _MergeSide], base: _MergeSide) -> None:
    """Tombstones for what one side deleted by hand, unless the other has worked on it."""
    for record_id, held in base.records.items():
        rev = base.rev(record_id)
        for side, other in (sides, sides[::-1]):
            is_gone = record_id not in side.records and record_id not in side.deleted
            if is_gone and other.records.get(record_id) == held and other.rev(record_id) == rev:
                side.deleted[record_id] = saturated(rev + 1)


def _version(record: Record, layer: Layer, current: Layer) -> _Version:
    item, why, stands, mark = record_item(record, layer), "", True, b""
    if isinstance(record, Unplaced):
        why = record.why
        stands = why == "reading" and record.text_sha256 == current.text_sha256
        if why == "invalid" or not isinstance(item, dict):
            line = encode_value([why, record.text_sha256, item])
            return _Version(record, item, line, line, "", "", False, why)
        if not stands:
            mark = encode_value([why, record.text_sha256])
    bare = {key: value for key, value in item.items() if key not in _STAMPS}
    line = mark + encode_mapping(bare)
    essence = encode_mapping({key: value for key, value in bare.items() if key not in _PLACE})
    created, modified = str(item.get("created", "")), str(item.get("modified", ""))
    return _Version(record, bare, line, essence, created, modified, stands, why)


def record_item(record: Record, layer: Layer) -> Any:
    """A record as the mapping that its line holds.

    Args:
        record: the record.
        layer: that holds it.
    """
    if isinstance(record, Annotation):
        return annotation_item(record, layer.rev(record), layer.text)
    if isinstance(record, Link):
        return link_item(record, layer.rev(record))
    if isinstance(record, Entry):
        return entry_item(record, layer.rev(record)) | {"section": record.section}
    if isinstance(record, LayerFacts):
        return {"id": FACTS_ID, "status": record.status, "note": record.note} | dict(record.extra)
    return record.record


def _stamped(one: _Version, other: _Version) -> _Version:
    """Equal content: the earlier creation, the later modification."""
    times = [time for time in (one.created, other.created) if time]
    lives = max(one, other, key=_precedence)
    return lives._replace(created=min(times, default=""), modified=max(one.modified, other.modified))


def _precedence(version: _Version) -> tuple[bool, bytes]:
    """Of equal versions one that lives goes before one that waits; of two that wait that with the greater proposal."""
    record = version.record
    return (False, encode_value(record.extra)) if isinstance(record, Unplaced) else (True, b"")


def _living(version: _Version, layer: Layer) -> Record:
    """The record of a version that stands."""
    record = version.record
    if isinstance(record, Annotation | Link | Entry):
        return record._replace(created=version.created, modified=version.modified)
    if isinstance(record, Unplaced):
        return _revived(version.item | {"created": version.created, "modified": version.modified}, layer) or record
    return record


def _revived(item: dict[str, Any], layer: Layer) -> Record | None:
    """A reading that stands again after all."""
    try:
        if item.get("id") == FACTS_ID:
            return facts_of({key: value for key, value in item.items() if key not in ("id", *_STAMPS)})[0]
        if "tag" in item:
            line, extra = annotation_line_of(item)
            return annotation_from_line(line, layer.text, Shared())._replace(extra=extra)
        if "role" in item:
            link, extra = link_line_of(item)
            return link_from_line(link, Shared())._replace(extra=extra)
        section = item.get("section")
        if section in SECTIONS:
            return entry_of({key: value for key, value in item.items() if key != "section"}, section)[0]
    except BadItem:
        pass
    return None


def _reading(version: _Version, rev: int, layer: Layer) -> Unplaced:
    stamps = {"created": version.created, "modified": version.modified}
    if version.item.get("id") == FACTS_ID:
        stamps = {}
    extra = version.record.extra if isinstance(version.record, Unplaced) else ()
    return unplaced("reading", layer.text_sha256, version.item | {"rev": rev} | stamps, extra)


def _waiting(version: _Version, rev: int) -> Unplaced:
    record = version.record
    assert isinstance(record, Unplaced)  # noqa: S101 - only unplaced versions do not stand
    if record.why == "invalid" or not isinstance(record.record, dict):
        return record
    stamps = {"created": version.created, "modified": version.modified}
    held = record.record | {"rev": rev} | {key: time for key, time in stamps.items() if time}
    return unplaced(record.why, record.text_sha256, held, record.extra)


def _heads(one: Head, other: Head) -> Head:
    """The facts of both; where they differ, the greater."""
    greater = max(one, other, key=lambda head: encode_value([head.source, head.annotator, head.codebook]))
    reviewers = [head.reviewer for head in (one, other) if head.reviewer is not None]
    return Head(
        greater.source,
        max(one.annotator, other.annotator),
        max(one.codebook, other.codebook, key=_begun),
        max(one.generator, other.generator),
        max(reviewers, default=None),
        one.has_content or other.has_content,
        _united(one.text_extra, other.text_extra),
        _united(one.extra, other.extra),
    )


def _begun(codebook: Pairs) -> tuple[bytes, int, bytes]:
    """Rank of a head's codebook: of one codebook the lowest version, which is that of the first annotation."""
    said = dict(codebook)
    version = said.get("version")
    return encode_value(said.get("id")), -version if type(version) is int else 1, encode_value(codebook)


def _united(one: Pairs, other: Pairs) -> Pairs:
    mine, its = dict(one), dict(other)
    both = {key: max((side[key] for side in (mine, its) if key in side), key=encode_value) for key in {**mine, **its}}
    if ACTIVITY in mine and ACTIVITY in its:
        both[ACTIVITY] = united(mine[ACTIVITY], its[ACTIVITY])
    return pairs(both)
