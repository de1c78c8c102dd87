"""Capitals that show no name: of all nouns in some languages, and of the word that a sentence begins with.

What a capital does not show, the words round it must.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache

from analyst_app.core.span import Span
from analyst_app.language.language import Language, Words

_SPACES = (" ", "\u00a0", "\u202f")
_NEAR = 8_000
"""Code points of a block in which, and in the one before it, the full form of a name is looked for."""
_NEXT = 80
"""Code points after a name in which the word after it ends."""
_SHORT = 3
"""A genitive has more letters than this."""
_SENTENCE_START = re.compile(r"(?:\A|[.!?…:\n])[\"'”’»)\]]*\s*[\"'`“‘„‚«»(\[–—-]{0,2}[ \u00a0]?\Z")
_BEFORE = 30
"""Code points before a word that tell if its sentence begins with it."""
_TWO_WORDS = re.compile(r"(?<![\w-])([^\W\d_][\w-]*) (?=([^\W\d_][\w-]*))")


def is_genitive(text: str, word: Span, language: Language) -> bool:
    """True of a name that tells whose the noun after it is, where no apostrophe shows it: "Brandts Sprecher".

    Args:
        text: the article.
        word: code points, half-open.
        language: the language that the article is read in.
    """
    if not language.nouns_have_capitals:
        return False
    after = text[word.end : word.end + _NEXT].split(maxsplit=1)[:1]
    is_long = word.length > _SHORT and text[word.end - 1] == "s" and text[word.end : word.end + 1] in _SPACES
    return is_long and bool(after) and after[0].strip(".,:;").lower() in language.speakers


def is_name_among_nouns(text: str, word: Span, before: str, speaks: bool, language: Language) -> bool:
    """True if a single word is a name where every noun has a capital: beside a verb of speech, or known in full.

    Args:
        text: the article.
        word: code points, half-open.
        before: the words right before it.
        speaks: True if a verb of speech follows.
        language: the language that the article is read in.
    """
    last = (before.split()[-1:] or [""])[0]
    small = last.lower()
    if small in language.determiners or small in language.prepositions or small.endswith(("en", "er", "em", "es")):
        return False
    if text[word.start : word.end].lower() in language.function_words | language.prepositions:
        return False
    return speaks or language.is_reporting(last) or _ends_full_name(text, word.of(text), word.start, language)


def _ends_full_name(text: str, spelt: str, start: int, language: Language) -> bool:
    """True if a word stands near after another with a capital that is none of the small ones: "Ada Brandt"."""
    block = start // _NEAR * _NEAR
    return spelt in _second_names(text[max(0, block - _NEAR) : block + _NEAR], language)


@lru_cache(maxsize=16)
def _second_names(near: str, language: Language) -> frozenset[str]:
    """The words of a text that stand after another with a capital."""
    found = set()
    for match in _TWO_WORDS.finditer(near):
        first, second = match[1], match[2]
        if first[0].isupper() and second[0].isupper():
            small = first.lower()
            if small not in language.no_names and small not in language.prepositions and small not in language.months:
                found.add(second)
    return frozenset(found)


def begins_sentence(before: str) -> bool:
    """True if what stands after some words is the first of its sentence.

    Args:
        before: the words, to the place that is asked for.
    """
    return _SENTENCE_START.search(before) is not None


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
    first, second = (word.of(text).lower() for word in run[:2])
    if len(run) > 2 and language.nouns_have_capitals and f"{first} {second}" in _ends_of(language.phrases):
        return 2
    is_verb = language.is_reporting(first) and first not in language.noun_forms | language.all_first_names
    if not is_verb and first not in language.phrases | language.prepositions:
        return 0
    return int(begins_sentence(text[max(piece.start, run[0].start - _BEFORE) : run[0].start]))


@cache
def _ends_of(phrases: Words) -> set[str]:
    """The last two words of each phrase that attributes: of "nach Ansicht von" the noun and "von"."""
    return {" ".join(phrase.split()[-2:]) for phrase in phrases if phrase.count(" ") > 1}
