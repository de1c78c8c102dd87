"""The word lists that ship with the app, as the one Lexicon that everybody hands to core."""

from __future__ import annotations

from dataclasses import fields
from functools import cache

from analyst_app import resources
from analyst_app.language.lexicon import Lexicon
from analyst_app.language.natural_units import natural_unit


@cache
def lexicon() -> Lexicon:
    """The lists of ``resources/words``: one file a field, read once."""
    return Lexicon(**{field.name: frozenset(resources.words(field.name)) for field in fields(Lexicon)})


def warm() -> None:
    """Compile the patterns that gestures go by, in a worker, so that the first gesture does not wait for it."""
    for rule in ("quotation", "clause", "name"):
        natural_unit(rule, "“No,” said Ada Brandt.", 8, lexicon())
