"""Graphemes and words: where a selection may begin and end.

Everything looks at a few code points around a position, never at the article.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import Any, Literal

from analyst_app.core.span import Span
from analyst_app.language.paragraphs import trimmed
from analyst_app.language.whole_text import WholeText

Edge = Literal["start", "end"]

_REACH = 256
"""No grapheme is looked for further away than this."""
_WORD_REACH = 2_000
_BLANKS = ("", " ", "\n")
_PREPENDED = "\u0600\u0601\u0602\u0603\u0604\u0605\u06dd\u070f\u0890\u0891\u08e2\u0d4e"
"""Signs that go with what follows them, however plain that is."""

_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670"
    "\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
    "\u0981-\u0983\u09bc-\u09cd\u1ab0-\u1aff\u1dc0-\u1dff\u200c\u200d\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\u00ad"
)
_UNSPACED = "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u309f\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
"""Scripts without spaces between words: each character is taken for a word."""


@cache
def word_pattern() -> re.Pattern[str]:
    """A word: hyphens, apostrophes and the stops of U.S. inside, no punctuation outside."""
    letter = rf"(?:(?![{_UNSPACED}])[\w{_MARKS}])"
    part = rf"(?![{_UNSPACED}])\w{letter}*"
    return re.compile(
        rf"[{_UNSPACED}][{_MARKS}]*"
        rf"|(?<![\w.])(?:[^\W\d_]\.){{2,}}"
        rf"|{part}(?:(?:[-‐‑'’]|(?<=\d)[.,](?=\d)){part})*"
    )


@cache
def _cluster() -> Any:
    """One grapheme; ``regex`` is slow to import, and plain text never needs it."""
    import regex

    return regex.compile(r"\X")


def next_grapheme(text: str, position: int) -> int:
    """The end of the grapheme at a position; the text's length at its end.

    Args:
        text: the article.
        position: a caret, in code points.
    """
    if position >= len(text):
        return len(text)
    if _is_plain(text, position) and (position + 1 == len(text) or _is_plain(text, position + 1)):
        return position + 1
    return int(_cluster().match(text, position).end())


def previous_grapheme(text: str, position: int) -> int:
    """The start of the grapheme before a position; 0 at the text's start.

    Args:
        text: the article.
        position: a caret, in code points.
    """
    if position <= 1:
        return 0
    if _is_plain(text, position - 1):
        return position - 1
    return _grapheme_start(text, position - 1)


def grapheme_bounds(text: str, span: Span) -> Span:
    """The span with both edges moved outwards so that no grapheme is split.

    Args:
        text: the article.
        span: code points, half-open.
    """
    start = _grapheme_start(text, max(0, min(span.start, len(text))))
    end = max(0, min(span.end, len(text)))
    if end <= span.start:
        return Span(start, start)
    before = _grapheme_start(text, end)
    return Span(start, end if before == end else next_grapheme(text, before))


def word_at(text: str, position: int) -> Span | None:
    """The word that a caret stands in, or at either end of; None between others.

    Args:
        text: the article.
        position: a caret, in code points.
    """
    low, high = _window(text, position)
    found = None
    for match in word_pattern().finditer(text, low, high):
        if match.start() > position:
            break
        if match.end() >= position:
            found = Span(*match.span())
            if position < match.end():
                return found
    return found


def words_in(text: str, span: Span) -> list[Span]:
    """The words that begin inside a span.

    Args:
        text: the article.
        span: code points, half-open.
    """
    start, end = span
    if text.__class__ is not WholeText:
        return _words(text, start, end)
    if start >= end:
        return []
    words, starts = text.words or _read(text), text.word_starts
    first = bisect_left(starts, start)
    last = bisect_left(starts, end, first, min(len(starts), first + end - start))
    if (first and words[first - 1].end > start) or (last > first and words[last - 1].end > end):
        return _with_parts(text, start, end, first)
    return words[first:last]


def first_word_in(text: str, span: Span) -> Span | None:
    """The first of the words that begin inside a span; None if none does.

    Args:
        text: the article.
        span: code points, half-open.
    """
    start, end = span
    if text.__class__ is WholeText:
        words = text.words or _read(text)
        first = bisect_left(text.word_starts, start)
        if not first or words[first - 1].end <= start:
            word = words[first] if first < len(words) else None
            if word is None or word.start >= end or word.end <= end:
                return word if word is not None and word.start < end else None
    match = word_pattern().search(text, start, end)
    return Span(*match.span()) if match else None


def last_words_in(text: str, span: Span, count: int) -> list[Span]:
    """The last of the words that begin inside a span, in order.

    Args:
        text: the article.
        span: code points, half-open.
        count: the number of words, at most.
    """
    start, end = span
    if text.__class__ is WholeText:
        words, starts = text.words or _read(text), text.word_starts
        last = bisect_left(starts, end)
        first = last - count
        is_whole = first > 0 and starts[first - 1] >= start and words[last - 1].end <= end
        if is_whole:  # with one more word between them and a word that the span's start may cut
            return words[first:last]
    return words_in(text, span)[-count:]


def _with_parts(text: WholeText, start: int, end: int, first: int) -> list[Span]:
    """The words of a stretch whose ends cut some: read anew are only those."""
    words, starts = text.words or _read(text), text.word_starts
    found: list[Span] = []
    if first and words[first - 1].end > start:
        for match in word_pattern().finditer(text, start, end):
            found.append(Span(*match.span()))
            while first < len(starts) and starts[first] < found[-1].end:
                first += 1
            if words[first - 1].end == found[-1].end:
                break  # from here on the same words
        else:
            return found
    last = bisect_left(starts, end, first)
    if last > first and words[last - 1].end > end:
        return [*found, *words[first : last - 1], *_words(text, starts[last - 1], end)]
    return found + words[first:last]


def _read(text: WholeText) -> list[Span]:
    if text.words is None:  # no words at all are an answer, too
        text.words = _words(str(text), 0, len(text))
        text.word_starts = [word.start for word in text.words]
    return text.words


def _words(text: str, start: int, end: int) -> list[Span]:
    new = tuple.__new__  # Span(…) takes twice the time, and there are as many words as anything
    return [new(Span, match.span()) for match in word_pattern().finditer(text, start, end)]


def cuts_word(text: WholeText, span: Span) -> bool:
    """True if an end of a span lies within a word.

    Args:
        text: the article.
        span: code points, half-open.
    """
    words = text.words or _read(text)
    for place in span:
        if text[place - 1 : place] not in _BLANKS and text[place : place + 1] not in _BLANKS:
            before = bisect_left(text.word_starts, place)
            if before and words[before - 1].end > place:
                return True
    return False


def count_words(text: str, span: Span) -> int:
    """The number of words in a span.

    Args:
        text: the article.
        span: code points, half-open.
    """
    return sum(1 for _ in word_pattern().finditer(text, span.start, span.end))


def snap_to_words(text: str, span: Span) -> Span:
    """The span grown to whole words, outer white space left out.

    A word that is only touched at its edge is not taken in. A span of nothing
    but white space becomes empty at its start.

    Args:
        text: the article.
        span: code points, half-open.
    """
    inner = trimmed(text, span)
    if inner.length == 0:
        return Span(span.start, span.start)
    start, end = grapheme_bounds(text, inner)  # first: it may reach into a word
    first, last = word_at(text, start), word_at(text, end)
    if first and first.start < start < first.end:
        start = first.start
    if last and last.start < end < last.end:
        end = last.end
    return grapheme_bounds(text, Span(start, end))


def next_word(text: str, position: int, *, edge: Edge = "end") -> int:
    """The next place after a position where a word ends (or begins).

    Args:
        text: the article.
        position: a caret, in code points.
        edge: whether the word's start or its end is wanted.
    """
    low, _ = _window(text, position)
    for match in word_pattern().finditer(text, low, min(len(text), position + _WORD_REACH)):
        place = match.end() if edge == "end" else match.start()
        if place > position:
            return place
    return min(len(text), position + _WORD_REACH)


def previous_word(text: str, position: int, *, edge: Edge = "start") -> int:
    """The last place before a position where a word begins (or ends).

    Args:
        text: the article.
        position: a caret, in code points.
        edge: whether the word's start or its end is wanted.
    """
    low = max(0, position - _WORD_REACH)
    best = low
    for match in word_pattern().finditer(text, low, min(len(text), position + 1)):
        place = match.start() if edge == "start" else match.end()
        if place >= position:
            break
        best = place
    return best


def _window(text: str, position: int) -> tuple[int, int]:
    """A stretch around a position that begins at white space where there is some."""
    low = max(0, position - _WORD_REACH)
    near = max(text.rfind(" ", low, position), text.rfind("\n", low, position))
    ahead = text.find(" ", position + 1, position + _WORD_REACH)
    return (near + 1 if near >= 0 else low, ahead if ahead >= 0 else min(len(text), position + _WORD_REACH))


def _is_plain(text: str, position: int) -> bool:
    """True if a grapheme begins at a code point and ends with it, unless a mark follows.

    Latin, Cyrillic, typographic quotation marks and dashes: all that most
    articles hold.
    """
    character = text[position]
    before = text[position - 1] if position else ""
    if character == "\n":
        return before != "\r"
    is_simple = character < "\u0300" or "\u2010" <= character <= "\u2027" or "\u0400" <= character <= "\u0482"
    return is_simple and character != "\r" and (not before or before not in _PREPENDED)


def _grapheme_start(text: str, position: int) -> int:
    """The start of the grapheme that holds the code point at a position."""
    if position >= len(text) or _is_plain(text, position):
        return min(position, len(text))
    start, least = position, max(0, position - _REACH)
    while start > least and not _is_plain(text, start):
        start -= 1
    for cluster in _cluster().finditer(text, start):
        if cluster.end() > position:
            return int(cluster.start())
    return position
