"""The places of an article at which a quote may be proposed: quotations, and reported clauses without marks."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

from analyst_app.assist.suggestions import SuggestedQuote, quoted_places, suggestions
from analyst_app.core.annotation import Entry, new_id, pairs
from analyst_app.core.codebook import Part
from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.quotations import Quotation, all_quotations

DISMISSED: Final = "dismissed"
"""The list of a layer that holds the places where its annotator said "no quotation"."""
QUOTATION: Final = "quotation"
"""The kind of such a place: the part that a tag would play there."""
_PARTS: tuple[Part, ...] = (QUOTATION,)


def marked_places(text: str, language: Language) -> list[Quotation]:
    """The quotations with marks, by start; those inside others are no places of their own.

    Args:
        text: of the article.
        language: of the article.
    """
    return [quotation for quotation in all_quotations(text, language) if quotation.depth == 0]


def places(text: str, language: Language, rule: str = QUOTATION) -> list[Quotation]:
    """The same, and the reported clauses that would be suggested; none overlaps another. Linear, for a worker.

    Args:
        text: of the article.
        language: of the article.
        rule: the edge rule of the tag that plays quotation.
    """
    marked = marked_places(text, language)
    known = {quotation.segments: quotation for quotation in marked}
    wanted = [known.get(segments) or _as_quotation(segments) for segments in quoted_places(text, language, rule)]
    return _apart([*wanted, *marked])


def places_of(quotes: Iterable[SuggestedQuote]) -> list[Quotation]:
    """Suggested quotes as places, in their order."""
    return [_as_quotation(quote.segments) for quote in quotes]


def _as_quotation(segments: tuple[Span, ...]) -> Quotation:
    return Quotation(segments, segments, 0, is_closed=True)


def _apart(found: Iterable[Quotation]) -> list[Quotation]:
    """By start, without those that overlap one before them; of two with one start the longer stays."""
    kept: list[Quotation] = []
    for quotation in sorted(found, key=lambda one: (one.span.start, -one.span.end)):
        if not kept or quotation.span.start >= kept[-1].span.end:
            kept.append(quotation)
    return kept


def all_ghosts(text: str, language: Language, rule: str = QUOTATION) -> list[SuggestedQuote]:
    """All quotes that are proposed for an article, by start; none overlaps one before it. Linear, for a worker.

    Args:
        text: of the article.
        language: of the article.
        rule: the edge rule of the tag that plays quotation.
    """
    kept: list[SuggestedQuote] = []
    for quote in suggestions(text, language, _PARTS, rule).quotes:
        if not kept or quote.segments[0].start >= kept[-1].segments[-1].end:
            kept.append(quote)
    return kept


def dismissal(text: str, span: Span) -> Entry:
    """The record that says that there is no quotation at a place.

    Args:
        text: of the article.
        span: of the place, code points, half-open.
    """
    body = {"start": span.start, "end": span.end, "exact": span.of(text), "kind": QUOTATION}
    return Entry(new_id(), DISMISSED, pairs(body))


def dismissed_spans(text: str, entries: Iterable[Entry]) -> list[Span]:
    """The places that were dismissed as quotations and whose words stand there, by start.

    Args:
        text: of the article.
        entries: records of the layer, of any list.
    """
    found = [one.place for one in entries if dict(one.body).get("kind") in (QUOTATION, "quote")]
    return sorted(place[0] for place in found if place is not None and place[0].of(text) == place[1])
