"""RTF: the text as a word processor shows it, footnotes and endnotes at the end."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from analyst_app.core.excerpts import counted, line_of
from analyst_app.errors import ImportFailed, MissingExtra
from analyst_app.importers.documents.encoding_guess import contradicted
from analyst_app.importers.documents.rtf_reader import RtfReader
from analyst_app.importers.documents.text_paragraphs import joined, tidy, with_title
from analyst_app.importers.imported_article import ImportedArticle
from analyst_app.wording import tr

_SHOWN = 60
"""Characters shown of what is left out."""


def read(data: bytes, name: str, options: Mapping[str, Any]) -> list[ImportedArticle]:
    """The text of an RTF file, title and author from its information group.

    Args:
        data: the file's bytes.
        name: the file's name, for messages.
        options: choices of the person by name, such as ``encoding``.

    Raises:
        ImportFailed: there is no article in it; says why.
    """
    source = data.removeprefix(b"\xef\xbb\xbf").lstrip()
    if not source.startswith(b"{\\rtf"):
        raise ImportFailed(
            tr("{name} is no RTF file, whatever its name says. Give it the ending of what it is.", name=name)
        )
    found = RtfReader(source)
    said: list[str] = []
    if found.beyond_ansi and (note := _own_page(found)):
        found = RtfReader(source, ansi_is_page=True)
        said.append(note)
    title, author = (tidy(found.facts[fact]) for fact in ("title", "author"))
    notes = [f"[{mark}] {words}" for mark, words in found.notes]
    text = joined([*with_title(title, found.paragraphs), *notes])
    if not text:
        raise ImportFailed(tr("{name} holds no text. Look whether it is the right file.", name=name))
    said += _remarks(found)
    return [ImportedArticle(text, title=title, author=author, importer="analyst-app rtf 1", notes=tuple(said))]


def _own_page(found: RtfReader) -> str:
    """A note if letters are in the file's own code page though their font says Western; "" if they are not."""
    data = bytes(found.beyond_ansi)
    try:
        better = contradicted(data, "cp1252")
    except (MissingExtra, UnicodeError):
        return ""
    if better is None or better.codec != found.page:
        return ""
    good, bad = better.readings
    return (
        f"Its fonts say that they are in {bad.codec}, which reads “{bad.words}”; it was read in the file's own "
        f"code page, {good.codec}, which reads so: “{good.words}”."
    )


def _remarks(found: RtfReader) -> Iterator[str]:
    """Remarks on what was left out, marked or not to be read, a sentence each."""
    ends = sum(mark.startswith("e") for mark, _ in found.notes)
    for kind, count in (("footnote", len(found.notes) - ends), ("endnote", ends)):
        if count:
            yield f"{counted(count, kind)} of the file: marked in the text, the words at its end."
    hidden = tidy("".join(found.hidden))
    if hidden:
        yield f"Left out: {counted(len(hidden), 'character')} of hidden text, “{line_of(hidden, _SHOWN)}”."
    if found.has_deleted:
        yield "The file holds tracked changes: deleted text was left out."
    if found.comments:
        words = line_of(found.comments[0], _SHOWN)
        yield f"Left out: {counted(len(found.comments), 'comment')}, the first: “{words}”."
    if found.unread:
        yield f"{counted(found.unread, 'byte')} that no letter has in its code page: shown as \ufffd."
    if found.after:
        yield (
            f"Left out after the end of the document: {counted(len(found.after), 'character')}, "
            f"“{line_of(found.after, _SHOWN)}”."
        )
    if found.left_open:
        yield "The end of the file is missing: it was read as far as it goes."
