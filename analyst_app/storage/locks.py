"""Locks that keep two programs from writing one thing at a time, where the file system has them.

Only "another holds it" means held. A file system that knows no locks (some
network and user-space ones) answers with an error of its own, and work goes on
without: a save looks at the file again before it replaces it, with or without
a lock. The lock goes with its holder; of a holder on another machine that is
gone, a network disk may not know so for long, so nothing waits without end.

Imported on the way to the first paint, so it imports nothing heavy itself.
"""

from __future__ import annotations

import contextlib
import errno
import os
import sys
from enum import Enum
from pathlib import Path

if sys.platform == "win32":  # now, not when a save has no file handle left to import with
    import msvcrt
else:
    import fcntl

UNSUPPORTED = frozenset({errno.ENOLCK, errno.EOPNOTSUPP, errno.ENOTSUP, errno.ENOSYS, errno.EINVAL})
"""Errors by which a file system says that it has no locks."""
_PLACE = 4096
"""Offset of the byte that is locked on Windows, where others cannot read what is locked: after all that is written."""


class Lock(Enum):
    """The answer to trying to take a lock."""

    TAKEN = "there"
    HELD = "held by another program"
    NONE = "not supported by this file system"


def tried(descriptor: int) -> Lock:
    """The answer to one try to take the lock of an open file or folder, without waiting.

    Raises:
        OSError: the disk fails.
    """
    try:
        if sys.platform == "win32":
            os.lseek(descriptor, _PLACE, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        if isinstance(error, BlockingIOError) or (sys.platform == "win32" and error.errno in _HELD_ON_WINDOWS):
            return Lock.HELD
        if error.errno in UNSUPPORTED:
            return Lock.NONE
        raise
    return Lock.TAKEN


def dropped(descriptor: int) -> None:
    """Let go of a lock; one that is gone already is no error."""
    with contextlib.suppress(OSError):
        if sys.platform == "win32":
            os.lseek(descriptor, _PLACE, os.SEEK_SET)
            msvcrt.locking(descriptor, msvcrt.LK_UNLCK, 1)
        else:
            fcntl.flock(descriptor, fcntl.LOCK_UN)


def known_in(folder: Path) -> Lock:
    """The answer of a folder's file system to a lock, which is let go at once. On Windows every one has them.

    Raises:
        OSError: the folder cannot be opened.
    """
    if sys.platform == "win32":
        return Lock.TAKEN
    descriptor = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_CLOEXEC)
    try:
        answer = tried(descriptor)
        if answer is Lock.TAKEN:
            dropped(descriptor)
        return answer
    finally:
        os.close(descriptor)


_HELD_ON_WINDOWS = (errno.EACCES, errno.EDEADLK)
