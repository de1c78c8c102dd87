"""Paragraphs of plain text: what all importers write alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_SPACES = re.compile(r"[ \t\f\v]+")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
SOFT_HYPHEN = "\u00ad"
_INITIAL = re.compile(r"[\W_]{0,2}[^\W\d_]’?")
_LAYOUT = 3
"""Paragraphs in a cell from which on its table lays out the page."""


def tidy(paragraph: str) -> str:
    """One paragraph on one line: runs of white space become a space; no-break spaces stay."""
    without = _CONTROLS.sub("", paragraph).replace(SOFT_HYPHEN, "")
    return _SPACES.sub(" ", without.replace("\r\n", " ").replace("\r", " ").replace("\n", " ")).strip(" ")


def joined(paragraphs: Iterable[str]) -> str:
    """The text of an article: its paragraphs with a blank line between them."""
    kept = [line for paragraph in paragraphs if (line := tidy(paragraph))]
    return "\n\n".join(kept) + "\n" if kept else ""


def joined_with_places(paragraphs: Iterable[tuple[str, str]]) -> tuple[str, tuple[dict[str, Any], ...]]:
    """The text of an article, and the places in it of what is not the article's own words.

    Args:
        paragraphs: each with the kind of a zone (``caption``), or "" for the article's own words.

    Returns:
        The text, and its zones: ``start`` and ``end`` (code points, half-open) and ``kind``.
    """
    kept = [(line, kind) for paragraph, kind in paragraphs if (line := tidy(paragraph))]
    zones: list[dict[str, Any]] = []
    at = 0
    for line, kind in kept:
        if kind:
            zones.append({"start": at, "end": at + len(line), "kind": kind})
        at += len(line) + 2
    return joined(line for line, _ in kept), tuple(zones)


def with_title(title: str, paragraphs: list[str]) -> list[str]:
    """The paragraphs, headed by the title unless they begin with it.

    Args:
        title: the title, may be empty.
        paragraphs: the paragraphs of the body.
    """
    head = tidy(title)
    if not head or any(_alike(head, paragraph) for paragraph in paragraphs[:3]):
        return paragraphs
    return [head, *paragraphs]


def unwrapped(text: str) -> list[str]:
    """Paragraphs of text whose lines are broken at a fixed width; a blank line ends one."""
    blocks = re.split(r"\n[ \t]*\n", text.replace("\r\n", "\n").replace("\r", "\n"))
    return [tidy(block) for block in blocks if block.strip()]


def row_paragraphs(cells: list[list[str]]) -> list[str]:
    """A table's row as one paragraph, its cells apart by bars; each paragraph apart if the row only lays out the page.

    Args:
        cells: the paragraphs of each cell.
    """
    kept = [[line for paragraph in cell if (line := tidy(paragraph))] for cell in cells]
    if sum(map(bool, kept)) <= 1 or any(len(cell) >= _LAYOUT for cell in kept):
        return [paragraph for cell in kept for paragraph in cell]
    return [" | ".join(" ".join(cell) for cell in kept)]


def is_initial(text: str) -> bool:
    """True for one letter, with or without a quotation mark: what a drop cap holds."""
    return _INITIAL.fullmatch(text.strip()) is not None


def without_half_pairs(text: str) -> str:
    """A text in which two halves of a surrogate pair are one character, and a single half is U+FFFD."""
    return text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "replace")


def _alike(one: str, other: str) -> bool:
    return "".join(filter(str.isalnum, one)).casefold() == "".join(filter(str.isalnum, other)).casefold()
