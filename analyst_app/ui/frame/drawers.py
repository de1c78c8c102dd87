"""Drawers: panes that lie over the text with a scrim, where the window is too narrow to show them beside it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent, QWheelEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QPlainTextEdit, QWidget

if TYPE_CHECKING:
    from collections.abc import Callable

    from analyst_app.ui.widgets.theme import Looks


class Drawers(QWidget):
    """Holds the panes that are drawers, and shows one of them at its edge when it is opened.

    Args:
        looks: colours and sizes.
        go_home: gives the focus of a drawer that is closed to the text.
        parent: the window, over which it lies.
    """

    changed = Signal()
    """A drawer was opened or closed."""

    def __init__(self, looks: Looks, go_home: Callable[[], object], parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("drawers")
        self.hide()
        self._looks, self._go_home = looks, go_home
        self._widths: dict[QWidget, tuple[Qt.Edge, int]] = {}
        self.opened: QWidget | None = None
        """The pane that is seen; None while all are closed."""
        looks.changed.connect(self.update)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow_focus)

    def take(self, pane: QWidget, edge: Qt.Edge, width: int) -> None:
        """Have a pane as a drawer, closed at first.

        Args:
            pane: is taken out of its place.
            edge: at which it lies.
            width: pixels, where there is so much room.
        """
        if pane not in self._widths:
            pane.hide()
            pane.setParent(self)
            pane.setAutoFillBackground(True)
            self._widths[pane] = (edge, width)

    def give(self, pane: QWidget) -> None:
        """Let go of a pane, which is put elsewhere."""
        if self.opened is pane:
            self.close_drawer()
        if self._widths.pop(pane, None) is not None:
            pane.setAutoFillBackground(False)

    def holds(self, pane: QWidget) -> bool:
        """True if a pane is a drawer now."""
        return pane in self._widths

    def open_drawer(self, pane: QWidget) -> None:
        """Show a pane over the text."""
        if self.opened is pane:
            return
        if self.opened is not None:
            self.opened.hide()
        self.opened = pane
        self._place()
        pane.show()
        self.show()
        self.raise_()
        self.changed.emit()

    def close_drawer(self) -> None:
        """Show the text again."""
        pane, self.opened = self.opened, None
        if pane is None:
            return
        focus = QApplication.focusWidget()
        has_focus = focus is not None and pane.isAncestorOf(focus)
        self.hide()
        pane.hide()
        if has_focus:
            self._go_home()
        self.changed.emit()

    def lie_over(self, place: QRect) -> None:
        """Cover a part of the window."""
        self.setGeometry(place)

    # -- Qt's side -------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(event.rect(), self._looks.colours.scrim)
        if self.opened is not None:
            line = self.opened.geometry().adjusted(-1, 0, 1, 0)
            painter.fillRect(line, self._looks.colours.colour("hairline"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        self.close_drawer()

    def wheelEvent(self, event: QWheelEvent) -> None:
        event.accept()  # the text under the scrim stays where it is

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_drawer()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc closes an open drawer, before it is a command of the list in it; a field has an Esc of its own."""
        is_key = event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if not is_key or not isinstance(event, QKeyEvent) or event.key() != Qt.Key.Key_Escape:
            return False
        if self.opened is None or not isinstance(watched, QWidget) or not self.opened.isAncestorOf(watched):
            return False
        if isinstance(watched, QLineEdit | QPlainTextEdit) or QApplication.activePopupWidget() is not None:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self.close_drawer()
        return True

    # -- inside ----------------------------------------------------------------------

    def _place(self) -> None:
        if self.opened is None:
            return
        edge, wanted = self._widths[self.opened]
        width = min(wanted, self.width() - self._looks.sizes.width("beside_drawer"))
        left = 0 if edge == Qt.Edge.LeftEdge else self.width() - width
        self.opened.setGeometry(left, 0, width, self.height())

    def _follow_focus(self, before: QWidget | None, now: QWidget | None) -> None:
        """Let a drawer be left by going elsewhere in the window, and hear its keys while one is in it."""
        if before is not None:
            before.removeEventFilter(self)
        if self.opened is None or now is None:
            return
        if self.opened.isAncestorOf(now):
            now.installEventFilter(self)
        elif now.window() is self.window():
            self.close_drawer()
