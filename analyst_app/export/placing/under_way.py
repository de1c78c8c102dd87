"""Notes on exports and imports that are under way, in the local state folder.

A note is made before the first byte and taken away at the end, so a note whose
process is gone tells what a killed run left, and where. The next run finishes
or undoes that, and sweeps; ``doctor`` names it. The notes lie in the local
state folder, because a folder that other people fill might hold anything: a
note in there could make the app put their files in the place of the person's.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import json
import os
import secrets
import socket
import stat
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from analyst_app.core.ending import uninterrupted
from analyst_app.export.placing import one_step
from analyst_app.export.placing.folder_handle import FolderHandle, Identity
from analyst_app.export.placing.mark import is_export
from analyst_app.storage import private_files
from analyst_app.storage.file_names import (
    JSON,
    REPLACED_EXPORT,
    UNFINISHED_EXPORT,
    UNFINISHED_IMPORT,
    unfinished_export,
)

_DAY = 86_400.0
_FORGOTTEN = 30 * _DAY
"""Age after which a note on a folder that is not there is dropped."""
_LARGEST_NOTE = 1 << 20


class UnderWay(NamedTuple):
    """A note on one export, or on imports into one folder."""

    folder: str
    """The folder that is written to."""
    name: str = ""
    """Name that the export will have in it; empty for imports."""
    token: str = ""
    """Of the export."""
    moves: tuple[tuple[str, str], ...] = ()
    """Finished files on their way into their places, once that has begun."""
    seen: Identity | None = None
    """Device and number of the file that the last one replaces; None: of none."""
    process: int = 0
    host: str = ""


_ours: dict[str, Note] = {}
"""Notes of this very process by their names: a number of a process may be given again."""


class Leftover(NamedTuple):
    """Something that a killed run left."""

    path: Path
    is_between: bool
    """True if an export was on its way into its place: the next run finishes or undoes that."""


@contextlib.contextmanager
def noted(state: Path | None, folder: Path, *, name: str = "", token: str = "") -> Iterator[Note]:
    """Have a note on a folder for as long as something is written there.

    Args:
        state: the local state folder; None: no notes are made.
        folder: the folder that is written to.
        name: the name that an export will have in it.
        token: of the export.
    """
    note = Note(state, UnderWay(str(folder.absolute()), name, token, process=os.getpid(), host=socket.gethostname()))
    note.begin()
    try:
        yield note
    finally:
        note.end()


class Note:
    """A note that is kept while something is written. Where the state folder takes none, it does without."""

    def __init__(self, state: Path | None, says: UnderWay) -> None:
        self._says = says
        key = says.token or hashlib.sha256(f"{says.process} {says.folder}".encode("utf-8", "replace")).hexdigest()[:16]
        self._key = f"{key}{JSON}"
        self._path = _folder(state) / self._key if state is not None else None

    def begin(self) -> None:
        """Put it on the disk."""
        _ours[self._key] = self
        if self._path is not None:
            with contextlib.suppress(OSError):
                data = json.dumps(self._says._asdict()).encode() + b"\n"
                private_files.write(self._path, [data], top=self._path.parent.parent, lasts=True)

    def moving(self, moves: list[one_step.Move], *, seen: Identity | None) -> None:
        """Add the finished files that are about to be put in their places.

        Args:
            moves: the files; the one that counts is the last.
            seen: what has the last one's place now; None: nothing.
        """
        self._says = self._says._replace(moves=tuple(moves), seen=seen)
        self.begin()

    def end(self) -> None:
        """Take it away, unless something is left that could not be removed."""
        with uninterrupted():
            _ours.pop(self._key, None)
            if self._path is not None:
                with contextlib.suppress(OSError):
                    with FolderHandle(Path(self._says.folder)) as parent:
                        is_left = bool(_left_in(parent, self._says))
                    if not is_left:
                        self._path.unlink()

    def put_away(self) -> list[Path]:
        """Finish, undo or remove an export of this process that was ended in the middle; paths of what is left."""
        left = []
        if self._says.token:  # an import's unfinished files have no token: they might be another process's
            with contextlib.suppress(OSError), FolderHandle(_place(self._says)) as parent:
                with contextlib.suppress(OSError):
                    _finished(parent, self._says)
                left = [parent.path / name for name in _left_in(parent, self._says)]
        self.end()
        return left


def put_away() -> list[Path]:
    """Finish, undo or remove what this process has under way, for it is ending; paths of what is left all the same."""
    return [path for note in list(_ours.values()) for path in note.put_away()]


def new_token() -> str:
    """Eight hexadecimal digits that tell one export from another."""
    return secrets.token_hex(4)


def resume(state: Path | None, folder: Path | None = None) -> list[str]:
    """Finish or undo what killed runs left half done, and sweep what they left lying.

    Args:
        state: the local state folder; None: there are no notes.
        folder: a folder that is about to be written to: it is swept even if no note names it.

    Returns:
        Paths of exports that are in their place now.
    """
    finished = []
    for path, note in _notes(state):
        if _is_alive(note, path):
            continue
        try:
            with FolderHandle(_place(note)) as parent:
                finished += [str(parent.path / name) for name in _finished(parent, note)]
                if not _left_in(parent, note):
                    path.unlink()
        except OSError:
            if time.time() - _changed(path) > _FORGOTTEN:
                with contextlib.suppress(OSError):
                    path.unlink()
    if folder is not None:
        with contextlib.suppress(OSError), FolderHandle(folder) as parent:
            _sweep(parent)
    return finished


def leftovers(state: Path | None) -> list[Leftover]:
    """Everything that killed runs left, as far as notes tell; nothing is changed.

    Args:
        state: the local state folder.
    """
    found: dict[Path, Leftover] = {}
    for path, note in _notes(state):
        if _is_alive(note, path):
            continue
        with contextlib.suppress(OSError), FolderHandle(_place(note)) as parent:
            for name in _left_in(parent, note):
                is_between = bool(note.moves) or REPLACED_EXPORT.fullmatch(name) is not None
                found[parent.path / name] = Leftover(parent.path / name, is_between)
    return list(found.values())


def unmarked_in(folder: Path) -> list[Path]:
    """Folders that are named as an export on its way out of its place, but are none: nothing is done with them.

    Args:
        folder: that may hold some; those below it are not looked at.
    """
    try:
        with FolderHandle(folder) as parent:
            named = [name for name in parent.names() if REPLACED_EXPORT.fullmatch(name) and parent.is_folder(name)]
            return [parent.path / name for name in named if not _was_an_export(parent, name)]
    except OSError:
        return []


def _place(note: UnderWay) -> Path:
    """The folder that a note tells of.

    Raises:
        OSError: it was an import's, and there is a link on the way now: nothing of its is there.
    """
    if not note.token and os.path.realpath(note.folder) != note.folder:
        raise OSError(errno.ELOOP, os.strerror(errno.ELOOP), note.folder)
    return Path(note.folder)


def _finished(parent: FolderHandle, note: UnderWay) -> list[str]:
    """Finish or undo what a note tells of; names of the exports that are in their place now."""
    finished = []
    if note.token:
        staged = unfinished_export(note.name, note.token)
        finished = one_step.finish_folders(parent, _left_in(parent, note))
        if note.moves and parent.is_folder(staged):
            moves = [one_step.Move(*move) for move in note.moves]
            if one_step.finish_files(parent, staged, moves, seen=note.seen):
                finished.append(note.name)
        parent.remove_tree(staged)
    _sweep(parent)
    return finished


def _left_in(parent: FolderHandle, note: UnderWay) -> list[str]:
    """Names of all that a note's run left in its folder: by its token, or an import's files, which have none."""
    left = []
    for name in parent.names():
        match = UNFINISHED_EXPORT.fullmatch(name) or REPLACED_EXPORT.fullmatch(name)
        is_its = match is not None and (match["name"], match["token"]) == (note.name, note.token)
        if is_its or (not note.token and UNFINISHED_IMPORT.fullmatch(name)):
            left.append(name)
    return left


def _sweep(parent: FolderHandle) -> None:
    """Remove what is older than a day and ours; an export that has lost its place gets it back before.

    A folder that is only named as an earlier export stays: anybody may have put it there.
    """
    names = parent.names()
    before = time.time() - _DAY
    with contextlib.suppress(OSError):
        old = [name for name in names if _is_old(parent, name, before)]
        one_step.finish_folders(parent, [name for name in old if _was_an_export(parent, name)])
    for name in parent.names():
        if not _is_old(parent, name, before):
            continue
        if UNFINISHED_IMPORT.fullmatch(name):
            with contextlib.suppress(OSError):
                parent.remove(name)
        elif UNFINISHED_EXPORT.fullmatch(name) or _has_been_replaced(parent, name):
            parent.remove_tree(name)


def _has_been_replaced(parent: FolderHandle, name: str) -> bool:
    match = REPLACED_EXPORT.fullmatch(name)
    return match is not None and parent.facts(match["name"]) is not None and _was_an_export(parent, name)


def _was_an_export(parent: FolderHandle, name: str) -> bool:
    """True if a folder on its way out of its place, and what would come into that, hold the mark of an export."""
    match = REPLACED_EXPORT.fullmatch(name)
    if match is None or not is_export(parent, name, of=match["name"]):
        return False
    staged = unfinished_export(match["name"], match["token"])
    is_coming = parent.is_folder(staged) and parent.facts(match["name"]) is None
    return not is_coming or is_export(parent, staged, of=match["name"])


def _is_old(parent: FolderHandle, name: str, before: float) -> bool:
    if name[0] not in ".~":  # most of a full folder
        return False
    if not (UNFINISHED_IMPORT.fullmatch(name) or UNFINISHED_EXPORT.fullmatch(name) or REPLACED_EXPORT.fullmatch(name)):
        return False
    facts = parent.facts(name)
    return facts is not None and facts.st_mtime < before and parent.is_ours(name)


def _notes(state: Path | None) -> Iterator[tuple[Path, UnderWay]]:
    if state is None:
        return
    try:
        paths = sorted(path for path in _folder(state).iterdir() if path.suffix == JSON)
    except OSError:
        return
    for path in paths:
        try:
            data = json.loads(private_files.read(path, limit=_LARGEST_NOTE))
            moves = tuple((str(staged), str(name)) for staged, name in data.pop("moves"))
            seen = data.pop("seen")
            note = UnderWay(**data, moves=moves, seen=(int(seen[0]), int(seen[1])) if seen else None)
        except (OSError, ValueError, TypeError, AttributeError, KeyError):
            continue
        if all(os.path.basename(part) == part and part not in ("", ".", "..") for move in moves for part in move):  # noqa: PTH119 - of a name
            yield path, note


def _is_alive(note: UnderWay, path: Path) -> bool:
    """True if the process of a note may still be at work; of another machine's, for a day."""
    if path.name in _ours:
        return True
    if note.process == os.getpid() and note.host == socket.gethostname():
        return False
    if sys.platform == "win32" or note.host != socket.gethostname():
        return time.time() - _changed(path) < _DAY
    try:
        os.kill(note.process, 0)
    except OSError as error:
        return error.errno == errno.EPERM
    return time.time() - _changed(path) < _DAY


def _changed(path: Path) -> float:
    facts = path.lstat()
    return facts.st_mtime if stat.S_ISREG(facts.st_mode) else 0.0


def _folder(state: Path) -> Path:
    return state / "under-way"
