"""The plan of one block's annotations: made once, painted until something in the block changes.

All places are relative to the block, so that a plan survives scrolling.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import count
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor

from analyst_app.core.looks.tag_look import FAINT_LINE, NO_LINE
from analyst_app.ui.article.painted_layers import GREYED, LANES
from analyst_app.ui.article.speaker_names import speaker_word

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyst_app.core.annotation import Annotation
    from analyst_app.ui.article.block_geometry import BlockGeometry
    from analyst_app.ui.article.painted_layers import LanedLayer, PaintedLayer
    from analyst_app.ui.widgets.theme import TagLook, Theme

HAIR = "hair"
"""The line of what is only hinted at."""
_INSET = 0.75
"""Pixels by which lines begin later and end sooner than their words, so that those of neighbours do not meet."""


_DASHES = {
    "dashed": (2.5, 1.5),
    "dotted": (1.0, 1.0),
    "dash-dot": (3.5, 1.0, 1.0, 1.0),
    "long-dash": (6.0, 2.0),
    FAINT_LINE: (1.0, 2.0),
}
"""Lengths of dashes and of what is between them, in widths of the line."""


class Stroke(NamedTuple):
    """Lines of one look."""

    colour: QColor
    style: str
    """One of the theme's lines, or HAIR."""
    rects: list[QRectF]
    """The lines, or each of their dashes."""


class Mark(NamedTuple):
    """A letter at the left of a line or a word at its right."""

    words: str
    look: TagLook
    id: str
    """Of the annotation."""
    is_second: bool = False
    """True if it belongs to the layer that is compared with."""


@dataclass
class BlockPlan:
    """Everything painted for the annotations of one block."""

    start: int
    end: int
    """Code points of the block."""
    is_leftward: bool = False
    """True if it is written from right to left."""
    rows: list[tuple[float, float]] = field(default_factory=list)
    """Top and bottom of each line's letters."""
    fills: list[tuple[QColor, list[QRectF]]] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    letters: dict[int, list[Mark]] = field(default_factory=dict)
    words: dict[int, list[Mark]] = field(default_factory=dict)
    """Both by line."""
    hidden: dict[int, int] = field(default_factory=dict)
    """Number of annotations that are not drawn one by one, by line."""
    count: int = 0
    """Rectangles and lines in it."""


class Planner:
    """Makes the plan of one block.

    Args:
        geometry: of the block.
        theme: for the looks.
        lane: height of a lane, pixels.
        thicker: pixels by which its line is thicker than usual.
    """

    def __init__(self, geometry: BlockGeometry, theme: Theme, lane: int, thicker: int = 0) -> None:
        self._geometry, self._theme, self._lane, self._thicker = geometry, theme, lane, thicker
        rows = [(float(top + box.over), float(top + box.under)) for top, box in geometry.places]
        self.plan = BlockPlan(geometry.start, geometry.end, geometry.is_leftward, rows)

    def add(self, layer: LanedLayer) -> None:
        """Plan a layer's annotations one by one."""
        self._add_marks(layer.source, layer.annotations)
        ranks = [] if layer.is_flat else layer.ranks(self._geometry.starts, self._geometry.end)
        rows = sorted(zip(layer.annotations, layer.lanes, strict=True), key=lambda row: row[0].start - row[0].end)
        for annotation, lane in rows:  # outer first: the innermost tints last
            if lane != GREYED:
                self._add_one(layer.source, annotation, ranks)

    def add_merged(self, layer: LanedLayer) -> None:
        """Plan what annotations cover together, and how many there are in each line."""
        merged: list[list[int]] = []
        for annotation in layer.annotations:
            if merged and annotation.start <= merged[-1][1]:
                merged[-1][1] = max(merged[-1][1], annotation.end)
            else:
                merged.append([annotation.start, annotation.end])
            if annotation.start >= self.plan.start:
                row = self._geometry.row_at(annotation.start)
                self.plan.hidden[row] = self.plan.hidden.get(row, 0) + 1
        look = self._theme.unknown_look
        rects = [piece.rect for start, end in merged for piece in self._geometry.pieces(start, end)]
        self.plan.fills.append((look.tint, rects))
        self.plan.count += len(rects)

    # -- inside --------------------------------------------------------------

    def _add_marks(self, source: PaintedLayer, annotations: Sequence[Annotation]) -> None:
        for annotation in annotations:
            if annotation.start < self.plan.start or (source.is_above and annotation.id in source.quiet):
                continue
            row = self._geometry.row_at(annotation.start)
            look = source.look(annotation, self._theme)
            letter = Mark(look.key, look, annotation.id, source.is_above)
            self.plan.letters.setdefault(row, []).append(letter)
            word = speaker_word(source.store, source.codebook, source.text, annotation)
            if word:
                self.plan.words.setdefault(row, []).append(letter._replace(words=word))

    def _add_one(self, source: PaintedLayer, annotation: Annotation, ranks: Sequence[dict[str, int]]) -> None:
        pieces = self._geometry.pieces(annotation.start, annotation.end)
        self.plan.count += 2 * len(pieces)
        look = source.look(annotation, self._theme)
        is_quiet = annotation.id in source.quiet
        if look.has_tint and not is_quiet and not self._theme.is_high_contrast:
            self._fill(look.tint, [piece.rect for piece in pieces])
        style, width, colour = look.line, look.width + self._thicker, look.ink
        if is_quiet:
            style, colour = HAIR if style == NO_LINE else style, self._theme.colour("muted")
            width = width if style == "double" else 1
        deep = set()
        for piece in pieces:
            line = self._geometry.lines[piece.row]
            rank = ranks[piece.row].get(annotation.id, 0) if ranks else 0
            if rank >= LANES:
                deep.add(piece.row)
            elif style != NO_LINE:
                top = line.over - rank * self._lane - width if source.is_above else line.under + rank * self._lane
                self._stroke_of(colour, style).rects.extend(line_rects(style, width, piece.rect, top))
        for row in deep:
            self.plan.hidden[row] = self.plan.hidden.get(row, 0) + 1

    def _fill(self, colour: QColor, rects: list[QRectF]) -> None:
        fills = self.plan.fills
        if fills and fills[-1][0] is colour:
            fills[-1][1].extend(rects)
        else:
            fills.append((colour, rects))

    def _stroke_of(self, colour: QColor, style: str) -> Stroke:
        for stroke in self.plan.strokes:
            if stroke.style == style and stroke.colour == colour:
                return stroke
        stroke = Stroke(colour, style, [])
        self.plan.strokes.append(stroke)
        return stroke


def line_rects(style: str, width: int, words: QRectF, top: float) -> list[QRectF]:
    """The line under words, or above them, as what it consists of: rectangles are drawn much faster than dashes.

    Args:
        style: one of the theme's lines, or HAIR.
        width: of the line, pixels; a double one takes all of it.
        words: of one line of text; where they begin and end counts.
        top: upper edge of the line, pixels.
    """
    left = words.left() + _INSET
    right = max(left + 2 * _INSET, words.right() - _INSET)
    if style == "double":
        thin = (width - 1) / 2
        return [QRectF(left, y, right - left, thin) for y in (top, top + width - thin)]
    dashes = _DASHES.get(style)
    if dashes is None:
        return [QRectF(left, top, right - left, width)]
    found, x = [], left
    for number in count():
        if x >= right:
            break
        length = dashes[number % len(dashes)] * width
        if number % 2 == 0:
            found.append(QRectF(x, top, min(length, right - x), width))
        x += length
    return found
