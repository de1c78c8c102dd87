"""Words that stand turned on a page: a stamp in the margin is left out and named, more comes after its page."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from analyst_app.importers.documents.text_paragraphs import tidy
from analyst_app.importers.printed.letter_forms import folded
from analyst_app.importers.printed.page_lines import PrintedLine

_LONGEST_STAMP = 200
"""Letters: a note can give them."""


@dataclass(frozen=True, slots=True)
class TurnedWords:
    """The turned words of a PDF."""

    stamps: dict[int, str]
    """Words left out of the text, by page from 0."""
    kept: dict[int, str]
    """Words that come at the end of their page, by page from 0."""

    def put_into(self, lines: Sequence[PrintedLine]) -> list[PrintedLine]:
        """Lines, with the kept words at the end of their pages."""
        text: list[PrintedLine] = []
        waiting = dict(self.kept)
        for line in lines:
            for page in [page for page in waiting if page < line.page]:
                text.append(_line(page, waiting.pop(page)))
            text.append(line)
        return text + [_line(page, words) for page, words in waiting.items()]


def turned_words(pages: Sequence[Sequence[str]]) -> TurnedWords:
    """Turned words, as they are left out or kept.

    Args:
        pages: the turned runs of each page.
    """
    stamps: dict[int, str] = {}
    kept: dict[int, str] = {}
    for number, runs in enumerate(pages):
        words = folded(tidy(" ".join(runs)))[0]
        if words:
            (stamps if len(words) <= _LONGEST_STAMP else kept)[number] = words
    while len(" ".join(distinct(stamps.values()))) > 2 * _LONGEST_STAMP:
        page = max(stamps, key=lambda page: len(stamps[page]))
        kept[page] = stamps.pop(page)
    return TurnedWords(stamps, dict(sorted(kept.items())))


def distinct(words: Iterable[str]) -> list[str]:
    """Words that differ in more than their numbers, each once."""
    found: dict[str, str] = {}
    for text in words:
        found.setdefault(re.sub(r"\d+", "0", text), text)
    return list(found.values())


def _line(page: int, words: str) -> PrintedLine:
    """A paragraph of its own: no line of the page is as low or as small."""
    return PrintedLine(page, (0.0, -1.0, 0.0, 0.0), 0.0, words, (0.0, 0.0), 0, 0, -1)
