"""Gzipped files: unpacked up to a limit, so that a small one cannot fill the memory."""

from __future__ import annotations

import zlib

from analyst_app.errors import ImportFailed
from analyst_app.wording import tr

LARGEST_UNPACKED = 256 << 20
"""Bytes."""
_GZIP = b"\x1f\x8b"


def unpacked(data: bytes, name: str, *, limit: int = LARGEST_UNPACKED) -> bytes:
    """The bytes in a gzipped file, of all its members; others as they are.

    Args:
        data: the file's bytes.
        name: the file's name, for messages.
        limit: bytes that come out at most.

    Raises:
        ImportFailed: it is damaged, or too much comes out.
    """
    if not data.startswith(_GZIP):
        return data
    parts: list[bytes] = []
    size = 0
    rest = data
    while rest.startswith(_GZIP):
        member = zlib.decompressobj(wbits=31)
        try:
            part = member.decompress(rest, limit + 1 - size)
        except zlib.error as error:
            raise ImportFailed(
                tr("{name} is packed (gzip) but damaged: {error}. Get another copy of it.", name=name, error=error)
            ) from error
        parts.append(part)
        size += len(part)
        if size > limit:
            raise ImportFailed(
                tr(
                    "{name} is too large when it is unpacked (at most {number} MB). Take it apart, and "
                    "import the parts.",
                    name=name,
                    number=limit >> 20,
                )
            )
        if not member.eof:
            raise ImportFailed(tr("{name} is packed (gzip) but cut off. Get another copy of it.", name=name))
        rest = member.unused_data.lstrip(b"\0")
    return b"".join(parts)
