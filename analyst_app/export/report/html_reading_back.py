"""Reads a page of ours back: the text of each article, and where its annotations lie in it.

It takes the page as what it is, a row of elements, and knows nothing of what
was written. That other parsers see the same, tests show.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from html import unescape

_PARTS = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)([^>]*)>|([^<]+)")
_ATTRIBUTE = re.compile(r'([\w-]+)="([^"]*)"')


@dataclass
class SeenEntry:
    """An annotation as the page has it."""

    layer: str
    annotation_id: str
    tag: str
    start: int
    end: int
    anchor: str
    """Id of its element."""
    roles: list[tuple[str, str]] = field(default_factory=list)
    """Roles of its links, with the anchor that each leads to."""


@dataclass
class SeenArticle:
    """An article as the page has it."""

    id: str
    text: str = ""
    marked: dict[int, str] = field(default_factory=dict)
    """By number of an annotation, the words under its marks."""
    entries: dict[int, SeenEntry] = field(default_factory=dict)
    """By number."""


def articles_in(data: bytes) -> Iterator[SeenArticle]:
    """The articles of a page, in order.

    Args:
        data: a page, or a piece of one.
    """
    found: SeenArticle | None = None
    text: list[str] = []
    marked: dict[int, list[str]] = {}
    open_marks: list[list[int]] = []
    is_text, entry = False, 0
    for end, name, rest, words in _PARTS.findall(data.decode("utf-8")):
        if words:
            if is_text:
                plain = unescape(words) if "&" in words else words
                text.append(plain)
                for numbers in open_marks:
                    for number in numbers:
                        marked.setdefault(number, []).append(plain)
        elif name == "mark":
            if end:
                open_marks.pop()
            else:
                open_marks.append([int(one) for one in _attributes(rest)["data-n"].split()])
        elif name == "p":
            is_text = not end and 'class="t' in rest
        elif name == "article" and not end:
            found, text, marked = SeenArticle(_attributes(rest)["data-article"]), [], {}
        elif name == "article" and found is not None:
            found.text = "".join(text)
            found.marked = {number: "".join(pieces) for number, pieces in marked.items()}
            yield found
        elif found is not None and not end and "data-" in rest:
            held = _attributes(rest)
            if name == "li" and "data-annotation" in held:
                entry = int(held["value"])
                place = (held["data-tag"], int(held["data-start"]), int(held["data-end"]))
                found.entries[entry] = SeenEntry(held["data-layer"], held["data-annotation"], *place, held["id"])
            elif name == "a" and "data-role" in held:
                found.entries[entry].roles.append((held["data-role"], held["href"][1:]))


def _attributes(rest: str) -> dict[str, str]:
    return {name: unescape(value) if "&" in value else value for name, value in _ATTRIBUTE.findall(rest)}
