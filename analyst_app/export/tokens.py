"""Words and sentences for formats that label tokens.

A token is a run of letters, digits and their marks, or one grapheme of
anything else. Tokens are cut at the edges of spans, so no edge is ever lost.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Collection, Iterable, Sequence
from functools import cache, lru_cache, partial
from itertools import pairwise
from typing import NamedTuple

from analyst_app.core.span import Span
from analyst_app.export.rows import SpanRow
from analyst_app.language.languages import language_of
from analyst_app.language.sentences import sentences_in

_WORD_LIKE = 40
"""Characters of a run that is likely to come again: a word with its marks."""


class Token(NamedTuple):
    """A token of a text that tokens cover whole, as spaCy counts them."""

    start: int
    end: int
    has_space: bool
    """True if one space follows that belongs to it."""


_span = partial(tuple.__new__, Span)
_token = partial(tuple.__new__, Token)
"""As ``_make``, without a call of Python: an article has a thousand."""


def words(text: str, edges: Collection[int] = ()) -> list[Span]:
    """The tokens of a text, white space left out.

    Args:
        text: the text.
        edges: positions where a token must end or begin.
    """
    found: list[tuple[int, int]] = []
    end = 0
    for run in text.split():
        start = text.index(run, end)
        end = start + len(run)
        for first, last in _known_tokens(run) if end - start <= _WORD_LIKE else _tokens_of(run):
            found.append((start + first, start + last))
    made = list(map(_span, found))
    return _cut_at(made, edges) if edges else made


def covering(text: str, spans: Iterable[SpanRow]) -> list[Token]:
    """Tokens that cover the whole text, white space too; every span begins and ends with one.

    Args:
        text: the article.
        spans: the span rows of the article.
    """
    starts, ends = set(), set()
    for row in spans:
        starts.add(row.start)
        ends.add(row.end)
    pieces: list[tuple[int, int]] = []
    with_space: set[int] = set()
    edges = starts | ends
    position = 0
    for token in [*words(text, edges), (len(text), len(text))]:
        start, end = token
        gap = position
        if pieces and gap < start and text[gap] == " " and gap not in starts and gap + 1 not in ends:
            with_space.add(len(pieces) - 1)
            gap += 1
        if gap < start:
            pieces += _cut(gap, start, edges)
        if start < end:
            pieces.append(token)
        position = end
    return [_token((start, end, place in with_space)) for place, (start, end) in enumerate(pieces)]


def sentences(text: str, spans: Iterable[SpanRow], language: str = "") -> list[Span]:
    """The sentences of a text; one break inside a span is none, so that a span is never torn.

    Args:
        text: the article.
        spans: the span rows of the article.
        language: code of the language that a person noted for the article; empty: found from the text.

    Raises:
        LanguageInvalid: a language's file of words is damaged.
    """
    kept: list[Span] = []
    closed = _Cover(spans)
    for sentence in sentences_in(text, Span(0, len(text)), language_of(text, language)):
        if kept and closed.holds_break(kept[-1].end, sentence.start):
            kept[-1] = Span(kept[-1].start, sentence.end)
        elif sentence.length:
            kept.append(sentence)
    return kept


def by_sentence(text: str, tokens: Sequence[Span], spans: Iterable[SpanRow], language: str = "") -> list[list[Span]]:
    """Tokens grouped by sentence; none is left out.

    Args:
        text: the article.
        tokens: the tokens, in order.
        spans: the span rows of the article.
        language: code of the language that a person noted for the article; empty: found from the text.

    Raises:
        LanguageInvalid: a language's file of words is damaged.
    """
    starts = [token[0] for token in tokens]
    later = [bisect_left(starts, sentence.start) for sentence in sentences(text, spans, language)[1:]]
    return [list(tokens[first:last]) for first, last in pairwise([0, *later, len(tokens)]) if first < last]


def labelled(tokens: Sequence[Span], row: SpanRow) -> range:
    """Places of the tokens inside a span.

    Args:
        tokens: the tokens, in order.
        row: a row of the article.
    """
    first = bisect_left(tokens, row.start, key=lambda token: token.start)
    last = bisect_right(tokens, row.end, key=lambda token: token.end)
    return range(first, last)


class _Cover:
    """The stretches that spans cover, joined."""

    def __init__(self, spans: Iterable[SpanRow]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for row in sorted(spans, key=lambda row: row.start):
            if self._ends and row.start < self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], row.end)
            else:
                self._starts.append(row.start)
                self._ends.append(row.end)

    def holds_break(self, end: int, start: int) -> bool:
        """True if the break between ``end`` and ``start`` lies inside a stretch."""
        index = bisect_left(self._starts, end) - 1
        return index >= 0 and self._ends[index] > start


def _cut(start: int, end: int, edges: Collection[int]) -> list[Span]:
    if start >= end:
        return []
    inner = [at for at in range(start + 1, end) if at in edges] if edges else []
    places = [start, *inner, end]
    return [Span(one, other) for one, other in pairwise(places)]


def _cut_at(tokens: list[Span], edges: Collection[int]) -> list[Span]:
    """Tokens cut wherever an edge lies inside one: there are far fewer edges than tokens."""
    inside: dict[int, list[int]] = {}
    starts = [token[0] for token in tokens]
    for edge in sorted(edges):
        place = bisect_left(starts, edge) - 1
        if place >= 0 and edge < tokens[place][1]:
            inside.setdefault(place, []).append(edge)
    cut: list[Span] = []
    after = 0
    for place, places in inside.items():
        cut += tokens[after:place]
        start, end = tokens[place]
        cut += [Span(one, other) for one, other in pairwise([start, *places, end])]
        after = place + 1
    return cut + tokens[after:]


def _tokens_of(run: str) -> list[tuple[int, int]]:
    """Start and end of each token in a run without white space."""
    return [match.span() for match in _token_pattern().finditer(run)]


@lru_cache(maxsize=20_000)
def _known_tokens(run: str) -> list[tuple[int, int]]:
    """As ``_tokens_of``, of a short run, which news say again and again; not to be changed."""
    return _tokens_of(run)


@cache
def _token_pattern() -> re.Pattern[str]:
    import regex

    pattern: re.Pattern[str] = regex.compile(r"[\w\p{M}\u200c\u200d]+|\X")
    return pattern
