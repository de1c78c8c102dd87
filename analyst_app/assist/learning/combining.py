"""The rules' answer and a tagger's, made into one: the rules keep the direct quotations."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from analyst_app.assist.learning.described_words import rows_of
from analyst_app.assist.learning.tagger import TaggedSpan
from analyst_app.core.span import Span

_SIGNS = 3
"""Code points that a quotation's marks and comma take: so much more is the same quotation."""


def beside(found: Iterable[TaggedSpan], kept: Sequence[Span]) -> list[TaggedSpan]:
    """The tagger's spans that the rules do not settle themselves.

    One that only has a part of a direct quotation gives way to it; one that
    holds a whole one and words besides, as where a team tags the whole
    reported clause, stands in its place.

    Args:
        found: the tagger's, by start.
        kept: the rules' direct quotations, by start.
    """
    return [one for one in found if all(goes_beyond(one.span, span) for span in touching(kept, one.span))]


def kept_beside(kept: Iterable[Span], found: Sequence[TaggedSpan]) -> list[Span]:
    """The rules' direct quotations that no longer span of the tagger stands in the place of.

    Args:
        kept: the rules'.
        found: as ``beside`` gave it.
    """
    spans = [one.span for one in found]
    return [span for span in kept if not touching(spans, span)]


def touching(spans: Sequence[Span], span: Span) -> Sequence[Span]:
    """Those of some spans that overlap another.

    Args:
        spans: by start, none overlaps another.
        span: code points, half-open.
    """
    return spans[slice(*rows_of(spans, span))]


def goes_beyond(span: Span, other: Span) -> bool:
    """True if a span holds another and more than signs besides.

    Args:
        span: code points, half-open.
        other: code points, half-open.
    """
    return span.contains(other) and span.length - other.length > _SIGNS
