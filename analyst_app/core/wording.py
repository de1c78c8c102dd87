"""Words about the text for the status bar, the table and the menus: short, on one line."""

from __future__ import annotations

from collections.abc import Iterable

from analyst_app.core.span import Span


def line_of(words: str, most: int) -> str:
    """Words on one line, at most so many characters."""
    line = " ".join(words[: 4 * most].split())
    return line if len(line) <= most else line[: most - 1] + "…"


def excerpt(text: str, span: Span, most: int = 40) -> str:
    """The words of a span on one line, at most so many characters."""
    return line_of(text[span.start : min(span.end, span.start + 4 * most)], most)


def counted(number: int, noun: str) -> str:
    """``1 link``, ``2 links``."""
    return f"{number:,} {noun}{'' if number == 1 else 's'}"


def sentence(parts: Iterable[str]) -> str:
    """Several remarks as sentences; empty ones are left out."""
    said = [part.rstrip(".") for part in parts if part]
    return ". ".join(part[:1].upper() + part[1:] for part in said) + "." if said else ""
