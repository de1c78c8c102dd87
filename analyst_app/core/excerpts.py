"""Words about the text for the status bar, the table and the menus: short, on one line."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from unicodedata import bidirectional

from analyst_app.core.span import Span
from analyst_app.wording import visible

_LEFTWARD = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001eeff]"
"""The blocks of Unicode that scripts written from right to left are in; compiled where words are not plain ASCII."""

_LEFTWARD_RUN = rf"(?:{_LEFTWARD}[^\w‘’“”]*(?={_LEFTWARD})|{_LEFTWARD})+"
"""Words of such a script with what stands between them, but quotation marks."""

_OPENERS, _CLOSERS = "“„«‘‚»‹›\"'「『", "”“»’‘«›‹\"'」』"
"""Quotation marks that words may begin with, and the usual one that closes each."""


def line_of(words: str, most: int) -> str:
    """Words on one line, cut with … where they are too long.

    Args:
        words: any text.
        most: characters of the result.
    """
    line = " ".join(words[: 4 * most].split())
    return line if len(line) <= most else line[: most - 1] + "…"


def ends_of(words: str, most: int) -> str:
    """Words on one line, cut in their middle with … where they are too long: names that are alike differ at their end.

    Args:
        words: any text.
        most: characters of the result.
    """
    reach = 4 * most
    line = " ".join((words if len(words) <= 2 * reach else f"{words[:reach]} {words[-reach:]}").split())
    last = (most - 1) // 2
    return line if len(line) <= most else f"{line[: most - 1 - last].rstrip()}…{line[-last:].lstrip()}"


def is_rightward(words: str) -> bool:
    """True for words written from left to right: told by their first letter, as a paragraph is (UAX #9, P2)."""
    kinds = (bidirectional(letter) for letter in words)
    return next((kind for kind in kinds if kind in ("L", "R", "AL")), "L") == "L"


def is_mostly_leftward(words: str) -> bool:
    """True if more of the letters are of scripts written from right to left."""
    if not _has_leftward(words):
        return False
    kinds = Counter(bidirectional(letter) for letter in words)
    return kinds["R"] + kinds["AL"] > kinds["L"]


def _has_leftward(words: str) -> bool:
    return not words.isascii() and re.search(_LEFTWARD, words) is not None


def set_apart(words: str) -> str:
    """Words to be put into a line of another language: Arabic ones in marks (FSI, PDI) that keep their order theirs.

    Characters in them that would act on the rest of the line are escapes.
    """
    words = visible(words)
    return f"\N{FIRST STRONG ISOLATE}{words}\N{POP DIRECTIONAL ISOLATE}" if _has_leftward(words) else words


def quotes_set_apart(line: str) -> str:
    """A line of ours that quotes an article, as ``‘said’ after the quote``: each quoted stretch keeps its own order."""
    return re.sub(_LEFTWARD_RUN, lambda run: set_apart(run[0]), line) if _has_leftward(line) else line


def excerpt(text: str, span: Span, most: int = 40) -> str:
    """The words of a span on one line, cut with … where they are too long.

    Args:
        text: of the article.
        span: code points, half-open.
        most: characters of the result.
    """
    return line_of(text[span.start : min(span.end, span.start + 4 * most)], most)


def in_marks(text: str, span: Span) -> str:
    """An excerpt in quotation marks; one that begins and ends with marks of its own gets no second pair.

    Where its own closing mark is not among the words (a part of a quotation, or cut) ours take the place of its mark.

    Args:
        text: of the article.
        span: code points, half-open.
    """
    words = excerpt(text, span)
    has_own = len(words) > 1 and words[0] in _OPENERS and words[-1] in _CLOSERS
    if has_own:
        return words
    is_half = words[:1] in _OPENERS and _CLOSERS[_OPENERS.index(words[:1])] not in words[1:]
    return f"“{words[is_half:]}”"


def counted(number: int, noun: str) -> str:
    """A number with its noun: ``1 link``, ``2 links``.

    Args:
        number: of things.
        noun: in the singular, with a regular plural.
    """
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def sentence(parts: Iterable[str]) -> str:
    """Several remarks as sentences; empty ones are left out."""
    said = [part.rstrip(".") for part in parts if part]
    return ". ".join(part[:1].upper() + part[1:] for part in said) + "." if said else ""
