"""Items that wait in ``unplaced``, as records: their content, and the places they might get."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, Literal

from analyst_app.core.annotation import SECTIONS, Annotation, Entry, LayerFacts, Link, Unplaced, pairs
from analyst_app.core.span import Span

_ANNOTATION = frozenset(
    ("id", "rev", "tag", "start", "end", "exact", "prefix", "suffix", "attributes", "note", "created", "modified")
)
_LINK = frozenset(("id", "rev", "role", "from", "to", "created", "modified"))
_ENTRY = frozenset(("id", "rev", "section", "created", "modified"))
_NO_IDS = ("", LayerFacts().id)
"""Ids that no record can have beside the layer's own."""
_FACTS = frozenset(("id", "rev", "status", "note"))


def annotation_in(item: Unplaced) -> Annotation | None:
    """The annotation that an unplaced item holds, at its old place; None if it holds none."""
    record = item.record
    if not isinstance(record, dict) or "tag" not in record:
        return None
    words = [record.get(key, "") for key in ("id", "tag", "note", "created", "modified")]
    start, end, attributes = record.get("start"), record.get("end"), record.get("attributes", {})
    if not all(isinstance(word, str) for word in words) or not isinstance(attributes, dict):
        return None
    if not isinstance(start, int) or not isinstance(end, int):
        return None
    record_id, tag, note, created, modified = words
    if record_id in _NO_IDS or not tag:
        return None
    extra = pairs({key: value for key, value in record.items() if key not in _ANNOTATION})
    return Annotation(record_id, tag, start, end, pairs(attributes), note, created, modified, extra)


def unfound_in(items: Iterable[Unplaced]) -> int:
    """The number of annotations whose words were not found in the text, or not for certain.

    Args:
        items: what waits in a layer.
    """
    return sum(one.why in ("orphan", "unconfirmed") and annotation_in(one) is not None for one in items)


def link_in(item: Unplaced) -> Link | None:
    """The link that an unplaced item holds; None if it holds none."""
    record = item.record
    if not isinstance(record, dict):
        return None
    words = [record.get(key, "") for key in ("id", "role", "from", "to", "created", "modified")]
    if not all(isinstance(word, str) for word in words) or not all(words[:4]):
        return None
    record_id, role, from_id, to_id, created, modified = words
    if record_id in _NO_IDS:
        return None
    extra = pairs({key: value for key, value in record.items() if key not in _LINK})
    return Link(record_id, role, from_id, to_id, created, modified, extra)


def entry_in(item: Unplaced) -> Entry | None:
    """The decision, reply or dismissed place that a second reading holds; None if it holds none."""
    record = item.record
    section = record.get("section") if isinstance(record, dict) else None
    if section not in SECTIONS:
        return None
    record_id, created, modified = (record.get(key, "") for key in ("id", "created", "modified"))
    if not all(isinstance(word, str) for word in (record_id, created, modified)) or record_id in _NO_IDS:
        return None
    body = pairs({key: value for key, value in record.items() if key not in _ENTRY})
    return Entry(record_id, section, body, created, modified)


def facts_in(item: Unplaced) -> LayerFacts | None:
    """Status and note of the layer that a second reading holds; None if it holds none."""
    record = item.record
    if item.why != "reading" or not isinstance(record, dict) or record.get("id") != LayerFacts().id:
        return None
    status, note = record.get("status", "in_progress"), record.get("note", "")
    if not isinstance(status, str) or not isinstance(note, str):
        return None
    return LayerFacts(status, note, pairs({key: value for key, value in record.items() if key not in _FACTS}))


def exact_in(item: Unplaced) -> str:
    """The words that it was made on, or nothing."""
    exact = item.record.get("exact", "") if isinstance(item.record, dict) else ""
    return exact if isinstance(exact, str) else ""


def context_in(item: Unplaced, side: Literal["prefix", "suffix"]) -> str:
    """The words before or after it that it was made with, or nothing.

    Args:
        item: it.
        side: before or after.
    """
    context = item.record.get(side, "") if isinstance(item.record, dict) else ""
    return context if isinstance(context, str) else ""


def proposed_span(item: Unplaced) -> Span | None:
    """The span of the current text where an unconfirmed annotation probably belongs, code points; None if unknown."""
    proposed: Any = dict(item.extra).get("proposed")
    if isinstance(proposed, list) and len(proposed) == 2 and all(type(edge) is int for edge in proposed):
        return Span(*proposed)
    return None
