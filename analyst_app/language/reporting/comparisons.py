"""Verbs in a comparison report nothing: "more than it admits", "fewer than the army says"."""

from __future__ import annotations

import re

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.snapping import words_in

_NEXT = re.compile(r"\s*(\S?)")
_NEAR = 60
"""Code points before a verb in which the subject of a comparison begins."""
_SUBJECT_WORDS = 4


def is_compared(text: str, verb: Span, language: Language) -> bool:
    """True if a verb only ends a comparison.

    In "More than twenty officials said the road was closed" it does not: a
    number opens the sentence, and something is said.

    Args:
        text: the article.
        verb: code points, half-open.
        language: the language that the article is read in.
    """
    start = max(0, verb.start - _NEAR)
    near_by = text[start : verb.start].lower()
    if not any(word in near_by for word in language.comparison_words):
        return False
    words = [word for word in words_in(text, Span(start, verb.start)) if word.start > start or start == 0]
    near = words[-_SUBJECT_WORDS - 1 :]
    spelt = [word.of(text).lower() for word in near]
    opened = [number for number, word in enumerate(spelt) if word in language.comparison_words]
    if not opened or any(mark in text[near[opened[-1]].end : verb.start] for mark in ",.;:!?"):
        return False
    subject = spelt[opened[-1] + 1 :]
    if subject[:1] and subject[0] in language.pronouns:
        return True
    ahead = _NEXT.match(text, verb.end)
    follows = ahead[1] if ahead else ""
    return (
        bool(subject) and subject[0] in language.determiners and follows in ("", ".", ",", ";", "!", "?", "”", '"', "'")
    )
