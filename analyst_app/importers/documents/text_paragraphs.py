"""Paragraphs of plain text: what all importers write alike."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Any

_SPACES = re.compile(r"[ \t\f\v]+")
_CONTROLS = re.compile("[\x00-\x08\x0e-\x1f\x7f\ud800-\udfff]")
_SOFT_HYPHEN = "\u00ad"


def tidy(paragraph: str) -> str:
    """One paragraph on one line: runs of white space become a space; no-break spaces stay."""
    without = _CONTROLS.sub("", paragraph).replace(_SOFT_HYPHEN, "")
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


def _alike(one: str, other: str) -> bool:
    return "".join(filter(str.isalnum, one)).casefold() == "".join(filter(str.isalnum, other)).casefold()
