"""DOCX: the body as Word shows it with all changes accepted, footnotes and endnotes at the end.

The main part is the one that the file's relations name (ECMA-376 part 2); what
is left out is said in the notes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TYPE_CHECKING, Any

from analyst_app.core.excerpts import counted, line_of
from analyst_app.errors import ImportFailed
from analyst_app.importers.documents.text_paragraphs import joined, tidy, with_title
from analyst_app.importers.documents.word_body import WordBody
from analyst_app.importers.documents.word_lists import ListNumbers
from analyst_app.importers.documents.word_parts import HiddenStyles, Relation, attribute, local, main_part, relations
from analyst_app.importers.documents.zipped_xml import ZippedXml
from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.wording import tr

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
_OLE = b"\xd0\xcf\x11\xe0"
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_OLD = "WordDocument".encode("utf-16-le")
_SHOWN = 60
"""Characters shown of what is left out."""


def read(data: bytes, name: str, options: Mapping[str, Any]) -> list[ImportedArticle]:
    """The text of a Word document.

    Args:
        data: the file's bytes.
        name: the file's name, for messages.
        options: choices of the person by name, such as ``encoding``.

    Raises:
        ImportFailed: there is no article in it, or it is damaged; says which and why.
    """
    if data.startswith(_OLE):
        raise ImportFailed(_why_not_read(data, name))
    parts = ZippedXml(data, name)
    main = main_part(parts)
    root = parts.xml(main)
    if local(root) != "document":
        raise ImportFailed(
            tr(
                "{name} is no Word document: {main} holds no text. Give it the ending of what it is.",
                name=name,
                main=main,
            )
        )
    beside = {one.kind: one for one in reversed(relations(parts, main))}
    said: list[str] = []
    styles = _part(parts, beside, "styles", said)
    body = WordBody(HiddenStyles(styles), ListNumbers(_part(parts, beside, "numbering", said), styles))
    paragraphs = list(body.paragraphs(root))
    notes = list(_notes(parts, body, beside, said))
    title, author, created = _facts(parts, said)
    text = joined([*with_title(title, paragraphs), *notes])
    said += _left_out(parts, body, main)
    said += _comments(_part(parts, beside, "comments", said), body)
    if not text:
        more = f" {said[0]}" if body.inserted else ""
        raise ImportFailed(tr("{name} holds no text. Look whether it is the right file.{more}", name=name, more=more))
    if created:
        said.append(f"The file was made on {created[:10]}; it does not say when the article appeared.")
    return [ImportedArticle(text, title=title, author=author, importer="analyst-app docx 2", notes=tuple(said))]


def _why_not_read(data: bytes, name: str) -> str:
    if _ENCRYPTED in data:
        return f"{name} is encrypted. Save a copy without a password and import that."
    if _OLD in data:
        return f"{name} is a file of Word 97 to 2003. Save it as .docx and import that."
    return f"{name} is an old or an encrypted Word file. Save it as .docx without a password."


def _part(parts: ZippedXml, beside: Mapping[str, Relation], kind: str, said: list[str]) -> Element | None:
    """The root of a part beside the main one; None without it. One that cannot be read is said, and none."""
    member = beside[kind].member if kind in beside else f"word/{kind}.xml"
    if member not in parts:
        return None
    try:
        return parts.xml(member)
    except ImportFailed as error:
        said.append(f"Its {kind} could not be read: {error}")
        return None


def _notes(parts: ZippedXml, body: WordBody, beside: Mapping[str, Relation], said: list[str]) -> Iterator[str]:
    """Footnotes and endnotes that the body refers to, in its order, each a paragraph headed by its mark."""
    held = {
        (kind, attribute(note, "id")): note
        for kind in ("footnote", "endnote")
        for note in _part(parts, beside, f"{kind}s", said) or ()
    }
    missing: list[str] = []
    for (kind, number), found in list(body.notes.items()):
        mark = f"[{found}]"
        if (kind, number) in held:
            yield f"{mark} {tidy(' '.join(body.paragraphs(held[kind, number])))}"
        else:
            missing.append(mark)
    for kind in ("footnote", "endnote"):
        if count := sum(1 for one in body.notes if one[0] == kind):
            said.append(f"{counted(count, kind)} of the file: marked in the text, the words at its end.")
    if missing:
        said.append(f"Missing in the file: the words of {counted(len(missing), 'note')}, the first is {missing[0]}.")


def _left_out(parts: ZippedXml, body: WordBody, main: str) -> Iterator[str]:
    if body.has_changes:
        yield "The file holds tracked changes: it was read with all of them accepted."
    size = sum(len(line.strip()) for line in body.hidden.splitlines())
    if size:
        yield (f"Left out: {counted(size, 'character')} of hidden text, “{line_of(body.hidden, _SHOWN)}”.")
    if body.contents:
        yield f"Left out: {counted(body.contents, 'table')} of contents."
    if body.inserted:
        members = {one.id: one.member for one in relations(parts, main)}
        first = members.get(body.inserted[0], body.inserted[0])
        yield f"Left out: {counted(len(body.inserted), 'part')} in another format (altChunk), the first is {first}."
    if body.unknown_signs:
        yield f"{counted(body.unknown_signs, 'sign')} of a symbol font without a letter: shown as \ufffd."


def _comments(root: Element | None, body: WordBody) -> Iterator[str]:
    found = [one for one in root if local(one) == "comment"] if root is not None else []
    if found:
        words = line_of(" ".join(body.paragraphs(found[0])), _SHOWN)
        author = attribute(found[0], "author")
        by = f", by {line_of(author, _SHOWN)}" if author else ""
        yield f"Left out: {counted(len(found), 'comment')}, the first{by}: “{words}”."


def _facts(parts: ZippedXml, said: list[str]) -> tuple[str, str, str]:
    """Title, author and day of making from the file's properties."""
    named = [one.member for one in relations(parts) if one.kind == "core-properties"]
    member = next((one for one in (*named, "docProps/core.xml") if one in parts), "")
    if not member:
        return "", "", ""
    try:
        core = parts.xml(member)
    except ImportFailed as error:
        said.append(f"Title and author could not be read: {error}")
        return "", "", ""

    def words(tag: str) -> str:
        return tidy(core.findtext(tag) or "")

    return words(f"{_DC}title"), words(f"{_DC}creator"), words(f"{_TERMS}created")
