"""An article's text as paragraphs of Word, with the ranges of its annotations and their shades.

A line of the text is a paragraph. Ranges are marks between runs, so they may
nest, cross each other and cross paragraphs. A run has the style of the
innermost tag, and is underlined in the ink of the outermost where there are
several. Empty lines are the space between paragraphs; all else of the text is
there, so that a place in a paragraph is a place in the article.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from heapq import heappop, heappush
from itertools import islice
from typing import NamedTuple

from analyst_app.core.excerpts import is_rightward
from analyst_app.core.report_marks import bookmark_of_end
from analyst_app.export.report.docx_words import bookmarked, paragraph, run
from analyst_app.export.rows import SpanRow
from analyst_app.language.people import spelt

_LINES = re.compile("[^\n\u2029]+")
"""A paragraph, as ``language.paragraphs`` cuts them."""
_FIRST_LINES = 10
"""Lines with words among which the headline is looked for."""


class Ranged(NamedTuple):
    """An annotation with its marks in the document."""

    row: SpanRow
    number: int
    """Of its comment, from 1; also of its bookmark."""
    bookmark: str


class TextStyles(NamedTuple):
    """Ids of the styles of a text's paragraphs."""

    headline: str
    body: str
    headline_words: str = ""
    """The words of the line that is the headline; empty: none is."""


class TextBookmarks(NamedTuple):
    """The bookmarks that say where a text begins and where it ends: each lies within one paragraph, so it stays."""

    first: str
    number: int
    """Id of the first; the other one has the next."""

    def on_first(self, inside: str) -> str:
        """The inside of the first paragraph with its bookmark."""
        return bookmarked(inside, self.first, self.number)

    def on_last(self, inside: str) -> str:
        """The inside of the last paragraph with its bookmark."""
        return bookmarked(inside, bookmark_of_end(self.first), self.number + 1)


class Shade(NamedTuple):
    """The look of a tag."""

    style: str
    """Id of its character style."""
    ink: str
    """``rrggbb`` of its lines."""


class _Sweep:
    """The marks and shades of an article, from its beginning to its end.

    Args:
        ranged: the annotations in reading order.
        shades: by label.
    """

    def __init__(self, ranged: list[Ranged], shades: Mapping[str, Shade]) -> None:
        self._starts = ranged
        self._ends = sorted(ranged, key=lambda one: (one.row.end, -one.row.start, -one.number))
        self._shades = shades
        self._begun = self._ended = 0
        self._open: dict[int, Ranged] = {}
        """Those that cover the place, the outermost first."""
        self._inner: list[tuple[int, int, int]] = []
        """Heap of the same, the innermost first: latest start, then earliest end; with ended ones among them."""

    @property
    def next(self) -> int:
        """The place of the next mark; far beyond every text: there is none."""
        start = self._starts[self._begun].row.start if self._begun < len(self._starts) else 1 << 60
        end = self._ends[self._ended].row.end if self._ended < len(self._ends) else 1 << 60
        return min(start, end)

    def marks(self, upto: int) -> str:
        """The marks up to a place, that place included: what ends there goes before what begins there."""
        made: list[str] = []
        while (at := self.next) <= upto:
            one = self._ends[self._ended] if self._ended < len(self._ends) else None
            if one is not None and one.row.end == at and one.number in self._open:
                self._ended += 1
                del self._open[one.number]
                made.append(_closing(one))
            else:
                one = self._starts[self._begun]
                self._begun += 1
                self._open[one.number] = one
                heappush(self._inner, (-one.row.start, one.row.end, one.number))
                made.append(_opening(one))
        return "".join(made)

    def shade(self) -> tuple[str, str]:
        """The style of the innermost annotation, and the line of the outermost if it is another one's."""
        while self._inner and self._inner[0][2] not in self._open:
            heappop(self._inner)
        if not self._inner:
            return "", ""
        inner = self._shades[self._open[self._inner[0][2]].row.label]
        outer = self._shades[next(iter(self._open.values())).row.label]
        line = f'<w:u w:val="single" w:color="{outer.ink}"/>' if outer != inner else ""
        return inner.style, line


def _opening(one: Ranged) -> str:
    bookmark = f'<w:bookmarkStart w:id="{one.number}" w:name="{one.bookmark}"/>'
    return f'<w:commentRangeStart w:id="{one.number - 1}"/>{bookmark}'


def _closing(one: Ranged) -> str:
    number = one.number - 1
    return (
        f'<w:bookmarkEnd w:id="{one.number}"/><w:commentRangeEnd w:id="{number}"/>'
        f'<w:r><w:rPr><w:rStyle w:val="CommentReference"/></w:rPr><w:commentReference w:id="{number}"/></w:r>'
    )


def has_line(text: str, words: str) -> bool:
    """True if one of the first lines of a text says these words, and nothing else.

    Args:
        text: of an article.
        words: its headline.
    """
    sought = spelt(words)
    return any(spelt(line[0]) == sought for line in islice(_lines(text), _FIRST_LINES))


def text_paragraphs(
    text: str, ranged: list[Ranged], shades: Mapping[str, Shade], styles: TextStyles, bookmarks: TextBookmarks
) -> Iterator[str]:
    """The paragraphs of an article as XML.

    Args:
        text: the article.
        ranged: its annotations in reading order.
        shades: the look of each label among them.
        styles: of its paragraphs.
        bookmarks: on the first and the last of them.
    """
    sweep, sought = _Sweep(ranged, shades), spelt(styles.headline_words)
    last: tuple[str, str, str] | None = None
    for number, line in enumerate(_lines(text)):
        words, style = line[0], styles.body
        if last is not None:
            yield paragraph(last[0], last[1], words=last[2])
        if sought and number < _FIRST_LINES and spelt(words) == sought:
            sought, style = "", styles.headline
        inside = "".join(_runs(text, *line.span(), sweep))
        last = inside if number else bookmarks.on_first(inside), style, words
    inside, style, words = last or (bookmarks.on_first(""), styles.body, "")
    yield paragraph(bookmarks.on_last(inside + sweep.marks(len(text))), style, words=words)


def _lines(text: str) -> Iterator[re.Match[str]]:
    """The lines with more than white space."""
    return (line for line in _LINES.finditer(text) if line[0].strip())


def _runs(text: str, start: int, end: int, sweep: _Sweep) -> Iterator[str]:
    """The runs of one paragraph with the marks between them."""
    at, is_leftward = start, not is_rightward(text[start:end])
    yield sweep.marks(start)
    while at < end:
        following = min(end, sweep.next)
        style, line = sweep.shade()
        yield run(text[at:following], style=style, extra=line, is_leftward=is_leftward)
        at = following
        yield sweep.marks(at)
