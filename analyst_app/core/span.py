"""Half-open ranges of code points."""

from __future__ import annotations

from typing import NamedTuple


class Span(NamedTuple):
    """A range of an article's text: code points, half-open."""

    start: int
    """First code point inside."""
    end: int
    """First code point after."""

    @property
    def length(self) -> int:
        """Number of code points."""
        return self.end - self.start

    def contains(self, other: Span) -> bool:
        """True if all of ``other`` lies inside (equal spans contain each other)."""
        return self.start <= other.start and other.end <= self.end

    def overlaps(self, other: Span) -> bool:
        """True if they share a code point; touching spans do not."""
        return self.start < other.end and other.start < self.end

    def clipped(self, other: Span) -> Span:
        """The part inside ``other``; empty (start = end) if they do not meet."""
        start = max(self.start, other.start)
        return Span(start, max(start, min(self.end, other.end)))

    def of(self, text: str) -> str:
        """The words of ``text`` that it covers."""
        return text[self.start : self.end]


def overlap_share(one: Span, other: Span) -> float:
    """Intersection over union of two spans, 0 to 1 (Jaccard 1912).

    Args:
        one: a span.
        other: a span of the same text.
    """
    shared = max(0, min(one.end, other.end) - max(one.start, other.start))
    union = one.length + other.length - shared
    return shared / union if union else 0.0
