"""A line above the text of a review: whose lanes are where."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from analyst_app.ui.review.gold.fate_signs import FateKey
from analyst_app.ui.widgets.message import PlainLabel
from analyst_app.ui.widgets.plain_label import plain_tip
from analyst_app.ui.widgets.shapes import initials, paint_disc
from analyst_app.wording import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QColor

    from analyst_app.ui.widgets.theme import Looks


class Reader(NamedTuple):
    """A reader, and where the lanes are."""

    letter: str
    name: str
    """Empty where names are hidden."""
    place: str
    """Empty where the lanes of all lie in one place."""


class ReadersLine(PlainLabel):
    """Paints the readers; its text is the same in words.

    Args:
        looks: colours and sizes.
        parent: as ever.
    """

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__("", parent)
        self.setObjectName("review_legend")
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self._looks = looks
        self._readers: Sequence[Reader] = ()
        self._named = ""
        self._gold = self._instead = ""
        self._key = FateKey(looks)

    def show_readers(self, readers: Sequence[Reader], gold: str) -> None:
        """Show readers.

        Args:
            readers: A, then B, and so on.
            gold: the word before the key to the lane of gold; empty: there is none.
        """
        self._readers, self._gold = readers, gold
        self._key.is_of_several = len(readers) > 2
        told = [f"{f'{one.place}: ' if one.place else ''}{one.letter} {one.name}".rstrip() for one in readers]
        key = tr("{gold}: {fates}", gold=gold, fates=self._key.words)
        self._named = "   ·   ".join((*told, *([key] if gold else [])))
        self._tell()

    def say_instead(self, words: str) -> None:
        """Say words in place of the readers, where there is no other room for them; empty: the readers again."""
        if words != self._instead:
            self._instead = words
            self._tell()

    def sizeHint(self) -> QSize:
        return QSize(1, self._looks.sizes.height("review_head"))

    def paintEvent(self, event: QPaintEvent) -> None:
        looks, sizes, colours = self._looks, self._looks.sizes, self._looks.colours
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), colours.colour("hairline"))
        side, gap = sizes.height("review_reader"), sizes.space(1)
        middle, left = self.height() / 2, float(sizes.space(3))
        bold, small = sizes.font("body"), sizes.font("secondary")
        bold.setWeight(QFont.Weight.DemiBold)
        painter.setClipRect(0, 0, self._free_width, self.height())
        if self._instead:
            room = self._free_width - left
            seen = QFontMetricsF(bold).elidedText(self._instead, Qt.TextElideMode.ElideRight, room)
            self._say(painter, seen, left, bold, colours.colour("text"))
            return
        room = max(0.0, (self._free_width - left) / (len(self._readers) + 1) - side - 3 * gap)
        for one in self._readers:
            words = initials(one.name) or one.letter
            paint_disc(painter, QRectF(left, middle - side / 2, side, side), words, looks, is_filled=one.letter == "A")
            left += side + gap
            name = QFontMetricsF(bold).elidedText(one.name or one.letter, Qt.TextElideMode.ElideRight, room)
            left = self._say(painter, name, left, bold, colours.colour("text")) + gap
            left = self._say(painter, one.place, left, small, colours.colour("muted")) + 3 * gap
        word = QFontMetricsF(small).horizontalAdvance(self._gold) + 2 * gap
        if self._gold and left + word < self._free_width:
            left = self._say(painter, self._gold, left, small, colours.colour("muted")) + 2 * gap
            if left + self._key.width < self._free_width:
                self._key.paint(painter, left, middle)

    def _tell(self) -> None:
        self.setText(self._instead or self._named)
        self.setToolTip(plain_tip(self._named))
        self.update()

    @property
    def _free_width(self) -> int:
        """Width up to the first button that lies on it."""
        buttons = [child.x() for child in self.children() if isinstance(child, QWidget) and child.isVisible()]
        return min(buttons, default=self.width()) - self._looks.sizes.space(1)

    def _say(self, painter: QPainter, words: str, left: float, font: QFont, colour: QColor) -> float:
        """Words in a type; where they end."""
        width = QFontMetricsF(font).horizontalAdvance(words)
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(QRectF(left, 0, width + 1, self.height()), Qt.AlignmentFlag.AlignVCenter, words)
        return left + width
