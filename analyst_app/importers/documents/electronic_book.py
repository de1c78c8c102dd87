"""EPUB: the chapters in the order of the spine (EPUB 3.3, W3C)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from analyst_app.core.excerpts import counted
from analyst_app.errors import ImportFailed
from analyst_app.importers.dates import date_and_note
from analyst_app.importers.documents.markup_paragraphs import paragraphs_in
from analyst_app.importers.documents.plain_text import read_bytes
from analyst_app.importers.documents.text_paragraphs import joined, tidy, with_title
from analyst_app.importers.documents.web_page import declared_encoding
from analyst_app.importers.documents.zipped_xml import ZippedXml, beside
from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.wording import tr

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF = "{http://www.idpf.org/2007/opf}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_FONTS_ONLY = (b"http://www.idpf.org/2008/embedding", b"http://ns.adobe.com/pdf/enc#RC")


def read(data: bytes, name: str, options: Mapping[str, Any]) -> list[ImportedArticle]:
    """The book's chapters as one text.

    Args:
        data: the file's bytes.
        name: the file's name, for messages.
        options: choices of the person by name, such as ``encoding``.

    Raises:
        ImportFailed: there is no article in it, or it is damaged; says which and why.
        MissingExtra: a library for files of its kind is not installed.
    """
    parts = ZippedXml(data, name)
    _refuse_locked(parts, name)
    rootfile = parts.xml("META-INF/container.xml").find(f".//{_CONTAINER}rootfile")
    package_name = unquote(rootfile.get("full-path", "")) if rootfile is not None else ""
    package = parts.xml(package_name)
    paragraphs: list[str] = []
    notes: list[str] = []
    members = _chapters(package, package_name)
    missing = [member for member in members if member not in parts]
    for member in members:
        if member in parts:
            chapter = parts.read_member(member)
            text, _, note = read_bytes(
                chapter, declared=declared_encoding(chapter), chosen=options.get("encoding") or "", name=member
            )
            paragraphs += paragraphs_in(text)
            notes += [f"{member}: {note}"] if note else []
    if missing:
        notes.append(f"Missing in the file: {counted(len(missing), 'chapter')}, the first is {missing[0]}.")
    facts = {tag: tidy(package.findtext(f".//{_DC}{tag}") or "") for tag in ("title", "creator", "publisher", "date")}
    date, said = date_and_note(facts["date"])
    whole = joined(with_title(facts["title"], paragraphs))
    if not paragraphs:
        raise ImportFailed(
            tr("{name} holds no text: its pages may be pictures. Run text recognition (OCR) on it first.", name=name)
        )
    article = ImportedArticle(
        whole,
        title=facts["title"],
        outlet=facts["publisher"],
        author=facts["creator"],
        date=date,
        importer="analyst-app epub 1",
        notes=(*said, *notes),
    )
    return [article]


def _chapters(package: Element, package_name: str) -> list[str]:
    """Members of the zip in reading order; the table of contents is none."""
    items = {item.get("id", ""): item for item in package.iter(f"{_OPF}item")}
    found = []
    for reference in package.iter(f"{_OPF}itemref"):
        item = items.get(reference.get("idref", ""))
        if item is None or reference.get("linear") == "no" or "nav" in item.get("properties", "").split():
            continue
        if "html" in item.get("media-type", ""):
            found.append(beside(package_name, unquote(item.get("href", ""))))
    return found


def _refuse_locked(parts: ZippedXml, name: str) -> None:
    if "META-INF/rights.xml" in parts:
        raise ImportFailed(
            tr("{name} is locked by its seller (DRM); it cannot be imported. Get a copy without the lock.", name=name)
        )
    if "META-INF/encryption.xml" in parts:
        words = parts.read_member("META-INF/encryption.xml")
        if words.count(b"EncryptionMethod Algorithm") != sum(words.count(method) for method in _FONTS_ONLY):
            raise ImportFailed(
                tr(
                    "{name} is locked by its seller (DRM); it cannot be imported. Get a copy without the lock.",
                    name=name,
                )
            )
