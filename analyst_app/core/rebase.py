"""Fitting a Change that was made against an earlier state onto the records as they are.

A save merges in the background what others wrote; the person may have gone on
meanwhile. Where both touched one record hers stands, and the caller learns
what the file has instead.
"""

from __future__ import annotations

from typing import NamedTuple

from analyst_app.core.annotation import Annotation, Entry, Link, Pairs, Record, Unplaced, pairs, same_content
from analyst_app.core.store import AnnotationStore, Change, Key, key_of


class RecordEdit(NamedTuple):
    """One record before and after a Change."""

    held: Record | None
    """The record as it is here; None if it is not there."""
    new: Record | None
    """The record after the change; None if it is taken out."""


RecordEdits = dict[Key, RecordEdit]


class Rebased(NamedTuple):
    """A Change that fits, and the edits that did not."""

    change: Change
    skipped: RecordEdits
    """Records that have changed here since; they stand as they are."""


def rebase(store: AnnotationStore, change: Change) -> Rebased:
    """The part of a change that still fits a store; links never lose an end by it.

    Args:
        store: the layer as it is now.
        change: made against an earlier state of it.
    """
    before = {key_of(record): record for record in change.removed}
    after = {key_of(record): record for record in change.added}
    fitting: RecordEdits = {}
    skipped: RecordEdits = {}
    for key in {**before, **after}:
        edit = RecordEdit(store.record(key), after.get(key))
        if not _is_done(edit):
            (fitting if _fits(edit.held, before.get(key)) else skipped)[key] = edit
    _hold_back_dangling(store, fitting, skipped)
    removed = tuple(edit.held for edit in fitting.values() if edit.held is not None)
    added = tuple(edit.new for edit in fitting.values() if edit.new is not None)
    return Rebased(Change(removed, added), skipped)


def for_another(source: AnnotationStore, change: Change, target: AnnotationStore) -> tuple[Change, int]:
    """The change to another person's layer that does there what was made in one's, with all that its links need.

    An annotation of the first layer that a new link has an end at comes along,
    and a changed one in its new version. What was deleted there stays there.

    Args:
        source: the first layer, with the change made.
        change: what was made.
        target: the other layer.

    Returns:
        The change to the other layer, and the number of records that only the first could lose or change.
    """
    made = {record.id: record for record in change.added if isinstance(record, Annotation | Link)}
    for link in [record for record in made.values() if isinstance(record, Link)]:
        for end in (link.from_id, link.to_id):
            there = source.annotation(end)
            if end not in made and there is not None:
                made[end] = there
    left = {key_of(record) for record in change.removed} - {key_of(record) for record in change.added}
    left |= {key_of(record) for record in change.added if not isinstance(record, Annotation | Link)}
    new = tuple(record for record in made.values() if target.record(key_of(record)) is None)
    return without_twins(target, Change((), new))[0], len(left)


def without_twins(store: AnnotationStore, change: Change) -> tuple[Change, int]:
    """A change without the new annotations that contradict nothing of one that stands; that one says what both say.

    Links then hold on to the one that stands.

    Args:
        store: the layer as it is now.
        change: that fits it.

    Returns:
        The change, and the number of annotations that it does not need.
    """
    gone = {record.id for record in change.removed}
    named = [str(record) for record in change.added if isinstance(record, Entry | Unplaced)]
    standing: dict[str, str] = {}
    richer: dict[str, tuple[Annotation, Annotation]] = {}
    for one in change.added:
        if isinstance(one, Annotation) and store.annotation(one.id) is None:
            for held in store.at(one.start):
                _, now = richer.get(held.id, (held, held))
                both = _both_in_one(one, now) if held.id not in gone else None
                if both is not None and not any(one.id in words for words in named):
                    standing[one.id] = held.id
                    richer[held.id] = (held, both)
                    break
    if not standing:
        return change, 0
    removed = [held for held, both in richer.values() if both != held]
    added: list[Record] = [both for held, both in richer.values() if both != held]
    for record in change.added:
        if isinstance(record, Link):
            ends = [standing.get(end, end) for end in (record.from_id, record.to_id)]
            linked = record._replace(from_id=ends[0], to_id=ends[1])
            if linked is not record and any(_same_arrow(linked, held) for held in store.links_from(linked.from_id)):
                continue
            added.append(linked)
        elif record.id not in standing:
            added.append(record)
    return Change((*change.removed, *removed), tuple(added)), len(standing)


def _both_in_one(one: Annotation, held: Annotation) -> Annotation | None:
    """The one that stands with all that the other says; None if it is of other words, or they say different things."""
    is_same_place = (one.tag, one.start, one.end) == (held.tag, held.start, held.end)
    if not is_same_place or (one.note and held.note and one.note != held.note):
        return None
    attributes, extra = _both(one.attributes, held.attributes), _both(one.extra, held.extra)
    if attributes is None or extra is None:
        return None
    return held._replace(attributes=attributes, note=held.note or one.note, extra=extra)


def _both(some: Pairs, others: Pairs) -> Pairs | None:
    said, known = dict(some), dict(others)
    return pairs(said | known) if all(known[key] == said[key] for key in said.keys() & known.keys()) else None


def _same_arrow(one: Link, other: Link) -> bool:
    return (one.role, one.from_id, one.to_id) == (other.role, other.from_id, other.to_id)


def restamped(store: AnnotationStore, change: Change) -> Change:
    """A change whose removed records are the store's own, where they differ from those in nothing but stamps.

    A layer's file gives ``modified`` when it is written, and counts the ``rev``
    of what waits, so a step of an earlier run knows other stamps.

    Args:
        store: the layer as it is now.
        change: made against the same content.
    """
    if store.holds_removed(change):
        return change
    held = [store.record(key_of(record)) for record in change.removed]
    removed = [
        one if one is not None and one is not record and _same_but_stamps(one, record) else record
        for one, record in zip(held, change.removed, strict=True)
    ]
    return Change(tuple(removed), change.added)


def _same_but_stamps(one: Record, other: Record) -> bool:
    if isinstance(one, Unplaced) and isinstance(other, Unplaced):
        return _without_stamps(one) == _without_stamps(other)
    return same_content(one, other)


def _without_stamps(item: Unplaced) -> Unplaced:
    if not isinstance(item.record, dict):
        return item
    return item._replace(record={key: value for key, value in item.record.items() if key not in ("rev", "modified")})


def would_hold(store: AnnotationStore, link: Link, came: set[str], gone: set[str]) -> bool:
    """True if both ends of a link are there once some annotations have come and gone.

    Args:
        store: the layer.
        link: any link.
        came: ids of annotations that come.
        gone: ids of annotations that go.
    """
    ends = (link.from_id, link.to_id)
    return all(end in came or (store.annotation(end) is not None and end not in gone) for end in ends)


def _is_done(edit: RecordEdit) -> bool:
    if edit.held is None or edit.new is None:
        return edit.held is edit.new
    return same_content(edit.held, edit.new)


def _fits(held: Record | None, expected: Record | None) -> bool:
    if held is None or expected is None:
        return held is expected
    if isinstance(held, Unplaced):
        return held.id == expected.id  # the digest of its content
    return same_content(held, expected)


def _hold_back_dangling(store: AnnotationStore, fitting: RecordEdits, skipped: RecordEdits) -> None:
    """Set aside the edits that would leave a link without an end."""
    while True:
        gone = {edit.held.id for edit in fitting.values() if isinstance(edit.held, Annotation) and not edit.new}
        came = {edit.new.id for edit in fitting.values() if isinstance(edit.new, Annotation)}
        loose = [
            key
            for key, edit in fitting.items()
            if (isinstance(edit.new, Link) and not would_hold(store, edit.new, came, gone))
            or (key[0] is Annotation and key[1] in gone and _keeps_a_link(store, key[1], fitting))
        ]
        if not loose:
            return
        for key in loose:
            skipped[key] = fitting.pop(key)


def _keeps_a_link(store: AnnotationStore, annotation_id: str, fitting: RecordEdits) -> bool:
    around = (*store.links_from(annotation_id), *store.links_to(annotation_id))
    return any(key_of(link) not in fitting for link in around)
