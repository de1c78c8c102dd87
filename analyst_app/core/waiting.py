"""What waits in ``unplaced``, as records: what it was, and where it might go."""

from __future__ import annotations

from typing import Any

from analyst_app.core.annotation import Annotation, Link, Unplaced, pairs
from analyst_app.core.span import Span

_ANNOTATION = frozenset(
    ("id", "rev", "tag", "start", "end", "exact", "prefix", "suffix", "attributes", "note", "created", "modified")
)
_LINK = frozenset(("id", "rev", "role", "from", "to", "created", "modified"))


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
    extra = pairs({key: value for key, value in record.items() if key not in _ANNOTATION})
    return Annotation(record_id, tag, start, end, pairs(attributes), note, created, modified, extra)


def link_in(item: Unplaced) -> Link | None:
    """The link that an unplaced item holds; None if it holds none."""
    record = item.record
    if not isinstance(record, dict):
        return None
    words = [record.get(key, "") for key in ("id", "role", "from", "to", "created", "modified")]
    if not all(isinstance(word, str) for word in words) or not all(words[:4]):
        return None
    record_id, role, from_id, to_id, created, modified = words
    extra = pairs({key: value for key, value in record.items() if key not in _LINK})
    return Link(record_id, role, from_id, to_id, created, modified, extra)


def exact_in(item: Unplaced) -> str:
    """The words that it was made on, or nothing."""
    exact = item.record.get("exact", "") if isinstance(item.record, dict) else ""
    return exact if isinstance(exact, str) else ""


def proposed_span(item: Unplaced) -> Span | None:
    """Where an unconfirmed annotation probably belongs in the current text, code points."""
    proposed: Any = dict(item.extra).get("proposed")
    if isinstance(proposed, list) and len(proposed) == 2 and all(type(edge) is int for edge in proposed):
        return Span(*proposed)
    return None
