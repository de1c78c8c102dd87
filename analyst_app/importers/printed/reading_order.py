"""The order in which the columns of a page are read: gutters are found in the white space of many lines.

A gutter is a white strip that runs down between the lines of two columns. A
gap between two words is as wide as a narrow gutter, but it does not go on in
the lines above and below. So the strip that passes the most lines divides
its part of the page: what stands above it is read first, then its columns,
then what stands below. Each of them is divided in the same way. The idea of
cutting a page along its white space is that of Nagy & Seth (1984).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from math import inf
from statistics import median
from typing import NamedTuple

from analyst_app.importers.printed.page_letters import Box, PageRun, PageWord, around, is_leftward

_NARROWEST = 0.5
"""Share of the size of the type: what is narrower is the space between two words."""
_FEWEST_LINES = ((1.5, 3), (1.0, 4), (0.0, 5))
"""Lines that a gutter must pass at both sides, by its width in sizes of the type: the narrower, the more."""
_NARROWEST_COLUMN = 4.0
"""In sizes of the type."""
_LEAST_FILLED = 0.4
"""Share of a column's width that its middle line fills; the cells of a table fill less."""
_CLEARLY_WIDER = 1.6
_FEW_EDGES = 4
_ALIGNED = 1.5
"""Points between the beginnings of two lines that begin at one edge."""
_HEADING = 1.2
"""A heading's letters are at least so many times as high as those of the text."""
_MARGIN_GAP = 1.0
"""In sizes of the type: what is left white between a head or foot and the text."""
_DEEPEST = 12
_MOST_STRIPS = 80
"""The tallest are looked at; a page with more is a table."""


class Part(NamedTuple):
    """A run, or one side of a run that crosses a gutter."""

    run: int
    """The number of its run in the file's order."""
    words: tuple[PageWord, ...]
    box: Box
    """Around all its words."""

    @property
    def text(self) -> str:
        """All its words."""
        return "".join(word.text + word.gap for word in self.words)

    @property
    def height(self) -> float:
        """Of its letters."""
        return self.box[3] - self.box[1]

    @property
    def middle(self) -> float:
        """Half-way up."""
        return (self.box[3] + self.box[1]) / 2


def in_reading_order(runs: Sequence[PageRun], em: float = 0.0) -> list[list[Part]]:
    """The columns of a page in the order in which they are read; within a column the order is that of the file.

    Args:
        runs: the page's runs in the file's order.
        em: the usual size of its type, points; 0 takes the height of its letters' boxes.
    """
    parts = [_part(run.number, run.words) for run in runs if run.text.strip()]
    if not parts:
        return []
    size = max(em or median(word.box[3] - word.box[1] for part in parts for word in part.words), 1.0)
    head, body, foot = _margin_lines(parts, size)
    if _has_columns(head, body, size):
        head, body = [], head + body
    leftward = is_leftward(part.text for part in parts)
    return [column for region in (head, body, foot) if region for column in _divided(region, size, leftward, 0)]


def _part(run: int, words: tuple[PageWord, ...]) -> Part:
    return Part(run, words, around(word.box for word in words))


def _margin_lines(parts: list[Part], size: float) -> tuple[list[Part], list[Part], list[Part]]:
    """A line at the top and one at the foot that white parts from all else, and what stands between them."""
    bands = _bands(parts)
    first, last = 0, len(bands)
    if len(bands) > 2 and _white(bands[0], bands[1]) > _MARGIN_GAP * size and _is_line(bands[0]):
        first = 1
    if last - first > 2 and _white(bands[-2], bands[-1]) > _MARGIN_GAP * size and _is_line(bands[-1]):
        last -= 1
    return _flat(bands[:first]), _flat(bands[first:last]), _flat(bands[last:])


def _has_columns(head: list[Part], body: list[Part], size: float) -> bool:
    """True if a line at the top begins where both columns below begin: it is a heading of each."""
    gutter = _gutter(body, size) if len(head) > 1 else None
    if gutter is None:
        return False
    edges = [
        min((part.box[0] for part in parts if (part.box[0] > gutter.middle) == is_right), default=inf)
        for parts in (head, body)
        for is_right in (False, True)
    ]
    return abs(edges[0] - edges[2]) < _ALIGNED and abs(edges[1] - edges[3]) < _ALIGNED


def _bands(parts: Iterable[Part]) -> list[list[Part]]:
    """Lines that no white from side to side divides, from the top down."""
    bands: list[list[Part]] = []
    reach = 0.0
    for part in sorted(parts, key=lambda part: -part.box[3]):
        low = part.box[1] + 0.2 * part.height
        if not bands or part.box[3] - 0.2 * part.height <= reach:
            bands.append([])
            reach = low
        bands[-1].append(part)
        reach = min(reach, low)
    return bands


def _white(above: list[Part], below: list[Part]) -> float:
    return min(part.box[1] for part in above) - max(part.box[3] for part in below)


def _is_line(band: list[Part]) -> bool:
    return max(part.box[3] for part in band) - min(part.box[1] for part in band) < 1.6 * max(p.height for p in band)


def _flat(bands: list[list[Part]]) -> list[Part]:
    return [part for band in bands for part in band]


def _divided(parts: list[Part], size: float, leftward: bool, depth: int) -> Iterator[list[Part]]:
    gutter = _gutter(parts, size) if depth < _DEEPEST else None
    if gutter is None:
        yield parts
        return
    for region in _around_gutter(parts, gutter, leftward):
        if region:
            yield from _divided(region, size, leftward, depth + 1)


class _Strip(NamedTuple):
    """A white rectangle, in points."""

    left: float
    right: float
    bottom: float
    top: float

    @property
    def middle(self) -> float:
        return (self.left + self.right) / 2


def _around_gutter(parts: list[Part], gutter: _Strip, leftward: bool) -> list[list[Part]]:
    """Parts above a gutter, at its two sides and below it, in the order in which they are read."""
    above = [part for part in parts if part.middle > gutter.top]
    below = [part for part in parts if part.middle < gutter.bottom]
    left: list[Part] = []
    right: list[Part] = []
    for part in parts:
        if gutter.bottom <= part.middle <= gutter.top:
            sides: tuple[list[PageWord], list[PageWord]] = ([], [])
            for word in part.words:
                sides[word.box[0] + word.box[2] > 2 * gutter.middle].append(word)
            left += [_part(part.run, tuple(sides[0]))] if sides[0] else []
            right += [_part(part.run, tuple(sides[1]))] if sides[1] else []
    return [above, right, left, below] if leftward else [above, left, right, below]


def _gutter(parts: list[Part], size: float) -> _Strip | None:
    """The strip that passes the most lines of two columns, if there is one.

    A line that stands across both columns may have a wide gap there by
    chance. It is told by its other gaps, which are as wide, and by its words,
    which do not begin or end where those of the columns do.
    """
    best = _best_strip(parts, set(), size)
    if best is None:
        return None
    whole = _doubtful(parts, best)
    return _best_strip(parts, whole, size) if whole else best


def _doubtful(parts: list[Part], strip: _Strip) -> set[int]:
    """The runs that cross a strip with a gap like their others, and do not begin or end anew where most lines do."""
    beside = [part for part in parts if strip.bottom <= part.middle <= strip.top]
    loose = [part for part in beside if _crosses(part, strip) and _is_loose(part, strip)]
    if not loose:
        return set()
    ends = _usual(_end(part, strip) for part in beside if part.box[0] < strip.middle)
    starts = _usual(_start(part, strip) for part in beside if part.box[2] > strip.middle)
    return {
        part.run
        for part in loose
        if abs(_end(part, strip) - ends) > _ALIGNED and abs(_start(part, strip) - starts) > _ALIGNED
    }


def _crosses(part: Part, strip: _Strip) -> bool:
    return strip.bottom <= part.middle <= strip.top and part.box[0] < strip.left and part.box[2] > strip.right


def _end(part: Part, strip: _Strip) -> float:
    return max(word.box[2] for word in part.words if word.box[0] < strip.middle)


def _start(part: Part, strip: _Strip) -> float:
    return min((word.box[0] for word in part.words if word.box[0] >= strip.middle), default=part.box[0])


def _usual(edges: Iterable[float]) -> float:
    """The place at which most of several lines begin or end; infinity if they are few."""
    edge, lines = Counter(map(round, edges)).most_common(1)[0]
    return edge if lines >= _FEW_EDGES else inf


def _is_loose(part: Part, strip: _Strip) -> bool:
    """True if the gap of a line at a strip is about as wide as its others: it is no sign of a gutter."""
    gaps = sorted(b.box[0] - a.box[2] for a, b in pairwise(part.words))[:-1]
    return bool(gaps) and _start(part, strip) - _end(part, strip) < _CLEARLY_WIDER * median(gaps)


def _best_strip(parts: list[Part], whole: set[int], size: float) -> _Strip | None:
    """The best gutter.

    Args:
        parts: what the region holds.
        whole: runs that stand across both columns, so are not divided.
        size: the usual size of the type, points.
    """
    usual = median(part.height for part in parts)
    boxes = [box for part in parts for box in ([part.box] if part.run in whole else _solid(part, size, usual))]
    boxes = _with_wide_headings(boxes, size, usual)
    best: _Strip | None = None
    most = (0, 0.0)
    for strip in sorted(_strips(boxes, size), key=lambda strip: strip.bottom - strip.top)[:_MOST_STRIPS]:
        if strip.top - strip.bottom < 0.9 * size * most[0]:
            break  # No shorter strip can pass as many lines.
        found = (_lines_at_both_sides(boxes, strip, size), strip.top - strip.bottom)
        if found > most and found[0] - len(_doubtful(parts, strip)) >= _fewest(strip, size):
            best, most = strip, found
    return best


def _with_wide_headings(boxes: list[Box], size: float, usual: float) -> list[Box]:
    """The boxes, where a heading in larger type beside which nothing stands is as wide as the region.

    It stands over all columns, even if it is not as wide as the first. One
    with nothing below at its side is a heading of its own column.
    """
    large = [box for box in boxes if box[3] - box[1] > _HEADING * usual]
    if not large or len(large) > len(boxes) / 4:
        return boxes
    left, _, right, _ = around(boxes)
    others = [box for box in boxes if box[3] - box[1] <= _HEADING * usual]
    wide = []
    for box in large:
        near = [other for other in boxes if other[1] < box[3] + 0.4 * size and other[3] > box[1] - 0.4 * size]
        is_alone = all(other in large and other[0] < box[2] and box[0] < other[2] for other in near)
        below = [other for other in others if other[3] <= box[1]]
        is_beside = any(other[0] >= box[2] for other in below) or any(other[2] <= box[0] for other in below)
        wide.append((left, box[1], right, box[3]) if is_alone and is_beside else box)
    return others + wide


def _solid(part: Part, size: float, usual: float) -> Iterator[Box]:
    """The boxes of words that stand no further apart than words do."""
    box = part.words[0].box
    for word in part.words[1:]:
        larger = max(1.0, (word.box[3] - word.box[1]) / usual)
        if max(word.box[0] - box[2], box[0] - word.box[2]) < _NARROWEST * size * larger:
            box = around((box, word.box))
        else:
            yield box
            box = word.box
    yield box


def _strips(boxes: list[Box], size: float) -> Iterator[_Strip]:
    """White strips, at least two lines high, that cannot be made longer without becoming narrower."""
    left, _, right, top = around(boxes)
    step = size / 2
    narrowest = _NARROWEST * size
    rows: dict[int, list[tuple[float, float]]] = {}
    for box in boxes:
        inset = 0.25 * (box[3] - box[1])
        for row in range(int((top - box[3] + inset) / step), int((top - box[1] - inset) / step) + 1):
            rows.setdefault(row, []).append((box[0], box[2]))
    growing: dict[tuple[float, float], int] = {}
    last = 0
    for number in [*sorted(rows), None]:
        white = _white_between(sorted(rows[number]), left, right, narrowest) if number is not None else []
        grown: dict[tuple[float, float], int] = {}
        for (start, end), since in growing.items():
            for first, second in white:
                if second - start >= narrowest and end - first >= narrowest:
                    shared = (start if start > first else first, end if end < second else second)
                    grown[shared] = min(since, grown.get(shared, since))
        for strip, since in growing.items():
            if last - since > 2 and grown.get(strip) != since and left < strip[0] and strip[1] < right:
                yield _Strip(*strip, top - (last + 1) * step, top - since * step)
        last = last if number is None else number
        growing = grown | {strip: last for strip in white if strip not in grown}


def _white_between(
    inked: list[tuple[float, float]], left: float, right: float, narrowest: float
) -> list[tuple[float, float]]:
    white = []
    reach = left
    for start, end in inked:
        if start - reach >= narrowest:
            white.append((reach, start))
        reach = max(reach, end)
    if right - reach >= narrowest:
        white.append((reach, right))
    return white


def _lines_at_both_sides(boxes: list[Box], strip: _Strip, size: float) -> int:
    """The number of lines at both sides of a strip, where each side is a column; else 0."""
    beside = [box for box in boxes if strip.bottom <= (box[1] + box[3]) / 2 <= strip.top]
    left = _lines_of(box for box in beside if box[2] <= strip.left + 0.1)
    right = _lines_of(box for box in beside if box[0] >= strip.right - 0.1)
    if not left or not right:
        return 0
    bottom = max(left[-1][0][1], right[-1][0][1]) - size / 2
    top = min(left[0][0][3], right[0][0][3]) + size / 2
    count = min(sum(bottom <= line[0][1] and line[0][3] <= top for line in side) for side in (left, right))
    is_enough = count >= _fewest(strip, size)
    return count if is_enough and _is_column(left, size) and _is_column(right, size) else 0


def _fewest(strip: _Strip, size: float) -> int:
    width = (strip.right - strip.left) / size
    return next(lines for least, lines in _FEWEST_LINES if width >= least)


def _lines_of(boxes: Iterable[Box]) -> list[list[Box]]:
    """Boxes at one height together, from the top down."""
    lines: list[list[Box]] = []
    for box in sorted(boxes, key=lambda box: -box[1] - box[3]):
        if lines and (box[1] + box[3]) / 2 > lines[-1][0][1]:
            lines[-1].append(box)
        else:
            lines.append([box])
    return lines


def _is_column(lines: list[list[Box]], size: float) -> bool:
    """True if lines are wide enough for a column, and most fill it as the lines of a text do."""
    width = max(box[2] for line in lines for box in line) - min(box[0] for line in lines for box in line)
    filled = median(sum(box[2] - box[0] for box in line) for line in lines)
    return width > _NARROWEST_COLUMN * size and filled > _LEAST_FILLED * width
