"""DOCX: the body as Word shows it with all changes accepted, footnotes at the end.

Written after ECMA-376 part 1, chapter 17 (WordprocessingML).
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from analyst_app.errors import ImportFailed
from analyst_app.importers.documents.text_paragraphs import joined, tidy, with_title
from analyst_app.importers.documents.zipped_xml import ZippedXml
from analyst_app.importers.imported_article import ImportedArticle

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_DELETED = ("del", "moveFrom", "instrText", "delText", "rPr", "pPr", "Fallback", "annotationRef")


def read(data: bytes, name: str, options: Mapping[str, Any]) -> list[ImportedArticle]:
    """The text of a Word document.

    Args:
        data: the file's bytes.
        name: the file's name, for messages.
        options: choices of the person by name, such as ``encoding``.

    Raises:
        ImportFailed: there is no article in it, or it is damaged; says which and why.
    """
    if data.startswith(b"\xd0\xcf\x11\xe0"):
        raise ImportFailed(f"{name} is an old or an encrypted Word file. Save it as .docx without a password.")
    parts = ZippedXml(data, name)
    root = parts.xml("word/document.xml")
    paragraphs = list(paragraphs_of(root))
    notes = [f"[{mark}] {tidy(' '.join(texts))}" for mark, texts in _notes(parts, root)]
    title, author, created = _facts(parts)
    text = joined([*with_title(title, paragraphs), *notes])
    if not text:
        raise ImportFailed(f"{name} holds no text. Look whether it is the right file.")
    said = []
    if any(_local(element) in ("ins", "del", "moveFrom") for element in root.iter()):
        said.append("The file holds tracked changes: it was read with all of them accepted.")
    if created:
        said.append(f"The file was made on {created[:10]}; it does not say when the article appeared.")
    return [ImportedArticle(text, title=title, author=author, importer="analyst-app docx 1", notes=tuple(said))]


def paragraphs_of(root: Element) -> Iterator[str]:
    """The paragraphs of a part; a table's row is one, its cells apart by bars."""
    for element in root:
        kind = _local(element)
        if kind == "p":
            yield "".join(_words(element))
            yield from _boxes(element)
        elif kind == "tr":
            yield " | ".join(tidy(" ".join(paragraphs_of(cell))) for cell in element if _local(cell) == "tc")
        elif kind not in _DELETED:
            yield from paragraphs_of(element)


def _words(element: Element) -> Iterator[str]:
    for child in element:
        kind = _local(child)
        if kind == "t":
            yield child.text or ""
        elif kind in ("tab", "br", "cr"):
            yield " "
        elif kind == "noBreakHyphen":
            yield "\u2011"
        elif kind in ("footnoteReference", "endnoteReference"):
            yield f"[{_mark(child)}]"
        elif kind == "txbxContent" or kind in _DELETED or (kind == "r" and _is_hidden(child)):
            continue
        else:
            yield from _words(child)


def _boxes(paragraph: Element) -> Iterator[str]:
    """Text boxes that hang on a paragraph; Word writes each twice, the second in a Fallback."""
    for child in paragraph:
        if _local(child) == "txbxContent":
            yield from paragraphs_of(child)
        elif _local(child) not in _DELETED:
            yield from _boxes(child)


def _notes(parts: ZippedXml, root: Element) -> Iterator[tuple[str, list[str]]]:
    """Footnotes and endnotes that the body refers to, in its order."""
    held: dict[str, list[str]] = {}
    for member, kind in (("word/footnotes.xml", "footnote"), ("word/endnotes.xml", "endnote")):
        if member in parts:
            for note in parts.xml(member):
                held[_mark_of(kind, note)] = list(paragraphs_of(note))
    for element in root.iter():
        if _local(element) in ("footnoteReference", "endnoteReference") and _mark(element) in held:
            yield _mark(element), held.pop(_mark(element))


def _mark(reference: Element) -> str:
    return _mark_of(_local(reference).removesuffix("Reference"), reference)


def _mark_of(kind: str, element: Element) -> str:
    number = _attribute(element, "id")
    return f"e{number}" if kind == "endnote" else number


def _facts(parts: ZippedXml) -> tuple[str, str, str]:
    """Title, author and day of making from the file's properties."""
    if "docProps/core.xml" not in parts:
        return "", "", ""
    core = parts.xml("docProps/core.xml")

    def words(tag: str) -> str:
        return tidy(core.findtext(tag) or "")

    return words(f"{_DC}title"), words(f"{_DC}creator"), words(f"{_TERMS}created")


def _is_hidden(run: Element) -> bool:
    properties = next((child for child in run if _local(child) == "rPr"), None)
    mark = next((child for child in properties if _local(child) == "vanish"), None) if properties is not None else None
    return mark is not None and _attribute(mark, "val") not in ("0", "false")


def _attribute(element: Element, name: str) -> str:
    return element.get(f"{_W}{name}") or element.get(f"{_STRICT}{name}") or ""


def _local(element: Element) -> str:
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""
