"""Reads all that this app's exports tell of an article and its readings as a whole, in whatever format."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from typing import Any

from analyst_app.core.annotation import LayerFacts
from analyst_app.core.attribute_types import exact_value
from analyst_app.importers.annotations.imported_layer import ForeignLayer

KEY = "analyst"
"""Under this key stands what a format of others has no place for; what carries it is an export of this app."""
USUAL_FACTS = {"title", "outlet", "author", "date", "url", "language", "retrieved"}
"""The facts that every export of this app has a place for."""
_NEVER = frozenset({"format", "version", "encoding"})
"""Keys that say how a file is to be read; no export can say that of another's."""
_USUAL = frozenset({"annotator", "status", "note"})


def layers_in(rows: Iterable[Mapping[str, Any]]) -> dict[str, ForeignLayer]:
    """Readings without their annotations yet, by annotator.

    Args:
        rows: what is told of each, as JSON Lines have it under ``layers``.
    """
    found: dict[str, ForeignLayer] = {}
    for row in rows:
        made = found.setdefault(str(row["annotator"]), ForeignLayer(str(row["annotator"])))
        take_layer(made, row)
    return found


def take_layer(layer: ForeignLayer, row: Mapping[str, Any]) -> None:
    """Put to a reading what is told of it as a whole.

    Args:
        layer: the reading.
        row: as JSON Lines have it under ``layers``.
    """
    packed = row.get("records")
    if isinstance(packed, str) and isinstance(records := exact_value(packed), dict):
        row = {**{key: row[key] for key in row if key != "records"}, **records}
    layer.facts = LayerFacts(str(row.get("status") or LayerFacts().status), str(row.get("note") or ""))
    layer.beside = {key: value for key, value in row.items() if key not in _USUAL and value not in (None, "", 0, [])}


def put_layers(layers: list[ForeignLayer], told: Any) -> None:
    """Put to the readings of a text what an export tells of each; one without a mark in the text is added.

    Readings whose annotators the text does not name are the others that are told, in their order.

    Args:
        layers: as they were read; changed.
        told: as ``ExportArticle.about`` gives it under ``layers``.
    """
    rows = [row for row in told if isinstance(row, Mapping) and row.get("annotator")] if isinstance(told, list) else []
    names = {str(row["annotator"]) for row in rows}
    there = {layer.annotator for layer in layers}
    unnamed = [layer for layer in layers if layer.annotator not in names]
    untold = [str(row["annotator"]) for row in rows if str(row["annotator"]) not in there]
    if len(unnamed) == len(untold):
        for layer, name in zip(unnamed, untold, strict=True):
            layer.annotator = name
    by_name = {layer.annotator: layer for layer in layers}
    for row in rows:
        name = str(row["annotator"])
        if name not in by_name:
            by_name[name] = ForeignLayer(name)
            layers.append(by_name[name])
        take_layer(by_name[name], row)


def about_in(said: Any) -> tuple[dict[str, Any], Any]:
    """The facts of an article and what is told of its readings; empty and None where nothing is told.

    Args:
        said: what stands under ``KEY``, or its JSON.
    """
    if isinstance(said, str):
        try:
            said = json.loads(said)
        except (ValueError, RecursionError):
            return {}, None
    if not isinstance(said, Mapping):
        return {}, None
    facts = said.get("facts")
    return facts_in(facts) if isinstance(facts, Mapping) else {}, said.get("layers")


def facts_in(source: Mapping[str, Any]) -> dict[str, Any]:
    """The facts of an article as they stood in its ``.source.json``.

    Args:
        source: by name; other keys of a fact than the usual ones may stand under ``extra``.
    """
    extra = source.get("extra")
    said = {**source, **(extra if isinstance(extra, Mapping) else {})}
    return {
        key: value
        for key, value in said.items()
        if key not in _NEVER and key != "extra" and value not in (None, "", [], {})
    }
