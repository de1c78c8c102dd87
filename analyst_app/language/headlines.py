"""Lines in which nearly every word has a capital: there a capital tells nothing of a name."""

from __future__ import annotations

from analyst_app.core.span import Span
from analyst_app.language.datelines import past_dateline
from analyst_app.language.language import Language
from analyst_app.language.names import is_capitalised
from analyst_app.language.paragraphs import pieces_in, trimmed
from analyst_app.language.snapping import words_in
from analyst_app.language.whole_text import read_once

_LONGEST = 200
"""A longer line is text."""
_LONG_WORD = 4
"""Shorter words (of, and, met) are small in headlines as well."""
_FEWEST, _FEWEST_WITH_STOP = 3, 5
_SHARE, _SHARE_WITH_STOP = 0.75, 0.85
_STOPS = ".!?…:"
_CLOSERS = "\"'”’»)]"


def headlines_in(text: str, language: Language) -> list[Span]:
    """The lines of an article in which a capital tells nothing, in order.

    Args:
        text: the article.
        language: the language that the article is read in.
    """
    return [piece for piece in pieces_in(text, Span(0, len(text))) if is_headline(text, piece, language)]


@read_once
def is_headline(text: str, piece: Span, language: Language) -> bool:
    """True of a line such as "Port Authority Closes Depot After Storm".

    Args:
        text: the article.
        piece: the line, code points, half-open.
        language: the language that the article is read in.
    """
    if piece.length > _LONGEST:
        return False
    line = trimmed(text, piece)
    words = [text[start:end] for start, end in words_in(text, line) if end - start >= _LONG_WORD]
    long = [word for word in words if word[0].isalpha()]
    has_stop = line.of(text).rstrip(_CLOSERS)[-1:] in tuple(_STOPS)
    fewest, share = (_FEWEST_WITH_STOP, _SHARE_WITH_STOP) if has_stop else (_FEWEST, _SHARE)
    if len(long) < fewest or sum(map(is_capitalised, long)) < share * len(long):
        return False
    return past_dateline(text, line, language) == line  # “KOVA (Reuters) - Ada Brandt met Omar Hall on Monday.”


def heads_article(text: str, piece: Span) -> bool:
    """True of the first line of an article where it ends without a stop and more follows: "Two Parks, one seat".

    Args:
        text: the article.
        piece: the line, code points, half-open.
    """
    if piece.start > _LONGEST or text[: piece.start].strip():
        return False
    line = trimmed(text, piece)
    return (
        bool(text[piece.end : piece.end + _LONGEST].strip())
        and line.length <= _LONGEST
        and line.of(text).rstrip(_CLOSERS)[-1:] not in tuple(_STOPS)
    )
