"""The part of the article that is seen: its blocks, painted in two passes, under the text and over it."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, Protocol, cast

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QPainter, QRegion
from PySide6.QtWidgets import QWidget

from analyst_app.ui.article.heading_line import ArticleHeading
from analyst_app.ui.article.moved_blocks import OVERHANG, move, runs
from analyst_app.ui.article.span_painter import ShownBlock

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from PySide6.QtCore import QPointF
    from PySide6.QtGui import QTextBlock

    from analyst_app.ui.article.block_plan import BlockPlan
    from analyst_app.ui.article.column_layout import ColumnLayout
    from analyst_app.ui.article.margin_painter import MarginPainter
    from analyst_app.ui.article.span_painter import SpanPainter
    from analyst_app.ui.widgets.sizes import Sizes


class FramedText(Protocol):
    """The text widget."""

    def firstVisibleBlock(self) -> QTextBlock:
        """The paragraph at the top."""

    def contentOffset(self) -> QPointF:
        """The place of that paragraph in the viewport."""

    def viewport(self) -> QWidget:
        """The widget that is painted on."""


class SeenBlocks(NamedTuple):
    """The blocks of a frame, each with its plan."""

    blocks: Sequence[ShownBlock]
    plans: Sequence[BlockPlan]


class _KeptBlocks(NamedTuple):
    """The blocks that were seen when the text stood so."""

    at: tuple[int, float, int, int]
    """Number of the first block, its top, the viewport's height, the layout's edition."""
    blocks: list[ShownBlock]
    end: float
    """The bottom of the last one."""


class Guest(Protocol):
    """Something that is painted with the annotations and is none: suggestions."""

    @property
    def joins_blocks(self) -> bool:
        """True if it paints from one block to another, so that none can move without the other."""

    def clear(self) -> None:
        """Paint nothing: another text is shown."""

    def paint(self, painter: QPainter, spans: SpanPainter, seen: SeenBlocks, *, is_over: bool) -> None:
        """Paint under the text of some blocks, or over it."""

    def paint_beside(self, painter: QPainter, spans: SpanPainter, margins: MarginPainter, seen: SeenBlocks) -> None:
        """Paint beside the text."""


class ArticleFrame:
    """Paints what is seen of one view.

    Args:
        view: the text widget.
        painter: of the annotations.
        column: the layout of the text.
    """

    def __init__(self, view: FramedText, painter: SpanPainter, column: ColumnLayout) -> None:
        self._view, self._painter, self._column = view, painter, column
        self._is_full = False
        self._guests: list[Guest] = []
        """In the order in which they are painted."""
        self._heading = ArticleHeading()
        self._kept: _KeptBlocks | None = None

    @property
    def is_full(self) -> bool:
        """True if the last frame showed no end of the text."""
        return self._is_full

    def forget(self) -> None:
        """Another text is shown."""
        self._is_full, self._heading = False, ArticleHeading()
        for guest in self._guests:
            guest.clear()

    def let_paint(self, guest: Guest) -> None:
        """Have something painted with the annotations, over what is so already, that is none of them."""
        self._guests.append(guest)

    def show_heading(self, heading: ArticleHeading) -> None:
        """Show the facts of the article above its title."""
        if heading != self._heading:
            self._heading = heading
            first, viewport = self._view.firstVisibleBlock(), self._view.viewport()
            if first.blockNumber() == 0:  # that far above everything else
                bottom = round(self._view.contentOffset().y()) + self._column.look.head
                viewport.update(0, 0, viewport.width(), bottom)

    def blocks(self) -> list[tuple[ShownBlock, BlockPlan]]:
        """The visible blocks and their plans."""
        visible = self._seen().blocks
        return list(zip(visible, self._painter.plans(visible), strict=True))

    def update(self, spans: Iterable[tuple[int, int]]) -> None:
        """Paint the visible blocks that these stretches touch anew."""
        listed, viewport = list(spans), self._view.viewport()
        if not listed:
            return
        for shown, plan in self.blocks():
            if any(start <= plan.end and plan.start <= end for start, end in listed):
                height = self._column.height_of(shown.block)
                viewport.update(QRect(0, int(shown.top) - OVERHANG, viewport.width(), height + 2 * OVERHANG))

    def follow(
        self, before: Sequence[tuple[ShownBlock, BlockPlan]], now: Sequence[tuple[ShownBlock, BlockPlan]]
    ) -> None:
        """Paint the visible blocks that look different anew, and move the others to where they are.

        Args:
            before: the visible blocks and their plans, as they were.
            now: the same as they are.
        """
        viewport = self._view.viewport()
        found = runs(before, now, viewport.height())
        is_apart = not any(guest.joins_blocks for guest in self._guests)
        if not any(run.by for run in found) or (is_apart and not _is_covered(viewport)):
            move(viewport, found)
        else:
            viewport.update()

    def paint_under(self, area: QRegion) -> SeenBlocks:
        """Paint what lies under the text of an area of the viewport, and say which blocks it holds."""
        visible, viewport = self._visible(area), self._view.viewport()
        if area.boundingRect().bottom() >= viewport.rect().bottom():
            self._is_full = bool(visible) and visible[-1].block.next().isValid()
        seen = SeenBlocks(visible, self._painter.plans(visible))
        painter = QPainter(viewport)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.paint_under(painter, *seen)
        for guest in self._guests:
            guest.paint(painter, self._painter, seen, is_over=False)
        painter.end()
        return seen

    def paint_over(self, area: QRegion, seen: SeenBlocks, margins: MarginPainter, sizes: Sizes) -> None:
        """Paint what lies over the text and beside it.

        Args:
            area: of the viewport.
            seen: the blocks.
            margins: of the text.
            sizes: of the heading.
        """
        painter = QPainter(self._view.viewport())
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._painter.paint_over(painter, *seen)
        current = self._painter.overlays.current
        margins.paint(painter, *seen, current.id if current else None, _parts(area))
        for guest in self._guests:
            whole = seen
            if guest.joins_blocks:  # a line of it may come from outside of the area
                visible = self._seen().blocks
                whole = SeenBlocks(visible, self._painter.plans(visible))
            guest.paint(painter, self._painter, whole, is_over=True)
            guest.paint_beside(painter, self._painter, margins, whole)
        if self._painter.shown is not None:
            margins.paint_numbers(painter, self._painter.shown, *seen)
        self._paint_heading(painter, seen, sizes)
        painter.end()

    def _paint_heading(self, painter: QPainter, seen: SeenBlocks, sizes: Sizes) -> None:
        if seen.blocks and seen.blocks[0].block.blockNumber() == 0 and self._heading != ArticleHeading():
            bottom = seen.blocks[0].top + self._column.look.head
            height = sizes.reading("heading_line")
            place = QRectF(self._column.left, bottom - height - sizes.space(2), self._column.width, height)
            is_leftward = seen.plans[0].is_leftward
            self._heading.paint(painter, place, self._painter.theme, sizes, is_leftward=is_leftward)

    def _visible(self, area: QRegion) -> list[ShownBlock]:
        """The blocks that meet an area of the viewport."""
        parts, (_, blocks, end) = _parts(area), self._seen()
        bottoms = [*(shown.top for shown in blocks), end][1:]
        return [
            shown
            for shown, bottom in zip(blocks, bottoms, strict=True)
            if any(shown.top <= last and bottom >= first for first, last in parts)
        ]

    def _seen(self) -> _KeptBlocks:
        """The blocks in the viewport; they are looked for anew only if one of them may be elsewhere."""
        view, height = self._view, self._view.viewport().height()
        block, top = view.firstVisibleBlock(), view.contentOffset().y()
        at = (block.blockNumber(), top, height, self._column.edition)
        if self._kept is None or self._kept.at != at:
            found: list[ShownBlock] = []
            while block.isValid() and top < height:
                found.append(ShownBlock(block, top))
                top += self._column.height_of(block)
                block = block.next()
            self._kept = _KeptBlocks(at, found, top)
        return self._kept


def parts_of(area: QRect | QRegion) -> list[QRect]:
    """The rectangles that an area is made of, from the top."""
    return list(cast("Iterable[QRect]", QRegion(area)))


def _parts(area: QRect | QRegion) -> list[tuple[int, int]]:
    """The tops and bottoms of the parts of an area, with what may hang into them from above."""
    return [(part.top() - OVERHANG, part.bottom()) for part in parts_of(area)]


def _is_covered(viewport: QWidget) -> bool:
    """True if something lies over the text, which would be moved with it."""
    return any(isinstance(child, QWidget) and child.isVisible() for child in viewport.children())
