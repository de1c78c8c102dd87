"""A push button that tells its key: ``[Enter] Accept``."""

from __future__ import annotations

from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QPushButton

from analyst_app.ui.widgets.shapes import caps_width, paint_caps, paint_focus

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QPaintEvent
    from PySide6.QtWidgets import QWidget

    from analyst_app.ui.widgets.theme import Looks


class CapButton(QPushButton):
    """A button painted by us, with key caps before its words.

    Args:
        looks: colours and sizes.
        parent: the widget that it stands in.
    """

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._looks = looks
        self._keys: Sequence[str] = ()
        self._is_first = self._is_narrow = False
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        looks.changed.connect(self.update)

    def show_keys(self, keys: Sequence[str], *, is_first: bool = False) -> None:
        """Paint keys before the words.

        Args:
            keys: the words on the caps.
            is_first: True if it is the usual answer, which is filled.
        """
        self._keys, self._is_first = keys, is_first
        self.updateGeometry()
        self.update()

    def leave_out_keys(self, is_narrow: bool) -> None:
        """Show the words alone where there is little room."""
        if is_narrow != self._is_narrow:
            self._is_narrow = is_narrow
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        sizes = self._looks.sizes
        keys = ceil(caps_width(self._keys, self._looks)) + sizes.space(1) if self._has_caps else 0
        words = ceil(sizes.advance("body", self._words))
        return QSize(self._inset + sizes.space(2) + keys + words, sizes.height("button"))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, colours, sizes = QPainter(self), self._looks.colours, self._looks.sizes
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        edge, radius = colours.colour("accent" if self._is_first else "control"), sizes.radius("control")
        painter.setPen(QPen(edge, 1))
        painter.setBrush(colours.colour(self._ground))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, radius, radius)
        left = float(self._inset)
        if self._has_caps:
            left = paint_caps(painter, left, self.height() / 2, self._keys, self._looks) + sizes.space(1)
        painter.setFont(sizes.font("body"))
        painter.setPen(colours.colour("on_accent" if self._is_first else "text"))
        rect = QRectF(left, 0, self.width() - left, self.height())
        painter.drawText(rect, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._words)
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), self._looks)

    @property
    def _inset(self) -> int:
        """Before the caps, or the words."""
        return self._looks.sizes.space(1 if self._has_caps else 2)

    @property
    def _has_caps(self) -> bool:
        return bool(self._keys) and not self._is_narrow

    @property
    def _words(self) -> str:
        return self.text().replace("&&", "&")

    @property
    def _ground(self) -> str:
        if self._is_first:
            return "accent"
        return "row" if self.isDown() else "hover" if self.underMouse() else "raised"
