"""Reads files that are imported: regular ones only, without waiting for anything; beside the named one, no links.

The person named one file and meant it, wherever a link leads. What lies beside
it was put there by somebody else, so a link among it is not followed.
"""

from __future__ import annotations

import errno
import os
import stat
from pathlib import Path

_FLAGS = os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0) | getattr(os, "O_CLOEXEC", 0)


def read_named(path: Path, *, limit: int, size: int = -1) -> bytes:
    """The bytes of a file that the person named.

    Args:
        path: of the file; a link is followed.
        limit: bytes of the largest that is read.
        size: bytes that are wanted, from the beginning; negative: all.

    Raises:
        OSError: it cannot be read, is no regular file, or is larger than ``limit`` bytes.
    """
    return _read(os.open(path, _FLAGS), limit, size)


def read_beside(path: Path, *, limit: int, size: int = -1) -> bytes:
    """The bytes of a file that lies beside the one that the person named.

    Args:
        path: of the file; a link is not followed.
        limit: bytes of the largest that is read.
        size: bytes that are wanted, from the beginning; negative: all.

    Raises:
        OSError: it cannot be read, is a link or no regular file, or is larger than ``limit`` bytes.
    """
    if path.is_symlink():  # where the system cannot refuse it while opening
        raise OSError(errno.ELOOP, "it is a link")
    return _read(os.open(path, _FLAGS | getattr(os, "O_NOFOLLOW", 0)), limit, size)


def _read(descriptor: int, limit: int, size: int) -> bytes:
    facts = os.fstat(descriptor)
    if not stat.S_ISREG(facts.st_mode):
        os.close(descriptor)  # a stream would not: a folder has none
        raise OSError(errno.EINVAL, "it is no regular file")
    with os.fdopen(descriptor, "rb") as file:
        if facts.st_size > limit and size < 0:
            raise OSError(errno.EFBIG, f"it has more than {limit} bytes")
        return file.read(size)
