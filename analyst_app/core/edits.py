"""Edits as values: each function returns the Change that makes it, and changes nothing.

They say what an edit does to the records; which span a gesture means is decided
elsewhere. All positions are code points, half-open.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from itertools import pairwise
from typing import Any, NamedTuple

from analyst_app.core.annotation import Annotation, LayerFacts, Link, Record, edited, new_id, pairs, utc_now
from analyst_app.core.codebook import Codebook, Tag
from analyst_app.core.roles import role_name, value_name
from analyst_app.core.span import Span
from analyst_app.core.store import AnnotationStore, Change, composed


def new_annotation(tag: str, span: Span, attributes: Mapping[str, Any] | None = None, note: str = "") -> Annotation:
    """A fresh annotation, not yet in any store.

    Args:
        tag: id of its tag.
        span: its place, code points, half-open.
        attributes: values by attribute id.
        note: plain text.
    """
    now = utc_now()
    return Annotation(new_id(), tag, span.start, span.end, pairs(attributes or {}), note, now, now)


def new_link(role: str, from_id: str, to_id: str) -> Link:
    """A fresh link, not yet in any store.

    Args:
        role: id of its role.
        from_id: the annotation that it begins at.
        to_id: the annotation that it leads to.
    """
    now = utc_now()
    return Link(new_id(), role, from_id, to_id, now, now)


def add(*records: Record) -> Change:
    """Put in records as they are."""
    return Change((), records)


def tag_spans(tag: str, spans: Iterable[Span], *, continues: str | None = None) -> Change:
    """One annotation a span, in one step.

    Args:
        tag: id of the tag.
        spans: their places, code points, half-open.
        continues: link role from each to the one before it, if they are parts
            of one quotation.
    """
    made = [new_annotation(tag, span) for span in spans]
    links = [new_link(continues, later.id, earlier.id) for earlier, later in pairwise(made)] if continues else []
    return Change((), (*made, *links))


def replace(old: Record, new: Record) -> Change:
    """The change that puts one version of a record in place of another; empty if they are equal.

    What a person changes goes through here, so that a suggestion that was accepted tells of a later correction.

    Args:
        old: the version that is there.
        new: the version to put in its place.
    """
    if isinstance(old, Annotation) and isinstance(new, Annotation):
        new = edited(old, new)
    return Change() if old == new else Change((old,), (new,))


def remove(
    store: AnnotationStore, annotations: Iterable[Annotation], *, heirs: Mapping[str, str] | None = None
) -> Change:
    """Take annotations out, and the links that would lose an end.

    Args:
        store: the layer that holds them.
        annotations: those to take out.
        heirs: by id of a removed annotation, the annotation that its incoming
            links move to (another mention of the same name).
    """
    gone = list(annotations)
    ids = {annotation.id for annotation in gone}
    links = _links_around(store, gone)
    moved: dict[tuple[str, str, str], Link] = {}
    for around in links if heirs else ():
        heir = heirs.get(around.to_id) if heirs else None
        if around.from_id not in ids and heir and not _is_linked(store, around.from_id, around.role, heir):
            moved.setdefault((around.from_id, around.role, heir), around._replace(to_id=heir))
    return Change((*gone, *links), tuple(moved.values()))


def resize(annotation: Annotation, span: Span) -> Change:
    """Give an annotation other edges; id, attributes, links and note stay.

    Args:
        annotation: as it is now.
        span: its new place, code points, half-open.
    """
    return replace(annotation, annotation._replace(start=span.start, end=span.end))


class Retagging(NamedTuple):
    """A change of tag, and all that it costs."""

    change: Change
    lost: tuple[str, ...]
    """Attributes and links that the new tag has no place for, in words: ``mode = direct``, ``link speaker``."""


def retag(store: AnnotationStore, codebook: Codebook, annotation: Annotation, tag: Tag) -> Retagging:
    """Give an annotation another tag; values and links that are valid for it stay, the others go and are named.

    Args:
        store: the layer.
        codebook: of the layer.
        annotation: as it is now.
        tag: the new tag.
    """
    kept, lost, old = {}, [], codebook.tag(annotation.tag)
    for attribute_id, value in annotation.attributes:
        attribute = tag.attribute(attribute_id)
        if attribute is not None and attribute.takes(value):
            kept[attribute_id] = value
        else:
            gone = old.attribute(attribute_id) if old is not None else None
            lost.append(f"{gone.name if gone is not None else attribute_id} = {value_name(gone, value)}")
    renewed = edited(annotation, annotation._replace(tag=tag.id, attributes=pairs(kept)))
    removed: list[Record] = []
    for link in links_that_end(store, codebook, {annotation.id: tag.id}):
        removed.append(link)
        source = store.annotation(link.from_id)
        lost.append(f"link {role_name(codebook.tag(source.tag) if source is not None else None, link.role)}")
    if renewed == annotation and not removed:
        return Retagging(Change(), ())
    return Retagging(Change((annotation, *removed), (renewed,)), tuple(lost))


def links_that_end(store: AnnotationStore, codebook: Codebook, tags: Mapping[str, str]) -> list[Link]:
    """The links that no role allows any more when annotations get other tags.

    Args:
        store: the layer.
        codebook: of the layer.
        tags: id of the new tag, by the annotation's id.
    """

    def tag_of(annotation_id: str) -> str:
        found = store.annotation(annotation_id)
        return tags.get(annotation_id, found.tag if found else "")

    def is_allowed(link: Link) -> bool:
        tag = codebook.tag(tag_of(link.from_id))
        role = tag.role(link.role) if tag else None
        return role is not None and tag_of(link.to_id) in role.to

    return [link for link in store.links_around(list(tags)) if not is_allowed(link)]


def set_attribute(annotation: Annotation, attribute_id: str, value: Any) -> Change:
    """Set an attribute.

    Args:
        annotation: as it is now.
        attribute_id: of the attribute.
        value: its new value; None unsets it.
    """
    held = dict(annotation.attributes)
    if value is None:
        held.pop(attribute_id, None)
    else:
        held[attribute_id] = value
    return replace(annotation, annotation._replace(attributes=pairs(held)))


def toggle_digit(annotation: Annotation, tag: Tag, digit: int) -> Change:
    """Set the value that a digit key stands for, or clear it if it is set; 0 clears all values.

    Args:
        annotation: as it is now.
        tag: its tag.
        digit: 0 to 9; one that stands for nothing changes nothing.
    """
    if digit == 0:
        return replace(annotation, annotation._replace(attributes=()))
    found = tag.for_digit(digit)
    if found is None:
        return Change()
    attribute, value = found
    return set_attribute(annotation, attribute.id, attribute.toggled(annotation.attribute(attribute.id), value))


def set_note(annotation: Annotation, note: str) -> Change:
    """Give an annotation another note.

    Args:
        annotation: as it is now.
        note: plain text.
    """
    return replace(annotation, annotation._replace(note=note))


def link(store: AnnotationStore, role: str, from_id: str, to_id: str) -> Change:
    """Link two annotations; the change is empty if they are linked so already.

    Args:
        store: the layer.
        role: id of the link's role.
        from_id: the annotation that it begins at.
        to_id: the annotation that it leads to.
    """
    if _is_linked(store, from_id, role, to_id):
        return Change()
    return add(new_link(role, from_id, to_id))


def unlink(links: Iterable[Link]) -> Change:
    """Take links out."""
    return Change(tuple(links), ())


def set_layer(store: AnnotationStore, *, status: str | None = None, note: str | None = None) -> Change:
    """Change the layer's status or note.

    Args:
        store: the layer.
        status: the new one; None leaves it.
        note: the new one; None leaves it.
    """
    old = store.layer
    new = LayerFacts(old.status if status is None else status, old.note if note is None else note, old.extra)
    return replace(old, new)


def merged(changes: Sequence[Change]) -> Change:
    """Several edits, one after another, as one step."""
    return composed(changes)


def _links_around(store: AnnotationStore, annotations: Iterable[Annotation]) -> list[Link]:
    return store.links_around([annotation.id for annotation in annotations])


def _is_linked(store: AnnotationStore, from_id: str, role: str, to_id: str) -> bool:
    return any(one.to_id == to_id for one in store.links_from(from_id, role))
