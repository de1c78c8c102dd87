"""A list that stands beside words of the article. It takes no focus: the keys go through the text."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QAbstractItemView, QApplication, QFrame, QVBoxLayout, QWidget

from analyst_app.ui.widgets.message import PlainLabel

_ROWS = 9


class FloatingList(QFrame):
    """A heading with rows below it.

    Args:
        parent: the room that it stays in.
        rows: what lists them.
        width: that it has where there is room, pixels.
    """

    clicked = Signal(int)
    """A row was clicked: its number."""

    def __init__(self, parent: QWidget, rows: QAbstractItemView, width: int) -> None:
        super().__init__(parent)
        self._room, self._width = parent, width
        self.setFont(QApplication.font())  # not the article's, which it would inherit
        self.setProperty("role", "card")
        self.setAutoFillBackground(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_NoMousePropagation)  # or the words behind it would be clicked
        self.setCursor(Qt.CursorShape.ArrowCursor)
        self.heading = PlainLabel("", self)
        self.rows = rows
        self.rows.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.rows.setFrameShape(QFrame.Shape.NoFrame)
        self.rows.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.rows.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.rows.clicked.connect(lambda index: self.clicked.emit(index.row()))
        column = QVBoxLayout(self)
        column.setContentsMargins(6, 4, 6, 4)
        column.setSpacing(2)
        column.addWidget(self.heading)
        column.addWidget(self.rows)

    def fit(self) -> None:
        """Be as high as the rows, up to nine."""
        model = self.rows.model()
        shown, height = min(max(1, model.rowCount()), _ROWS), self.rows.visualRect(model.index(0, 0)).height()
        self.rows.setFixedHeight(shown * height + 2 * self.rows.frameWidth())
        self.setFixedWidth(min(self._width, self._room.width()))
        self.adjustSize()

    def place(self, below: QPoint, above: QPoint) -> None:
        """Stand below one point, or where there is no room, above another; inside the parent always."""
        room = self._room.rect()
        y = below.y() if below.y() + self.height() <= room.bottom() else above.y() - self.height()
        x = max(0, min(below.x(), room.right() - self.width()))
        self.move(x, max(0, min(y, room.bottom() - self.height())))
        self.show()
        self.raise_()
