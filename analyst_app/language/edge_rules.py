"""Edge rules: where a tag's span begins and ends, applied on every route.

What a rule moves is said in words, for the status bar. No rule ever makes a
span empty: where nothing would be left, the span stays.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import NamedTuple

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.names import without_possessive
from analyst_app.language.paragraphs import LONG, paragraph_at, trimmed
from analyst_app.language.quotation_signs import CLOSERS
from analyst_app.language.quotations import Quotation, quotations_in
from analyst_app.language.reporting.clauses import attributions_in
from analyst_app.language.sentences import sentence_cover
from analyst_app.language.snapping import grapheme_bounds
from analyst_app.wording import in_row, tr

_STOPS = ".,;:،؛。…"
_COMMAS = ",;:،؛"
_LOOSE = ".,;:!?…،؛。 \u00a0\u202f\t\n"
_OPENERS = frozenset("".join(CLOSERS)) - {","}
_ENDERS = frozenset("".join(mark for closers in CLOSERS.values() for mark in closers))


class Trimmed(NamedTuple):
    """The result of an edge rule on a selection."""

    spans: tuple[Span, ...]
    """One span; several for marked stretches with a cue between; none if the selection was only white space."""
    said: str
    """The edges that were moved, in words; empty if none was."""


def apply_edge_rule(rule: str, text: str, span: Span, language: Language) -> Trimmed:
    """The spans that a selection becomes under a tag's edge rule.

    Args:
        rule: an edge rule of the codebook; an unknown one moves nothing.
        text: the article.
        span: code points, half-open.
        language: the language that the article is read in.
    """
    inner = trimmed(text, grapheme_bounds(text, span))
    if inner.length == 0:
        return Trimmed((), tr("only white space is selected"))
    spans, said = _RULES.get(rule, _unchanged)(text, inner, language)
    if not said and inner != span:
        said = tr("white space left out") if span.contains(inner) else tr("whole characters taken")
    return Trimmed(spans, said)


def _unchanged(text: str, span: Span, language: Language) -> Trimmed:
    return Trimmed((span,), "")


def _paragraph(text: str, span: Span, language: Language) -> Trimmed:
    """The whole paragraphs, unless one is so long that it must be the article itself."""
    first, last = paragraph_at(text, span.start), paragraph_at(text, span.end)
    if max(first.length, last.length) > LONG:
        return Trimmed((span,), "")
    whole = trimmed(text, Span(first.start, last.end))
    return Trimmed((whole,), "" if whole == span else tr("whole paragraph taken"))


def _name(text: str, span: Span, language: Language) -> Trimmed:
    end = span.end
    while end > span.start and text[end - 1] in _COMMAS + " \u00a0":
        end -= 1
    said = [tr("trailing comma left out")] if end < span.end else []
    if end == span.start:
        return Trimmed((span,), "")
    bare = without_possessive(text, Span(span.start, end), language)
    if bare.end < end:
        said.insert(0, tr("possessive left out"))
    return Trimmed((bare,), in_row(said))


def _clause(text: str, span: Span, language: Language) -> Trimmed:
    said: list[str] = []
    while span.length:
        stopless = _without_stop(text, span, language)
        bare = _without_outer_marks(text, stopless, language)
        if stopless != span:
            is_stop = text[span.end - 1] not in _COMMAS
            said.append(tr("final stop left out") if is_stop else tr("trailing comma left out"))
        if bare != stopless:
            said.append(tr("quotation marks left out"))
        if bare == span or bare.length == 0:
            break
        span = bare
    return Trimmed((span,), in_row(dict.fromkeys(said)))


def _without_stop(text: str, span: Span, language: Language) -> Span:
    """The span without final stops and commas; the stop of an abbreviation stays."""
    end = span.end
    while end > span.start and (text[end - 1] in _STOPS or text[end - 1].isspace()):
        last = text[max(span.start, end - 20) : end - 1].split()
        word = last[-1].lower() if last and not text[end - 2 : end - 1].isspace() else ""
        if text[end - 1] == "." and (word in language.abbreviations or ("." in word and word[-2:-1] == ".")):
            break
        end -= 1
    return Span(span.start, end) if end > span.start else span


def _without_outer_marks(text: str, span: Span, language: Language) -> Span:
    """The span without a quotation mark at its ends; marked words inside it keep both of theirs."""
    start, end = span
    if text[start] in _OPENERS or text[end - 1] in _ENDERS:
        for quotation in quotations_in(text, span, language):
            whole = quotation.span
            if span.contains(whole) and whole != span:
                continue  # the marks of some words in it, not those round all
            if whole.start == span.start:
                start = max(start, quotation.inside.start)
            if whole.end == span.end and quotation.is_closed:
                end = min(end, quotation.inside.end)
    return trimmed(text, Span(start, end)) if start < end else span


def _quotation(text: str, span: Span, language: Language) -> Trimmed:
    outer = [q for q in quotations_in(text, span, language) if q.depth == _least_depth(text, span, language)]
    stretches = _stretches(text, span, outer, language)
    if stretches:
        changed = stretches != (span,)
        many = (
            tr("{n} quote, one for each marked stretch|{n} quotes, one for each marked stretch", len(stretches))
            if len(stretches) > 1
            else tr("quotation marks taken")
        )
        return Trimmed(stretches, many if changed else "")
    for quotation in quotations_in(text, span, language):
        for segment, inside in zip(quotation.segments, quotation.insides, strict=True):
            if _core(text, inside) == _core(text, span) and segment != span:
                is_wider = span.contains(segment)
                return Trimmed((segment,), tr("punctuation left out") if is_wider else tr("quotation marks taken"))
    return Trimmed((span,), "")


def _reported(text: str, span: Span, language: Language) -> Trimmed:
    """The marks of selected marked words are taken; a reported clause keeps the marks in it and has no final stop."""
    marked = _quotation(text, span, language)
    if marked.spans != (span,):
        return marked
    if any(q.span.end == span.end for q in quotations_in(text, span, language)):
        return marked
    bare = _without_stop(text, span, language)
    if bare == span:
        return marked
    is_stop = text[bare.end : span.end].strip() not in _COMMAS
    return Trimmed((bare,), tr("final stop left out") if is_stop else tr("trailing comma left out"))


def _least_depth(text: str, span: Span, language: Language) -> int:
    """The depth of the outermost quotations that do not surround the selection."""
    found = [q.depth for q in quotations_in(text, span, language) if not _surrounds(text, q, span)]
    return min(found, default=0)


def _surrounds(text: str, quotation: Quotation, span: Span) -> bool:
    return any(i.contains(span) and _core(text, i) != _core(text, span) for i in quotation.insides)


def _stretches(text: str, span: Span, outer: list[Quotation], language: Language) -> tuple[Span, ...]:
    """The marked stretches, if the selection is several of them with paragraph ends or a cue between."""
    segments = [s for q in outer for s in q.segments if s.overlaps(span) and s.clipped(span).length > 1]
    if len(segments) < 2 or not _begins_and_ends_quoted(text, span, segments):
        return ()
    between = [Span(a.end, b.start) for a, b in pairwise(segments)]
    cues = [a.cue for a in attributions_in(text, sentence_cover(text, span, language), language)]
    if all("\n" in g.of(text) or any(g.contains(c) for c in cues) or not g.of(text).strip(_LOOSE) for g in between):
        return tuple(segments)
    return ()


def _begins_and_ends_quoted(text: str, span: Span, segments: list[Span]) -> bool:
    lead = Span(span.start, max(span.start, segments[0].start)).of(text)
    tail = Span(min(span.end, segments[-1].end), span.end).of(text)
    return not lead.strip(_LOOSE) and not tail.strip(_LOOSE)


def _core(text: str, span: Span) -> Span:
    """A span without the punctuation and marks at its ends."""
    start, end = span
    while start < end and (text[start] in _LOOSE or text[start] in _OPENERS):
        start += 1
    while end > start and (text[end - 1] in _LOOSE or text[end - 1] in _ENDERS):
        end -= 1
    return Span(start, end)


_RULES: dict[str, Callable[[str, Span, Language], Trimmed]] = {
    "clause": _clause,
    "quotation": _quotation,
    "reported": _reported,
    "name": _name,
    "paragraph": _paragraph,
    "word": _unchanged,
    "none": _unchanged,
}
