"""The lines of the start page: buttons that are painted by us, with rings, pictures and key caps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QIcon, QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from analyst_app.core.excerpts import set_apart
from analyst_app.ui.commands.key_caps import caps_of
from analyst_app.ui.widgets.shapes import caps_width, paint_caps, paint_focus, paint_ring, paint_row
from analyst_app.wording import in_row

if TYPE_CHECKING:
    from PySide6.QtGui import QFont

    from analyst_app.ui.widgets.theme import Looks


class _Row(QAbstractButton):
    """A line that lights up under the mouse and has a ring while it has the keyboard; Enter and Space press it."""

    paints_focus = True

    def __init__(self, height: int, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._looks, self._height = looks, height
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        looks.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(self._looks.sizes.width("empty"), self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._height, self._height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():  # a held Enter would answer what the first of it has opened
            self.click()

    def enterEvent(self, event: QEvent) -> None:
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        self.update()

    def paint_ground(self, painter: QPainter) -> None:
        """Paint what lies under the words: lit under the mouse, and the ring while it has the keyboard."""
        rect = QRectF(self.rect())
        paint_row(painter, rect, self._looks, is_current=False, is_hovered=self.underMouse())
        if self.hasFocus():
            paint_focus(painter, rect, self._looks)

    def paint_words(
        self,
        painter: QPainter,
        words: str,
        font: QFont,
        role: str,
        place: tuple[int, int, int],
        *,
        is_end: bool = False,
    ) -> int:
        """Paint words in one line, shortened to their room; returns their width, pixels.

        Args:
            painter: paints them.
            words: as they are.
            font: of them.
            role: of their colour.
            place: left edge, baseline and room, pixels.
            is_end: True: they stand at the end of the room.
        """
        left, baseline, room = place
        metrics = QFontMetrics(font)
        shown = metrics.elidedText(words, Qt.TextElideMode.ElideRight, max(0, room))
        width = metrics.horizontalAdvance(shown)
        painter.setFont(font)
        painter.setPen(self._looks.colours.colour(role))
        painter.drawText(left + room - width if is_end else left, baseline, shown)
        return width


class FolderRow(_Row):
    """A folder that was opened lately.

    Args:
        head: its name, and its articles in words.
        aside: how far it is, and when it was opened, in words.
        share: the part that is done.
        looks: colours and sizes.
        parent: the page.
    """

    def __init__(
        self, head: tuple[str, str], aside: tuple[str, str], share: float, looks: Looks, parent: QWidget
    ) -> None:
        super().__init__(looks.sizes.height("person_row"), looks, parent)
        self._head, self._aside, self._share = head, aside, share
        self.setAccessibleName(in_row(filter(None, (set_apart(head[0]), head[1], *aside))))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, sizes = QPainter(self), self._looks.sizes
        self.paint_ground(painter)
        side, gap = sizes.height("ring"), sizes.space(1)
        paint_ring(painter, QRectF(gap, (self.height() - side) / 2, side, side), self._share, self._looks)
        body, small = sizes.font("body"), sizes.font("secondary")
        body.setWeight(body.Weight.DemiBold)
        left, right = gap + side + sizes.space(2), self.width() - gap
        upper, lower = self.height() // 2 - 3, self.height() // 2 + QFontMetrics(small).ascent() + 2
        room = (right - left) // 2
        upper_end = self.paint_words(painter, self._aside[0], small, "muted", (right - room, upper, room), is_end=True)
        lower_end = self.paint_words(painter, self._aside[1], small, "muted", (right - room, lower, room), is_end=True)
        self.paint_words(painter, self._head[0], body, "text", (left, upper, right - left - upper_end - gap))
        self.paint_words(painter, self._head[1], small, "muted", (left, lower, right - left - lower_end - gap))


class OpenRow(_Row):
    """A command with its picture and its key.

    Args:
        words: of the command.
        icon: the picture's name.
        key: as the actions table spells it; empty: it has none.
        looks: colours and sizes.
        parent: the page.
    """

    def __init__(self, words: str, icon: str, key: str, looks: Looks, parent: QWidget) -> None:
        super().__init__(looks.sizes.height("palette_row"), looks, parent)
        self._words, self._icon, self._key = words, icon, key
        self.setAccessibleName(words)
        self.setAccessibleDescription(key)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, sizes, caps = QPainter(self), self._looks.sizes, caps_of(self._key)
        self.paint_ground(painter)
        side, gap = sizes.height("letter_chip"), sizes.space(1)
        icon = self._looks.colours.icon(self._icon, "muted")
        icon.paint(painter, gap, (self.height() - side) // 2, side, side, mode=QIcon.Mode.Normal)
        right = self.width() - gap - int(caps_width(caps, self._looks))
        if caps:
            paint_caps(painter, right, self.height() / 2, caps, self._looks)
        font = sizes.font("body")
        metrics, left = QFontMetrics(font), gap + side + sizes.space(2)
        baseline = (self.height() + metrics.ascent() - metrics.descent()) // 2
        self.paint_words(painter, self._words, font, "text", (left, baseline, right - left - gap))
