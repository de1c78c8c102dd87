"""Records that a team shares, by id and rev, and the merge of two copies of them: no clock, the same in any order.

It is the merge of layers (``storage.merge``) for records that stand in no
text. For each id a copy holds a rev, the set of versions at that rev (one;
more, if an earlier merge left second readings; none, if it was deleted), and
perhaps readings of lower revs beside which someone went on. Merging takes the
side with the higher rev, at equal rev the union of both. The version with the
greatest line stands, the others wait.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any, NamedTuple

from analyst_app.storage.codec import encode_value
from analyst_app.storage.record_parsing import saturated

Body = Mapping[str, Any]
"""A record as its line holds it, with its id and without its rev."""


class Version(NamedTuple):
    """One version of a record."""

    rev: int
    body: Body

    @property
    def line(self) -> bytes:
        """Its canonical bytes without the rev: two versions say the same if and only if these are equal."""
        return encode_value(dict(self.body))


@dataclass(frozen=True)
class Records:
    """The records of one file. Nothing in it is changed in place."""

    records: Mapping[str, Version] = field(default_factory=dict)
    """Those that stand, by id."""
    readings: Mapping[str, tuple[Version, ...]] = field(default_factory=dict)
    """Second readings that wait for a person, by id, sorted."""
    deleted: Mapping[str, int] = field(default_factory=dict)
    """The rev of each tombstone."""
    waiting: tuple[Any, ...] = ()
    """Items that are kept and no record: those that could not be read, as ``unplaced`` holds them, sorted."""
    extra: Mapping[str, Any] = field(default_factory=dict)
    """Keys of the file that are unknown here."""

    @property
    def bodies(self) -> dict[str, Body]:
        """The content of those that stand, by id."""
        return {record_id: version.body for record_id, version in self.records.items()}


class _State(NamedTuple):
    """All that one copy, or a merge of several, knows of one id."""

    rev: int
    versions: dict[bytes, Version]
    beside: dict[tuple[int, bytes], Version]


def merged(one: Records, other: Records, base: Records | None = None) -> Records:
    """Two copies as one.

    Args:
        one: a copy.
        other: the other.
        base: the copy that both come from, if known. An id in it that one side left alone and the other lacks
            without a tombstone was deleted by hand.
    """
    sides = [{**side.deleted} for side in (one, other)]
    if base is not None:
        for buried, mine, its in ((sides[0], one, other), (sides[1], other, one)):
            buried.update(_deleted_by_hand(mine, its, base))
    copies = [replace(side, deleted=buried) for side, buried in zip((one, other), sides, strict=True)]
    ids = dict.fromkeys(record_id for copy in copies for record_id in (*copy.records, *copy.readings, *copy.deleted))
    states = {record_id: _joined(*(_state(copy, record_id) for copy in copies)) for record_id in ids}
    waiting = {encode_value(item): item for copy in copies for item in copy.waiting}
    extra = {
        key: max((side.extra[key] for side in (one, other) if key in side.extra), key=encode_value)
        for key in {**one.extra, **other.extra}
    }
    return _settled(states, tuple(waiting[line] for line in sorted(waiting)), extra)


def changed(before: Records, bodies: Mapping[str, Body], settled: Collection[str] = ()) -> Records:
    """The records that edits changed, under the revs that they get by being written; nothing of the other records.

    Merged into any copy it brings the edits there and leaves the rest alone.

    Args:
        before: the records as last read or written.
        bodies: the records as they are now, by id; one that is not among them was deleted.
        settled: ids whose second readings a person has settled: what is in ``bodies`` is what stands.
    """
    records: dict[str, Version] = {}
    readings: dict[str, tuple[Version, ...]] = {}
    deleted: dict[str, int] = {}
    for record_id in dict.fromkeys((*before.records, *bodies)):
        old = before.records.get(record_id)
        rev = saturated((old.rev if old is not None else before.deleted.get(record_id, 0)) + 1)
        if record_id not in bodies:
            deleted[record_id] = rev
            continue
        version = Version(rev, bodies[record_id])
        if old is not None and record_id not in settled and old.line == version.line:
            continue
        records[record_id] = version
        if record_id not in settled and record_id in before.readings:
            readings[record_id] = before.readings[record_id]
    return Records(records, readings, deleted)


def joined(versions: Iterable[Version], deleted: Mapping[str, int]) -> Records:
    """The records of one file, of which it may hold several versions of an id: as if each were a copy of its own.

    Args:
        versions: in any order.
        deleted: the rev of each tombstone.
    """
    by_id: dict[str, list[Version]] = {}
    for version in versions:
        by_id.setdefault(version.body["id"], []).append(version)
    states = {record_id: _state_of(by_id.get(record_id, []), deleted) for record_id in dict.fromkeys(by_id)}
    for record_id, rev in deleted.items():
        states[record_id] = _joined(states.get(record_id, _State(0, {}, {})), _State(rev, {}, {}))
    return _settled(states, (), {})


def _deleted_by_hand(mine: Records, its: Records, base: Records) -> dict[str, int]:
    return {
        record_id: saturated(old.rev + 1)
        for record_id, old in base.records.items()
        if record_id not in mine.records
        and record_id not in mine.deleted
        and (there := its.records.get(record_id)) is not None
        and (there.rev, there.line) == (old.rev, old.line)
    }


def _state(copy: Records, record_id: str) -> _State:
    stands = copy.records.get(record_id)
    held = [*([stands] if stands is not None else []), *copy.readings.get(record_id, ())]
    state = _state_of(held, {})
    return _joined(state, _State(copy.deleted.get(record_id, 0), {}, {}))


def _state_of(held: list[Version], deleted: Mapping[str, int]) -> _State:
    if not held:
        return _State(0, {}, {})
    top = max(version.rev for version in held)
    versions = {version.line: version for version in held if version.rev == top}
    return _State(top, versions, {(v.rev, v.line): v for v in held if v.rev < top})


def _joined(one: _State, other: _State) -> _State:
    """Of two states that with the higher rev; at equal rev the union, in which a live version beats a deletion."""
    if one.rev != other.rev:
        return max(one, other, key=lambda state: state.rev)
    return _State(one.rev, {**one.versions, **other.versions}, {**one.beside, **other.beside})


def _settled(states: Mapping[str, _State], waiting: tuple[Any, ...], extra: Mapping[str, Any]) -> Records:
    records: dict[str, Version] = {}
    readings: dict[str, tuple[Version, ...]] = {}
    deleted: dict[str, int] = {}
    for record_id in sorted(states):
        state = states[record_id]
        if not state.versions:
            deleted[record_id] = state.rev
            continue
        lines = sorted(state.versions)
        records[record_id] = state.versions[lines[-1]]
        others = [state.beside[key] for key in sorted(state.beside) if key[1] not in state.versions]
        others += [state.versions[line] for line in lines[:-1]]
        if others:
            readings[record_id] = tuple(others)
    return Records(records, readings, deleted, waiting, dict(extra))
