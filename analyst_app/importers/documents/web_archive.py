"""WARC: what a crawler fetched, each page an article (ISO 28500; in ``.warc.gz`` each record is gzipped)."""

from __future__ import annotations

import re
import time
import zlib
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from analyst_app.core.excerpts import counted
from analyst_app.errors import ImportFailed, MissingExtra
from analyst_app.importers.documents.plain_text import read_bytes
from analyst_app.importers.documents.unpacking import unpacked
from analyst_app.importers.documents.web_page import declared_encoding, read_markup
from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.wording import tr

_BEGIN = re.compile(rb"WARC/\d\.\d\r?\n")
_CHARSET = re.compile(r"charset\s*=\s*[\"']?([\w.:-]{2,40})", re.IGNORECASE)
_PAGES = ("text/html", "application/xhtml+xml")
_LARGEST_PAGE = 32 << 20
"""Bytes of a page when it is unpacked."""
_SECONDS = 14.0
"""Processor time after which no further page is read; an import may use 20 in all."""
_MOST_NAMED = 3


class _Record(NamedTuple):
    headers: dict[str, str]
    content: bytes
    is_whole: bool


class _NotRead(Exception):
    """A record that is no article; its words are the kind of thing it is."""


class _Lost(_NotRead):
    """A record that may have been an article and cannot be read."""


def read(data: bytes, name: str, options: Mapping[str, Any]) -> list[ImportedArticle]:
    """The article of each page in the archive; what else is in it is counted in the first one's notes.

    Args:
        data: the file's bytes, perhaps gzipped.
        name: the file's name, for messages.
        options: choices of the person by name, such as ``encoding``.

    Raises:
        ImportFailed: there is no article in it, or it is damaged; says which and why.
        MissingExtra: a library for files of its kind is not installed.
    """
    found: list[ImportedArticle] = []
    others: Counter[str] = Counter()
    empty: list[str] = []
    lost = 0
    begin = time.process_time()
    for record in _records(unpacked(data, name), name):
        address = record.headers.get("warc-target-uri", "").strip("<> ")
        if time.process_time() - begin > _SECONDS:
            others["record|records for which the time did not suffice: take the archive apart"] += 1
            lost += 1
            continue
        try:
            content, encoding = _page(record)
            declared = options.get("encoding") or encoding or declared_encoding(content)
            markup, notes = _decoded(content, declared)
            article = read_markup(markup, name, url=address, notes=notes)
            found.append(replace(article, retrieved=record.headers.get("warc-date", "") or article.retrieved))
        except _NotRead as reason:
            others[str(reason)] += 1
            lost += isinstance(reason, _Lost)
        except ImportFailed:
            empty.append(address)
        except MissingExtra:
            raise
        except Exception:  # of a page that nests too deeply, or is damaged: it must not stop the others
            others["page that cannot be read|pages that cannot be read"] += 1
            lost += 1
    left_out = _notes(others, empty)
    if not found:
        said = f" ({left_out[0].removeprefix('Left out of the archive: ').rstrip('.')})" if left_out else ""
        raise ImportFailed(
            tr("No article was found in {name}{said}. Look whether it is the right file.", name=name, said=said)
        )
    found[0] = replace(found[0], notes=(*left_out, *found[0].notes))
    return [replace(article, file_says=len(found) + lost) for article in found] if lost else found


def _notes(others: Counter[str], empty: list[str]) -> list[str]:
    parts = []
    if empty:
        shown = ", ".join(empty[:_MOST_NAMED])
        parts.append(
            f"{counted(len(empty), 'page')} without an article ({shown}{', …' if len(empty) > _MOST_NAMED else ''})"
        )
    for kind, count in others.most_common():
        one, _, several = kind.partition("|")
        parts.append(f"{count:,} {one if count == 1 else several}")
    return [f"Left out of the archive: {'; '.join(parts)}."] if parts else []


def _records(data: bytes, name: str) -> Iterator[_Record]:
    """The records of an archive, as far as it is whole.

    Raises:
        ImportFailed: it is no such archive.
    """
    at = 0
    if not _BEGIN.match(data):
        raise ImportFailed(tr("{name} is no web archive (WARC). Look whether it is the right file.", name=name))
    while match := _BEGIN.search(data, at):
        headers, start = _headers(data, match.end())
        length = headers.get("content-length", "")
        size = int(length) if length.isdecimal() and len(length) < 15 else 0
        yield _Record(headers, data[start : start + size], start + size <= len(data))
        at = start + size


def _headers(data: bytes, at: int) -> tuple[dict[str, str], int]:
    """Header lines by name in small letters, and where what follows their blank line begins."""
    found: dict[str, str] = {}
    while at < len(data):
        end = data.find(b"\n", at)
        line = data[at : end if end >= 0 else len(data)].rstrip(b"\r")
        at = end + 1 if end >= 0 else len(data)
        if not line:
            break
        name, colon, value = line.decode("utf-8", "replace").partition(":")
        if colon:
            found[name.strip().lower()] = value.strip()
    return found, at


def _page(record: _Record) -> tuple[bytes, str]:
    """The bytes of the page in a record, and the encoding that its server named.

    Raises:
        _NotRead: it holds no page that was fetched whole.
    """
    kind = record.headers.get("warc-type", "").lower()
    if not record.is_whole:
        raise _Lost("record that is cut off|records that are cut off")
    if kind == "resource":
        return _html(record.content, record.headers.get("content-type", ""))
    if kind != "response":
        raise _NotRead(tr("record about the crawl (requests, metadata)|records about the crawl (requests, metadata)"))
    status, _, rest = record.content.partition(b"\n")
    if not status.startswith(b"HTTP/"):
        raise _NotRead(tr("answer of another kind than HTTP|answers of another kind than HTTP"))
    if status.split(None, 2)[1:2] != [b"200"]:
        raise _NotRead(tr("answer that is a redirect or an error|answers that are redirects or errors"))
    headers, start = _headers(rest, 0)
    content = rest[start:]
    if "chunked" in headers.get("transfer-encoding", "").lower():
        content = _joined_chunks(content)
    return _html(_plain(content, headers.get("content-encoding", "").lower()), headers.get("content-type", ""))


def _decoded(content: bytes, declared: str) -> tuple[str, list[str]]:
    """The markup of a page, and what is to be said of its encoding.

    Raises:
        _Lost: nothing decides in which encoding it is.
    """
    try:
        markup, _, note = read_bytes(content, declared=declared)
    except ImportFailed as error:
        raise _Lost("page whose encoding nothing decides|pages whose encoding nothing decides") from error
    return markup, [note] if note else []


def _html(content: bytes, stated: str) -> tuple[bytes, str]:
    kind = stated.partition(";")[0].strip().lower()
    if kind not in _PAGES and (kind or b"<html" not in content[:1024].lower()):
        raise _NotRead(
            tr("file that is no page (pictures, scripts, styles)|files that are no pages (pictures, scripts, styles)")
        )
    charset = _CHARSET.search(stated)
    return content, charset.group(1) if charset else ""


def _joined_chunks(content: bytes) -> bytes:
    """A body without the sizes between its chunks (RFC 9112); as it is where it has none in spite of its header."""
    parts: list[bytes] = []
    at = 0
    while match := re.compile(rb"([0-9a-fA-F]{1,8})[^\r\n]{0,200}\r?\n").match(content, at):
        size = int(match.group(1), 16)
        if not size:
            break
        parts.append(content[match.end() : match.end() + size])
        at = match.end() + size
        at += 2 if content[at : at + 2] == b"\r\n" else 1
    return b"".join(parts) if parts else content


def _plain(content: bytes, packed: str) -> bytes:
    """A body unpacked as its header says.

    Raises:
        _NotRead: it cannot be.
    """
    if packed in ("", "identity") or not content:
        return content
    if packed in ("gzip", "x-gzip", "deflate"):
        for bits in (47, -15):  # by its own header, else deflate without one
            unpack = zlib.decompressobj(wbits=bits)
            try:
                plain = unpack.decompress(content, _LARGEST_PAGE + 1)
            except zlib.error:
                continue
            if len(plain) <= _LARGEST_PAGE:
                return plain
            break
        return content if content.lstrip()[:1] == b"<" else _refused(packed)
    return _refused(packed)


def _refused(packed: str) -> bytes:
    raise _Lost(f"page that cannot be unpacked ({packed})|pages that cannot be unpacked ({packed})")
