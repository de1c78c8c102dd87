"""A sentence's words and commas outside its quotation marks, found by place without going through the others."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import islice
from typing import TYPE_CHECKING

from analyst_app.core.span import Span
from analyst_app.language.quotations import quotations_in
from analyst_app.language.snapping import words_in

if TYPE_CHECKING:
    from collections.abc import Iterator

    from analyst_app.language.language import Language

COMMAS = ",،，;；"
COMMAS_AND_DASHES = COMMAS + "–—"
_SIGN = re.compile(f"[{COMMAS_AND_DASHES}:]")
_MANY = 24
"""Commas before a place that are looked at: a sentence with more is a list."""


class Unquoted:
    """The words and signs of a sentence that no quotation marks hold.

    Args:
        text: the article.
        sentence: code points, half-open.
        language: the language that the article is read in.
    """

    def __init__(self, text: str, sentence: Span, language: Language) -> None:
        self.text = text
        around = quotations_in(text, sentence, language)
        self.quoted = [s.clipped(sentence) for q in around if q.depth == 0 for s in q.segments if s.overlaps(sentence)]
        """The marked stretches, by start; none overlaps another."""
        self.words = words_in(text, sentence)
        for quote in reversed(self.quoted):
            first = bisect_left(self.words, (quote.start,))
            del self.words[first : bisect_left(self.words, (quote.end,), first)]
        signs = [match.start() for match in _SIGN.finditer(text, *sentence)]
        self._signs = [place for place in signs if not self.is_quoted(place)] if self.quoted else signs

    def is_quoted(self, position: int) -> bool:
        """True if a code point is in quotation marks, or is one."""
        before = bisect_right(self.quoted, (position, len(self.text)))
        return before > 0 and position < self.quoted[before - 1].end

    def begins_quotation_in(self, start: int, end: int) -> bool:
        """True if a quotation begins within a stretch.

        Args:
            start: code point.
            end: code point after the stretch.
        """
        return bisect_left(self.quoted, (start,)) < bisect_left(self.quoted, (end,))

    def commas(self, start: int, end: int, signs: str = COMMAS) -> list[int]:
        """The places of the last commas of a stretch, in order; a list of very many clauses is not gone through.

        Args:
            start: code point.
            end: code point after the stretch.
            signs: those that are taken for commas.
        """
        places = self._signs[bisect_left(self._signs, start) : bisect_left(self._signs, end)]
        return [place for place in places[-_MANY:] if self.text[place] in signs]

    def commas_after(self, start: int, end: int) -> list[int]:
        """The places of the first commas of a stretch, in order, without dashes and colons.

        Args:
            start: code point.
            end: code point after the stretch.
        """
        places = self._signs[bisect_left(self._signs, start) : bisect_left(self._signs, end)]
        return [place for place in places[:_MANY] if self.text[place] in COMMAS]

    def comma_after(self, position: int, most: int) -> int:
        """The place of the first comma, colon or dash from a code point on.

        Args:
            position: code point.
            most: the answer where none stands before it.
        """
        after = bisect_left(self._signs, position)
        return min([most, *self._signs[after : after + 1]])

    def words_from(self, position: int) -> Iterator[Span]:
        """The words that begin at a code point or after it."""
        return islice(self.words, bisect_left(self.words, (position,)), None)
