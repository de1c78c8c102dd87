"""Reads a Word report that was just written: the texts, each comment with the words that it is on, and its links."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import IO
from xml.etree import ElementTree

from analyst_app.core.report_marks import annotation_in, beginning_of, text_in
from analyst_app.export.contract import Seen

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LINK = "→"
SPAN_PARTS = 3
"""Length of the item of an annotation; that of a link is longer, that of a text shorter."""


def text_item(mark: str, words: str) -> Seen:
    """The text of an article as verification compares it.

    Args:
        mark: that stands for it.
        words: all of it; white space counts as one blank, since empty lines are no paragraphs.
    """
    return (mark, " ".join(words.split()))


def span_item(mark: str, name: str, words: str) -> Seen:
    """An annotation as verification compares it.

    Args:
        mark: that stands for it.
        name: of its tag.
        words: that it covers; white space counts as one blank, since paragraphs divide them.
    """
    return (mark, name, " ".join(words.split()))


def link_item(head: str, role: str, tail: str) -> Seen:
    """A link as verification compares it.

    Args:
        head: mark of the annotation that it comes from.
        role: the role's name.
        tail: mark of the annotation that it leads to.
    """
    return (_LINK, head, role, tail)


def seen_in(path: Path) -> Iterator[Seen]:
    """The texts, annotations and links of a report.

    Args:
        path: the file.
    """
    with zipfile.ZipFile(path) as parts:
        with parts.open("word/document.xml") as body:
            words, of_comment = _bookmarked(body)
        yield from (text_item(mark, said) for name, said in words.items() if (mark := text_in(name)))
        with parts.open("word/comments.xml") as comments:
            for _, one in ElementTree.iterparse(comments):  # noqa: S314 - a file that this very program has just written
                if one.tag == f"{_W}comment":
                    yield from _of_comment(one, words, of_comment)
                    one.clear()


def _of_comment(one: ElementTree.Element, words: Mapping[str, str], of_comment: Mapping[str, str]) -> Iterator[Seen]:
    bookmark = of_comment[one.attrib[f"{_W}id"]]
    mark = _mark(bookmark)
    head, *others = one.iter(f"{_W}p")
    bold = "".join([_said(run) for run in head.iter(f"{_W}r") if run.find(f"{_W}rPr/{_W}b") is not None])
    yield span_item(mark, bold.partition(" · ")[2], words[bookmark])
    for line in others:
        role = ""
        for child in line:
            if child.tag == f"{_W}hyperlink":
                yield link_item(mark, role.strip().removesuffix(":"), _mark(child.attrib[f"{_W}anchor"]))
                role = ""
            else:
                role += _said(child)


def _mark(bookmark: str) -> str:
    found = annotation_in(bookmark)
    return found[0] if found is not None else bookmark


def _bookmarked(body: IO[bytes]) -> tuple[dict[str, str], dict[str, str]]:
    """The words under each bookmark, and the bookmark that begins where a comment's range does."""
    said: list[str] = []
    names: dict[str, str] = {}
    begun: dict[str, int] = {}
    texts: dict[str, int] = {}
    found: dict[str, str] = {}
    of_comment: dict[str, str] = {}
    comment = ""
    for event, one in ElementTree.iterparse(body, ("start", "end")):  # noqa: S314 - our own, as above
        kind = one.tag.removeprefix(_W)
        if event == "end":
            if kind == "t":
                said.append(one.text or "")
            elif kind in ("tab", "br", "p"):
                said.append("\n")
            if kind in ("p", "tbl"):
                one.clear()
        elif kind == "commentRangeStart":
            comment = one.attrib[f"{_W}id"]
        elif kind == "bookmarkStart":
            number, name = one.attrib[f"{_W}id"], one.attrib[f"{_W}name"]
            names[number], begun[number] = name, len(said)
            texts.setdefault(name, len(said))
            if annotation_in(name):
                of_comment[comment] = name
        elif kind == "bookmarkEnd":
            number = one.attrib[f"{_W}id"]
            if annotation_in(names[number]):
                found[names[number]] = "".join(said[begun[number] :])
            elif first := beginning_of(names[number]):
                found[first] = "".join(said[texts[first] :])
    return found, of_comment


def _said(element: ElementTree.Element) -> str:
    return "".join([one.text or "" for one in element.iter(f"{_W}t")])
