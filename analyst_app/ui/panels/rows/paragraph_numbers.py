"""Numbers of paragraphs by places in the text, counted no further than they were asked for."""

from __future__ import annotations

import re
from bisect import bisect_right

_LINE = re.compile(r"^[^\S\n]*\S", re.MULTILINE)
"""The beginning of a line that is not blank: as the article numbers them."""
_PORTION = 50_000
"""Characters that are looked through at once."""


class ParagraphNumbers:
    """The numbers of a text's paragraphs.

    Args:
        text: of the article; its lines are its paragraphs, and blank ones have no number.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self._begins: list[int] = []
        self._reached = 0

    def number(self, place: int) -> int:
        """The number, from 1, of the paragraph in which a code point stands."""
        while self._reached <= place and self._reached < len(self.text):
            self._go_on()
        return max(1, bisect_right(self._begins, place))

    def _go_on(self) -> None:
        """Look through the next portion, to the end of a line."""
        end = self.text.find("\n", min(len(self.text), self._reached + _PORTION)) + 1 or len(self.text)
        self._begins += [found.start() for found in _LINE.finditer(self.text, self._reached, end)]
        self._reached = end
