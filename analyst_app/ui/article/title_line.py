"""Shows an article's first line as its title, where it looks like one."""

from __future__ import annotations

from PySide6.QtGui import QFont, QTextCharFormat, QTextCursor, QTextDocument, QTextFormat

_LONGEST = 160
"""Characters of a title."""
_BLANKS = 20
"""Blank lines that may stand before it."""


def emphasise_title(document: QTextDocument) -> None:
    """Make the first line with words larger and bold, unless it is long or nothing follows it."""
    block = document.firstBlock()
    while block.isValid() and not block.text().strip() and block.blockNumber() < _BLANKS:
        block = block.next()
    if not (block.isValid() and block.next().isValid() and block.length() <= _LONGEST):
        return
    look = QTextCharFormat()
    look.setFontWeight(QFont.Weight.Bold)
    look.setProperty(QTextFormat.Property.FontSizeAdjustment, 1)  # a step that follows the zoom
    cursor = QTextCursor(block)
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
    cursor.mergeCharFormat(look)
