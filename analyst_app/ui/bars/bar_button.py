"""The buttons of the tag bar: a mark, words, and what stands at their end, painted by us.

Each takes whatever width it is given: words that have no room are cut, and where there is hardly any, the mark stands
alone.
"""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QToolButton

from analyst_app.ui.bars.mirroring import mirrored
from analyst_app.ui.widgets.shapes import caps_width, initials, paint_caps, paint_chip, paint_disc

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QColor, QEnterEvent, QPaintEvent
    from PySide6.QtWidgets import QWidget

    from analyst_app.ui.widgets.theme import Looks

_ICON = 18
_FAINT = 0.4
"""Share of the ink of a button that is disabled."""


class BarButton(QToolButton):
    """An icon and words. It never takes the focus.

    Args:
        looks: colours and sizes.
        parent: the bar.
        icon: of ``resources/icons``; empty: none.
        opens_menu: True if an arrow at the end says so.
    """

    def __init__(self, looks: Looks, parent: QWidget, icon: str = "", *, opens_menu: bool = False) -> None:
        super().__init__(parent)
        self._looks, self._icon, self._opens_menu = looks, icon, opens_menu
        self.words = ""
        """Those that are painted; the button's text is for those who ask."""
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        if opens_menu:
            self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        looks.changed.connect(self.update)

    def show_words(self, words: str) -> None:
        """Paint other words."""
        if words != self.words:
            self.words = words
            self.updateGeometry()
            self.update()

    @property
    def least(self) -> int:
        """The width without words, pixels."""
        space = self._looks.sizes.space(1)
        return max(self._height, 2 * space + self.lead_width + (self.tail_width if self.keeps_tail else 0))

    @property
    def wanted(self) -> int:
        """The width with all words, as long as they are not very long, pixels."""
        space = self._looks.sizes.space(1)
        words = min(self.words_width, self._looks.sizes.width("bar_words"))
        if not words:
            return self.least
        lead = self.lead_width + space if self.lead_width else 0
        return 2 * space + lead + words + self.tail_width

    def sizeHint(self) -> QSize:
        return QSize(self.wanted, self._height)

    def minimumSizeHint(self) -> QSize:
        return QSize(self.least, self._height)

    # -- what others paint otherwise -------------------------------------------------

    keeps_tail = False
    """True if the end is seen also where the words have no room."""

    @property
    def lead_width(self) -> int:
        """The width of the mark before the words, pixels."""
        return _ICON if self._icon else 0

    def paint_lead(self, painter: QPainter, rect: QRectF) -> None:
        """Paint the mark before the words."""
        if self._icon:
            self._looks.colours.icon(self._icon).paint(painter, rect.toRect())

    @property
    def tail_width(self) -> int:
        """The width of what stands after the words, with the gap before it, pixels."""
        return 2 * self._looks.sizes.space(0) + 8 if self._opens_menu else 0

    def paint_tail(self, painter: QPainter, left: float, middle: float) -> None:
        """Paint what stands after the words, from the end of these."""
        if self._opens_menu:
            _paint_arrow(painter, left + self._looks.sizes.space(0) + 4, middle, self._looks.colours.colour("muted"))

    @property
    def ink(self) -> QColor:
        """The colour of the words."""
        return self._looks.colours.colour("text")

    def paint_ground(self, painter: QPainter) -> None:
        """Paint the button itself: raised while it is checked, darker while it is pressed or under the mouse."""
        colours = self._looks.colours
        if self.isChecked():
            self._fill(painter, "raised", QPen(colours.colour("control"), 1))
        elif self.isDown():
            self._fill(painter, "row")
        elif self.isEnabled() and self.underMouse():
            self._fill(painter, "hover")

    # -- Qt's side ---------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, space = QPainter(self), self._looks.sizes.space(1)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.paint_ground(painter)
        painter.setOpacity(1.0 if self.isEnabled() else _FAINT)
        inner, middle = self.rect().adjusted(space, 0, -space, 0), self.height() / 2
        has_words = bool(self.words) and self.width() > self.least
        tail = self.tail_width if has_words or self.keeps_tail else 0
        lead, left = self.lead_width, float(inner.left())
        if lead:
            if not has_words and not tail:
                left = (self.width() - lead) / 2
            self.paint_lead(painter, mirrored(QRectF(left, middle - lead / 2, lead, lead), self))
            left += lead + (space if has_words else 0)
        if has_words:
            room = inner.right() + 1 - left - tail
            words = self._looks.sizes.cut("body", self.words, room)
            painter.setFont(self._looks.sizes.font("body"))
            painter.setPen(self.ink)
            at = QRectF(left, 0, room, self.height())
            painter.drawText(mirrored(at, self), Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, words)
            left += min(room, self.words_width)
        if tail:
            self.paint_tail(painter, mirrored(QRectF(left, 0, tail + space, 0), self).left(), middle)

    def enterEvent(self, event: QEnterEvent) -> None:
        super().enterEvent(event)
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        super().leaveEvent(event)
        self.update()

    # -- inside --------------------------------------------------------------------------

    @property
    def words_width(self) -> int:
        """The width of all words, pixels."""
        return ceil(self._looks.sizes.advance("body", self.words)) if self.words else 0

    @property
    def _height(self) -> int:
        return self._looks.sizes.height("button")

    def _fill(self, painter: QPainter, role: str, pen: QPen | Qt.PenStyle = Qt.PenStyle.NoPen) -> None:
        painter.setPen(pen)
        painter.setBrush(self._looks.colours.colour(role))
        radius = self._looks.sizes.radius("control")
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)


class TagButton(BarButton):
    """A tag's letter, its name and how many annotations of it there are; Esc in place of these while it is armed."""

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(looks, parent)
        self._letter, self._colour = "", ""
        self._count = 0

    def show_tag(self, letter: str, colour: str, name: str) -> None:
        """Paint a tag.

        Args:
            letter: its key, or a sign for none.
            colour: its colour, #rrggbb.
            name: its name; empty: the letter stands alone.
        """
        self._letter, self._colour = letter, colour
        self.show_words(name)
        self.update()

    def show_count(self, count: int) -> None:
        """Paint how many annotations of the tag there are."""
        if count != self._count:
            self._count = count
            self.updateGeometry()
            self.update()

    @property
    def lead_width(self) -> int:
        return self._looks.sizes.height("chip")

    def paint_lead(self, painter: QPainter, rect: QRectF) -> None:
        if self._colour:
            paint_chip(painter, rect, self._looks.colours.look(self._letter, self._colour, "solid"), self._looks)

    @property
    def tail_width(self) -> int:
        """Room for the larger of both, so that arming a tag moves no button."""
        space = self._looks.sizes.space(1)
        count = ceil(self._looks.sizes.advance("secondary", f"{self._count}"))
        return max(space + count, round(caps_width([_ESC], self._looks)) + space - self._looks.sizes.space(0))

    def paint_tail(self, painter: QPainter, left: float, middle: float) -> None:
        left += self._looks.sizes.space(1)
        if self.isChecked():
            paint_caps(painter, left, middle, [_ESC], self._looks)
        elif self._count:
            painter.setFont(self._looks.sizes.font("secondary"))
            painter.setPen(self._looks.colours.colour("muted"))
            rect = QRectF(left, 0, self.width() - left, self.height())
            painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)
            painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, f"{self._count}")


_ESC = "Esc"


class PersonButton(BarButton):
    """A disc with a person's initials, and the name; it opens a menu."""

    keeps_tail = True

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(looks, parent, opens_menu=True)
        self._is_own = True

    def show_person(self, name: str, *, is_own: bool) -> None:
        """Paint a person: filled for oneself, a ring for others."""
        if is_own != self._is_own:
            self._is_own = is_own
            self.update()
        self.show_words(name)

    @property
    def lead_width(self) -> int:
        return self._looks.sizes.height("disc") if self.words else 0

    def paint_lead(self, painter: QPainter, rect: QRectF) -> None:
        paint_disc(painter, rect, initials(self.words), self._looks, is_filled=self._is_own)


class FieldButton(BarButton):
    """Looks like a field in which one could type: an icon, faint words, the keys that open it."""

    _keys: Sequence[str] = ()

    def show_keys(self, keys: Sequence[str]) -> None:
        """Paint the keys that open it on caps at its end."""
        self._keys = keys
        self.update()

    @property
    def tail_width(self) -> int:
        space = self._looks.sizes.space(1)
        return round(caps_width(self._keys, self._looks)) + 2 * space if self._keys else 0

    def paint_tail(self, painter: QPainter, left: float, middle: float) -> None:
        left = self.width() - self.tail_width + self._looks.sizes.space(1)
        caps = mirrored(QRectF(left, 0, caps_width(self._keys, self._looks), 0), self)
        paint_caps(painter, caps.left(), middle, self._keys, self._looks)

    @property
    def wanted(self) -> int:
        return max(super().wanted, self._looks.sizes.width("bar_search"))

    @property
    def ink(self) -> QColor:
        return self._looks.colours.colour("muted")

    def paint_ground(self, painter: QPainter) -> None:
        if self.width() > self.least:
            is_lit = self.underMouse() or self.isDown()
            self._fill(painter, "hover" if is_lit else "raised", QPen(self._looks.colours.colour("hairline"), 1))
        else:
            super().paint_ground(painter)


def _paint_arrow(painter: QPainter, middle_x: float, middle: float, ink: QColor) -> None:
    """Paint a small arrow down: a menu opens there."""
    painter.setPen(QPen(ink, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap))
    painter.drawPolyline([QPointF(middle_x + x, middle + y) for x, y in ((-4, -2), (0, 2), (4, -2))])
