"""Enter acts once while it is held, and presses the button that has the keyboard, as Space does.

The repeats of a held one would answer the form that the first of them has
opened. Qt lets Enter press buttons of a dialog only: in the window it did
nothing on the buttons of messages, offers and panels, and on none that is a
picture.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton, QToolButton, QWidget

_KINDS = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
_PLAIN = (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)


class HeldEnter(QObject):
    """Keeps the repeats of Enter from a widget, or from a form and all of its buttons.

    Args:
        widget: the list or form, with all that is in it.
    """

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        for one in (widget, *widget.findChildren(QWidget)):
            one.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _KINDS or not isinstance(event, QKeyEvent) or event.key() not in _ENTER:
            return False
        if event.isAutoRepeat():
            event.accept()
        return event.isAutoRepeat()


class EnterPress(QObject):
    """Looks at an Enter that no widget of a room took, for it comes to the room last.

    Args:
        room: a window, or a part of it that lies in a widget whose own Enter does something else.
    """

    def __init__(self, room: QWidget) -> None:
        super().__init__(room)
        self._room = room
        room.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() not in _ENTER or event.modifiers() not in _PLAIN:
            return False
        focus = QApplication.focusWidget()
        if not isinstance(focus, QPushButton | QToolButton) or not self._room.isAncestorOf(focus):
            return False
        if not event.isAutoRepeat():  # one that is held would answer what comes after, too
            focus.click()
        return True
