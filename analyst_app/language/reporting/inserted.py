"""The author's words inside what is said: between dashes or commas in the marks, or between commas in a clause.

As in "«È finita – dice Anna Gallo – e lo so»", "« Non, dit Tran, non »" and "The log, she says, was lost".
"""

from __future__ import annotations

import re

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.paragraphs import trimmed
from analyst_app.language.reporting.attribution import Attribution
from analyst_app.language.reporting.clauses import attributions_in
from analyst_app.language.reporting.helped import joined_verb
from analyst_app.language.reporting.phrases import may_be_speaker
from analyst_app.language.snapping import words_in

_COMMAS = ",–—"
_BETWEEN = re.compile(r"(?<=\s)(?:[–—-]\s|—(?=\w))(?P<words>[^–—«»“”\n]{3,160}?)[,.]?\s?(?:[–—]|\s-)(?=\s|[.,;])")
_BETWEEN_COMMAS = re.compile(r"[,!?…]\s(?P<words>[^\W\d_][^,;:?!…\n«»“”]{2,60}?)(?=\s*(?:,\s|\.?\s*[»”\"]|\Z))")
_AUTHOR = 8
"""Words of the author's between two commas at most."""
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
    """The attribution that stands between two dashes or commas inside a quotation; None if none does.

    Between commas the verb comes first and its subject, which ends there, right after it.

    Args:
        text: the article.
        quote: the quotation, code points, half-open.
        language: the language that the article is read in.
    """
    if not language.dialogue_dashes:
        return None
    for match in (*_BETWEEN.finditer(text, *quote), *_BETWEEN_COMMAS.finditer(text, *quote)):
        start, end = match.span("words")
        alone = text[start:end]
        if match.re is _BETWEEN_COMMAS and len(alone.split()) > _AUTHOR:
            continue
        found = next(iter(attributions_in(alone, Span(0, len(alone)), language)), None)
        lead = words_in(alone, Span(0, found.cue.start)) if found else []
        is_led = all(_is_helper(word.of(alone), language) for word in lead)
        is_whole = match.re is _BETWEEN or (found is not None and _is_subject(alone, found, language))
        if found and is_led and is_whole:
            cue = Span(found.cue.start + start, found.cue.end + start)
            after = Span(found.after.start + start, found.after.end + start)
            return Attribution(cue, (quote,), Span(cue.start, cue.start), after, True)
    return None


def _is_helper(word: str, language: Language) -> bool:
    """True of a helper, also with a pronoun joined to it: "a-t-il"."""
    return joined_verb(word, language).lower() in language.auxiliaries | language.pronouns


def _is_subject(alone: str, found: Attribution, language: Language) -> bool:
    """True if nothing follows the verb but a pronoun joined to it or before it, or one who may speak."""
    rest = alone[found.cue.end :].strip()
    lead = " ".join(word.of(alone) for word in words_in(alone, Span(0, found.cue.end))).lower()
    is_joined = any(part in language.personal_pronouns for part in re.split(r"[ -]", lead))
    if not rest:
        return is_joined
    return may_be_speaker(alone, Span(found.cue.end, len(alone)), language) and not is_joined
