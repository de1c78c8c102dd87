"""The one routine that turns an article's bytes into its text, for the window and every command.

An article may be saved anew by another program, in UTF-8, UTF-16 or with
other line ends. Its layers know the text they were made on by its hash; the
encoding that gives this text is the right one, whatever else is noted. A
module of its own, because it is needed before the first paint, and what reads
whole sidecars is not.
"""

from __future__ import annotations

import codecs
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from analyst_app.core.document import Document
from analyst_app.core.text_codecs import text_codec
from analyst_app.errors import DocumentUnreadable
from analyst_app.storage.file_names import layer_id_in, sidecar_name
from analyst_app.storage.held_folder import open_file
from analyst_app.storage.limits import LARGEST_SIDECAR
from analyst_app.storage.regular_file import read_regular

_HEAD = 4_096
"""Bytes at a sidecar's beginning in which its facts stand, if the app wrote it."""
_TAIL = 16
"""Bytes at its end in which its last bracket stands; another program may write a line end after it, or none."""
_ENCODING = rb'"source": ?\{(?:[^{}"]|"(?:[^"\\]|\\.)*")*?"encoding": ?"([\w-]+)"'
_TEXT_SHA256 = rb'"text": ?\{(?:[^{}"]|"(?:[^"\\]|\\.)*")*?"sha256": ?"([0-9a-f]{64})"'
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
_NOT_PLAIN = (b"\0", b"\x1b", b"~{")
"""Bytes that UTF-16, ISO-2022 and HZ write for characters, though they may be UTF-8 as well."""
_UTF_7 = re.compile(rb"\+[0-9A-Za-z+/]+-")
_OTHERS = (
    "cp1252", "iso8859-15", "mac-roman", "cp1250", "iso8859-2", "cp1251", "koi8-r", "koi8-u", "mac-cyrillic",
    "cp1253", "cp1254", "cp1255", "cp1256", "cp1257", "cp1258", "cp874", "cp437", "cp850", "cp852", "cp866",
    "gb18030", "big5", "cp950", "cp932", "euc_jp", "cp949",
)  # fmt: skip
"""Encodings that a text editor offers: tried only where a layer's hash tells the right one."""
_WIDE = ("utf-16-le", "utf-16-be")


class Recorded(NamedTuple):
    """The text that a layer was made on, as its file says."""

    text_sha256: str
    encoding: str
    """A Python codec; empty if the file says none."""


def decoded(
    data: bytes,
    *,
    name: str,
    noted: str | None = None,
    given: Iterable[Recorded] = (),
    beside: Callable[[], Iterable[Recorded]] = tuple,
) -> Document:
    """The article in a file's bytes.

    The encoding is that of a byte order mark; else the one under which the
    text has the hash that a layer recorded; else UTF-8 where the bytes are
    that beyond chance; else the recorded one; else the noted one; else UTF-8.

    Args:
        data: the bytes.
        name: of the file, for messages and the sidecar.
        noted: encoding in the ``.source.json`` beside it.
        given: what layers say that are known already.
        beside: gives what all layers beside the article say; called only where there is doubt.

    Raises:
        EncodingUnknown: a person must choose its encoding.
        DocumentUnreadable: it cannot be read as text.
    """
    noted = text_codec(noted)
    readings = _Readings(data, name)
    if data.startswith(_MARKS) and (marked := readings.of(None)) is not None:
        return marked
    plain = readings.of("utf-8-sig")
    heads: list[Recorded] = []
    is_doubtful = plain is None or noted not in (None, "utf-8", "utf-8-sig") or _may_be_another(data)
    for head in _each(given, beside if is_doubtful else tuple):
        heads.append(head)
        for encoding in ("utf-8-sig", head.encoding, noted, *(_WIDE if b"\0" in data else ())):
            found = readings.of(encoding) if encoding else None
            if found is not None and found.sha256 == head.text_sha256:
                return found
    hashes = {head.text_sha256 for head in heads}
    told = readings.with_hash(hashes) if hashes and plain is None else None
    if told is not None:
        return told
    if plain is not None and heads and not data.isascii():
        return plain
    readable = readings.first((*(head.encoding for head in heads), noted)) or plain
    return readable if readable is not None else Document.from_bytes(data, name=name, encoding=noted)


def recorded_in(sidecar: Path | str) -> Iterator[Recorded]:
    """The text that a layer was made on, as its file says; nothing if it is not there or does not say.

    Args:
        sidecar: its path.
    """
    try:
        head = _start_of(sidecar)
        found = recorded(head)
        if found is None and len(head) == _HEAD:
            found = recorded(read_regular(sidecar, limit=LARGEST_SIDECAR))
    except OSError:
        return
    if found is not None:
        yield found


def recorded(sidecar: bytes) -> Recorded | None:
    """The text that a layer was made on, as its bytes say; None if they say no hash.

    Args:
        sidecar: its bytes, or their beginning.
    """
    head = sidecar[:_HEAD]
    sha256, encoding = re.search(_TEXT_SHA256, head), re.search(_ENCODING, head)
    if sha256 is None and sidecar[-_TAIL:].rstrip().endswith(b"}"):
        return _recorded_anywhere(sidecar)
    return Recorded(sha256[1].decode(), encoding[1].decode() if encoding else "") if sha256 else None


def recorded_beside(article: Path | str, layer_ids: Iterable[str] | None = None) -> Iterator[Recorded]:
    """The texts that the layers of an article were made on, as their files say, by id. Blocking.

    Args:
        article: its path.
        layer_ids: of the layers; by default all that lie beside it.
    """
    if layer_ids is None:
        layer_ids = _layers_beside(Path(article))
    for layer_id in layer_ids:
        yield from recorded_in(sidecar_name(str(article), layer_id))


def _may_be_another(data: bytes) -> bool:
    """True if bytes that are UTF-8 may have been written in an encoding that looks like it."""
    return any(sign in data for sign in _NOT_PLAIN) or (b"+" in data and _UTF_7.search(data) is not None)


def _start_of(sidecar: Path | str) -> bytes:
    descriptor, _ = open_file(sidecar)
    try:
        return os.read(descriptor, _HEAD) if stat.S_ISREG(os.fstat(descriptor).st_mode) else b""
    finally:
        os.close(descriptor)


def _layers_beside(article: Path) -> list[str]:
    try:
        with os.scandir(article.parent) as entries:
            found = [layer_id_in(entry.name, article.name) for entry in entries if entry.name.startswith(article.name)]
    except OSError:
        return []
    return sorted(filter(None, found))


def _recorded_anywhere(sidecar: bytes) -> Recorded | None:
    """As ``recorded``, of a file that another program laid out."""
    from analyst_app.storage.sidecar_reader import parse_sidecar

    found = parse_sidecar(sidecar, name="", document=None)
    head = found.layer.head
    return Recorded(found.made_on, head.source_fact("encoding")) if found.made_on else None


def _each(given: Iterable[Recorded], beside: Callable[[], Iterable[Recorded]]) -> Iterator[Recorded]:
    """Those that are given, and only then those that must be looked for."""
    yield from given
    yield from beside()


class _Readings:
    """The bytes read in one encoding or another, each once."""

    def __init__(self, data: bytes, name: str) -> None:
        self._data, self._name = data, name
        self._made: dict[str, Document | None] = {}

    def with_hash(self, hashes: set[str]) -> Document | None:
        """The first text with one of the hashes, in the encodings that an editor offers."""
        made = (self.of(encoding) for encoding in _OTHERS)
        return next((one for one in made if one is not None and one.sha256 in hashes), None)

    def first(self, encodings: Iterable[str | None]) -> Document | None:
        """The text in the first of the encodings that fits the bytes."""
        made = (self.of(encoding) for encoding in encodings if encoding)
        return next((one for one in made if one is not None), None)

    def of(self, encoding: str | None) -> Document | None:
        key = encoding or ""
        if key not in self._made:
            try:
                self._made[key] = Document.from_bytes(self._data, name=self._name, encoding=encoding)
            except DocumentUnreadable:
                self._made[key] = None
        return self._made[key]
