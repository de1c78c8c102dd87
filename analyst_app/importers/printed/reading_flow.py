"""The better of two orders of a page's lines: that of its columns, and that in which the file draws them.

The measure looks only at those line ends after which the two orders go on
differently. Each such joint of two lines gets a value:

- a word that was broken with a hyphen goes on with a small letter: 1; with anything else: -1;
- a line without a stop at its end goes on with a small letter: 1; with a capital: -0.5;
- a line that ends with a stop goes on with a small letter: -1; with anything else: 0.5;
- a line begins with a mark that closes (a comma, a full stop, a bracket): -1;
- the next line stands higher and not further on in the direction of reading: 1 is taken off.

The order with the higher mean is the better, and the columns' order where they
differ by less than 0.05. But where columns in letters that have capitals do
not go on at all (a mean of 0 or less) and the file's order is no worse, they
are the columns of a table, and the file's order is taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from analyst_app.importers.printed.page_letters import is_leftward
from analyst_app.importers.printed.page_lines import PrintedLine

HYPHENS = ("-", "\u00ad", "\u2010")
STOPS = (".", "!", "?", "”", "»", "“", '"', ":", "…", "。", "！", "？", "؟", "۔", "।")
_CLOSING = ("、", "。", "，", ",", ".", ")", "」", "』", "）", "!", "?", "！", "？", "؛", "،", "؟")
_MARGIN = 0.05


class Flow(NamedTuple):
    """The lines of a page in the better order."""

    lines: list[PrintedLine]
    is_disputed: bool = False
    """True if the two orders differ elsewhere than in heads and feet."""
    is_of_file: bool = False
    """True if the file's order was the better."""


def in_better_order(lines: list[PrintedLine], ignored: set[int]) -> Flow:
    """The lines of a page in the better of the two orders, pieces of a row put together where they follow each other.

    Args:
        lines: in the order of the columns.
        ignored: rows at the head and foot, and of notes, which have no say.
    """
    drawn = sorted(lines, key=lambda line: (line.first_run, line.row))
    one, other = (_joints(order, ignored) for order in (lines, drawn))
    only = [joint for joint in one if joint not in other]
    only_drawn = [joint for joint in other if joint not in one]
    if not only and not only_drawn:
        return Flow(_put_together(lines))
    leftward = is_leftward(line.text for line in lines)
    of_columns, of_file = (_mean(joints, lines, leftward) for joints in (only, only_drawn))
    is_table = of_columns <= min(0.0, of_file) and _has_capitals(lines)
    if is_table or of_file > of_columns + _MARGIN:
        return Flow(_recolumned(_put_together(drawn)), is_disputed=True, is_of_file=True)
    return Flow(_put_together(lines), is_disputed=True)


def _joints(order: Sequence[PrintedLine], ignored: set[int]) -> dict[tuple[int, int], tuple[PrintedLine, PrintedLine]]:
    """The pairs of lines that follow each other, by which two they are."""
    inner = [line for line in order if line.row not in ignored]
    return {(id(a), id(b)): (a, b) for a, b in pairwise(inner)}


def _mean(joints: list[tuple[int, int]], lines: list[PrintedLine], leftward: bool) -> float:
    by_id = {id(line): line for line in lines}
    values = [_value(by_id[a], by_id[b], leftward) for a, b in joints]
    return sum(values) / len(values) if values else 0.0


def _has_capitals(lines: Sequence[PrintedLine]) -> bool:
    """True if most letters have a large and a small form."""
    letters = [letter for line in lines for letter in line.text if letter.isalpha()]
    return 2 * sum(letter.islower() or letter.isupper() for letter in letters) > len(letters)


def _value(before: PrintedLine, line: PrintedLine, leftward: bool) -> float:
    """The value of a joint of two lines, from -2 to 1; the module says how it is made."""
    start = line.initial or line.text
    back = 0.0
    if line.top > before.top + before.height:
        is_further = line.box[2] <= before.box[0] + 1 if leftward else line.box[0] >= before.box[2] - 1
        back = 0.0 if is_further else 1.0
    return _sense(before.text, start) - back


def _sense(end: str, start: str) -> float:
    is_small = start[:1].islower()
    if start.startswith(_CLOSING):
        return -1.0
    if end.endswith(HYPHENS):
        return 1.0 if is_small else -1.0
    if end.endswith(STOPS):
        return -1.0 if is_small else 0.5
    if is_small:
        return 1.0
    return -0.5 if start[:1].isupper() else 0.0


def _put_together(order: Sequence[PrintedLine]) -> list[PrintedLine]:
    """Pieces of one row that follow each other become a line."""
    lines: list[PrintedLine] = []
    for piece in order:
        if lines and lines[-1].row == piece.row and lines[-1].column == piece.column:
            last = lines[-1]
            lines[-1] = last._replace(
                box=(
                    min(last.box[0], piece.box[0]),
                    min(last.box[1], piece.box[1]),
                    max(last.box[2], piece.box[2]),
                    max(last.box[3], piece.box[3]),
                ),
                height=max(last.height, piece.height),
                text=f"{last.text} {piece.text}",
            )
        else:
            lines.append(piece)
    return lines


def _recolumned(lines: list[PrintedLine]) -> list[PrintedLine]:
    """Lines in the file's order, with the edges of what runs down without a break as their column."""
    return [line for chain in _chains(lines) for line in _with_edges(chain)]


def _chains(lines: list[PrintedLine]) -> Iterator[list[PrintedLine]]:
    chain: list[PrintedLine] = []
    for line in lines:
        if chain:
            last = chain[-1]
            is_beside = line.box[0] > last.box[2] or line.box[2] < last.box[0]
            if line.top > last.top + 0.3 * last.height or is_beside:
                yield chain
                chain = []
        chain.append(line)
    if chain:
        yield chain


def _with_edges(chain: list[PrintedLine]) -> list[PrintedLine]:
    edges = (min(line.box[0] for line in chain), max(line.box[2] for line in chain))
    return [line._replace(column=edges) for line in chain]
