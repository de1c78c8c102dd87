"""What this app's exports tell of an article and its readings as a whole, in whatever format, read back."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from analyst_app.core.annotation import LayerFacts
from analyst_app.importers.annotations.imported_layer import ForeignLayer

KEY = "analyst"
"""Under this key stands what a format of others has no place for; what carries it is an export of this app."""
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
    layer.facts = LayerFacts(str(row.get("status") or LayerFacts().status), str(row.get("note") or ""))
    layer.beside = {key: value for key, value in row.items() if key not in _USUAL and value not in (None, "", 0, [])}


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
