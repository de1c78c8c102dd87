"""The earlier saves of a layer: listed, and brought back as a change like any other."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from analyst_app.core.annotation import Annotation, Link, Record, utc_now
from analyst_app.core.store import Change
from analyst_app.errors import SaveFailed, why_unread
from analyst_app.session.session import Session
from analyst_app.storage import layer_history, sidecar_reader
from analyst_app.storage.layer import Layer, difference, shared_id
from analyst_app.storage.reanchor import anchored
from analyst_app.storage.saver import KeptBefore, kept_first
from analyst_app.wording import tr

__all__ = ["KeptBefore"]


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
            data = layer_history.bytes_of_save(save)
        except OSError:
            continue
        if data:  # a file that another program emptied is kept, too, before it is replaced
            found.append(SavedState(save.when, sidecar_reader.count_annotations(data), save.path))
    return found


def compared_change(session: Session, state: SavedState) -> Change:
    """The change that an earlier save would bring, to be looked at: nothing is kept for it. Blocking.

    Args:
        session: the open layer.
        state: the earlier save.

    Raises:
        SaveFailed: the save cannot be read.
    """
    return difference(session.store.records(), _layer_in(state.path, session).records())


def restore_change(session: Session, state: SavedState) -> Change:
    """The change that brings an earlier save's content back; do it as any other. What is here now is kept first.

    Args:
        session: the open layer.
        state: the earlier save.

    Raises:
        SaveFailed: the save cannot be read, or what is here cannot be kept.
    """
    before, now = _layer_in(state.path, session).records(), session.store.records()
    change = difference(now, before)
    if change:
        mirror = session.saver.layer
        kept_first(session.saver.history, mirror.applied(difference(mirror.records(), now), utc_now()))
    return change


def bring_back_change(session: Session, kept: KeptBefore) -> Change:
    """The change that brings back the records that were taken away since a save, and touches no other.

    Args:
        session: the open layer.
        kept: the save.

    Raises:
        SaveFailed: the save cannot be read.
    """
    if kept.save is None:
        return Change()
    now = session.store.records()
    stays = {shared_id(record) for record in now}
    back = [record for record in _layer_in(kept.save.path, session).records() if shared_id(record) not in stays]
    ends = {record.id for record in (*now, *back) if isinstance(record, Annotation)}
    return Change((), tuple(one for one in back if not isinstance(one, Link) or {one.from_id, one.to_id} <= ends))


def ids_of(records: Iterable[Record]) -> set[str]:
    """The ids of records, by which what went and what came back are told; a version that waits has its record's."""
    return set(map(shared_id, records))


def _layer_in(path: Path, session: Session) -> Layer:
    """The layer in a kept save, on the article as it is."""
    try:
        data = layer_history.bytes_of_save(layer_history.KeptSave(path, 0))
    except OSError as error:
        raise SaveFailed(
            tr("That earlier save cannot be read: {why}. Choose another.", why=why_unread(error))
        ) from error
    found = sidecar_reader.parse_sidecar(data, name=path.name, document=session.document)
    if found.refusal:
        raise SaveFailed(tr("That earlier save {why}. Choose another.", why=found.refusal))
    return anchored(found, session.document).layer
