"""The one of whom a sentence speaks: its subject, read off its first words and the names in it."""

from __future__ import annotations

from analyst_app.core.span import Span
from analyst_app.language.datelines import past_dateline
from analyst_app.language.language import Language
from analyst_app.language.name_kinds import kind_by_words
from analyst_app.language.names import Name, may_be_in_phrase, names_in
from analyst_app.language.quotations import quotations_in
from analyst_app.language.reporting.holders import may_be_person
from analyst_app.language.snapping import first_word_in, words_in
from analyst_app.language.speaking.obliques import is_oblique
from analyst_app.language.speaking.role_words import role_at_start
from analyst_app.language.whole_text import read_once

_LONGEST_ROLE = 60
"""Code points that the words for a role take at the beginning of a sentence."""
_ARTICLE = 4
"""Code points that an article may take before the name that a sentence begins with."""


@read_once
def subject_of(text: str, sentence: Span, language: Language) -> Span | None:
    """The name or role that a sentence begins with, else one that a verb follows, else a full name in it.

    Args:
        text: the article.
        sentence: code points, half-open.
        language: the language that the article is read in.
    """
    sentence = past_dateline(text, sentence, language)
    if any(q.span.contains(sentence) for q in quotations_in(text, sentence, language)):
        return None
    names = _people_in(text, sentence, language)
    if names and names[0].whole.start - sentence.start <= _ARTICLE:
        return names[0].span
    role = role_at_start(text, sentence, language)
    beside = _apposed(text, sentence, names, language)
    if role:
        beside = beside or next((name.span for name in names if 0 <= name.whole.start - role.end <= 1), None)
    if beside:
        return beside
    if role and may_be_person(text, role, language) and not any(role.overlaps(n.whole) for n in names):
        return role
    acting = next((name.span for name in names if _acts(text, name, language)), None)
    return acting or next((n.span for n in names if " " in n.span.of(text) or n.whole != n.span), None)


@read_once
def owner_in(text: str, sentence: Span, language: Language) -> Span | None:
    """The only person whom a sentence names, where that is in the genitive: "What followed was Brandt’s letter".

    Args:
        text: the article.
        sentence: code points, half-open.
        language: the language that the article is read in.
    """
    names = _unquoted(text, sentence, names_in(text, sentence, language), language)
    names = [name for name in names if is_named_like_person(text, name.span, language)]
    is_only = bool(names) and names[0].is_possessive and len({n.span.of(text) for n in names}) == 1
    return names[0].span if is_only else None


@read_once
def apposed_in(text: str, sentence: Span, language: Language) -> Span | None:
    """The name after the comma of the words that a sentence begins with: "Her rival, Nina Wolff, cheered".

    Args:
        text: the article.
        sentence: code points, half-open.
        language: the language that the article is read in.
    """
    return _apposed(text, sentence, _people_in(text, sentence, language), language)


def is_named_like_person(text: str, span: Span, language: Language) -> bool:
    """True of words that may name a person: neither a body nor a place by their form.

    Args:
        text: the article.
        span: code points, half-open.
        language: the language that the article is read in.
    """
    return may_be_person(text, span, language) and kind_by_words(span.of(text), language) in ("", "person")


def _people_in(text: str, sentence: Span, language: Language) -> list[Name]:
    """The names in a sentence that may be people's and the subject, outside quotations."""
    names = [name for name in names_in(text, sentence, language) if not name.is_possessive]
    names = _unquoted(text, sentence, names, language)
    names = [name for name in names if not is_oblique(text, name.whole, language)]
    return [name for name in names if is_named_like_person(text, name.span, language)]


def _unquoted(text: str, sentence: Span, names: list[Name], language: Language) -> list[Name]:
    quoted = [s for q in quotations_in(text, sentence, language) for s in q.segments]
    return [name for name in names if not any(segment.contains(name.span) for segment in quoted)]


def _acts(text: str, name: Name, language: Language) -> bool:
    """True of a name right before a verb."""
    after = first_word_in(text, Span(name.span.end, min(len(text), name.span.end + 40)))
    if after is None or text[name.span.end : after.start] != " ":
        return False
    return language.may_be_finite(after.of(text)) or language.is_reporting(after.of(text))


def _apposed(text: str, sentence: Span, names: list[Name], language: Language) -> Span | None:
    """The name after the comma of the words that a sentence begins with: "The mediator, Lord Ashdene, left"."""
    comma = text.find(",", sentence.start, min(sentence.end, sentence.start + _LONGEST_ROLE))
    first = next((name for name in names if name.whole.start > comma), None) if comma > 0 else None
    between = [word.of(text) for word in words_in(text, Span(comma, first.whole.start))] if first else []
    is_phrase = all(may_be_in_phrase(word, language) or word.lower() in language.articles for word in between)
    return first.span if first and is_phrase and "," not in text[comma + 1 : first.whole.start] else None
