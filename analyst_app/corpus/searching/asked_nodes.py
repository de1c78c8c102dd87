"""The parts of a question: words, expressions, and what joins them; and their places in a ``Page``."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeAlias

from analyst_app.core.span import Span
from analyst_app.corpus.searching.asked_words import KnownWords, Words
from analyst_app.corpus.searching.paragraph_breaks import with_paragraphs
from analyst_app.corpus.searching.regular_expression import Expression
from analyst_app.corpus.word_folding import Folded, fold, for_index

_PARAGRAPH_END = re.compile("[\n\u2029]")


class Page:
    """A text that is searched; what several questions need of it is worked out once.

    Args:
        text: the article, or a note.
    """

    def __init__(self, text: str) -> None:
        self.text = with_paragraphs(text)

    @cached_property
    def folded(self) -> Folded:
        """Its letters, as words are compared."""
        return fold(self.text)

    @cached_property
    def breaks(self) -> list[int]:
        """The ends of its paragraphs, in code points; the last one's is not among them."""
        return [match.start() for match in _PARAGRAPH_END.finditer(self.text)]

    def paragraph(self, span: Span) -> int:
        """The number of the paragraph in which a span begins."""
        return bisect_left(self.breaks, span.start)

    def paragraphs(self) -> Iterator[Span]:
        """All that are not empty, in order."""
        start = 0
        for end in (*self.breaks, len(self.text)):
            if end > start:
                yield Span(start, end)
            start = end + 1

    @cached_property
    def word_starts(self) -> list[int]:
        """The beginning of each word; a sign of a script without blanks is a word."""
        found = re.finditer(r"[^ \n]+", self.folded.plain)
        return [
            self.folded.place(match.start() + at, match.start() + at + 1)[0]
            for match in found
            for at in _inner_starts(match[0])
        ]

    def words_between(self, one: Span, other: Span) -> int:
        """Number of words that begin between two spans.

        Args:
            one: the span before them.
            other: the span behind them.
        """
        return bisect_left(self.word_starts, other.start) - bisect_left(self.word_starts, one.end)


def _inner_starts(run: str) -> Iterable[int]:
    apart = for_index(run)
    if apart == run:
        return (0,)
    starts, at = [], 0
    for word in apart.split():
        starts.append(at)
        at += len(word)
    return starts


@dataclass(frozen=True)
class AnyOf:
    """The hits of each part; of two that are the same, one."""

    parts: tuple[Node, ...]


@dataclass(frozen=True)
class AllOf:
    """The shortest stretches of a paragraph with a hit of each, where nothing of ``without`` stands in it."""

    parts: tuple[Node, ...]
    without: tuple[Node, ...] = ()


@dataclass(frozen=True)
class Near:
    """The stretches from a hit of one to a hit of the other, in either order, with few words between."""

    one: Node
    other: Node
    most: int
    """Words that may stand between."""


Node: TypeAlias = Words | Expression | AnyOf | AllOf | Near
"""A question, or a part of one."""


def places(node: Node, page: Page) -> list[Span]:
    """The hits of a question in a text, in order.

    Args:
        node: the question.
        page: the text.

    Raises:
        TooSlow: a regular expression takes too long.
    """
    match node:
        case Words():
            found = (match.span() for match in node.pattern.finditer(page.folded.plain))
            return [Span(*page.folded.place(start, end)) for start, end in found if end > start]
        case Expression():
            return node.places(page.text, page.paragraphs())
        case AnyOf():
            return sorted({span for part in node.parts for span in places(part, page)})
        case AllOf():
            return _together(node, page)
        case Near():
            return _near(node, page)


def _together(node: AllOf, page: Page) -> list[Span]:
    by_part: list[list[Span]] = []
    for part in node.parts:
        by_part.append(places(part, page))
        if not by_part[-1]:
            return []
    found = by_part[0] if len(by_part) == 1 else _shortest_by_paragraph(page, by_part)
    if not found or not node.without:
        return found
    barred = {page.paragraph(span) for part in node.without for span in places(part, page)}
    return [span for span in found if page.paragraph(span) not in barred]


def _near(node: Near, page: Page) -> list[Span]:
    ones = places(node.one, page)
    others = places(node.other, page) if ones else []
    stretches = [*_pairs(page, ones, others, node.most), *_pairs(page, others, ones, node.most)]
    found: list[Span] = []
    for span in sorted(stretches, key=lambda stretch: (stretch.end, -stretch.start)):
        if not found or span.start >= found[-1].end:
            found.append(span)
    return found


def _pairs(page: Page, firsts: Sequence[Span], seconds: Sequence[Span], most: int) -> Iterator[Span]:
    """From each of the first to the next of the second in its paragraph."""
    starts = [span.start for span in seconds]
    for first in firsts:
        row = bisect_left(starts, first.end)
        if row == len(seconds):
            return
        second = seconds[row]
        if page.paragraph(first) == page.paragraph(second) and page.words_between(first, second) <= most:
            yield Span(first.start, second.end)


def _shortest_by_paragraph(page: Page, by_part: Sequence[Sequence[Span]]) -> list[Span]:
    """Stretches of one paragraph that hold one of each, none overlapping an earlier one."""
    events = sorted((span, part) for part, spans in enumerate(by_part) for span in spans)
    found: list[Span] = []
    last: dict[int, Span] = {}
    end = -1
    for span, part in events:
        if span.start > end:  # another paragraph
            last.clear()
            row = page.paragraph(span)
            end = page.breaks[row] if row < len(page.breaks) else len(page.text)
        if found and span.start < found[-1].end:
            continue
        last[part] = span
        if len(last) == len(by_part):
            found.append(Span(min(one.start for one in last.values()), max(one.end for one in last.values())))
            last.clear()
    return found


def expression(node: Node, known: KnownWords) -> str | None:
    """The question in the language of FTS5, which finds at least all texts with a hit; None: no text can be ruled out.

    Args:
        node: the question.
        known: the words of the index.
    """
    match node:
        case Words():
            return node.expression(known)
        case Expression():
            return None
        case AnyOf():
            asked = [expression(part, known) for part in node.parts]
            found = [one for one in asked if one is not None]
            return f"({' OR '.join(found)})" if len(found) == len(asked) else None
        case AllOf() | Near():
            parts = node.parts if isinstance(node, AllOf) else (node.one, node.other)
            found = [one for part in parts if (one := expression(part, known)) is not None]
            return f"({' AND '.join(found)})" if found else None
