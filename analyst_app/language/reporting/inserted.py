"""The author's words inside what is said: between dashes in the marks, or between commas in a reported clause.

As in "«È finita – dice Anna Gallo – e lo so»" and "The log, she says, was lost".
"""

from __future__ import annotations

import re

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.paragraphs import trimmed
from analyst_app.language.reporting.attribution import Attribution
from analyst_app.language.reporting.clauses import attributions_in
from analyst_app.language.snapping import words_in

_COMMAS = ",–—"
_BETWEEN = re.compile(r"(?<=\s)(?:[–—-]\s|—(?=\w))(?P<words>[^–—«»“”\n]{3,160}?)[,.]?\s?(?:[–—]|\s-)(?=\s|[.,;])")


_LONGEST = 80
"""Code points of the words between two commas."""


def without_inserted(text: str, content: Span, cue: Span, language: Language) -> tuple[Span, ...]:
    """A reported clause as the two parts round an attribution between commas: "The log" and "was lost".

    Args:
        text: the article.
        content: the clause, code points, half-open.
        cue: the reporting word.
        language: the language that the article is read in.
    """
    if not content.contains(cue):
        return (content,)
    opens = max(text.rfind(sign, content.start, cue.start) for sign in _COMMAS)
    found = [place for sign in _COMMAS if (place := text.find(sign, cue.end, content.end)) >= 0]
    if opens < 0 or not found or min(found) - opens > _LONGEST:
        return (content,)
    lead = words_in(text, Span(opens, cue.start))
    closed = language.relatives | language.complementizers | language.conjunctions | language.aside_openers
    if lead and (language.is_verb_second or lead[0].of(text).lower() in closed):
        return (content,)  # “Der Plan, der laut Roth tot ist, kommt”
    parts = (trimmed(text, Span(content.start, opens)), trimmed(text, Span(min(found) + 1, content.end)))
    return parts if all(words_in(text, part) for part in parts) else (content,)


def inserted_in(text: str, quote: Span, language: Language) -> Attribution | None:
    """The attribution that stands between two dashes inside a quotation; None if none does.

    Args:
        text: the article.
        quote: the quotation, code points, half-open.
        language: the language that the article is read in.
    """
    if not language.dialogue_dashes:
        return None
    for match in _BETWEEN.finditer(text, quote.start, quote.end):
        start, end = match.span("words")
        alone = text[start:end]
        found = next(iter(attributions_in(alone, Span(0, len(alone)), language)), None)
        lead = words_in(alone, Span(0, found.cue.start)) if found else []
        if found and all(word.of(alone).lower() in language.auxiliaries for word in lead):
            cue = Span(found.cue.start + start, found.cue.end + start)
            after = Span(found.after.start + start, found.after.end + start)
            return Attribution(cue, (quote,), Span(cue.start, cue.start), after, True)
    return None
