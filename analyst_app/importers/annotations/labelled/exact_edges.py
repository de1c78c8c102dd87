"""The edges that a span had before this app's export widened it to whole words (``exact``, in Prodigy and spaCy)."""

from __future__ import annotations

from typing import Any

from analyst_app.core.span import Span


def exact_edges(span: Span, exact: Any, text: str) -> Span:
    """A span with the edges that a file keeps beside it; as it is if it was moved since, or they are no edges of it.

    Each of its own edges lies in the word, or the white space, at whose end the span's is now.

    Args:
        span: as it stands in the file, in code points.
        exact: two numbers, or anything else.
        text: of the article.
    """
    if not isinstance(exact, list | tuple) or len(exact) != 2 or not all(type(one) is int for one in exact):
        return span
    own = Span(*exact)
    if not 0 <= own.start < own.end <= len(text) or not own.overlaps(span):
        return span
    return own if all(map(_are_near, own, span, (text, text))) else span


def _are_near(one: int, other: int, text: str) -> bool:
    """True if nothing lies between two places but a part of one word, or white space alone."""
    between = text[min(one, other) : max(one, other)]
    return not between.strip() or not any(map(str.isspace, between))
