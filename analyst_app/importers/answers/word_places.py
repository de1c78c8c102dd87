"""The text of a Word document with the places of its bookmarks and of its comments' ranges.

Read as Word shows it with all changes accepted. Places are code points of the
whole text; a paragraph is a line. Of a bookmark only its first beginning
counts: LibreOffice 7.4 writes one over several paragraphs as two of one name,
and moves the end of any to the front, by a character for each comment in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from analyst_app.core.report_marks import annotation_in, beginning_of, text_in
from analyst_app.importers.documents.word_parts import attribute, local

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_LEFT_OUT = frozenset(("del", "moveFrom", "Fallback", "rPr", "pPr", "tblPr", "sectPr", "delText", "instrText"))
"""Elements whose words are not the document's: deleted, shown otherwise, or properties."""
_DEEPEST = 200
"""Elements in one another; a document of more is not looked into further."""
_BLANK = re.compile(r"\s*\n")


class AnnotationBookmark(NamedTuple):
    """A bookmark of ours on an annotation's words."""

    mark: str
    said: str
    """Digest of what its comment said."""
    start: int


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
    """

    def __init__(self, root: Element) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._begun: dict[str, int] = {}
        """First beginning of each bookmark of ours, by name."""
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
        self.annotations = list(self._annotated.values())
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
        return next((one for one in self.regions if one.start <= place <= one.end), None)

    def _regions(self) -> list[ArticleRegion]:
        """The articles in their order; one whose last paragraph is gone goes on to the next."""
        begun = sorted((at, name) for name, at in self._begun.items() if text_in(name))
        following = [at for at, _ in begun[1:]] + [self._length]
        last = {beginning_of(name): at for name, at in self._begun.items() if beginning_of(name)}
        ends = {name: self.text.find("\n", at) for name, at in last.items()}
        return [
            ArticleRegion(text_in(name), at, max(at, ends.get(name, after)))
            for (at, name), after in zip(begun, following, strict=False)
        ]

    def _walk(self, element: Element, depth: int) -> None:
        if depth > _DEEPEST:
            return
        for child in element:
            kind = local(child)
            if kind in _LEFT_OUT:
                self.has_changes = self.has_changes or kind in ("del", "moveFrom")
                continue
            if kind == "t":
                self._add(child.text or "")
            elif kind in _SIGNS:
                self._add(_SIGNS[kind])
            elif kind in _HANDLED:
                self._mark(kind, child)
            else:
                self.has_changes = self.has_changes or kind in ("ins", "moveTo")
                self._walk(child, depth + 1)
                if kind == "p":
                    self._add("\n")

    def _add(self, words: str) -> None:
        self._pieces.append(words)
        self._length += len(words)

    def _mark(self, kind: str, element: Element) -> None:
        number, at = attribute(element, "id"), self._length
        if kind == "bookmarkStart":
            name = attribute(element, "name")
            if (found := annotation_in(name)) is not None:
                self._annotated.setdefault(name, AnnotationBookmark(*found, at))
            if found is not None or text_in(name) or beginning_of(name):
                self._begun.setdefault(name, at)
        elif kind == "commentRangeStart":
            self._comments_begun.setdefault(number, at)
        elif kind == "commentRangeEnd":
            self._comments_ended.setdefault(number, at)
        else:
            self._signs.setdefault(number, (len(self._signs), at))


_HANDLED = frozenset(("bookmarkStart", "commentRangeStart", "commentRangeEnd", "commentReference"))


def lines_in(text: str) -> Iterator[str]:
    """The lines of a text that hold more than white space."""
    return (line for line in text.splitlines() if line.strip())
