"""Paragraphs, and pieces of them that are never too long to look at.

A paragraph is a line of the text. One that is longer than ``LONG`` is cut into
pieces at fixed places of the text (the first sentence end after each multiple
of it), so that everything at a caret costs the same in an article on one line.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator

from analyst_app.core.span import Span
from analyst_app.language.whole_text import WholeText

LONG = 16_000
"""Code points; a longer paragraph is looked at in pieces."""

_SEEK = 2_000
_REACH = LONG + 2 * _SEEK
_ENDS = "\n\u2029"
_LINE_END = re.compile("[\n\u2029]")
_STOP = r"[.!?…]+[\"”’'»“‘)\]]*\s+|[。！？][”’」』]*"
"""An expression that is compiled when a paragraph is cut: few are so long, and it takes a start 0.3 ms."""
_EMPTY = "\u200b\ufeff\u2060"


def paragraph_at(text: str, position: int) -> Span:
    """The line that a caret stands in, without its line end.

    Args:
        text: the article.
        position: a caret, in code points.
    """
    if text.__class__ is WholeText:
        piece = piece_at(text, position)
        if begins_paragraph(text, piece.start) and (piece.end == len(text) or text[piece.end] in _ENDS):
            return piece
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    end = len(text) if end < 0 else end
    start = text.rfind("\u2029", start, position) + 1 or start
    inner = text.find("\u2029", position, end)
    return Span(start, end if inner < 0 else inner)


def piece_at(text: str, position: int) -> Span:
    """The paragraph at a caret, or the piece of a long one; costs the same in a paragraph of any length.

    Args:
        text: the article.
        position: a caret, in code points.
    """
    if text.__class__ is WholeText:
        pieces = text.pieces or _pieces_of(text)
        return pieces[bisect_right(text.starts, position) - 1]
    low, high = _near_ends(text, position)
    if low is not None and high is not None and high - low <= LONG:
        return Span(low, high)
    least, most = low or 0, len(text) if high is None else high
    number = position // LONG
    while (cut := _cut(text, number)) > position or (cut >= most and cut > least):
        number -= 1
    return Span(max(least, cut), min(most, _cut(text, number + 1)))


def begins_paragraph(text: str, position: int) -> bool:
    """True if a line begins at a code point.

    Args:
        text: the article.
        position: a caret, in code points.
    """
    return position == 0 or text[position - 1] in _ENDS


def pieces_in(text: str, span: Span) -> Iterator[Span]:
    """The pieces that touch a span, in order; blank lines too.

    Args:
        text: the article.
        span: code points, half-open.
    """
    if text.__class__ is WholeText:
        pieces = text.pieces or _pieces_of(text)
        first = bisect_right(text.starts, span.start) - 1
        yield from pieces[first : bisect_right(text.starts, span.end, first)]
        return
    position = piece_at(text, span.start).start
    while position <= span.end:
        piece = piece_at(text, position)
        yield piece
        if piece.end >= len(text):
            return
        position = piece.end if text[piece.end] not in _ENDS else piece.end + 1


def _pieces_of(text: WholeText) -> list[Span]:
    if text.pieces is None:
        text.pieces, start = [], 0
        plain = str(text)
        for line in _LINE_END.split(plain):
            end = start + len(line)
            text.pieces += [Span(start, end)] if len(line) <= LONG else _parts(plain, Span(start, end))
            start = end + 1
        text.starts = [piece.start for piece in text.pieces]
    return text.pieces


def _parts(text: str, line: Span) -> list[Span]:
    """The pieces of a long line."""
    parts = [piece_at(text, line.start)]
    while parts[-1].end < line.end:
        parts.append(piece_at(text, parts[-1].end))
    return parts


def trimmed(text: str, span: Span) -> Span:
    """A span without outer white space; empty at its start if there is nothing else.

    Args:
        text: the article.
        span: code points, half-open.
    """
    start, end = span
    if start == end:
        return span
    if start < end and text[start] > " " and " " < text[end - 1] < "\x7f" and text[start] < "\x7f":
        return span  # as nearly all are
    while start < end and (text[start].isspace() or text[start] in _EMPTY):
        start += 1
    while end > start and (text[end - 1].isspace() or text[end - 1] in _EMPTY):
        end -= 1
    return Span(start, end) if start < end else Span(span.start, span.start)


def _near_ends(text: str, position: int) -> tuple[int | None, int | None]:
    """Start and end of the paragraph, where they are near enough to matter."""
    low, high = max(0, position - _REACH), min(len(text), position + _REACH)
    start: int | None = None
    end: int | None = None
    for mark in _ENDS:  # the line end first: the rarer one is then looked for inside the line only
        before = text.rfind(mark, low, position)
        if before >= 0:
            start = low = before + 1
        after = text.find(mark, position, high)
        if after >= 0:
            end = high = after
    if start is None and low == 0:
        start = 0
    if end is None and high == len(text):
        end = high
    return start, end


def _cut(text: str, number: int) -> int:
    """The beginning of piece ``number`` of a long paragraph: a function of the text alone."""
    least = number * LONG
    if least <= 0 or least >= len(text):
        return max(0, min(least, len(text)))
    most = min(least + _SEEK, len(text))
    stop = re.compile(_STOP).search(text, least, most)
    if stop:
        return stop.end()
    space = text.find(" ", least, most)
    return least if space < 0 else space + 1
