"""Examples of a tag that keep the place in an article where they stand."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from analyst_app.core.span import Span

CONTEXT = 60
"""Code points kept on each side of an example taken from an article."""
_PLACE = re.compile(r" \((?P<article>[^()]+\.\w+) (?P<start>\d+)–(?P<end>\d+)\)$")
"""The place as it stood at the end of an example's words, before it had keys of its own."""


class ExamplePlace(NamedTuple):
    """The article and span that an example was taken from."""

    article: str
    span: Span


def example_of(text: str, span: Span, article: str) -> dict[str, Any]:
    """A span as an example: its words in brackets in their context, and the place where they stand.

    Args:
        text: of the article.
        span: code points, half-open.
        article: name of the article.
    """
    begin = max(text.rfind("\n", 0, span.start) + 1, span.start - CONTEXT)
    stop = text.find("\n", span.end)
    end = min(len(text) if stop < 0 else stop, span.end + CONTEXT)
    before = text[begin : span.start].lstrip() if begin else text[: span.start]
    words = f"{before}[{span.of(text)}]{text[span.end : end].rstrip()}"
    return {"text": " ".join(words.split()), "article": article, "start": span.start, "end": span.end}


def place_of(example: Any) -> ExamplePlace | None:
    """The place that an example was taken from, if it says so."""
    if isinstance(example, Mapping):
        article, start, end = (example.get(key) for key in ("article", "start", "end"))
        is_place = isinstance(article, str) and type(start) is int and type(end) is int and 0 <= start < end
        return ExamplePlace(str(article), Span(start, end)) if is_place else None  # type: ignore[arg-type]
    match = _PLACE.search(str(example))
    return ExamplePlace(match["article"], Span(int(match["start"]), int(match["end"]))) if match else None


def parts_of(words: str) -> tuple[str, str, str]:
    """The words of an example before, in and after its first brackets; without any, all are before.

    Args:
        words: its sentence with [the span] in brackets.
    """
    before, opened, rest = words.partition("[")
    inside, closed, after = rest.partition("]")
    return (before, inside, after) if opened and closed else (words, "", "")
