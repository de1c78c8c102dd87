"""The key that leads into a field and is still held there writes nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from analyst_app.ui.commands.keys import KeyReader


class OpeningKey(QObject):
    """Keeps repeats out of a field, from when it gets the focus until the first press in it."""

    def __init__(self, field: QWidget) -> None:
        super().__init__(field)
        self._reader = KeyReader()
        self._is_held = False
        field.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind == QEvent.Type.FocusIn:
            self._is_held = True
        elif isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyRelease:
            self._reader.release(event)
        elif isinstance(event, QKeyEvent) and kind == QEvent.Type.KeyPress:
            self._is_held = self._is_held and self._reader.read(event).is_repeat
            return self._is_held
        return False
