"""Words for a role that stand for somebody: at the beginning of a sentence, and for a person named before."""

from __future__ import annotations

import re

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.name_kinds import kind_by_words
from analyst_app.language.names import may_be_in_phrase
from analyst_app.language.paragraphs import piece_at
from analyst_app.language.reporting.obliques import goes_with_name
from analyst_app.language.snapping import words_in

_LONGEST_ROLE = 4
"""Words."""
_APPOSITION_END = re.compile(r"[,;]|\.\s")


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
    while words and words[0].of(text).lower() in language.determiners:
        words = words[1:]
    head = None
    for word in words[:_LONGEST_ROLE]:
        is_head = word.of(text).lower() in language.speakers
        if not may_be_in_phrase(word.of(text), language) or (head and not is_head):
            break
        head = word if is_head else head
    return Span(words[0].start, head.end) if head else None


def namesake_of_role(text: str, role: Span, names: list[Span], language: Language) -> Span | None:
    """The name that stands beside the same role before: "Baroness Lyle … the baroness"; None if none does.

    Args:
        text: the article.
        role: of the words for it, without their article.
        names: of people before it, in any order.
        language: the language that the article is read in.
    """
    head = role.of(text).split()[-1].lower()
    before = words_in(text, Span(max(0, role.start - 40), role.start))
    if not before or before[-1].of(text).lower() not in language.determiners:
        return None
    if head not in language.speakers and not language.is_title(head):
        return None
    for name in sorted(names, key=lambda span: -span.start):
        if (
            name.end <= role.start
            and not name.of(text).lower().endswith(head)
            and _has_role(text, name, head, language)
            and kind_by_words(name.of(text), language) not in ("state", "place", "thing")
        ):
            return name
    return None


def _has_role(text: str, name: Span, head: str, language: Language) -> bool:
    """True if a role stands right before a name, or in the apposition after it."""
    piece = piece_at(text, name.start)
    ahead = words_in(text, Span(max(piece.start, name.start - 60), name.start))
    for word in reversed(ahead[-3:]):
        small = word.of(text).lower()
        if small.endswith(head) or head in language.titles_of.get(small, ()):
            return True
        if not goes_with_name(word.of(text), language) and not may_be_in_phrase(word.of(text), language):
            break
    if text[name.end : name.end + 1] != ",":
        return False
    after = _APPOSITION_END.split(text[name.end + 1 : min(piece.end, name.end + 80)])[0]
    return any(word.lower().endswith(head) for word in after.split()[:6])
