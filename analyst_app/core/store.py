"""The annotations of one layer, and the only place where they change."""

from __future__ import annotations

from bisect import bisect_left
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field
from itertools import chain
from operator import itemgetter
from typing import TypeVar, cast

from analyst_app.core.annotation import (
    SECTIONS,
    Annotation,
    Entry,
    LayerFacts,
    Link,
    Record,
    Unplaced,
    in_reading_order,
    sort_key,
)
from analyst_app.core.link_index import LinkIndex, ends_of
from analyst_app.core.span_index import SpanIndex, put_in, take_out
from analyst_app.errors import ChangeRefused
from analyst_app.wording import tr

_T = TypeVar("_T", bound=Record)
Key = tuple[type[Record], str]
_REBUILD = 5_000
"""From so many annotations in one Change, sorting anew is cheaper than inserting."""
_PORTION = 20_000
"""Annotations that are taken in by one call into C, in which nothing else runs."""
_id, _tag = itemgetter(0), itemgetter(1)
_HELD: tuple[type[Entry] | type[Unplaced], ...] = (Unplaced, Entry)
_OTHERS: tuple[type[LayerFacts] | type[Entry] | type[Unplaced], ...] = (LayerFacts, *_HELD)
"""Kinds of records that are neither annotations nor links."""


def key_of(record: Record) -> Key:
    """The kind and id of a record; two records with one key are versions of each other."""
    return (type(record), record.id)


@dataclass(frozen=True, slots=True)
class Change:
    """An edit as a value. A replaced record stands in both under one id."""

    removed: tuple[Record, ...] = ()
    added: tuple[Record, ...] = ()
    _sorted: dict[type, tuple[tuple[Record, ...], tuple[Record, ...]]] = field(
        default_factory=dict, init=False, repr=False, compare=False
    )
    """Its records by kind, once somebody has asked: every listener does."""

    def __bool__(self) -> bool:
        return bool(self.removed or self.added)

    def inverse(self) -> Change:
        """The change that takes this one back."""
        turned = Change(self.added, self.removed)
        turned._sorted.update({kind: (added, removed) for kind, (removed, added) in self._sorted.items()})
        return turned

    def then(self, later: Change) -> Change:
        """Both as one; what only stood in between is cancelled."""
        return composed((self, later))

    def of(self, kind: type[_T]) -> tuple[tuple[_T, ...], tuple[_T, ...]]:
        """The removed and the added records of one kind."""
        if not self._sorted:
            self._sorted.update(self._by_kind())
        return cast("tuple[tuple[_T, ...], tuple[_T, ...]]", self._sorted.get(kind, ((), ())))

    @classmethod
    def adding(cls, *kinds: Sequence[Record]) -> Change:
        """The change that puts records in.

        Args:
            kinds: in each only records of one kind.
        """
        made = cls((), tuple(chain.from_iterable(kinds)))
        made._sorted.update({type(records[0]): ((), tuple(records)) for records in kinds if records})
        return made

    def _by_kind(self) -> dict[type, tuple[tuple[Record, ...], tuple[Record, ...]]]:
        kinds = {*map(type, self.removed), *map(type, self.added)}
        if len(kinds) == 1:
            return {kinds.pop(): (self.removed, self.added)}
        return {kind: (_of_kind(kind, self.removed), _of_kind(kind, self.added)) for kind in kinds}


def _of_kind(kind: type, records: tuple[Record, ...]) -> tuple[Record, ...]:
    """Those of one kind; most often they stand together, so that of 300,000 none is looked at."""
    kinds = list(map(type, records))
    number = kinds.count(kind)
    first = kinds.index(kind) if number else 0
    if kinds[first : first + number].count(kind) == number:
        return records[first : first + number]
    return tuple([record for record in records if record.__class__ is kind])


def composed(changes: Iterable[Change]) -> Change:
    """Changes made one after another as one; what only stood in between is cancelled. Linear in all their records."""
    removed: dict[Key, Record] = {}
    added: dict[Key, Record] = {}
    for change in changes:
        for record in change.removed:
            key = key_of(record)
            if key in added:
                del added[key]
            else:
                removed[key] = record
        for record in change.added:
            key = key_of(record)
            if removed.get(key) == record:
                del removed[key]
            else:
                added[key] = record
    return Change(tuple(removed.values()), tuple(added.values()))


class AnnotationStore:
    """The records of one layer.

    Args:
        records: what was loaded; the first LayerFacts counts, else the default.
        length: length of the text, code points; every span lies inside.
    """

    def __init__(self, records: Iterable[Record] = (), *, length: int) -> None:
        self.length = length
        self.changes = 0
        """Number of changes since it was made: who looked at it tells by that whether it is as it was."""
        self.listener: Callable[[Change], None] | None = None
        """Called after each change with what changed."""
        self._by_kind: dict[type, dict[str, Record]] = {}
        self._annotations: dict[str, Annotation] = {}
        self._order: list[Annotation] = []
        self._index = SpanIndex()
        self._counts: Counter[str] = Counter()
        self._links = LinkIndex()
        self._layer = LayerFacts()
        self._fitting: Change | None = None
        """The change that was last found to fit the records as they are."""
        self._put(Change((), tuple(records)))

    @classmethod
    def of_kinds(cls, kinds: Iterable[Sequence[Record]], *, length: int) -> AnnotationStore:
        """The store of records that are sorted by kind already, so that they need not be looked through.

        Args:
            kinds: in each only records of one kind.
            length: length of the text, code points.
        """
        store = cls(length=length)
        store._put(Change.adding(*kinds))
        return store

    # -- reading -------------------------------------------------------------

    def __len__(self) -> int:
        """Number of annotations."""
        return len(self._annotations)

    def __bool__(self) -> bool:
        """True, always: a layer of which everything waits for a place is a layer."""
        return True

    @property
    def annotations(self) -> Sequence[Annotation]:
        """All in reading order (``sort_key``). A live view: do not change it."""
        return self._order

    @property
    def links(self) -> list[Link]:
        """All links, unsorted."""
        return self._links.all()

    @property
    def layer(self) -> LayerFacts:
        """Status and note of the layer."""
        return self._layer

    @property
    def unplaced(self) -> list[Unplaced]:
        """The items that wait for a place, in the order in which they came."""
        return self._all(Unplaced)

    def entries(self, section: str) -> list[Entry]:
        """Decisions, replies or dismissed places, in the order they came."""
        return [entry for entry in self._all(Entry) if entry.section == section]

    def annotation(self, annotation_id: str) -> Annotation | None:
        """The annotation of that id, if it is there."""
        return self._annotations.get(annotation_id)

    def record(self, key: Key) -> Record | None:
        """The record of that kind and id as it is now, if it is there."""
        kind, record_id = key
        if kind is Annotation:
            return self._annotations.get(record_id)
        if kind is LayerFacts:
            return self._layer
        if kind is Link:
            return self._links.get(record_id)
        return self._by_kind.get(kind, {}).get(record_id)

    def links_from(self, annotation_id: str, role: str | None = None, *, most: int | None = None) -> list[Link]:
        """Links that begin at an annotation, by creation and id.

        Args:
            annotation_id: of the annotation.
            role: of the links; None for all.
            most: so many at most, for what is shown; of very many, those that came first.
        """
        return self._links.leaving(annotation_id, role, most)

    def links_to(self, annotation_id: str, role: str | None = None, *, most: int | None = None) -> list[Link]:
        """Links that end at an annotation, by creation and id.

        Args:
            annotation_id: of the annotation.
            role: of the links; None for all.
            most: so many at most, for what is shown; of very many, those that came first.
        """
        return self._links.reaching(annotation_id, role, most)

    def links_around(self, annotation_ids: Sequence[str]) -> list[Link]:
        """Links that begin or end at one of some annotations, each once, in no certain order."""
        return self._links.around(annotation_ids)

    def touching(self, start: int, end: int) -> list[Annotation]:
        """Annotations that share a code point with [start, end), in reading order.

        Args:
            start: first code point inside.
            end: first code point after.
        """
        return self._index.touching(start, end)

    def at(self, position: int) -> list[Annotation]:
        """Annotations whose span holds or ends at a caret position, innermost first."""
        found = self._index.touching(position - 1, position + 1)
        return sorted(found, key=lambda a: (a.end == position, a.end - a.start, sort_key(a)))

    def row_of(self, annotation: Annotation) -> int:
        """Its place in ``annotations``; where it would go if it is not there."""
        return bisect_left(self._order, sort_key(annotation), key=sort_key)

    def count(self, tag: str) -> int:
        """Number of annotations that have a tag."""
        return self._counts[tag]

    def records(self) -> list[Record]:
        """All that it holds."""
        entries = [entry for section in SECTIONS for entry in self.entries(section)]
        return [self.layer, *self.annotations, *self.links, *self.unplaced, *entries]

    @property
    def tags(self) -> dict[str, int]:
        """Number of annotations by tag id, only tags in use."""
        return {tag: count for tag, count in self._counts.items() if count}

    # -- changing ------------------------------------------------------------

    def holds_removed(self, change: Change) -> bool:
        """True if the very records that a change takes away are there."""
        return self._links.holds(change.of(Link)[0]) and self._changed_since(change) is None

    def refusal(self, change: Change) -> str | None:
        """The reason why a change does not fit the records as they are; None if it does."""
        # Deleting an annotation with its links, or a group decision, is large: no call a record.
        if change is self._fitting:
            return None
        gone_links, came_links = change.of(Link)
        if not self._links.holds(gone_links):
            return tr("the link has changed since")
        changed = self._changed_since(change)
        if changed is not None:
            return tr("{changed} has changed since", changed=_name(changed))
        gone, came = change.of(Annotation)
        came_ids = {annotation[0] for annotation in came}
        gone_ids = {annotation[0] for annotation in gone} - came_ids
        reason = self._others_refusal(change) or self._links.refusal(gone_links, came_links, gone_ids)
        if reason is None and came_links:
            there = self._annotations
            if any(end not in came_ids and (end in gone_ids or end not in there) for end in ends_of(came_links)):
                reason = tr("a link would lead nowhere")
        self._fitting = change if reason is None else None
        return reason

    def apply(self, change: Change) -> None:
        """Make a change and tell the listener.

        Raises:
            ChangeRefused: the change does not fit; nothing was changed.
        """
        reason = self.refusal(change)
        if reason:
            raise ChangeRefused(tr("That cannot be done: {reason}.", reason=reason))
        self._fitting = None
        self.changes += 1
        self._drop(change)
        self._put(change)
        if self.listener is not None and change:
            self.listener(change)

    # -- inside --------------------------------------------------------------

    def _all(self, kind: type[_T]) -> list[_T]:
        return cast("list[_T]", list(self._by_kind.get(kind, {}).values()))

    def _changed_since(self, change: Change) -> Record | None:
        """A removed record, no link, that is not there as it is."""
        annotations = self._annotations
        for annotation in change.of(Annotation)[0]:
            held = annotations.get(annotation[0])
            if held is not annotation and held != annotation:
                return annotation
        for kind in _OTHERS:
            for record in change.of(kind)[0]:
                if self.record((kind, record.id)) != record:
                    return record
        return None

    def _others_refusal(self, change: Change) -> str | None:
        """The reason why the records that are no links do not fit."""
        for kind in (Annotation, *_OTHERS):
            removed, added = change.of(kind)
            gone, came = {record.id for record in removed}, {record.id for record in added}
            if len(gone) != len(removed) or len(came) != len(added):
                return tr("one record stands twice in the change")
            there = self._annotations if kind is Annotation else self._by_kind.get(kind, {})
            if not there.keys().isdisjoint(came - gone):  # the other way round each record that is there is asked
                double = next(record for record in added if record.id in there and record.id not in gone)
                return tr("{double} is there already", double=_name(double))
        for annotation in change.of(Annotation)[1]:
            if not 0 <= annotation[2] < annotation[3] <= self.length:
                return tr(
                    "{start}–{end} is no stretch of this text ({length} characters)",
                    start=annotation.start,
                    end=annotation.end,
                    length=self.length,
                )
        return None

    def _drop(self, change: Change) -> None:
        annotations, _ = change.of(Annotation)
        if len(annotations) <= _REBUILD:
            take_out(self._order, map(self.row_of, annotations))
            self._index.discard(annotations)
        for annotation in annotations:
            del self._annotations[annotation[0]]
        self._counts.subtract([annotation[1] for annotation in annotations])
        if len(annotations) > _REBUILD:
            gone = {annotation.id for annotation in annotations}
            self._order = [annotation for annotation in self._order if annotation.id not in gone]
            self._index = SpanIndex(self._order)
        self._links.drop(change.of(Link)[0])
        for kind in _HELD:
            for record in change.of(kind)[0]:
                del self._by_kind[kind][record.id]

    def _put(self, change: Change) -> None:
        _, annotations = change.of(Annotation)
        for at in range(0, len(annotations), _PORTION):
            part = annotations[at : at + _PORTION]
            self._annotations.update(zip(map(_id, part), part, strict=True))
            self._counts.update(map(_tag, part))
        if len(annotations) > _REBUILD or (annotations and not self._order):  # as where a layer is loaded
            self._order = in_reading_order([*self._order, *annotations])
            self._index = SpanIndex(self._order)
        else:
            put_in(self._order, [(self.row_of(one), one) for one in sorted(annotations, key=sort_key)])
            self._index.add(annotations)
        self._links.put(change.of(Link)[1])
        for facts in change.of(LayerFacts)[1]:
            self._layer = facts
        for kind in _HELD:
            for record in change.of(kind)[1]:
                self._by_kind.setdefault(kind, {})[record.id] = record


def _name(record: Record) -> str:
    return {Annotation: tr("the annotation"), Link: tr("the link"), LayerFacts: tr("the layer's status")}.get(
        type(record), tr("the record")
    )
