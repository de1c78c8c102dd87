"""A reading as datasets write it: whose, how far, under which codebook, and the records beside its annotations.

Such records are decisions and replies of review, places where the annotator
said that there is nothing, and what has no certain place in the text any more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

import msgspec

from analyst_app.core.annotation import SECTIONS, Entry, Unplaced, pairs
from analyst_app.core.layer_ids import GOLD, is_layer_id
from analyst_app.review.decisions import decisions_in

RECORDS = (*SECTIONS, "unplaced")
"""The lists of such records that a row may have."""
DOUBTFUL = "reason_doubtful"
"""Stands in a decision whose reason was stored by a version before 0.2 and was perhaps given by nobody."""
Records = list[dict[str, Any]] | msgspec.UnsetType


class LayerRow(msgspec.Struct, frozen=True, gc=False):
    """An annotator's reading as a whole."""

    annotator: str
    status: str
    note: str
    codebook: str = ""
    """Id of the codebook under which it was begun."""
    codebook_version: int = 0
    """Version of that codebook; 0: not known."""
    reviewer: str | msgspec.UnsetType = msgspec.UNSET
    """Of gold: the layer id of whoever decided."""
    decisions: Records = msgspec.UNSET
    """A gold layer's, each with its reason, as they stand in the layer."""
    replies: Records = msgspec.UNSET
    """A colleague's answers to decisions."""
    dismissed: Records = msgspec.UNSET
    """Places where the annotator said that there is nothing to tag."""
    unplaced: Records = msgspec.UNSET
    """Records that have no certain place in the text: each with ``why`` and the ``record`` as it was."""

    def records(self) -> list[tuple[str, dict[str, Any]]]:
        """All records with the name of their list."""
        return [(name, one) for name in RECORDS for one in getattr(self, name) or ()]


def with_reviewer(row: LayerRow, reviewer: str | None) -> LayerRow:
    """A reading with the name of whoever decided, if it is that of a layer: others may be any words.

    Args:
        row: of gold, or of any reading.
        reviewer: as the layer says it; None: it says none.
    """
    named = reviewer if reviewer and is_layer_id(reviewer) else msgspec.UNSET
    return msgspec.structs.replace(row, reviewer=named)


def untold_reviewer(row: LayerRow) -> str:
    """Whoever decided, if the layer's own id does not say it: that of ``gold-max`` names max; else empty."""
    return row.reviewer if isinstance(row.reviewer, str) and f"{GOLD}{row.reviewer}" != row.annotator else ""


def layers_data(rows: Iterable[LayerRow]) -> list[dict[str, Any]]:
    """Readings as plain mappings, as JSON Lines have them under ``layers``."""
    made: list[dict[str, Any]] = msgspec.to_builtins(list(rows))
    return made


def codebook_fields(said: Mapping[str, Any]) -> dict[str, Any]:
    """The fields of a row that say the codebook.

    Args:
        said: ``id`` and ``version`` as a layer has them.
    """
    name, version = said.get("id"), said.get("version")
    held: dict[str, Any] = {"codebook": name} if isinstance(name, str) else {}
    return held | ({"codebook_version": version} if type(version) is int else {})


def record_fields(entries: Iterable[Entry], unplaced: Iterable[Unplaced]) -> dict[str, Any]:
    """The fields of a row that hold records; a list without any is not there.

    Args:
        entries: of the layer, in their order.
        unplaced: its items without a certain place.
    """
    held: dict[str, Any] = {}
    for entry in entries:
        times = {"created": entry.created, "modified": entry.modified}
        said = {"id": entry.id, **dict(entry.body), **{key: time for key, time in times.items() if time}}
        if "reason" in said and any(one.is_reason_doubtful for one in decisions_in([entry])):
            said[DOUBTFUL] = True
        held.setdefault(entry.section, []).append(said)
    for item in unplaced:
        waits = {"why": item.why, "text_sha256": item.text_sha256, "record": item.record, **dict(item.extra)}
        held.setdefault("unplaced", []).append(waits)
    return held


_NOT_OF_BODY = ("id", "created", "modified", DOUBTFUL)


def entries_of(row: LayerRow) -> list[Entry]:
    """Decisions, replies and dismissed places of a reading as review reads them."""
    return [
        Entry(
            str(record.get("id", "")),
            section,
            pairs({key: value for key, value in record.items() if key not in _NOT_OF_BODY}),
        )
        for section in SECTIONS
        for record in getattr(row, section) or ()
    ]


def without_records(row: LayerRow) -> LayerRow:
    """A reading without its records."""
    return msgspec.structs.replace(row, **dict.fromkeys(RECORDS, msgspec.UNSET))


def words_of(record: Any) -> str:
    """A few words by which a person recognises a record that has no place."""
    if isinstance(record, Mapping):
        return str(record.get("exact") or record.get("role") or record.get("id") or record)[:80]
    return str(record)[:80]
