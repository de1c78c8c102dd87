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

from analyst_app.core.annotation import Annotation, Link
from analyst_app.ui.article.block_geometry import BlockGeometry
from analyst_app.ui.article.block_plan import BlockPlan, PaintedLayer, Planner, Stroke, line_width

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook
    from analyst_app.core.span import Span
    from analyst_app.core.store import AnnotationStore, Change
    from analyst_app.ui.article.column_layout import ColumnLayout
    from analyst_app.ui.article.shown_text import ShownText
    from analyst_app.ui.widgets.theme import Theme

CROWDED = 1_000
"""Rectangles in a frame from which on coverage is painted."""
_CROWDED_BLOCK = 150
"""Annotations in a block from which on coverage is painted there."""
_KEPT_PLANS = 400
_MANY = 200
"""Records in a Change from which on all plans are made anew."""
_DASHES = {"dashed": (3.2, 1.8), "dotted": (0.1, 1.9), "dash-dot": (3.4, 1.5, 0.1, 1.5)}


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
    """

    def __init__(self, theme: Theme, layout: ColumnLayout) -> None:
        self.overlays = Overlays()
        self.shown: ShownText | None = None
        self.planned = 0
        """Number of plans that were made: tests of growth read it."""
        self.rectangles = 0
        """Rectangles and lines of the last frame."""
        self._theme, self._layout = theme, layout
        self._first: PaintedLayer | None = None
        self._second: PaintedLayer | None = None
        self._shown_tags: Collection[str] | None = None
        self._plans: dict[tuple[int, bool], BlockPlan] = {}

    # -- what is painted -----------------------------------------------------

    def begin(self, shown: ShownText) -> None:
        """Paint another text, without annotations so far."""
        self.shown = shown
        self.set_first(None, None)
        self.overlays = Overlays()

    @property
    def theme(self) -> Theme:
        """The colours."""
        return self._theme

    def set_theme(self, theme: Theme) -> None:
        """Paint in other colours."""
        self._theme = theme
        for source in (self._first, self._second):
            if source is not None:
                source.looks = theme.tag_looks(source.codebook)
        self.forget()

    def paints(self, store: AnnotationStore | None, codebook: Codebook | None) -> bool:
        """True if a layer is painted under the text already, and nothing of it is hinted at only."""
        return self._first is not None and not self._first.quiet and self._first.is_of(store, codebook)

    def set_first(self, store: AnnotationStore | None, codebook: Codebook | None, quiet: Collection[str] = ()) -> None:
        """The layer whose lanes lie under the text."""
        self._first = self._source(store, codebook, quiet)
        self.forget()

    def set_second(self, store: AnnotationStore | None, codebook: Codebook | None, quiet: Collection[str] = ()) -> None:
        """A layer to compare with, its lanes above the text; None for none.

        Args:
            store: its annotations, on the same text.
            codebook: for its looks.
            quiet: ids of annotations (of both) that are only hinted at.
        """
        self._second = self._source(store, codebook, quiet)
        if self._second is not None:
            self._second.is_above = True
        if self._first is not None:
            self._first.quiet = frozenset(quiet)
        self.forget()

    @property
    def has_second(self) -> bool:
        """True if there is a layer to compare with."""
        return self._second is not None

    def set_shown_tags(self, tags: Collection[str] | None) -> bool:
        """Paint annotations of these tags only; None for all. Returns True if those are others than before."""
        wanted = None if tags is None else frozenset(tags)
        is_other = wanted != self._shown_tags
        if is_other:
            self._shown_tags = wanted
            self.forget()
        return is_other

    def forget(self) -> None:
        """Make every plan anew."""
        self._plans.clear()

    def forget_from(self, position: int) -> None:
        """Make the plans of what comes after a code point anew: there is more text now."""
        for key in [key for key, plan in self._plans.items() if plan.end >= position]:
            del self._plans[key]

    def forget_change(self, change: Change) -> list[tuple[int, int]] | None:
        """Make the plans of what a change touches anew.

        Returns:
            The stretches touched, code points; None if they are too many.
        """
        records = change.removed + change.added
        if len(records) > _MANY or self._first is None:
            self.forget()
            return None
        touched: list[tuple[int, int]] = []
        for record in records:
            if isinstance(record, Annotation):
                touched.append((record.start, record.end))
                touched += self._ends(self._first.store, record.id)
            elif isinstance(record, Link):
                touched += self._ends(self._first.store, record.from_id)
                head = self._first.store.annotation(record.from_id)
                touched += [(head.start, head.end)] if head else []
        stale = [
            key
            for key, plan in self._plans.items()
            if any(start <= plan.end and plan.start <= end for start, end in touched)
        ]
        for key in stale:
            del self._plans[key]
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
        """Paint tints and lanes; the text is drawn over them."""
        for shown, plan in zip(visible, plans, strict=True):
            top = round(shown.top)  # lanes are drawn for whole pixels
            painter.translate(0, top)
            for colour, rects in plan.fills:
                painter.setPen(Qt.PenStyle.NoPen)
                painter.setBrush(colour)
                painter.drawRects(rects)
            self._paint_overlays(painter, shown.block, plan)
            for stroke in plan.strokes:
                paint_stroke(painter, stroke)
            painter.translate(0, -top)

    def paint_over(self, painter: QPainter, visible: Sequence[ShownBlock], plans: Sequence[BlockPlan]) -> None:
        """Paint the veil over skipped text and the handles of the current annotation."""
        veil = self._theme.veil
        for shown, plan in zip(visible, plans, strict=True):
            for rect in plan.veils:
                painter.fillRect(rect.translated(0, shown.top), veil)
        for rect in self.handles(visible, plans):
            _paint_handle(painter, rect, self._theme.colour("accent"), self._theme.colour("paper"))

    def handles(self, visible: Sequence[ShownBlock], plans: Sequence[BlockPlan]) -> list[QRectF]:
        """The handles at the emphasised span's edges: start, then end; invisible ones are left out."""
        return [rect for _, rect in self.edges(visible, plans)]

    def edges(self, visible: Sequence[ShownBlock], plans: Sequence[BlockPlan]) -> list[tuple[bool, QRectF]]:
        """Like ``handles``, each with whether it is the end."""
        span = self.overlays.emphasised
        found: list[tuple[bool, QRectF]] = []
        if span is None or self.shown is None:
            return found
        for is_end, position in ((False, span.start), (True, span.end)):
            for shown, plan in zip(visible, plans, strict=True):
                if not (plan.start <= position <= plan.end) or not plan.rows:
                    continue
                edge = BlockGeometry(self.shown, shown.block).edge(position, is_end=is_end)
                if edge is not None and (is_end or position < plan.end or plan.start == plan.end):
                    x, line = edge
                    found.append((is_end, QRectF(x - 1, shown.top + line.top, 2, line.bottom - line.top)))
                    break
        return found

    # -- inside --------------------------------------------------------------

    def _source(
        self, store: AnnotationStore | None, codebook: Codebook | None, quiet: Collection[str]
    ) -> PaintedLayer | None:
        if store is None or codebook is None or self.shown is None:
            return None
        return PaintedLayer(
            store,
            codebook,
            self.shown.text,
            self._theme.tag_looks(codebook),
            quiet=frozenset(quiet),
            changes=store.changes,
        )

    @staticmethod
    def _ends(store: AnnotationStore, annotation_id: str) -> list[tuple[int, int]]:
        """The quotes that name an annotation as what they are linked to."""
        tails = [store.annotation(link.from_id) for link in store.links_to(annotation_id, most=_MANY)]
        return [(tail.start, tail.end) for tail in tails if tail is not None]

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
        geometry = BlockGeometry(self.shown, block)
        layout = self._layout
        planner = Planner(geometry, self._theme, pitch=layout.pitch, above_share=layout.above_share)
        for source in (self._first, self._second):
            if source is None:
                continue
            annotations = source.touching(geometry.start, geometry.end, self._shown_tags)
            if is_merged or len(annotations) > _CROWDED_BLOCK:
                planner.add_merged(source, annotations)
            else:
                planner.add(source, annotations)
        return planner.plan

    def _paint_overlays(self, painter: QPainter, block: QTextBlock, plan: BlockPlan) -> None:
        overlays = self.overlays
        emphasised = overlays.emphasised
        hits = self._hits_in(plan)
        spans = (emphasised, overlays.proposal)
        if self.shown is None or not (hits or any(s and s.start < plan.end and plan.start < s.end for s in spans)):
            return
        geometry = BlockGeometry(self.shown, block)
        if emphasised is not None:
            look = self._first.look(overlays.current, self._theme) if overlays.current and self._first else None
            colour = (look or self._theme.unknown_look).strong_tint
            for piece in geometry.pieces(*emphasised):
                painter.fillRect(piece.rect, colour)
        for hit in hits:
            for piece in geometry.pieces(*hit):
                painter.fillRect(piece.rect, self._theme.colour("find"))
        if overlays.proposal is not None:
            painter.setPen(QPen(self._theme.colour("accent"), 1.6, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            for piece in geometry.pieces(*overlays.proposal):
                painter.drawRoundedRect(piece.rect.adjusted(-2, 0, 2, 0), 4, 4)

    def _hits_in(self, plan: BlockPlan) -> Sequence[Span]:
        hits = self.overlays.hits
        if not hits:
            return ()
        first = bisect_left(hits, plan.start, key=lambda span: span.end)
        last = bisect_left(hits, plan.end, key=lambda span: span.start)
        return hits[first:last]


def paint_stroke(painter: QPainter, stroke: Stroke) -> None:
    """Paint lines of one look."""
    pen = QPen(stroke.colour, line_width(stroke.style, stroke.step), Qt.PenStyle.SolidLine, Qt.PenCapStyle.FlatCap)
    if stroke.style in _DASHES:
        pen.setDashPattern(_DASHES[stroke.style])
    if stroke.style in ("dotted", "dash-dot"):
        pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    painter.setPen(pen)
    if stroke.path is not None:
        painter.strokePath(stroke.path, pen)
    else:
        painter.drawLines(stroke.lines)


def _paint_handle(painter: QPainter, rect: QRectF, colour: QColor, rim: QColor) -> None:
    """A bar with a knob at its foot."""
    painter.fillRect(rect, colour)
    painter.setPen(QPen(rim, 1.2))
    painter.setBrush(colour)
    radius = max(4.0, rect.height() * 0.16)
    painter.drawEllipse(QPointF(rect.center().x(), rect.bottom() + radius * 0.6), radius, radius)
