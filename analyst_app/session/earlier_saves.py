"""The earlier saves of a layer: listed, and brought back as a change like any other."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from analyst_app.core.annotation import Record
from analyst_app.core.store import Change
from analyst_app.errors import SaveFailed
from analyst_app.session.session import Session
from analyst_app.storage import layer_history, sidecar_reader
from analyst_app.storage.layer import Layer, difference
from analyst_app.storage.reanchor import anchored


@dataclass(frozen=True, slots=True)
class SavedState:
    """An earlier save of a layer."""

    when: float
    """Seconds since 1970, UTC."""
    count: int
    """Annotations it held."""
    path: Path
    """Path of the kept file."""


def history_of(session: Session) -> list[SavedState]:
    """The earlier saves that can be restored, the latest first. Blocking."""
    found = []
    for save in layer_history.saves(session.saver.history) if session.saver.history else []:
        try:
            count = sidecar_reader.count_annotations(layer_history.bytes_of_save(save))
        except OSError:
            continue
        found.append(SavedState(save.when, count, save.path))
    return found


def restore_change(session: Session, state: SavedState) -> Change:
    """The change that brings an earlier save's content back; do it as any other.

    Args:
        session: the open layer.
        state: the earlier save.

    Raises:
        SaveFailed: the save cannot be read.
    """
    try:
        data = layer_history.bytes_of_save(layer_history.KeptSave(state.path, state.when))
    except OSError as error:
        raise SaveFailed(f"That earlier save cannot be read: {error}. Choose another.") from error
    found = sidecar_reader.parse_sidecar(data, name=state.path.name, document=session.document)
    if found.refusal:
        raise SaveFailed(f"That earlier save {found.refusal}. Choose another.")
    layer: Layer = anchored(found, session.document).layer
    records = session.store
    now: list[Record] = [
        records.layer,
        *records.annotations,
        *records.links,
        *records.unplaced,
        *records.entries("decisions"),
        *records.entries("replies"),
    ]
    return difference(now, layer.records())
