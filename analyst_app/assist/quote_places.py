"""The proposals of an article: places of quotes, with marks and without, and learnt spans of other tags."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Callable, Collection, Iterable
from typing import Final, NamedTuple

from analyst_app.assist.suggestions import SuggestedQuote, SuggestedSpan, Suggestions, quoted_places, suggestions
from analyst_app.core.annotation import Entry, new_id, pairs
from analyst_app.core.codebook import Part
from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.quotations import Quotation, all_quotations
from analyst_app.language.zones import Zone, zones

DISMISSED: Final = "dismissed"
"""The list of a layer that holds the places where its annotator said "no quotation"."""
QUOTATION: Final = "quotation"
"""The kind of such a place: the part that a tag would play there."""
Mend = Callable[[str, Language, Suggestions], Suggestions]
"""Takes an article's text, its language and what the rules propose; gives what is proposed."""
_PARTS: tuple[Part, ...] = (QUOTATION,)


class QuotePlace(NamedTuple):
    """A place of an article at which a quote may be proposed."""

    quotation: Quotation
    """The place."""
    learnt: SuggestedQuote | None = None
    """The suggestion by a model; None: the rules are to be asked."""
    doubt: str = ""
    """The reason, in the middle of a sentence, for which its line may be left out of the article; empty: none is."""

    @property
    def span(self) -> Span:
        """From the first segment to the last, code points, half-open."""
        return self.quotation.span


class Proposed(NamedTuple):
    """All that may be proposed for an article, whatever its layer holds."""

    places: list[QuotePlace]
    """Of quotes, by start; none overlaps another."""
    later: frozenset[int] = frozenset()
    """The beginnings of those that hold no quotation with marks, or whose line may be left out."""
    spans: tuple[SuggestedSpan, ...] = ()
    """Those of other tags, by start."""


def marked_places(text: str, language: Language) -> list[Quotation]:
    """The quotations with marks, by start; those inside others are no places of their own.

    Args:
        text: of the article.
        language: of the article.
    """
    return [quotation for quotation in all_quotations(text, language) if quotation.depth == 0]


def marked(text: str, language: Language) -> Proposed:
    """The quotations with marks alone, which are found at once.

    Args:
        text: of the article.
        language: of the article.
    """
    return Proposed([QuotePlace(quotation) for quotation in marked_places(text, language)])


def proposed(text: str, language: Language, rule: str = QUOTATION, mend: Mend | None = None) -> Proposed:
    """The quotations, and the reported clauses and learnt spans that would be suggested. Linear, for a worker.

    Args:
        text: of the article.
        language: of the article.
        rule: the edge rule of the tag that plays quotation.
        mend: mends the rules' answer by what was learnt.
    """
    in_marks = marked_places(text, language)
    answer = mend(text, language, suggestions(text, language, _PARTS, rule)) if mend is not None else None
    wanted = quoted_places(text, language, rule) if answer is None else [quote.segments for quote in answer.quotes]
    known = {quotation.segments: quotation for quotation in in_marks}
    found = _apart([*(known.get(segments) or _as_quotation(segments) for segments in wanted), *in_marks])
    learnt = {quote.segments: quote for quote in answer.quotes} if answer is not None else {}
    is_wanted = set(wanted)
    doubts = _doubts(text, [one.span for one in found if one.segments not in is_wanted], language)
    left_out = {start for start, zone in doubts.items() if zone.kind != "subheading"}  # which is of the article
    reasons = {start: zone.why for start, zone in doubts.items()}
    return Proposed(
        [QuotePlace(one, learnt.get(one.segments), reasons.get(one.span.start, "")) for one in found],
        frozenset(unmarked_starts(found, in_marks) | left_out),
        tuple(answer.spans) if answer is not None else (),
    )


def _doubts(text: str, spans: list[Span], language: Language) -> dict[int, Zone]:
    """The lines of some places that are no text of the article or head it, by the beginning of the place."""
    left_out = list(zones(text, language)) if spans else []
    found: dict[int, Zone] = {}
    for span in spans:
        row = bisect_right(left_out, span.start, key=lambda zone: zone.span.start) - 1
        if row >= 0 and span.start < left_out[row].span.end:
            found[span.start] = left_out[row]
    return found


def unmarked_starts(found: Iterable[Quotation], marked: Iterable[Quotation]) -> set[int]:
    """The beginnings of the places that hold no quotation with marks.

    Args:
        found: places, by start; none overlaps another.
        marked: the quotations with marks, by start.
    """
    waiting = sorted((quotation.span for quotation in marked), reverse=True)
    starts: set[int] = set()
    for quotation in found:
        while waiting and waiting[-1].end <= quotation.span.start:
            waiting.pop()
        if not waiting or waiting[-1].start >= quotation.span.end:
            starts.add(quotation.span.start)
    return starts


def _as_quotation(segments: tuple[Span, ...]) -> Quotation:
    return Quotation(segments, segments, 0, is_closed=True)


def _apart(found: Iterable[Quotation]) -> list[Quotation]:
    """By start, without those that overlap one before them; of two with one start the longer stays."""
    kept: list[Quotation] = []
    for quotation in sorted(found, key=lambda one: (one.span.start, -one.span.end)):
        if not kept or quotation.span.start >= kept[-1].span.end:
            kept.append(quotation)
    return kept


def dismissal(text: str, span: Span, kind: str = QUOTATION) -> Entry:
    """The record that says that nothing of a kind is at a place.

    Args:
        text: of the article.
        span: of the place, code points, half-open.
        kind: the part that a tag would play there, or the id of the tag.
    """
    body = {"start": span.start, "end": span.end, "exact": span.of(text), "kind": kind}
    return Entry(new_id(), DISMISSED, pairs(body))


def dismissed_spans(text: str, entries: Iterable[Entry], kinds: Collection[str] = (QUOTATION, "quote")) -> list[Span]:
    """The places that were dismissed as of some kinds and whose words stand there, by start.

    Args:
        text: of the article.
        entries: records of the layer, of any list.
        kinds: as the records name them.
    """
    found = [one.place for one in entries if dict(one.body).get("kind") in kinds]
    return sorted(place[0] for place in found if place is not None and place[0].of(text) == place[1])
