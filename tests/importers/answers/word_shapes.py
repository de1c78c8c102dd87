"""Word files as Word and LibreOffice leave them, made of a report: renumbered, split into other runs, answered.

The shapes are those of Word 365 ([MS-DOCX]: replies in ``commentsExtended.xml``)
and of LibreOffice 7.4 as it saved a report of ours (no such part, a reply at
the range of what it answers, whose sign stands right behind).
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Callable, Mapping
from typing import NamedTuple
from xml.sax.saxutils import escape

Parts = dict[str, str]


class Reply(NamedTuple):
    """A comment that somebody adds."""

    who: str
    words: str
    to: str = ""
    """The beginning of the comment that it answers; empty: it stands on words of its own."""
    on: str = ""
    """The words that it is on, which stand in one run."""
    is_done: bool = False


def unpacked(data: bytes) -> Parts:
    """The parts of a file as texts."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return {name: archive.read(name).decode() for name in archive.namelist()}


def packed(parts: Mapping[str, str]) -> bytes:
    """The file of some parts."""
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, words in parts.items():
            archive.writestr(name, words)
    return made.getvalue()


def edited(data: bytes, edit: Callable[[str], str], part: str = "word/document.xml") -> bytes:
    """The file with one part changed."""
    parts = unpacked(data)
    before = parts[part]
    parts[part] = edit(before)
    assert parts[part] != before
    return packed(parts)


def by_word(data: bytes, *replies: Reply) -> bytes:
    """The file as Word saves it, with replies."""
    parts = unpacked(data)
    _renumber(parts)
    for number, reply in enumerate(replies, 900):
        para_id = f"5F{number:06X}"
        parent = _comment(parts, reply.to) if reply.to else ""
        _add_comment(parts, number, reply, para_id)
        if parent:
            _put_beside(parts, parent, number)
        else:
            _put_on(parts, reply.on, number)
        joined = f' w15:paraIdParent="{_para_id(parts, parent)}"' if parent else ""
        done = "1" if reply.is_done else "0"
        extended = f'<w15:commentEx w15:paraId="{para_id}"{joined} w15:done="{done}"/></w15:commentsEx>'
        parts["word/commentsExtended.xml"] = parts["word/commentsExtended.xml"].replace("</w15:commentsEx>", extended)
    return packed(parts)


def by_libre_office(data: bytes, *replies: Reply) -> bytes:
    """The file as LibreOffice 7.4 saves it, with replies: comments without ids of paragraphs, and no joining part."""
    parts = unpacked(data)
    _renumber(parts)
    for number, reply in enumerate(replies, 900):
        parent = _comment(parts, reply.to) if reply.to else ""
        quoted = "" if not parent else f'Reply to alice (12/01/2026, 10:00): "{reply.to}…"\n'
        _add_comment(parts, number, reply._replace(words=quoted + reply.words), "")
        if parent:
            _put_beside(parts, parent, number)
        else:
            _put_on(parts, reply.on, number)
    parts["word/comments.xml"] = re.sub(r' w14:paraId="\w+"', "", parts["word/comments.xml"])
    for name in ("commentsExtended", "commentsIds", "people"):
        del parts[f"word/{name}.xml"]
        for listing in ("[Content_Types].xml", "word/_rels/document.xml.rels"):
            parts[listing] = re.sub(rf"<(?:Override|Relationship) [^>]*{name}\.xml[^>]*/>", "", parts[listing])
    return packed(parts)


def _renumber(parts: Parts) -> None:
    """Other numbers for comments and bookmarks, and other runs: what word processors do as they please."""
    body = parts["word/document.xml"]
    body = re.sub(r'(<w:comment\w+ w:id=")(\d+)"', lambda found: f'{found[1]}{int(found[2]) + 300}"', body)
    body = re.sub(r'(<w:bookmark\w+ w:id=")(\d+)"', lambda found: f'{found[1]}{int(found[2]) % 100_000 + 40}"', body)
    split = '</w:t></w:r><w:proofErr w:type="spellStart"/><w:r w:rsidR="00A1"><w:t xml:space="preserve">'
    parts["word/document.xml"] = body.replace("the ", f"t{split}he ", 1)
    comments = parts["word/comments.xml"]
    parts["word/comments.xml"] = re.sub(
        r'<w:comment w:id="(\d+)"', lambda f: f'<w:comment w:id="{int(f[1]) + 300}"', comments
    )


def _comment(parts: Parts, beginning: str) -> str:
    """Id of the comment that begins with some words."""
    for number, inside in re.findall(r'<w:comment w:id="(\d+)"[^>]*>(.*?)</w:comment>', parts["word/comments.xml"]):
        words = "".join(re.findall(r"<w:t[^>]*>([^<]*)</w:t>", inside))
        if words.startswith(beginning):
            return str(number)
    raise AssertionError(beginning)


def _para_id(parts: Parts, number: str) -> str:
    """Id of the last paragraph of a comment."""
    found = re.search(rf'<w:comment w:id="{number}"[^>]*>(.*?)</w:comment>', parts["word/comments.xml"])
    assert found is not None
    return str(re.findall(r'w14:paraId="(\w+)"', found[1])[-1])


def _add_comment(parts: Parts, number: int, reply: Reply, para_id: str) -> None:
    lines = reply.words.split("\n")
    ids = [*(f"6A{number:04X}{nth:02X}" for nth in range(len(lines) - 1)), para_id]
    inside = "".join(
        f'<w:p w14:paraId="{one}"><w:pPr><w:pStyle w:val="CommentText"/></w:pPr><w:r><w:annotationRef/></w:r>'
        f"<w:r><w:t>{escape(line)}</w:t></w:r></w:p>"
        for one, line in zip(ids, lines, strict=True)
    )
    head = f'w:id="{number}" w:author="{escape(reply.who)}" w:date="2026-12-01T10:00:00Z" w:initials="x"'
    made = f"<w:comment {head}>{inside}"
    parts["word/comments.xml"] = parts["word/comments.xml"].replace("</w:comments>", f"{made}</w:comment></w:comments>")


def _put_beside(parts: Parts, parent: str, number: int) -> None:
    """The range of a reply: that of what it answers."""
    body = parts["word/document.xml"]
    for mark in ("commentRangeStart", "commentRangeEnd"):
        body = body.replace(f'<w:{mark} w:id="{parent}"/>', f'<w:{mark} w:id="{parent}"/><w:{mark} w:id="{number}"/>')
    sign = re.search(rf'<w:r>(?:<w:rPr>(?:(?!</w:r>).)*</w:rPr>)?<w:commentReference w:id="{parent}"/></w:r>', body)
    assert sign is not None
    own = sign[0].replace(f'w:id="{parent}"', f'w:id="{number}"')
    parts["word/document.xml"] = body.replace(sign[0], sign[0] + own)


def _put_on(parts: Parts, words: str, number: int) -> None:
    """The range of a comment on words that stand in one run."""
    body = parts["word/document.xml"]
    found = re.search(
        r"<w:r(?: [^>]*)?>(<w:rPr>(?:(?!</w:r>).)*?</w:rPr>)?"
        rf"<w:t[^>]*>([^<]*?){re.escape(escape(words))}([^<]*)</w:t></w:r>",
        body,
    )
    assert found is not None, words
    look = found[1] or ""

    def run(said: str) -> str:
        return f'<w:r>{look}<w:t xml:space="preserve">{said}</w:t></w:r>' if said else ""

    made = (
        f'{run(found[2])}<w:commentRangeStart w:id="{number}"/>{run(escape(words))}<w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:commentReference w:id="{number}"/></w:r>{run(found[3])}'
    )
    parts["word/document.xml"] = body.replace(found[0], made, 1)
