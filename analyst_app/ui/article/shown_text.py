"""The copy of an article's text that the text widget is given, and the way back.

It differs from the article in three places only: a leading U+FEFF, which Qt
would swallow, is shown as U+200B; the replacement character stands for U+FFFC,
which Qt takes for an embedded object; and paragraphs of more than ``LIMIT``
characters are split softly, since Qt lays out a paragraph as a whole: a space
becomes a line break or, where there is none, a break is inserted.

The copy is made piece by piece, so that a window can show the first screen of
ten megabytes and stay alive while the rest comes.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left, bisect_right
from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from analyst_app.core.offsets import OffsetMap, astral_positions
from analyst_app.core.span import Span
from analyst_app.language.snapping import grapheme_bounds

if TYPE_CHECKING:
    from collections.abc import Iterator

LIMIT = 2_000
"""Longest paragraph that is shown in one."""
_BLANK_LINE = re.compile(r"^[^\S\n]*\n", re.MULTILINE)
_LONG_LINE = re.compile(rf"(?<![^\n])[^\n]{{{LIMIT + 1},}}")
"""Looks at each line from its beginning only."""
_LEFT = "\u0590-\u08ff\u200f\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff"
"""Characters of scripts that are written from right to left."""
_BEGINS_LEFTWARD = re.compile(rf"^(?:(?![{_LEFT}\n])[\W\d_])*[{_LEFT}]", re.MULTILINE)
_BEGINS_RIGHTWARD = re.compile(rf"^(?:(?![{_LEFT}\n])[\W\d_])*[^\W\d_{_LEFT}]", re.MULTILINE)
_GAPS = (" ", "\t", "\u3000", "\u200b")


class Ways(NamedTuple):
    """The directions in which paragraphs of a text are written."""

    has_leftward: bool = False
    """True if some begin at the right, as Arabic ones do."""
    has_rightward: bool = True


class ShownText:
    """The shown copy of a text, growing from its beginning.

    Args:
        text: the article's canonical text.
    """

    def __init__(self, text: str) -> None:
        self.text = text
        self.offsets = OffsetMap(())
        """Between code points of the article and UTF-16 units of the widget, as far as it is shown."""
        self.reached = 0
        """Code points handed out so far."""
        self._soft = array("I")  # code points at which a softly split paragraph goes on
        self._blank = array("I")  # code points at which a line without words begins

    @property
    def is_whole(self) -> bool:
        """True if all of the text was handed out."""
        return self.reached >= len(self.text)

    @cached_property
    def ways(self) -> Ways:
        """The directions of its paragraphs, each told by its first letter."""
        if self.text.isascii() or _BEGINS_LEFTWARD.search(self.text) is None:
            return Ways()
        return Ways(has_leftward=True, has_rightward=_BEGINS_RIGHTWARD.search(self.text) is not None)

    def next_piece(self, size: int = 16_384) -> str:
        """The next stretch of the shown text, about ``size`` characters, ending with a line if it can."""
        start = self.reached
        end = self._end_of_piece(start, max(size, 2 * LIMIT))
        inserted: list[int] = []
        shown = self._split(start, end, inserted)
        costly = [start + position for position in astral_positions(self.text[start:end])]
        self.offsets.extend(sorted(costly + inserted) if inserted else costly)
        self._blank.extend(match.start() for match in _BLANK_LINE.finditer(self.text, start, end))
        self.reached = end
        if shown.startswith("\ufeff"):
            shown = "\u200b" + shown[1:]
        return shown.replace("\ufffc", "\ufffd")

    def is_soft(self, position: int) -> bool:
        """True if the block that begins at a code point goes on a paragraph."""
        row = bisect_left(self._soft, position)
        return row < len(self._soft) and self._soft[row] == position

    def paragraph_number(self, position: int, block_number: int) -> int | None:
        """Number of the paragraph that a block begins, from 1; None for soft and blank blocks.

        Args:
            position: code point at which the block begins.
            block_number: how many blocks stand before it.
        """
        if self.is_soft(position):
            return None
        blanks = bisect_left(self._blank, position)
        if blanks < len(self._blank) and self._blank[blanks] == position:
            return None
        return block_number + 1 - blanks - bisect_right(self._soft, position)

    # -- inside --------------------------------------------------------------

    def _end_of_piece(self, start: int, size: int) -> int:
        if start + size >= len(self.text):
            return len(self.text)
        line_end = self.text.rfind("\n", start, start + size)
        return line_end + 1 if line_end >= 0 else self._cut(start + size - LIMIT)[1]

    def _split(self, start: int, end: int, inserted: list[int]) -> str:
        """The text of [start, end) with its long lines broken."""
        parts: list[str] = []
        done = start
        for position, line_end in self._long_lines(start, end):
            while line_end - position > LIMIT:
                stop, position = self._cut(position)
                self._note_break(stop, position, inserted)
                parts += self.text[done:stop], "\n"
                done = position
        parts.append(self.text[done:end])
        if end < len(self.text) and self.text[end - 1] != "\n":  # the piece itself ends inside a line
            gap = self.text[end - 1] in _GAPS
            self._note_break(end - gap, end, inserted)
            parts[-1] = parts[-1][: len(parts[-1]) - gap] + "\n"
        return "".join(parts)

    def _long_lines(self, start: int, end: int) -> Iterator[tuple[int, int]]:
        """The beginnings and ends of lines that are too long, also of one that goes on from the piece before."""
        if start and self.text[start - 1] != "\n":
            line_end = self.text.find("\n", start, end)
            line_end = end if line_end < 0 else line_end
            yield start, line_end
            start = line_end
        for match in _LONG_LINE.finditer(self.text, start, end):
            yield match.span()

    def _note_break(self, stop: int, position: int, inserted: list[int]) -> None:
        self._soft.append(position)
        if stop == position:
            inserted.append(position)

    def _cut(self, start: int) -> tuple[int, int]:
        """The break of a long line that begins at ``start``: end of the head, start of the tail."""
        latest = start + LIMIT
        for gap in _GAPS:
            found = self.text.rfind(gap, start + LIMIT // 2, latest)
            if found >= 0:
                return found, found + 1
        cut = grapheme_bounds(self.text, Span(latest, latest)).start
        cut = cut if cut > start else latest
        return cut, cut
