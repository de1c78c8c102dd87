"""Heads, feet and page numbers: what stands at the same place of several pages, but for its numbers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence

from analyst_app.importers.printed.page_lines import PrintedLine

_ROMAN = re.compile(r"\b[ivxlc]+\b", re.IGNORECASE)
_EDGE_ROWS = 2
_FEW_LETTERS = 3
_WHITE = 0.6
"""In heights of a line: what a head or foot is apart from the text, at least."""


def edge_rows(lines: Sequence[PrintedLine]) -> set[int]:
    """The numbers of the first and last rows of a page that white parts from the rest: two at each edge at most."""
    ordered = sorted(lines, key=lambda line: -line.top)
    return _apart(ordered) | _apart(ordered[::-1])


def _apart(ordered: Sequence[PrintedLine]) -> set[int]:
    """The rows at the beginning that white parts from the rest."""
    apart: set[int] = set()
    seen: list[PrintedLine] = []
    heights = 0
    for line in ordered:
        last = seen[-1] if seen else None
        if last is not None and abs(_middle(line) - _middle(last)) > 0.5 * line.height:
            heights += 1
            if max(min(line.box[1] for line in seen) - line.top, line.box[1] - max(line.top for line in seen)) > (
                _WHITE * line.height
            ):
                apart = {line.row for line in seen}
            if heights == _EDGE_ROWS:
                return apart
        seen.append(line)
    return apart


def _middle(line: PrintedLine) -> float:
    return (line.box[1] + line.box[3]) / 2


def without_running_heads(
    pages: Sequence[Sequence[PrintedLine]], edges: Sequence[set[int]]
) -> tuple[list[PrintedLine], list[str]]:
    """The lines without heads and feet, and one example of each that was left out.

    A line at the edge of a page is a head or foot if one with the same words,
    but for its numbers, stands at the same height of one of the two pages
    before or after it: left and right pages often have different ones.

    Args:
        pages: the lines of each page.
        edges: of each page, the rows at its head and foot.
    """
    rows = [_rows(lines, edges[number]) for number, lines in enumerate(pages)]
    places: dict[str, dict[int, list[float]]] = defaultdict(lambda: defaultdict(list))
    for number, page in enumerate(rows):
        for words, top in page.values():
            places[_numberless(words)][number].append(top)
    kept: list[PrintedLine] = []
    left_out: dict[str, str] = {}
    for number, lines in enumerate(pages):
        for line in lines:
            words, top = rows[number].get(line.row, ("", 0.0))
            if words and _is_repeated(places[_numberless(words)], number, top):
                left_out.setdefault(_numberless(words), words)
            else:
                kept.append(line)
    if not kept:
        return [line for lines in pages for line in lines], []
    return kept, list(left_out.values())


def _rows(lines: Sequence[PrintedLine], edges: set[int]) -> dict[int, tuple[str, float]]:
    """The words and height of each row at an edge, where they may be a head or foot."""
    rows: dict[int, tuple[str, float]] = {}
    for line in lines:
        if line.row in edges:
            words, top = rows.get(line.row, ("", line.top))
            rows[line.row] = (f"{words} {line.text}".strip(), top)
    return {row: found for row, found in rows.items() if not _is_no_head(found[0])}


def _is_no_head(words: str) -> bool:
    """True for rows of a table, and for a scrap of a word that is no page number."""
    letters = sum(map(str.isalpha, words))
    if not letters:
        return len(re.findall(r"\d+", words)) > 2
    return letters < _FEW_LETTERS and not _ROMAN.fullmatch(words.strip("-–— .()[]"))


def _is_repeated(places: dict[int, list[float]], number: int, top: float) -> bool:
    near = (number - 2, number - 1, number + 1, number + 2)
    return any(abs(top - other) < 3 for page in near if page in places for other in places[page])


def _numberless(text: str) -> str:
    return re.sub(r"\d+", "0", _ROMAN.sub("0", text) if len(text) < 8 else text).casefold()
