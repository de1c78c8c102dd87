"""Participles that report only with their helper: "a déclaré", "ha detto"; not "le budget annoncé"."""

from __future__ import annotations

from analyst_app.core.span import Span
from analyst_app.language.language import Language

_WITHIN = 3
"""A helper stands so many words before its participle at most: "a ensuite longuement expliqué"."""
_GAP = " \u00a0-"


def joined_verb(word: str, language: Language) -> str:
    """A verb without the short words that are joined to it: "s’exclame-t-elle", "queixou-se", "l’a"; else the word.

    Args:
        word: as written.
        language: the language that the article is read in.
    """
    before, apostrophe, after = word.replace("’", "'").rpartition("'")
    bare = after if apostrophe and before.lower() in language.elided else word
    verb, *joined = bare.split("-")
    is_joined = joined and all(part in language.pronouns or part in language.clitics for part in joined)
    return verb if is_joined else bare


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
