"""The plan of one block's annotations: made once, painted until something in the block changes.

All places are relative to the block, so that a plan survives scrolling.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from itertools import pairwise
from math import ceil, floor
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLineF, QPointF, QRectF
from PySide6.QtGui import QColor, QPainterPath

from analyst_app.core.lanes import lanes
from analyst_app.ui.article.column_layout import line_advance
from analyst_app.ui.article.speaker_names import speaker_word

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence

    from analyst_app.core.annotation import Annotation
    from analyst_app.core.codebook import Codebook
    from analyst_app.core.store import AnnotationStore
    from analyst_app.ui.article.block_geometry import BlockGeometry, BlockLine, SpanPart
    from analyst_app.ui.widgets.theme import TagLook, Theme

_USUAL_LANES = 3
"""So many share the room between lines where there are not more."""
_LEAST_STEP = 3
"""Pixels that a lane needs for a double line."""
LANES = 4
"""Lanes that have room under a line; deeper ones are counted beside it."""


@dataclass
class PaintedLayer:
    """The annotations of one layer, as the view paints them."""

    store: AnnotationStore
    codebook: Codebook
    text: str
    looks: dict[str, TagLook]
    is_above: bool = False
    """True if its lanes lie above the text."""
    quiet: Collection[str] = frozenset()
    """Ids of annotations that are only hinted at: a thin line, no tint."""
    changes: int = 0
    """Number of the store's changes when it was handed over."""

    def is_of(self, store: AnnotationStore | None, codebook: Codebook | None) -> bool:
        """True if these are what was handed over, unchanged since."""
        return store is self.store and codebook is self.codebook and store.changes == self.changes

    @property
    def greyed(self) -> frozenset[str]:
        """Ids of the tags of text that is not the article: greyed instead of tinted."""
        return self.codebook.ids_counted_as("skip")

    def look(self, annotation: Annotation, theme: Theme) -> TagLook:
        return self.looks.get(annotation.tag, theme.unknown_look)

    def touching(self, start: int, end: int, shown_tags: Collection[str] | None) -> list[Annotation]:
        """The annotations of a stretch whose tags are shown."""
        found = self.store.touching(start, end)
        return found if shown_tags is None else [a for a in found if a.tag in shown_tags]


class Stroke(NamedTuple):
    """Lines of one look."""

    colour: QColor
    style: str
    step: float
    """Height of a lane, pixels."""
    lines: list[QLineF]
    path: QPainterPath | None
    """Instead of lines, where they are wavy."""


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
    """Top and bottom of each line's text."""
    fills: list[tuple[QColor, list[QRectF]]] = field(default_factory=list)
    strokes: list[Stroke] = field(default_factory=list)
    veils: list[QRectF] = field(default_factory=list)
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
        pitch: distance of two lines, pixels.
        above_share: how much of the room between lines lies above the text.
    """

    def __init__(self, geometry: BlockGeometry, theme: Theme, *, pitch: float, above_share: float) -> None:
        self._geometry, self._theme = geometry, theme
        self._pitch, self._above_share = pitch, above_share
        self._depth = LANES
        self.plan = BlockPlan(geometry.start, geometry.end, [(line.top, line.bottom) for line in geometry.lines])

    def add(self, source: PaintedLayer, annotations: Sequence[Annotation]) -> None:
        """Plan a layer's annotations one by one."""
        self._add_marks(source, annotations)
        greyed = source.greyed
        lanes_of = lanes(a.span for a in annotations if a.tag not in greyed)
        self._depth = min(LANES, max([_USUAL_LANES - 1, *lanes_of]) + 1)
        laned = iter(lanes_of)
        rows = [(a, -1 if a.tag in greyed else next(laned)) for a in annotations]
        rows.sort(key=lambda row: row[0].start - row[0].end)  # outer first: the innermost tints last
        for annotation, lane in rows:
            self._add_one(source, annotation, lane)

    def add_merged(self, source: PaintedLayer, annotations: Sequence[Annotation]) -> None:
        """Plan what annotations cover together, and how many there are in each line."""
        merged: list[list[int]] = []
        for annotation in annotations:
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

    def _add_one(self, source: PaintedLayer, annotation: Annotation, lane: int) -> None:
        pieces = self._geometry.pieces(annotation.start, annotation.end)
        self.plan.count += 2 * len(pieces)
        if annotation.tag in source.greyed:
            self.plan.veils += [piece.rect for piece in pieces]
            return
        look = source.look(annotation, self._theme)
        is_quiet = annotation.id in source.quiet
        if not is_quiet:
            self._fill(look.tint, [piece.rect for piece in pieces])
        if lane < LANES:
            self._stroke(source, annotation, pieces, lane, look, is_quiet=is_quiet)
            return
        for row in {piece.row for piece in pieces}:
            self.plan.hidden[row] = self.plan.hidden.get(row, 0) + 1

    def _fill(self, colour: QColor, rects: list[QRectF]) -> None:
        fills = self.plan.fills
        if fills and fills[-1][0] is colour:
            fills[-1][1].extend(rects)
        else:
            fills.append((colour, rects))

    def _stroke(
        self,
        source: PaintedLayer,
        annotation: Annotation,
        pieces: list[SpanPart],
        lane: int,
        look: TagLook,
        *,
        is_quiet: bool,
    ) -> None:
        style, colour = ("hair", self._theme.colour("muted")) if is_quiet else (look.line, look.ink)
        for piece in pieces:
            step, top = self._lane(self._geometry.lines[piece.row], lane, is_above=source.is_above)
            left = piece.rect.left() + 0.75
            right = max(left + 1.5, piece.rect.right() - 0.75)
            stroke = self._stroke_of(colour, style, step)
            if stroke.path is not None:
                _add_wave(stroke.path, left, right, top, step)
            else:
                stroke.lines.extend(QLineF(left, top + y, right, top + y) for y in line_offsets(style, step))

    def _stroke_of(self, colour: QColor, style: str, step: float) -> Stroke:
        for stroke in self.plan.strokes:
            if stroke.style == style and stroke.step == step and stroke.colour == colour:
                return stroke
        stroke = Stroke(colour, style, step, [], QPainterPath() if style == "wavy" else None)
        self.plan.strokes.append(stroke)
        return stroke

    def _lane(self, line: BlockLine, lane: int, *, is_above: bool) -> tuple[int, float]:
        """Height of a lane at a line, and the y of its side next to the text; whole pixels."""
        height = line.bottom - line.top
        room = line_advance(self._pitch, height) - height
        room *= self._above_share if is_above else 1 - self._above_share
        step = max(_LEAST_STEP, round(room / self._depth))
        if is_above:
            return step, float(floor(line.top) - (lane + 1) * step)
        return step, float(ceil(line.bottom) + lane * step)


def line_width(style: str, step: float) -> int:
    """Thickness of the line of a style in a lane of a height, pixels."""
    if style in ("double", "hair", "wavy"):
        return max(1, round(step / 4.5))
    return round(step * 0.75) if style == "thick" else max(2, round(step * 0.42))


def line_offsets(style: str, step: float) -> tuple[float, ...]:
    """The middles of a style's lines in a lane, pixels from its top; sharp on the pixel grid."""
    width = line_width(style, step)
    if style != "double":
        return (width / 2,)
    return (width / 2, max(2.5 * width, step - 1 - width / 2))


def _add_wave(path: QPainterPath, left: float, right: float, top: float, step: float) -> None:
    """A wave from left to right, as high as a lane."""
    count = max(1, round((right - left) / (step * 1.1)))
    width = (right - left) / count
    middle, rise = top + step * 0.45, step * 0.36
    path.moveTo(QPointF(left, middle))
    for number, (here, there) in enumerate(pairwise(left + width * n for n in range(count + 1))):
        side = rise if number % 2 else -rise
        path.quadTo(QPointF((here + there) / 2, middle + 2 * side), QPointF(there, middle))
