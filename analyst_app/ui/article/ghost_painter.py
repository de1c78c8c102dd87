"""Paints suggestions: dashed boxes, so that none is ever taken for an annotation, whose lanes are no boxes."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

from analyst_app.core.span import Span
from analyst_app.ui.article.margin_painter import GhostBeside

if TYPE_CHECKING:
    from analyst_app.ui.article.article_frame import FramedText, SeenBlocks
    from analyst_app.ui.article.block_geometry import BlockGeometry
    from analyst_app.ui.article.margin_painter import MarginPainter
    from analyst_app.ui.article.shown_text import ShownText
    from analyst_app.ui.article.span_painter import SpanPainter
    from analyst_app.ui.widgets.theme import TagLook, Theme

_PEN = 1.5
_TINT = 0.45
"""The share of a tag's strong tint behind the words of the suggestion that the keys act on."""
_RADIUS = 4.0


class GhostLooks(NamedTuple):
    """The looks of the tags that a suggestion would get."""

    quote: TagLook
    actor: TagLook
    cue: TagLook
    by_tag: Mapping[str, TagLook] = {}
    """Those of all tags, by id: for what is proposed besides quotes."""

    def of(self, mark: GhostMark) -> TagLook:
        """The look of what a mark would become."""
        return self.by_tag.get(mark.tag, self.quote)


class GhostMark(NamedTuple):
    """A suggestion as it is painted. Spans are code points, half-open."""

    segments: tuple[Span, ...]
    speaker: Span | None = None
    """The mention of the speaker that would be tagged and linked to."""
    cue: Span | None = None
    word: str = ""
    """GhostBeside the text: ``→ Brandt ?``."""
    tag: str = ""
    """Id of the tag that it would get; empty: that of quotes."""
    about: tuple[str, str] | None = None
    """The key of the decision that it shows; None: it shows a suggestion."""

    @property
    def span(self) -> Span:
        """From the first segment to the last."""
        return Span(self.segments[0].start, self.segments[-1].end)

    @property
    def reach(self) -> Span:
        """All that it paints on: the quote, the speaker and the reporting verb."""
        spans = [self.span, *(span for span in (self.speaker, self.cue) if span is not None)]
        return Span(min(span.start for span in spans), max(span.end for span in spans))


class GhostPainter:
    """Paints the suggestion that the keys act on, with a line to its speaker, and all others as boxes.

    Args:
        view: the text widget that they are painted in.
    """

    def __init__(self, view: FramedText) -> None:
        self._view = view
        self._current: GhostMark | None = None
        self._others: Sequence[GhostMark] = ()
        self._by_tag: dict[str, list[GhostMark]] = {}
        """The same a tag: of one tag none overlaps another."""
        self._is_shown: Callable[[GhostMark], bool] | None = None
        self._looks: Callable[[Theme], GhostLooks] | None = None

    def wear(self, looks: Callable[[Theme], GhostLooks]) -> None:
        """Use other looks.

        Args:
            looks: gives those of the codebook's tags in a theme.
        """
        self._looks = looks

    def show_current(self, mark: GhostMark | None) -> None:
        """Show the suggestion that the keys act on, or none."""
        if mark is not self._current:
            self._current = mark
            self._view.viewport().update()

    def show_others(self, marks: Sequence[GhostMark], is_shown: Callable[[GhostMark], bool] | None = None) -> None:
        """Show all suggestions of the article, or none.

        Args:
            marks: by start; the same object as before is not looked through again.
            is_shown: True of those that are painted; None: all are.
        """
        self._is_shown = is_shown
        if marks is self._others and marks:
            self._view.viewport().update()
        elif marks or self._others:
            self._others, self._by_tag = marks, {}
            for mark in marks:
                self._by_tag.setdefault(mark.tag, []).append(mark)
            self._view.viewport().update()

    @property
    def joins_blocks(self) -> bool:
        """True while the line to a speaker is painted."""
        return self._current is not None

    def clear(self) -> None:
        """Paint none: another text is shown."""
        self._current, self._others, self._by_tag = None, (), {}

    @property
    def current(self) -> GhostMark | None:
        """The suggestion that the keys act on."""
        return self._current

    @property
    def others(self) -> Sequence[GhostMark]:
        """All that are shown beside it, by start."""
        return self._others

    def touching(self, start: int, end: int) -> list[GhostMark]:
        """Those whose quote touches a stretch, code points; then, wherever it is, the one that the keys act on."""
        current, found = self._current, []
        for marks in self._by_tag.values():
            first = bisect_right(marks, start, key=lambda mark: mark.span.end)  # none overlaps another
            found += marks[first : bisect_left(marks, end, key=lambda mark: mark.span.start)]
        if self._is_shown is not None:
            found = [mark for mark in found if self._is_shown(mark)]
        if current is None:
            return found
        return [*(mark for mark in found if (mark.span, mark.tag) != (current.span, current.tag)), current]

    def paint(self, painter: QPainter, spans: SpanPainter, seen: SeenBlocks, *, is_over: bool) -> None:
        """Paint the grounds of boxes under the text of the visible blocks, or their rims and the line over it.

        Args:
            painter: of the viewport.
            spans: paints the annotations of the same text; has the colours.
            seen: the blocks, from the top.
            is_over: rims, which the selection must not hide; False: grounds.
        """
        text = spans.shown
        if text is None or not seen.plans or self._looks is None or (self._current is None and not self._others):
            return
        marks = self.touching(seen.plans[0].start, seen.plans[-1].end + 1)
        looks = self._looks(spans.theme)
        boxes = _Boxes(spans, text, seen)
        for mark in marks:
            quote = [rect for segment in mark.segments for rect in boxes.of(segment)]
            is_current = mark is self._current
            speaker = list(boxes.of(mark.speaker)) if is_current and mark.speaker is not None else []
            cue = list(boxes.of(mark.cue)) if is_current and mark.cue is not None else []
            if is_over:
                _paint_rims(painter, (quote, looks.of(mark)), (speaker, looks.actor), (cue, looks.cue))
                if speaker and quote:
                    pen = QPen(looks.actor.ink, _PEN, Qt.PenStyle.DashLine, Qt.PenCapStyle.FlatCap)
                    painter.strokePath(_line(speaker, quote), pen)
            elif is_current:
                _paint_grounds(painter, (quote, looks.of(mark)), (speaker, looks.actor))

    def paint_beside(self, painter: QPainter, spans: SpanPainter, margins: MarginPainter, seen: SeenBlocks) -> None:
        """Paint a dashed letter and the speaker's name beside the first line of each suggestion that is seen.

        Args:
            painter: of the viewport.
            spans: paints the annotations of the same text; has the colours.
            margins: paints beside the text.
            seen: the blocks, from the top.
        """
        text = spans.shown
        if text is None or not seen.plans or self._looks is None or (self._current is None and not self._others):
            return
        looks = self._looks(spans.theme)
        for mark in self.touching(seen.plans[0].start, seen.plans[-1].end + 1):
            for shown, plan in zip(seen.blocks, seen.plans, strict=True):
                if plan.rows and plan.start <= mark.span.start < max(plan.end, plan.start + 1):
                    row = spans.geometry(text, shown.block).row_at(mark.span.start)
                    beside = GhostBeside(min(row, len(plan.rows) - 1), looks.of(mark), mark.word, looks.actor)
                    margins.paint_beside(painter, shown, plan, beside)


class _Boxes:
    """The rectangles of spans in the visible blocks, pixels of the viewport."""

    def __init__(self, spans: SpanPainter, text: ShownText, seen: SeenBlocks) -> None:
        self._spans, self._text = spans, text
        self._blocks = list(zip(seen.blocks, seen.plans, strict=True))
        self._geometry: dict[int, BlockGeometry] = {}

    def of(self, span: Span) -> Iterator[QRectF]:
        for number, (shown, plan) in enumerate(self._blocks):
            if span.start < plan.end and plan.start < span.end:
                if number not in self._geometry:
                    self._geometry[number] = self._spans.geometry(self._text, shown.block)
                for piece in self._geometry[number].pieces(*span):
                    yield piece.rect.translated(0, round(shown.top))


def _box(rect: QRectF) -> QRectF:
    return rect.adjusted(-1.5, 0.5, 1.0, -0.5)


def _paint_grounds(painter: QPainter, *told: tuple[Sequence[QRectF], TagLook]) -> None:
    painter.setPen(Qt.PenStyle.NoPen)
    for rects, look in told:
        tint = QColor(look.strong_tint)
        tint.setAlphaF(_TINT)
        painter.setBrush(tint)
        for rect in rects:
            painter.drawRoundedRect(_box(rect), _RADIUS, _RADIUS)


def _paint_rims(painter: QPainter, *told: tuple[Sequence[QRectF], TagLook]) -> None:
    painter.setBrush(Qt.BrushStyle.NoBrush)
    for rects, look in told:
        painter.setPen(QPen(look.ink, _PEN, Qt.PenStyle.DashLine))
        for rect in rects:
            painter.drawRoundedRect(_box(rect), _RADIUS, _RADIUS)


def _line(speaker: Sequence[QRectF], quote: Sequence[QRectF]) -> QPainterPath:
    """The line from a speaker to the quote, box to box, where they are nearest; in one line of text below the words."""
    one, other = min(((a, b) for a in speaker for b in quote), key=lambda pair: _distance(*pair))
    path = QPainterPath()
    if abs(one.center().y() - other.center().y()) < one.height() / 2:
        is_before = one.center().x() < other.center().x()
        begin = QPointF(one.center().x(), one.bottom())
        end = QPointF(other.left() + 8 if is_before else other.right() - 8, other.bottom())
        low = max(begin.y(), end.y()) + 7
        path.moveTo(begin)
        path.cubicTo(QPointF(begin.x(), low), QPointF(end.x(), low), end)
        return path
    is_above = one.center().y() < other.center().y()
    begin = QPointF(one.center().x(), one.bottom() if is_above else one.top())
    x = max(other.left() + 8, min(begin.x(), other.right() - 8))
    end = QPointF(x, other.top() if is_above else other.bottom())
    path.moveTo(begin)
    path.lineTo(end)
    return path


def _distance(one: QRectF, other: QRectF) -> float:
    down = abs(one.center().y() - other.center().y())
    across = max(0.0, one.left() - other.right(), other.left() - one.right())
    return 4 * down + across
