"""Outlines in the text what is decided with the reading that is looked at: its speaker, its cue, its continuation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter, QPen

from analyst_app.core.span import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from analyst_app.ui.article.article_frame import FramedText, SeenBlocks
    from analyst_app.ui.article.margin_painter import MarginPainter
    from analyst_app.ui.article.span_painter import SpanPainter
    from analyst_app.ui.review.review_session import ReviewSession

_PEN, _STRONG_PEN, _RADIUS = 1.0, 2.0, 4.0
_DASHES = (4.0, 3.0)
"""Lengths of a dash and of a gap, pixels: the rim of the reading itself, where it has one, is not broken."""


class PartOutlines:
    """Paints a broken rim, in no tag's hue, round each part.

    Args:
        view: the text widget that they are painted in.
    """

    def __init__(self, view: FramedText) -> None:
        self._view = view
        self.places: Sequence[Span] = ()
        """Those of the parts, code points, none within another."""

    def show(self, places: Iterable[Span]) -> None:
        """Outline places, those that overlap as one; none: nothing is outlined."""
        found = joined(places)
        if found != list(self.places):
            self.places = found
            self._view.viewport().update()

    @property
    def joins_blocks(self) -> bool:
        """False: it paints within lines."""
        return False

    def clear(self) -> None:
        """Paint none: another text is shown."""
        self.places = ()

    def paint(self, painter: QPainter, spans: SpanPainter, seen: SeenBlocks, *, is_over: bool) -> None:
        """Paint the rims in the visible blocks.

        Args:
            painter: of the viewport.
            spans: paints the annotations of the same text; has the colours.
            seen: the blocks, from the top.
            is_over: True: only then is it painted.
        """
        text = spans.shown
        if not is_over or text is None or not self.places:
            return
        width = _STRONG_PEN if spans.theme.is_high_contrast else _PEN
        pen = QPen(spans.theme.colour("muted"), width, Qt.PenStyle.CustomDashLine, Qt.PenCapStyle.FlatCap)
        pen.setDashPattern([length / width for length in _DASHES])
        painter.setPen(pen)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for shown, plan in zip(seen.blocks, seen.plans, strict=True):
            touched = [span for span in self.places if span.start < plan.end and plan.start < span.end]
            if not touched:
                continue
            geometry, top = spans.geometry(text, shown.block), round(shown.top)
            for span in touched:
                for piece in geometry.pieces(*span):
                    rect = piece.rect.translated(0, top).adjusted(-1.5, 1.5, 1.5, -1.5)
                    painter.drawRoundedRect(rect, _RADIUS, _RADIUS)

    def paint_beside(self, painter: QPainter, spans: SpanPainter, margins: MarginPainter, seen: SeenBlocks) -> None:
        """Nothing: their letters are there."""


def places_of_parts(review: ReviewSession) -> list[Span]:
    """The spans that each reader has in the parts of the reading that is looked at, code points; none if it is opened.

    Args:
        review: what is being reviewed.
    """
    if review.place is None:
        return []
    rows = [review.board.rows[part] for part in review.folding.parts_of(review.place)]
    return [one.span for row in rows for side in row.difference.sides for one in side]


def joined(spans: Iterable[Span]) -> list[Span]:
    """Spans in reading order, those that overlap as one; code points.

    Args:
        spans: in any order.
    """
    found: list[Span] = []
    for span in sorted(spans):
        if found and span.start < found[-1].end:
            found[-1] = Span(found[-1].start, max(found[-1].end, span.end))
        else:
            found.append(span)
    return found
