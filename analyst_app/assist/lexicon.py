"""The word lists that ship with the app, as the one Lexicon that everybody hands to core."""

from __future__ import annotations

from dataclasses import fields
from functools import cache

from analyst_app import resources
from analyst_app.core.lexicon import Lexicon


@cache
def lexicon() -> Lexicon:
    """The lists of ``resources/words``: one file a field, read once."""
    return Lexicon(**{field.name: frozenset(resources.words(field.name)) for field in fields(Lexicon)})
