"""A merge's second reading of a record: how it differs from the one that stands, and choosing it.

Each choice answers with an Outcome and changes nothing by itself.
"""

from __future__ import annotations

from analyst_app.core.annotation import Annotation, Entry, LayerFacts, Link, Record, Unplaced, new_id
from analyst_app.core.codebook import Codebook
from analyst_app.core.excerpts import excerpt, set_apart
from analyst_app.core.roles import value_name
from analyst_app.core.span import Span
from analyst_app.core.store import AnnotationStore, Change, key_of
from analyst_app.core.waiting import annotation_in, entry_in, facts_in, link_in
from analyst_app.gestures.placing import confirm
from analyst_app.gestures.tagging import Outcome, Scene, refused
from analyst_app.wording import tr

_NOTHING = "nothing"
_WORDS = 60
_ENTRIES = {"decisions": "decision", "replies": "reply", "dismissed": "place without a quotation"}


def held_in(item: Unplaced) -> Record | None:
    """The record that a second reading holds; None if it cannot be understood."""
    return facts_in(item) or entry_in(item) or annotation_in(item) or link_in(item)


def standing(store: AnnotationStore, item: Unplaced) -> Record | None:
    """The record that stands where an item holds another reading; None if there is none.

    Args:
        store: the layer.
        item: the second reading.
    """
    held = held_in(item)
    return store.record(key_of(held)) if held is not None else None


def can_stand_beside(item: Unplaced) -> bool:
    """True if both readings can be kept: those of annotations and links, of which there may be several."""
    return item.why == "reading" and isinstance(held_in(item), Annotation | Link)


def take(scene: Scene, item: Unplaced) -> Outcome:
    """Put the second reading in place of the one that stands.

    Args:
        scene: the article and its layer.
        item: the second reading.
    """
    held = held_in(item)
    if isinstance(held, Annotation | Link):
        return confirm(scene, item)
    if held is None:
        return refused(tr("This reading cannot be understood. It can only be discarded."))
    before = scene.store.record(key_of(held))
    removed = (item,) if before is None else (item, before)
    return Outcome(tr("Take the other reading"), Change(removed, (held,)), said=tr("The other reading stands now."))


def keep_both(scene: Scene, item: Unplaced) -> Outcome:
    """Put the second reading beside the one that stands, as a record of its own.

    Args:
        scene: the article and its layer.
        item: the second reading.
    """
    held = held_in(item)
    if isinstance(held, Annotation):
        span = held.span
        if not 0 <= span.start < span.end <= len(scene.text):
            return refused(
                tr("It has no place in this text. Select its words in the article, then choose “Place here”.")
            )
        if any(one.span == span and one.tag == held.tag for one in scene.store.touching(*span)):
            return refused(tr("Both have the same tag on the same words: take this one, or discard it."))
        own = held._replace(id=new_id())
        return Outcome(tr("Keep both readings"), Change((item,), (own,)), own.id, tr("Both readings stand now."))
    if isinstance(held, Link):
        ends = [scene.store.annotation(end) for end in (held.from_id, held.to_id)]
        if None in ends:
            return refused(tr("One end of this link is not in the article. It can only be discarded."))
        same = scene.store.links_from(held.from_id, held.role)
        if any(link.to_id == held.to_id for link in same):
            return refused(tr("Both link the same: take this one, or discard it."))
        made = held._replace(id=new_id())
        return Outcome(tr("Keep both readings"), Change((item,), (made,)), held.from_id, tr("Both readings stand now."))
    return refused(tr("Of this there can be only one: take this reading, or discard it."))


def in_words(store: AnnotationStore, text: str, codebook: Codebook | None, item: Unplaced) -> tuple[str, str]:
    """The differences between the reading that stands and the second one, as one text for each.

    Args:
        store: the layer.
        text: of the article.
        codebook: gives names to tags and values; None shows ids.
        item: the second reading.
    """
    held, before = held_in(item), standing(store, item)
    if held is None:
        return "", tr("cannot be understood")
    told = _Teller(store, text, codebook)
    other = told.facets(held)
    here = told.facets(before) if before is not None else {}
    names = [name for name in {**here, **other} if here.get(name) != other.get(name)]
    first, second = (" · ".join(f"{name}: {one.get(name) or _NOTHING}" for name in names) for one in (here, other))
    return first, second


def name_of(store: AnnotationStore, text: str, codebook: Codebook | None, item: Unplaced) -> str:
    """The name of the record that a second reading is of, if that has no words of its own in the article; else empty.

    Args:
        store: the layer.
        text: of the article.
        codebook: gives names to tags and roles; None shows ids.
        item: the second reading.
    """
    held = held_in(item)
    if isinstance(held, Link):
        facets = _Teller(store, text, codebook).facets(held)
        return f"link: {facets['role']}, {facets['from']} → {facets['to']}"
    if isinstance(held, Entry):
        return _ENTRIES[held.section]
    return tr("status and note of the article") if isinstance(held, LayerFacts) else ""


class _Teller:
    """Records as facets in words, by name."""

    def __init__(self, store: AnnotationStore, text: str, codebook: Codebook | None) -> None:
        self._store, self._text, self._codebook = store, text, codebook

    def facets(self, record: Record) -> dict[str, str]:
        if isinstance(record, Annotation):
            return self._annotation(record)
        if isinstance(record, Link):
            return {"role": self._role(record), "from": self._end(record.from_id), "to": self._end(record.to_id)}
        if isinstance(record, LayerFacts):
            return {"status": record.status.replace("_", " "), "note": _quoted(record.note)}
        body = record.body if isinstance(record, Entry) else ()
        return {name.replace("_", " "): shown for name, value in body if (shown := _plain(value))}

    def _annotation(self, one: Annotation) -> dict[str, str]:
        tag = self._codebook.tag(one.tag) if self._codebook else None
        told = {"tag": tag.name if tag else one.tag, "words": f"{self._words(one.span)} ({one.start}–{one.end})"}
        for name, value in one.attributes:
            attribute = tag.attribute(name) if tag else None
            told[attribute.name if attribute else name] = value_name(attribute, value)
        return {**told, "note": _quoted(one.note)}

    def _role(self, link: Link) -> str:
        start = self._store.annotation(link.from_id)
        tag = self._codebook.tag(start.tag) if self._codebook and start else None
        role = tag.role(link.role) if tag else None
        return role.name if role else link.role

    def _end(self, record_id: str) -> str:
        end = self._store.annotation(record_id)
        return self._words(end.span) if end is not None else tr("what is gone")

    def _words(self, span: Span) -> str:
        return set_apart(excerpt(self._text, span, _WORDS))


def _quoted(words: str) -> str:
    return f"“{set_apart(words)}”" if words else ""


def _plain(value: object) -> str:
    if isinstance(value, str):
        return value
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, int | float):
        return str(value)
    if isinstance(value, list):
        return ", ".join(one for one in value if isinstance(one, str)) or (
            tr("{n} item|{n} items", len(value)) if value else ""
        )
    return ""
