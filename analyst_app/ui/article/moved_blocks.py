"""Moves what is painted already with its paragraphs, so that only those that look different are painted anew."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRect
from PySide6.QtGui import QRegion

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtWidgets import QWidget

    from analyst_app.ui.article.block_plan import BlockPlan
    from analyst_app.ui.article.span_painter import ShownBlock

OVERHANG = 8
"""Pixels that lanes and handles may hang out of a block."""


class Run(NamedTuple):
    """Paragraphs below each other that look as they did: where they were, and how far below that they are."""

    top: int
    bottom: int
    by: int

    @property
    def place(self) -> tuple[int, int]:
        """Top and bottom of where they are."""
        return self.top + self.by, self.bottom + self.by


def runs(
    before: Sequence[tuple[ShownBlock, BlockPlan]], after: Sequence[tuple[ShownBlock, BlockPlan]], height: int
) -> list[Run]:
    """The paragraphs that look as they did, from the top.

    Args:
        before: the visible ones and their plans; the plan of what looks as it did is the same one afterwards.
        after: the same, as they stand now.
        height: of the viewport.
    """
    were = {shown.block.blockNumber(): (shown.top, plan) for shown, plan in before}
    found: list[Run] = []
    is_next = False
    for number, (shown, plan) in enumerate(after):
        top, was = were.get(shown.block.blockNumber(), (0.0, None))
        if was is plan:
            by, begin = round(shown.top - top), 0 if number == 0 and shown.top == top else round(top)
            # Nothing is below the last one: what was there goes along.
            end = round(after[number + 1][0].top) - by if number + 1 < len(after) else height + abs(by)
            if is_next and found[-1].by == by:
                begin = found.pop().top
            found.append(Run(begin, end, by))
        is_next = was is plan
    return found


def move(viewport: QWidget, moved: Sequence[Run]) -> None:
    """Move what is painted of some paragraphs to where they are, and paint all between them anew."""
    area = viewport.rect()
    # Nothing is moved to where something has yet to be taken from.
    for run in [*(run for run in reversed(moved) if run.by > 0), *(run for run in moved if run.by < 0)]:
        first, last = min(run.top, run.place[0]), max(run.bottom, run.place[1])
        viewport.scroll(0, run.by, QRect(0, first, area.width(), last - first) & area)
    rest = QRegion(area)
    for run in moved:
        top, bottom = run.place
        top += OVERHANG if top > 0 else 0
        bottom -= OVERHANG if bottom < area.height() else 0
        rest -= QRegion(QRect(0, top, area.width(), max(0, bottom - top)))
    viewport.update(rest)
