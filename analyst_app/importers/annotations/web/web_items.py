"""Finds the annotations in JSON of the W3C's model and of Hypothesis, and whose each is.

Pages, collections, ``@graph`` and lists hold Web Annotations; ``rows`` and
``annotations`` those of Hypothesis, which become Web Annotations here.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from analyst_app.core import webannotation

_HOLDERS = ("items", "rows", "annotations", "@graph")
_HYPOTHESIS = "@hypothes.is"
"""Authority of the people of Hypothesis' public server."""
_KNOWN = {"@context", "id", "@id", "type", "@type", "motivation", "creator", "created", "modified", "generator"}
_KNOWN |= {"generated", "body", "bodyValue", "target", "canonical", "via", "rights"}
_OF_HYPOTHESIS = {"uri", "user", "text", "tags", "group", "permissions", "links", "hidden", "flagged", "updated"}
_OF_HYPOTHESIS |= {"references", "document", "user_info", "moderation", "mentions", "actions", "moderation_status"}


def items_of(data: Any) -> list[Any]:
    """The annotations in parsed JSON, those of Hypothesis as Web Annotations."""
    if isinstance(data, dict):
        for key in _HOLDERS:
            if isinstance(data.get(key), list):
                return [modern(one) for one in data[key] if not _is_other_node(one)]
        if isinstance(data.get("first"), dict):
            return items_of(data["first"])
        return [modern(data)] if "target" in data else []
    return [modern(one) for one in data] if isinstance(data, list) else []


def missing_pages(data: Any) -> list[str]:
    """Pages of a collection that lie elsewhere."""
    if not isinstance(data, dict):
        return []
    first = data.get("first")
    if isinstance(first, dict):
        return missing_pages(first)
    return [one for one in (first, data.get("next")) if isinstance(one, str)]


def modern(one: Any) -> Any:
    """A Hypothesis annotation (tags, text, user) as a Web Annotation; anything else as it is."""
    if not isinstance(one, dict) or "body" in one or not isinstance(one.get("tags"), list):
        return one
    bodies = [{"value": tag, "purpose": "tagging"} for tag in one["tags"]]
    bodies += [{"value": one["text"], "purpose": "commenting"}] if one.get("text") else []
    user = str(one.get("user") or "").removeprefix("acct:").removesuffix(_HYPOTHESIS)
    target = one.get("target") or [{"source": one.get("uri", "")}]
    return {**one, "body": bodies, "creator": {"nickname": user}, "target": target}


def is_from_hypothesis(one: Mapping[str, Any]) -> bool:
    """True if an annotation is one of Hypothesis: its positions count in the page as it was shown."""
    return isinstance(one.get("tags"), list)


def root_of(one: Mapping[str, Any]) -> str:
    """The id of the annotation that this one is a reply to; empty if it is none."""
    references = one.get("references")
    if isinstance(references, list) and references:
        return str(references[0])
    if "replying" in _motivations(one):
        return next((target.source for target in webannotation.targets_of(one)), "")
    return ""


def is_link(one: Mapping[str, Any]) -> bool:
    """True if an annotation leads from one annotation to others."""
    return "linking" in _motivations(one) and bool(webannotation.bodies_of(one)[3])


def motivation_of(one: Mapping[str, Any]) -> str:
    """The motivation of an annotation, where its tags and its note do not say it; else empty."""
    plain = ("tagging", "classifying", "commenting", "describing", "highlighting", "replying", "linking")
    return ", ".join(name for name in _motivations(one) if name not in plain)


def unknown_keys(one: Mapping[str, Any]) -> list[str]:
    """Keys of an annotation that have no place here."""
    known = _KNOWN | _OF_HYPOTHESIS if is_from_hypothesis(one) else _KNOWN
    return [key for key in one if key not in known and one[key] not in (None, "", [], {})]


def key_of(one: Mapping[str, Any]) -> str:
    """The id of an annotation, a UUID bare."""
    return bare(str(one.get("id", one.get("@id", ""))))


def bare(iri: str) -> str:
    """An IRI without what marks a UUID as one."""
    return iri.removeprefix("urn:uuid:")


class People:
    """Tells the people of a file apart: two of one name by their ids.

    Args:
        items: the annotations of the file.
        layer: whose an annotation is that does not say.
    """

    def __init__(self, items: Iterable[Mapping[str, Any]], layer: str) -> None:
        self._layer = layer
        self._ids: dict[str, set[str]] = {}
        for one in items:
            name, own_id = _creator(one)
            self._ids.setdefault(name, set()).add(own_id)

    def of(self, one: Mapping[str, Any]) -> str:
        """The name of the person, or of the program, that made an annotation."""
        name, own_id = _creator(one)
        if not name:
            return self._layer
        return f"{name} {own_id}".strip() if len(self._ids[name]) > 1 else name


def _creator(one: Mapping[str, Any]) -> tuple[str, str]:
    """Name and id of whoever made an annotation; a program's name begins with ``model-``."""
    held = one.get("creator", one.get("dcterms:creator"))
    held = held[0] if isinstance(held, list) and held else held
    if not isinstance(held, dict):
        return str(held or ""), ""
    own_id = str(held.get("id") or held.get("email") or held.get("email_sha1") or held.get("account") or "")
    name = str(held.get("nickname") or held.get("name") or own_id)
    is_program = "Software" in str(held.get("type", held.get("@type", "")))
    return (f"model-{name}" if is_program else name), own_id


def _motivations(one: Mapping[str, Any]) -> list[str]:
    held = one.get("motivation")
    return [str(name).removeprefix("oa:") for name in (held if isinstance(held, list) else [held]) if name]


def _is_other_node(one: Any) -> bool:
    """True of a thing in a graph that is no annotation: a person, a text."""
    return isinstance(one, dict) and "target" not in one and ("@id" in one or "id" in one) and "tags" not in one
