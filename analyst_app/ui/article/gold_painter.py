"""Paints the lane of gold in a review: a line under both readers' lanes, for what was decided."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QPainter

from analyst_app.ui.article.block_plan import line_rects

if TYPE_CHECKING:
    from analyst_app.core.span import Span
    from analyst_app.ui.article.article_frame import SeenBlocks
    from analyst_app.ui.article.margin_painter import MarginPainter
    from analyst_app.ui.article.span_painter import SpanPainter

_WIDTH = 2
_BELOW = 4
"""Pixels from the upper edge of the lane of the layer that lies below the words to that of gold."""


class GoldMark(NamedTuple):
    """A stretch that was decided."""

    span: Span
    is_in_gold: bool
    """False: nothing of it stands in gold."""
    is_own: bool = False
    """True if neither reader has it so."""


class GoldPainter:
    """Paints what was decided: a line where gold has what a reader has, dashes for a correction, dots for nothing."""

    def __init__(self) -> None:
        self._touching: Callable[[int, int], Iterable[GoldMark]] | None = None

    def show(self, touching: Callable[[int, int], Iterable[GoldMark]]) -> None:
        """Paint marks; ``touching`` gives those of a stretch, code points, as they are at the time."""
        self._touching = touching

    @property
    def joins_blocks(self) -> bool:
        """False: its lane lies under the words."""
        return False

    def clear(self) -> None:
        """Paint none: another text is shown."""
        self._touching = None

    def paint(self, painter: QPainter, spans: SpanPainter, seen: SeenBlocks, *, is_over: bool) -> None:
        """Paint the lane under some blocks.

        Args:
            painter: of the viewport.
            spans: paints the annotations of the same text; has the colours.
            seen: the blocks, from the top.
            is_over: False: only then is it painted.
        """
        text = spans.shown
        if is_over or text is None or self._touching is None:
            return
        painter.setPen(Qt.PenStyle.NoPen)
        for shown, plan in zip(seen.blocks, seen.plans, strict=True):
            marks = list(self._touching(plan.start, plan.end))
            if not marks:
                continue
            geometry, top = spans.geometry(text, shown.block), round(shown.top)
            for mark in marks:
                painter.setBrush(spans.theme.colour("accent" if mark.is_in_gold else "muted"))
                for piece in geometry.pieces(*mark.span):
                    low = top + geometry.lines[piece.row].under + _BELOW
                    painter.drawRects(line_rects(_style(mark), _WIDTH, piece.rect, low))

    def paint_beside(self, painter: QPainter, spans: SpanPainter, margins: MarginPainter, seen: SeenBlocks) -> None:
        """Nothing: the letters there are the readers'."""


def _style(mark: GoldMark) -> str:
    """The style of its line, as ``line_rects`` takes it."""
    if not mark.is_in_gold:
        return "dotted"
    return "dashed" if mark.is_own else "solid"
