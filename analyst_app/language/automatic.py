"""The attributes that the app fills in by itself where the codebook says "automatic".

A quote's mode is read off its quotation marks, an actor's naming off its words.
Both are a first reading: a digit changes them like any other value.
"""

from __future__ import annotations

import re
from typing import Any

from analyst_app.core.codebook import Tag
from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.quotations import quotations_in

_WORD = re.compile(r"[^\W\d_]+")
_TERM_WORDS = 3
"""Up to so many words in marks are a label, unless a stop or comma stands inside."""
_CLAUSE_END = re.compile(r"[.!?,…。！？،؟]\W*\Z")


def automatic_attributes(tag: Tag, text: str, span: Span, language: Language) -> dict[str, Any]:
    """Values for the automatic attributes of a new annotation, as far as the tag has them."""
    found: dict[str, Any] = {}
    for attribute in tag.attributes:
        reading = _READINGS.get(attribute.id)
        if attribute.automatic and reading is not None:
            value = reading(text, span, language)
            if any(choice.id == value for choice in attribute.values):
                found[attribute.id] = value
    return found


def mode_of(text: str, span: Span, language: Language) -> str:
    """How a quote is given: direct, mixed, indirect or term."""
    marked = [q for q in quotations_in(text, span, language) if q.span.overlaps(span)]
    if any(segment.contains(span) for quotation in marked for segment in (*quotation.segments, *quotation.insides)):
        words = span.of(text)
        is_label = len(_WORD.findall(words)) <= _TERM_WORDS and not _CLAUSE_END.search(words)
        return "term" if is_label and not _is_whole_sentence(text, span) else "direct"
    if any(span.contains(segment) for quotation in marked for segment in quotation.segments):
        return "mixed"
    return "direct" if marked else "indirect"


def naming_of(text: str, span: Span, language: Language) -> str:
    """How an actor is referred to: named, by_role or unnamed."""
    words = _WORD.findall(span.of(text))
    small = [word for word in words if word == word.lower() and word != word.upper()]
    if len(small) < len(words) and any(
        word not in small and not language.is_title(word) and word.lower() not in language.roles | language.groups
        for word in words
    ):
        return _common(words, small, language) or "named"
    last = words[-1].lower() if words else ""
    return (
        "by_role"
        if last in language.roles or (last not in language.groups and not language.is_plural(last))
        else "unnamed"
    )


def _common(words: list[str], small: list[str], language: Language) -> str:
    """How it is referred to where capitals only describe: "Kovian officials", "Kovian defence ministry"."""
    last = words[-1]
    if last not in small:
        return ""
    return "unnamed" if last in language.groups else "by_role" if last in language.roles else ""


def _is_whole_sentence(text: str, span: Span) -> bool:
    """Whether a marked stretch stands alone between line ends or stops."""
    before = text[max(0, span.start - 2) : span.start].strip(" \u00a0")
    after = text[span.end : span.end + 2].strip(" \u00a0")
    return (not before or before[-1] in "\n:.!?") and (not after or after[0] in "\n.!?")


_READINGS = {"mode": mode_of, "naming": naming_of}
