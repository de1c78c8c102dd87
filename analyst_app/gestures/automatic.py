"""The attributes that the app fills in by itself where the codebook says "automatic".

A quote's mode is read off its quotation marks, an actor's naming off its words.
Both are a first reading: a digit changes them like any other value.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from analyst_app.core.codebook import Tag
from analyst_app.core.span import Span

if TYPE_CHECKING:
    from analyst_app.language.language import Language


def automatic_attributes(tag: Tag, text: str, span: Span, language: Language) -> dict[str, Any]:
    """Values for the automatic attributes of a new annotation, as far as the tag lists what is read.

    Args:
        tag: of the annotation.
        text: of the article.
        span: of the annotation, code points, half-open.
        language: of the article.
    """
    from analyst_app.language.actor_namings import naming_of
    from analyst_app.language.quote_modes import mode_of

    readings = {"mode": mode_of, "naming": naming_of}
    found: dict[str, Any] = {}
    for attribute in tag.attributes:
        reading = readings.get(attribute.id)
        if attribute.automatic and reading is not None:
            value = reading(text, span, language)
            if attribute.value(value) is not None:
                found[attribute.id] = value
    return found
