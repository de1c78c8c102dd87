"""The words after a reporting word that are not yet what it reports: whom it was told, or nothing more."""

from __future__ import annotations

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.names import is_capitalised, may_be_in_phrase
from analyst_app.language.snapping import words_in

_COMMAS = ",،,;；"


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
