"""The plan of one block's annotations: made once, painted until something in the block changes.

All places are relative to the block, so that a plan survives scrolling.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLineF, QRectF
from PySide6.QtGui import QColor

from analyst_app.ui.article.painted_layers import GREYED, LANES
from analyst_app.ui.article.speaker_names import speaker_word
from analyst_app.ui.widgets.theme import NO_LINE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyst_app.core.annotation import Annotation
    from analyst_app.ui.article.block_geometry import BlockGeometry, BlockLine, SpanPart
    from analyst_app.ui.article.painted_layers import LanedLayer, PaintedLayer
    from analyst_app.ui.widgets.theme import TagLook, Theme

HAIR = "hair"
"""The line of what is only hinted at."""
_INSET = 0.75
"""Pixels by which lines begin later and end sooner than their words, so that those of neighbours do not meet."""


class Stroke(NamedTuple):
    """Lines of one look."""

    colour: QColor
    style: str
    """One of the theme's lines, or HAIR."""
    width: float
    """Pixels."""
    lines: list[QLineF]


class Mark(NamedTuple):
    """A letter at the left of a line or a word at its right."""

    row: int
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
    rows: list[tuple[float, float]] = field(default_factory=list)
    """Top and bottom of each line's letters."""
    fills: list[tuple[QColor, list[QRectF]]] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    letters: list[Mark] = field(default_factory=list)
    words: list[Mark] = field(default_factory=list)
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
    """

    def __init__(self, geometry: BlockGeometry, theme: Theme, lane: int) -> None:
        self._geometry, self._theme, self._lane = geometry, theme, lane
        self._ranks: dict[int, dict[str, int]] = {}
        self.plan = BlockPlan(geometry.start, geometry.end, [(line.over, line.under) for line in geometry.lines])

    def add(self, layer: LanedLayer) -> None:
        """Plan a layer's annotations one by one."""
        self._add_marks(layer.source, layer.annotations)
        self._ranks.clear()
        rows = sorted(zip(layer.annotations, layer.lanes, strict=True), key=lambda row: row[0].start - row[0].end)
        for annotation, lane in rows:  # outer first: the innermost tints last
            if lane != GREYED:
                self._add_one(layer, annotation)

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
            self.plan.letters.append(Mark(row, look.key, look, annotation.id, source.is_above))
            word = speaker_word(source.store, source.codebook, source.text, annotation)
            if word:
                self.plan.words.append(Mark(row, word, look, annotation.id, source.is_above))

    def _add_one(self, layer: LanedLayer, annotation: Annotation) -> None:
        pieces = self._geometry.pieces(annotation.start, annotation.end)
        self.plan.count += 2 * len(pieces)
        source = layer.source
        look = source.look(annotation, self._theme)
        is_quiet = annotation.id in source.quiet
        if look.has_tint and not is_quiet and not self._theme.is_high_contrast:
            self._fill(look.tint, [piece.rect for piece in pieces])
        style, width, colour = look.line, look.width, look.ink
        if is_quiet:
            style, width, colour = HAIR, 1, self._theme.colour("muted")
        for piece in pieces:
            line = self._geometry.lines[piece.row]
            rank = self._rank(layer, piece.row, annotation)
            if style != NO_LINE and rank < LANES:
                self._stroke(piece, self._top(line, rank, width, is_above=source.is_above), colour, style, width)
        for row in {piece.row for piece in pieces if self._rank(layer, piece.row, annotation) >= LANES}:
            self.plan.hidden[row] = self.plan.hidden.get(row, 0) + 1

    def _rank(self, layer: LanedLayer, row: int, annotation: Annotation) -> int:
        """The place of an annotation's line among those that one line of text has."""
        if layer.is_flat:
            return 0
        ranks = self._ranks.get(row)
        if ranks is None:
            ranks = self._ranks[row] = layer.ranks(*self._geometry.reach(row))
        return ranks.get(annotation.id, 0)

    def _fill(self, colour: QColor, rects: list[QRectF]) -> None:
        fills = self.plan.fills
        if fills and fills[-1][0] is colour:
            fills[-1][1].extend(rects)
        else:
            fills.append((colour, rects))

    def _top(self, line: BlockLine, rank: int, width: int, *, is_above: bool) -> float:
        """The upper edge of a lane's line, pixels: each is drawn at the side of its lane next to the letters."""
        return line.over - rank * self._lane - width if is_above else line.under + rank * self._lane

    def _stroke(self, piece: SpanPart, top: float, colour: QColor, style: str, width: int) -> None:
        left = piece.rect.left() + _INSET
        right = max(left + 2 * _INSET, piece.rect.right() - _INSET)
        thin = (width - 1) / 2
        tops, thick = ((top, top + width - thin), thin) if style == "double" else ((top,), float(width))
        stroke = self._stroke_of(colour, style, thick)
        stroke.lines.extend(QLineF(left, y + thick / 2, right, y + thick / 2) for y in tops)

    def _stroke_of(self, colour: QColor, style: str, width: float) -> Stroke:
        for stroke in self.plan.strokes:
            if stroke.style == style and stroke.width == width and stroke.colour == colour:
                return stroke
        stroke = Stroke(colour, style, width, [])
        self.plan.strokes.append(stroke)
        return stroke
