"""Growing and shrinking a selection along the natural units of a text.

The rungs: word, name, sentence clipped to its quotation marks, inside the
marks, with the marks, reported clause, sentence, paragraph, and the whole of a
quotation that runs over paragraphs. Growing goes to the smallest rung that
strictly contains the selection, whichever its kind.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal, NamedTuple

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.names import name_at
from analyst_app.language.paragraphs import paragraph_at, piece_at, trimmed
from analyst_app.language.quotations import Quotation, quotations_in
from analyst_app.language.reporting.clauses import attributions_in
from analyst_app.language.sentences import sentence_cover
from analyst_app.language.snapping import Edge, snap_to_words, word_at

RungName = Literal[
    "word",
    "name",
    "sentence in the marks",
    "inside the marks",
    "with the marks",
    "reported clause",
    "sentence",
    "paragraph",
    "whole quotation",
]


class Rung(NamedTuple):
    """One step of the ladder."""

    span: Span
    name: RungName
    """For the status bar."""


def rungs(text: str, at: int | Span, language: Language) -> list[Rung]:
    """The rungs around a caret or selection, smallest first, no span twice.

    Args:
        text: the article.
        at: a caret or a selection, in code points.
        language: the language that the article is read in.
    """
    span = Span(at, at) if isinstance(at, int) else at
    by_span: dict[Span, Rung] = {}
    for rung in _all_rungs(text, span, language):
        if rung.span.contains(span) and rung.span.length:
            by_span.setdefault(rung.span, rung)
    return sorted(by_span.values(), key=lambda rung: rung.span.length)


def grow(text: str, span: Span, language: Language) -> Rung | None:
    """The smallest rung that strictly contains the selection; None at the top.

    Args:
        text: the article.
        span: code points, half-open.
        language: the language that the article is read in.
    """
    return next((rung for rung in rungs(text, span, language) if rung.span != span), None)


def shrink(text: str, span: Span, origin: Span | int, language: Language) -> Rung | None:
    """The largest rung around ``origin`` strictly inside the selection.

    Args:
        text: the article.
        span: the selection as it is.
        origin: the caret or selection that growing began from; where it does
            not lie inside the selection, the selection's start is taken.
        language: word lists.
    """
    begun = Span(origin, origin) if isinstance(origin, int) else origin
    if not span.contains(begun):
        begun = Span(span.start, span.start)
    inner = [r for r in rungs(text, begun, language) if span.contains(r.span) and r.span != span]
    return inner[-1] if inner else None


def moved_edge(text: str, span: Span, edge: Edge, language: Language, *, outwards: bool = True) -> int | None:
    """The next place of an annotation's edge along the ladder; None if there is no further place.

    Outwards it takes the nearest rung whose edge lies beyond; inwards the
    nearest edge of a rung around the other end.

    Args:
        text: the article.
        span: code points, half-open.
        edge: ``start`` or ``end``.
        language: the language that the article is read in.
        outwards: away from the annotation's words, or into them.
    """
    if outwards:
        places = [r.span.start if edge == "start" else r.span.end for r in rungs(text, span, language)]
        beyond = [p for p in places if (p < span.start if edge == "start" else p > span.end)]
        return (max(beyond) if edge == "start" else min(beyond)) if beyond else None
    held = Span(span.end - 1, span.end) if edge == "start" else Span(span.start, span.start + 1)
    places = [r.span.start if edge == "start" else r.span.end for r in rungs(text, held, language)]
    inside = [p for p in places if span.start < p < span.end]
    return (min(inside) if edge == "start" else max(inside)) if inside else None


def _all_rungs(text: str, span: Span, language: Language) -> Iterator[Rung]:
    word = word_at(text, span.start) if span.length == 0 else snap_to_words(text, span)
    if word:
        yield Rung(word, "word")
    name = name_at(text, span.start, language)
    if name:
        yield Rung(name.span, "name")
    sentence = sentence_cover(text, span, language)
    around = [q for q in quotations_in(text, span, language) if q.span.contains(span)]
    for quotation in sorted(around, key=lambda q: -q.depth):
        yield from _quotation_rungs(text, quotation, span, sentence)
    whole = _with_cut_quotations(text, sentence, language)
    for attribution in attributions_in(text, whole, language):
        for content in attribution.contents:
            yield Rung(content, "reported clause")
    yield Rung(whole, "sentence")
    first = paragraph_at(text, span.start)
    last = first if span.end <= first.end else paragraph_at(text, span.end)
    yield Rung(trimmed(text, Span(first.start, last.end)), "paragraph")
    for quotation in around:
        if len(quotation.segments) > 1:
            yield Rung(quotation.span, "whole quotation")


def _with_cut_quotations(text: str, sentence: Span, language: Language) -> Span:
    """The sentences up to the end of each quotation that a sentence end cuts: “First. Second,” she said."""
    piece = piece_at(text, sentence.start)
    for quotation in quotations_in(text, sentence, language):
        for segment in quotation.segments:
            if segment.overlaps(sentence) and not sentence.contains(segment) and piece.contains(segment):
                both = Span(min(sentence.start, segment.start), max(sentence.end, segment.end))
                sentence = sentence_cover(text, both, language)
    return sentence


def _quotation_rungs(text: str, quotation: Quotation, span: Span, sentence: Span) -> Iterator[Rung]:
    for segment, inside in zip(quotation.segments, quotation.insides, strict=True):
        if not segment.contains(span):
            continue
        if inside.contains(span):
            yield Rung(trimmed(text, sentence.clipped(inside)), "sentence in the marks")
            yield Rung(inside, "inside the marks")
        yield Rung(segment, "with the marks")
