"""Putting what was written beside its target into the target's place, in one step.

A folder is exchanged with the one that it replaces where the system can do
that; elsewhere two renamings follow each other, and ``finish`` does the second
or undoes the first if the program was killed between them. The names say what
was under way: while ``.NAME.old-TOKEN`` is there, ``.NAME.part-TOKEN`` is
complete. A data file and its reports are several files: the data file comes
last, and a note in the local state folder (``under_way``) lets the next run go on.
"""

from __future__ import annotations

import contextlib
import errno
import os
import stat
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from analyst_app.export.placing.exchange import exchange
from analyst_app.export.placing.folder_handle import FolderHandle, Identity
from analyst_app.storage.file_names import REPLACED_EXPORT, replaced_export, unfinished_export
from analyst_app.storage.held_folder import READING

_SYNCED_ONE_BY_ONE = 256
"""Files up to which each is synced by itself; of more, everything on the disk at once."""


class Move(NamedTuple):
    """A finished file and its place."""

    staged: str
    """Name in the folder in which it was written."""
    name: str
    """Name in the folder that it comes to lie in."""


class Changed(OSError):
    """The target is no longer what was looked at before the writing; nothing was done."""

    def __init__(self, name: str) -> None:
        super().__init__(errno.EBUSY, f"something else has come to be there since the start ({name})")


def place_folder(parent: FolderHandle, name: str, *, token: str, seen: Identity | None) -> None:
    """Put the finished folder ``.NAME.part-TOKEN`` in the place of NAME.

    Args:
        parent: the folder that both lie in.
        name: the name.
        token: of the finished folder.
        seen: what had the name at the start; None: nothing.

    Raises:
        Changed: something else has the name now.
        OSError: the system would not; what stood there is intact.
    """
    staged, old = unfinished_export(name, token), replaced_export(name, token)
    if parent.identity(name) != seen:
        raise Changed(name)
    with contextlib.ExitStack() as undo:
        if seen is None:
            parent.replace(staged, name)
            undo.callback(parent.replace, name, staged)
        elif exchange(parent.descriptor, staged, name):
            undo.callback(exchange, parent.descriptor, staged, name)
            if parent.identity(staged) != seen:
                raise Changed(name)
        else:
            parent.replace(name, old)
            undo.callback(parent.replace, old, name)
            parent.replace(staged, name)
            undo.callback(parent.replace, name, staged)
        parent.sync()
        undo.pop_all()
    if parent.facts(old) is not None:
        with contextlib.suppress(OSError):
            parent.replace(old, staged)  # from now on it is a leftover, and no sign of something under way
    parent.remove_tree(staged)


def place_files(staging: FolderHandle, parent: FolderHandle, moves: list[Move], *, seen: Identity | None) -> None:
    """Put finished files in their places; if one cannot be, the places are as before.

    Args:
        staging: the folder in which they were written.
        parent: the folder that they come to lie in.
        moves: the files; the one that counts is the last.
        seen: what had the last one's place at the start; None: nothing.

    Raises:
        Changed: something else has the last one's place now.
        OSError: the system would not.
    """
    if parent.identity(moves[-1].name) != seen:
        raise Changed(moves[-1].name)
    with contextlib.ExitStack() as undo:
        for number, move in enumerate(moves[:-1]):
            kept = _kept(staging, parent, move.name, f".kept-{number}")
            undo.callback(_put_back, staging, parent, kept, move.name)
            staging.replace(move.staged, move.name, into=parent)
        last = moves[-1]
        if seen is None:
            _place_new(staging, parent, last)
            undo.callback(_put_back, staging, parent, "", last.name)
        else:
            with contextlib.suppress(OSError):
                parent.link(last.name, ".kept", into=staging)
            staging.replace(last.staged, last.name, into=parent)
            if staging.facts(".kept") is None:  # no second names here, so that there is no way back
                undo.pop_all()
                return
            undo.callback(_put_back, staging, parent, ".kept", last.name)
        parent.sync()
        undo.pop_all()


def finish_files(parent: FolderHandle, staged_folder: str, moves: list[Move], *, seen: Identity | None) -> bool:
    """Put those of some finished files in their places that are not yet there.

    Args:
        parent: the folder that they come to lie in.
        staged_folder: name of the folder in it in which they were written.
        moves: the files; the one that counts is the last.
        seen: what had the last one's place before; None: nothing.

    Returns:
        False if something else has that place since: then nothing was done.

    Raises:
        OSError: the system would not.
    """
    with FolderHandle(Path(staged_folder), within=parent) as staging:
        last = moves[-1]
        its_own = staging.identity(last.staged)
        if its_own is not None and parent.identity(last.name) not in (seen, its_own):
            return False
        for move in moves:
            facts = staging.facts(move.staged)
            if facts is not None and stat.S_ISREG(facts.st_mode):
                staging.replace(move.staged, move.name, into=parent)
    parent.sync()
    return True


def finish_folders(parent: FolderHandle, names: Iterable[str]) -> list[str]:
    """Do the second of two renamings, or undo the first, where a run was killed between them.

    Args:
        parent: a folder.
        names: names in it that are to be looked at.

    Returns:
        Names of the exports that are in their place again.

    Raises:
        OSError: the system would not.
    """
    finished = []
    for old in names:
        match = REPLACED_EXPORT.fullmatch(old)
        if match is None or not parent.is_folder(old) or not parent.is_ours(old):
            continue
        name, staged = match["name"], unfinished_export(match["name"], match["token"])
        if parent.facts(name) is None:
            parent.replace(staged if parent.is_folder(staged) else old, name)
            finished.append(name)
        if parent.is_folder(old) and parent.facts(staged) is None:
            parent.replace(old, staged)
    return finished


def settle(folder: FolderHandle) -> None:
    """Have all files of a finished folder on the disk when this returns.

    Args:
        folder: of this process, with no links in it that anybody else made.

    Raises:
        OSError: the disk reports an error.
    """
    if sys.platform == "win32":
        return
    if sum(len(names) for _, _, names, _ in _walked(folder)) > _SYNCED_ONE_BY_ONE:
        os.sync()
        return
    for _, _, names, handle in _walked(folder):
        for name in names:
            facts = os.stat(name, dir_fd=handle, follow_symlinks=False)
            if stat.S_ISREG(facts.st_mode):
                descriptor = os.open(name, READING, dir_fd=handle)
                try:
                    _sync(descriptor)
                finally:
                    os.close(descriptor)
        _sync(handle)


def _walked(folder: FolderHandle) -> Iterator[tuple[str, list[str], list[str], int]]:
    """The folder and those below it, the lowest first, each by its handle; what cannot be read is an error."""

    def fail(error: OSError) -> None:
        raise error

    return os.fwalk(".", topdown=False, onerror=fail, dir_fd=folder.handle)


def _sync(descriptor: int) -> None:
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.EOPNOTSUPP):  # file systems without it
            raise


def _put_back(staging: FolderHandle, parent: FolderHandle, kept: str, name: str) -> None:
    """Give a name back to what was kept of it, or to nothing."""
    with contextlib.suppress(OSError):
        if kept:
            staging.replace(kept, name, into=parent)
        else:
            parent.remove(name)


def _kept(staging: FolderHandle, parent: FolderHandle, name: str, kept: str) -> str:
    """Keep what has a name, to bring it back if a later step fails; empty if nothing had it."""
    if parent.facts(name) is None:
        return ""
    try:
        parent.link(name, kept, into=staging)
    except OSError:  # no second names here
        parent.replace(name, kept, into=staging)
    return kept


def _place_new(staging: FolderHandle, parent: FolderHandle, move: Move) -> None:
    """Give a file a name that nothing has, never replacing; where links are not known, after a last look."""
    try:
        staging.link(move.staged, move.name, into=parent)
    except FileExistsError:
        raise Changed(move.name) from None
    except OSError:
        if parent.facts(move.name) is not None:
            raise Changed(move.name) from None
        staging.replace(move.staged, move.name, into=parent)
