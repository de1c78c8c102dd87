"""The text of a Word document with the places of its bookmarks and of its comments' ranges.

Read as Word shows it with all tracked changes accepted, or with all rejected,
as it was sent. Places are code points of the whole text; a paragraph is a line. LibreOffice 7.4 writes a bookmark over
several paragraphs as two of one name: one that begins in the first and never
ends, and one within the last. So what counts is the first beginning of a name
and its last end. Saved once more, only the one in the last is left: then the
paragraphs before it that have an article's style are the article's, too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from operator import itemgetter
from typing import TYPE_CHECKING, NamedTuple

from analyst_app.core.report_marks import annotation_in, text_in
from analyst_app.importers.documents.word_parts import attribute, child_of, local

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_WORDS = frozenset(("t", "delText"))
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_LEFT_OUT = frozenset(("Fallback", "rPr", "pPr", "tblPr", "sectPr", "instrText"))
"""Elements whose words are not the document's: shown otherwise, or properties."""
_TAKEN_OUT, _PUT_IN = frozenset(("del", "moveFrom")), frozenset(("ins", "moveTo"))
"""Elements of tracked changes."""
_ARTICLE = "Article"
"""Beginning of the ids of the styles of an article's paragraphs."""
_DEEPEST = 200
"""Elements in one another; a document of more is not looked into further."""
_BLANK = re.compile(r"\s*\n")


class AnnotationBookmark(NamedTuple):
    """A bookmark of ours on an annotation's words."""

    mark: str
    said: str
    """Digest of what its comment said."""
    start: int
    end: int = -1


class CommentRange(NamedTuple):
    """The range of a comment."""

    start: int
    end: int
    place: int
    """Number of its sign in the document, from 0: replies follow what they answer."""


class ArticleRegion(NamedTuple):
    """The text of one article."""

    text_mark: str
    start: int
    end: int


class WordPlaces:
    """The text of a body and what is marked in it.

    Args:
        root: of the document's main part.
        rejects_changes: True: what was taken out is in the text, and what was put in is not.
    """

    def __init__(self, root: Element, *, rejects_changes: bool = False) -> None:
        self._silent = _PUT_IN if rejects_changes else _TAKEN_OUT
        self._pieces: list[str] = []
        self._length = 0
        self._blocks: list[list[int]] = []
        """Beginning and end of each stretch of paragraphs in an article's style."""
        self._is_in_block = False
        self._names: dict[str, str] = {}
        """The name of each bookmark of ours that began, by its number."""
        self._begun: dict[str, int] = {}
        self._ended: dict[str, int] = {}
        """First beginning and last end, by name."""
        self._comments_begun: dict[str, int] = {}
        self._comments_ended: dict[str, int] = {}
        self._signs: dict[str, tuple[int, int]] = {}
        self._annotated: dict[str, AnnotationBookmark] = {}
        self.has_changes = False
        """True if somebody's changes are tracked in it."""
        self._walk(root, 0)
        self.text = "".join(self._pieces)
        """All of it."""
        self.regions = self._regions()
        self.annotations = [one._replace(end=self._ended.get(name, -1)) for name, one in self._annotated.items()]
        """In the order of their beginnings."""

    def ranges(self) -> dict[str, CommentRange]:
        """The range of each comment, by its id in the document; a comment without one has that of its sign."""
        found = {}
        for number, (place, at) in self._signs.items():
            start = self._comments_begun.get(number, at)
            end = max(start, self._comments_ended.get(number, at))
            found[number] = CommentRange(start, end, place)
        return found

    def region_at(self, place: int) -> ArticleRegion | None:
        """The article that a place lies in; None: it lies in none."""
        number = bisect_right(self.regions, place, key=lambda one: one.start) - 1
        return self.regions[number] if number >= 0 and place <= self.regions[number].end else None

    def _regions(self) -> list[ArticleRegion]:
        """The articles in their order; one that never ends goes on to the next."""
        begun = sorted((at, name) for name, at in self._begun.items() if text_in(name))
        following = [at for at, _ in begun[1:]] + [self._length]
        found: list[ArticleRegion] = []
        for (at, name), after in zip(begun, following, strict=False):
            number = bisect_right(self._blocks, at, key=itemgetter(0)) - 1
            start = self._blocks[number][0] if number >= 0 and at <= self._blocks[number][1] else at
            start = max(start, found[-1].end) if found else start
            found.append(ArticleRegion(text_in(name), min(at, start), max(at, self._ended.get(name, after))))
        return found

    def _walk(self, element: Element, depth: int, *, is_silent: bool = False) -> None:
        """Take in what stands in an element; of a silent one only its marks, for its words are not in the text."""
        if depth > _DEEPEST:
            return
        for child in element:
            kind = local(child)
            if kind in _HANDLED:
                self._mark(kind, child)
            elif is_silent and (kind in _WORDS or kind in _SIGNS):
                continue
            elif kind in _WORDS:
                self._add(child.text or "")
            elif kind in _SIGNS:
                self._add(_SIGNS[kind])
            elif kind not in _LEFT_OUT:
                self.has_changes = self.has_changes or kind in _TAKEN_OUT or kind in _PUT_IN
                begun = self._length
                self._walk(child, depth + 1, is_silent=is_silent or kind in self._silent)
                if kind == "p":
                    self._end_paragraph(child, begun)

    def _end_paragraph(self, paragraph: Element, begun: int) -> None:
        style = child_of(paragraph, "pPr", "pStyle")
        is_of_article = style is not None and attribute(style, "val").startswith(_ARTICLE)
        if is_of_article and not self._is_in_block:
            self._blocks.append([begun, begun])
        if is_of_article:
            self._blocks[-1][1] = self._length
        self._is_in_block = is_of_article
        if not self._has_silent_end(paragraph):
            self._add("\n")

    def _has_silent_end(self, paragraph: Element) -> bool:
        """True of a paragraph whose end is not in the text: the next one goes on in it."""
        properties = child_of(paragraph, "pPr", "rPr")
        return properties is not None and any(local(one) in self._silent for one in properties)

    def _add(self, words: str) -> None:
        self._pieces.append(words)
        self._length += len(words)

    def _mark(self, kind: str, element: Element) -> None:
        number, at = attribute(element, "id"), self._length
        if kind == "bookmarkStart":
            name = attribute(element, "name")
            if (found := annotation_in(name)) is not None:
                self._annotated.setdefault(name, AnnotationBookmark(*found, at))
            if found is not None or text_in(name):
                self._names[number] = name
                self._begun.setdefault(name, at)
        elif kind == "bookmarkEnd":
            if number in self._names:
                self._ended[self._names[number]] = at
        elif kind == "commentRangeStart":
            self._comments_begun.setdefault(number, at)
        elif kind == "commentRangeEnd":
            self._comments_ended.setdefault(number, at)
        else:
            self._signs.setdefault(number, (len(self._signs), at))


_HANDLED = frozenset(("bookmarkStart", "bookmarkEnd", "commentRangeStart", "commentRangeEnd", "commentReference"))


def lines_in(text: str) -> Iterator[str]:
    """The lines of a text that hold more than white space."""
    return (line for line in text.splitlines() if line.strip())
