"""Keeps the glyphs of the paragraphs that were laid out last.

Qt throws them away as soon as a paragraph is laid out, and finds them again
for each picture of it and for each place of a character in it. Kept, they take
some forty bytes a character, so only so many are.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtGui import QTextBlock, QTextDocument

MOST = 200_000
"""Characters whose glyphs are kept: several times what a screen shows."""


class KeptGlyphs:
    """The paragraphs of one document that have their glyphs.

    Args:
        document: of the layout.
    """

    def __init__(self, document: QTextDocument) -> None:
        self._document = document
        self._lengths: dict[int, int] = {}  # by number of the paragraph, the one that was laid out last at the end
        self._total = 0

    def keep(self, block: QTextBlock) -> None:
        """Let a paragraph that is about to be laid out have its glyphs; others may have to be laid out again for it."""
        block.layout().setCacheEnabled(True)
        number, length = block.blockNumber(), block.length()
        self._total += length - self._lengths.pop(number, 0)
        self._lengths[number] = length
        while self._total > MOST and len(self._lengths) > 1:
            oldest = next(iter(self._lengths))
            self._total -= self._lengths.pop(oldest)
            _throw_away(self._document.findBlockByNumber(oldest))


def _throw_away(block: QTextBlock) -> None:
    if block.isValid():
        layout = block.layout()
        layout.setCacheEnabled(False)
        layout.beginLayout()
        layout.endLayout()  # frees the memory, which clearLayout does not, and leaves no lines
