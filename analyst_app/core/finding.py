"""Finding words in an article, on the Document's text and nowhere else.

Case, straight and curly quotation marks, any white space (no-break spaces and
line ends too) and all ways to write a letter that Unicode calls canonically
equivalent are equal. A match has the text's own code points and whole letters. A search goes
through the text in portions, from the caret onwards and round, so that the
first match that a person wants comes first and no portion makes a window wait.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import cache
from itertools import permutations

from analyst_app.core.equivalence import joins, letters_in
from analyst_app.core.span import Span

_SINGLE = "'‘’‚‛`´ʼ′"
_DOUBLE = '"“”„‟«»″'
_MARKS = str.maketrans({**dict.fromkeys(_SINGLE, "'"), **dict.fromkeys(_DOUBLE, '"')})
_LONGEST_GAP = 200
"""So many white-space characters in a row still match one space."""
_GAPS = re.compile(r"(\s+)")
_FIRST_MARK, _LAST_MARK = "\u0300", "\u036f"
"""Marks that make another letter of the one that they follow."""
_MOST_MARKS = 4
"""Marks on one letter of which every order is tried."""
_ALONE = (
    (0x340, 0x390), (0x958, 0x960), (0x9DC, 0x9E0), (0xA33, 0xA5F), (0xB5C, 0xB5E), (0xF43, 0xFBA),
    (0x1F70, 0x2002), (0x2126, 0x212C), (0x2329, 0x232B), (0xF900, 0xFB4F), (0x2F800, 0x2FA20),
)  # fmt: skip
"""Ranges with code points that a normal form always replaces: old kelvin and angstrom signs, doubled ideographs."""
PORTION = 250_000
"""Code points that one ``advance`` goes through by default: some milliseconds."""


def pattern(words: str) -> re.Pattern[str]:
    """The expression that finds ``words``; empty words match nothing."""
    if not words.strip():
        return re.compile(r"(?!)")
    pieces = [_expression(piece) for piece in _pieces(words)]
    return re.compile(f"{''.join(pieces)}(?![{_FIRST_MARK}-{_LAST_MARK}])", re.IGNORECASE)


def narrows(words: str, before: str) -> bool:
    """True if whatever holds some words surely holds others too, as where a letter was typed after those.

    Args:
        words: of which this is asked.
        before: the others.
    """
    pieces, earlier = list(_pieces(words.strip())), list(_pieces(before.strip()))
    more = pieces[len(earlier) :]
    # A mark alone would make another letter of the one before it.
    return list(map(_expression, pieces[: len(earlier)])) == list(map(_expression, earlier)) and not (
        more and _FIRST_MARK <= more[0][0] <= _LAST_MARK
    )


def equal_words(words: str) -> str:
    """Words in the one spelling that all their equal spellings share."""
    return unicodedata.normalize("NFC", " ".join(words.split())).translate(_MARKS).casefold()


class Search:
    """The matches of some words in a text, found portion by portion.

    Args:
        text: the article's text.
        words: those to find.
        start: position to begin at (code points); the search goes round from there.
    """

    def __init__(self, text: str, words: str, *, start: int = 0) -> None:
        self.words = words
        self._text = text
        self._pattern = pattern(words)
        self._reach = len(unicodedata.normalize("NFD", words)) * 3 + _LONGEST_GAP * (1 + sum(map(str.isspace, words)))
        self._start = min(start, len(text))
        self._ahead: list[Span] = []
        self._behind: list[Span] = []
        self._position = self._start
        self._wrapped = False
        self.is_complete = not words.strip()

    @property
    def hits(self) -> list[Span]:
        """The matches found so far, in reading order."""
        return [*self._behind, *self._ahead]

    @property
    def first(self) -> Span | None:
        """The first match at or after ``start``, else, once all is seen, the first of all."""
        if self._ahead:
            return self._ahead[0]
        return self._behind[0] if self._behind else None

    def advance(self, portion: int = PORTION) -> bool:
        """Go through the next portion of the text.

        Returns:
            True if there is more to go through.
        """
        if self.is_complete:
            return False
        end = self._start if self._wrapped else len(self._text)
        stop = min(self._position + portion, end)
        found = self._behind if self._wrapped else self._ahead
        self._position = max(stop, self._collect(found, stop))
        if self._position >= end:
            self.is_complete = self._wrapped or self._start == 0
            self._wrapped, self._position = True, 0
        return not self.is_complete

    def complete(self) -> list[Span]:
        """Go through all that is left; the matches in reading order."""
        while self.advance():
            pass
        return self.hits

    def after(self, position: int) -> Span | None:
        """The next match that begins at or after a position, going round; None if there is none (yet)."""
        hits = self.hits
        if not hits:
            return None
        return hits[bisect_left(hits, (position,)) % len(hits)]

    def before(self, position: int) -> Span | None:
        """The last match that begins before a position, going round; None if there is none (yet)."""
        hits = self.hits
        return hits[bisect_right(hits, (position,)) - 1] if hits else None

    def _collect(self, found: list[Span], stop: int) -> int:
        """Take the matches that begin before ``stop`` and return the end of the last one."""
        position = self._position
        while position < stop:
            match = self._pattern.search(self._text, position, min(stop + self._reach, len(self._text)))
            if match is None or match.start() >= stop:
                break
            end = self._whole(match.start(), match.end())
            if end:
                found.append(Span(match.start(), end))
            position = end or match.start() + 1
        return position

    def _whole(self, start: int, end: int) -> int:
        """The end of a match with the marks of its last letter; 0 if these make another letter of it."""
        text, after = self._text, end
        while after < len(text) and joins(text[after - 1], text[after]):
            after += 1
        if after == end:
            return end
        *_, (last, _) = letters_in(text[start:end])
        letter = unicodedata.normalize("NFC", text[start + last : end])
        return after if unicodedata.normalize("NFC", text[start + last : after]).startswith(letter) else 0


def _expression(piece: str) -> str:
    if piece.isspace():
        return rf"\s{{1,{_LONGEST_GAP}}}"
    if piece in _SINGLE:
        return f"[{_SINGLE}]"
    if piece in _DOUBLE:
        return f"[{_DOUBLE}]"
    forms = _forms(piece)
    return f"(?:{'|'.join(map(re.escape, sorted(forms, key=lambda form: (-len(form), form))))})"


def _pieces(words: str) -> Iterator[str]:
    """Letters, each with its marks, and the white space between them."""
    for part in _GAPS.split(words):
        if part.isspace():
            yield part
        else:
            yield from (part[start:end] for start, end in letters_in(part))


def _forms(letter: str) -> set[str]:
    """The ways to write a letter: any of its marks in one with it, the others after it in any order that means it."""
    whole = unicodedata.normalize("NFD", letter)
    forms = {letter, whole, unicodedata.normalize("NFC", letter), *_alone().get(whole, ())}
    base, marks = whole[:1], whole[1:]
    for order in permutations(marks) if 0 < len(marks) <= _MOST_MARKS else ():
        spelled = base + "".join(order)
        if unicodedata.normalize("NFD", spelled) != whole:
            continue
        for at in range(1, len(spelled) + 1):
            head = unicodedata.normalize("NFC", spelled[:at])
            forms |= {one + spelled[at:] for one in (head, *_alone().get(unicodedata.normalize("NFD", head), ()))}
    return forms


@cache
def _alone() -> dict[str, list[str]]:
    """By their decomposed form, the code points that a normal form always replaces."""
    found: dict[str, list[str]] = {}
    for first, last in _ALONE:
        for one in map(chr, range(first, last)):
            if unicodedata.normalize("NFC", one) != one:
                found.setdefault(unicodedata.normalize("NFD", one), []).append(one)
    return found
