"""A layout that sets widgets in a row and goes on in the next line, as words do."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtWidgets import QLayout, QLayoutItem, QWidget

_GAP = 8


class FlowLayout(QLayout):
    """Widgets from left to right, then from top to bottom.

    Args:
        parent: gets the layout.
        gap: between two widgets of a line, pixels.
        between: two lines, pixels.
    """

    def __init__(self, parent: QWidget, *, gap: int = _GAP, between: int = 0) -> None:
        self._heights: dict[int, int] = {}  # before Qt's part, which calls invalidate
        """By width: Qt asks for the same again and again."""
        self._wished: list[tuple[QLayoutItem, int, int]] | None = None
        """The items that are seen, with the width and height that each would have."""
        self._placed: QRect | None = None
        """The items stand in this; None: other items do."""
        super().__init__(parent)
        self.setContentsMargins(0, 0, 0, 0)
        self._gap, self._between = gap, between
        self._items: list[QLayoutItem] = []

    def addItem(self, item: QLayoutItem) -> None:
        self._items.append(item)

    def insert(self, place: int, widget: QWidget) -> None:
        """Put a widget in before others.

        Args:
            place: its number among them, from 0.
            widget: it.
        """
        self.addWidget(widget)
        self._items.insert(place, self._items.pop())
        self.invalidate()

    def count(self) -> int:
        return len(self._items)

    def itemAt(self, index: int) -> QLayoutItem | None:
        return self._items[index] if 0 <= index < len(self._items) else None

    def takeAt(self, index: int) -> QLayoutItem | None:
        return self._items.pop(index) if 0 <= index < len(self._items) else None

    def expandingDirections(self) -> Qt.Orientation:
        return Qt.Orientation(0)

    def hasHeightForWidth(self) -> bool:
        return True

    def heightForWidth(self, width: int) -> int:
        height = self._heights.get(width)
        if height is None:
            height = self._heights[width] = self._set(QRect(0, 0, width, 0), move=False)
        return height

    def invalidate(self) -> None:
        """Forget what was laid out."""
        self._heights.clear()
        self._placed = self._wished = None
        super().invalidate()

    def setGeometry(self, rect: QRect) -> None:
        if rect == self._placed:
            return
        super().setGeometry(rect)
        height = self._set(rect, move=True)
        parent = self.parentWidget()
        if parent is not None and parent.minimumHeight() != height:
            parent.setMinimumHeight(height)  # a form shares out heights without asking each row for its own
        self._placed = QRect(rect)

    def sizeHint(self) -> QSize:
        return self.minimumSize()

    def minimumSize(self) -> QSize:
        size = QSize()
        for item in self._items:
            size = size.expandedTo(item.minimumSize())
        return size

    def _set(self, rect: QRect, *, move: bool) -> int:
        """Place the items in a rectangle; the height they take, with the margins."""
        margins = self.contentsMargins()
        inner = rect.marginsRemoved(margins)
        begin, top, room = inner.x(), inner.y(), inner.width()
        x, y, line = begin, top, 0
        parent = self.parentWidget()
        is_leftward = parent is not None and parent.layoutDirection() == Qt.LayoutDirection.RightToLeft
        for item, wide, high in self._wishes():
            width = min(wide, max(1, room))
            if x > begin and x + width > begin + room:
                x, y, line = begin, y + line + self._between, 0
            if move:
                left = 2 * begin + room - x - width if is_leftward else x
                item.setGeometry(QRect(left, y, width, high))
            x, line = x + width + self._gap, max(line, high)
        return y + line - top + margins.top() + margins.bottom()

    def _wishes(self) -> list[tuple[QLayoutItem, int, int]]:
        if self._wished is None:
            shown = [item for item in self._items if not item.isEmpty()]  # one that is hidden takes no room
            hints = [item.sizeHint() for item in shown]
            self._wished = [(item, hint.width(), hint.height()) for item, hint in zip(shown, hints, strict=True)]
        return self._wished
