"""Annotations as W3C Web Annotations, and back: a pure mapping between records and dictionaries.

W3C Web Annotation Data Model (Recommendation of 23 February 2017): a span is
a SpecificResource with a TextPositionSelector and a TextQuoteSelector, its tag
a TextualBody with purpose ``tagging``, its note one with ``commenting``, each
attribute one with ``classifying`` and a value ``name=value``. A link is an
annotation with motivation ``linking`` whose target is the one end and whose
body is the other. Offsets are code points, half-open, as section 4.2.5 has it.
"""

from __future__ import annotations

import base64
import json
from collections.abc import Mapping
from typing import Any

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Code points of prefix and suffix."""


def text_uri(sha256: str) -> str:
    """The name of a text by its hash: ``ni:///sha-256;…`` (RFC 6920)."""
    return "ni:///sha-256;" + base64.urlsafe_b64encode(bytes.fromhex(sha256)).decode().rstrip("=")


def sha256_in(uri: str) -> str:
    """The hex digest in a ``ni`` name; empty if it is none."""
    if not uri.startswith("ni:///sha-256;"):
        return ""
    digest = uri.removeprefix("ni:///sha-256;").partition("?")[0]
    try:
        return base64.urlsafe_b64decode(digest + "==").hex()  # as many as a name can lack; more do no harm
    except ValueError:
        return ""


def span_annotation(
    *,
    annotation_id: str,
    tag: str,
    start: int,
    end: int,
    text: str,
    source: str,
    annotator: str,
    attributes: Mapping[str, Any],
    note: str,
    quote_length: int | None = None,
) -> dict[str, Any]:
    """An annotation of a stretch of text.

    Args:
        annotation_id: UUID.
        tag: its tag.
        start: first code point inside.
        end: first code point after.
        text: the whole text.
        source: URI of the text.
        annotator: who made it.
        attributes: values by attribute id.
        note: plain text.
        quote_length: most characters of the text that may be given; None: all that it covers, and context.
    """
    bodies = [_body("tagging", tag)]
    bodies += [_body("classifying", f"{name}={_value(value)}") for name, value in attributes.items()]
    bodies += [_body("commenting", note)] if note else []
    exact = text[start:end][:quote_length]
    quote = {"type": "TextQuoteSelector", "exact": exact}
    if quote_length is None:
        quote = quote_selector(text, start, end, exact)
    selectors = [{"type": "TextPositionSelector", "start": start, "end": end}]
    return {
        "id": f"urn:uuid:{annotation_id}",
        "type": "Annotation",
        "motivation": "tagging",
        "creator": _creator(annotator),
        "body": bodies,
        "target": {"source": source, "selector": [*selectors, quote] if quote["exact"] else selectors},
    }


def quote_selector(text: str, start: int, end: int, exact: str) -> dict[str, str]:
    """A TextQuoteSelector with the text around it.

    Args:
        text: the whole text.
        start: first code point inside.
        end: first code point after.
        exact: the words that are given as covered.
    """
    around = {"prefix": text[max(0, start - AROUND) : start], "suffix": text[end : end + AROUND]}
    return {"type": "TextQuoteSelector", "exact": exact, **around}


def link_annotation(*, link_id: str, role: str, from_id: str, to_id: str, annotator: str) -> dict[str, Any]:
    """An annotation that leads from one annotation to another.

    Args:
        link_id: UUID of the link.
        role: its role.
        from_id: UUID of the annotation that it begins at.
        to_id: UUID of the annotation that it leads to.
        annotator: who made it.
    """
    return {
        "id": f"urn:uuid:{link_id}",
        "type": "Annotation",
        "motivation": "linking",
        "creator": _creator(annotator),
        "body": [_body("tagging", role), {"id": f"urn:uuid:{to_id}"}],
        "target": f"urn:uuid:{from_id}",
    }


def selectors_of(annotation: Mapping[str, Any]) -> tuple[str, tuple[int, int] | None, dict[str, str]]:
    """Source, position and quote of an annotation's first target; what is missing is empty or None."""
    target = annotation.get("target", {})
    target = target[0] if isinstance(target, list) and target else target
    if isinstance(target, str):
        return target, None, {}
    if not isinstance(target, dict):
        return "", None, {}
    source = target.get("source", target.get("id", ""))
    source = source.get("id", "") if isinstance(source, dict) else source
    position: tuple[int, int] | None = None
    quote: dict[str, str] = {}
    selectors = target.get("selector", [])
    for selector in selectors if isinstance(selectors, list) else [selectors]:
        while isinstance(selector, dict):
            kind = selector.get("type")
            if kind == "TextPositionSelector":
                start, end = selector.get("start"), selector.get("end")
                position = (start, end) if isinstance(start, int) and isinstance(end, int) else position
            elif kind == "TextQuoteSelector":
                quote = {key: str(selector[key]) for key in ("exact", "prefix", "suffix") if selector.get(key)}
            selector = selector.get("refinedBy")
    return str(source), position, quote


def bodies_of(annotation: Mapping[str, Any]) -> tuple[list[str], dict[str, Any], str, list[str]]:
    """Tags, attributes, note and linked ids of an annotation's bodies."""
    tags: list[str] = []
    attributes: dict[str, Any] = {}
    notes: list[str] = []
    linked: list[str] = []
    bodies = annotation.get("body", annotation.get("bodyValue", []))
    for body in bodies if isinstance(bodies, list) else [bodies]:
        if isinstance(body, str):
            notes.append(body)
            continue
        if not isinstance(body, dict):
            continue
        value, purpose = str(body.get("value", "")), body.get("purpose") or annotation.get("motivation", "")
        if "value" not in body:
            linked += [str(body["id"])] if body.get("id") else []
        elif purpose == "tagging":
            tags.append(value)
        elif purpose == "classifying" and "=" in value:
            name, _, said = value.partition("=")
            attributes[name] = _parsed(said)
        else:
            notes.append(value)
    return tags, attributes, "\n".join(notes), linked


def _body(purpose: str, value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}


def _creator(annotator: str) -> dict[str, str]:
    return {"type": "Person", "nickname": annotator}


def _value(value: Any) -> str:
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)


def _parsed(said: str) -> Any:
    if said in ("true", "false"):
        return said == "true"
    return said
