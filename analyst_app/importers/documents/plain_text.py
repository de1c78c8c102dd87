"""Plain text in any encoding: the encoding is found, or guessed and said."""

from __future__ import annotations

import codecs
import contextlib
from collections.abc import Mapping
from typing import Any

from analyst_app.core.document import Document
from analyst_app.core.text_codecs import text_codec
from analyst_app.errors import DocumentUnreadable, EncodingUnknown, ImportFailed, MissingExtra
from analyst_app.importers.imported_article import ImportedArticle

_MARKS = ((codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"))
_FREQUENT = ("cp1252", "cp1251", "cp1250", "cp1256", "cp1253", "cp1254", "cp1255", "gb18030", "big5", "shift_jis",
             "euc_kr", "iso8859_2", "iso8859_15", "koi8_r", "mac_roman", "cp437", "cp866")  # fmt: skip


def read(data: bytes, name: str, options: Mapping[str, Any]) -> list[ImportedArticle]:
    """The text as it is, only decoded; option ``encoding`` is the person's choice.

    Args:
        data: the file's bytes.
        name: the file's name, for messages.
        options: choices of the person by name, such as ``encoding``.

    Raises:
        ImportFailed: there is no article in it, or it is damaged; says which and why.
        MissingExtra: the library that guesses encodings is not installed.
    """
    encoding = options.get("encoding") or None
    notes: tuple[str, ...] = ()
    try:
        document = Document.from_bytes(data, name=name, encoding=encoding)
    except EncodingUnknown:
        encoding = guessed_encoding(data)
        if not encoding:
            raise ImportFailed(
                f"{name} is text in an encoding that could not be guessed. Choose one (--encoding)."
            ) from None
        document = _decoded(data, name, encoding)
        notes = (f"The encoding was guessed to be {encoding}: check names with accents.",)
    except DocumentUnreadable as error:
        raise ImportFailed(str(error)) from error
    if not document.text.strip():
        raise ImportFailed(f"{name} holds no text. Look whether it is the right file.")
    title = next((line.strip() for line in document.text.split("\n") if line.strip()), "")
    article = ImportedArticle(document.text, title=title if len(title) <= 200 else "", notes=notes)
    return [article]


def guessed_encoding(data: bytes) -> str:
    """The Python codec that the bytes most probably are in, or "" without a guess.

    Raises:
        MissingExtra: charset-normalizer is not installed.
    """
    try:
        from charset_normalizer import from_bytes
    except ImportError as error:
        raise MissingExtra("encodings", "guessing an encoding") from error
    best = from_bytes(data[:200_000], cp_isolation=["utf_8", "utf_16", "utf_32", *_FREQUENT]).best()
    return "" if best is None else codecs.lookup(best.encoding).name


def decoded(data: bytes, *, declared: str = "") -> tuple[str, str]:
    """Text of bytes that may declare their encoding, and the codec that was used.

    Tried in turn: a byte order mark or UTF-8, what is declared, a guess, and
    at last Windows' Western encoding, in which anything is some text.

    Args:
        data: the file's bytes.
        declared: the encoding that the file declares; empty if none.

    Raises:
        MissingExtra: the library that guesses encodings is not installed.
    """
    for mark, codec in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if data.startswith(mark):
            return data.decode(codec, "replace"), codec
    for codec in filter(None, ("utf-8", text_codec(declared))):
        with contextlib.suppress(UnicodeError):
            return data.decode(codec), codec
    codec = guessed_encoding(data) or "cp1252"
    return data.decode(codec, "replace"), codec


def _decoded(data: bytes, name: str, encoding: str) -> Document:
    try:
        return Document.from_bytes(data, name=name, encoding=encoding)
    except DocumentUnreadable as error:
        raise ImportFailed(
            f"{name} is text in an encoding that could not be guessed. Choose one (--encoding)."
        ) from error
