"""Words before a name that have a capital and are none of it: "Dijo Vidal", "Dle Nováka", "nach Ansicht von Uhl"."""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING

from analyst_app.core.span import Span
from analyst_app.language.snapping import first_word_in

if TYPE_CHECKING:
    from analyst_app.language.language import Language, Words

_SENTENCE_START = re.compile(r"(?:\A|[.!?…:\n])[\"'”’»)\]]*\s*[\"'`“‘„‚«»(\[–—-]{0,2}[ \u00a0]?\Z")
_SAYS = re.compile(r",?:?\s*[\"“„«‘`]|:")
_STOP = re.compile(r"[.!?\n]")
_SENTENCE = 200
"""Code points after a name in which its apposition ends."""
_PERSON_WORDS = 2
"""Words of a person's name."""
_NEAR = 30
"""Code points before a word that tell if its sentence begins with it."""
_WITHIN = "abcdefghijklmnopqrstuvwxyz,;"
"""A word after one of these and a space does not begin its sentence."""


def is_acronym(word: str) -> bool:
    """True if a word is written in capitals: UN is no French article."""
    return len(word) > 1 and word.isupper()


def begins_sentence(before: str) -> bool:
    """True if what stands after some words is the first of its sentence.

    Args:
        before: the words, to the place that is asked for.
    """
    if len(before) > 1 and before[-1] == " " and before[-2] in _WITHIN:
        return False  # as nearly all are
    return _SENTENCE_START.search(before) is not None


def stands_within_sentence(text: str, spelt: str, near: Span) -> bool:
    """True if a word follows a small letter or comma somewhere near: it has its capital everywhere.

    Args:
        text: the article.
        spelt: the word, as written.
        near: code points that are looked at, half-open.
    """
    end = min(near.end, len(text))
    place = text.find(f" {spelt}", near.start + 1, end)
    while place >= 0:
        after = place + 1 + len(spelt)
        if text[place - 1] in _WITHIN and _is_of_word(spelt[-1]) != (after < end and _is_of_word(text[after])):
            return True
        place = text.find(f" {spelt}", place + 1, end)
    return False


def _is_of_word(character: str) -> bool:
    return character.isalnum() or character == "_"


def words_of_opening(text: str, run: list[Span], piece: Span, language: Language) -> int:
    """The number of words in front of a name that only lead to it.

    That is the verb or preposition with which a sentence begins, and a noun of
    a phrase that attributes, where nouns have capitals.

    Args:
        text: the article.
        run: the words with a capital, small particles between them.
        piece: of the article that holds them.
        language: the language that the article is read in.
    """
    if len(run) < 2:
        return 0
    first, second = run[0].of(text).lower(), run[1].of(text).lower()
    if len(run) > 2 and language.nouns_have_capitals and f"{first} {second}" in _ends_of(language.phrases):
        return 2
    is_verb = language.is_reporting(first) and first not in language.noun_forms
    if not is_verb and first not in language.phrases and first not in language.prepositions:
        return 0
    if not begins_sentence(text[max(piece.start, run[0].start - _NEAR) : run[0].start]):
        return 0
    return int(first not in language.all_first_names or _attributes(text, run[-1].end, piece, language))


def places_title(spelt: list[str], language: Language) -> bool:
    """True if the first of three words tells where an office is, because the second is no father's name.

    Args:
        spelt: the words, as written.
        language: the language that the article is read in.
    """
    is_father = spelt[1].lower().endswith(tuple(language.patronymic_endings))
    return not is_father and any(spelt[0].endswith(rule.partition(" > ")[0]) for rule in language.genitive_cases)


def epithets(spelt: list[str], *, is_office: bool, language: Language) -> int:
    """The number of words before a first name that only tell of the person: "Kentuckian Ada Brandt".

    Args:
        spelt: the words, as written.
        is_office: True if the first of them tells an office.
        language: the language that the article is read in.
    """
    known = language.first_names
    given = next((n for n, word in enumerate(spelt[:-1]) if word.lower() in known), 0)
    if given and (is_office or all(_is_epithet(word, language) for word in spelt[:given])):
        return given
    opens = spelt[0].lower() if len(spelt) > 1 else ""
    is_kin = language.nouns_have_capitals and opens in language.he_nouns | language.she_nouns  # ihr Mann Jorge
    is_role = language.needs_that and len(spelt) > _PERSON_WORDS and opens in language.roles  # “Lekarka Iga Płaza”
    return int(is_kin or is_role or (is_office and len(spelt) > _PERSON_WORDS))


def _is_epithet(word: str, language: Language) -> bool:
    small = word.lower()
    if small in language.particles:
        return False
    last = small.rpartition("-")[2]
    is_calling = language.nouns_have_capitals and small.removesuffix("s").endswith(tuple(language.adjective_endings))
    return (
        is_acronym(word)
        or small in language.epithets
        or is_calling
        or (last != small and word.rpartition("-")[2].islower())
        or language.is_participle(small)
    )


def _attributes(text: str, end: int, piece: Span, language: Language) -> bool:
    """True if what follows a name is told by it: marked words, "that", or a statement: "Per Cole, it was late"."""
    if _SAYS.match(text, end):
        return True
    after = first_word_in(text, Span(end, min(piece.end, end + _NEAR)))
    follows = after.of(text).lower() if after else ""
    if text[end : end + 1] != ",":
        return follows in language.complementizers and follows not in language.relatives
    if follows in language.articles:  # “Per Olsen, the mayor, left” is told of him
        return "," not in _STOP.split(text[end + 1 : min(piece.end, end + _SENTENCE)], maxsplit=1)[0]
    return follows in language.pronouns and follows not in language.relatives


@cache
def _ends_of(phrases: Words) -> set[str]:
    """The last two words of each phrase that attributes: of "nach Ansicht von" the noun and "von"."""
    return {" ".join(phrase.split()[-2:]) for phrase in phrases if phrase.count(" ") > 1}
