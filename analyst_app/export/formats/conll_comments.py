"""The comments on the documents of a CoNLL export: ``# key = value``, as CoNLL-U writes them.

They stand in ``documents.txt``, for most readers of token files know no
comments. A document begins with ``# newdoc id``; its facts follow, then
``layer`` with the reading as JSON, and ``white_space``: every stretch between
tokens that is no row of blanks, nor the line break at which a sentence ends.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from typing import Any

from analyst_app.core.attribute_types import exact_words
from analyst_app.core.span import Span
from analyst_app.export.facts.layer_row import layers_data
from analyst_app.export.facts.source_row import facts_of
from analyst_app.export.rows import ExportArticle

NEW, LAYER, SPACES, FACTS = "newdoc id", "layer", "white_space", "facts"
"""Keys that are no fact's name; ``facts`` holds those whose names are no key."""
_KEY = re.compile(r"[A-Za-z][\w.-]*")
_BREAK = re.compile("[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]")


def comments(article: ExportArticle, groups: Sequence[Sequence[Span]]) -> str:
    """The comments on an article, with a blank line behind.

    Args:
        article: one reading, as flat rows.
        groups: its tokens by sentence.
    """
    facts = facts_of(article.source)
    named = {key: value for key, value in facts.items() if _KEY.fullmatch(key) and key not in (LAYER, SPACES, FACTS)}
    lines = [_line(NEW, article.id), *(_line(key, value) for key, value in named.items())]
    if others := {key: value for key, value in facts.items() if key not in named}:
        lines.append(_line(FACTS, others))
    lines += [_line(LAYER, row) for row in layers_data(article.layers)]
    if spaces := _spaces(article.text, groups):
        lines.append(_line(SPACES, spaces))
    return "".join(lines) + "\n"


def _line(key: str, value: Any) -> str:
    words = exact_words(value)
    if _BREAK.search(words) or words != words.strip() or not words:
        words = json.dumps(value)
    return f"# {key} = {words}\n"


def _spaces(text: str, groups: Sequence[Sequence[Span]]) -> list[tuple[int, str]]:
    """The white space that no reader could guess, each stretch with the code point at which it begins."""
    found: list[tuple[int, str]] = []
    before = 0
    for group in groups:
        for number, (start, end) in enumerate(group):
            gap = text[before:start]
            usual = "\n" if gap and before and number == 0 else ""
            if gap != usual + " " * (len(gap) - len(usual)):
                found.append((before, gap))
            before = end
    if text[before:] != "\n":
        found.append((before, text[before:]))
    return found
