"""Reads doccano's JSON Lines: labels as triples, or entities and relations; offsets are code points, half-open.

A file of a person (``admin.jsonl``) has the same texts as her colleagues'
files; whose it is says only its name. ``meta`` of a text stands among the keys
of its entry, and remarks under ``Comments``.
"""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from analyst_app.importers.annotations import own_layers
from analyst_app.importers.annotations.foreign_json import parsed
from analyst_app.importers.annotations.imported_layer import MISSHAPEN, ForeignLayer, ForeignLink, ForeignSpan
from analyst_app.importers.annotations.labelled.labelled_text import LabelledText, add_note, each, listed, offset
from analyst_app.importers.import_limits import LARGEST_ANNOTATIONS
from analyst_app.importers.plain_files import read_beside

_TRIPLE = 3
_READ = {"id", "text", "data", "label", "labels", "entities", "relations", "cats", "annotations", "annotator"}
_READ |= {"document", "comments", "Comments", "meta", own_layers.KEY}


def looks_known(entry: Mapping[str, Any]) -> bool:
    """True if an entry is a text with doccano's labels, of whichever kind of its projects."""
    has_labels = any(isinstance(entry.get(key), list) for key in ("label", "labels", "entities", "annotations", "cats"))
    return has_labels and isinstance(entry.get("text", entry.get("data")), str)


def is_about_the_whole(entry: Mapping[str, Any]) -> bool:
    """True if its labels are words only: of a classification, or a text made of this one."""
    marks = [entry[key] for key in ("label", "labels", "entities", "annotations") if isinstance(entry.get(key), list)]
    return any(marks) and all(isinstance(one, str) for held in marks for one in held)


def read(entry: Mapping[str, Any], where: str, layer: str) -> LabelledText:
    """The text of an entry with the readings of it.

    Args:
        entry: as doccano writes it.
        where: the entry, as a person finds it.
        layer: whose reading it is, where the entry does not say.
    """
    made = LabelledText(entry.get("text", entry.get("data", "")), name=_name(entry))
    layers = {"": ForeignLayer(str(entry.get("annotator") or layer))}

    def take(number: int, one: Any) -> None:
        if isinstance(one, str):
            made.losses.add("answer on the whole", f"{where}: {one}")
            return
        who, span = _span(number, one)
        if not span.label.strip():
            made.losses.add("no label", f"{where}: {span.start}–{span.end}")
        layers.setdefault(who, ForeignLayer(f"annotator-{who}")).spans.append(span)

    for key in ("label", "labels", "entities", "annotations"):
        if key in entry:
            each(listed(entry[key]), where, made.losses, take)
    own = layers[""]
    each(
        listed(entry.get("relations")),
        where,
        made.losses,
        lambda _, one: own.links.append(ForeignLink(str(one["type"]), str(one["from_id"]), str(one["to_id"]))),
    )
    for category in listed(entry.get("cats")):
        add_note(own, f"category: {category}")
    for comment in listed(entry.get("Comments", entry.get("comments"))):
        add_note(own, str(comment.get("comment", "") if isinstance(comment, Mapping) else comment))
    made.layers = [one for who, one in layers.items() if who or one.spans or len(layers) == 1 or one.facts.note]
    meta, ours = entry.get("meta"), entry.get(own_layers.KEY)
    if isinstance(ours, Mapping):
        own_layers.put_layers(made.layers, ours.get("layers"))
    if isinstance(meta, Mapping) and isinstance(ours, Mapping):
        made.facts |= own_layers.facts_in(meta)
    elif isinstance(meta, Mapping):
        made.take_facts(meta)
    elif isinstance(meta, str):
        made.take_facts({"meta": meta})
    made.take_facts(entry, skip=_READ)
    return made


def fuller_file(path: Path, text: str) -> str:
    """The content of the file beside this one that holds all of it and the relations; empty if there is none.

    This app exports for doccano ``…-labels.jsonl`` and ``…-relations.jsonl``:
    the same texts with the same spans, line by line.

    Args:
        path: of the file with labels.
        text: its content.
    """
    if not path.name.endswith("-labels.jsonl"):
        return ""
    beside = path.with_name(path.name.replace("-labels.jsonl", "-relations.jsonl"))
    try:
        other = read_beside(beside, limit=LARGEST_ANNOTATIONS).decode("utf-8-sig")
        pairs = zip(text.splitlines(), other.splitlines(), strict=True)
        is_same = all(_content(parsed(one)) == _content(parsed(twin)) for one, twin in pairs)
    except (OSError, *MISSHAPEN):
        return ""
    return other if is_same else ""


def _content(entry: Mapping[str, Any]) -> tuple[Any, ...]:
    """The text, name, person and spans of an entry."""
    spans = [one[:3] if isinstance(one, list) else [one["start_offset"], one["end_offset"], one["label"]]
             for one in entry.get("label", entry.get("entities", []))]  # fmt: skip
    return entry["text"], entry.get("document"), entry.get("annotator"), sorted(spans)


def _span(number: int, one: Any) -> tuple[str, ForeignSpan]:
    """A label with the number of the person who set it, which only old versions write."""
    if isinstance(one, Mapping):
        start = offset(one["start_offset"] if "start_offset" in one else one["start"])
        end = offset(one["end_offset"] if "end_offset" in one else one["end"])
        span = ForeignSpan(str(one.get("id", number)), _label(one["label"]), start, end)
        return str(one["user"]) if one.get("user") is not None else "", span
    if not isinstance(one, list) or len(one) != _TRIPLE:
        raise ValueError("it is no start, end and label")
    start, end, label = one
    return "", ForeignSpan(str(number), _label(label), offset(start), offset(end))


def _label(label: Any) -> str:
    return "" if label is None or not str(label).strip() else str(label)


def _name(entry: Mapping[str, Any]) -> str:
    document = entry.get("document")
    return document if isinstance(document, str) else ""
