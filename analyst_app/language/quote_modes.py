"""A quote by its quotation marks and the sentence round them: the way it is given, and how far it reaches.

Some teams take the marked words for the quote, others the whole reported
clause: in *The bank said it had found “serious weaknesses”* the quote is
*“serious weaknesses”* (edge rule ``quotation``) or *it had found “serious
weaknesses”* (edge rule ``reported``).
"""

from __future__ import annotations

from analyst_app.core.span import Span
from analyst_app.language.claim_units import reported_at
from analyst_app.language.datelines import past_dateline
from analyst_app.language.language import Language
from analyst_app.language.marked_words import is_same_stretch, kind_in_marks
from analyst_app.language.quotations import quotations_in
from analyst_app.language.reporting.clauses import attributions_in, statements_in
from analyst_app.language.reporting.inserted import without_inserted
from analyst_app.language.sentences import sentence_cover

TERM = "term"
"""The mode of a label, title or scare quote: nobody speaks it."""
REPORTED = "reported"
"""The edge rule by which a quote is the whole reported clause."""
_MODES = {"clause": "direct", "part": "mixed", "term": TERM}


def mode_of(text: str, span: Span, language: Language) -> str:
    """The mode of a quote by the codebook's words: ``direct``, ``mixed``, ``indirect`` or ``term``.

    A whole clause in marks is direct, a reported clause of which only a part
    is marked is mixed, whether the quote is the clause or the part.

    Args:
        text: of the article.
        span: of the quote, code points, half-open.
        language: of the article.
    """
    marked = [q for q in quotations_in(text, span, language) if q.span.overlaps(span)]
    for quotation in sorted(marked, key=lambda one: (span not in one.segments, -one.depth)):
        if len(quotation.segments) > 1 and is_same_stretch(text, quotation.span, span):
            return "direct"
        for segment in quotation.segments:
            if segment.contains(span) or is_same_stretch(text, segment, span):
                return _MODES[kind_in_marks(text, segment, language)]
    if any(span.contains(segment) for quotation in marked for segment in quotation.segments):
        return "mixed"
    return "direct" if marked else "indirect"


def whole_quote(rule: str, text: str, segments: tuple[Span, ...], language: Language) -> tuple[Span, ...]:
    """The spans of the quote that a quotation is, or is a part of.

    Args:
        rule: the edge rule of the tag that plays quotation.
        text: the article.
        segments: of the quotation, one a paragraph, with the marks; code points, half-open.
        language: the language that the article is read in.
    """
    if rule != REPORTED or len(segments) > 1 or kind_in_marks(text, segments[0], language) == "clause":
        return segments
    marked = segments[0]
    clause = reported_at(text, min(marked.start + 1, marked.end), language)
    if clause is None or not clause.overlaps(marked) or marked.contains(clause):
        clause = _reported_with(text, marked, language)
    return _without_inserted(text, with_whole_marks(text, clause, language), language) if clause else segments


def _without_inserted(text: str, clause: Span, language: Language) -> tuple[Span, ...]:
    """A reported clause, in two parts if its attribution stands between commas in it."""
    found = attributions_in(text, sentence_cover(text, clause, language), language)
    cue = next((one.cue for one in found if any(c.contains(one.cue) for c in one.contents)), None)
    return without_inserted(text, clause, cue, language) if cue else (clause,)


def _reported_with(text: str, marked: Span, language: Language) -> Span | None:
    """Words that are reported together with marked ones, though they are no clause: "the firm of “lying”"."""
    sentence = past_dateline(text, sentence_cover(text, marked, language), language)
    for found in (attributions_in(text, sentence, language), statements_in(text, sentence, language)):
        contents = [c for a in found for c in a.contents if c.overlaps(marked) and not marked.contains(c)]
        if contents:
            return min(contents, key=lambda content: content.length)
    return None


def with_whole_marks(text: str, clause: Span, language: Language) -> Span:
    """A reported clause, grown to whole quotations: those that it only begins or ends in.

    Args:
        text: the article.
        clause: code points, half-open.
        language: the language that the article is read in.
    """
    touched = [q.span for q in quotations_in(text, clause, language) if q.depth == 0 and q.span.overlaps(clause)]
    start = min([clause.start, *(span.start for span in touched)])
    return Span(start, max([clause.end, *(span.end for span in touched)]))
