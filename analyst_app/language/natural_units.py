"""The natural unit of a tag at the caret, which a tag key marks when nothing is selected."""

from __future__ import annotations

from analyst_app.core.codebook import Tag
from analyst_app.core.span import Span
from analyst_app.language.clauses import attribution_at, attributions_in, reported_clause
from analyst_app.language.edge_rules import TERM_WORDS, apply_edge_rule
from analyst_app.language.language import Language
from analyst_app.language.names import may_be_in_phrase, name_at, phrase_at
from analyst_app.language.paragraphs import paragraph_at, trimmed
from analyst_app.language.quotations import quotations_in
from analyst_app.language.sentences import sentence_at
from analyst_app.language.snapping import count_words, word_at


def natural_unit(rule: str | Tag, text: str, caret: int, language: Language) -> list[Span]:
    """The spans that a tag with an edge rule takes at a caret; several only for a quotation over paragraphs.

    - quotation: the outermost quotation with its marks, else the reported clause
    - clause: the sentence clipped to the marks, without the attribution
    - name: the name, else the words for a role or group, else a noun-like word
    - paragraph: the paragraph
    - word: the reporting word if the caret is in one or its sentence has one, else the word
    - none: the word

    Nothing (an empty list) where there is no such unit.

    Args:
        rule: a tag, or its edge rule.
        text: the article.
        caret: a caret, in code points.
        language: the language that the article is read in.
    """
    kind = rule.edge_rule if isinstance(rule, Tag) else rule
    if kind == "quotation":
        return _quotation(text, caret, language)
    if kind == "paragraph":
        return _kept(trimmed(text, paragraph_at(text, caret)))
    if kind == "clause":
        return _clause(text, caret, language)
    if kind == "name":
        return _name(text, caret, language)
    word = _cue(text, caret, language) if kind == "word" else word_at(text, caret)
    return _kept(word)


def _kept(span: Span | None) -> list[Span]:
    return [span] if span and span.length else []


def _quotation(text: str, caret: int, language: Language) -> list[Span]:
    at = [q for q in quotations_in(text, Span(caret, caret), language) if q.segment_at(caret) is not None]
    strictly = [q for q in at if any(s.start <= caret < s.end for s in q.segments)]
    outermost = min(strictly or at, key=lambda q: q.depth, default=None)
    return list(outermost.segments) if outermost else _kept(reported_clause(text, caret, language))


def _clause(text: str, caret: int, language: Language) -> list[Span]:
    sentence = sentence_at(text, caret, language)
    if sentence.length == 0:
        return []
    around = [q for q in quotations_in(text, Span(caret, caret), language) if q.depth == 0]
    inside = next((i for q in around for i in q.insides if i.start <= caret <= i.end), None)
    if inside and _says_something(text, inside):
        unit = sentence.clipped(inside)
    else:
        unit = _without_attribution(text, caret, sentence, language)
    return [span for span in apply_edge_rule("clause", text, unit, language).spans if span.length]


def _says_something(text: str, inside: Span) -> bool:
    """True if marked words are a statement, however short, and no term such as “quiet zone”."""
    words = inside.of(text)
    count = count_words(text, inside)
    return count > TERM_WORDS or words[-1] in ".,!?…" or (count == TERM_WORDS and words[0].isupper())


def _without_attribution(text: str, caret: int, sentence: Span, language: Language) -> Span:
    found = attributions_in(text, sentence, language)
    contents = [content for attribution in found for content in attribution.contents]
    nearest = min(contents, key=lambda c: max(c.start - caret, caret - c.end, 0), default=None)
    return nearest.clipped(sentence) if nearest else sentence


def _name(text: str, caret: int, language: Language) -> list[Span]:
    name = name_at(text, caret, language)
    if name:
        return [name.span]
    word = word_at(text, caret)
    if word and not may_be_in_phrase(word.of(text), language):
        return []
    return _kept(phrase_at(text, caret, language) or word)


def _cue(text: str, caret: int, language: Language) -> Span | None:
    word = word_at(text, caret)
    if word and language.is_reporting(word.of(text)):
        return word
    attribution = attribution_at(text, caret, language)
    return attribution.cue if attribution else word
