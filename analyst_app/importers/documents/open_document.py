"""ODT: the text of an OpenDocument file, with notes at the end (OASIS OpenDocument 1.3, part 3)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from analyst_app.errors import ImportFailed
from analyst_app.importers.documents.text_paragraphs import joined, tidy, with_title
from analyst_app.importers.documents.zipped_xml import ZippedXml
from analyst_app.importers.imported_article import ImportedArticle

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_SILENT = (f"{_TEXT}tracked-changes", f"{_OFFICE}annotation", f"{_TEXT}table-of-content")
_ENCRYPTED = b"encryption-data"


def read(data: bytes, name: str, options: Mapping[str, Any]) -> list[ImportedArticle]:
    """The text of an OpenDocument file, deleted text left out.

    Args:
        data: the file's bytes.
        name: the file's name, for messages.
        options: choices of the person by name, such as ``encoding``.

    Raises:
        ImportFailed: there is no article in it, or it is damaged; says which and why.
    """
    parts = ZippedXml(data, name)
    if "META-INF/manifest.xml" in parts and _ENCRYPTED in parts.read_member("META-INF/manifest.xml"):
        raise ImportFailed(f"{name} is encrypted. Save a copy without a password and import that.")
    body = parts.xml("content.xml").find(f"{_OFFICE}body")
    notes: list[str] = []
    paragraphs = [] if body is None else list(_paragraphs(body, notes))
    title, author = _facts(parts)
    text = joined([*with_title(title, paragraphs), *notes])
    if not text:
        raise ImportFailed(f"{name} holds no text. Look whether it is the right file.")
    changed = body is not None and body.find(f".//{_TEXT}tracked-changes") is not None
    said = ("The file holds tracked changes: deleted text was left out.",) if changed else ()
    return [ImportedArticle(text, title=title, author=author, importer="analyst-app odt 1", notes=said)]


def _paragraphs(element: Element, notes: list[str]) -> Iterator[str]:
    for child in element:
        if child.tag in (f"{_TEXT}p", f"{_TEXT}h"):
            yield "".join(_words(child, notes))
        elif child.tag == f"{_TABLE}table-row":
            yield " | ".join(tidy(" ".join(_paragraphs(cell, notes))) for cell in child)
        elif child.tag not in _SILENT:
            yield from _paragraphs(child, notes)


def _words(element: Element, notes: list[str]) -> Iterator[str]:
    yield element.text or ""
    for child in element:
        if child.tag == f"{_TEXT}note":
            yield _note(child, notes)
        elif child.tag == f"{_TEXT}s":
            yield " " * min(int(child.get(f"{_TEXT}c", "1") or 1), 100)
        elif child.tag in (f"{_TEXT}tab", f"{_TEXT}line-break"):
            yield " "
        elif child.tag not in _SILENT:
            yield from _words(child, notes)
        yield child.tail or ""


def _note(note: Element, notes: list[str]) -> str:
    """Its mark for the running text; its words go to the end."""
    mark = f"[{note.findtext(f'{_TEXT}note-citation') or len(notes) + 1}]"
    body = note.find(f"{_TEXT}note-body")
    place = len(notes)
    notes.append("")
    notes[place] = f"{mark} {tidy(' '.join(_paragraphs(body, notes)))}" if body is not None else mark
    return mark


def _facts(parts: ZippedXml) -> tuple[str, str]:
    if "meta.xml" not in parts:
        return "", ""
    meta = parts.xml("meta.xml")
    author = meta.findtext(f".//{_META}initial-creator") or meta.findtext(f".//{_DC}creator") or ""
    return tidy(meta.findtext(f".//{_DC}title") or ""), tidy(author)
