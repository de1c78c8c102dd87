"""Where one reported clause stands in another, and where it ends: the outer one is the quote."""

from __future__ import annotations

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.reporting.attribution import Attribution
from analyst_app.language.snapping import words_in


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


def has_begun(text: str, between: list[Span], language: Language) -> bool:
    """True if a clause without "that" stands before a "that" within it: "said he was sure that".

    Args:
        text: the article.
        between: the words from the cue to the "that".
        language: the language that the article is read in.
    """
    if language.is_verb_second or language.needs_that:
        return False
    finite = language.passives | language.present_helpers
    return any(word.of(text).lower() in finite for word in between[1:])


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
