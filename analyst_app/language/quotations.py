"""Quotations: marked stretches of words, also over several paragraphs.

A quotation that a paragraph does not close goes on in the next one if that
opens it again; only the last closes it. Each paragraph's part is a segment. A
closing mark that is missing costs one paragraph at most. A quotation that a
single line break cuts goes on in the next lines, if its closing mark is there
before another opens.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple

from analyst_app.core.span import Span
from analyst_app.language.dialogue_dashes import dashed_speech
from analyst_app.language.language import Language
from analyst_app.language.paragraphs import begins_paragraph, piece_at, pieces_in, trimmed
from analyst_app.language.quotation_marks import SINGLES, Marks, Open, Pair, closed_in, marks_in
from analyst_app.language.quotation_signs import closing_mark, opens_with
from analyst_app.language.transcript_turns import turn_in
from analyst_app.language.whole_text import WholeText, read_once

_LINES = 4
"""Lines after single line breaks in which a quotation may end that none of them opens again."""
_STOPS = (".", "!", "?")
_CHAIN = 60
"""Paragraphs that are looked at in each direction for the rest of a quotation."""


@dataclass(frozen=True, slots=True)
class Quotation:
    """A quotation as printed. Spans are code points, half-open."""

    segments: tuple[Span, ...]
    """One a paragraph, marks included."""
    insides: tuple[Span, ...]
    """The segments without their marks and inner white space."""
    depth: int
    """Number of quotations around it."""
    is_closed: bool
    """True if the closing mark is there."""

    @property
    def span(self) -> Span:
        """From the first opening mark to the last closing mark."""
        first, last = self.segments[0], self.segments[-1]
        return first if first is last else Span(first.start, last.end)

    @property
    def inside(self) -> Span:
        """From the first word to the last, without the outer marks."""
        return Span(self.insides[0].start, self.insides[-1].end)

    def segment_at(self, position: int) -> int | None:
        """The number of the segment that a caret touches; None if it touches none."""
        return next((n for n, s in enumerate(self.segments) if s.start <= position <= s.end), None)


def quotations_in(text: str, span: Span, language: Language | None = None) -> list[Quotation]:
    """The quotations that touch a span, by start, outer ones first; each is whole.

    Args:
        text: the article.
        span: code points, half-open.
        language: the language that the article is read in.
    """
    return _touching(text, span, language)


@read_once
def _touching(text: str, span: Span, language: Language | None) -> list[Quotation]:
    if isinstance(text, WholeText) and text.language is language:
        return [q for q in _near(_all(text, text.all, language), span) if _touches(q, span)]
    near = _scan(text, _chain_start(text, span.start, language), language, stop=span.end)
    return [quotation for quotation in near if _touches(quotation, span)]


def _touches(quotation: Quotation, span: Span) -> bool:
    segments = quotation.segments
    if len(segments) == 1:
        return segments[0].start <= span.end and segments[0].end >= span.start
    after = bisect_right(segments, (span.start, span.start))
    begins_inside = after < len(segments) and segments[after].start <= span.end
    return begins_inside or (after > 0 and segments[after - 1].end >= span.start)


class _All(NamedTuple):
    """All quotations of an article."""

    quotations: list[Quotation]
    starts: list[int]
    reaches: list[int]
    """The furthest end of each and of all before it."""


@read_once
def _all(text: str, whole: Span, language: Language | None) -> _All:
    found = list(_scan(text, whole.start, language))
    return _All(found, [q.span.start for q in found], list(accumulate((q.span.end for q in found), max)))


def _near(known: _All, span: Span) -> list[Quotation]:
    """Those that may touch a span, by start."""
    end = start = bisect_right(known.starts, span.end)
    while start and known.reaches[start - 1] >= span.start:
        start -= 1
    return known.quotations[start:end]


def quotation_at(text: str, position: int, language: Language | None = None) -> Quotation | None:
    """The innermost quotation that a caret stands in or at an edge of.

    Args:
        text: the article.
        position: a caret, in code points.
        language: the language that the article is read in.
    """
    at = [q for q in quotations_in(text, Span(position, position), language) if q.segment_at(position) is not None]
    inside = [q for q in at if any(s.start <= position < s.end for s in q.segments)]
    return max(inside or at, key=lambda q: (q.depth, q.span.start), default=None)


def all_quotations(text: str, language: Language | None = None) -> Iterator[Quotation]:
    """Every quotation of an article by start, found paragraph by paragraph as it is asked for.

    Args:
        text: the article.
        language: the language that the article is read in.
    """
    if isinstance(text, WholeText) and text.language is language:
        return iter(_all(text, text.all, language).quotations)
    return _scan(text, 0, language)


def _scan(text: str, start: int, language: Language | None, stop: int | None = None) -> Iterator[Quotation]:
    """The quotations from a piece's start on, by start; none that begin in a piece after ``stop``."""
    chain: list[Span] = []
    opening = ""
    waiting: list[Quotation] = []
    told = start
    for line in pieces_in(text, Span(start, len(text))):
        piece = Span(max(told, line.start), line.end)
        if piece.length <= 0 or trimmed(text, piece).length == 0:
            continue
        goes_on = bool(chain) and _reopens(text, piece, opening)
        if chain and not goes_on:
            yield from _flush(text, chain, opening, False, waiting)
            chain, waiting = [], []
        if stop is not None and piece.start > stop and not chain:
            return
        marks = marks_in(text, piece, language, reopened=opening if goes_on else "")
        pairs = marks.pairs
        closed = _closing(marks, text, piece) if goes_on else None
        if goes_on and closed is not None:
            chain.append(Span(closed.start, closed.end))
            pairs = [pair for pair in pairs if pair is not closed]
            inner = [pair for pair in pairs if pair.end <= closed.end]
            waiting += _nested(text, inner, depth=1)
            yield from _flush(text, chain, opening, True, waiting)
            chain, waiting = [], []
            pairs = [pair for pair in pairs if pair.end > closed.end]
        tail = marks.tail
        if tail is None:
            yield from _nested(text, pairs) if goes_on else _closed(text, piece, language)
            continue
        yield from _nested(text, [pair for pair in pairs if pair.start < tail.start])
        rest = [pair for pair in pairs if pair.start > tail.start]
        if broken := _broken(text, piece, tail, language):
            told = broken[-1].end
            rest += [pair for part in broken[1:] for pair in marks_in(text, part, language).pairs]
            yield from _flush(text, broken, tail.opening, True, _nested(text, rest, depth=1))
            chain, waiting = [], []
            continue
        if not goes_on or closed is not None:
            chain, opening, waiting = [], tail.opening, []
        chain.append(trimmed(text, Span(tail.start, piece.end)))
        waiting += _nested(text, rest, depth=1)
    if chain:
        yield from _flush(text, chain, opening, False, waiting)


def _broken(text: str, line: Span, opened: Open, language: Language | None) -> list[Span]:
    """The parts of a quotation that single line breaks cut, one a line; none if no line near closes it."""
    parts = [trimmed(text, Span(opened.start, line.end))]
    while opened.opening not in SINGLES + "”" and len(parts) <= _LINES and text[line.end : line.end + 1] == "\n":
        if parts[-1].of(text).endswith(_STOPS):
            break  # a new paragraph: one that names who is quoted
        line = piece_at(text, line.end + 1)
        end = closed_in(text, line, opened.opening, language) if trimmed(text, line).length else None
        if end is None:
            break
        parts.append(trimmed(text, Span(line.start, end or line.end)))
        if end:
            return parts
    return []


@read_once
def _closed(text: str, piece: Span, language: Language | None) -> list[Quotation]:
    """The quotations of a paragraph that no other has a part of, also those that a dash or a label opens."""
    marked = _nested(text, marks_in(text, piece, language).pairs)
    spoken = dashed_speech(text, piece, language) if language else []
    if language and (turn := turn_in(text, piece, language)):
        spoken = [turn.words]
    dashed = [Quotation((one,), (one,), 0, True) for one in spoken]
    if not dashed:
        return marked
    inner = [_moved(q, 1) if any(one.contains(q.span) for one in spoken) else q for q in marked]
    return sorted([*dashed, *inner], key=lambda q: (q.span.start, q.depth))


def _flush(text: str, chain: list[Span], opening: str, is_closed: bool, nested: list[Quotation]) -> list[Quotation]:
    """A quotation whose segments are known, and those inside it."""
    if not is_closed and len(chain) == 1:
        ambiguous = opening in SINGLES or any(text.startswith(opening, q.span.start) for q in nested)
        if ambiguous or opening == "”":
            return [_moved(quotation, -1) for quotation in nested]
    last = len(chain) - 1
    if not any(character.isalnum() for part in chain for character in part.of(text)):
        return nested  # a mark alone
    insides = tuple(_inside(text, s, opening, is_closed and n == last) for n, s in enumerate(chain))
    return sorted([Quotation(tuple(chain), insides, 0, is_closed), *nested], key=lambda q: (q.span.start, q.depth))


def _moved(quotation: Quotation, by: int) -> Quotation:
    return Quotation(quotation.segments, quotation.insides, quotation.depth + by, quotation.is_closed)


def _nested(text: str, pairs: list[Pair], depth: int = 0) -> list[Quotation]:
    """Pairs as quotations, with their depths."""
    found: list[Quotation] = []
    around: list[int] = []
    for pair in pairs:
        while around and around[-1] <= pair.start:
            around.pop()
        span = Span(pair.start, pair.end)
        found.append(Quotation((span,), (_inside(text, span, pair.opening, True),), depth + len(around), True))
        around.append(pair.end)
    return found


def _inside(text: str, segment: Span, opening: str, has_end: bool) -> Span:
    end = segment.end - len(closing_mark(text, segment, opening)) if has_end else segment.end
    return trimmed(text, Span(min(segment.start + len(opening), end), end))


def _closing(marks: Marks, text: str, piece: Span) -> Pair | None:
    """The pair that begins a reopened paragraph, if it is closed there."""
    first = trimmed(text, piece).start
    return next((pair for pair in marks.pairs if pair.start == first), None)


def _reopens(text: str, piece: Span, opening: str) -> bool:
    start = trimmed(text, piece).start
    first = text[start]
    return text.startswith(opening, start) or (opening == "«" and first == "»") or (opening == "„" and first == "“")


def _chain_start(text: str, position: int, language: Language | None) -> int:
    """The start of the piece where a quotation that may reach a position began."""
    start = piece_at(text, position).start
    for _ in range(_CHAIN):
        if (earlier := _broken_before(text, start, language)) is not None:
            start = earlier
            continue
        first = trimmed(text, piece_at(text, start)).start
        if first >= len(text) or not opens_with(text, first) or not begins_paragraph(text, start):
            return start
        before = _paragraph_before(text, start)
        if before is None:
            return start
        tail = marks_in(text, before, language).tail
        if tail is None or not _reopens(text, piece_at(text, start), tail.opening):
            return start
        start = before.start
    return start


def _broken_before(text: str, start: int, language: Language | None) -> int | None:
    """The line in which a quotation begins that a line break before a place cuts; None if there is none."""
    line = Span(start, start)
    for _ in range(_LINES):
        if text[line.start - 1 : line.start] != "\n":
            return None
        line = piece_at(text, line.start - 1)
        tail = marks_in(text, line, language).tail if trimmed(text, line).length else None
        if tail and (broken := _broken(text, line, tail, language)) and broken[-1].end > start:
            return line.start
    return None


def _paragraph_before(text: str, start: int) -> Span | None:
    """The last piece before a paragraph that is not blank."""
    position = start - 1
    for _ in range(_CHAIN):
        if position < 0:
            return None
        piece = piece_at(text, position)
        if trimmed(text, piece).length:
            return piece
        position = piece.start - 1
    return None
