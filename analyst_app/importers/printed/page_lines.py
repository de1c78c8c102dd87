"""The printed lines of a page: the words of a column that stand at one height."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import NamedTuple

from analyst_app.importers.documents.text_paragraphs import SOFT_HYPHEN, tidy
from analyst_app.importers.printed.page_letters import Box, is_leftward
from analyst_app.importers.printed.reading_order import Part

_INITIAL = 1.8
"""An initial over several lines is at least so many times as high as the letters of the text."""
_SMALL = 0.25
"""Share of a row's letters: a piece that holds no more has no order of its own."""


class PrintedLine(NamedTuple):
    """A line of a column, with its page."""

    page: int
    box: Box
    """From its first to its last letter, as high as most of its letters."""
    height: float
    """Of most of its letters, points."""
    text: str
    """Tidied; a soft hyphen at its end stays."""
    column: tuple[float, float]
    """The left and right edge of its column."""
    first_run: int
    """Number of its first run in the file's order."""
    last_run: int
    row: int
    """Number of the row on the page that it is a piece of."""
    initial: str = ""
    """A letter over several lines that stands before it; not yet in its text."""

    @property
    def top(self) -> float:
        """Upper edge, points above the page's foot."""
        return self.box[3]


def lines_of(columns: Sequence[Sequence[Part]], page: int) -> list[PrintedLine]:
    """The lines of a page, column by column.

    A row whose pieces the file does not draw one after the other gives a line
    for each of them, so that the file's own order can be told.

    Args:
        columns: as ``in_reading_order`` gives them.
        page: the page's number, from 0.
    """
    lines: list[PrintedLine] = []
    usual = median(part.height for column in columns for part in column) if columns else 0.0
    for column in columns:
        edges = (min(part.box[0] for part in column), max(part.box[2] for part in column))
        initials = [part for part in column if _is_initial(part, usual, edges)]
        text = [part for part in column if part not in initials] if initials else column
        if not text:
            initials, text = [], column
        first = len(lines)
        for row in _rows(text):
            number = len(lines)
            lines += [_line(pieces, page, edges, number) for pieces in _drawn_together(row)]
        for initial in initials:
            _give(initial, lines, first)
    return [line for line in lines if line.text]


def _is_initial(part: Part, usual: float, edges: tuple[float, float]) -> bool:
    """True for a large letter at an edge of its column."""
    letters = part.text.strip()
    is_large = part.height > _INITIAL * usual and len(letters) <= 2 and letters[-1:].isalpha()
    return is_large and not letters.islower() and min(part.box[0] - edges[0], edges[1] - part.box[2]) < usual


def _give(initial: Part, lines: list[PrintedLine], first: int) -> None:
    """Gives an initial to the highest line at its right; as a line of its own where there is none."""
    letters = initial.text.strip()
    beside = [
        number
        for number, line in enumerate(lines[first:], first)
        if line.box[0] > initial.box[0] and initial.box[1] < line.top < initial.box[3] + line.height
    ]
    if beside:
        number = max(beside, key=lambda number: lines[number].top)
        lines[number] = lines[number]._replace(initial=letters)
    else:
        lines.insert(first, _line([initial], lines[first].page, lines[first].column, -1))


def _rows(column: Sequence[Part]) -> Iterator[list[Part]]:
    """Parts that stand on one line, from the top down, each line in the direction of its script."""
    row: list[Part] = []
    tallest: Part | None = None
    for part in sorted(column, key=lambda part: -part.middle):
        if tallest is not None:
            shared = min(part.box[3], tallest.box[3]) - max(part.box[1], tallest.box[1])
            if shared < 0.5 * min(part.height, tallest.height):
                yield _directed(row)
                row, tallest = [], None
        row.append(part)
        tallest = part if tallest is None or part.height > tallest.height else tallest
    if row:
        yield _directed(row)


def _directed(row: list[Part]) -> list[Part]:
    return sorted(row, key=lambda part: part.box[0], reverse=is_leftward(part.text for part in row))


def _drawn_together(row: list[Part]) -> Iterator[list[Part]]:
    """The pieces of a row that the file draws apart; a small one, such as a word in bold, stays with its neighbour."""
    letters = sum(len(part.text) for part in row)
    pieces: list[Part] = []
    for part in row:
        is_next = not pieces or 0 <= part.run - pieces[-1].run <= 1
        if not is_next and min(_count(pieces), len(part.text)) > _SMALL * letters:
            yield pieces
            pieces = []
        pieces.append(part)
    yield pieces


def _count(pieces: list[Part]) -> int:
    return sum(len(part.text) for part in pieces)


def _line(pieces: list[Part], page: int, column: tuple[float, float], row: int) -> PrintedLine:
    words = " ".join(part.text for part in pieces).rstrip()
    boxes = [word.box for part in pieces for word in part.words for _letter in word.text]
    bottom, top = median(box[1] for box in boxes), median(box[3] for box in boxes)
    return PrintedLine(
        page=page,
        box=(min(box[0] for box in boxes), bottom, max(box[2] for box in boxes), top),
        height=top - bottom,
        text=tidy(words) + (SOFT_HYPHEN if words.endswith(SOFT_HYPHEN) else ""),
        column=column,
        first_run=min(part.run for part in pieces),
        last_run=max(part.run for part in pieces),
        row=row,
    )
