"""The author's words inside the marks, between dashes: "«È finita – dice Anna Gallo – e lo so»"."""

from __future__ import annotations

import re

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.reporting.attribution import Attribution
from analyst_app.language.reporting.clauses import attributions_in
from analyst_app.language.snapping import words_in

_BETWEEN = re.compile(r"(?<=\s)(?:[–—-]\s|—(?=\w))(?P<words>[^–—«»“”\n]{3,160}?)[,.]?\s?(?:[–—]|\s-)(?=\s|[.,;])")


def inserted_in(text: str, quote: Span, language: Language) -> Attribution | None:
    """The attribution that stands between two dashes inside a quotation; None if none does.

    Args:
        text: the article.
        quote: the quotation, code points, half-open.
        language: the language that the article is read in.
    """
    if not language.dialogue_dashes:
        return None
    for match in _BETWEEN.finditer(text, quote.start, quote.end):
        start, end = match.span("words")
        alone = text[start:end]
        found = next(iter(attributions_in(alone, Span(0, len(alone)), language)), None)
        lead = words_in(alone, Span(0, found.cue.start)) if found else []
        if found and all(word.of(alone).lower() in language.auxiliaries for word in lead):
            cue = Span(found.cue.start + start, found.cue.end + start)
            after = Span(found.after.start + start, found.after.end + start)
            return Attribution(cue, (quote,), Span(cue.start, cue.start), after, True)
    return None
