"""The full names in an article, among which its surnames are looked up."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable

from analyst_app.core.span import Span
from analyst_app.language.datelines import outside_dateline
from analyst_app.language.headlines import is_headline
from analyst_app.language.language import Language
from analyst_app.language.names import names_in
from analyst_app.language.paragraphs import piece_at, pieces_in
from analyst_app.language.people import KnownNames, surname
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
    known = _known_in(text, around, language)
    if known is not None:
        return known
    parts = [piece.clipped(around) for piece in pieces_in(text, around)]
    return [span for part in parts if part.length for span in _full_names(text, part, language)]


def names_kept_in(text: str, around: Span, language: Language) -> KnownNames | None:
    """The same names, found by surname among those that are kept of a whole article; None if none are kept.

    Args:
        text: the article.
        around: the stretch, code points, half-open.
        language: the language that the article is read in.
    """
    if _known_in(text, around, language) is None:
        return None
    return _NamesOfStretch(text, around, _by_surname(text, Span(0, len(text)), language))


class _NamesOfStretch(KnownNames):
    """The names that begin in a stretch, out of all that an article has of a surname."""

    def __init__(self, text: str, around: Span, by_surname: dict[str, list[Span]]) -> None:
        super().__init__(())
        self._text, self._around, self._of_all = text, around, by_surname

    def _with_surname(self, last: str) -> Iterable[str]:
        if last not in self._by_surname:
            near = _among(self._of_all.get(last, []), self._around)
            self._by_surname[last] = list(dict.fromkeys(span.of(self._text) for span in near))
        return self._by_surname[last]


def _known_in(text: str, around: Span, language: Language) -> list[Span] | None:
    """The names in a stretch of a ``WholeText``; None of another text, and of a stretch that ends within a name."""
    if not isinstance(text, WholeText) or text.language is not language:
        return None
    found = _among(_full_names_of_all(text, text.all, language), around)
    return found if not found or found[-1].end <= around.end else None


def _among(spans: list[Span], around: Span) -> list[Span]:
    """Those of some spans, by start, that begin in a stretch."""
    return spans[bisect_left(spans, (around.start,)) : bisect_left(spans, (around.end,))]


@read_once
def _by_surname(text: str, whole: Span, language: Language) -> dict[str, list[Span]]:
    found: dict[str, list[Span]] = {}
    for span in _full_names_of_all(text, whole, language):
        found.setdefault(surname(span.of(text)), []).append(span)
    return found


@read_once
def _full_names_of_all(text: str, whole: Span, language: Language) -> list[Span]:
    pieces = pieces_in(text, whole)
    return [span for piece in pieces if piece.length for span in _full_names(text, piece, language)]
