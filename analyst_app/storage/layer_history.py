"""Earlier saves of a layer, gzipped in the local state folder, thinned as they age."""

from __future__ import annotations

import contextlib
import gzip
import hashlib
import io
import os
import secrets
import time
import zlib
from collections.abc import Iterable, Sequence
from concurrent import futures
from pathlib import Path
from typing import NamedTuple

from analyst_app.storage import private_files
from analyst_app.storage.limits import LARGEST_HISTORY, LARGEST_SIDECAR

_ENDING = ".json.gz"
_STAYS = "whole"
"""Marks a save that is not thinned until it is too old."""
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
_AGES = ((_DAY, 5 * _MINUTE), (7 * _DAY, _HOUR), (30 * _DAY, _DAY))
"""Up to an age, at most one save each so many seconds."""


_keeper = futures.ThreadPoolExecutor(1, "layer-history")
_waiting: list[futures.Future[None]] = []


class KeptSave(NamedTuple):
    """One earlier save."""

    path: Path
    when: float
    """Seconds since 1970, UTC."""


def folder_of(state: Path, sidecar: Path) -> Path:
    """Folder of a layer's saves, by where the layer really lies.

    Args:
        state: the local state folder.
        sidecar: the layer's file; may be a symlink.
    """
    key = hashlib.sha256(os.path.realpath(sidecar).encode("utf-8", "surrogateescape")).hexdigest()[:24]
    return state / "history" / key


def saves(folder: Path) -> list[KeptSave]:
    """The saves of a layer, the latest first."""
    futures.wait(list(_waiting))
    return _listed(folder)


def _listed(folder: Path) -> list[KeptSave]:
    found = []
    with contextlib.suppress(OSError):
        for path in folder.iterdir():
            stamp = path.name.removesuffix(_ENDING).partition("-")[0]
            if path.name.endswith(_ENDING) and stamp.isdigit():
                found.append(KeptSave(path, int(stamp) / 1_000))
    return sorted(found, key=lambda save: save.when, reverse=True)


def bytes_of_save(save: KeptSave, *, limit: int = LARGEST_SIDECAR) -> bytes:
    """The bytes of a save.

    Args:
        save: one of ``saves``.
        limit: bytes of the longest that is read.

    Raises:
        OSError: it cannot be read, or is damaged.
    """
    try:
        with gzip.GzipFile(fileobj=io.BytesIO(private_files.read(save.path, limit=limit))) as packed:
            return packed.read(limit)
    except (EOFError, gzip.BadGzipFile, zlib.error) as error:
        raise OSError(f"{save.path.name} is damaged") from error


def keep_later(folder: Path, pieces: Sequence[bytes]) -> None:
    """Keep a save as ``keep`` does, behind the back of what follows; ``saves`` waits for it.

    Args:
        folder: of the layer.
        pieces: the sidecar's bytes.
    """
    _waiting[:] = [future for future in _waiting if not future.done()]
    try:
        _waiting.append(_keeper.submit(keep, folder, pieces, now=time.time()))
    except RuntimeError:  # no thread to be had, or the program is ending
        keep(folder, pieces)


def keep(folder: Path, pieces: Sequence[bytes], *, always: bool = False, now: float | None = None) -> None:
    """Keep a save, unless one was kept in the last five minutes. A history that cannot be kept fails no save.

    Args:
        folder: of the layer.
        pieces: the sidecar's bytes.
        always: keep it however recent the last one is, and thin it only by age.
        now: the time, seconds since 1970.
    """
    when = time.time() if now is None else now
    with contextlib.suppress(OSError):
        latest = _listed(folder)[:1]
        if latest and not always and 0 <= when - latest[0].when < 5 * _MINUTE:
            return
        packed = io.BytesIO()
        with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=1) as stream:
            for piece in pieces:
                stream.write(piece)
        mark = _STAYS if always else secrets.token_hex(2)
        path = folder / f"{int(when * 1_000):015d}-{mark}{_ENDING}"
        private_files.write(path, [packed.getvalue()], top=folder.parent, lasts=always)
        thin(folder, when)


def thin(folder: Path, now: float) -> None:
    """Remove the saves of a layer that are too close together for their age, and the oldest of all above the limit.

    Args:
        folder: of the layer.
        now: the time, seconds since 1970.
    """
    for save in _superfluous(_listed(folder), now):
        with contextlib.suppress(OSError):
            save.path.unlink()
    every = [save for layer in _folders(folder.parent) for save in _listed(layer)]
    every.sort(key=lambda save: save.when, reverse=True)
    total = 0
    for save in every:
        with contextlib.suppress(OSError):
            total += save.path.stat().st_size
            if total > LARGEST_HISTORY:
                save.path.unlink()


def _superfluous(kept: Iterable[KeptSave], now: float) -> list[KeptSave]:
    """Of saves, latest first, those that share a slot with an earlier one (the slot's first stays) or are too old."""
    slots: dict[tuple[int, int], KeptSave] = {}
    gone = []
    for save in kept:
        width = next((width for age, width in _AGES if now - save.when < age), None)
        if width is None:
            gone.append(save)
            continue
        slot = (width, int(save.when // width))
        if save.path.name.endswith(f"-{_STAYS}{_ENDING}"):
            continue
        if slot in slots:
            gone.append(save)
        else:
            slots[slot] = save
    return gone


def _folders(parent: Path) -> list[Path]:
    with contextlib.suppress(OSError):
        return [path for path in parent.iterdir() if path.is_dir()]
    return []
