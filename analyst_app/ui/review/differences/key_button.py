"""A button with the cap of its key before its words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QPushButton, QSizePolicy, QWidget

from analyst_app.ui.bars.mirroring import mirrored
from analyst_app.ui.widgets.shapes import caps_width, paint_caps, paint_focus

if TYPE_CHECKING:
    from analyst_app.ui.widgets.theme import Looks

_FACE = "label"
"""The type of the words."""


class KeyButton(QPushButton):
    """Decides something. Words that are too long for it are cut; the whole stands in the tool tip.

    Args:
        name: of the widget.
        looks: colours and sizes.
        parent: as ever.
    """

    paints_focus = True
    """The ring of the focus is its own: none is laid round it."""

    def __init__(self, name: str, looks: Looks, parent: QWidget | None = None) -> None:
        super().__init__("", parent)
        self.setObjectName(name)
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.MinimumExpanding, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self._looks, self._words = looks, ""
        self._caps: tuple[str, ...] = ()

    def show_words(self, words: str, key: str) -> None:
        """Say what it does.

        Args:
            words: of the button.
            key: as it is written in menus, such as Ctrl+1; empty: it has none.
        """
        caps = tuple(key.split("+")) if key else ()
        if (words, caps) != (self._words, self._caps):
            self._words, self._caps = words, caps
            self.setText("  ".join(part for part in (key, words) if part).replace("&", "&&"))
            self.setAccessibleName(words)
            self.setToolTip("")
            self.updateGeometry()

    # -- Qt's side -------------------------------------------------------------

    def sizeHint(self) -> QSize:
        sizes = self._looks.sizes
        words = sizes.advance(_FACE, self._words)
        return QSize(round(self._before() + words + sizes.space(2)), sizes.height("decision_button"))

    def minimumSizeHint(self) -> QSize:
        """As wide as its key and a word."""
        letter = self._looks.sizes.metrics(_FACE).averageCharWidth()
        least = min(self.sizeHint().width(), round(self._before() + 8 * letter))
        return QSize(least, self._looks.sizes.height("decision_button"))

    def paintEvent(self, event: QPaintEvent) -> None:
        looks, rect = self._looks, QRectF(self.rect())
        colours, radius = looks.colours, looks.sizes.radius("control")
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "row" if self.isDown() else "hover" if self.underMouse() else "raised"
        painter.setPen(QPen(colours.colour("control"), 1))
        painter.setBrush(colours.colour(ground))
        painter.drawRoundedRect(rect.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        if self.hasFocus():
            paint_focus(painter, rect, looks)
        if self._caps:
            caps = mirrored(QRectF(looks.sizes.space(2), 0, caps_width(self._caps, looks), 0), self)
            paint_caps(painter, caps.left(), rect.center().y(), self._caps, looks, is_filled=True)
        painter.setFont(looks.sizes.font(_FACE))
        painter.setPen(colours.colour("text"))
        inside = rect.adjusted(self._before(), 0, -looks.sizes.space(1), 0)
        words = looks.sizes.cut(_FACE, self._words, inside.width())
        painter.drawText(mirrored(inside, self), Qt.AlignmentFlag.AlignVCenter, words)

    # -- inside ----------------------------------------------------------------

    def _before(self) -> float:
        """Pixels before the words."""
        space = self._looks.sizes.space(2)
        return space + (caps_width(self._caps, self._looks) + self._looks.sizes.space(1) if self._caps else 0)
