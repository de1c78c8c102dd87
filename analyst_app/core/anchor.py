"""Finding the spans of an old text in a new one. Pure: the diff is made elsewhere.

A span is placed silently only if both its ends lie in stretches that the diff
left unchanged, its words are there, and nothing about the place is ambiguous.
All positions are code points, half-open.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

from analyst_app.core.span import Span

CONTEXT = 32
"""Code points on each side that tell one place from another."""
SIMILAR = 0.85
"""Ratcliff and Obershelp's ratio from which a changed span is proposed for confirmation."""
ENOUGH = 16
"""Code points of agreeing context, both sides together, that suffice for words found only once."""
TELLING = 4
"""Code points from which words that stand only once mean something."""
_LOOKED_THROUGH = 4_000_000_000
"""Code points, all look-ups of one alignment together, after which a doubt is left to the person: some seconds."""
_FARTHEST = 20_000
"""Code points over which it is followed how far an edit could slide."""


class Stretch(NamedTuple):
    """A part of the text that a diff left unchanged."""

    old_start: int
    old_end: int
    new_start: int

    @property
    def new_end(self) -> int:
        """Position in the new text after its last code point."""
        return self.new_start + self.old_end - self.old_start


class Placing(NamedTuple):
    """The place that was found for a span."""

    span: Span | None
    """In the new text; None if nothing is like it there."""
    is_certain: bool
    """True if it may be taken without asking a person."""


class BestPlace(NamedTuple):
    """A place at which the words of a quote stand."""

    span: Span
    agreeing: int
    """Code points of its context that are the same there, both sides together."""


class Alignment:
    """Two texts and what is the same in both.

    Args:
        old: the text that spans were made on.
        new: the text they are wanted in.
        stretches: the unchanged ones, in order.
    """

    def __init__(self, old: str, new: str, stretches: Iterable[Stretch]) -> None:
        self.old = old
        self.new = new
        self.stretches = list(stretches)
        self.starts = [stretch.old_start for stretch in self.stretches]
        """Start of each stretch in the old text, code points."""
        self._looks_left = _LOOKED_THROUGH // max(1, len(new))
        self._kept = [0]
        for stretch in self.stretches:
            self._kept.append(self._kept[-1] + stretch.old_end - stretch.old_start)
        self.safe = [self._safe_part(row) for row in range(len(self.stretches))]
        """Of each stretch the old range in which spans are beyond doubt, and how far they move."""

    def place(self, span: Span) -> Placing:
        """The place in the new text of a span of the old one."""
        start, end = span
        row = bisect_right(self.starts, start) - 1
        if row >= 0:
            safe_start, safe_end, shift = self.safe[row]
            if safe_start <= start and end <= safe_end:
                return Placing(Span(start + shift, end + shift), True)
        return self._place_at_edge(start, end, row)

    def _place_at_edge(self, start: int, end: int, row: int) -> Placing:
        new_start, starts_inside = self._start(start, row)
        new_end, ends_inside = self._end(end)
        if new_start >= new_end:
            return self._elsewhere(start, end)
        found = Span(new_start, new_end)
        if starts_inside and ends_inside and self.old[start:end] == self.new[new_start:new_end]:
            return Placing(found, not self._can_slide(start, end) and self._context_agrees(Span(start, end), found))
        kept = self._kept_before(end) - self._kept_before(start)
        if 2 * kept / (end - start + new_end - new_start) >= SIMILAR:
            return Placing(found, False)
        return self._elsewhere(start, end)

    def _elsewhere(self, start: int, end: int) -> Placing:
        """Words that were moved: long enough to mean something, and found once, or where their context is."""
        words = self.old[start:end]
        if len(words) < TELLING:
            return Placing(None, False)
        at = self.new.find(words)
        if at < 0:
            return Placing(None, False)
        if self.new.find(words, at + 1) >= 0:
            before, after = self.old[max(0, start - CONTEXT) : start], self.old[end : end + CONTEXT]
            best = in_best_context(self.new, words, before, after)
            return Placing(best.span if best is not None else None, False)
        return Placing(Span(at, at + len(words)), False)

    def _start(self, position: int, row: int) -> tuple[int, bool]:
        """New position of the code point after an old one, and True; else the start of its replacement, and False."""
        if row < 0:
            return 0, False
        stretch = self.stretches[row]
        if position < stretch.old_end:
            return stretch.new_start + position - stretch.old_start, True
        return stretch.new_end, False

    def _end(self, position: int) -> tuple[int, bool]:
        """New position after the code point before an old one, and True; else the end of its replacement, and False."""
        row = bisect_right(self.starts, position - 1) - 1
        if row >= 0 and position <= self.stretches[row].old_end:
            stretch = self.stretches[row]
            return stretch.new_start + position - stretch.old_start, True
        following = row + 1
        return (self.stretches[following].new_start if following < len(self.stretches) else len(self.new)), False

    def _kept_before(self, position: int) -> int:
        """Number of unchanged code points in the old text before a position."""
        row = bisect_right(self.starts, position) - 1
        if row < 0:
            return 0
        stretch = self.stretches[row]
        return self._kept[row] + min(position, stretch.old_end) - stretch.old_start

    def _context_agrees(self, old: Span, new: Span) -> bool:
        before, its_before = self.old[max(0, old.start - CONTEXT) : old.start], self._before(new.start)
        after, its_after = self.old[old.end : old.end + CONTEXT], self.new[new.end : new.end + CONTEXT]
        words = old.of(self.old)
        is_same_before, is_same_after = before == its_before, after == its_after
        same_before, same_after = _common_prefix(before[::-1], its_before[::-1]), _common_prefix(after, its_after)
        if is_same_before and not is_same_after:
            return not self._went_with(words + after[: max(ENOUGH, same_after + 1)], words)
        if is_same_after and not is_same_before:
            return not self._went_with(before[-max(ENOUGH, same_before + 1) :] + words, words)
        if is_same_before:
            return True
        agreeing = same_before + same_after
        return agreeing >= ENOUGH and self.new.find(words, self.new.find(words) + 1) < 0

    def _went_with(self, whole: str, words: str) -> bool:
        """True if words stand in the new text with what was on the side of them that is another one here.

        Then a paragraph went away and one that begins or ends alike came to
        its place, which looks just as if the rest of it had been rewritten.
        """
        if whole == words:
            return False
        self._looks_left -= 1
        return self._looks_left < 0 or whole in self.new

    def _before(self, position: int) -> str:
        return self.new[max(0, position - CONTEXT) : position]

    def _can_slide(self, start: int, end: int) -> bool:
        """True if an edge lies in text that a neighbouring edit could as well have been."""
        for row in {bisect_right(self.starts, start) - 1, bisect_right(self.starts, end - 1) - 1}:
            stretch = self.stretches[row]
            head, tail = self._slack(row)
            if stretch.old_start <= start < stretch.old_start + head or stretch.old_end - tail < end <= stretch.old_end:
                return True
        return False

    def _safe_part(self, row: int) -> tuple[int, int, int]:
        """The old range in which a span's place and context are beyond doubt, and its shift.

        The context on both sides is the same there; where it is on one side
        only, it is looked at (``_context_agrees``).
        """
        stretch = self.stretches[row]
        head, tail = self._slack(row)
        if stretch.old_start:
            head = max(CONTEXT, head)
        return stretch.old_start + head, stretch.old_end - max(CONTEXT, tail), stretch.new_start - stretch.old_start

    def _slack(self, row: int) -> tuple[int, int]:
        """Code points by which the edits before and after a stretch could slide into it.

        Deleting one of two equal neighbours (or inserting one) looks the same
        whichever it was.
        """
        stretch = self.stretches[row]
        before = self.stretches[row - 1] if row else Stretch(0, 0, 0)
        if row + 1 < len(self.stretches):
            after = self.stretches[row + 1]
        else:
            after = Stretch(len(self.old), len(self.old), len(self.new))
        head = self._slide_right(before.old_end, stretch.old_start, before.new_end, stretch.new_start)
        tail = self._slide_left(stretch.old_end, after.old_start, stretch.new_end, after.new_start)
        length = stretch.old_end - stretch.old_start
        return min(head, length), min(tail, length)

    def _slide_right(self, old_start: int, old_end: int, new_start: int, new_end: int) -> int:
        if old_start < old_end and new_start < new_end:
            return 0
        if old_start < old_end:
            return _common_prefix(self.old[old_start : old_start + _FARTHEST], self.old[old_end : old_end + _FARTHEST])
        if new_start < new_end:
            return _common_prefix(self.new[new_start : new_start + _FARTHEST], self.new[new_end : new_end + _FARTHEST])
        return 0

    def _slide_left(self, old_start: int, old_end: int, new_start: int, new_end: int) -> int:
        if old_start < old_end and new_start < new_end:
            return 0
        if old_start < old_end:
            return _common_suffix(self.old, old_start, old_end)
        if new_start < new_end:
            return _common_suffix(self.new, new_start, new_end)
        return 0


def resolve(text: str, exact: str, prefix: str, suffix: str) -> Placing:
    """The place of a quote with its context in a text, for a quote whose old text is lost.

    It is certain only if quote and whole context stand there exactly once.

    Args:
        text: the text to look in.
        exact: the words of the quote.
        prefix: the words before it in the old text.
        suffix: the words after it in the old text.
    """
    if not exact:
        return Placing(None, False)
    whole = prefix + exact + suffix
    at = text.find(whole)
    if at >= 0 and text.find(whole, at + 1) < 0 and prefix + suffix:
        start = at + len(prefix)
        return Placing(Span(start, start + len(exact)), True)
    found = in_best_context(text, exact, prefix, suffix)
    if found is not None:
        return Placing(found.span, False)
    return Placing(_between(text, exact, prefix, suffix), False)


def in_best_context(text: str, exact: str, prefix: str, suffix: str) -> BestPlace | None:
    """The occurrence of a quote whose context agrees most, if one does best.

    Args:
        text: the text to look in.
        exact: the words of the quote.
        prefix: the words before it in the old text.
        suffix: the words after it in the old text.
    """
    scores: list[tuple[int, int]] = []
    at = text.find(exact)
    while at >= 0 and len(scores) < 1_000:
        end = at + len(exact)
        before, after = text[max(0, at - len(prefix)) : at], text[end : end + len(suffix)]
        scores.append((_common_prefix(before[::-1], prefix[::-1]) + _common_prefix(after, suffix), at))
        at = text.find(exact, at + 1)
    scores.sort(reverse=True)
    if not scores or (len(scores) > 1 and scores[0][0] == scores[1][0]):
        return None
    agreeing, at = scores[0]
    return BestPlace(Span(at, at + len(exact)), agreeing)


def _between(text: str, exact: str, prefix: str, suffix: str) -> Span | None:
    """The words that stand between the old context now, if they are similar enough."""
    from difflib import SequenceMatcher

    start = text.find(prefix) if len(prefix) >= ENOUGH else -1
    if start < 0 or len(suffix) < ENOUGH:
        return None
    start += len(prefix)
    end = text.find(suffix, start, start + 2 * len(exact) + len(suffix))
    if end <= start:
        return None
    return Span(start, end) if SequenceMatcher(None, exact, text[start:end], False).ratio() >= SIMILAR else None


def _common_prefix(one: str, other: str) -> int:
    """Length of what two strings begin with, by halving."""
    low, high = 0, min(len(one), len(other))
    if one[:high] == other[:high]:
        return high
    while low + 1 < high:
        middle = (low + high) // 2
        if one[low:middle] == other[low:middle]:
            low = middle
        else:
            high = middle
    return low


def _common_suffix(text: str, one_end: int, other_end: int) -> int:
    """Length of what the text before two positions ends with."""
    one = text[max(0, one_end - _FARTHEST) : one_end]
    other = text[max(0, other_end - _FARTHEST) : other_end]
    return _common_prefix(one[::-1], other[::-1])
