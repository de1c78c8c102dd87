"""The way a quote is given, read off its quotation marks."""

from __future__ import annotations

import re

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.quotations import quotations_in

_WORD = re.compile(r"[^\W\d_]+")
_TERM_WORDS = 3
"""Up to so many words in marks are a label, unless a stop or comma stands inside."""
_CLAUSE_END = re.compile(r"[.!?,…。！？،؟]\W*\Z")


def mode_of(text: str, span: Span, language: Language) -> str:
    """The mode of a quote: ``direct``, ``mixed``, ``indirect`` or ``term``.

    Args:
        text: of the article.
        span: of the quote, code points, half-open.
        language: of the article.
    """
    marked = [q for q in quotations_in(text, span, language) if q.span.overlaps(span)]
    if any(segment.contains(span) for quotation in marked for segment in (*quotation.segments, *quotation.insides)):
        words = span.of(text)
        is_label = len(_WORD.findall(words)) <= _TERM_WORDS and not _CLAUSE_END.search(words)
        return "term" if is_label and not _is_whole_sentence(text, span) else "direct"
    if any(span.contains(segment) for quotation in marked for segment in quotation.segments):
        return "mixed"
    return "direct" if marked else "indirect"


def _is_whole_sentence(text: str, span: Span) -> bool:
    """True if a marked stretch stands alone between line ends or stops."""
    before = text[max(0, span.start - 2) : span.start].strip(" \u00a0")
    after = text[span.end : span.end + 2].strip(" \u00a0")
    return (not before or before[-1] in "\n:.!?") and (not after or after[0] in "\n.!?")
