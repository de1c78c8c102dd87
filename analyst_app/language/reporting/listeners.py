"""The words after a reporting word that are not yet what it reports: whom it was told, when, or nothing more."""

from __future__ import annotations

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.names import is_capitalised, may_be_in_phrase
from analyst_app.language.snapping import words_in

_COMMAS = ",،,;；"
_LONGEST_TIME = 60
"""Code points in which the words that tell a time end."""


def leaves_off(text: str, after: Span, language: Language) -> bool:
    """True if one word after the cue ends its clause: "wrote again, and was invited".

    Args:
        text: the article.
        after: the words after the cue, code points, half-open.
        language: the language that the article is read in.
    """
    words = words_in(text, after)[:2]
    return (
        len(words) == 2
        and any(comma in text[words[0].end : words[1].start] for comma in _COMMAS)
        and words[1].of(text).lower() in language.conjunctions
    )


def past_listener(text: str, content: Span, language: Language) -> Span:
    """Reported words without whom they were told: "the council".

    Args:
        text: the article.
        content: the words after the cue, code points, half-open.
        language: the language that the article is read in.
    """
    words = words_in(text, content)
    if words and words[0].of(text).lower() in language.determiners:
        words = words[1:]
        while words and may_be_in_phrase(words[0].of(text), language):
            words = words[1:]
    elif words and is_capitalised(words[0].of(text)):
        while words and is_capitalised(words[0].of(text)):
            words = words[1:]
    else:
        words = words[1:]
    opens_phrase = bool(words) and words[0].of(text).lower() in language.prepositions
    return Span(words[0].start if words and not opens_phrase else content.end, content.end)


def past_time(text: str, content: Span, language: Language) -> Span:
    """Reported words without the time at which they were said: "Monday night", "last week".

    A time that is itself the subject stays: "said Monday would be a holiday".

    Args:
        text: the article.
        content: the words after the cue, code points, half-open.
        language: the language that the article is read in.
    """
    words = words_in(text, Span(content.start, min(content.end, content.start + _LONGEST_TIME)))
    spelt = [word.of(text).lower() for word in words]
    openers = next((n for n, word in enumerate(spelt) if word not in language.time_openers), len(spelt))
    times = next((n for n, word in enumerate(spelt[openers:]) if not _is_of_time(word, language)), 0)
    is_time = times and (spelt[openers] in language.months or openers)
    if not is_time:
        return content
    rest = words[openers + times]
    first = rest.of(text)
    begins = language.determiners | language.pronouns | language.quantifiers
    begins_clause = is_capitalised(first) or first[0].isdigit() or first.lower() in begins
    return Span(rest.start, content.end) if begins_clause else content


def _is_of_time(word: str, language: Language) -> bool:
    return word in language.months or word in language.pointed_times or word.isdigit()
