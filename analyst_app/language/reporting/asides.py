"""The end of a clause about a name that stands in its sentence: "The mayor, who said he would go, left the hall"."""

from __future__ import annotations

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.snapping import first_word_in


def end_of_aside(text: str, commas: list[int], end: int, language: Language) -> int:
    """The comma at which the sentence goes on with its own verb; its end if none of these is one.

    A past form or helper after a comma is surer than a word that only ends
    as verbs do, because plurals end alike in English.

    Args:
        text: the article.
        commas: the places of commas after the aside's verb, in code points.
        end: of the sentence.
        language: the language that the article is read in.
    """
    opened = [(comma, first_word_in(text, Span(comma, end))) for comma in commas]
    spelt = [(comma, word.of(text)) for comma, word in opened if word is not None]
    sure = [comma for comma, word in spelt if language.is_past(word) or word in language.auxiliaries]
    likely = [comma for comma, word in spelt if _may_be_verb(text, Span(commas[0], end), word, language)]
    return next(iter(sure or likely), end)


def _may_be_verb(text: str, span: Span, word: str, language: Language) -> bool:
    if not word[0].islower() or word in language.no_names | language.conjunctions | language.prepositions:
        return False
    if word in language.relatives | language.complementizers | language.aside_openers:
        return False
    return language.may_be_finite(word) or language.nouns_have_capitals
