"""Paints her reading at a decision that came back: a dotted rim, and a stroke through the words that go."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QPainter, QPen

from analyst_app.core.span import Span

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyst_app.ui.article.article_frame import FramedText, SeenBlocks
    from analyst_app.ui.article.margin_painter import MarginPainter
    from analyst_app.ui.article.span_painter import SpanPainter

_PEN, _RADIUS = 1.5, 4.0


class BeforePainter:
    """Paints the places of hers that the decision which is looked at is about.

    Args:
        view: the text widget that they are painted in.
    """

    def __init__(self, view: FramedText) -> None:
        self._view = view
        self.places: Sequence[Span] = ()
        """Hers, code points."""
        self.going: Sequence[Span] = ()
        """The stretches of these that gold has not."""

    def show(self, before: Sequence[Span], now: Sequence[Span]) -> None:
        """Show places.

        Args:
            before: hers.
            now: gold's; what lies in none of these is stroked through.
        """
        self.places = before
        self.going = [rest for span in before for rest in outside(span, now)]
        self._view.viewport().update()

    @property
    def joins_blocks(self) -> bool:
        """False: it paints within lines."""
        return False

    def clear(self) -> None:
        """Paint none: another text is shown."""
        self.places = self.going = ()

    def paint(self, painter: QPainter, spans: SpanPainter, seen: SeenBlocks, *, is_over: bool) -> None:
        """Paint the rims and strokes over the text of the visible blocks.

        Args:
            painter: of the viewport.
            spans: paints the annotations of the same text; has the colours.
            seen: the blocks, from the top.
            is_over: True: only then is it painted.
        """
        text = spans.shown
        if not is_over or text is None or not self.places:
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for shown, plan in zip(seen.blocks, seen.plans, strict=True):
            touched = [span for span in self.places if span.start < plan.end and plan.start < span.end]
            if not touched:
                continue
            geometry, top = spans.geometry(text, shown.block), round(shown.top)
            painter.setPen(QPen(spans.theme.colour("muted"), _PEN, Qt.PenStyle.DotLine))
            for span in touched:
                for piece in geometry.pieces(*span):
                    painter.drawRoundedRect(piece.rect.translated(0, top).adjusted(-2, 1, 2, -1), _RADIUS, _RADIUS)
            painter.setPen(QPen(spans.theme.colour("danger"), _PEN))
            for span in self.going:
                for piece in geometry.pieces(*span):
                    rect = piece.rect.translated(0, top)
                    middle = rect.center().y() + 1
                    painter.drawLine(QLineF(rect.left(), middle, rect.right(), middle))

    def paint_beside(self, painter: QPainter, spans: SpanPainter, margins: MarginPainter, seen: SeenBlocks) -> None:
        """Nothing: her letters are there."""


def outside(span: Span, others: Sequence[Span]) -> list[Span]:
    """The stretches of a span that lie in none of others, code points.

    Args:
        span: it.
        others: in any order.
    """
    found, start = [], span.start
    for other in sorted(others):
        if other.start >= span.end:
            break
        if other.start > start:
            found.append(Span(start, other.start))
        start = max(start, other.end)
    if start < span.end:
        found.append(Span(start, span.end))
    return found
