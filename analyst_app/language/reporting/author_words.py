"""The author's words inside a quotation: «Мы едем, — сказал Петров. — Завтра». Dashes hold them there."""

from __future__ import annotations

import re

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.reporting.attribution import Attribution
from analyst_app.language.snapping import words_in

_BEGIN = re.compile(r"[,.!?…][\"“”»]?\s*[—–]\s*(?=[^\W\d_])")
_END = re.compile(r"[.,:;]\s*[—–]|[.!?…](?:\s|\Z)|[:;»“”]|\Z")
_FAR = 2_000
"""Code points of a quotation that are looked through."""
_VERB_WITHIN = 3
"""Words after the dash of which one is the verb."""


def author_words_in(text: str, quote: Span, language: Language) -> Attribution | None:
    """The attribution that dashes hold within a quotation; None without one.

    Args:
        text: the article.
        quote: with its marks, code points, half-open.
        language: the language that the article is read in.
    """
    end = min(quote.end, quote.start + _FAR)
    for begin in _BEGIN.finditer(text, quote.start, end):
        close = _END.search(text, begin.end(), end)
        aside = Span(begin.end(), close.start() if close else end)
        words = words_in(text, aside)
        for number, word in enumerate(words[:_VERB_WITHIN]):
            if language.is_reporting(word.of(text)):
                before = Span(aside.start, word.start)
                has_subject = any(w.of(text).lower() not in language.auxiliaries for w in words[:number])
                return Attribution(word, (quote,), before, Span(word.end, aside.end), not has_subject)
    return None
