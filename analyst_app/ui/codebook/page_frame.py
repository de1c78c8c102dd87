"""A page that covers the window between its menus and its status bar, with a head and keys of its own."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QComboBox, QMenuBar, QStatusBar, QWidget

_KEYS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
_SHAPE = (QEvent.Type.Resize, QEvent.Type.LayoutRequest, QEvent.Type.Show)


class CoveringPage(QWidget):
    """Lies over the window's middle as long as it is shown; Tab stays inside.

    Args:
        parent: the window, whose menus and status bar stay seen.
    """

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._covered = parent
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

    def cover(self) -> None:
        """Lie over all between the menus and the status bar."""
        window, menus, status = self._covered, self._menus, self._status
        top = menus.geometry().bottom() + 1 if menus is not None and menus.isVisible() else 0
        bottom = status.geometry().top() if status is not None and status.isVisible() else window.height()
        self.setGeometry(0, top, window.width(), max(0, bottom - top))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind in _SHAPE and watched in (self._covered, self._status):
            if self.isVisible():
                self.cover()
            return False
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
        """Go on to the next field of the page, from the last to the first."""
        start = self.focusWidget() or self
        widget: QWidget | None = start
        while True:
            widget = (widget or start).nextInFocusChain() if forward else (widget or start).previousInFocusChain()
            if widget is None or widget is start:
                return False
            takes = widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.isVisible() and widget.isEnabled()
            if takes and self.isAncestorOf(widget) and widget.window() is self.window():
                widget.setFocus(Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason)
                return True

    def _is_inside(self, watched: QObject) -> bool:
        return watched is self or (isinstance(watched, QWidget) and self.isAncestorOf(watched))
