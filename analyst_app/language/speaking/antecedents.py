"""The one of whom a relative clause tells that leads to a quotation: "à Paul Morin, qui a répondu : « Jamais »"."""

from __future__ import annotations

from analyst_app.core.span import Span
from analyst_app.language.language import Language
from analyst_app.language.names import name_at
from analyst_app.language.snapping import words_in

_NEAR = 60
"""Code points before a quotation in which the verb, its helpers and the relative stand."""


def antecedent_of(text: str, quote: Span, language: Language) -> Span | None:
    """The name before ", who answered:" that leads to a quote, whatever case or preposition it has; else None.

    Args:
        text: the article.
        quote: code points, half-open.
        language: the language that the article is read in.
    """
    lead = text[max(0, quote.start - _NEAR) : quote.start].rstrip()
    if not lead.endswith(":"):
        return None
    words = words_in(text, Span(max(0, quote.start - _NEAR), quote.start))
    if len(words) < 2 or words[-1].of(text) not in language.reporting_verbs | language.helped_verbs:
        return None
    words.pop()
    while len(words) > 1 and words[-1].of(text) in (language.auxiliaries | language.helpers) - language.relatives:
        words.pop()
    comma = words[-1].start - 2
    if words[-1].of(text) not in language.relatives or text[comma : words[-1].start] != ", ":
        return None
    name = name_at(text, comma, language)
    is_full = name is not None and " " in name.span.of(text) and name.span.end == comma
    return name.span if name and is_full and not name.is_possessive else None
