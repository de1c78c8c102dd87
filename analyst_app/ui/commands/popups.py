"""An open menu, list or completer has the keyboard, and so has a menu bar in which Alt waits for a letter."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu, QMenuBar, QWidget


def popup_has_keyboard() -> bool:
    """Return True while keys are for an open menu, list or completer, or for the titles of the menu bar."""
    return QApplication.activePopupWidget() is not None or isinstance(QApplication.focusWidget(), QMenuBar)


class PopupGuard(QObject):
    """Keeps keys that are typed into a popup from being the shortcut of a command.

    Qt matches shortcuts before a key reaches a widget, and first asks that widget whether it wants the key for itself:
    the menu that is open, else what has the focus. So the guard watches each menu, and goes along with the focus.
    """

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._follow)
        self._follow(None, QApplication.focusWidget())

    def watch(self, menu: QWidget) -> None:
        """Keep keys typed into a menu from all commands."""
        menu.installEventFilter(self)

    def _follow(self, old: QWidget | None, new: QWidget | None) -> None:
        if old is not None and not isinstance(old, QMenu):
            old.removeEventFilter(self)
        if new is not None:
            new.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride and popup_has_keyboard():
            event.accept()
            return isinstance(watched, QMenu)  # a list chooses by Enter at this very event
        if kind == QEvent.Type.KeyPress and isinstance(watched, QMenu) and isinstance(event, QKeyEvent):
            if event.key() == Qt.Key.Key_Escape and isinstance(watched.parent(), QMenuBar):
                QTimer.singleShot(0, _leave_menu_bar)
            # To a menu Ctrl+Enter is Enter: it would choose what happens to be marked.
            return bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        return False


def _leave_menu_bar() -> None:
    """Esc leaves menu and menu bar at once: Qt keeps a title marked, swallows Ctrl+K, and takes letters for titles."""
    bar = QApplication.focusWidget()
    if isinstance(bar, QMenuBar) and QApplication.activePopupWidget() is None:
        escape = QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_Escape, Qt.KeyboardModifier.NoModifier)
        QApplication.sendEvent(bar, escape)
