"""The groups of the sheet of keys in columns: a title, and under it each command with its keys on caps."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QFontMetrics, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from analyst_app.ui.commands.key_caps import caps_of
from analyst_app.ui.widgets.shapes import caps_width, paint_caps, paint_focus
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyst_app.ui.commands.key_groups import KeyGroup, KeyLine
    from analyst_app.ui.widgets.theme import Looks

_KEY = re.compile(r"(?:(?:Ctrl|Shift|Alt)\+)*(?:[A-Z0-9←→↑↓]|Enter|Esc|Home|End|Space|Delete|Backspace)")
_BETWEEN = ("·", "…", marked("or"), marked("digits"), marked("letters"))
"""Words that may stand between caps."""


class KeyList(QWidget):
    """One group, painted by us; a screen reader is told its lines.

    Args:
        group: its lines.
        looks: colours and sizes.
        parent: the columns.
    """

    paints_focus = True
    reached = Signal(object)
    """It has got the keyboard: itself."""

    def __init__(self, group: KeyGroup, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._group, self._looks = group, looks
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(group.title)
        self.setAccessibleDescription("; ".join(f"{line.words}, {line.said}" for line in group.lines))

    def height_at(self, width: int) -> int:
        """The height that it needs at a width, pixels."""
        sizes = self._looks.sizes
        return sizes.height("key_head") + sum(self._height(line, width) for line in self._group.lines) + sizes.space(2)

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.reached.emit(self)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, sizes, colours = QPainter(self), self._looks.sizes, self._looks.colours
        inset, head = sizes.space(1), sizes.height("key_head")
        painter.setFont(sizes.font("group_head"))
        painter.setPen(colours.colour("accent"))
        title = QRectF(inset, 0, self.width() - 2 * inset, head)
        left = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft
        metrics = QFontMetrics(painter.font())
        words = metrics.elidedText(self._group.title, Qt.TextElideMode.ElideRight, int(title.width()))
        painter.drawText(title, left, words)
        painter.fillRect(inset, head - 1, self.width() - 2 * inset, 1, colours.colour("hairline"))
        top = head
        for line in self._group.lines:
            self._paint(painter, line, top)
            top += self._height(line, self.width())
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), self._looks)

    # -- inside ----------------------------------------------------------------

    def _height(self, line: KeyLine, width: int) -> int:
        one = self._looks.sizes.height("key_line")
        return one if self._fits_beside(line, width) else one + self._looks.sizes.height("text_line")

    def _fits_beside(self, line: KeyLine, width: int) -> bool:
        sizes = self._looks.sizes
        words = QFontMetrics(sizes.font("body")).horizontalAdvance(line.words)
        return words + sizes.space(2) + self._keys_width(line) <= width - 2 * sizes.space(1)

    def _paint(self, painter: QPainter, line: KeyLine, top: int) -> None:
        sizes, colours = self._looks.sizes, self._looks.colours
        inset, is_beside = sizes.space(1), self._fits_beside(line, self.width())
        one = sizes.height("key_line")
        painter.setFont(sizes.font("body"))
        painter.setPen(colours.colour("text" if line.holds else "muted"))
        keys = self._keys_width(line)
        room = self.width() - 2 * inset - (keys + sizes.space(2) if is_beside else 0)
        words = QFontMetrics(painter.font()).elidedText(line.words, Qt.TextElideMode.ElideMiddle, room)
        place = QRectF(inset, top, room, one)
        painter.drawText(place, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
        below = one - sizes.space(0) + sizes.height("text_line") / 2
        middle = top + (one / 2 if is_beside else below)
        self._paint_keys(painter, line, max(inset, self.width() - inset - keys) if is_beside else inset, middle)

    def _paint_keys(self, painter: QPainter, line: KeyLine, left: float, middle: float) -> None:
        sizes, colours = self._looks.sizes, self._looks.colours
        for part, is_key in _parts(line):
            if is_key:
                left = paint_caps(painter, left, middle, caps_of(part), self._looks) + sizes.space(1)
                continue
            painter.setFont(sizes.font("secondary"))
            painter.setPen(colours.colour("muted"))
            metrics = QFontMetrics(painter.font())
            room = self.width() - left - sizes.space(1)
            words = metrics.elidedText(part, Qt.TextElideMode.ElideRight, int(room) + 1)
            painter.drawText(int(left), int(middle + (metrics.ascent() - metrics.descent()) / 2), words)
            left += metrics.horizontalAdvance(part) + sizes.space(1)

    def _keys_width(self, line: KeyLine) -> int:
        """The width of caps and words, pixels; of a line without a key none."""
        metrics, space = QFontMetrics(self._looks.sizes.font("secondary")), self._looks.sizes.space(1)
        widths = [
            caps_width(caps_of(part), self._looks) if is_key else metrics.horizontalAdvance(part)
            for part, is_key in _parts(line)
        ]
        return round(sum(widths)) + space * max(0, len(widths) - 1)


class KeyColumns(QWidget):
    """Groups under and beside each other, in as many columns as have room.

    Args:
        looks: colours and sizes.
    """

    reached = Signal(object)
    """A group has got the keyboard: its widget."""

    def __init__(self, looks: Looks) -> None:
        super().__init__()
        self._looks = looks
        self._lists: list[KeyList] = []
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        looks.changed.connect(self._arrange)

    def show_groups(self, groups: Sequence[KeyGroup]) -> None:
        """Show other groups."""
        for one in self._lists:
            one.hide()
            one.deleteLater()
        self._lists = [KeyList(group, self._looks, self) for group in groups]
        for one in self._lists:
            one.reached.connect(self.reached)
            one.show()
        self._arrange()

    @property
    def columns(self) -> int:
        """The number of columns that have room."""
        gap = self._looks.sizes.space(4)
        return max(1, min(3, (self.width() + gap) // (self._looks.sizes.width("key_column") + gap)))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._looks.sizes.width("key_column"), 0)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        gap, count = self._looks.sizes.space(4), self.columns
        width = (self.width() - (count - 1) * gap) // count
        heights = [one.height_at(width) for one in self._lists]
        limit = _lowest(heights, count)
        column = top = lowest = 0
        for one, height in zip(self._lists, heights, strict=True):
            if top and top + height > limit:
                column, top = column + 1, 0
            one.setGeometry(column * (width + gap), top, width, height)
            top += height
            lowest = max(lowest, top)
        self.setFixedHeight(lowest)


def _lowest(heights: Sequence[int], count: int) -> int:
    """The least height at which things under each other, in their order, need no more than so many columns."""
    limit = max([*heights, sum(heights) // count, 1])
    while _columns_at(heights, limit) > count:
        limit += 1 + limit // 50
    return limit


def _columns_at(heights: Sequence[int], limit: int) -> int:
    columns, top = 1, 0
    for height in heights:
        if top and top + height > limit:
            columns, top = columns + 1, 0
        top += height
    return columns


def _parts(line: KeyLine) -> list[tuple[str, bool]]:
    """The keys and the words between them, in order, and whether each is a key; what is no list of keys is one word."""
    if line.keys:
        return [(key, True) for key in line.keys]
    words = line.told.split()
    between = {tr(word) for word in _BETWEEN}
    if all(word in between or _KEY.fullmatch(word) for word in words):
        return [(word, word not in between) for word in words]
    return [(line.told, False)]
