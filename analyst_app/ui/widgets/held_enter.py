"""A held Enter acts once: its repeats would answer the form that the first of them has opened."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

_KINDS = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


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
