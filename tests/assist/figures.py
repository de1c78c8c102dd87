"""What the assistant finds of labelled articles: counts of right and wrong, quote by quote.

Spans are compared by their words: marks, punctuation and a leading "that" at
their ends do not count. A share is the number of right ones by all.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from functools import cache
from typing import NamedTuple

from analyst_app.assist.suggestions import SuggestedQuote, suggestions
from analyst_app.core.span import Span
from analyst_app.language.languages import language
from tests.assist.labelled_articles import LabelledArticle, LabelledQuote

_LOOSE = " \n\t\u00a0.,;:!?…\"“”„‘’‚'`«»‹›–—-"


class Share(NamedTuple):
    """Right ones of all."""

    right: int
    all: int

    @property
    def value(self) -> float:
        """0 to 1; 1 of none."""
        return self.right / self.all if self.all else 1.0


@cache
def found_in(article: LabelledArticle, rule: str = "quotation") -> tuple[SuggestedQuote, ...]:
    """The suggested quotes of an article.

    Args:
        article: with its labels, which are not looked at.
        rule: the edge rule of the tag that plays quotation.
    """
    return tuple(suggestions(article.text, language(article.language), rule=rule).quotes)


def figures(articles: Iterable[LabelledArticle]) -> dict[str, Share]:
    """The shares of some articles, by a name that says of what.

    Args:
        articles: of one language or several.
    """
    right: Counter[str] = Counter()
    every: Counter[str] = Counter()
    for article in articles:
        for name, is_right in _judged(article):
            every[name] += 1
            right[name] += is_right
    return {name: Share(right[name], every[name]) for name in sorted(every)}


def _judged(article: LabelledArticle) -> list[tuple[str, bool]]:
    text = article.text
    found, whole = found_in(article), found_in(article, "reported")
    marked = {without_loose_ends(text, s) for q in found if q.mode in ("direct", "mixed") for s in q.segments}
    clauses = {without_loose_ends(text, Span(q.segments[0].start, q.segments[-1].end)) for q in whole}
    unmarked = {without_loose_ends(text, q.segments[0]) for q in found if q.mode == "indirect"}
    said = {without_loose_ends(text, s) for q in article.quotes if q.mode != "term" for s in q.marked}
    indirect = {without_loose_ends(text, q.segments[0]) for q in article.quotes if q.mode == "indirect"}
    judged = [("marked words that are speech: P", one in said) for one in marked]
    judged += [("marked words that are speech: R", one in marked) for one in said]
    judged += [("indirect: P", one in indirect) for one in unmarked]
    for quote in article.quotes:
        span = without_loose_ends(text, Span(quote.segments[0].start, quote.segments[-1].end))
        if quote.mode == "direct":
            is_found = any(without_loose_ends(text, segment) in marked | unmarked for segment in quote.segments)
            judged.append(("direct: R", is_found))
        elif quote.mode == "mixed":
            judged.append(("mixed with the clause rule: R", span in clauses))
        elif quote.mode == "indirect":
            judged.append(("indirect: R", span in unmarked))
        if quote.speakers and (speaker := _speaker_of(text, quote, found)) is not None:
            name = "speaker named by a pronoun: right" if quote.by_pronoun else "speaker named: right"
            judged.append((name, any(key in speaker for key in quote.speakers)))
    return judged


def _speaker_of(text: str, quote: LabelledQuote, found: Iterable[SuggestedQuote]) -> str | None:
    """The proposed speaker of a quote, empty if none is; None if the quote is not found."""
    wanted = {without_loose_ends(text, span) for span in (*quote.marked, *quote.segments)}
    same = [one for one in found if any(without_loose_ends(text, segment) in wanted for segment in one.segments)]
    return next((one.speaker.name if one.speaker else "" for one in same), None)


def without_loose_ends(text: str, span: Span) -> Span:
    """A span without what stands loosely at its ends."""
    start, end = span
    while start < end and text[start] in _LOOSE:
        start += 1
    while end > start and text[end - 1] in _LOOSE:
        end -= 1
    is_that = text[start : start + 5].lower() == "that "
    return without_loose_ends(text, Span(start + 5, end)) if is_that else Span(start, end)
