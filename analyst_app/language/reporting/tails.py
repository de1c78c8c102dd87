"""The words after a reported clause that are the article's own: "…, which surprised it", "…, but nobody moved"."""

from __future__ import annotations

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.reporting.asides import end_of_aside
from analyst_app.language.snapping import words_in

_SEMICOLONS = ";؛；"
_LEAST_WORDS = 4
"""Words of a clause of the article's own, with the one that opens it."""


def without_tail(text: str, content: Span, commas: list[int], quoted: list[Span], language: Language) -> Span:
    """A reported clause up to the comma after which the article speaks for itself.

    Args:
        text: the article.
        content: the reported words after the cue, code points, half-open.
        commas: the places of its commas outside quotation marks, in order.
        quoted: the marked words of the sentence.
        language: the language that the article is read in.
    """
    for number, comma in enumerate(commas):
        if comma <= content.start:
            continue
        after = words_in(text, Span(comma, min(content.end, comma + 60)))[:2]
        if text[comma] in _SEMICOLONS and len(after) > 1 and not _goes_on(text, after[0], language):
            return Span(content.start, comma)  # said it was watching; China did not
        marked = next((quote for quote in quoted if comma < quote.start < content.end), None)
        if marked and not _reports(text, Span(comma, marked.start), language):
            continue  # its marks are the speaker's again
        if after and _ends_clause(text, content, commas[number:], after, language):
            return Span(content.start, comma)
    return content


def _goes_on(text: str, opens: Span, language: Language) -> bool:
    """True if a predicate or another item of a list follows: "had met; helped the poor; and sang"."""
    spelt = opens.of(text).lower()
    return spelt in language.conjunctions or language.is_past(spelt)


def _reports(text: str, span: Span, language: Language) -> bool:
    spelt = [word.of(text).lower() for word in words_in(text, span)]
    return any(language.is_reporting(word) or word in language.judging or word in language.frames for word in spelt)


def _ends_clause(text: str, content: Span, commas: list[int], after: list[Span], language: Language) -> bool:
    opens = after[0].of(text).lower()
    if len(after) < 2:
        return False
    second = after[1].of(text).lower()
    if f"{opens} {second}" in language.clause_enders or (
        opens in language.clause_enders and language.is_participle(opens)
    ):
        return True  # “…, ce qui a surpris”, “…, citing a study”
    if opens not in language.clause_enders:
        return False
    told, rest = Span(content.start, commas[0]), Span(commas[0], min(content.end, commas[0] + 80))
    if language.is_verb_second and second in language.pronouns:
        return False  # wisse nicht, was er tue
    if language.is_verb_second:
        return _is_closed(text, told, language) and not _is_reported(text, rest, language)
    if opens in language.relatives:
        return end_of_aside(text, commas[1:], content.end, language) == content.end if commas[1:] else True
    if second in language.pronouns | language.complementizers | language.auxiliaries | language.prepositions:
        return False
    if _is_present(text, told, language):
        return False
    return _is_present(text, rest, language) or _is_of_now(text, told, rest, language)


def _is_of_now(text: str, told: Span, rest: Span, language: Language) -> bool:
    """True if nothing in the rest is past, but something reported is: "was no place for them, but parents go there"."""
    words = words_in(text, rest)
    subject = words[1].of(text).lower()
    if (
        len(words) < _LEAST_WORDS
        or language.is_participle(subject)
        or (subject in language.function_words and subject not in language.determiners)
    ):
        return False
    was, is_now = ({word.of(text).lower() for word in words_in(text, side)} for side in (told, rest))
    return any(map(language.is_past, was)) and not any(map(language.is_past, is_now))


def _is_closed(text: str, told: Span, language: Language) -> bool:
    """True if a verb at the end of its clause leaves no room for an object: "sie habe Mängel gefunden"."""
    last = next(reversed(words_in(text, told)), None)
    is_helped = any(word.of(text).lower() in language.perfect_helpers for word in words_in(text, told))
    return is_helped and last is not None and last.of(text)[0].islower() and last.of(text) not in language.closed


def _is_reported(text: str, rest: Span, language: Language) -> bool:
    return any(word.of(text).lower() in language.subjunctives for word in words_in(text, rest))


def _is_present(text: str, span: Span, language: Language) -> bool:
    return any(word.of(text).lower() in language.present_helpers for word in words_in(text, span))
