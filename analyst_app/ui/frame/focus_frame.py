"""The ring round the widget that has the keyboard: one overlay for all windows, which follows the focus.

It is a child of the window, so that no scroll area cuts it, and it covers the
ring's own pixels only. A widget or delegate that paints a ring by itself says so
by a class attribute ``paints_focus``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMetaObject, QObject, QPoint, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QRegion
from PySide6.QtWidgets import QAbstractItemView, QAbstractScrollArea, QApplication, QWidget

if TYPE_CHECKING:
    from analyst_app.ui.widgets.theme import Looks

_MOVES = (
    QEvent.Type.Move,
    QEvent.Type.Resize,
    QEvent.Type.Show,
    QEvent.Type.Hide,
    QEvent.Type.ParentChange,
    QEvent.Type.ZOrderChange,
)
_NAME = "focus_frame"


class FocusFrame(QObject):
    """Lays a ring round the widget with the focus: 2 px outside of a control, along the inner edge of a pane.

    Args:
        looks: colours and sizes.
        parent: the window; its dialogs are followed, too.
    """

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._looks = looks
        self._followed: list[QWidget] = []
        """The widget with the focus, and all that it lies in."""
        self._rows: list[QMetaObject.Connection] = []
        """Tell that a list with the focus has other rows, or another current one."""
        self._ring: _Ring | None = None
        looks.changed.connect(self._place)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)
            self._follow(None, application.focusWidget())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() in _MOVES and self._followed:
            self._place()
        return False

    def _follow(self, _before: QWidget | None, now: QWidget | None) -> None:
        for widget in self._followed:
            widget.removeEventFilter(self)
        self._followed = []
        for connection in self._rows:
            QObject.disconnect(connection)
        self._rows = []
        if self._ring is not None:
            self._ring.hide()
            self._ring = None
        if now is None or now.window().windowType() == Qt.WindowType.Popup:
            return
        at: QWidget | None = now
        while at is not None:
            self._followed.append(at)
            at.installEventFilter(self)
            at.destroyed.connect(self._forget)
            at = None if at.isWindow() else at.parentWidget()
        self._ring = _ring_in(now.window(), self._looks)
        if isinstance(now, QAbstractItemView) and now.model() is not None:
            self._rows = [now.model().modelReset.connect(self._place)]
            self._rows.append(now.selectionModel().currentChanged.connect(self._place))
        self._place()

    def _forget(self) -> None:
        """One of them is gone: the focus is elsewhere in a moment."""
        self._followed = []

    def _place(self, *_: object) -> None:
        ring = self._ring
        if ring is None or not self._followed:
            return
        widget = self._followed[0]
        if _paints_by_itself(widget) or not widget.isVisible():
            ring.hide()
            return
        window, gap = widget.window(), self._looks.sizes.width("focus")
        is_pane = isinstance(widget, QAbstractScrollArea)
        out = 0 if is_pane else gap + self._looks.ring_width
        place = QRect(widget.mapTo(window, QPoint()), widget.size()).adjusted(-out, -out, out, out)
        ring.lie_round(place, _seen_part(widget, out), "row" if is_pane else "control")


class _Ring(QWidget):
    """Its pixels, and nothing else: the mouse and what it lies over do not know it."""

    def __init__(self, window: QWidget, looks: Looks) -> None:
        super().__init__(window)
        self.setObjectName(_NAME)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._looks, self._radius = looks, 0

    def lie_round(self, place: QRect, seen: QRect, corners: str) -> None:
        """Show the ring.

        Args:
            place: its outer edge in the window, pixels.
            seen: the part of the window in which it may be seen.
            corners: the radius is that of this shape.
        """
        width = self._looks.ring_width
        self._radius = self._looks.sizes.radius(corners)
        inner = width + self._radius // 2
        band = QRegion(place).subtracted(QRegion(place.adjusted(inner, inner, -inner, -inner))).intersected(seen)
        if band.isEmpty():
            self.hide()
            return
        self.setGeometry(place)
        self.setMask(band.translated(-place.topLeft()))
        self.show()
        self.raise_()
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        width = self._looks.ring_width
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(self._looks.colours.colour("focus"), width))
        half = width / 2
        place = QRectF(self.rect()).adjusted(half, half, -half, -half)
        painter.drawRoundedRect(place, self._radius, self._radius)


def _ring_in(window: QWidget, looks: Looks) -> _Ring:
    found = window.findChild(QWidget, _NAME, Qt.FindChildOption.FindDirectChildrenOnly)
    return found if isinstance(found, _Ring) else _Ring(window, looks)


def _paints_by_itself(widget: QWidget) -> bool:
    if isinstance(widget, QAbstractItemView):
        row_has_ring = getattr(widget.itemDelegate(), "paints_focus", False)
        return bool(row_has_ring and widget.currentIndex().isValid())
    return bool(getattr(widget, "paints_focus", False))


def _seen_part(widget: QWidget, out: int) -> QRect:
    """The part of the window in which a widget may be seen: within the areas that scroll it, and a ring more."""
    window = widget.window()
    seen = window.rect()
    at = widget.parentWidget()
    while at is not None and at is not window:
        area = at.parentWidget()
        if isinstance(area, QAbstractScrollArea) and area.viewport() is at:
            place = QRect(at.mapTo(window, QPoint()), at.size())
            seen = seen.intersected(place.adjusted(-out, -out, out, out))
        at = area
    return seen
