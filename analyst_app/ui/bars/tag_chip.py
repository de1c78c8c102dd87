"""The letter of a tag, as a widget."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QSizePolicy, QWidget

from analyst_app.ui.widgets.shapes import paint_chip

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtGui import QPaintEvent

    from analyst_app.ui.widgets.theme import Looks, TagLook


class TagChip(QWidget):
    """A chip as in the lists.

    Args:
        looks: colours and sizes.
        is_dashed: True: it stands for what is only proposed.
    """

    def __init__(self, looks: Looks, *, is_dashed: bool = False) -> None:
        super().__init__()
        self._looks, self._is_dashed = looks, is_dashed
        self._look: Callable[[], TagLook | None] = lambda: None
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        looks.changed.connect(self.update)

    @property
    def look(self) -> TagLook | None:
        """Letter and colours of the tag, in the theme that is worn; None: it shows nothing."""
        return self._look()

    def show_look(self, look: Callable[[], TagLook | None]) -> None:
        """Show the letter of another tag.

        Args:
            look: is asked whenever it is painted: another theme has other colours.
        """
        self._look = look
        self.update()

    def sizeHint(self) -> QSize:
        """As large as the chips of the lists."""
        side = self._looks.sizes.height("chip")
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        look = self.look
        if look is not None:
            painter, place = QPainter(self), QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
            paint_chip(painter, place, look, self._looks, is_dashed=self._is_dashed)
