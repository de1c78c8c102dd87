"""Reading files that others put there: regular ones only, inside the border, and no more than is expected.

A module of its own, because an article is read before the first paint, and
what saving needs is not.
"""

from __future__ import annotations

import errno
import hashlib
import os
import stat
from pathlib import Path

from analyst_app.errors import Unreadable as Unreadable
from analyst_app.storage import containment
from analyst_app.storage.held_folder import READING, HeldFolder, open_file
from analyst_app.storage.limits import PIECE
from analyst_app.wording import tr


def read_regular(path: Path | str, *, limit: int) -> bytes:
    """The bytes of a regular file, never waiting on a pipe or reading a device.

    Args:
        path: of the file; a link is followed only inside the border, and of a layer only to its own file.
        limit: bytes of the largest that is read.

    Raises:
        FileNotFoundError: it is not there.
        LeadsOutside: it is a link that is not followed, or another layer's file under a second name.
        Unreadable: no regular file, or larger than ``limit`` bytes.
        OSError: it cannot be read.
    """
    descriptor, is_link = open_file(path)
    try:
        data, links = _read(descriptor, limit)
    finally:
        os.close(descriptor)
    if is_link or links > 1:
        containment.refuse_other_layer(path, data, is_link=is_link)
    return data


def read_in(folder: HeldFolder, name: str, *, limit: int) -> bytes:
    """The bytes of a regular file in a folder that is held: of many files there, cheaper than by their paths.

    Args:
        folder: holds the file.
        name: of the file; a link is not followed.
        limit: bytes of the largest that is read.

    Raises:
        FileNotFoundError: it is not there.
        LeadsOutside: it is a link, or another layer's file under a second name.
        Unreadable: no regular file, or larger than ``limit`` bytes.
        OSError: it cannot be read.
    """
    descriptor = folder.open(name, READING)
    try:
        data, links = _read(descriptor, limit)
    finally:
        os.close(descriptor)
    if links > 1:
        containment.refuse_other_layer(name, data, is_link=False)
    return data


def read_descriptor(descriptor: int, *, limit: int) -> bytes:
    """The bytes of a regular file that is open; it stays open.

    Args:
        descriptor: of the file, at its beginning.
        limit: bytes of the largest that is read.

    Raises:
        Unreadable: no regular file, or larger than ``limit`` bytes.
        OSError: it cannot be read.
    """
    return _read(descriptor, limit)[0]


def digest(path: Path | str) -> str:
    """SHA-256 of a file's bytes, hex; empty if it is not there.

    Raises:
        OSError: it cannot be read.
        LeadsOutside: it is a link that is not followed.
        Unreadable: it is no regular file.
    """
    try:
        descriptor, _ = open_file(path)
    except FileNotFoundError:
        return ""
    return digest_of_descriptor(descriptor)


def digest_of_descriptor(descriptor: int) -> str:
    """SHA-256 of the bytes of an open regular file, hex; closes it.

    Raises:
        OSError: it cannot be read.
        Unreadable: it is no regular file.
    """
    hasher = hashlib.sha256()
    try:
        mode = os.fstat(descriptor).st_mode
        if not stat.S_ISREG(mode):
            raise Unreadable.of_kind(mode)
        while piece := os.read(descriptor, PIECE):
            hasher.update(piece)
    finally:
        os.close(descriptor)
    return hasher.hexdigest()


def _read(descriptor: int, limit: int) -> tuple[bytes, int]:
    """All bytes of a file, and the number of its names."""
    facts = os.fstat(descriptor)
    if not stat.S_ISREG(facts.st_mode):
        raise Unreadable.of_kind(facts.st_mode)
    if facts.st_size > limit:
        raise Unreadable(
            errno.EFBIG, tr("it has {st_size} bytes, more than {limit}", st_size=facts.st_size, limit=limit)
        )
    pieces = [os.read(descriptor, facts.st_size + 1)]
    size = len(pieces[0])
    if size == facts.st_size:
        return pieces[0], facts.st_nlink  # the one byte more was not there: all of it
    while piece := os.read(descriptor, PIECE):  # it grows, or a signal came between
        pieces.append(piece)
        size += len(piece)
        if size > limit:
            raise Unreadable(errno.EFBIG, tr("it has more than {limit} bytes", limit=limit))
    return b"".join(pieces), facts.st_nlink
