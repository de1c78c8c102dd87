"""The way a quote is given, read off its quotation marks and the sentence round them."""

from __future__ import annotations

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.marked_words import is_same_stretch, kind_in_marks
from analyst_app.language.quotations import quotations_in

TERM = "term"
"""The mode of a label, title or scare quote: nobody speaks it."""
_MODES = {"clause": "direct", "part": "mixed", "term": TERM}


def mode_of(text: str, span: Span, language: Language) -> str:
    """The mode of a quote by the codebook's words: ``direct``, ``mixed``, ``indirect`` or ``term``.

    A whole clause in marks is direct, a reported clause of which only a part
    is marked is mixed, whether the quote is the clause or the part.

    Args:
        text: of the article.
        span: of the quote, code points, half-open.
        language: of the article.
    """
    marked = [q for q in quotations_in(text, span, language) if q.span.overlaps(span)]
    for quotation in sorted(marked, key=lambda one: -one.depth):
        if len(quotation.segments) > 1 and is_same_stretch(text, quotation.span, span):
            return "direct"
        for segment in quotation.segments:
            if segment.contains(span) or is_same_stretch(text, segment, span):
                return _MODES[kind_in_marks(text, segment, language)]
    if any(span.contains(segment) for quotation in marked for segment in quotation.segments):
        return "mixed"
    return "direct" if marked else "indirect"
