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
from pathlib import Path

from analyst_app.errors import SaveFailed
from analyst_app.storage import file_names, locks
from analyst_app.storage.regular_file import Unreadable, digest, read_regular

__all__ = ["Unreadable", "digest", "read_regular"]

_DAY = 86_400.0
_LOCK_PATIENCE = 30.0
_WORDS = {
    errno.ENOSPC: "the disk is full",
    errno.EDQUOT: "your quota is used up",
    errno.EROFS: "the medium is read-only",
    errno.EACCES: "you may not write there",
    errno.EPERM: "you may not write there",
    errno.EMFILE: "too many files are open",
    errno.ENFILE: "too many files are open",
    errno.EIO: "the disk reports an error",
    errno.ENOENT: "the folder is gone",
    errno.ENAMETOOLONG: "its name is too long; give the article a shorter one",
    errno.ETIMEDOUT: "the disk does not answer",
}


class TargetChanged(Exception):
    """The target is no longer what the caller saw; nothing was replaced."""


def digest_of(pieces: Sequence[bytes]) -> str:
    """SHA-256 of bytes in pieces, hex."""
    hasher = hashlib.sha256()
    for piece in pieces:
        hasher.update(piece)
    return hasher.hexdigest()


def resolved_target(path: Path) -> Path:
    """The path that a path leads to, symlinks followed.

    Raises:
        SaveFailed: to something that must not be replaced.
    """
    target = Path(os.path.realpath(path))
    try:
        facts = target.lstat()
    except FileNotFoundError:
        return target
    except OSError as error:
        raise failure(path, error) from error
    if not stat.S_ISREG(facts.st_mode):
        raise SaveFailed(f"{path.name} was not saved: it is no regular file. Move it away, then save again.")
    if not facts.st_mode & 0o222 or not os.access(target, os.W_OK):
        raise SaveFailed(f"{path.name} was not saved: the file is read-only. Allow writing to it, then save again.")
    return target


def failure(path: Path, error: OSError) -> SaveFailed:
    """An operating system's error in words that a person can act on.

    Args:
        path: of the file that was to be saved.
        error: what the system said.
    """
    return SaveFailed(f"{path.name} was not saved: {in_words(error)}.")


def in_words(error: OSError) -> str:
    """Why the operating system refused, as the end of a sentence."""
    return _WORDS.get(error.errno or 0, error.strerror or str(error))


@contextlib.contextmanager
def folder_lock(folder: Path) -> Iterator[None]:
    """Keep other savers out of a folder, where the system can.

    Raises:
        OSError: the folder cannot be opened, or another saver holds it for half a minute.
    """
    if sys.platform == "win32":
        key = hashlib.sha256(str(folder).encode("utf-8", "surrogatepass")).hexdigest()[:16]
        path, flags = Path(tempfile.gettempdir()) / f"analyst-app-{key}.lock", os.O_RDWR | os.O_CREAT
    else:
        path, flags = folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC
    descriptor = os.open(path, flags)
    try:
        _take_lock(descriptor)
        yield
    finally:
        locks.dropped(descriptor)  # never an error: what was done under the lock is done
        with contextlib.suppress(OSError):
            os.close(descriptor)


def replace_file(target: Path, pieces: Sequence[bytes], check: Callable[[], None]) -> None:
    """Put bytes in the place of a resolved target, under ``folder_lock``.

    Args:
        target: resolved; its folder is there.
        pieces: the bytes.
        check: called when the new file is complete and verified; raises TargetChanged to keep the old one.

    Raises:
        OSError: as the system says; the target is what it was.
        SaveFailed: what was written reads back as something else.
    """
    _sweep(target.parent)
    temporary = target.with_name(file_names.unfinished_save(secrets.token_hex(4)))
    try:
        _write(temporary, pieces, _mode(target))
        check()
        _swap(temporary, target)
    except BaseException:
        with contextlib.suppress(OSError):
            temporary.unlink()
        raise
    _sync_folder(target.parent)


def _write(path: Path, pieces: Sequence[bytes], mode: tuple[int, int] | None) -> None:
    flags = os.O_RDWR | os.O_CREAT | os.O_EXCL | getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_BINARY", 0)
    descriptor = os.open(path, flags | getattr(os, "O_CLOEXEC", 0), 0o666)
    try:
        if mode is not None and sys.platform != "win32":
            permissions, group = mode
            if os.fstat(descriptor).st_gid != group:
                with contextlib.suppress(PermissionError):
                    os.fchown(descriptor, -1, group)
            os.fchmod(descriptor, permissions)
        for piece in pieces:
            _write_whole(descriptor, piece)
        os.fsync(descriptor)
        os.lseek(descriptor, 0, os.SEEK_SET)
        for piece in (*pieces, b""):
            if _read_whole(descriptor, len(piece) or 1) != piece:
                raise SaveFailed("The disk did not keep what was written to it; the old file is intact.")
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


def _mode(target: Path) -> tuple[int, int] | None:
    """Permissions and group that the new file takes over, if there is an old one."""
    try:
        facts = target.stat()
    except FileNotFoundError:
        return None
    return stat.S_IMODE(facts.st_mode), facts.st_gid


def _swap(temporary: Path, target: Path) -> None:
    patience = time.monotonic() + 2.5
    while True:
        try:
            temporary.replace(target)
            return
        except OSError as error:
            # Windows: another program (virus scanner, sync tool) has it open for a moment
            if getattr(error, "winerror", None) not in (5, 32, 33) or time.monotonic() > patience:
                raise
            time.sleep(0.05)


def _sync_folder(folder: Path) -> None:
    if sys.platform == "win32":
        return
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        os.fsync(descriptor)
    except OSError as error:
        if error.errno not in (errno.EINVAL, errno.EOPNOTSUPP):  # file systems without it
            raise
    finally:
        os.close(descriptor)


def _take_lock(descriptor: int) -> None:
    patience = time.monotonic() + _LOCK_PATIENCE
    while locks.tried(descriptor) is locks.Lock.HELD:  # one that knows no locks is gone on without
        if time.monotonic() > patience:
            raise OSError(errno.ETIMEDOUT, "another program keeps the folder locked")
        time.sleep(0.01)


def _sweep(folder: Path) -> None:
    """Remove temporary files that a killed save left a day ago or earlier."""
    before = time.time() - _DAY
    with contextlib.suppress(OSError), os.scandir(folder) as entries:
        for entry in entries:
            if file_names.UNFINISHED_SAVE.fullmatch(entry.name):
                facts = entry.stat(follow_symlinks=False)
                if facts.st_mtime < before and (sys.platform == "win32" or facts.st_uid == os.getuid()):
                    Path(entry.path).unlink()
