"""Names in a language whose nouns all have capitals: what a capital does not show, the words round it must."""

from __future__ import annotations

import re
from functools import lru_cache

from analyst_app.core.span import Span
from analyst_app.language.language import Language

_SPACES = (" ", "\u00a0", "\u202f")
_NEAR = 8_000
"""Code points of a block in which, and in the one before it, the full form of a name is looked for."""
_NEXT = 80
"""Code points after a name in which the word after it ends."""
_SHORT = 3
"""A genitive has more letters than this."""
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
    if text[word.start : word.end].isupper() and word.length > 1:
        return True  # die NATO
    if small in language.clause_openers:
        return False  # als Begründung sagte ein Forscher
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
