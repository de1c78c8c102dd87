"""The word lists of the app, for the tests of core (core itself names no resource)."""

from __future__ import annotations

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.languages import found_in, language, language_of

LANGUAGE = language("en")


def tongue(text: str) -> Language:
    """The language that a sentence shows; English if it is too short to show one."""
    return language_of(text) if found_in(text) else LANGUAGE


def find(text: str, words: str) -> Span:
    """The first place of some words in a text."""
    start = text.index(words)
    return Span(start, start + len(words))
