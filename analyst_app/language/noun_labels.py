"""Labels in marks where every noun has a capital: "der Sender „Welle Nord“", "genannt „Sonnenwind“"."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.language.compounds import with_ends
from analyst_app.language.names import is_acronym, is_capitalised

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyst_app.language.language import Language

_NAME_WORDS = 6
"""Marked words of a name at most."""
_LEAD = 4
"""Words before the marks that tell if a preposition holds the noun there."""


def is_label(before: Sequence[str], words: Sequence[str], after: Sequence[str], language: Language) -> bool:
    """True if the words round some marks show a name or a mere naming, which nobody in particular says.

    Args:
        before: the words of the sentence before the marks, as written.
        words: the marked words.
        after: those of the clause after them.
        language: the language that the article is read in.
    """
    if not language.nouns_have_capitals or not before or not words:
        return False
    if len(words) == 1 and is_acronym(words[0]):
        return True
    last = before[-1]
    is_name = is_capitalised(words[0]) and words[0].lower() not in language.no_names and len(words) <= _NAME_WORDS
    judging = language.judging
    judged = frozenset().union(*(judging[word] for word in (*before, *after) if word in judging))
    if is_name and is_capitalised(last) and _is_held(before, language):
        return True  # mit dem Sender „Welle Nord“
    if (
        is_name
        and last in language.determiners
        and before[-2:-1]
        and before[-2].lower() in language.prepositions - judged
    ):
        return True  # gegenüber dem „Abendblatt“
    return _is_naming(before, after, language)


def _is_held(before: Sequence[str], language: Language) -> bool:
    """True if a preposition holds the noun right before the marks."""
    for word in reversed(before[-_LEAD:-1]):
        if word.lower() in language.prepositions:
            return True
        if not word.islower():
            return False
    return False


def _is_naming(before: Sequence[str], after: Sequence[str], language: Language) -> bool:
    """True of a name that people in general use: "das nennt man …", "wird als … bezeichnet", "genannt …"."""
    if before[-1].lower() in language.term_openers:
        return True
    naming = with_ends(language.naming_verbs)
    around = (*before[-_LEAD * 2 :], *after[:_LEAD])
    return any(not naming[verb].isdisjoint(around) for verb in around if verb in naming)
