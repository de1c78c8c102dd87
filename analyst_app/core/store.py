"""The annotations of one layer, and the only place where they change."""

from __future__ import annotations

from bisect import bisect_left, insort
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from typing import TypeVar, cast

from analyst_app.core.annotation import Annotation, Entry, LayerFacts, Link, Record, Unplaced, sort_key
from analyst_app.core.span_index import SpanIndex
from analyst_app.errors import ChangeRefused

_T = TypeVar("_T", bound=Record)
Key = tuple[type[Record], str]
_REBUILD = 1_000
"""From so many annotations in one Change, sorting anew is cheaper than inserting."""
_SORTED = 1_000
"""Links at one annotation that are put in order even if only a few of them are wanted."""


def key_of(record: Record) -> Key:
    """The kind and id of a record; two records with one key are versions of each other."""
    return (type(record), record.id)


@dataclass(frozen=True, slots=True)
class Change:
    """An edit as a value. A replaced record stands in both under one id."""

    removed: tuple[Record, ...] = ()
    added: tuple[Record, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.removed or self.added)

    def inverse(self) -> Change:
        """The change that takes this one back."""
        return Change(self.added, self.removed)

    def then(self, later: Change) -> Change:
        """Both as one; what only stood in between is cancelled."""
        return composed((self, later))

    def of(self, kind: type[_T]) -> tuple[tuple[_T, ...], tuple[_T, ...]]:
        """The removed and the added records of one kind."""
        return (
            cast("tuple[_T, ...]", tuple([record for record in self.removed if record.__class__ is kind])),
            cast("tuple[_T, ...]", tuple([record for record in self.added if record.__class__ is kind])),
        )


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
        self.listener: Callable[[Change], None] | None = None
        """Called after each change with what changed."""
        self._by_kind: dict[type, dict[str, Record]] = {}
        self._annotations: dict[str, Annotation] = {}
        self._order: list[Annotation] = []
        self._index = SpanIndex()
        self._counts: Counter[str] = Counter()
        self._links_from: dict[str, dict[str, Link]] = {}
        self._links_to: dict[str, dict[str, Link]] = {}
        self._layer = LayerFacts()
        self._put(tuple(records))

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
        return self._all(Link)

    @property
    def layer(self) -> LayerFacts:
        """Status and note of the layer."""
        return self._layer

    @property
    def unplaced(self) -> list[Unplaced]:
        """The items that wait for a place, in the order in which they came."""
        return self._all(Unplaced)

    def entries(self, section: str) -> list[Entry]:
        """Decisions or replies, in the order they came."""
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
        return self._by_kind.get(kind, {}).get(record_id)

    def links_from(self, annotation_id: str, role: str | None = None, *, most: int | None = None) -> list[Link]:
        """Links that begin at an annotation, by creation and id.

        Args:
            annotation_id: of the annotation.
            role: of the links; None for all.
            most: so many at most, for what is shown; of very many, those that came first.
        """
        around = self._links_from.get(annotation_id, {}).values()
        return _by_creation(around if role is None else (link for link in around if link.role == role), most)

    def links_to(self, annotation_id: str, role: str | None = None, *, most: int | None = None) -> list[Link]:
        """Links that end at an annotation, by creation and id.

        Args:
            annotation_id: of the annotation.
            role: of the links; None for all.
            most: so many at most, for what is shown; of very many, those that came first.
        """
        around = self._links_to.get(annotation_id, {}).values()
        return _by_creation(around if role is None else (link for link in around if link.role == role), most)

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

    @property
    def tags(self) -> dict[str, int]:
        """Number of annotations by tag id, only tags in use."""
        return {tag: count for tag, count in self._counts.items() if count}

    # -- changing ------------------------------------------------------------

    def refusal(self, change: Change) -> str | None:
        """The reason why a change does not fit the records as they are; None if it does."""
        # What a group decision or a review's first one brings is large: no call a record.
        gone: dict[Key, Record] = {(type(record), record.id): record for record in change.removed}
        annotations, length = self._annotations, self.length
        links = self._by_kind.get(Link, {})
        for key, record in gone.items():
            kind = key[0]
            held: Record | None
            if kind is Link:
                held = links.get(key[1])
            else:
                held = annotations.get(key[1]) if kind is Annotation else self.record(key)
            if held is not record and held != record:
                return f"{_name(record)} has changed since"
        came: set[Key] = {(type(record), record.id) for record in change.added}
        if len(came) != len(change.added) or len(gone) != len(change.removed):
            return "one record stands twice in the change"
        for record in change.added:
            if isinstance(record, Annotation):
                if record[0] in annotations and (Annotation, record[0]) not in gone:
                    return f"{_name(record)} is there already"
                if not 0 <= record[2] < record[3] <= length:
                    return f"{record.start}–{record.end} is no stretch of this text ({length} characters)"
            elif record.__class__ is Link:
                if record.id in links and (Link, record.id) not in gone:
                    return f"{_name(record)} is there already"
            elif not isinstance(record, LayerFacts) and key_of(record) not in gone and self.record(key_of(record)):
                return f"{_name(record)} is there already"
        return self._dangling(change, gone, came)

    def apply(self, change: Change) -> None:
        """Make a change and tell the listener.

        Raises:
            ChangeRefused: the change does not fit; nothing was changed.
        """
        reason = self.refusal(change)
        if reason:
            raise ChangeRefused(f"That cannot be done: {reason}.")
        self._drop(change.removed)
        self._put(change.added)
        if self.listener is not None and change:
            self.listener(change)

    # -- inside --------------------------------------------------------------

    def _all(self, kind: type[_T]) -> list[_T]:
        return cast("list[_T]", list(self._by_kind.get(kind, {}).values()))

    def _dangling(self, change: Change, gone: dict[Key, Record], came: set[Key]) -> str | None:
        def lives(annotation_id: str) -> bool:
            key = (Annotation, annotation_id)
            return key in came or (annotation_id in self._annotations and key not in gone)

        for record in change.removed:
            if not isinstance(record, Annotation) or lives(record.id):
                continue
            for around in (self._links_from.get(record.id), self._links_to.get(record.id)):
                if around and any((Link, link_id) not in gone for link_id in around):
                    return "a link would lose one of its ends"
        ends = {end for record in change.added if isinstance(record, Link) for end in (record[2], record[3])}
        if not all(map(lives, ends)):
            return "a link would lead nowhere"
        return None

    def _drop(self, records: tuple[Record, ...]) -> None:
        annotations = [record for record in records if isinstance(record, Annotation)]
        bulk = len(annotations) > _REBUILD
        for annotation in annotations:
            if not bulk:
                del self._order[self.row_of(annotation)]
                self._index.discard(annotation)
            del self._annotations[annotation.id]
            self._counts[annotation.tag] -= 1
        if bulk:
            gone = {annotation.id for annotation in annotations}
            self._order = [annotation for annotation in self._order if annotation.id not in gone]
            self._index = SpanIndex(self._order)
        links = self._by_kind.get(Link, {})
        for record in records:
            if isinstance(record, Link):
                record_id, _, from_id, to_id, *_ = record
                del self._links_from[from_id][record_id], self._links_to[to_id][record_id], links[record_id]
            elif not isinstance(record, Annotation | LayerFacts):
                del self._by_kind[type(record)][record.id]

    def _put(self, records: tuple[Record, ...]) -> None:
        annotations = [record for record in records if isinstance(record, Annotation)]
        self._annotations.update({annotation[0]: annotation for annotation in annotations})
        self._counts.update([annotation[1] for annotation in annotations])
        if len(annotations) > _REBUILD:
            self._order = _in_order([*self._order, *annotations])
            self._index = SpanIndex(self._order)
        else:
            for annotation in annotations:
                insort(self._order, annotation, key=sort_key)
                self._index.add(annotation)
        for record in records if len(annotations) < len(records) else ():
            if isinstance(record, Annotation):
                continue
            if isinstance(record, Link):
                record_id, _, from_id, to_id, *_ = record
                self._links_from.setdefault(from_id, {})[record_id] = record
                self._links_to.setdefault(to_id, {})[record_id] = record
            if isinstance(record, LayerFacts):
                self._layer = record
            else:
                self._by_kind.setdefault(type(record), {})[record.id] = record


def _by_creation(links: Iterable[Link], most: int | None) -> list[Link]:
    """Links sorted; if only some are wanted, of those that came first: sorting 300,000 would stop the window."""
    few = links if most is None else islice(links, max(most, _SORTED))
    return sorted(few, key=lambda link: (link.created, link.id))[:most]


def _in_order(annotations: list[Annotation]) -> list[Annotation]:
    """Sorted; a loaded layer is already, and sorting 200,000 would stop every other thread for frames."""
    are_sorted = all(one[2] < other[2] or sort_key(one) <= sort_key(other) for one, other in pairwise(annotations))
    return annotations if are_sorted else sorted(annotations, key=sort_key)


def _name(record: Record) -> str:
    return {Annotation: "the annotation", Link: "the link", LayerFacts: "the layer's status"}.get(
        type(record), "the record"
    )
