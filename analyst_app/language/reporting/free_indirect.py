"""Sentences that are reported by the form of their verb alone.

In German "Die Bahn werde die Strecke sperren. Dafür fehle das Geld." goes on
with what somebody said before; who that is stands in no word of it. Its main
verb has the form of reported speech, and it has no reporting word and no
quotation marks of its own.
"""

from __future__ import annotations

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.paragraphs import trimmed
from analyst_app.language.reporting.unquoted import Unquoted

_STOPS = ".!?…"
_FIRST_CLAUSE = 24
"""Words of a sentence's first clause in which its verb is looked for."""


def free_indirect_in(text: str, sentence: Span, language: Language) -> Span | None:
    """The words of a sentence that is reported by the form of its verb, without its stop; None if it is none.

    Args:
        text: the article.
        sentence: code points, half-open.
        language: the language that the article is read in.
    """
    if not language.subjunctives or not sentence.length:
        return None
    view = Unquoted(text, sentence, language)
    if view.quoted or not view.words:
        return None
    spelt = [word.of(text).lower() for word in view.words]
    opens = language.conjunctions | language.clause_openers | language.complementizers | language.report_openers
    if spelt[0] in opens - language.joiners or not language.first_persons.isdisjoint(spelt):
        return None
    close = view.comma_after(view.words[0].end, sentence.end)
    first = [word.of(text) for word in view.words if word.end <= close][:_FIRST_CLAUSE]
    if not any(word in language.subjunctives for word in first[1:]):
        return None
    start, end = trimmed(text, sentence)
    while end > start and text[end - 1] in _STOPS:
        end -= 1
    return Span(start, end)
