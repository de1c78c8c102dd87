"""Code points to the units of a text widget, and back.

A widget counts UTF-16 units, so an astral character (most emoji) costs one
unit more than its one code point; so does a character before which the shown
text breaks a line that the article does not break: the break belongs to the
character after it, so the unit of the break maps to that character, and that
character's position maps to the end of the line before.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Iterable

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


def astral_positions(text: str) -> list[int]:
    """Positions (code points) of the characters that take two UTF-16 units."""
    if text.isascii():
        return []
    return [match.start() for match in _ASTRAL.finditer(text)]


class OffsetMap:
    """Both directions between code points and UTF-16 units.

    Args:
        costly: code-point positions, ascending, of characters that take one
            unit more than usual. One that takes two more stands there twice.
    """

    __slots__ = ("_costly", "_units")

    def __init__(self, costly: Iterable[int]) -> None:
        self._costly = array("I")
        self._units = array("I")
        self.extend(costly)

    @classmethod
    def of(cls, text: str) -> OffsetMap:
        """The map of a text shown as it is."""
        return cls(astral_positions(text))

    def extend(self, costly: Iterable[int]) -> None:
        """Take in more positions, none below those it has."""
        for index, position in enumerate(costly, len(self._costly)):
            self._costly.append(position)
            self._units.append(position + index)

    def to_utf16(self, position: int) -> int:
        """UTF-16 offset of a code-point offset."""
        if not self._costly:
            return position
        return position + bisect_left(self._costly, position)

    def to_codepoints(self, position_utf16: int) -> int:
        """Code-point offset of a UTF-16 offset; inside a pair, that of its start."""
        if not self._costly:
            return position_utf16
        return position_utf16 - bisect_left(self._units, position_utf16)
