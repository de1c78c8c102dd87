"""A column of the card: a side that scrolls where it is long, over the buttons that decide for it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGridLayout, QScrollArea, QVBoxLayout, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyst_app.ui.widgets.theme import Looks


class SideColumn(QFrame):
    """A card of its own: raised where it holds a reading, with a line in the accent once that was taken.

    Args:
        looks: colours and sizes.
        inside: what it holds.
        buttons: below it, two a row.
        is_raised: False: it lies on the ground of the window.
        parent: as ever.
    """

    def __init__(
        self, looks: Looks, inside: QWidget, buttons: Sequence[QWidget], parent: QWidget, *, is_raised: bool
    ) -> None:
        super().__init__(parent)
        self._looks, self._is_raised, self._is_taken = looks, is_raised, False
        sizes = looks.sizes
        area = self._area = QScrollArea(self)
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for part in (area, area.viewport(), inside):
            part.setAutoFillBackground(False)
        area.setWidget(inside)
        inside.setAutoFillBackground(False)  # setWidget turns it on
        column = QVBoxLayout(self)
        edge = sizes.space(2)
        column.setContentsMargins(edge, edge, edge, edge)
        column.setSpacing(sizes.space(1))
        column.addWidget(area, 1)
        self._buttons, self._seen = buttons, list[QWidget]()
        for button in buttons:
            button.setParent(self)
        self._grid = QGridLayout()
        self._grid.setSpacing(sizes.space(1))
        column.addLayout(self._grid)
        self.setMinimumHeight(sizes.height("least_side"))

    def be_low(self, is_low: bool, height: int) -> None:
        """Have narrow edges where there is little room, and be no higher than what is in sight at once.

        Args:
            is_low: True if there is little room.
            height: that is in sight, pixels.
        """
        layout, sizes = self.layout(), self._looks.sizes
        edge, narrow = sizes.space(2), sizes.space(0)
        if layout is not None:
            layout.setContentsMargins(edge, narrow if is_low else edge, edge, narrow if is_low else edge)
            layout.setSpacing(narrow if is_low else sizes.space(1))
        self._area.setMinimumHeight(int(is_low))  # it scrolls: words and buttons share what there is
        self.setMinimumHeight(height if is_low else sizes.height("least_side"))

    def close_up(self) -> None:
        """Set the buttons that are shown beside each other, without a gap for those that are hidden."""
        seen = [button for button in self._buttons if not button.isHidden()]
        if seen == self._seen:
            return
        for button in self._seen:
            self._grid.removeWidget(button)
        self._seen = seen
        for number, button in enumerate(seen):
            is_alone = number == len(seen) - 1 and number % 2 == 0
            self._grid.addWidget(button, number // 2, number % 2, 1, 2 if is_alone else 1)

    def show_taken(self, is_taken: bool) -> None:
        """Show that this side was taken, or was not."""
        if is_taken != self._is_taken:
            self._is_taken = is_taken
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        colours, radius = self._looks.colours, self._looks.sizes.radius("card")
        ground, painter = colours.colour("raised" if self._is_raised else "sunken"), QPainter(self)
        if self.rect().adjusted(radius, radius, -radius, -radius).contains(event.rect()):
            painter.fillRect(event.rect(), ground)  # other words in it: its edge stays as it is
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        width = self._looks.sizes.width("focus") if self._is_taken else 1
        painter.setPen(QPen(colours.colour("accent" if self._is_taken else "hairline"), width))
        painter.setBrush(ground)
        inset = width / 2
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)
