"""Finds an article's title, its first line where that looks like one, and breaks it into lines of like length."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QTextDocument, QTextLayout

_LONGEST = 160
"""Characters of a title."""
_BLANKS = 20
"""Blank lines that may stand before it."""
_STEP = 8
"""Pixels within which the least width is found."""
NO_TITLE = -1


def title_block(document: QTextDocument) -> int:
    """The number of the first paragraph with words, unless it is long or nothing follows it; else NO_TITLE."""
    block = document.firstBlock()
    while block.isValid() and not block.text().strip() and block.blockNumber() < _BLANKS:
        block = block.next()
    is_title = block.isValid() and block.next().isValid() and block.length() <= _LONGEST
    return block.blockNumber() if is_title else NO_TITLE


def balanced_width(layout: QTextLayout, width: float) -> float:
    """The least width in which a title has no more lines than in a width, about."""
    lines = _lines(layout, width)
    if lines < 2:
        return width
    low, high = width / lines / 2, width
    while high - low > _STEP:
        middle = (low + high) / 2
        if _lines(layout, middle) > lines:
            low = middle
        else:
            high = middle
    return high


def _lines(layout: QTextLayout, width: float) -> int:
    layout.beginLayout()
    line = layout.createLine()
    while line.isValid():
        line.setLineWidth(width)
        line = layout.createLine()
    layout.endLayout()
    return layout.lineCount()
