"""The words after a reported clause that are the article's own: "…, which surprised it", "…, but nobody moved"."""

from __future__ import annotations

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.reporting.asides import end_of_aside
from analyst_app.language.snapping import words_in


def without_tail(text: str, content: Span, commas: list[int], language: Language) -> Span:
    """A reported clause up to the comma after which the article speaks for itself.

    Args:
        text: the article.
        content: the reported words after the cue, code points, half-open.
        commas: the places of its commas outside quotation marks, in order.
        language: the language that the article is read in.
    """
    for number, comma in enumerate(commas):
        if comma <= content.start:
            continue
        after = words_in(text, Span(comma, min(content.end, comma + 60)))[:2]
        if after and _ends_clause(text, content, commas[number:], after, language):
            return Span(content.start, comma)
    return content


def _ends_clause(text: str, content: Span, commas: list[int], after: list[Span], language: Language) -> bool:
    opens = after[0].of(text).lower()
    if opens not in language.clause_enders or len(after) < 2:
        return False
    if opens in language.relatives:
        return end_of_aside(text, commas[1:], content.end, language) == content.end if commas[1:] else True
    second = after[1].of(text).lower()
    if second in language.relatives and opens not in language.conjunctions:
        return True  # …, ce qui n’a surpris personne
    if second in language.pronouns | language.complementizers | language.auxiliaries | language.prepositions:
        return False
    told, rest = Span(content.start, commas[0]), Span(commas[0], min(content.end, commas[0] + 80))
    return _is_present(text, rest, language) and not _is_present(text, told, language)


def _is_present(text: str, span: Span, language: Language) -> bool:
    return any(word.of(text).lower() in language.present_helpers for word in words_in(text, span))
