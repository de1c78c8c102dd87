"""Makes records of a layer again of all that an export of this app tells of a reading as a whole.

That is: its codebook, decisions and replies of review, places where there is
nothing to tag, and what had no certain place in the text.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from analyst_app.core.annotation import SECTIONS, Pairs, pairs
from analyst_app.core.layer_ids import is_layer_id
from analyst_app.importers.import_losses import ImportLosses
from analyst_app.storage.layer import Layer, order
from analyst_app.storage.record_parsing import BadItem, entry_of, unplaced_of

_UNKNOWN = pairs({"id": "imported", "version": 1})
"""The codebook of a layer whose file says none."""


def codebook_of(told: Mapping[str, Any]) -> Pairs:
    """Id and version of the codebook under which a layer was begun.

    Args:
        told: what the export says of it.
    """
    name, version = told.get("codebook"), told.get("codebook_version")
    if not isinstance(name, str) or not name:
        return _UNKNOWN
    return pairs({"id": name, "version": version if type(version) is int and version > 0 else 1})


def reviewer_of(told: Mapping[str, Any]) -> str | None:
    """Layer id of whoever decided in a gold layer; None where none is told.

    Args:
        told: what the export says of the layer.
    """
    reviewer = told.get("reviewer")
    return reviewer if isinstance(reviewer, str) and is_layer_id(reviewer) else None


def put_records(layer: Layer, told: Mapping[str, Any], losses: ImportLosses) -> None:
    """Put the records beside annotations into a layer.

    Args:
        layer: with its annotations and links; gets them.
        told: what the export says of it.
        losses: takes what is not as this app writes it.
    """
    taken = {one.id for one in layer.annotations} | {one.id for one in layer.links}
    for section in SECTIONS:
        for item in _listed(told.get(section)):
            try:
                entry, _ = entry_of(item, section)
            except (BadItem, TypeError, ValueError) as error:
                losses.add("unreadable item", f"{section}: {error}")
                continue
            if entry.id in taken:
                losses.add("twice", f"{section}: {entry.id}")
                continue
            taken.add(entry.id)
            layer.entries.append(entry)
    layer.entries.sort(key=order)
    for item in _listed(told.get("unplaced")):
        try:
            waits, _ = unplaced_of(item)
        except (BadItem, TypeError, ValueError) as error:
            losses.add("unreadable item", f"unplaced: {error}")
            continue
        if waits not in layer.unplaced:
            layer.unplaced.append(waits)
    layer.unplaced.sort(key=order)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []
