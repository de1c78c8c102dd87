"""Paints her reading at decisions that came back: a dotted rim, and a stroke through the words that go."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QLineF, Qt
from PySide6.QtGui import QPainter, QPen

from analyst_app.core.span import Span

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from analyst_app.ui.article.article_frame import FramedText, SeenBlocks
    from analyst_app.ui.article.margin_painter import MarginPainter
    from analyst_app.ui.article.span_painter import SpanPainter

_PEN, _RADIUS = 1.5, 4.0


class BeforeMark(NamedTuple):
    """A place of hers that a decision is about which is not looked at."""

    span: Span
    going: tuple[Span, ...]
    """The stretches of it that gold has not."""
    about: tuple[str, str]
    """The decision's key."""


class BeforePainter:
    """Paints the places of hers that the decision which is looked at is about, and those of the others that wait.

    Args:
        view: the text widget that they are painted in.
    """

    def __init__(self, view: FramedText) -> None:
        self._view = view
        self.places: Sequence[Span] = ()
        """Hers, code points."""
        self.going: Sequence[Span] = ()
        """The stretches of these that gold has not."""
        self._others: Sequence[BeforeMark] = ()
        self._is_shown: Callable[[BeforeMark], bool] = lambda mark: True

    def show(self, before: Sequence[Span], now: Sequence[Span]) -> None:
        """Show places.

        Args:
            before: hers.
            now: gold's; what lies in none of these is stroked through.
        """
        self.places = before
        self.going = [rest for span in before for rest in outside(span, now)]
        self._view.viewport().update()

    def show_others(self, marks: Sequence[BeforeMark], is_shown: Callable[[BeforeMark], bool]) -> None:
        """Show the places of other decisions.

        Args:
            marks: by start, none over another.
            is_shown: True of those that are painted.
        """
        self._others, self._is_shown = marks, is_shown
        self._view.viewport().update()

    def seen(self, start: int, end: int) -> tuple[list[Span], list[Span]]:
        """The places that touch a stretch, and the stretches of them that go, code points.

        Args:
            start: of the stretch.
            end: of it.
        """
        first = bisect_right(self._others, start, key=lambda mark: mark.span.end)
        marks = self._others[first : bisect_left(self._others, end, key=lambda mark: mark.span.start)]
        shown = [mark for mark in marks if self._is_shown(mark) and mark.span not in self.places]
        places = [*self.places, *(mark.span for mark in shown)]
        going = [*self.going, *(span for mark in shown for span in mark.going)]
        return [span for span in places if span.start < end and start < span.end], going

    @property
    def joins_blocks(self) -> bool:
        """False: it paints within lines."""
        return False

    def clear(self) -> None:
        """Paint none: another text is shown."""
        self.places = self.going = self._others = ()

    def paint(self, painter: QPainter, spans: SpanPainter, seen: SeenBlocks, *, is_over: bool) -> None:
        """Paint the rims and strokes over the text of the visible blocks.

        Args:
            painter: of the viewport.
            spans: paints the annotations of the same text; has the colours.
            seen: the blocks, from the top.
            is_over: True: only then is it painted.
        """
        text = spans.shown
        if not is_over or text is None or not (self.places or self._others):
            return
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for shown, plan in zip(seen.blocks, seen.plans, strict=True):
            touched, going = self.seen(plan.start, plan.end)
            if not touched:
                continue
            geometry, top = spans.geometry(text, shown.block), round(shown.top)
            painter.setPen(QPen(spans.theme.colour("muted"), _PEN, Qt.PenStyle.DotLine))
            for span in touched:
                for piece in geometry.pieces(*span):
                    painter.drawRoundedRect(piece.rect.translated(0, top).adjusted(-2, 1, 2, -1), _RADIUS, _RADIUS)
            painter.setPen(QPen(spans.theme.colour("danger"), _PEN))
            for span in going:
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
