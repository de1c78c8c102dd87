"""A page that covers the window between its menus and its status bar, with a head and keys of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QMenuBar, QStatusBar, QWidget
from shiboken6 import isValid

from analyst_app.ui.frame.page_focus import in_order, scroll_to, takes_tab
from analyst_app.ui.widgets.theme import Looks

_KEYS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
_BY_KEYS = (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason, Qt.FocusReason.OtherFocusReason)
"""The focus comes by these; where the mouse brings it, nothing is to move under the mouse."""
_SHAPE = (QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show)


class CoveringPage(QWidget):
    """Lies over the window's middle as long as it is shown; Tab stays inside.

    Args:
        looks: colours and sizes.
        parent: the window, whose menus and status bar stay seen.
    """

    shown = Signal()
    left = Signal()
    """The article is seen again."""

    def __init__(self, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._looks, self._covered = looks, parent
        self._soon = QTimer(self, singleShot=True, interval=0)
        """The control with the keyboard is scrolled to once it is laid out."""
        self._soon.timeout.connect(self._scroll)
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        self._menus = parent.findChild(QMenuBar, options=direct)
        self._status = parent.findChild(QStatusBar, options=direct)
        self._acts: Mapping[str, Callable[[], object]] = {}
        self.setAutoFillBackground(True)
        for watched in (parent, self._status):
            if watched is not None:
                watched.installEventFilter(self)

    def take_keys(self, acts: Mapping[str, Callable[[], object]]) -> None:
        """Act on keys wherever on the page the focus is.

        Args:
            acts: by the key, as ``Ctrl+S``.
        """
        self._acts = {QKeySequence(key).toString(): act for key, act in acts.items()}
        self.watch()

    def watch(self) -> None:
        """Take the keys of what has come onto the page, too; a wheel that passes over a list changes no choice."""
        for widget in (self, *self.findChildren(QWidget)):
            if widget.window() is self.window():
                widget.installEventFilter(self)
                if isinstance(widget, QComboBox):
                    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def come_over(self, first: QWidget) -> None:
        """Be shown over the window.

        Args:
            first: has the keyboard then.
        """
        self.cover()
        self.show()
        self.cover()
        self.raise_()  # once: what comes over the page later stays there
        self.window().activateWindow()
        first.setFocus()
        self.shown.emit()

    def step_aside(self) -> None:
        """Show the article again; what the page holds is kept, and nothing is asked."""
        if self.isVisible():
            self.hide()
            self.left.emit()

    def cover(self) -> None:
        """Lie over all between the menus and the status bar."""
        window, menus, status = self._covered, self._menus, self._status
        top = menus.geometry().bottom() + 1 if menus is not None and menus.isVisible() else 0
        bottom = status.geometry().top() if status is not None and status.isVisible() else window.height()
        self.setGeometry(0, top, window.width(), max(0, bottom - top))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _SHAPE and watched in (self._covered, self._status):
            if self.isVisible() and isValid(self._status):  # the parts of a window that is let go of go one by one
                self.cover()
            return False
        if kind == QEvent.Type.FocusIn and isinstance(event, QFocusEvent) and event.reason() in _BY_KEYS:
            self._soon.start()
        if kind == QEvent.Type.Wheel and isinstance(watched, QComboBox) and not watched.hasFocus():
            event.ignore()
            return True
        if kind not in _KEYS or not isinstance(event, QKeyEvent) or not self._is_inside(watched):
            return False
        act = self._acts.get(QKeySequence(event.keyCombination()).toString())
        if act is None:
            return False
        event.accept()
        if kind == QEvent.Type.KeyPress and not event.isAutoRepeat():
            act()
        return True

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go on to the next field of the page, from top to bottom, and from the last to the first."""
        order, start = list(in_order(self)), self.focusWidget()
        at = order.index(start) if start in order else 0
        others = [*order[at + 1 :], *order[:at]]
        reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
        widget = next((one for one in (others if forward else reversed(others)) if takes_tab(one)), None)
        if widget is not None:
            widget.setFocus(reason)
        return widget is not None

    def _scroll(self) -> None:
        focus = self.window().focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            scroll_to(focus, self._looks.sizes.space(2))

    def _is_inside(self, watched: QObject) -> bool:
        return watched is self or (isinstance(watched, QWidget) and self.isAncestorOf(watched))
