"""The speaker beside a verb in a script without capitals, as in Arabic: titles go, prepositions end it.

A title with the article stands right before the name ("المهندس فؤاد الخطيب");
one without it is joined to the words for an office, of which the last has the
article ("وزير النقل سامي منصور"). What is left is the name; where nothing is
left, the office speaks.
"""

from __future__ import annotations

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.snapping import words_in

_NAME = 3
"""Words of a name."""
_OFFICE = 4
"""Words of an office without a name."""


def named_beside(text: str, side: Span, language: Language) -> Span | None:
    """The name, or the words for an office, that a stretch beside a verb begins with; None if it begins with neither.

    Args:
        text: the article.
        side: code points, half-open.
        language: the language that the article is read in.
    """
    run: list[Span] = []
    for word in words_in(text, side):
        if not run and word.of(text) in language.determiners:
            continue  # زوجها كريم حداد
        is_through = run and word.of(text) in language.office_links
        if (_is_closed(word.of(text), language) and not is_through) or (run and _is_parted(text, run[-1], word)):
            break
        run.append(word)
    if not run:
        return None
    name = run[_words_of_office([word.of(text) for word in run], language) :]
    found = name[:_NAME] or run[:_OFFICE]
    return Span(found[0].start, found[-1].end)


def _words_of_office(spelt: list[str], language: Language) -> int:
    """The number of words before the name; all of them if there is no name."""
    if not spelt or not (language.is_title(spelt[0]) or spelt[0] in language.roles):
        return 0
    count = 1
    if len(spelt) > 1 and spelt[1] in language.office_links:
        count = 2
    elif _is_definite(spelt[0], language):
        return count
    while count < len(spelt) and not _is_definite(spelt[count], language):
        count += 1
    while count < len(spelt) and _is_definite(spelt[count], language):
        count += 1
    return count


def _is_definite(word: str, language: Language) -> bool:
    return word.startswith(tuple(language.definite_prefixes))


def _is_closed(word: str, language: Language) -> bool:
    return word in language.closed or word in language.complementizers


def _is_parted(text: str, one: Span, other: Span) -> bool:
    return text[one.end : other.start] not in (" ", "\u00a0", "\u202f")
