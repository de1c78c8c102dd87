"""Gives layers' files other names or places in one step that can be taken back; their history goes with them.

All files go or none does; none is written over. The history knows a layer by
where it lies, so it is carried to where the layer lies then. What only a move
needs is loaded when one is made: every command loads this module.
"""

from __future__ import annotations

import contextlib
import os
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from analyst_app.errors import SaveFailed
from analyst_app.storage import atomic
from analyst_app.storage.held_folder import held_folder
from analyst_app.storage.layers_beside import is_same_file
from analyst_app.storage.limits import LARGEST_SIDECAR
from analyst_app.storage.regular_file import read_regular
from analyst_app.wording import tr


class FileMove(NamedTuple):
    """One file, and the name or place that it is to have."""

    old: Path
    new: Path


class Carried(NamedTuple):
    """Files that were moved, and what is needed to take that back."""

    moves: tuple[FileMove, ...]
    others: tuple[frozenset[str], ...]
    """For each file: names of saves that lay in the history of its new place before, and are not its own."""


def carry(moves: Sequence[FileMove], state: Path) -> Carried:
    """Move files, and the history of each layer among them, on a person's word. Blocking.

    Args:
        moves: the files, each with where it goes.
        state: the local state folder.

    Raises:
        SaveFailed: something is there already, or the system would not; then all are where they were.
    """
    _move_files(moves)
    return Carried(tuple(moves), tuple(_carry_history(move, state) for move in moves))


def put_back(carried: Carried, state: Path) -> None:
    """Move files back to where they were, with their history. Blocking.

    Args:
        carried: as ``carry`` gave it.
        state: the local state folder.

    Raises:
        SaveFailed: something is there already, or the system would not; then all are where they were.
    """
    back = [FileMove(new, old) for old, new in carried.moves]
    _move_files(back)
    for move, others in zip(back, carried.others, strict=True):
        _carry_history(move, state, but=others)


def _carry_history(move: FileMove, state: Path, but: frozenset[str] = frozenset()) -> frozenset[str]:
    from analyst_app.storage import layer_history

    old, new = (layer_history.folder_of(state, path) for path in move)
    return layer_history.carry(old, new, but=but) if old != new else frozenset()


def _move_files(moves: Sequence[FileMove]) -> None:
    for move in moves:
        if os.path.lexists(move.new) and not is_same_file(*move):
            raise SaveFailed(
                tr("{name} is there already, and nothing was moved. Open that, or move it away.", name=move.new.name)
            )
    done: list[tuple[FileMove, bytes | None]] = []
    try:
        for move in moves:
            done.append((move, None if is_same_file(*move) else _copied(move)))
        for move, data in done:
            _take_away(move, data)
    except BaseException as error:
        _undo(done)
        if isinstance(error, OSError):
            raise atomic.failure(move.old, error) from error
        raise


def _copied(move: FileMove) -> bytes:
    from analyst_app.storage import copies

    data = read_regular(move.old, limit=LARGEST_SIDECAR)
    copies.write_new(move.new, data)
    return data


def _take_away(move: FileMove, data: bytes | None) -> None:
    """Remove the old file, of which there is a copy by now; one that is the new file already gets its name."""
    if data is None:
        _respell(move)
        return
    with atomic.folder_lock(move.old.parent):  # no save is under way between the look and the removal
        if read_regular(move.old, limit=LARGEST_SIDECAR) != data:
            raise SaveFailed(tr("{name} was changed meanwhile. Try again.", name=move.old.name))
        _remove(move.old)


def _respell(move: FileMove) -> None:
    """Leave of two names of one file the new one: two spelt differently, or one that the disk finds under both."""
    if move.old.name in _names(move.old.parent) and move.new.name in _names(move.new.parent):
        _remove(move.old)
        return
    with held_folder(move.old.parent) as folder:
        folder.replace(move.old.name, move.new.name)


def _undo(done: Sequence[tuple[FileMove, bytes | None]]) -> None:
    """Put back what was done: first every old file, then the copies go. One that cannot be put back keeps its copy."""
    from analyst_app.storage import copies

    for move, data in reversed(done):
        with contextlib.suppress(Exception):
            if data is None:
                if move.old.name not in _names(move.old.parent):
                    _respell(FileMove(move.new, move.old))
                continue
            if not os.path.lexists(move.old):
                copies.write_new(move.old, data)
            _remove(move.new)


def _names(folder: Path) -> list[str]:
    with held_folder(folder) as held:
        return held.names()


def _remove(path: Path) -> None:
    with held_folder(path.parent) as folder:
        folder.remove(path.name)
        folder.sync()
