"""The way an actor is referred to, read off the words."""

from __future__ import annotations

import re

from analyst_app.core.span import Span
from analyst_app.language.compounds import heads
from analyst_app.language.language import Language

_WORD = re.compile(r"[^\W\d_]+")


def naming_of(text: str, span: Span, language: Language) -> str:
    """The naming of an actor: ``named``, ``by_role`` or ``unnamed``.

    Args:
        text: of the article.
        span: of the actor, code points, half-open.
        language: of the article.
    """
    words = _WORD.findall(span.of(text))
    small = [word for word in words if word == word.lower() and word != word.upper()]
    if not small and len(words) > 1 and words[-1].lower() in language.bodies:
        return "named"  # Justice Ministry
    if len(small) < len(words) and any(
        word not in small and not language.is_title(word) and word.lower() not in language.speakers for word in words
    ):
        return _common(words, small, language) or "named"
    last = words[-1].lower() if words else ""
    roles = heads(language.roles, are_joined=language.nouns_have_capitals)
    is_one = last not in language.groups and not language.is_plural(last)
    return "by_role" if last in roles or is_one else "unnamed"


def _common(words: list[str], small: list[str], language: Language) -> str:
    """The naming where capitals only describe ("Kovian officials", "Kovian defence ministry"); else empty."""
    last = words[-1]
    if last not in small:
        return ""
    return "unnamed" if last in language.groups else "by_role" if last in language.roles else ""
