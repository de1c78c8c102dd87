"""Paints the lane of gold in a review: a line under all lanes of the readers, for what was decided.

What became of a stretch is told by the shape of its line, not by its colour
alone. Where one stretch lies in another, the inner one has the lane there.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING, Literal, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from analyst_app.ui.article.block_plan import line_rects

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QColor

    from analyst_app.core.span import Span
    from analyst_app.ui.article.article_frame import SeenBlocks
    from analyst_app.ui.article.block_plan import BlockPlan
    from analyst_app.ui.article.margin_painter import MarginPainter
    from analyst_app.ui.article.span_painter import SpanPainter
    from analyst_app.ui.widgets.theme import Theme

Fate = Literal["taken", "both", "corrected", "added", "rejected"]
"""The fate of a stretch: gold has one reading · several · another than any reader has · one that no reader tagged ·
none."""
FATES: tuple[Fate, ...] = ("taken", "both", "corrected", "added", "rejected")

_BELOW = 1
"""Pixels from the last lane of a line to that of gold."""
_GAP = 2
"""Pixels between a line and one inside it."""
_LOWER = 3
"""Pixels by which a line is drawn lower that another covers."""
_SIGN = 5
"""Height and width of a sign, pixels."""
_THIN, _STROKE = 1.4, 1.6
"""Widths of the strokes of a sign and of those of a high contrast, pixels."""


class GoldMark(NamedTuple):
    """A stretch that was decided."""

    span: Span
    fate: Fate


class _Line(NamedTuple):
    style: str
    """As ``line_rects`` takes it."""
    width: int
    sign: str = ""
    """Drawn where the line begins: a plus, a cross, or none."""


_LINES: dict[Fate, _Line] = {
    "taken": _Line("solid", 2),
    "both": _Line("double", 3),
    "corrected": _Line("dashed", 2),
    "added": _Line("dash-dot", 2, "+"),
    "rejected": _Line("dotted", 2, "×"),
}


class GoldPainter:
    """Paints what was decided, each fate by a line of its own shape."""

    def __init__(self) -> None:
        self._touching: Callable[[int, int], tuple[GoldMark, ...]] | None = None
        self._painted: dict[tuple[int, int], tuple[GoldMark, ...]] = {}
        """The marks that were painted last, by the stretch of their block."""

    def show(self, touching: Callable[[int, int], tuple[GoldMark, ...]]) -> None:
        """Paint marks; ``touching`` gives those of a stretch, code points, as they are at the time."""
        self._touching = touching

    @property
    def joins_blocks(self) -> bool:
        """False: its lane lies under the words."""
        return False

    def clear(self) -> None:
        """Paint none: another text is shown."""
        self._touching = None
        self._painted.clear()

    def outdated(self, plans: Iterable[BlockPlan]) -> list[tuple[int, int]]:
        """The stretches of these blocks, code points, in which other marks are to be painted than were."""
        touching = self._touching
        if touching is None:
            return []
        stretches = ((plan.start, plan.end) for plan in plans)
        return [stretch for stretch in stretches if self._painted.get(stretch, ()) != touching(*stretch)]

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
        for shown, plan in zip(seen.blocks, seen.plans, strict=True):
            found = self._painted[plan.start, plan.end] = self._touching(plan.start, plan.end)
            marks = sorted(found, key=lambda mark: mark.span.end - mark.span.start)
            if not marks:
                continue
            geometry, top = spans.geometry(text, shown.block), round(shown.top)
            taken: dict[int, list[tuple[float, float]]] = {}
            for mark in marks:  # the inner ones first: they have the lane
                for number, piece in enumerate(geometry.pieces(*mark.span)):
                    low, rect, held = top + geometry.lines[piece.row].bottom + _BELOW, piece.rect, taken.get(piece.row)
                    free = _left_of((rect.left(), rect.right()), held or ())
                    lower = 0 if free else _LOWER
                    for at, (left, right) in enumerate(free or [(rect.left(), rect.right())]):
                        stretch = QRectF(left, low + lower, right - left, 0)
                        is_first = number == 0 and at == 0 and mark.span.start >= plan.start
                        paint_fate(painter, stretch, mark.fate, spans.theme, has_sign=is_first)
                    taken.setdefault(piece.row, []).append((rect.left() - _GAP, rect.right() + _GAP))

    def paint_beside(self, painter: QPainter, spans: SpanPainter, margins: MarginPainter, seen: SeenBlocks) -> None:
        """Nothing: the letters there are the readers'."""


def paint_fate(painter: QPainter, rect: QRectF, fate: Fate, colours: Theme, *, has_sign: bool = True) -> None:
    """Paint the line that stands for a fate.

    Args:
        painter: its pen and brush are others afterwards.
        rect: where it begins and ends, and its upper edge.
        fate: what became of it.
        colours: that are worn.
        has_sign: False leaves out the sign at its beginning: the line goes on from elsewhere.
    """
    line, ink = _LINES[fate], fate_ink(fate, colours)
    if line.sign and has_sign and rect.width() > 2 * _SIGN:
        place = QRectF(rect.left() + 1, rect.top() + (line.width - _SIGN) / 2, _SIGN, _SIGN)
        paint_sign(painter, place, line.sign, ink, _STROKE if colours.is_high_contrast else _THIN)
        rect = rect.adjusted(_SIGN + 1, 0, 0, 0)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(ink)
    painter.drawRects(line_rects(line.style, line.width, rect, rect.top()))


def fate_ink(fate: Fate, colours: Theme) -> QColor:
    """The colour of a fate: muted where gold has nothing."""
    return colours.colour("muted" if fate == "rejected" else "accent")


def paint_sign(painter: QPainter, rect: QRectF, sign: str, ink: QColor, width: float) -> None:
    """Paint a plus or a cross.

    Args:
        painter: its pen is another afterwards.
        rect: that it fills.
        sign: ``+`` or ``×``.
        ink: its colour.
        width: of its strokes, pixels.
    """
    painter.setPen(QPen(ink, width))
    middle = rect.center()
    if sign == "+":
        painter.drawLine(QPointF(rect.left(), middle.y()), QPointF(rect.right(), middle.y()))
        painter.drawLine(QPointF(middle.x(), rect.top()), QPointF(middle.x(), rect.bottom()))
    else:
        painter.drawLine(rect.topLeft(), rect.bottomRight())
        painter.drawLine(rect.bottomLeft(), rect.topRight())


def _left_of(stretch: tuple[float, float], taken: Sequence[tuple[float, float]]) -> list[tuple[float, float]]:
    """The parts of a stretch, from left to right, that are not taken; crumbs are left out."""
    free = [stretch]
    for low, high in taken:
        free = [
            part
            for left, right in free
            for part in ((left, min(right, low)), (max(left, high), right))
            if part[1] - part[0] > _GAP
        ]
    return sorted(free)
