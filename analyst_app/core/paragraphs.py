"""Paragraphs, and pieces of them that are never too long to look at.

A paragraph is a line of the text. One that is longer than ``LONG`` is cut into
pieces at fixed places (the first sentence end after each multiple of it), so
that everything at a caret costs the same in an article on one line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from analyst_app.core.span import Span

LONG = 16_000
"""Code points; a longer paragraph is looked at in pieces."""

_SEEK = 2_000
_STOP = re.compile(r"[.!?…]+[\"”’»“‘)\]]*\s+|[。！？][”’」』]*")
_EMPTY = "\u200b\ufeff\u2060"


def paragraph_at(text: str, position: int) -> Span:
    """The line that a caret stands in, without its line end."""
    start = text.rfind("\n", 0, position) + 1
    end = text.find("\n", position)
    end = len(text) if end < 0 else end
    start = text.rfind("\u2029", start, position) + 1 or start
    inner = text.find("\u2029", position, end)
    return Span(start, end if inner < 0 else inner)


def piece_at(text: str, position: int) -> Span:
    """The paragraph at a caret, or the piece of a long one."""
    paragraph = paragraph_at(text, position)
    if paragraph.length <= LONG:
        return paragraph
    number = (position - paragraph.start) // LONG
    if number and position < _cut(text, paragraph, number):
        number -= 1
    return Span(_cut(text, paragraph, number), _cut(text, paragraph, number + 1))


def pieces_in(text: str, span: Span) -> Iterator[Span]:
    """The pieces that touch a span, in order; blank lines too."""
    position = piece_at(text, span.start).start
    while position <= span.end:
        piece = piece_at(text, position)
        yield piece
        if piece.end >= len(text):
            return
        position = piece.end if text[piece.end] not in "\n\u2029" else piece.end + 1


def trimmed(text: str, span: Span) -> Span:
    """A span without outer white space; empty at its start if there is nothing else."""
    start, end = span
    while start < end and _is_white(text[start]):
        start += 1
    while end > start and _is_white(text[end - 1]):
        end -= 1
    return Span(start, end) if start < end else Span(span.start, span.start)


def _is_white(character: str) -> bool:
    return character.isspace() or character in _EMPTY


def _cut(text: str, paragraph: Span, number: int) -> int:
    """Where piece ``number`` of a long paragraph begins."""
    if number == 0:
        return paragraph.start
    least = paragraph.start + number * LONG
    if least >= paragraph.end:
        return paragraph.end
    most = min(least + _SEEK, paragraph.end)
    stop = _STOP.search(text, least, most)
    if stop:
        return stop.end()
    space = text.find(" ", least, most)
    return least if space < 0 else space + 1
