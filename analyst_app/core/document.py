"""The article as its annotations see it: canonical text and where it came from."""

from __future__ import annotations

import codecs
import hashlib
from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple

from analyst_app.core.text_codecs import no_text_codec, text_codec
from analyst_app.errors import DocumentUnreadable, EncodingUnknown, sayable
from analyst_app.wording import tr

Newline = Literal["lf", "crlf", "cr", "mixed", "none"]

_MARKS = (  # longest first: UTF-32's little-endian mark begins with UTF-16's
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
    (codecs.BOM_UTF8, "utf-8-sig"),
)
_WHOLE = ("utf-8-sig", "utf-16", "utf-32")
"""Codecs that refuse half a surrogate pair."""
_BINARY_SHARE = 0.1
_SHORT = 256
"""Bytes or characters below which nothing is called binary."""
_SAMPLE = 65_536
_CONTROL = b"\0\1\2\3\4\5\6\7\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x7f"
"""Characters that no text has many of."""


class Source(NamedTuple):
    """Facts of the file that an article was read from, as a sidecar keeps them."""

    name: str
    """File name without folder."""
    sha256: str
    """Hex digest of the bytes."""
    encoding: str
    """Python codec that decodes the bytes and drops one byte order mark."""
    newline: Newline
    """The kind of line ends that the bytes had."""


@dataclass(frozen=True)
class Document:
    """An article's text, never changed while it is open.

    The text is the decoded source with one leading byte order mark dropped and
    CRLF and lone CR turned into LF; nothing else is changed.
    """

    text: str
    source: Source

    @classmethod
    def from_bytes(cls, data: bytes, *, name: str, encoding: str | None = None) -> Document:
        """The document in ``data``.

        Args:
            data: the bytes of the source file.
            name: its file name, for messages and the sidecar.
            encoding: a Python codec that the person chose; by default UTF-8,
                or the one that the byte order mark names.

        Raises:
            EncodingUnknown: not UTF-8, no mark, and no encoding was chosen.
            DocumentUnreadable: no text in the chosen encoding, or binary data.
        """
        codec = _codec(data, encoding, name)
        try:
            decoded = data.decode(codec)
            if codec not in _WHOLE:
                decoded.encode("utf-8")  # a codec such as utf-7 can smuggle half a surrogate pair in
        except (UnicodeError, LookupError) as error:
            where = getattr(error, "start", 0)
            if encoding is None:
                raise _unknown(data, name, where) from error
            raise DocumentUnreadable(
                tr(
                    "{name} is not text in {encoding}: byte {where} does not fit. Choose another encoding.",
                    name=name,
                    encoding=encoding,
                    where=where,
                )
            ) from error
        if _looks_binary(decoded):
            raise DocumentUnreadable(
                tr("{name} holds binary data, not text. Open a text file, or import it first.", name=name)
            )
        newline = _newline(decoded)
        text = decoded if newline in ("lf", "none") else decoded.replace("\r\n", "\n").replace("\r", "\n")
        return cls(text, Source(sayable(name), hashlib.sha256(data).hexdigest(), codec, newline))

    @cached_property
    def sha256(self) -> str:
        """Hex digest of the text in UTF-8."""
        return text_sha256(self.text)

    def __len__(self) -> int:
        """Length of the text in code points."""
        return len(self.text)

    def __bool__(self) -> bool:
        """True, always: an empty article is an article."""
        return True


def text_sha256(text: str) -> str:
    """Hex digest of a text in UTF-8."""
    return hashlib.sha256(text.encode("utf-8")).hexdigest()


def _codec(data: bytes, encoding: str | None, name: str) -> str:
    if encoding is not None:
        found = text_codec(encoding)
        if found is None:
            raise DocumentUnreadable(
                tr("{encoding}; {name} was not opened.", encoding=no_text_codec(encoding), name=name)
            )
        chosen = found
    else:
        chosen = "utf-8"
    for mark, codec in _MARKS:
        if not data.startswith(mark) or (codec == "utf-32" and not _is_utf32(data)):
            continue
        if encoding is None or chosen.replace("-sig", "").startswith(codec[:6]):
            return codec
    return "utf-8-sig" if chosen in ("utf-8", "utf-8-sig") else chosen


def _is_utf32(data: bytes) -> bool:
    """True if data with that mark is so coded: UTF-16 whose first character is NUL begins alike."""
    try:
        data[:_SAMPLE].decode("utf-32")
    except UnicodeDecodeError:
        return False
    return True


def _unknown(data: bytes, name: str, where: int) -> DocumentUnreadable:
    head = data[:_SAMPLE]
    odd = _controls(head)
    if len(head) > _SHORT and odd > len(head) * _BINARY_SHARE / 2:  # random bytes have 8 %
        return DocumentUnreadable(
            tr("{name} holds binary data, not text. Open a text file, or import it first.", name=name)
        )
    return EncodingUnknown(f"{name} is not in UTF-8 (byte {where} does not fit). Choose its encoding.")


def _looks_binary(text: str) -> bool:
    head = text[:_SAMPLE]
    odd = _controls(head.encode("utf-8", "replace"))
    return len(head) > _SHORT and odd > len(head) * _BINARY_SHARE


def _controls(head: bytes) -> int:
    return len(head) - len(head.translate(None, _CONTROL))


def _newline(text: str) -> Newline:
    pairs = text.count("\r\n")
    kinds: list[Newline] = []
    if text.count("\n") > pairs:
        kinds.append("lf")
    if pairs:
        kinds.append("crlf")
    if text.count("\r") > pairs:
        kinds.append("cr")
    return kinds[0] if len(kinds) == 1 else "mixed" if kinds else "none"
