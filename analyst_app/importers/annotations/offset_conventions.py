"""The ways in which files count offsets, and the one that a file counts in.

Most formats fix it, and then nothing is found out. Where a format fixes
nothing, the words that a file quotes decide, once for the whole file and by
exact equality only: one slip is one span to report, never another way of
counting. Word edges decide nothing; they may raise a question.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from itertools import accumulate, product
from typing import NamedTuple, Protocol

from analyst_app.core.excerpts import counted
from analyst_app.core.offsets import OffsetMap

_CONVINCING = 2
"""So many more quoted words than by code points must agree before a file is taken to count in another way."""


class Said(Protocol):
    """A span as a file says it."""

    @property
    def start(self) -> int:
        """Its first offset, in the file's own unit."""

    @property
    def end(self) -> int:
        """Its second."""

    @property
    def words(self) -> str | None:
        """The words that it covers, if the file gives them."""


class Convention(NamedTuple):
    """The unit in which offsets count."""

    unit: str = "code points"
    base: int = 0
    ends_inside: bool = False

    def in_words(self) -> str:
        """As the middle of a sentence."""
        ends = "the last character inside" if self.ends_inside else "the first after"
        return f"{self.unit}, counted from {self.base}, ends are {ends}"


CODE_POINTS = Convention()
"""From 0, half-open: as Python counts."""
UTF_16 = Convention("UTF-16 units")
"""From 0, half-open: as Java and JavaScript count."""
CONVENTIONS = [
    Convention(unit, base, inside)
    for inside, base, unit in product((False, True), (0, 1), ("code points", "UTF-16 units", "UTF-8 bytes"))
]


class Measures:
    """Finds foreign offsets in a text, by any convention.

    Args:
        text: the text that the offsets refer to.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._is_ascii = text.isascii()
        self._utf16 = OffsetMap.of(text)
        self._bytes: array[int] | None = None
        """Position in UTF-8 of each code point, once it is asked for."""

    def span(self, start: int, end: int, convention: Convention) -> tuple[int, int]:
        """Code points, half-open, of foreign offsets; -1 for one that lies before the text or inside a character.

        Args:
            start: the first offset.
            end: the second.
            convention: the unit of both.
        """
        start -= convention.base
        end += convention.ends_inside - convention.base
        return self._position(start, convention.unit), self._position(end, convention.unit)

    def holds(self, start: int, end: int) -> bool:
        """True for the place of at least one character of the text.

        Args:
            start: its first code point.
            end: the first code point after it.
        """
        return 0 <= start < end <= len(self.text)

    def fits(self, span: Said, convention: Convention) -> bool:
        """True if a convention gives just the words back that are quoted for a span.

        Args:
            span: the span.
            convention: the unit of its offsets.
        """
        start, end = self.span(span.start, span.end, convention)
        return self.holds(start, end) and self.text[start:end] == span.words

    def is_at_edges(self, span: Said, convention: Convention) -> bool:
        """True if a span so begins and ends at edges of words.

        Args:
            span: the span.
            convention: the unit of its offsets.
        """
        start, end = self.span(span.start, span.end, convention)
        if not self.holds(start, end):
            return False
        found, before, after = self.text[start:end], self.text[start - 1 : start], self.text[end : end + 1]
        is_inside = (before.isalnum() and found[0].isalnum()) or (found[-1].isalnum() and after.isalnum())
        return not is_inside and found == found.strip()

    def _position(self, position: int, unit: str) -> int:
        if self._is_ascii or unit == "code points" or position < 0:
            return max(position, -1)
        if unit == "UTF-16 units":
            found = self._utf16.to_codepoints(position)
            return found if self._utf16.to_utf16(found) == position else -1
        if self._bytes is None:
            sizes = (1 + (letter > "\x7f") + (letter > "\u07ff") + (letter > "\uffff") for letter in self.text)
            self._bytes = array("L", accumulate(sizes, initial=0))
        found = bisect_left(self._bytes, position)
        if found == len(self._bytes):  # behind the text
            return found
        return found if self._bytes[found] == position else -1


def convention_of(readings: Iterable[tuple[str, Sequence[Said]]]) -> tuple[Convention, str]:
    """The unit in which all offsets of a file count, and how sure that is, as the middle of a sentence.

    Args:
        readings: each text of the file with the spans on it, and the words that the file itself gives for them.
    """
    measured = [(Measures(text), spans) for text, spans in readings]
    quoted = sum(bool(span.words) for _, spans in measured for span in spans)
    if not quoted:
        return CODE_POINTS, f"no words are quoted, so that could not be checked{_question(measured)}"
    fits = {
        convention: sum(measures.fits(span, convention) for measures, spans in measured for span in spans if span.words)
        for convention in CONVENTIONS
    }
    most = max(fits.values())
    best = [convention for convention, number in fits.items() if number == most]
    agree = f"{{}} of {counted(quoted, 'quoted word')} agree"
    if CODE_POINTS in best or most < fits[CODE_POINTS] + _CONVINCING or 2 * most <= quoted:
        return CODE_POINTS, agree.format(fits[CODE_POINTS])
    if len({one[1:] for one in best}) > 1:
        return CODE_POINTS, "the quoted words fit several ways of counting, so that could not be checked"
    return best[0], agree.format(most)


def _question(measured: Sequence[tuple[Measures, Sequence[Said]]]) -> str:
    """The doubt that word edges raise; empty if they raise none."""
    at_edges = {
        one: sum(measures.is_at_edges(span, one) for measures, spans in measured for span in spans)
        for one in CONVENTIONS
    }
    other = max(CONVENTIONS, key=lambda one: at_edges[one])
    if at_edges[other] <= at_edges[CODE_POINTS]:
        return ""
    return (
        f"; {at_edges[CODE_POINTS]} begin and end at edges of words, "
        f"but {at_edges[other]} would if they were {other.in_words()}: look at some before you go on"
    )
