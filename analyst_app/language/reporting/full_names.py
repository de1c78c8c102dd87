"""The full names in an article, among which its surnames are looked up."""

from __future__ import annotations

from bisect import bisect_left

from analyst_app.core.span import Span
from analyst_app.language.datelines import outside_dateline
from analyst_app.language.headlines import is_headline
from analyst_app.language.language import Language
from analyst_app.language.names import names_in
from analyst_app.language.paragraphs import piece_at, pieces_in
from analyst_app.language.quotations import quotations_in
from analyst_app.language.whole_text import WholeText, read_once


def _full_names(text: str, part: Span, language: Language) -> list[Span]:
    names = [n for n in names_in(text, part, language) if n.whole != n.span or len(n.span.of(text).split()) > 1]
    quoted = [s for q in quotations_in(text, part, language) for s in q.segments] if names else []
    if names and is_headline(text, piece_at(text, part.start), language):
        return []
    spans = [name.span for name in names if not any(segment.contains(name.span) for segment in quoted)]
    return outside_dateline(text, spans, language)


def full_names_in(text: str, around: Span, language: Language) -> list[Span]:
    """Names of two words and more in a stretch of an article, outside quotations, datelines and headlines, by start.

    Args:
        text: the article.
        around: the stretch, code points, half-open.
        language: the language that the article is read in.
    """
    if isinstance(text, WholeText) and text.language is language:
        known = _full_names_of_all(text, Span(0, len(text)), language)
        found = known[bisect_left(known, (around.start,)) : bisect_left(known, (around.end,))]
        if not found or found[-1].end <= around.end:
            return found  # else the stretch ends within a name
    parts = [piece.clipped(around) for piece in pieces_in(text, around)]
    return [span for part in parts if part.length for span in _full_names(text, part, language)]


@read_once
def _full_names_of_all(text: str, whole: Span, language: Language) -> list[Span]:
    pieces = pieces_in(text, whole)
    return [span for piece in pieces if piece.length for span in _full_names(text, piece, language)]
