"""Positions in the texts of a REFI-QDA project, and code points of our text.

The standard (REFI-QDA 1.5, 10.2) counts Unicode code points from 0. What it
leaves open differs by program: whether ends are inside, and whether CR LF are
two or one. ``Counting`` says it; ``Positions`` converts both ways.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from typing import Any, NamedTuple

from analyst_app.core.offsets import OffsetMap

_BREAK = re.compile("\r\n")
_BREAKS = re.compile("\r+\n")


class Counting(NamedTuple):
    """The way in which positions in plain texts count."""

    unit: str = "code points"
    """``code points``, ``UTF-16 units`` or ``UTF-8 bytes``."""
    base: int = 0
    ends_inside: bool = False
    """True if the end is the last character, not the first after it."""
    is_break_one: bool = False
    """True if CR LF count as one."""

    def in_words(self) -> str:
        """As the middle of a sentence."""
        ends = "the last character inside" if self.ends_inside else "the first after"
        breaks = ", CR LF count as one" if self.is_break_one else ""
        return f"{self.unit}, counted from {self.base}, ends are {ends}{breaks}"

    def to_data(self) -> dict[str, Any]:
        """For JSON."""
        return self._asdict()

    @classmethod
    def from_data(cls, data: dict[str, Any]) -> Counting:
        """The counting in what ``to_data`` gave."""
        return cls(str(data["unit"]), int(data["base"]), bool(data["ends_inside"]), bool(data["is_break_one"]))


class Positions:
    """A text as a project has it, as an article has it, and the positions of both.

    Args:
        raw: the text of the project, without a byte order mark.
        counting: how its positions count.
    """

    def __init__(self, raw: str, counting: Counting) -> None:
        self._counting = counting
        if counting.is_break_one:
            raw = _BREAKS.sub("\n", raw)
        self._dropped = [match.start() for match in _BREAK.finditer(raw)]
        self._kept = [position - number for number, position in enumerate(self._dropped)]
        self.text = raw.replace("\r\n", "\n").replace("\r", "\n")
        """The text as an article has it, with LF."""
        self._raw = raw
        self._is_plain = counting.unit == "code points" or raw.isascii()
        self._units = None if self._is_plain or counting.unit != "UTF-16 units" else OffsetMap.of(raw)
        self._bytes = b"" if self._is_plain or self._units else raw.encode("utf-8", "surrogatepass")

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Code points of the article's text, half-open, of positions of the project.

        Args:
            start: position of the first character.
            end: position of the end, as the counting has it.
        """
        start -= self._counting.base
        end += self._counting.ends_inside - self._counting.base
        return self._inward(start), self._inward(end)

    def back(self, start: int, end: int) -> tuple[int, int]:
        """Positions of the project, of code points of the article's text.

        Args:
            start: first code point inside.
            end: first code point after.
        """
        base = self._counting.base
        return self._outward(start) + base, self._outward(end) + base - self._counting.ends_inside

    def _inward(self, position: int) -> int:
        if position < 0:
            return position
        if self._units is not None:
            position = self._units.to_codepoints(position)
        elif self._bytes:
            beyond = max(0, position - len(self._bytes))
            position = len(self._bytes[:position].decode("utf-8", "ignore")) + beyond
        return position - bisect_left(self._dropped, position)

    def _outward(self, position: int) -> int:
        position += bisect_left(self._kept, position)
        if self._units is not None:
            return self._units.to_utf16(position)
        return len(self._raw[:position].encode("utf-8", "surrogatepass")) if self._bytes else position
