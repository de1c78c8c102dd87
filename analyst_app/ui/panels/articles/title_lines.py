"""The lines that the titles of a list take, as far as they were asked for."""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtGui import QFont, QFontMetricsF, QTextLayout, QTextOption

from analyst_app.core.excerpts import is_rightward
from analyst_app.ui.panels.articles.article_words import shown_line

_KEPT = 2_000
"""Titles of which the lines are kept: some screens full."""
_WIDTHS_KEPT = 50_000
"""Titles of which the width is kept: all of a large corpus, so that a pane of another width asks for none again."""
_LONGEST = 400
"""Code points of a title that are laid out: more than two lines hold."""


class LaidOutTitle(NamedTuple):
    """A title as it fits into a row."""

    lines: tuple[str, ...]
    """One or two; the last is cut where it has to be."""
    is_rightward: bool
    """True if it is written from left to right."""


class TitleLines:
    """Lays titles out in one font."""

    def __init__(self, font: QFont) -> None:
        self._font, self._metrics = font, QFontMetricsF(font)
        self._widths: dict[str, float] = {}
        self._lines: dict[tuple[str, int, int], LaidOutTitle] = {}

    def is_long(self, title: str, room: int) -> bool:
        """True if a title takes more than one line of a width, pixels. Asked for each row of a list."""
        width = self._widths.get(title)
        if width is None:
            if len(self._widths) > _WIDTHS_KEPT:
                self._widths.clear()
            width = self._widths[title] = self._metrics.horizontalAdvance(shown_line(title[:_LONGEST]))
        return width > room

    def of(self, title: str, room: int, most: int) -> LaidOutTitle:
        """A title on as few lines as hold it.

        Args:
            title: the whole of it.
            room: width of a line, pixels.
            most: the lines that there may be, 1 or 2.
        """
        key = title, room, most
        found = self._lines.get(key)
        if found is None:
            if len(self._lines) > _KEPT:
                self._lines.clear()
            words = shown_line(title[:_LONGEST])
            lines = self._broken(words, room, most) if self.is_long(title, room) else (words,)
            found = self._lines[key] = LaidOutTitle(lines, is_rightward(words))
        return found

    def _broken(self, words: str, room: int, most: int) -> tuple[str, ...]:
        first, rest = ("", words) if most == 1 else _first_line(words, self._font, room)
        last = self._metrics.elidedText(rest, Qt.TextElideMode.ElideRight, room)
        return (first, last) if first else (last,)


def _first_line(words: str, font: QFont, room: int) -> tuple[str, str]:
    """The words of the first line, and those that are left."""
    layout = QTextLayout(words, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    layout.beginLayout()
    line = layout.createLine()
    line.setLineWidth(room)
    units = line.textLength()
    layout.endLayout()
    data = words.encode("utf-16-le")
    return data[: 2 * units].decode("utf-16-le").rstrip(), data[2 * units :].decode("utf-16-le").lstrip()
