"""Reads spaCy's training data as JSON: ``[text, {"entities": […]}]``, and what ``Doc.to_json`` gives.

Offsets are code points, half-open.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analyst_app.importers.annotations.imported_layer import ForeignLayer, ForeignSpan
from analyst_app.importers.annotations.labelled.labelled_text import (
    LabelledText,
    add_note,
    each,
    listed,
    offset,
    words_of,
)

_READ = {"text", "ents", "entities", "spans", "tokens", "sents", "cats", "links", "meta"}
_DOCCANO = {"id", "Comments", "comments", "annotator"}
"""Keys by which entities as triples are doccano's."""
_OF_SPANS = {"start", "end", "label", "id", "text"}


def as_object(entry: Any) -> Any:
    """A pair of a text and its annotations as one object; anything else as it is."""
    if isinstance(entry, list) and len(entry) == 2 and isinstance(entry[0], str) and isinstance(entry[1], dict):
        return {**entry[1], "text": entry[0]}
    return entry


def looks_known(entry: Mapping[str, Any]) -> bool:
    """True if an entry is a text with ``ents``, with entities as triples, or with groups of spans."""
    if not isinstance(entry.get("text"), str):
        return False
    triples = entry.get("entities")
    is_pair = isinstance(triples, list) and all(isinstance(one, list) for one in triples) and not _DOCCANO & set(entry)
    return isinstance(entry.get("ents"), list) or isinstance(entry.get("spans"), dict) or is_pair


def read(entry: Mapping[str, Any], where: str, layer: str) -> LabelledText:
    """The text of an entry with its reading.

    Args:
        entry: the text and its annotations as one object.
        where: the entry, as a person finds it.
        layer: whose reading it is.
    """
    made = LabelledText(entry["text"])
    reading = ForeignLayer(layer)

    def take(items: Any, *held: tuple[str, Any]) -> None:
        each(listed(items), where, made.losses, lambda number, one: reading.spans.append(_span(number, one, held)))

    take(entry.get("ents"))
    take(entry.get("entities"))
    groups = entry.get("spans")
    for group, spans in (groups if isinstance(groups, Mapping) else {"": groups}).items():
        take(spans, *((("group", group),) if group else ()))
    cats = entry.get("cats")
    for name, value in (cats if isinstance(cats, Mapping) else {}).items():
        add_note(reading, f"category {name}: {words_of(value)}")
    for name in cats if isinstance(cats, list) else ():
        add_note(reading, f"category: {words_of(name)}")
    made.unknown += ["links"] if entry.get("links") else []
    made.unknown += ["tags, lemmas or heads of tokens"] * any(_is_told(one) for one in listed(entry.get("tokens")))
    made.layers = [reading]
    meta = entry.get("meta")
    made.take_facts(meta if isinstance(meta, Mapping) else {"meta": meta})
    made.take_facts(entry, skip=_READ)
    return made


def _is_told(token: Any) -> bool:
    return isinstance(token, Mapping) and bool({"tag", "pos", "lemma", "dep", "head"} & set(token))


def _span(number: int, one: Any, held: tuple[tuple[str, Any], ...]) -> ForeignSpan:
    if isinstance(one, Mapping):
        more = tuple((key, one[key]) for key in one if key not in _OF_SPANS and one[key] not in (None, ""))
        more += (("id", one["id"]),) if one.get("id") else ()
        words = one["text"] if isinstance(one.get("text"), str) else None
        start, end = offset(one["start"]), offset(one["end"])
        return ForeignSpan(str(number), str(one.get("label") or ""), start, end, words, (*held, *more))
    start, end, label = one
    return ForeignSpan(str(number), str(label), offset(start), offset(end), None, held)
