"""Tells the pages of a report from other pages, whatever their files are named.

A page of ours names the app as its generator. Where whoever saved it again has
dropped that, its articles still carry the hash of their text.
"""

from __future__ import annotations

import re
import zlib

LOOKED_INTO = 1 << 20
"""Bytes of a page, from its beginning, in which its marks are looked for: rules and contents stand before them."""
_NAME, _MADE_BY = rb"name=[\"']?generator[\"']?", rb"content=[\"']Analyst App [^\"'<>]*[\"']"
_GENERATOR = re.compile(
    rb"<meta\s[^<>]*" + _NAME + rb"\s[^<>]*" + _MADE_BY + rb"|<meta\s[^<>]*" + _MADE_BY + rb"\s[^<>]*" + _NAME,
    re.IGNORECASE,
)
_ARTICLE = re.compile(rb"<article\s[^<>]*\bdata-sha256=[\"']?[0-9a-f]{64}\b", re.IGNORECASE)
_PAGE = re.compile(
    rb"<!doctype\s+html|<html\b|^mime-version:|^snapshot-content-location:", re.IGNORECASE | re.MULTILINE
)
_GZIP = b"\x1f\x8b"
_WIDE = {b"\xff\xfe": "utf-16-le", b"\xfe\xff": "utf-16-be"}
_QUOTED = re.compile(rb"=\r?\n")


def may_be_page(head: bytes) -> bool:
    """True if a file's first kilobytes could begin a page: only then more of it need be read.

    Args:
        head: the first kilobytes.
    """
    return _PAGE.search(_plain(head)) is not None


def is_report_page(data: bytes) -> bool:
    """True if a page is one of a report: of an article, of a corpus, or the contents of a folder of them.

    Args:
        data: its beginning, ``LOOKED_INTO`` bytes; also of a page packed by gzip, or saved as MHTML.
    """
    words = _plain(data)
    if _PAGE.search(words) is None:
        return False
    return any(mark.search(words) is not None for mark in (_GENERATOR, _ARTICLE))


def _plain(data: bytes) -> bytes:
    """The bytes as they were before they were packed, written in two bytes a letter, or made fit for a mail."""
    if data.startswith(_GZIP):
        try:
            data = zlib.decompressobj(31).decompress(data, LOOKED_INTO)
        except zlib.error:
            return b""
    encoding = _WIDE.get(data[:2])
    if encoding is not None:
        data = data.decode(encoding, "replace").encode("utf-8", "replace")
    if b"=3D" in data:
        data = _QUOTED.sub(b"", data).replace(b"=3D", b"=").replace(b"=3d", b"=")
    return data
