"""Reads this app's own JSON Lines, and others' of the same simple shape: a text with spans.

Offsets are code points, half-open. What the app itself wrote comes back as it
was: layers with status and note, zones among the annotations, ids of links.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analyst_app.importers.annotations import own_layers
from analyst_app.importers.annotations.imported_layer import ForeignLayer, ForeignLink, ForeignSpan
from analyst_app.importers.annotations.labelled.labelled_text import LabelledText, each, listed, offset, words_of

_READ = {"id", "text", "spans", "relations", "zones", "layers", "source", "document", "annotator", "meta", "cut"}
_OF_THE_TEXT = ("name", "sha256", "text_sha256", "encoding")
_OF_SPANS = {"id", "label", "start", "end", "text", "quote", "attributes", "annotator", "note", "assist"}
_OF_OWN_SPANS = _OF_SPANS | {"actor", "verified", "path", "extra"}
"""Elsewhere an actor may be a name, or anything."""


def looks_known(entry: Mapping[str, Any]) -> bool:
    """True if an entry is a text with spans, or this app's without its text."""
    return isinstance(entry.get("spans"), list) and (
        isinstance(entry.get("text"), str) or (isinstance(entry.get("layers"), list) and "text" in entry)
    )


def read(entry: Mapping[str, Any], where: str, layer: str) -> LabelledText:
    """The text of an entry with the readings of it.

    Args:
        entry: as this app writes it.
        where: the entry, as a person finds it.
        layer: whose reading it is, where the entry does not say.

    Raises:
        ValueError: it was written without its text.
    """
    if not isinstance(entry["text"], str):
        raise ValueError("it was exported without its text")
    made = LabelledText(entry["text"], name=_name(entry))
    layers = own_layers.layers_in(listed(entry.get("layers")))
    default = str(entry.get("annotator") or layer)
    is_own = isinstance(entry.get("layers"), list)

    def layer_of(one: Mapping[str, Any]) -> ForeignLayer:
        name = str(one.get("annotator") or default)
        return layers.setdefault(name, ForeignLayer(name))

    each(
        [*listed(entry["spans"]), *listed(entry.get("zones"))],
        where,
        made.losses,
        lambda number, one: layer_of(one).spans.append(_span(number, one, is_own=is_own)),
    )
    each(listed(entry.get("relations")), where, made.losses, lambda _, one: layer_of(one).links.append(_link(one)))
    made.layers = list(layers.values()) or [ForeignLayer(default)]
    source = entry.get("source")
    if isinstance(source, Mapping):
        said = own_layers.facts_in({key: source[key] for key in source if key not in _OF_THE_TEXT})
        if is_own:
            made.facts |= said
        else:
            made.take_facts(said)
    elif source:
        made.take_facts({"source": source})
    meta = entry.get("meta")
    made.take_facts(meta if isinstance(meta, Mapping) else {"meta": meta}, skip=("document",))
    made.take_facts(entry, skip=_READ)
    if entry.get("cut"):
        made.notes.append("It was exported without its zones: the text is not all of the article's.")
    return made


def _span(number: int, one: Mapping[str, Any], *, is_own: bool) -> ForeignSpan:
    words = one.get("text") or one.get("quote", one.get("text"))
    known = _OF_OWN_SPANS if is_own else _OF_SPANS
    held = dict(one.get("attributes") or {}) | {key: one[key] for key in one if key not in known}
    attributes = tuple((key, value) for key, value in held.items() if value is not None)
    return ForeignSpan(
        str(one["id"]) if one.get("id") is not None else str(number),
        str(one.get("label") or ""),
        offset(one["start"]),
        offset(one["end"]),
        words if isinstance(words, str) else None,
        attributes,
        words_of(one["note"]) if one.get("note") else "",
        one["assist"] if isinstance(one.get("assist"), dict) else None,
        one["actor"] if is_own and isinstance(one.get("actor"), str) else "",
        one["verified"] if is_own and isinstance(one.get("verified"), dict) else None,
        one["extra"] if is_own and isinstance(one.get("extra"), dict) else None,
    )


def _link(one: Mapping[str, Any]) -> ForeignLink:
    extra = one.get("extra")
    ends = (str(one["head"]), str(one["tail"]))
    key = str(one.get("id", ""))
    return ForeignLink(str(one.get("type") or ""), *ends, key, extra if isinstance(extra, dict) else None)


def _name(entry: Mapping[str, Any]) -> str:
    held = [entry.get("document"), entry.get("id")]
    meta = entry.get("meta")
    held.append(meta.get("document") if isinstance(meta, Mapping) else None)
    return next((one for one in held if isinstance(one, str) and one), "")
