"""The table of readers, and which of them a file needs."""

from __future__ import annotations

import re
from pathlib import PurePath

from analyst_app.importers.document_readers import DOCUMENT_READERS

READERS = {**DOCUMENT_READERS, "news": "news.news_database"}
"""Kind of file: module of this package whose ``read(data, name, options)`` gives its articles, by contract."""

SUFFIXES = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".mht": "mhtml", ".mhtml": "mhtml",
    ".pdf": "pdf", ".docx": "docx", ".odt": "odt", ".epub": "epub",
    ".md": "markdown", ".markdown": "markdown", ".eml": "eml", ".rtf": "rtf",
    ".txt": "text", ".text": "text", ".csv": "table", ".tsv": "table", ".xlsx": "table",
    ".mbox": "mbox", ".warc": "warc", ".srt": "transcript", ".vtt": "transcript",
    ".url": "shortcut", ".webloc": "shortcut",
    ".gz": "packed",
}  # fmt: skip
"""Kind of file by its name; ``packed`` is none of ``READERS``, what counts is the name within (``page.html.gz``)."""
_GZIP = b"\x1f\x8b"
_MAILBOX = re.compile(rb"\AFrom (?:- |\S+ +(?:\w{3} \w{3} +\d|\d{1,2} \w{3})[^\n]*\n)", re.IGNORECASE)
_MAIL_AFTER = re.compile(rb"\AFrom [^\n]*\n(?:>?From [^\n]*|[!-9;-~]+:)", re.IGNORECASE)


def kind_of(name: str, head: bytes) -> str:
    """The reader that a file needs: its beginning counts more than its name.

    Args:
        name: the file's name.
        head: its first kilobytes.

    Returns:
        A key of ``READERS``, or "" if none fits.
    """
    by_name = SUFFIXES.get(PurePath(name).suffix.lower(), "")
    if head.startswith(_GZIP):
        inner = SUFFIXES.get(PurePath(name.lower().removesuffix(".gz")).suffix, "")
        return inner if inner in ("html", "warc") else ""
    begin = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1024].lower()
    if begin.startswith(b"%pdf-"):
        return "pdf"
    if begin.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(b"PK\x03\x04"):
        return _zipped(head) or (by_name if by_name in ("docx", "odt", "epub", "html", "table") else "")
    if begin.startswith(b"warc/"):
        return "warc"
    if begin.startswith(b"webvtt"):
        return "transcript"
    if by_name in ("", "eml", "mbox", "text") and _is_mailbox(head, by_name):
        return "mbox"
    if by_name in ("", "eml") and (b"\nsnapshot-content-location:" in begin or begin.startswith(b"from: <saved by ")):
        return "mhtml"
    if by_name in ("", "text") and (begin.startswith((b"<!doctype html", b"<html")) or b"<html" in begin):
        return "html"
    return by_name


def _is_mailbox(head: bytes, by_name: str) -> bool:
    """True if a file begins with the line that mailboxes have before each message."""
    begin = head.lstrip(b"\xef\xbb\xbf\r\n")
    return bool(_MAIL_AFTER.match(begin)) if by_name in ("eml", "mbox") else bool(_MAILBOX.match(begin))


def _zipped(head: bytes) -> str:
    if b"application/epub+zip" in head:
        return "epub"
    if b"application/vnd.oasis.opendocument.text" in head:
        return "odt"
    return "docx" if b"word/" in head else ""
