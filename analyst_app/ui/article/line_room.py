"""The room of a line: for its letters, for the lanes under them and, where two layers are compared, for lanes above.

A line's distance to the next follows from the size of the type alone, so that
faces which call themselves tall do not spread the text; only letters that are
taller than the body's, and lanes after the first, get more.
"""

from __future__ import annotations

from functools import lru_cache
from typing import NamedTuple

from PySide6.QtGui import QFont, QFontInfo, QFontMetricsF

from analyst_app.ui.widgets.sizes import Sizes

_USUAL = 18
"""Pixels of the type that the sizes are given for."""
_DEPTH = 1 / 3
"""From the baseline to the first lane, in sizes of the type: below the letters."""
_UNUSED = 0.2
"""Of the ascent that a face says it has, in sizes of the type, no letter needs so much."""
_ALIKE = 0.055
"""A line whose ascent or descent is greater by less of its height is as tall as one of the body."""


class LineBox(NamedTuple):
    """The places in one line's room, pixels from its top."""

    over: int
    """The end of the lanes above the letters."""
    baseline: int
    under: int
    """The beginning of the lanes under the letters."""
    height: int
    """The beginning of the next line's room."""


class LineRoom(NamedTuple):
    """The room of every line of one text, pixels."""

    above: int
    """For letters, above the baseline."""
    below: int
    """For letters, below the baseline."""
    lane: int
    """Height of a lane."""
    over: int
    """For the first lane above the letters; 0 while one layer is shown."""
    ascent: float
    descent: float
    """Of the body's type."""
    thicker: int = 0
    """Pixels by which the lines of annotations are thicker than usual."""

    @classmethod
    def of(cls, font: QFont, sizes: Sizes, *, for_two: bool = False, thicker: int = 0) -> LineRoom:
        """The room that a type needs, with lanes for one layer or for two, of lines that may be thicker than usual."""
        size, metrics = QFontInfo(font).pixelSize(), QFontMetricsF(font)
        lane = scaled(sizes.reading("lane"), size) + thicker
        below = max(round(size * _DEPTH), round(metrics.descent() - _UNUSED * size / 2))
        above = max(round(size * sizes.pitch) - below - lane + 1, round(metrics.ascent() - _UNUSED * size))
        over = round(size * (sizes.reading("review_pitch") - sizes.reading("pitch"))) if for_two else 0
        return cls(above, below, lane, over, metrics.ascent(), metrics.descent(), thicker)

    @property
    def pitch(self) -> int:
        """Distance of two lines of the body with one lane."""
        return self.box(self.ascent, self.descent).height

    def box(self, ascent: float, descent: float, lanes: int = 1, over_lanes: int = 1) -> LineBox:
        """The room of one line.

        Args:
            ascent: of its tallest letters.
            descent: of its deepest ones.
            lanes: of annotations under it; the first is always there.
            over_lanes: of a second layer's above it.
        """
        return _box(self, ascent, descent, lanes, over_lanes)


@lru_cache(maxsize=256)
def _box(room: LineRoom, ascent: float, descent: float, lanes: int, over_lanes: int) -> LineBox:
    alike = _ALIKE * (ascent + descent)
    over = room.over + room.lane * max(0, over_lanes - 1) if room.over else 0
    smaller = min(0, round(ascent + descent - room.ascent - room.descent))
    baseline = over + room.above + _more(ascent - room.ascent - alike) + smaller
    under = baseline + room.below + _more(descent - room.descent - alike)
    return LineBox(over, baseline, under, under + room.lane * max(1, lanes) - 1)


def scaled(pixels: float, size: float) -> int:
    """A size that is given for the usual type, for a type of another size: never smaller."""
    return max(round(pixels), round(pixels * size / _USUAL))


def _more(pixels: float) -> int:
    return max(0, round(pixels))
