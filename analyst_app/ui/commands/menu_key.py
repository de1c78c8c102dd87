"""Shift+F10 is the Menu key, which many keyboards lack; on X11 Qt itself knows only the latter."""

from __future__ import annotations

from PySide6.QtCore import QObject, QRect, Qt
from PySide6.QtGui import QContextMenuEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from analyst_app.ui.commands.popups import popup_has_keyboard


class MenuKey(QObject):
    """Asks whatever has the keyboard for its context menu, as Qt does for the Menu key."""

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        shortcut = QShortcut(QKeySequence("Shift+F10"), window)
        shortcut.setAutoRepeat(False)
        shortcut.activated.connect(self.ask)

    def ask(self) -> None:
        """Ask for the menu; nothing while another is open."""
        widget = QApplication.focusWidget()
        if widget is None or popup_has_keyboard():
            return
        caret = widget.inputMethodQuery(Qt.InputMethodQuery.ImCursorRectangle)
        place = caret.center() if isinstance(caret, QRect) else widget.rect().center()
        asked = QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, place, widget.mapToGlobal(place))
        QApplication.sendEvent(widget, asked)
