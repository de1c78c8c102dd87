"""ODT: the text of an OpenDocument file, with notes at the end (OASIS OpenDocument 1.3, part 3)."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from analyst_app.core.excerpts import counted, line_of
from analyst_app.errors import ImportFailed
from analyst_app.importers.documents.text_paragraphs import is_initial, joined, row_paragraphs, tidy, with_title
from analyst_app.importers.documents.zipped_xml import ZippedXml
from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.wording import tr

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_DRAW = "{urn:oasis:names:tc:opendocument:xmlns:drawing:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_DC = "{http://purl.org/dc/elements/1.1/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
_NAMES = ("tracked-changes", "table-of-content", "alphabetical-index", "illustration-index", "table-index",
          "bibliography", "user-index", "object-index", "ruby-text", "soft-page-break",
          "sequence-decls", "variable-decls", "user-field-decls", "dde-connection-decls")  # fmt: skip
_SILENT = frozenset((*(f"{_TEXT}{name}" for name in _NAMES), f"{_OFFICE}annotation", f"{_OFFICE}annotation-end",
                     f"{_OFFICE}forms", f"{_TABLE}tracked-changes"))  # fmt: skip
_CONTENTS = frozenset(f"{_TEXT}{name}" for name in _NAMES[1:8])
_PARAGRAPHS = (f"{_TEXT}p", f"{_TEXT}h")
_ENCRYPTED = b"encryption-data"
_SHOWN = 60
"""Characters shown of what is left out."""


def read(data: bytes, name: str, options: Mapping[str, Any]) -> list[ImportedArticle]:
    """The text of an OpenDocument file, deleted and hidden text left out.

    Args:
        data: the file's bytes.
        name: the file's name, for messages.
        options: choices of the person by name, such as ``encoding``.

    Raises:
        ImportFailed: there is no article in it, or it is damaged; says which and why.
    """
    parts = ZippedXml(data, name)
    if "META-INF/manifest.xml" in parts and _ENCRYPTED in parts.read_member("META-INF/manifest.xml"):
        raise ImportFailed(tr("{name} is encrypted. Save a copy without a password and import that.", name=name))
    content = parts.xml("content.xml")
    said: list[str] = []
    styles = _part(parts, "styles.xml", said)
    body = content.find(f"{_OFFICE}body")
    reader = _Body([content, *([styles] if styles is not None else [])])
    paragraphs = [] if body is None else list(reader.paragraphs(body))
    title, author = _facts(parts, said)
    text = joined([*with_title(title, paragraphs), *reader.notes])
    if not text:
        raise ImportFailed(tr("{name} holds no text. Look whether it is the right file.", name=name))
    if body is not None and body.find(f".//{_TEXT}tracked-changes") is not None:
        said.append("The file holds tracked changes: deleted text was left out.")
    said += reader.remarks()
    return [ImportedArticle(text, title=title, author=author, importer="analyst-app odt 2", notes=tuple(said))]


class _Body:
    """Reads paragraphs, and keeps what does not stand in them.

    Args:
        roots: of the parts that define styles.
    """

    def __init__(self, roots: list[Element]) -> None:
        self.notes: list[str] = []
        self._hidden: list[str] = []
        self._comments: list[str] = []
        self._contents = 0
        self._kinds = {"footnote": 0, "endnote": 0}
        self._boxes: list[list[str]] = []
        self._hiding = {_name(style) for root in roots for style in root.iter(f"{_STYLE}style") if _hides(style)}
        below = {_name(one): one.get(f"{_STYLE}parent-style-name", "") for root in roots
                 for one in root.iter(f"{_STYLE}style")}  # fmt: skip
        for _ in range(8):  # styles of styles of styles
            self._hiding |= {name for name, parent in below.items() if parent and parent in self._hiding}

    def paragraphs(self, element: Element) -> Iterator[str]:
        """The paragraphs below an element, hidden ones left out."""
        for child in element:
            if self._is_left_out(child):
                continue
            if child.tag in _PARAGRAPHS:
                yield from self._paragraph(child)
            elif child.tag == f"{_TABLE}table-row":
                yield from row_paragraphs([list(self.paragraphs(cell)) for cell in child])
            else:
                yield from self.paragraphs(child)

    def remarks(self) -> Iterator[str]:
        """A sentence on each thing that was left out or does not stand in its place."""
        for kind, count in self._kinds.items():
            if count:
                yield f"{counted(count, kind)} of the file: marked in the text, the words at its end."
        size = sum(map(len, self._hidden))
        if size:
            shown = line_of(" ".join(self._hidden), _SHOWN)
            yield f"Left out: {counted(size, 'character')} of hidden text, “{shown}”."
        if self._comments:
            words = line_of(self._comments[0], _SHOWN)
            yield f"Left out: {counted(len(self._comments), 'comment')}, the first: “{words}”."
        if self._contents:
            yield f"Left out: {counted(self._contents, 'table')} of contents."

    def _paragraph(self, element: Element) -> Iterator[str]:
        self._boxes.append([])
        words = "".join(self._words(element))
        boxes = self._boxes.pop()
        if boxes and words[:1].islower() and is_initial(boxes[0]):
            words = boxes.pop(0).strip() + words
        yield from re.split(r"\n[ \t]*\n", words)
        yield from boxes

    def _is_left_out(self, element: Element) -> bool:
        """True for what is no text of the article; what is hidden, and a comment, is kept to be named."""
        tag = element.tag
        if self._is_hidden(element):
            self._hidden += filter(None, [tidy(element.get(f"{_TEXT}string-value") or " ".join(element.itertext()))])
            return True
        if tag == f"{_OFFICE}annotation":
            self._comments.append(tidy(" ".join("".join(one.itertext()) for one in element.iter(f"{_TEXT}p"))))
        self._contents += tag in _CONTENTS
        return tag in _SILENT

    def _is_hidden(self, element: Element) -> bool:
        is_hidden = element.get(f"{_TEXT}is-hidden") == "true"
        if element.tag == f"{_TEXT}section":
            display = element.get(f"{_TEXT}display", "true")
            return display == "none" or (display == "condition" and is_hidden)
        if element.tag in _PARAGRAPHS:
            marks = element.iter(f"{_TEXT}hidden-paragraph")
            is_hidden = any(mark.get(f"{_TEXT}is-hidden") == "true" for mark in marks)
        return is_hidden or (element.get(f"{_TEXT}style-name") or "") in self._hiding

    def _words(self, element: Element) -> Iterator[str]:
        yield _plain(element.text)
        for child in element:
            if child.tag == f"{_TEXT}note":
                yield self._note(child)
            elif child.tag == f"{_TEXT}s":
                count = child.get(f"{_TEXT}c", "")
                yield " " * (min(int(count), 100) if re.fullmatch("[0-9]{1,9}", count) else 1)
            elif child.tag == f"{_TEXT}tab":
                yield " "
            elif child.tag == f"{_TEXT}line-break":
                yield "\n"
            elif child.tag == f"{_DRAW}text-box":
                self._boxes[-1] += self.paragraphs(child)
            elif not self._is_left_out(child):
                yield from self._words(child)
            yield _plain(child.tail)

    def _note(self, note: Element) -> str:
        """Its mark for the running text; its words go to the end."""
        kind = "endnote" if note.get(f"{_TEXT}note-class") == "endnote" else "footnote"
        self._kinds[kind] += 1
        citation = tidy(note.findtext(f"{_TEXT}note-citation") or "") or str(self._kinds[kind])
        mark = f"[{'e' if kind == 'endnote' else ''}{citation}]"
        body = note.find(f"{_TEXT}note-body")
        place = len(self.notes)
        self.notes.append("")
        self.notes[place] = f"{mark} {tidy(' '.join(self.paragraphs(body)))}" if body is not None else mark
        return mark


def _hides(style: Element) -> bool:
    """True for a style whose text, or whose section, is not shown."""
    shown = (one.get(f"{_TEXT}display") for one in style.iter(f"{_STYLE}text-properties"))
    return "none" in shown


def _name(style: Element) -> str:
    return style.get(f"{_STYLE}name", "")


def _plain(words: str | None) -> str:
    """Words of the file, in which a line end is no more than a blank (6.1.2)."""
    return (words or "").replace("\n", " ")


def _part(parts: ZippedXml, member: str, said: list[str]) -> Element | None:
    """The root of a part beside the text; None without it. One that cannot be read is said, and none."""
    if member not in parts:
        return None
    try:
        return parts.xml(member)
    except ImportFailed as error:
        said.append(f"A part could not be read: {error}")
        return None


def _facts(parts: ZippedXml, said: list[str]) -> tuple[str, str]:
    meta = _part(parts, "meta.xml", said)
    if meta is None:
        return "", ""
    author = meta.findtext(f".//{_META}initial-creator") or meta.findtext(f".//{_DC}creator") or ""
    return tidy(meta.findtext(f".//{_DC}title") or ""), tidy(author)
