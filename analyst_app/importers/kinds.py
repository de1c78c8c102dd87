"""The table of readers, and which of them a file needs."""

from __future__ import annotations

from pathlib import PurePath

from analyst_app.importers.document_readers import DOCUMENT_READERS

READERS = {**DOCUMENT_READERS, "news": "news.news_database"}
"""Kind of file: module of this package whose ``read(data, name, options)`` gives its articles, by contract."""

SUFFIXES = {
    ".html": "html", ".htm": "html", ".xhtml": "html", ".mht": "eml", ".mhtml": "eml",
    ".pdf": "pdf", ".docx": "docx", ".odt": "odt", ".epub": "epub",
    ".md": "markdown", ".markdown": "markdown", ".eml": "eml", ".rtf": "rtf",
    ".txt": "text", ".text": "text", ".csv": "table", ".tsv": "table", ".xlsx": "table",
}  # fmt: skip


def kind_of(name: str, head: bytes) -> str:
    """The reader that a file needs: its beginning counts more than its name.

    Args:
        name: the file's name.
        head: its first kilobytes.

    Returns:
        A key of ``READERS``, or "" if none fits.
    """
    by_name = SUFFIXES.get(PurePath(name).suffix.lower(), "")
    begin = head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1024].lower()
    if begin.startswith(b"%pdf-"):
        return "pdf"
    if begin.startswith(b"{\\rtf"):
        return "rtf"
    if head.startswith(b"PK\x03\x04"):
        return _zipped(head) or (by_name if by_name in ("docx", "odt", "epub", "table") else "")
    if by_name in ("", "text") and (begin.startswith((b"<!doctype html", b"<html")) or b"<html" in begin):
        return "html"
    return by_name


def _zipped(head: bytes) -> str:
    if b"application/epub+zip" in head:
        return "epub"
    if b"application/vnd.oasis.opendocument.text" in head:
        return "odt"
    return "docx" if b"word/" in head else ""
