"""The text of a Word document with the places of its bookmarks and of its comments' ranges.

Read as Word shows it with all tracked changes accepted, or with all rejected, as
it was sent. Places are code points of the whole text; a paragraph is a line. Of a
bookmark only its first beginning counts: LibreOffice 7.4 writes one over several
paragraphs as two of one name, and moves the end of any to the front, by a
character for each comment in it.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from analyst_app.core.report_marks import annotation_in, beginning_of, text_in
from analyst_app.importers.documents.word_parts import attribute, child_of, local

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

_WORDS = frozenset(("t", "delText"))
_SIGNS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_LEFT_OUT = frozenset(("Fallback", "rPr", "pPr", "tblPr", "sectPr", "instrText"))
"""Elements whose words are not the document's: shown otherwise, or properties."""
_TAKEN_OUT, _PUT_IN = frozenset(("del", "moveFrom")), frozenset(("ins", "moveTo"))
"""Elements of tracked changes."""
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
        rejects_changes: True: what was taken out is in the text, and what was put in is not.
    """

    def __init__(self, root: Element, *, rejects_changes: bool = False) -> None:
        self._silent = _PUT_IN if rejects_changes else _TAKEN_OUT
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
        number = bisect_right(self.regions, place, key=lambda one: one.start) - 1
        return self.regions[number] if number >= 0 and place <= self.regions[number].end else None

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
                self._walk(child, depth + 1, is_silent=is_silent or kind in self._silent)
                if kind == "p" and not self._has_silent_end(child):
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
