"""Paints annotations under the text of the visible blocks, and handles over it.

Each block's plan is kept while nothing in it changes, so a frame costs what is
visible of it and a change costs its block. Where a thousand and more rectangles
would be visible, what the annotations cover together is painted instead.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QTextBlock

from analyst_app.core.annotation import Annotation
from analyst_app.core.span import Span
from analyst_app.ui.article.block_geometry import BlockGeometry
from analyst_app.ui.article.block_plan import BlockPlan, Planner
from analyst_app.ui.article.painted_layers import PaintedLayer

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook
    from analyst_app.core.store import AnnotationStore, Change
    from analyst_app.ui.article.column_layout import ColumnLayout
    from analyst_app.ui.article.painted_layers import PaintedLayers
    from analyst_app.ui.article.shown_text import ShownText
    from analyst_app.ui.widgets.theme import TagLook, Theme

CROWDED = 1_000
"""Rectangles in a frame from which on coverage is painted."""
_KEPT_PLANS = 400
_KNOB = 4.0
"""Radius of a handle's dot, pixels."""


class ShownBlock(NamedTuple):
    """A visible block and where its top is in the viewport."""

    block: QTextBlock
    top: float


@dataclass
class Overlays:
    """Things painted for the moment: they change without any annotation changing.

    Each method returns the spans that are to be painted anew.
    """

    current: Annotation | None = None
    preview: Span | None = None
    """An edge being moved: stands for the current annotation's span."""
    proposal: Span | None = None
    hits: Sequence[Span] = ()
    """In the order of the text."""

    @property
    def emphasised(self) -> Span | None:
        """The span with the handles."""
        return self.preview or (self.current.span if self.current else None)

    @property
    def looked_at(self) -> Span | None:
        """From the first to the last of what is current or marked as found; None: there is nothing."""
        spans = [*self.hits, *([self.current.span] if self.current else [])]
        return Span(min(one.start for one in spans), max(one.end for one in spans)) if spans else None

    def show_current(self, annotation: Annotation | None) -> list[Span]:
        """Emphasise an annotation, or none."""
        before = self.emphasised
        self.current, self.preview = annotation, None
        return [span for span in (before, self.emphasised) if span]

    def show_preview(self, span: Span | None) -> list[Span]:
        """Let a span stand for the current annotation's; None: its own."""
        before = self.emphasised
        self.preview = span
        return [span for span in (before, self.emphasised) if span]

    def show_hits(self, spans: Sequence[Span]) -> list[Span]:
        """Mark spans as found."""
        before, self.hits = self.hits, sorted(spans)
        return [*before, *self.hits]

    def show_proposal(self, span: Span | None) -> None:
        """Frame the proposed other end of a link."""
        self.proposal = span

    def follow(self, change: Change) -> None:
        """Let the current annotation stay the same one through a change."""
        if self.current is not None:
            removed, added = change.of(Annotation)
            current_id = self.current.id
            if any(gone.id == current_id for gone in removed):
                self.current = next((new for new in added if new.id == current_id), None)


class SpanPainter:
    """Paints one article's annotations.

    Args:
        theme: colours.
        layout: of the text.
        layers: what is painted.
    """

    def __init__(self, theme: Theme, layout: ColumnLayout, layers: PaintedLayers) -> None:
        self.overlays = Overlays()
        self.planned = 0
        """Number of plans that were made: tests of growth read it."""
        self.rectangles = 0
        """Rectangles and lines of the last frame."""
        self._theme, self._layout, self._layers = theme, layout, layers
        self._plans: dict[tuple[int, bool], BlockPlan] = {}
        self._geometries: dict[int, BlockGeometry] = {}

    # -- what is painted -----------------------------------------------------

    def begin(self, shown: ShownText) -> None:
        """Paint another text, without annotations so far."""
        self._layers.begin(shown)
        self._geometries.clear()
        self.forget()
        self.overlays = Overlays()

    @property
    def shown(self) -> ShownText | None:
        """The text."""
        return self._layers.shown

    @property
    def theme(self) -> Theme:
        """The colours."""
        return self._theme

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        for source in (self._layers.first, self._layers.second):
            if source is not None:
                source.looks = theme.tag_looks(source.codebook)
        self._plans.clear()

    def paints(self, store: AnnotationStore | None, codebook: Codebook | None) -> bool:
        """True if a layer is painted under the text already, and nothing of it is hinted at only."""
        first = self._layers.first
        return first is not None and not first.quiet and first.is_of(store, codebook)

    def set_first(self, store: AnnotationStore | None, codebook: Codebook | None, quiet: Collection[str] = ()) -> None:
        """The layer whose lanes lie under the text."""
        self._layers.show(self._source(store, codebook, quiet), self._layers.second)
        self.forget()

    def set_second(self, store: AnnotationStore | None, codebook: Codebook | None, quiet: Collection[str] = ()) -> None:
        """A layer to compare with, its lanes above the text; None for none.

        Args:
            store: its annotations, on the same text.
            codebook: for its looks.
            quiet: ids of annotations (of both) that are only hinted at.
        """
        first, second = self._layers.first, self._source(store, codebook, quiet)
        self._layers.show(first, second)
        if second is not None:
            second.is_above = True
        if first is not None:
            first.quiet = frozenset(quiet)
        self.forget()

    @property
    def has_second(self) -> bool:
        """True if there is a layer to compare with."""
        return self._layers.second is not None

    def shows_other(self, tags: Collection[str] | None) -> bool:
        """True if annotations of other tags than these are painted; None stands for all."""
        return self._layers.shown_tags != (None if tags is None else frozenset(tags))

    def set_shown_tags(self, tags: Collection[str] | None) -> None:
        """Paint annotations of these tags only; None for all."""
        if self.shows_other(tags):
            self._layers.show_tags(None if tags is None else frozenset(tags))
            self.forget()

    def forget(self) -> None:
        """Make every plan anew, and ask for the room of every line again."""
        self._plans.clear()
        self._layers.forget()
        self._layout.forget_lanes()

    def forget_plans(self) -> None:
        """Make every plan anew: lines are elsewhere."""
        self._plans.clear()

    def forget_blocks(self, numbers: Collection[int]) -> None:
        """Make the plans of some blocks anew: lines of theirs are elsewhere."""
        for key in [key for key in self._plans if key[0] in numbers]:
            del self._plans[key]

    def forget_from(self, position: int) -> None:
        """Make the plans of what comes after a code point anew: there is more text now."""
        for key in [key for key, plan in self._plans.items() if plan.end >= position]:
            del self._plans[key]
        self._layers.forget_from(position)

    def forget_change(self, change: Change) -> list[tuple[int, int]] | None:
        """Make the plans of what a change touches anew.

        Returns:
            The stretches touched, code points; None if they are too many.
        """
        touched = self._layers.touched(change)
        if touched is None:
            self.forget()
            return None
        stale = [
            key
            for key, plan in self._plans.items()
            if any(start <= plan.end and plan.start <= end for start, end in touched)
        ]
        for key in stale:
            del self._plans[key]
        self._layers.forget_touching(touched)
        self._layout.forget_touching(touched)
        return touched

    # -- painting ------------------------------------------------------------

    def plans(self, visible: Sequence[ShownBlock]) -> list[BlockPlan]:
        """The plans of the visible blocks, from the top."""
        plans = [self._plan(shown.block, is_merged=False) for shown in visible]
        if sum(plan.count for plan in plans) > CROWDED:
            fair = CROWDED // len(plans)
            plans = [
                self._plan(shown.block, is_merged=True) if plan.count > fair else plan
                for shown, plan in zip(visible, plans, strict=True)
            ]
        self.rectangles = sum(plan.count for plan in plans)
        return plans

    def paint_under(self, painter: QPainter, visible: Sequence[ShownBlock], plans: Sequence[BlockPlan]) -> None:
        """Paint tints; the text is drawn over them."""
        for shown, plan in zip(visible, plans, strict=True):
            painter.translate(0, shown.top)
            painter.setPen(Qt.PenStyle.NoPen)
            for colour, rects in plan.fills:
                painter.setBrush(colour)
                painter.drawRects(rects)
            self._paint_overlays(painter, shown.block, plan)
            painter.translate(0, -shown.top)

    def paint_over(self, painter: QPainter, visible: Sequence[ShownBlock], plans: Sequence[BlockPlan]) -> None:
        """Paint the lanes, which a selection must not hide, and the handles of the current annotation."""
        for shown, plan in zip(visible, plans, strict=True):
            painter.translate(0, shown.top)
            painter.setPen(Qt.PenStyle.NoPen)
            for stroke in plan.strokes:
                painter.setBrush(stroke.colour)
                painter.drawRects(stroke.rects)
            painter.translate(0, -shown.top)
        for is_end, rect in self.edges(visible, plans):
            _paint_handle(painter, rect, self._current_look.ink, is_end=is_end)

    def edges(self, visible: Sequence[ShownBlock], plans: Sequence[BlockPlan]) -> list[tuple[bool, QRectF]]:
        """The handles at the emphasised span's edges, each with whether it is the end; invisible ones are left out."""
        span = self.overlays.emphasised
        found: list[tuple[bool, QRectF]] = []
        if span is None or self.shown is None:
            return found
        for is_end, position in ((False, span.start), (True, span.end)):
            for shown, plan in zip(visible, plans, strict=True):
                if not (plan.start <= position <= plan.end) or not plan.rows:
                    continue
                edge = self.geometry(self.shown, shown.block).edge(position, is_end=is_end)
                if edge is not None and (is_end or position < plan.end or plan.start == plan.end):
                    x, line = edge
                    bottom = line.under + self._layout.look.room.lane - 1
                    found.append((is_end, QRectF(round(x) - 1, shown.top + line.over, 2, bottom - line.over)))
                    break
        return found

    def geometry(self, shown: ShownText, block: QTextBlock) -> BlockGeometry:
        """The places of a block's characters; looked for once, as long as its lines stay where they are."""
        number, places = block.blockNumber(), self._layout.places(block)
        kept = self._geometries.get(number)
        if kept is None or kept.places is not places:
            if len(self._geometries) >= _KEPT_PLANS:
                self._geometries.clear()
            kept = self._geometries[number] = BlockGeometry(shown, block, places)
        return kept

    # -- inside --------------------------------------------------------------

    def _source(
        self, store: AnnotationStore | None, codebook: Codebook | None, quiet: Collection[str]
    ) -> PaintedLayer | None:
        if store is None or codebook is None or self.shown is None:
            return None
        looks, changes = self._theme.tag_looks(codebook), store.changes
        return PaintedLayer(store, codebook, self.shown.text, looks, quiet=frozenset(quiet), changes=changes)

    def _plan(self, block: QTextBlock, *, is_merged: bool) -> BlockPlan:
        key = (block.blockNumber(), is_merged)
        plan = self._plans.get(key)
        if plan is None:
            if len(self._plans) >= _KEPT_PLANS:
                self._plans.clear()
            plan = self._plans[key] = self._make_plan(block, is_merged=is_merged)
        return plan

    def _make_plan(self, block: QTextBlock, *, is_merged: bool) -> BlockPlan:
        if self.shown is None:
            return BlockPlan(0, 0)
        self.planned += 1
        geometry = self.geometry(self.shown, block)
        room = self._layout.look.room
        planner = Planner(geometry, self._theme, room.lane, room.thicker)
        for layer in self._layers.of_block(block.blockNumber(), geometry.start, geometry.end):
            if is_merged or layer.is_crowded:
                planner.add_merged(layer)
            else:
                planner.add(layer)
        return planner.plan

    @property
    def _current_look(self) -> TagLook:
        """The look of the current annotation."""
        current, first = self.overlays.current, self._layers.first
        return first.look(current, self._theme) if current and first else self._theme.unknown_look

    def _paint_overlays(self, painter: QPainter, block: QTextBlock, plan: BlockPlan) -> None:
        overlays = self.overlays
        emphasised = overlays.emphasised
        hits = self._hits_in(plan)
        spans = (emphasised, overlays.proposal)
        if self.shown is None or not (hits or any(s and s.start < plan.end and plan.start < s.end for s in spans)):
            return
        geometry = self.geometry(self.shown, block)
        if emphasised is not None:
            self._paint_current(painter, geometry, emphasised, block.blockNumber())
        for hit in hits:
            for piece in geometry.pieces(*hit):
                painter.fillRect(piece.rect, self._theme.colour("find"))
        if overlays.proposal is not None:
            painter.setPen(QPen(self._theme.colour("accent"), 1.6, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for piece in geometry.pieces(*overlays.proposal):
                painter.drawRoundedRect(piece.rect.adjusted(-2, 1, 2, -1), 4, 4)

    def _paint_current(self, painter: QPainter, geometry: BlockGeometry, span: Span, number: int) -> None:
        """Paint the tint of the current annotation, and that of those inside it again; without tints, an outline."""
        look, pieces = self._current_look, geometry.pieces(*span)
        if self._theme.is_high_contrast:
            painter.setPen(QPen(look.ink, 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRects([piece.rect.adjusted(-1, 1, 1, -1) for piece in pieces])
            return
        for piece in pieces:
            painter.fillRect(piece.rect, look.strong_tint)
        first, current = self._layers.first, self.overlays.current
        for layer in self._layers.of_block(number, geometry.start, geometry.end):
            if layer.source is not first or layer.is_crowded:
                continue
            for inner in layer.inside(span, current.id if current else ""):
                if (tint := layer.source.look(inner, self._theme)).has_tint:
                    for piece in geometry.pieces(inner.start, inner.end):
                        painter.fillRect(piece.rect, tint.tint)

    def _hits_in(self, plan: BlockPlan) -> Sequence[Span]:
        hits = self.overlays.hits
        if not hits:
            return ()
        first = bisect_left(hits, plan.start, key=lambda span: span.end)
        last = bisect_left(hits, plan.end, key=lambda span: span.start)
        return hits[first:last]


def _paint_handle(painter: QPainter, rect: QRectF, colour: QColor, *, is_end: bool) -> None:
    """A bar with a dot: at the top of the start's, at the foot of the end's."""
    painter.fillRect(rect, colour)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawEllipse(QPointF(rect.center().x(), rect.bottom() if is_end else rect.top()), _KNOB, _KNOB)
