"""Reads JSON Lines and JSON of labelled texts: doccano, Prodigy, Label Studio, and this app's own export."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from analyst_app.core.excerpts import counted
from analyst_app.errors import ImportFailed
from analyst_app.importers.annotations.foreign_json import parsed
from analyst_app.importers.annotations.imported_layer import (
    MISSHAPEN,
    AnnotatedArticle,
    ForeignLayer,
    ForeignLink,
    ForeignSpan,
    annotated,
)

_LABELS = ("labels", "hypertextlabels")
"""Label Studio's kinds of results that mark a part of a text."""
_FACTS = ("title", "outlet", "author", "date", "url")
_SHOWN = 100
"""Characters of a reason that a message repeats."""


def read_labelled_json(path: Path, text: str, layer: str = "imported") -> list[AnnotatedArticle]:
    """The articles of a file, each entry with its text.

    Args:
        path: the file.
        text: the content of the file.
        layer: the layer id where the file names no annotator.

    Raises:
        ImportFailed: an entry is not of a known shape; its line is named.
    """
    articles: dict[tuple[str, str], tuple[str, list[ForeignLayer], dict[str, str]]] = {}
    for number, entry in _entries(path, text):
        if not isinstance(entry, dict):
            raise ImportFailed(f"{path.name}, entry {number}: it is no JSON object. Take it out.")
        try:
            found = _label_studio(entry, layer) or _flat(entry, layer)
        except MISSHAPEN as error:
            raise ImportFailed(
                f"{path.name}, entry {number}: it is not laid out as it should be ({str(error)[:_SHOWN]}). "
                "Mend it or take it out."
            ) from error
        if found is None:
            raise ImportFailed(
                f"{path.name}, entry {number}: neither doccano, Prodigy, Label Studio nor this app's. Take it out."
            )
        words, layers = found
        name = _name(entry, path, number)
        known = articles.setdefault((name, words), (name, [], _facts(entry)))
        known[1].extend(layers)
    return [annotated(name, words, layers, facts) for (_, words), (name, layers, facts) in articles.items()]


def looks_known(entry: Any) -> bool:
    """True if an entry is of one of the shapes."""
    return isinstance(entry, dict) and (_label_studio(entry, "x") or _flat(entry, "x")) is not None


def _entries(path: Path, text: str) -> Iterator[tuple[int, Any]]:
    try:
        if text.lstrip()[:1] == "[":
            yield from enumerate(parsed(text), 1)
        else:
            yield from ((number, parsed(line)) for number, line in enumerate(text.split("\n"), 1) if line.strip())
    except ValueError as error:
        raise ImportFailed(f"{path.name} is no JSON: {error}. Export it anew from where it comes.") from error


def _label_studio(entry: Mapping[str, Any], layer: str) -> tuple[str, list[ForeignLayer]] | None:
    data = entry.get("data")
    readings = entry.get("annotations") or entry.get("completions") or entry.get("predictions") or []
    if not isinstance(data, dict) or not isinstance(readings, list):
        return None
    texts = [value for value in data.values() if isinstance(value, str)]
    words = data.get("text") if isinstance(data.get("text"), str) else max(texts, key=len, default="")
    layers = []
    for number, reading in enumerate(readings):
        name = _who(reading) or (f"{layer}-{number + 1}" if len(readings) > 1 else layer)
        layers.append(_regions(reading.get("result", []), name))
    return str(words), layers


def _offset(value: Any) -> int:
    """A place in the text; -1, which is none, for what Python would take for a number though it is yes or no."""
    return -1 if isinstance(value, bool) else int(value)


def _who(reading: Mapping[str, Any]) -> str:
    by = reading.get("completed_by")
    if isinstance(by, dict):
        return str(by.get("email") or by.get("username") or by.get("id") or "").partition("@")[0]
    for region in reading.get("result", []):
        for words in region.get("meta", {}).get("text", []) if isinstance(region.get("meta"), dict) else []:
            if str(words).startswith("annotator: "):
                return str(words).removeprefix("annotator: ")
    return f"annotator-{by}" if by is not None else str(reading.get("model_version") or "")


def _regions(results: Sequence[Mapping[str, Any]], annotator: str) -> ForeignLayer:
    layer = ForeignLayer(annotator)
    attributes: dict[str, dict[str, Any]] = {}
    notes: dict[str, str] = {}
    for one in results:
        value = one.get("value", {})
        kind = one.get("type", "")
        if kind == "relation":
            roles = one.get("labels") or ["related"]
            layer.links.append(ForeignLink(str(roles[0]), str(one.get("from_id")), str(one.get("to_id"))))
        elif kind not in _LABELS and "choices" in value:
            name = str(one.get("from_name", "")).rpartition("__")[2]
            chosen = value["choices"][0] if len(value["choices"]) == 1 else value["choices"]
            attributes.setdefault(str(one.get("id")), {})[name] = _plain(chosen)
        elif kind == "textarea":
            name = str(one.get("from_name", "")).rpartition("__")[2]
            said = value.get("text", [])
            words = "\n".join(said) if isinstance(said, list) else str(said)
            if name in ("note", "comment"):
                notes[str(one.get("id"))] = words
            else:
                attributes.setdefault(str(one.get("id")), {})[name] = words
        elif kind not in _LABELS and value.get(kind) is not None:  # rating, number, datetime, taxonomy
            name = str(one.get("from_name", "")).rpartition("__")[2]
            attributes.setdefault(str(one.get("id")), {})[name or kind] = value[kind]
    for one in results:
        value = one.get("value", {})
        labels = value.get("labels") or value.get("hypertextlabels") or ([""] if one.get("type") in _LABELS else [])
        offsets = value.get("globalOffsets") or value
        for label in labels:
            key = str(one.get("id"))
            held = tuple(attributes.get(key, {}).items())
            start, end = _offset(offsets["start"]), _offset(offsets["end"])
            layer.spans.append(ForeignSpan(key, str(label), start, end, value.get("text"), held, notes.get(key, "")))
    placed = {span.key for span in layer.spans}
    lost = sum(one.get("type") != "relation" and str(one.get("id")) not in placed for one in results)
    if lost:
        layer.notes.append(f"Left out: {counted(lost, 'answer')} about the whole text, not a part of it.")
    return layer


def _flat(entry: Mapping[str, Any], layer: str) -> tuple[str, list[ForeignLayer]] | None:
    text = entry.get("text", entry.get("data"))
    if not isinstance(text, str):
        return None
    triples = entry.get("label", entry.get("labels"))
    if isinstance(triples, list) and all(isinstance(one, list | tuple) and len(one) == 3 for one in triples):
        spans = [ForeignSpan(str(n), str(one[2]), _offset(one[0]), _offset(one[1])) for n, one in enumerate(triples)]
        return text, [ForeignLayer(str(entry.get("annotator") or layer), spans)]
    if isinstance(entry.get("entities"), list):
        return text, [_entities(entry, layer)]
    if isinstance(entry.get("spans"), list):
        return text, _spans(entry, layer)
    return None


def _entities(entry: Mapping[str, Any], layer: str) -> ForeignLayer:
    made = ForeignLayer(str(entry.get("annotator") or layer))
    for one in entry["entities"]:
        start, end = _offset(one["start_offset"]), _offset(one["end_offset"])
        made.spans.append(ForeignSpan(str(one["id"]), str(one["label"]), start, end))
    for one in entry.get("relations", []):
        made.links.append(ForeignLink(str(one["type"]), str(one["from_id"]), str(one["to_id"])))
    return made


def _spans(entry: Mapping[str, Any], layer: str) -> list[ForeignLayer]:
    said = [str(one["annotator"]) for one in entry.get("layers") or [] if isinstance(one, dict) and "annotator" in one]
    layers = {name: ForeignLayer(name) for name in said}
    default = str(entry.get("_annotator_id") or layer)
    by_place: dict[tuple[int, int, str], str] = {}
    for number, one in enumerate([*entry["spans"], *entry.get("zones", [])]):
        name = str(one.get("annotator") or default)
        key = str(one.get("id") or number)
        start, end = _offset(one["start"]), _offset(one["end"])
        by_place[start, end, str(one.get("label", ""))] = key
        held = tuple((one.get("attributes") or {}).items())
        words = one.get("text", one.get("quote"))
        span = ForeignSpan(key, str(one.get("label", "")), start, end, words, held, str(one.get("note", "")))
        layers.setdefault(name, ForeignLayer(name)).spans.append(span)
    for one in entry.get("relations", []):
        name = str(one.get("annotator") or default)
        if "head_span" in one:
            ends = [by_place.get((s["start"], s["end"], s["label"]), "") for s in (one["head_span"], one["child_span"])]
            link = ForeignLink(str(one["label"]), *ends)
        else:
            link = ForeignLink(str(one.get("type", "")), str(one.get("head")), str(one.get("tail")))
        layers.setdefault(name, ForeignLayer(name)).links.append(link)
    return list(layers.values()) or [ForeignLayer(default)]


def _name(entry: Mapping[str, Any], path: Path, number: int) -> str:
    held = [
        entry.get("document"),
        (entry.get("meta") or {}).get("document") if isinstance(entry.get("meta"), dict) else "",
    ]
    data = entry.get("data")
    held += [data.get("document") if isinstance(data, dict) else "", entry.get("id")]
    named = next((one for one in held if isinstance(one, str) and one), "")
    return named.removesuffix(".txt") or f"{path.stem}-{number:05}"


def _facts(entry: Mapping[str, Any]) -> dict[str, str]:
    for held in (entry.get("source"), entry.get("data"), entry.get("meta"), entry):
        if isinstance(held, dict) and any(held.get(key) for key in _FACTS):
            return {key: str(held[key]) for key in _FACTS if held.get(key)}
    return {}


def _plain(value: Any) -> Any:
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value
