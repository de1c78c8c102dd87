"""Earlier saves of a layer, gzipped in the local state folder, thinned as they age.

Before much is taken away from a layer (see ``core.great_losses``), before a
merge takes a record away, and before an earlier save is restored, one is kept
in any case, on the disk before anything else is written.

A save costs what its own layer's folder costs. All layers ever saved are gone
through only when so much was kept since the last time that the limit for all
together may be near.
"""

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
from analyst_app.storage.file_names import UNFINISHED_OWN_FILE
from analyst_app.storage.limits import LARGEST_HISTORY, LARGEST_SIDECAR

_ENDING = ".json.gz"
_STAYS = "whole"
"""Marks a save that is not thinned until it is too old."""
_GROWN = "grown"
"""A file beside the layers' folders: a byte for each ``_UNIT`` kept since all were gone through, by any process."""
_UNIT = 1_024
_RESERVE = 64
"""All layers are thinned to so much below the limit, in parts of it, and again when that much was kept."""
_MINUTE, _HOUR, _DAY = 60, 3_600, 86_400
_AGES = ((_DAY, 5 * _MINUTE), (7 * _DAY, _HOUR), (30 * _DAY, _DAY))
"""Up to an age, at most one save each so many seconds."""


class KeptSave(NamedTuple):
    """One earlier save."""

    path: Path
    when: float
    """Seconds since 1970, UTC."""


_keeper = futures.ThreadPoolExecutor(1, "layer-history")
_waiting: set[futures.Future[KeptSave | None]] = set()


def folder_of(state: Path, sidecar: Path) -> Path:
    """Folder of a layer's saves, by the layer's key.

    Saves of a layer that is a link were kept by where it leads, once; that
    folder is used on as long as the layer has none by its key.

    Args:
        state: the local state folder.
        sidecar: the layer's file; may be a symlink.
    """
    folder = state / "history" / key_of(sidecar)
    earlier = folder.with_name(_hashed(os.path.realpath(sidecar)))
    return earlier if earlier.is_dir() and not folder.is_dir() else folder


def key_of(sidecar: Path) -> str:
    """The name of a layer in the local state folder: by its file's name and where its folder really lies.

    Another program may put a link in the file's place at any moment, so where
    the file itself leads says nothing.
    """
    return _hashed(str(Path(os.path.realpath(sidecar.parent)) / sidecar.name))


def _hashed(path: str) -> str:
    return hashlib.sha256(path.encode("utf-8", "surrogateescape")).hexdigest()[:24]


def saves(folder: Path) -> list[KeptSave]:
    """The saves of a layer, the latest first."""
    futures.wait(list(_waiting))
    return _listed(folder)


def _listed(folder: Path) -> list[KeptSave]:
    found = []
    for name in _names(folder):
        stamp = name.removesuffix(_ENDING).partition("-")[0]
        if name.endswith(_ENDING) and stamp.isdigit():
            found.append(KeptSave(folder / name, int(stamp) / 1_000))
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
    try:
        future = _keeper.submit(keep, folder, pieces, now=time.time())
    except RuntimeError:  # no thread to be had, or the program is ending
        keep(folder, pieces)
        return
    _waiting.add(future)
    future.add_done_callback(_waiting.discard)


def keep(folder: Path, pieces: Sequence[bytes], *, always: bool = False, now: float | None = None) -> KeptSave | None:
    """Keep a save, unless one was kept in the last five minutes. A history that cannot be kept fails no save.

    Args:
        folder: of the layer.
        pieces: the sidecar's bytes.
        always: keep it however recent the last one is, and thin it only by age.
        now: the time, seconds since 1970.

    Returns:
        The save that holds these bytes now; None if they were not kept.
    """
    when = time.time() if now is None else now
    try:
        there = _listed(folder)
        if there and not always and 0 <= when - there[0].when < 5 * _MINUTE:
            return None
        return _kept(folder, pieces, there, always=always, when=when)
    except OSError:
        return None


def kept_or_error(folder: Path, pieces: Sequence[bytes], *, always: bool = True, now: float | None = None) -> KeptSave:
    """Keep a save before something goes that nothing else holds.

    Args:
        folder: of the layer.
        pieces: the sidecar's bytes.
        always: thin it only by age.
        now: the time, seconds since 1970.

    Raises:
        OSError: the system would not; it says why.
    """
    return _kept(folder, pieces, _listed(folder), always=always, when=time.time() if now is None else now)


def _kept(folder: Path, pieces: Sequence[bytes], there: Sequence[KeptSave], *, always: bool, when: float) -> KeptSave:
    if there and always and _holds(there[0], pieces):
        return _made_to_stay(there[0])
    packed = io.BytesIO()
    with gzip.GzipFile(fileobj=packed, mode="wb", compresslevel=1) as stream:
        for piece in pieces:
            stream.write(piece)
    mark = secrets.token_hex(2) + (f"-{_STAYS}" if always else "")
    save = KeptSave(folder / f"{int(when * 1_000):015d}-{mark}{_ENDING}", int(when * 1_000) / 1_000)
    private_files.write(save.path, [packed.getvalue()], top=folder.parent, lasts=always)
    with contextlib.suppress(OSError):  # it is kept, whatever becomes of older ones
        _thin_one(folder, sorted([save, *there], key=lambda one: one.when, reverse=True), when)
        if _is_due(folder.parent, there[:1]):
            _thin_all(folder.parent)
    return save


def carry(old: Path, new: Path, *, but: frozenset[str] = frozenset()) -> frozenset[str]:
    """Carry the saves of a layer along when it gets another place. Saves that cannot be moved stay, and fail nothing.

    Args:
        old: folder of its saves until then.
        new: folder of its saves from then on.
        but: names of saves in the old folder that are not the layer's.

    Returns:
        Names of the saves that were in the new folder before.
    """
    there = frozenset(save.path.name for save in saves(new))
    mine = [save.path for save in saves(old) if save.path.name not in but]
    with contextlib.suppress(OSError):
        if mine:
            private_files.make_folder(new, top=new.parent.parent)
        for path in mine:
            path.replace(new / path.name)
        if mine and not any(old.iterdir()):
            old.rmdir()
    return there


def thin(folder: Path, now: float) -> None:
    """Remove the saves of a layer that are too close together for their age, and the oldest of all above the limit.

    The newest save of each layer stays whatever its age and size, and does not
    count: one layer's large save takes nothing away from the others.

    Args:
        folder: of the layer.
        now: the time, seconds since 1970.
    """
    _thin_one(folder, _listed(folder), now)
    _thin_all(folder.parent)


def _thin_one(folder: Path, kept: Sequence[KeptSave], now: float) -> None:
    for save in _superfluous(kept, now):
        if save != kept[0]:
            _remove(save.path)
    _sweep(folder, now)


def _thin_all(parent: Path) -> None:
    with contextlib.suppress(OSError):  # first: what another process keeps from here on is counted
        private_files.write(parent / _GROWN, [b"."])  # an empty one is new: nobody knows how much lies there
    every = [save for layer in _folders(parent) for save in _listed(layer)[1:]]
    every.sort(key=lambda save: save.when, reverse=True)
    total, most = 0, LARGEST_HISTORY - LARGEST_HISTORY // _RESERVE
    for save in every:
        with contextlib.suppress(OSError):
            size = save.path.stat().st_size
            if total + size > most:
                _remove(save.path)
            else:
                total += size


def _is_due(parent: Path, older: Sequence[KeptSave]) -> bool:
    """True if all layers must be gone through, now that some saves are no longer the newest of their layer.

    Raises:
        OSError: the disk is full.
    """
    grown = 0
    for save in older:
        with contextlib.suppress(FileNotFoundError):  # thinned
            grown += -(-save.path.stat().st_size // _UNIT)
    if not grown:
        return False
    try:
        descriptor = private_files.opened_to_append(parent / _GROWN)
    except OSError:
        return True
    with os.fdopen(descriptor, "ab", buffering=0) as counter:
        before = os.fstat(descriptor).st_size
        counter.write(b"." * grown)
    return not before or (before + grown) * _UNIT >= LARGEST_HISTORY // _RESERVE


def _sweep(folder: Path, now: float) -> None:
    """Remove what a killed program left half-written a day ago or earlier."""
    for name in filter(UNFINISHED_OWN_FILE.fullmatch, _names(folder)):
        with contextlib.suppress(OSError):
            if now - (folder / name).stat().st_mtime > _DAY:
                _remove(folder / name)


def _names(folder: Path) -> list[str]:
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        return [entry.name for entry in entries]
    return []


def _holds(save: KeptSave, pieces: Sequence[bytes]) -> bool:
    """True if a save holds just these bytes: a failed write is tried again every few seconds."""
    with contextlib.suppress(OSError):
        return bytes_of_save(save) == b"".join(pieces)
    return False


def _made_to_stay(save: KeptSave) -> KeptSave:
    name = save.path.name
    if name.endswith(f"-{_STAYS}{_ENDING}"):
        return save
    path = save.path.with_name(f"{name.removesuffix(_ENDING)}-{_STAYS}{_ENDING}")
    save.path.replace(path)
    return save._replace(path=path)


def _remove(path: Path) -> None:
    with contextlib.suppress(OSError):
        path.unlink()


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
