"""A handle by which a card or row is put at another place among its like: dragged, or by Alt+Up and Alt+Down."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from analyst_app.ui.codebook.tag_list import alt_step, paint_handle
from analyst_app.ui.widgets.shapes import paint_focus
from analyst_app.ui.widgets.theme import Looks


class Handle(QWidget):
    """Six dots; the mouse drags, Alt+Up and Alt+Down step."""

    dropped = Signal(int)
    """The mouse let go at this height on the screen, pixels."""
    dragged = Signal(int)
    """The mouse, which holds it, is at this height on the screen, pixels."""
    step_wanted = Signal(int)
    """-1 or 1."""

    def __init__(self, looks: Looks, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._looks = looks
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.SizeVerCursor)
        looks.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        return QSize(self._looks.sizes.width("handle"), self._looks.sizes.height("chip"))

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        event.accept()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        self.dragged.emit(round(event.globalPosition().y()))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        self.dropped.emit(round(event.globalPosition().y()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        step = alt_step(event)
        if step:
            self.step_wanted.emit(step)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        paint_handle(painter, QRectF(self.rect()), self._looks.colours.colour("control"))
        if self.hasFocus():
            paint_focus(painter, QRectF(self.rect()), self._looks)


class LandingLine(QWidget):
    """Says where what is dragged will stand: a line between two of its like.

    Args:
        looks: colours and sizes.
        parent: of theirs, too.
    """

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._looks = looks
        self.setObjectName("landing_line")
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def show_at(self, height: int, widgets: Sequence[QWidget]) -> None:
        """Lie where one of some widgets would stand if the mouse let it go.

        Args:
            height: of the mouse on the screen, pixels.
            widgets: from the top.
        """
        place = place_for(height, widgets)
        is_last = place == len(widgets)
        beside = widgets[place - 1 if is_last else place]
        edge = beside.geometry().bottomLeft() if is_last else beside.geometry().topLeft()
        width = self._looks.sizes.width("focus")
        self.setGeometry(edge.x(), max(0, edge.y() + (width if is_last else -2 * width)), beside.width(), width)
        self.show()
        self.raise_()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), self._looks.colours.colour("accent"))


def place_for(height: int, widgets: Sequence[QWidget]) -> int:
    """The place among widgets that one has when the mouse lets it go at a height on the screen.

    Args:
        height: pixels.
        widgets: from the top.
    """
    middles = [widget.mapToGlobal(widget.rect().center()).y() for widget in widgets]
    return sum(middle < height for middle in middles)


def moved(items: Sequence[dict[str, object]], here: int, there: int) -> list[dict[str, object]]:
    """The items with one of them at another place.

    Args:
        items: in their order.
        here: place of the one.
        there: it stands before the item that has this place now.
    """
    others = [*items[:here], *items[here + 1 :]]
    at = there - 1 if there > here else there
    at = max(0, min(len(others), at))
    return [*others[:at], items[here], *others[at:]]
