"""Words for a role with which a stretch begins: "An official who … and said"."""

from __future__ import annotations

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.names import may_be_in_phrase, without_elided
from analyst_app.language.snapping import words_in

_LONGEST_ROLE = 4
"""Words."""


def role_at_start(text: str, sentence: Span, language: Language) -> Span | None:
    """The words for a role that a sentence begins with: "The former employee laughs".

    Args:
        text: the article.
        sentence: code points, half-open.
        language: the language that the article is read in.
    """
    return first_role(text, words_in(text, Span(sentence.start, min(sentence.end, sentence.start + 80))), language)


def first_role(text: str, words: list[Span], language: Language) -> Span | None:
    """The words for a role that a stretch begins with: "An official who … and said".

    Args:
        text: the article.
        words: of the stretch, in order.
        language: the language that the article is read in.
    """
    words = without_article(text, words, language)
    head = None
    for word in words[:_LONGEST_ROLE]:
        is_head = word.of(text).lower() in language.speakers
        if not may_be_in_phrase(word.of(text), language) or (head and not is_head):
            break
        head = word if is_head else head
    return Span(words[0].start, head.end) if head else None


def without_article(text: str, words: list[Span], language: Language) -> list[Span]:
    """The words after the articles, possessives and counts that they begin with, also one joined to the first.

    Args:
        text: the article.
        words: of a stretch, in order.
        language: the language that the article is read in.
    """
    while words and words[0].of(text).lower() in language.determiners:
        words = words[1:]
    bare = [without_elided(text, word, language) for word in words[:1]]
    return [*bare, *words[1:]]
