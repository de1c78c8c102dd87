"""Reads Prodigy's JSON Lines: tasks with spans, relations and the annotator's answer; offsets are code points.

A task that was rejected or ignored is left out and counted. Whose a task is
say ``_annotator_id`` or ``_session_id``.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analyst_app.core.span import Span
from analyst_app.importers.annotations import own_layers
from analyst_app.importers.annotations.imported_layer import ForeignLayer, ForeignLink, ForeignSpan
from analyst_app.importers.annotations.labelled.exact_edges import exact_edges
from analyst_app.importers.annotations.labelled.labelled_text import (
    LabelledText,
    add_note,
    each,
    listed,
    offset,
    plain_words,
    words_of,
)

_READ = {"text", "tokens", "spans", "relations", "answer", "flagged", "accept", "options", "meta", "label", "document"}
_READ |= {"_input_hash", "_task_hash", "_session_id", "_annotator_id", "_view_id", "_timestamp", "_is_binary"}
_READ |= {own_layers.KEY}
_OF_SPANS = {"id", "label", "start", "end", "token_start", "token_end", "text", "attributes", "note", "type"}
_OF_SPANS |= {"input_hash", "answer", "color"}
_EXACT = "exact"
_MARKS = ("answer", "_input_hash", "_task_hash", "_annotator_id", "_session_id", "_view_id")


def looks_known(entry: Mapping[str, Any]) -> bool:
    """True if an entry is a task of Prodigy's."""
    return any(key in entry for key in _MARKS) and not isinstance(entry.get("data"), Mapping)


def read(entry: Mapping[str, Any], where: str, layer: str) -> LabelledText | None:
    """The text of a task with its reading; None if it is left out.

    Args:
        entry: as Prodigy writes it.
        where: the entry, as a person finds it.
        layer: whose reading it is, where the entry does not say.

    Raises:
        ValueError: it has no text.
    """
    if not isinstance(entry.get("text"), str):
        shown = next((key for key in ("html", "image", "audio", "video") if entry.get(key)), "")
        raise ValueError(f"it is {shown}, without a text" if shown else "it has no text")
    held = entry.get("meta")
    meta: Mapping[str, Any] = held if isinstance(held, Mapping) else {"meta": held}
    made = LabelledText(entry["text"], name=_name(entry, meta))
    reading = ForeignLayer(str(entry.get("_annotator_id") or entry.get("_session_id") or layer))
    spans = listed(entry.get("spans"))
    tokens = [one for one in listed(entry.get("tokens")) if isinstance(one, Mapping)]
    each(spans, where, made.losses, lambda number, one: _take_span(reading, number, one, tokens, made, where))
    ends = _Ends(reading, tokens)
    each(listed(entry.get("relations")), where, made.losses, lambda _, one: reading.links.append(ends.link(one)))
    reading.spans[:] = [_with_own_edges(span, made.text) for span in reading.spans]
    if entry.get("flagged"):
        add_note(reading, "Flagged in Prodigy.")
    if entry.get("label"):
        add_note(reading, f"label: {words_of(entry['label'])}")
    if entry.get("accept"):
        add_note(reading, f"accepted: {words_of(_chosen(entry))}")
    made.layers = [reading]
    ours = entry.get(own_layers.KEY)
    if isinstance(ours, Mapping):
        own_layers.put_layers(made.layers, ours.get("layers"))
        made.facts |= own_layers.facts_in({key: meta[key] for key in meta if key != "document"})
    else:
        made.take_facts(meta, skip=("document",))
    made.take_facts(entry, skip=_READ)
    return made


def is_left_out(entry: Mapping[str, Any]) -> bool:
    """True if its annotator rejected or ignored it."""
    return entry.get("answer") in ("reject", "ignore")


def _take_span(
    reading: ForeignLayer,
    number: int,
    one: Mapping[str, Any],
    tokens: list[Mapping[str, Any]],
    made: LabelledText,
    where: str,
) -> None:
    if one.get("answer") in ("reject", "ignore"):
        made.losses.add("rejected", f"{where}: {one.get('label', '')} {one.get('start')}–{one.get('end')}")
        return
    if "start" in one:
        start, end = offset(one["start"]), offset(one["end"])
    else:
        start, end = offset(tokens[one["token_start"]]["start"]), offset(tokens[one["token_end"]]["end"])
    held = dict(one.get("attributes") or {}) | {key: one[key] for key in one if key not in _OF_SPANS}
    words = one.get("text")
    reading.spans.append(
        ForeignSpan(
            str(one["id"]) if one.get("id") is not None else f"span {number}",
            str(one.get("label") or ""),
            start,
            end,
            words if isinstance(words, str) else None,
            tuple((key, value) for key, value in held.items() if value is not None),
            str(one.get("note") or ""),
        )
    )


def _with_own_edges(span: ForeignSpan, text: str) -> ForeignSpan:
    """A span as it was before it was widened to whole words, if the file has that beside it."""
    held = dict(span.attributes)
    if _EXACT not in held:
        return span
    start, end = exact_edges(Span(span.start, span.end), held.pop(_EXACT), text)
    return span._replace(start=start, end=end, attributes=tuple(held.items()))


class _Ends:
    """Finds the spans that relations join; of a bare token a span without a label is made."""

    def __init__(self, reading: ForeignLayer, tokens: list[Mapping[str, Any]]) -> None:
        self._reading = reading
        self._tokens = tokens
        self._by_place: dict[tuple[int, int, str], str] = {}
        self._by_end: dict[int, str] = {}
        for span in reading.spans:
            self._by_place.setdefault((span.start, span.end, span.label), span.key)
            self._by_end.setdefault(span.end, span.key)

    def link(self, one: Mapping[str, Any]) -> ForeignLink:
        """A relation; its role is its label."""
        return ForeignLink(str(one.get("label") or ""), self._end(one, "head"), self._end(one, "child"))

    def _end(self, one: Mapping[str, Any], end: str) -> str:
        span = one.get(f"{end}_span")
        if isinstance(span, Mapping):
            start, stop, label = offset(span["start"]), offset(span["end"]), str(span.get("label") or "")
        else:
            token = self._tokens[one[end]]
            start, stop, label = offset(token["start"]), offset(token["end"]), ""
            if stop in self._by_end:
                return self._by_end[stop]
        place = (start, stop, label)
        if place not in self._by_place:
            key = f"token {start}–{stop}"
            self._reading.spans.append(ForeignSpan(key, label, start, stop))
            self._by_place[place] = key
            self._by_end.setdefault(stop, key)
        return self._by_place[place]


def _chosen(entry: Mapping[str, Any]) -> list[str]:
    """The words of the options that were accepted, their ids where there are none."""
    options = {
        one.get("id"): str(one.get("text") or one.get("id"))
        for one in listed(entry.get("options"))
        if isinstance(one, Mapping) and plain_words(one.get("id")) is not None
    }
    return [options.get(one, str(one)) if plain_words(one) is not None else str(one) for one in listed(entry["accept"])]


def _name(entry: Mapping[str, Any], meta: Mapping[str, Any]) -> str:
    return next((one for one in (entry.get("document"), meta.get("document")) if isinstance(one, str)), "")
