"""The word lists of the app, for the tests of core (core itself names no resource)."""

from __future__ import annotations

from analyst_app.core.span import Span
from analyst_app.language.languages import language

LANGUAGE = language("en")


def find(text: str, words: str) -> Span:
    """The first place of some words in a text."""
    start = text.index(words)
    return Span(start, start + len(words))
