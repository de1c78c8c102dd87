"""Words between a quotation and its verb that only tell the manner of speaking: "— тихо сказала она", "со слезами".

They are nobody, so the subject stands behind the verb, as it does without them.
"""

from __future__ import annotations

from analyst_app.language.language import Language
from analyst_app.language.speaking.role_words import nominative_office

_NOUN_ENDINGS = ("ство",)
"""Endings of nouns that end as adverbs do: агентство."""


def without_adverbs(spelt: list[str], language: Language) -> list[str]:
    """The words that are no adverb, nor "and" beside one; none of a phrase with a preposition, where nouns decline.

    Args:
        spelt: the words, as written.
        language: the language that the article is read in.
    """
    if _is_oblique(spelt, language):
        return []
    kept = [word for word in spelt if not is_adverb(word, language)]
    has_adverb = len(kept) < len(spelt)
    return [word for word in kept if not (has_adverb and word in language.joiners)]


def is_adverb(word: str, language: Language) -> bool:
    """True of a word in lower case that ends as adverbs do, and is no noun that is known to speak.

    Args:
        word: as written.
        language: the language that the article is read in.
    """
    if not language.adverb_endings or not word.islower() or not word.endswith(tuple(language.adverb_endings)):
        return False
    known = language.speakers | language.bodies | language.pronouns | language.reporting_verbs
    return word not in known and not word.endswith(_NOUN_ENDINGS)


def _is_oblique(spelt: list[str], language: Language) -> bool:
    """True of "со слезами на глазах", not of "В мэрии": a noun after a preposition is no subject there."""
    if not language.name_cases or len(spelt) < 2 or spelt[0] not in language.prepositions:
        return False
    is_office = any(nominative_office(word, language) for word in spelt[1:])
    return not is_office and all(word.islower() and word not in language.speakers for word in spelt[1:])
