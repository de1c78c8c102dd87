"""The comments of a Word document, with what each of them answers.

Word joins a reply to what it answers by ids of paragraphs, in the part
``commentsExtended.xml`` ([MS-DOCX] 2.5.4). LibreOffice 7 writes no such part
for replies: there a reply stands at the very range of what it answers, right
behind it.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, NamedTuple

from analyst_app.importers.answers.answer_sheet import LONGEST_NAME, UNKNOWN, time_of
from analyst_app.importers.documents.word_parts import attribute, local, relations

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

    from analyst_app.importers.documents.zipped_xml import ZippedXml

_PARA_ID = "{http://schemas.microsoft.com/office/word/2010/wordml}paraId"
_W15 = "{http://schemas.microsoft.com/office/word/2012/wordml}"
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n"}
_PICTURES = frozenset(("drawing", "pict", "object"))
_FARTHEST = 100
"""Answers to answers that are followed."""
_QUOTED_AGAIN = re.compile(
    r"\A(?:Reply to [^\n]{1,200}\([^\n)]*\): [\"“]"
    r"|[^\n]{1,300}?\([^\n()]{0,80}\) ?: ?[\"“„«‹「]\s?(?=\d{1,6} · ))([^\n]*)\n?"
)
"""The line with which LibreOffice 7 begins a reply: it repeats what is answered; in other languages one of ours."""


class WordComment(NamedTuple):
    """A comment as the document has it."""

    id: str
    who: str
    when: str
    words: str
    parent: str = ""
    """Id of the comment that it answers, the first of the thread; empty: the document joins it to none."""
    is_done: bool = False
    quoted: str = ""
    """The words that a reply of LibreOffice 7 repeats of the comment that it answers; empty: it repeats none."""
    has_picture: bool = False


def comments_in(parts: ZippedXml, main: str) -> list[WordComment]:
    """The comments of a document, in its order; none without the part.

    Args:
        parts: the document's parts.
        main: the main part.

    Raises:
        ImportFailed: the part of the comments cannot be read.
    """
    beside = {one.kind: one.member for one in reversed(relations(parts, main))}
    member = beside.get("comments", "word/comments.xml")
    if member not in parts:
        return []
    found: list[WordComment] = []
    by_paragraph: dict[str, int] = {}
    for one in parts.xml(member):
        if local(one) != "comment":
            continue
        for element in one.iter():
            if para_id := element.get(_PARA_ID):
                by_paragraph[para_id.upper()] = len(found)
        who = " ".join(attribute(one, "author").split())[:LONGEST_NAME] or UNKNOWN
        said = words_of(one)
        repeated = _QUOTED_AGAIN.match(said)
        words, quoted = (said[repeated.end() :], repeated[1]) if repeated else (said, "")
        who_when = attribute(one, "id"), who, time_of(attribute(one, "date"))
        has_picture = any(local(element) in _PICTURES for element in one.iter())
        found.append(WordComment(*who_when, words, quoted=quoted, has_picture=has_picture))
    extended = beside.get("commentsExtended", "word/commentsExtended.xml")
    return _joined(found, by_paragraph, parts.xml(extended)) if extended in parts else found


def _joined(found: list[WordComment], by_paragraph: dict[str, int], extended: Element) -> list[WordComment]:
    """The comments, each with the first of its thread."""
    parents: dict[int, int] = {}
    done: set[int] = set()
    for one in extended:
        number = by_paragraph.get(one.get(f"{_W15}paraId", "").upper())
        parent = by_paragraph.get(one.get(f"{_W15}paraIdParent", "").upper())
        if number is None:
            continue
        if one.get(f"{_W15}done") in ("1", "true"):
            done.add(number)
        if parent is not None and parent != number:
            parents[number] = parent
    return [
        one._replace(parent=found[first].id if (first := _first(number, parents)) != number else "",
                     is_done=number in done or first in done)
        for number, one in enumerate(found)
    ]  # fmt: skip


def _first(number: int, parents: dict[int, int]) -> int:
    """The first comment of a thread; of a thread that runs in a circle, the comment itself."""
    at = number
    for _ in range(_FARTHEST):
        if at not in parents:
            return at
        at = parents[at]
    return number


def words_of(comment: Element) -> str:
    """The words of a comment, a paragraph a line."""
    lines: list[str] = []
    for paragraph in comment.iter():
        if local(paragraph) == "p":
            said = [(one.text or "") if local(one) == "t" else _SIGNS.get(local(one), "") for one in paragraph.iter()]
            lines.append("".join(said))
    return "\n".join(lines).strip()
