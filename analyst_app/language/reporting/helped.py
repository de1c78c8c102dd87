"""Participles that report only with their helper: "a déclaré", "ha detto"; not "le budget annoncé"."""

from __future__ import annotations

from analyst_app.core.span import Span
from analyst_app.language.dialogue_dashes import joined_verb
from analyst_app.language.language import Language

_WITHIN = 3
"""A helper stands so many words before its participle at most: "a ensuite longuement expliqué"."""
_GAP = " \u00a0-"


def is_helped(text: str, words: list[Span], number: int, language: Language) -> bool:
    """True if a helper makes a participle a verb, also one that a pronoun is joined to: "a-t-elle ajouté".

    Args:
        text: the article.
        words: of the sentence, outside quotation marks.
        number: of the participle among them.
        language: the language that the article is read in.
    """
    ends = language.determiners | language.prepositions | language.passives
    for place in range(number - 1, max(-1, number - 1 - _WITHIN), -1):
        if text[words[place].end : words[place + 1].start].strip(_GAP):
            return False
        spelt = words[place].of(text).lower().replace("’", "'")
        first = joined_verb(spelt, language)
        if not language.helpers.isdisjoint({spelt, first}):
            return True
        if first in ends:
            return False
    return False
