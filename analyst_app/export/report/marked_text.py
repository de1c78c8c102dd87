"""An article's text cut at the edges of its annotations, each with a lane: for paper and pages alike.

Annotations may nest, cross each other and cross paragraphs. What several
annotators marked alike is one marked span. At most ``LANES`` lie over one
another: those beyond are told and not drawn, so that a page grows with the
number of annotations and not with its square.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from heapq import heappop, heappush
from itertools import pairwise

from analyst_app.core.looks.lanes import lanes
from analyst_app.core.span import Span
from analyst_app.export.rows import SpanRow, reading_order
from analyst_app.language.languages import without_rules
from analyst_app.language.paragraphs import pieces_in
from analyst_app.language.whole_text import WholeText

LANES = 8
"""Spans that are drawn over one another; more can nobody tell apart."""
NOT_DRAWN = -1
_TANGLED = 64
"""Spans that hang together by overlaps, above which lanes are given in one pass."""


@dataclass
class MarkedSpan:
    """A stretch of the text with one tag, as one annotator or several marked it."""

    start: int
    """First code point inside."""
    end: int
    """First code point after."""
    label: str
    numbers: list[int]
    """Of its annotations among those of the article, from 1."""
    lane: int = 0
    """0 lies next to the text; ``NOT_DRAWN``: too many lie there."""


@dataclass
class MarkedPiece:
    """A stretch of the text with the same marks all over."""

    start: int
    end: int
    marks: tuple[MarkedSpan, ...]
    """That cover it, the outermost lane first."""


@dataclass
class MarkedBlock:
    """A line of the text, or a piece of a very long one, with what begins and lies in it."""

    start: int
    end: int
    """Without line ends."""
    number: int
    """Of the line among those with words, from 1; 0 for one without words."""
    pieces: list[MarkedPiece] = field(default_factory=list)
    """From the end of the block before to its own: they hold every code point of the article."""
    begins: list[MarkedSpan] = field(default_factory=list)
    """Spans whose first code point is in it or in the line ends before it."""
    goes_on: bool = False
    """True if it is no line's beginning."""
    follows_blank: bool = False
    """True if an empty line stands before it."""


def numbered(rows: Iterable[SpanRow]) -> list[SpanRow]:
    """Rows in the order in which their annotations are numbered, from 1: reading order."""
    return sorted(rows, key=reading_order)


def marked_spans(rows: Sequence[SpanRow]) -> list[MarkedSpan]:
    """The marked spans of an article, in reading order, with their lanes.

    Args:
        rows: numbered.
    """
    alike: dict[tuple[int, int, str], MarkedSpan] = {}
    for number, row in enumerate(rows, 1):
        key = (row.start, row.end, row.label)
        if key in alike:
            alike[key].numbers.append(number)
        else:
            alike[key] = MarkedSpan(*key, [number])
    spans = list(alike.values())
    for together in _hanging_together(spans):
        given = (
            lanes((one.start, one.end) for one in together)
            if len(together) <= _TANGLED
            else _lanes_in_one_pass(together)
        )
        for one, lane in zip(together, given, strict=True):
            one.lane = lane if lane < LANES else NOT_DRAWN
    return spans


def _hanging_together(spans: Sequence[MarkedSpan]) -> Iterator[list[MarkedSpan]]:
    """Groups of spans with no overlap between two groups; spans are in reading order."""
    group: list[MarkedSpan] = []
    reach = 0
    for one in spans:
        if group and one.start >= reach:
            yield group
            group = []
        reach = max(reach, one.end) if group else one.end
        group.append(one)
    if group:
        yield group


def _lanes_in_one_pass(spans: Sequence[MarkedSpan]) -> list[int]:
    """A free lane for each span in reading order; ``LANES`` where none is free."""
    free = list(range(LANES))
    taken: list[tuple[int, int]] = []
    given = []
    for one in spans:
        while taken and taken[0][0] <= one.start:
            heappush(free, heappop(taken)[1])
        lane = heappop(free) if free else LANES
        if lane < LANES:
            heappush(taken, (one.end, lane))
        given.append(lane)
    return given


def marked_blocks(text: str, spans: Sequence[MarkedSpan]) -> list[MarkedBlock]:
    """The lines of a text with its marks; one after the other they hold the whole text.

    Args:
        text: of the article.
        spans: its marked spans, in reading order.

    Raises:
        LanguageInvalid: a language's file of words is damaged.
    """
    blocks = _blocks(text)
    _place_beginnings(blocks, spans)
    drawn = [one for one in spans if one.lane != NOT_DRAWN]
    edges = sorted(
        {0, len(text), *(block.end for block in blocks), *(e for one in drawn for e in (one.start, one.end))}
    )
    covering: list[MarkedSpan] = []
    opened, block = 0, 0
    for start, end in pairwise(edges):
        while blocks[block].end <= start and block + 1 < len(blocks):
            block += 1
        covering = [one for one in covering if one.end > start]
        while opened < len(drawn) and drawn[opened].start <= start:
            covering.append(drawn[opened])
            opened += 1
        marks = tuple(sorted(covering, key=lambda one: -one.lane))
        blocks[block].pieces.append(MarkedPiece(start, end, marks))
    return blocks


def _blocks(text: str) -> list[MarkedBlock]:
    """The lines with words; the line ends before one belong to it, those at the end to the last."""
    blocks: list[MarkedBlock] = []
    number, reached = 0, 0
    for piece in pieces_in(WholeText(text, without_rules()), Span(0, len(text))):
        if piece.start == piece.end:
            continue
        goes_on = bool(blocks) and piece.start == reached
        number += not goes_on
        block = MarkedBlock(piece.start, piece.end, number, goes_on=goes_on)
        block.follows_blank = piece.start - reached > 1
        blocks.append(block)
        reached = piece.end
    return blocks or [MarkedBlock(0, len(text), 0)]


def _place_beginnings(blocks: Sequence[MarkedBlock], spans: Sequence[MarkedSpan]) -> None:
    at = 0
    for one in spans:
        while at + 1 < len(blocks) and blocks[at].end <= one.start:
            at += 1
        blocks[at].begins.append(one)
