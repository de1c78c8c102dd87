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
import contextlib
import json
import re
from collections.abc import Iterator, Mapping
from typing import Any, NamedTuple

from analyst_app.core.attribute_types import exact_value, exact_words

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
AROUND = 32
"""Code points of prefix and suffix."""
_IRI = re.compile(r"(https?|urn|ni|doi|tag|file):\S+")
"""A plain text that is a body by itself and names a resource."""


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
    bodies += [_body("classifying", f"{_named(name)}={exact_words(value)}") for name, value in attributes.items()]
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


class WebSelection(NamedTuple):
    """A part of a text as a target selects it: in one or several ways."""

    position: tuple[int, int] | None = None
    """Offsets of a TextPositionSelector, or of a FragmentSelector ``char=``, in the unit of whoever wrote it."""
    quote: Mapping[str, str] = {}
    """exact, prefix, suffix."""
    refined: WebSelection | None = None
    """The part of this part that is meant."""
    others: tuple[str, ...] = ()
    """Kinds of selectors that name no place in a text: XPath, CSS, ranges of a page."""

    @property
    def is_whole(self) -> bool:
        """True if nothing is selected: the whole source is meant."""
        return not (self.position or self.quote or self.refined or self.others)


class WebTarget(NamedTuple):
    """One of the things that an annotation is about."""

    source: str
    """IRI of the text, or of another annotation."""
    selection: WebSelection = WebSelection()


def targets_of(annotation: Mapping[str, Any]) -> list[WebTarget]:
    """The targets of an annotation, one by one."""
    return [made for target in _listed(annotation.get("target")) for made in _targets(target)]


def selectors_of(annotation: Mapping[str, Any]) -> tuple[str, tuple[int, int] | None, Mapping[str, str]]:
    """Source, position and quote of an annotation's first target; what is missing is empty or None."""
    source, selection = next(iter(targets_of(annotation)), WebTarget(""))
    while selection.refined:
        selection = selection.refined
    return source, selection.position, selection.quote


def _targets(target: Any) -> list[WebTarget]:
    if isinstance(target, str):
        bare, _, fragment = target.partition("#char=")
        position = _char(f"char={fragment}") if fragment else None
        return [WebTarget(bare if position else target, WebSelection(position))]
    if not isinstance(target, dict):
        return []
    if isinstance(target.get("items"), list):  # a choice, a list, a composite
        return [made for one in target["items"] for made in _targets(one)]
    held = target.get("source", target.get("id", target.get("@id", "")))
    source = held.get("id", "") if isinstance(held, dict) else held
    return [WebTarget(str(source), _selection(target.get("selector")))]


def _selection(selectors: Any) -> WebSelection:
    """The parts of what may be several selectors of one place."""
    made = WebSelection()
    for selector in _listed(selectors):
        if not isinstance(selector, dict):
            made = made._replace(others=(*made.others, str(selector)))
            continue
        kind = selector.get("type", selector.get("@type"))
        position: tuple[int, int] | None = None
        quote: dict[str, str] = {}
        if kind == "TextPositionSelector":
            start, end = selector.get("start"), selector.get("end")
            if isinstance(start, int) and isinstance(end, int) and bool not in (type(start), type(end)):
                position = (start, end)
        elif kind == "TextQuoteSelector":
            quote = {key: str(selector[key]) for key in ("exact", "prefix", "suffix") if selector.get(key)}
        elif kind == "FragmentSelector":
            position = _char(str(selector.get("value", "")))
        if not (position or quote.get("exact")):
            made = made._replace(others=(*made.others, str(kind)))
        refined = _selection(selector["refinedBy"]) if selector.get("refinedBy") else made.refined
        made = made._replace(position=position or made.position, quote=quote or made.quote, refined=refined)
    return made


def _char(fragment: str) -> tuple[int, int] | None:
    """The offsets of a fragment as RFC 5147 writes it, ``char=4,9``; None if it is none."""
    found = re.fullmatch(r"char=(\d+),(\d+)(?:;.*)?", fragment)
    return (int(found[1]), int(found[2])) if found else None


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [] if value is None else [value]


def _named(name: str) -> str:
    """The name of an attribute before its value: as JSON where one could not tell where it ends."""
    return json.dumps(name, ensure_ascii=False) if "=" in name or name.startswith('"') else name


def _parted(words: str) -> tuple[str, str]:
    """Name and value of what this app has written of an attribute."""
    if words.startswith('"'):
        try:
            quoted, end = json.JSONDecoder().raw_decode(words)
        except ValueError:  # a name that an earlier version has written as it is
            end = len(words)
        if words.startswith("=", end):
            return str(quoted), words[end + 1 :]
    name, _, said = words.partition("=")
    return name, said


def bodies_of(
    annotation: Mapping[str, Any], *, is_own: bool = False
) -> tuple[list[str], dict[str, Any], str, list[str]]:
    """Tags, attributes, note and linked ids of an annotation's bodies.

    A body that names another resource is a link where the annotation is one,
    and else an attribute called by its purpose.

    Args:
        annotation: as it was parsed.
        is_own: True if this app has written it: its values then say of which type they were.
    """
    tags: list[str] = []
    attributes: dict[str, Any] = {}
    notes: list[str] = []
    linked: list[str] = []
    motivations = [str(one) for one in _listed(annotation.get("motivation"))]
    for body in _bodies(annotation):
        if isinstance(body, str):
            notes.append(body)
            continue
        value = str(body.get("value", ""))
        purpose = next(iter(map(str, _listed(body.get("purpose")))), (motivations or [""])[0])
        if "value" not in body:
            resource = str(body.get("source") or body.get("id") or body.get("@id") or "")
            if not resource:
                continue
            if "linking" in motivations:
                linked.append(resource)
            else:
                _add(attributes, purpose or "body", resource)
        elif purpose == "tagging":
            tags.append(value)
        elif purpose == "classifying" and "=" in value:
            name, said = _parted(value) if is_own else value.split("=", 1)
            attributes[name] = exact_value(said) if is_own else _parsed(said)
        else:
            notes.append(value)
    return tags, attributes, "\n".join(notes), linked


def _bodies(annotation: Mapping[str, Any]) -> Iterator[str | Mapping[str, Any]]:
    """The bodies: a plain text, a text with its purpose, or a resource; sets of them one by one."""
    waiting = [*_listed(annotation.get("body")), *_listed(annotation.get("bodyValue"))]
    while waiting:
        body = waiting.pop(0)
        if isinstance(body, str):
            yield {"id": body} if _IRI.fullmatch(body) else body
        elif isinstance(body, dict):
            if isinstance(body.get("items"), list):
                waiting = [*body["items"], *waiting]
            else:
                yield body


def _add(attributes: dict[str, Any], name: str, value: str) -> None:
    """Set an attribute; one that comes again gets several values."""
    attributes[name] = [*_listed(attributes[name]), value] if name in attributes else value


def _body(purpose: str, value: str) -> dict[str, Any]:
    return {"type": "TextualBody", "purpose": purpose, "value": value, "format": "text/plain"}


def _creator(annotator: str) -> dict[str, str]:
    return {"type": "Person", "nickname": annotator}


def _parsed(said: str) -> Any:
    if said in ("true", "false"):
        return said == "true"
    if said[:1] == "[":  # several values
        with contextlib.suppress(ValueError):
            values = json.loads(said)
            return values if all(isinstance(one, str | int | float) for one in values) else said
    return said
