"""The natural unit of a tag at the caret, which a tag key marks when nothing is selected."""

from __future__ import annotations

from analyst_app.core.codebook import Tag
from analyst_app.core.span import Span
from analyst_app.language.claim_units import claim_at, claim_in, reported_at, reported_in
from analyst_app.language.edge_rules import apply_edge_rule
from analyst_app.language.language import Language
from analyst_app.language.marked_words import is_clause_in_marks
from analyst_app.language.names import may_be_in_phrase, name_at, names_in, phrase_at
from analyst_app.language.paragraphs import paragraph_at, trimmed
from analyst_app.language.quotations import quotations_in
from analyst_app.language.quote_modes import REPORTED, whole_quote, with_whole_marks
from analyst_app.language.reporting.clauses import attributions_in
from analyst_app.language.sentences import sentence_at
from analyst_app.language.snapping import word_at, words_in
from analyst_app.language.speaking.role_words import role_at_start


def natural_unit(rule: str | Tag, text: str, caret: int, language: Language) -> list[Span]:
    """The spans that a tag with an edge rule takes at a caret; several only for a quotation over paragraphs.

    - quotation: the outermost quotation with its marks, else the reported clause
    - reported: the same, but the reported clause where only a part of it is marked
    - clause: the sentence clipped to the marks, without the attribution
    - name: the name, else the words for a role or group, else a noun-like word
    - paragraph: the paragraph
    - word: the phrase or verb that attributes, else the word
    - none: the word

    The unit contains the caret, but for what the edge rule leaves out (marks,
    final stop, a title, a possessive). Nothing (an empty list) where no such
    unit does.

    Args:
        rule: a tag, or its edge rule.
        text: the article.
        caret: a caret, in code points.
        language: the language that the article is read in.
    """
    kind = rule.edge_rule if isinstance(rule, Tag) else rule
    if kind == "quotation":
        return _quotation(text, caret, language)
    if kind == REPORTED:
        return _reported(text, caret, language)
    if kind == "paragraph":
        return _kept(trimmed(text, paragraph_at(text, caret)))
    if kind == "clause":
        return _ruled("clause", text, claim_at(text, caret, language), language)
    if kind == "name":
        return _name(text, caret, language)
    word = _cue(text, caret, language) if kind == "word" else word_at(text, caret)
    return _kept(word)


def units_in(rule: str | Tag, text: str, place: Span, language: Language) -> list[Span]:
    """The spans that a tag takes in a sentence that was gone to, rather than selected as words.

    - quotation: what the sentence reports, marked or not; else its marked stretches
    - reported: the same
    - clause: the sentence clipped to the marks, without the attribution
    - name: its first name, else the words for the role that it begins with
    - word: the phrase or verb that attributes
    - paragraph: the paragraph
    - none: the sentence

    Args:
        rule: a tag, or its edge rule.
        text: the article.
        place: a sentence, in code points.
        language: the language that the article is read in.
    """
    kind = rule.edge_rule if isinstance(rule, Tag) else rule
    if kind in ("quotation", REPORTED):
        return _quotation_in(kind, text, place, language)
    if kind == "clause":
        return _ruled("clause", text, claim_in(text, place, language), language)
    if kind == "name":
        name = next(iter(names_in(text, place, language)), None)
        return _kept(name.span if name else role_at_start(text, place, language))
    if kind == "word":
        return [a.cue for a in attributions_in(text, place, language)][:1]
    return natural_unit("paragraph", text, place.start, language) if kind == "paragraph" else _kept(place)


def _ruled(rule: str, text: str, span: Span | None, language: Language) -> list[Span]:
    spans = apply_edge_rule(rule, text, span, language).spans if span else ()
    return [one for one in spans if one.length]


def _quotation_in(rule: str, text: str, place: Span, language: Language) -> list[Span]:
    quotations = [q for q in quotations_in(text, place, language) if q.depth == 0 and q.span.overlaps(place)]
    around = next((q for q in quotations if any(s.contains(place) for s in q.segments)), None)
    if around:
        return list(around.segments)
    whole = [q for q in quotations if is_clause_in_marks(text, q.segments[0], language)]
    reported = reported_in(text, place, language)
    if whole or reported is None:
        return [segment for q in whole or quotations[:1] for segment in q.segments]
    return _ruled(rule, text, reported, language)


def _kept(span: Span | None) -> list[Span]:
    return [span] if span and span.length else []


def _quotation(text: str, caret: int, language: Language) -> list[Span]:
    at = [q for q in quotations_in(text, Span(caret, caret), language) if q.segment_at(caret) is not None]
    strictly = [q for q in at if any(s.start <= caret < s.end for s in q.segments)]
    outermost = min(strictly or at, key=lambda q: q.depth, default=None)
    return list(outermost.segments) if outermost else _kept(reported_at(text, caret, language))


def _reported(text: str, caret: int, language: Language) -> list[Span]:
    marked = _quotation(text, caret, language)
    at = quotations_in(text, Span(caret, caret), language)
    is_marked = any(marked == list(quotation.segments) for quotation in at)
    if is_marked:
        return list(whole_quote(REPORTED, text, tuple(marked), language))
    return [with_whole_marks(text, one, language) for one in marked]


def _name(text: str, caret: int, language: Language) -> list[Span]:
    name = name_at(text, caret, language)
    if name and _is_of_name(text, caret, name.span, language):
        return [name.span]
    word = word_at(text, caret)
    if word and not may_be_in_phrase(word.of(text), language):
        return []
    return _kept(phrase_at(text, caret, language) or word)


def _is_of_name(text: str, caret: int, span: Span, language: Language) -> bool:
    """True unless the caret stands in a word before the name that is no title: "Syrian President Ada Brandt"."""
    word = word_at(text, caret)
    if word is None or word.end > span.start:
        return True
    return all(language.is_title(one.of(text)) for one in words_in(text, Span(word.start, span.start)))


def _cue(text: str, caret: int, language: Language) -> Span | None:
    """The phrase or verb that attributes, if the caret stands in it, else the word."""
    cues = [a.cue for a in attributions_in(text, sentence_at(text, caret, language), language)]
    return next((cue for cue in cues if cue.start <= caret <= cue.end), None) or word_at(text, caret)
