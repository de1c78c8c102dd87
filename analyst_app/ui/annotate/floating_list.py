"""A list that stands beside words of the article. It takes no focus: the keys go through the text."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, QTimer, Signal
from PySide6.QtWidgets import QAbstractItemView, QFrame, QVBoxLayout, QWidget

from analyst_app.ui.bars.floating import FloatingCard
from analyst_app.ui.bars.popup_rows import PopupRow
from analyst_app.ui.widgets.message import ElidedLabel
from analyst_app.ui.widgets.own_viewport import put_viewport_in

if TYPE_CHECKING:
    from analyst_app.ui.widgets.theme import Looks

_BETWEEN = 2
"""Pixels between the heading and the rows."""


class FloatingList(FloatingCard):
    """A card with a heading, and rows below it.

    Args:
        looks: colours and sizes.
        parent: the room that it stays in.
        listed: lists them.
    """

    clicked = Signal(int)
    """A row was clicked: its number."""
    room_changed = Signal()
    """It is seen, and its room has another size: the words that it stands beside are elsewhere."""

    def __init__(self, looks: Looks, parent: QWidget, listed: QAbstractItemView) -> None:
        super().__init__(looks, parent)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._soon = QTimer(self, singleShot=True, interval=0)
        self._soon.timeout.connect(lambda: self.room_changed.emit() if self.isVisible() else None)
        parent.installEventFilter(self)
        self.heading = ElidedLabel("", self)
        self.listed = listed
        listed.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        listed.setFrameShape(QFrame.Shape.NoFrame)
        listed.setMouseTracking(True)
        listed.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        listed.setProperty("role", "floating")
        put_viewport_in(listed).setAutoFillBackground(False)
        listed.setItemDelegate(PopupRow(looks, listed))
        listed.clicked.connect(lambda index: self.clicked.emit(index.row()))
        inset = looks.sizes.space(0)
        column = QVBoxLayout(self)
        column.setContentsMargins(inset, inset, inset, inset)
        column.setSpacing(_BETWEEN)
        column.addWidget(self.heading)
        column.addWidget(listed)
        self.heading.setContentsMargins(looks.sizes.space(1), 0, 0, 0)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self._soon.start()  # once the text is laid out anew
        return False

    def height_with(self, most: int) -> int:
        """Show so many rows, or fewer; the height with these, shadow and all."""
        sizes = self._looks.sizes
        rows = min(max(1, self.listed.model().rowCount()), most) * sizes.height("popup_row")
        self.listed.setFixedHeight(rows)
        return rows + sizes.height("popup_head") + 2 * self.shadow

    def place(self, below: QPoint, above: QPoint) -> None:
        """Stand below one point, or where there is no room, above another; inside the parent always."""
        parent = self.parentWidget()
        if parent is None:
            return
        room = parent.rect()
        y = below.y() if below.y() + self.height() <= room.bottom() else above.y() - self.height()
        x = max(0, min(below.x(), room.right() - self.width()))
        self.move(x, max(0, min(y, room.bottom() - self.height())))
        self.show()
        self.raise_()
