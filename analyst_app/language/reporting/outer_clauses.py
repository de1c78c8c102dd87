"""Reported clauses that stand in others, and the ends of them: the outer one is the quote."""

from __future__ import annotations

import re

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.names import is_capitalised
from analyst_app.language.reporting.attribution import Attribution
from analyst_app.language.snapping import words_in

_APOSTROPHE = re.compile("['’]")


def outer_of(text: str, best: Attribution, readings: list[Attribution], language: Language) -> Attribution:
    """The attribution of a whole clause in which a promise or a judgement only stands: "says he would order …".

    Args:
        text: the article.
        best: the surest attribution of a statement.
        readings: all of the statement that report something surely enough, by cue.
        language: the language that the article is read in.
    """
    if not best.frame and best.cue.of(text).lower() not in language.judging:
        return best
    outer = (one for one in readings if one.cue.end < best.cue.start and not one.frame)
    return next((one for one in outer if any(told.contains(best.cue) for told in one.contents)), best)


def has_begun(text: str, cue: Span, between: list[Span], language: Language) -> bool:
    """True if a clause without "that" stands before a "that" within it: "said he was sure that".

    Args:
        text: the article.
        cue: the reporting word.
        between: the words from the cue to the "that".
        language: the language that the article is read in.
    """
    if language.is_verb_second or language.needs_that:
        return False
    finite = language.passives | language.present_helpers
    spelt = [word.of(text).lower() for word in between]
    if any(word in finite for word in spelt[1:]):
        return True
    if not spelt or cue.of(text).lower() in language.addressed_verbs or "," in text[cue.end : between[-1].end]:
        return False
    subject = _APOSTROPHE.split(spelt[0])[0]
    is_subject = subject in language.pronouns or spelt[0] in language.determiners or is_capitalised(between[0].of(text))
    known = language.months | language.pointed_times
    if not is_subject or any(word in known for word in spelt):
        return False
    verbs = (word in language.auxiliaries or language.may_be_finite(word) for word in spelt[1:])
    return subject != spelt[0] or any(verbs)


def ends_with(text: str, quote: Span, part: Span, language: Language) -> bool:
    """True if the reported words end with a quotation, because "when he announced it" or the like follows.

    Args:
        text: the article.
        quote: the quotation, code points, half-open.
        part: the statement.
        language: the language that the article is read in.
    """
    rest = words_in(text, Span(quote.end, part.end))
    opens = language.prepositions | language.relatives | language.quotation_followers
    return not rest or rest[0].of(text).lower() in opens


def points(text: str, after: list[Span], language: Language) -> bool:
    """True if "that" only points, by the word after it: "that morning".

    Args:
        text: the article.
        after: the next word, if there is one.
        language: the language that the article is read in.
    """
    return bool(after) and after[0].of(text).lower() in language.pointed_times
