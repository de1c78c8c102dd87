"""Reading files that others put there: regular ones only, and no more than is expected.

A module of its own, because an article is read before the first paint, and
what saving needs is not.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from pathlib import Path

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)
PIECE = 1 << 20
"""Bytes read at once."""


class Unreadable(OSError):
    """No regular file, or larger than allowed."""


def read_regular(path: Path | str, *, limit: int) -> bytes:
    """The bytes of a regular file, never waiting on a pipe or reading a device.

    Args:
        path: of the file; symlinks are followed.
        limit: bytes of the largest that is read.

    Raises:
        FileNotFoundError: it is not there.
        Unreadable: no regular file, or larger than ``limit`` bytes.
        OSError: it cannot be read.
    """
    descriptor = os.open(path, _FLAGS)
    try:
        facts = os.fstat(descriptor)
        if not stat.S_ISREG(facts.st_mode):
            raise Unreadable(errno.EINVAL, "it is no regular file")
        if facts.st_size > limit:
            raise Unreadable(errno.EFBIG, f"it has {facts.st_size} bytes, more than {limit}")
        pieces = [os.read(descriptor, facts.st_size + 1)]
        size = len(pieces[0])
        if size == facts.st_size:
            return pieces[0]  # the one byte more was not there: all of it
        while piece := os.read(descriptor, PIECE):  # it grows, or a signal came between
            pieces.append(piece)
            size += len(piece)
            if size > limit:
                raise Unreadable(errno.EFBIG, f"it has more than {limit} bytes")
    finally:
        os.close(descriptor)
    return b"".join(pieces)


def digest(path: Path) -> str:
    """SHA-256 of a file's bytes, hex; empty if it is not there.

    Raises:
        OSError: it cannot be read.
        Unreadable: it is no regular file, or larger than the limit.
    """
    hasher = hashlib.sha256()
    try:
        descriptor = os.open(path, _FLAGS)
    except FileNotFoundError:
        return ""
    with os.fdopen(descriptor, "rb", buffering=0) as file:
        if not stat.S_ISREG(os.fstat(descriptor).st_mode):
            raise Unreadable(errno.EINVAL, "it is no regular file")
        while piece := file.read(PIECE):
            hasher.update(piece)
    return hasher.hexdigest()
