"""Edits as values: each function returns the Change that makes it, and changes nothing.

They answer "what would this do to the records"; which span a gesture means is
decided elsewhere. All positions are code points, half-open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from analyst_app.core.annotation import Annotation, LayerFacts, Link, Record, Unplaced, new_id, pairs, utc_now
from analyst_app.core.codebook import Codebook, Tag
from analyst_app.core.span import Span
from analyst_app.core.store import AnnotationStore, Change


def new_annotation(tag: str, span: Span, attributes: Mapping[str, Any] | None = None, note: str = "") -> Annotation:
    """A fresh annotation, not yet in any store."""
    now = utc_now()
    return Annotation(new_id(), tag, span.start, span.end, pairs(attributes or {}), note, now, now)


def new_link(role: str, from_id: str, to_id: str) -> Link:
    """A fresh link, not yet in any store."""
    now = utc_now()
    return Link(new_id(), role, from_id, to_id, now, now)


def add(*records: Record) -> Change:
    """Put in records as they are."""
    return Change((), records)


def tag_spans(tag: str, spans: Iterable[Span], *, continues: str | None = None) -> Change:
    """One annotation a span, in one step.

    Args:
        tag: id of the tag.
        spans: where.
        continues: link role from each to the one before it, if they are parts
            of one quotation.
    """
    made = [new_annotation(tag, span) for span in spans]
    links = [new_link(continues, later.id, earlier.id) for earlier, later in pairwise(made)] if continues else []
    return Change((), (*made, *links))


def replace(old: Record, new: Record) -> Change:
    """One record for another version of itself; empty if they are equal."""
    return Change() if old == new else Change((old,), (new,))


def remove(
    store: AnnotationStore, annotations: Iterable[Annotation], *, heirs: Mapping[str, str] | None = None
) -> Change:
    """Take annotations out, and the links that would lose an end.

    Args:
        store: where they are.
        annotations: which.
        heirs: by id of a removed annotation, the annotation that its incoming
            links move to (another mention of the same name).
    """
    gone = list(annotations)
    ids = {annotation.id for annotation in gone}
    removed: list[Record] = list(gone)
    moved: dict[tuple[str, str, str], Link] = {}
    for around in _links_around(store, gone):
        removed.append(around)
        heir = (heirs or {}).get(around.to_id)
        if around.from_id not in ids and heir and not _is_linked(store, around.from_id, around.role, heir):
            moved.setdefault((around.from_id, around.role, heir), around._replace(to_id=heir))
    return Change(tuple(removed), tuple(moved.values()))


def resize(annotation: Annotation, span: Span) -> Change:
    """Move its edges; id, attributes, links and note stay."""
    return replace(annotation, annotation._replace(start=span.start, end=span.end))


class Retagging(NamedTuple):
    """What a change of tag does, and what it costs."""

    change: Change
    lost: tuple[str, ...]
    """What the new tag has no place for, in words: attributes and links."""


def retag(store: AnnotationStore, codebook: Codebook, annotation: Annotation, tag: Tag) -> Retagging:
    """Give an annotation another tag; what is valid for it stays, the rest goes and is named."""
    kept, lost = {}, []
    for attribute_id, value in annotation.attributes:
        attribute = tag.attribute(attribute_id)
        if attribute is not None and attribute.takes(value):
            kept[attribute_id] = value
        else:
            lost.append(f"{attribute_id} = {value}")
    renewed = annotation._replace(tag=tag.id, attributes=pairs(kept))
    removed: list[Record] = []
    for link in _links_around(store, [annotation]):
        if not _may_link(store, codebook, link, renewed):
            removed.append(link)
            lost.append(f"link {link.role}")
    if renewed == annotation and not removed:
        return Retagging(Change(), ())
    return Retagging(Change((annotation, *removed), (renewed,)), tuple(lost))


def set_attribute(annotation: Annotation, attribute_id: str, value: Any) -> Change:
    """Set an attribute; None unsets it."""
    held = dict(annotation.attributes)
    if value is None:
        held.pop(attribute_id, None)
    else:
        held[attribute_id] = value
    return replace(annotation, annotation._replace(attributes=pairs(held)))


def toggle_digit(annotation: Annotation, tag: Tag, digit: int) -> Change:
    """What a digit key does: set its value, clear it if it is set; 0 clears all."""
    if digit == 0:
        return replace(annotation, annotation._replace(attributes=()))
    found = tag.for_digit(digit)
    if found is None:
        return Change()
    attribute, value = found
    return set_attribute(annotation, attribute.id, None if annotation.attribute(attribute.id) == value else value)


def set_note(annotation: Annotation, note: str) -> Change:
    """Give it another note."""
    return replace(annotation, annotation._replace(note=note))


def link(store: AnnotationStore, role: str, from_id: str, to_id: str) -> Change:
    """Link two annotations; empty if they are linked so already."""
    if _is_linked(store, from_id, role, to_id):
        return Change()
    return add(new_link(role, from_id, to_id))


def unlink(links: Iterable[Link]) -> Change:
    """Take links out."""
    return Change(tuple(links), ())


def set_layer(store: AnnotationStore, *, status: str | None = None, note: str | None = None) -> Change:
    """Change the layer's status or note."""
    old = store.layer
    new = LayerFacts(old.status if status is None else status, old.note if note is None else note, old.extra)
    return replace(old, new)


def place(unplaced: Unplaced, *records: Record) -> Change:
    """Give something that waited its place (or none: it is let go)."""
    return Change((unplaced,), records)


def merged(changes: Sequence[Change]) -> Change:
    """Several edits, one after another, as one step."""
    whole = Change()
    for change in changes:
        whole = whole.then(change)
    return whole


def _links_around(store: AnnotationStore, annotations: Iterable[Annotation]) -> list[Link]:
    found: dict[str, Link] = {}
    for annotation in annotations:
        for one in (*store.links_from(annotation.id), *store.links_to(annotation.id)):
            found[one.id] = one
    return list(found.values())


def _is_linked(store: AnnotationStore, from_id: str, role: str, to_id: str) -> bool:
    return any(one.to_id == to_id for one in store.links_from(from_id, role))


def _may_link(store: AnnotationStore, codebook: Codebook, one: Link, renewed: Annotation) -> bool:
    def tag_of(annotation_id: str) -> str:
        if annotation_id == renewed.id:
            return renewed.tag
        found = store.annotation(annotation_id)
        return found.tag if found else ""

    tag = codebook.tag(tag_of(one.from_id))
    role = tag.role(one.role) if tag else None
    return role is not None and tag_of(one.to_id) in role.to
