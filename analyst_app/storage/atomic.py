"""Replacing a file whole or not at all: the saving steps 0 and 2 to 6 of docs/format.md.

What stands in the target is only ever replaced by a finished, verified file
beside it. Nothing here knows what the bytes mean.
"""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import secrets
import stat
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from analyst_app.errors import SaveFailed, why_unwritten
from analyst_app.storage import containment, file_names, locks
from analyst_app.storage.held_folder import READING, HeldFolder, held_folder, held_target
from analyst_app.storage.regular_file import Unreadable, digest, digest_of_descriptor, read_descriptor, read_regular
from analyst_app.wording import tr

__all__ = ["Unreadable", "digest", "read_regular"]

_DAY = 86_400.0
_LOCK_PATIENCE = 30.0
_SHORT_PATIENCE = 1.0
"""Seconds for a folder whose lock was waited for in vain before: its holder may be a machine that is gone."""
_in_vain: set[tuple[int, int]] = set()
"""Device and number of the folders whose lock was waited for in vain, until it is had again."""


class TargetChanged(Exception):
    """The target is no longer what the caller saw; nothing was replaced."""


def digest_of(pieces: Sequence[bytes]) -> str:
    """SHA-256 of bytes in pieces, hex."""
    hasher = hashlib.sha256()
    for piece in pieces:
        hasher.update(piece)
    return hasher.hexdigest()


@dataclass(frozen=True)
class HeldTarget:
    """A place where a file is written: a name in a folder that is held and locked."""

    asked: Path
    """The path that was to be written; may be a link to the target."""
    folder: HeldFolder
    name: str
    is_link: bool = False
    """True if a link led to it."""
    waited_in_vain: bool = False
    """True the first time that the folder's lock was waited for in vain, and done without."""

    @property
    def path(self) -> Path:
        """The target's own path."""
        return self.folder.path / self.name

    def read(self, *, limit: int) -> bytes:
        """The bytes that stand there.

        Args:
            limit: bytes of the largest file that is read.

        Raises:
            FileNotFoundError: nothing does.
            LeadsOutside: it is a link now, or another layer's file.
            OSError: they cannot be read.
        """
        descriptor = self.folder.open(self.name, READING)
        try:
            data = read_descriptor(descriptor, limit=limit)
            has_more_names = os.fstat(descriptor).st_nlink > 1
        finally:
            os.close(descriptor)
        if self.is_link or has_more_names:
            containment.refuse_other_layer(self.asked, data, is_link=self.is_link)
        return data

    def digest(self) -> str:
        """SHA-256 of the bytes that stand there, hex; empty if nothing does.

        Raises:
            LeadsOutside: it is a link now.
            OSError: they cannot be read.
        """
        try:
            descriptor = self.folder.open(self.name, READING)
        except FileNotFoundError:
            return ""
        return digest_of_descriptor(descriptor)


@contextlib.contextmanager
def held(path: Path) -> Iterator[HeldTarget]:
    """The target of a path, in a folder that is kept from other savers meanwhile.

    Raises:
        SaveFailed: the path leads to something that must not be replaced.
        LeadsOutside: it leads out of the opened folder, nowhere, in a circle, or to another kind of file.
        OSError: the folder cannot be opened.
    """
    with held_target(path) as (folder, name, is_link):
        _refuse_unwritable(path, folder, name)
        with _locked(folder.path, folder.handle) as waited_in_vain:
            yield HeldTarget(path, folder, name, is_link, waited_in_vain)


def _refuse_unwritable(path: Path, folder: HeldFolder, name: str) -> None:
    facts = folder.facts(name)
    if facts is None:
        return
    if not stat.S_ISREG(facts.st_mode):
        raise SaveFailed(
            tr("{name} was not saved: it is no regular file. Move it away, then save again.", name=path.name)
        )
    if not facts.st_mode & 0o222 or not folder.is_writable(name):
        if folder.is_read_only:
            raise failure(path, OSError(errno.EROFS, os.strerror(errno.EROFS)))
        raise SaveFailed(
            tr("{name} was not saved: the file is read-only. Allow writing to it, then save again.", name=path.name)
        )


def failure(path: Path, error: OSError) -> SaveFailed:
    """An operating system's error in words that a person can act on.

    Args:
        path: of the file that was to be saved.
        error: what the system said.
    """
    is_there = error.errno == errno.ENOENT and path.parent.is_dir()  # as /proc is, which takes no file
    why = tr("its folder takes no new files") if is_there else why_unwritten(error)
    return SaveFailed(tr("{name} was not saved: {why}.", name=path.name, why=why))


@contextlib.contextmanager
def folder_lock(folder: Path) -> Iterator[None]:
    """Keep other savers out of a folder, where the system can, and no other keeps its lock for half a minute.

    Raises:
        LeadsOutside: a link on the way leads out of the opened folder.
        OSError: the folder cannot be opened.
    """
    with held_folder(folder) as held, _locked(held.path, held.handle):
        yield


@contextlib.contextmanager
def _locked(folder: Path, handle: int) -> Iterator[bool]:
    descriptor = handle
    if sys.platform == "win32":
        key = hashlib.sha256(str(folder).encode("utf-8", "surrogatepass")).hexdigest()[:16]
        lock_file = Path(tempfile.gettempdir()) / f"analyst-app-{key}.lock"
        descriptor = os.open(lock_file, os.O_RDWR | os.O_CREAT)
    try:
        yield _take_lock(descriptor)
    finally:
        locks.dropped(descriptor)  # never an error: what was done under the lock is done
        if descriptor != handle:
            with contextlib.suppress(OSError):
                os.close(descriptor)


def replace_file(target: HeldTarget, pieces: Sequence[bytes], check: Callable[[], None]) -> None:
    """Put bytes in the place of a held target.

    Args:
        target: the place.
        pieces: the bytes.
        check: called when the new file is complete and verified; raises TargetChanged to keep the old one.

    Raises:
        OSError: as the system says; the target is what it was.
        SaveFailed: what was written reads back as something else.
    """
    _sweep(target.folder)
    temporary = file_names.unfinished_save(secrets.token_hex(4))
    try:
        _write(target.folder, temporary, pieces, target.folder.facts(target.name))
        check()
        _swap(target.folder, temporary, target.name)
    except BaseException:
        with contextlib.suppress(OSError):
            target.folder.remove(temporary)
        raise
    target.folder.sync()


def _write(folder: HeldFolder, name: str, pieces: Sequence[bytes], old: os.stat_result | None) -> None:
    descriptor = folder.open(name, os.O_RDWR | os.O_CREAT | os.O_EXCL)
    try:
        if old is not None and sys.platform != "win32":  # permissions and group are taken over
            if os.fstat(descriptor).st_gid != old.st_gid:
                with contextlib.suppress(PermissionError):
                    os.fchown(descriptor, -1, old.st_gid)
            os.fchmod(descriptor, stat.S_IMODE(old.st_mode))
        for piece in pieces:
            _write_whole(descriptor, piece)
        os.fsync(descriptor)
        os.lseek(descriptor, 0, os.SEEK_SET)
        for piece in (*pieces, b""):
            if _read_whole(descriptor, len(piece) or 1) != piece:
                raise SaveFailed(
                    tr(
                        "The disk did not keep what was written to it; the old file is intact. Look after the "
                        "disk, and save a copy elsewhere."
                    )
                )
    except BaseException:
        with contextlib.suppress(OSError):
            os.close(descriptor)
        raise
    os.close(descriptor)


def _write_whole(descriptor: int, piece: bytes) -> None:
    rest = memoryview(piece)
    while rest:
        rest = rest[os.write(descriptor, rest) :]


def _read_whole(descriptor: int, size: int) -> bytes:
    read = os.read(descriptor, size)
    while len(read) < size:
        more = os.read(descriptor, size - len(read))
        if not more:
            break
        read += more
    return read


def _swap(folder: HeldFolder, temporary: str, name: str) -> None:
    patience = time.monotonic() + 2.5
    while True:
        try:
            folder.replace(temporary, name)
            return
        except OSError as error:
            # Windows: another program (virus scanner, sync tool) has it open for a moment
            if getattr(error, "winerror", None) not in (5, 32, 33) or time.monotonic() > patience:
                raise
            time.sleep(0.05)


def _take_lock(descriptor: int) -> bool:
    """Wait for the lock, then go on, with it or without: the target is looked at again before it is replaced.

    Returns:
        True the first time that it was waited for in vain.
    """
    facts = os.fstat(descriptor)
    folder = facts.st_dev, facts.st_ino
    was_in_vain = folder in _in_vain
    patience = time.monotonic() + (_SHORT_PATIENCE if was_in_vain else _LOCK_PATIENCE)
    while locks.tried(descriptor) is locks.Lock.HELD:  # one that knows no locks is gone on without
        if time.monotonic() > patience:
            _in_vain.add(folder)
            return not was_in_vain
        time.sleep(0.01)
    _in_vain.discard(folder)
    return False


def _sweep(folder: HeldFolder) -> None:
    """Remove temporary files that a killed save left a day ago or earlier."""
    before = time.time() - _DAY
    with contextlib.suppress(OSError):
        for name in folder.names():
            facts = folder.facts(name) if file_names.UNFINISHED_SAVE.fullmatch(name) else None
            is_old = facts is not None and facts.st_mtime < before
            if facts is not None and is_old and (sys.platform == "win32" or facts.st_uid == os.getuid()):
                folder.remove(name)
