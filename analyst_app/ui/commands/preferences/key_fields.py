"""Fields that take a key itself: a button that waits for one, and a filter into which one can be pressed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QPushButton, QWidget

from analyst_app.ui.commands.keys import KEY_NAMES, KeyReader
from analyst_app.wording import tr

_HELD = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier
_OF_FIELD = frozenset(("Left", "Right", "Home", "End", "Delete", "Backspace", "Tab", "Esc", "Enter", "Space"))
"""Keys that a field has a use for."""
_OF_EDITING = frozenset(f"Ctrl+{letter}" for letter in "ACVXYZ")


class KeyTaker(QPushButton):
    """A button that waits for a key once it is pressed; Esc, or to leave it, ends the waiting.

    Args:
        words: on it.
        parent: as ever.
    """

    pressed_key = Signal(str)
    """A key was pressed, as the actions table spells it."""

    def __init__(self, words: str, parent: QWidget) -> None:
        super().__init__(words, parent)
        self._words, self._reader = words, KeyReader()
        self.setCheckable(True)
        self.toggled.connect(self._show)

    def event(self, event: QEvent) -> bool:
        """While it waits, each key is for it alone."""
        kinds = (QEvent.Type.KeyPress, QEvent.Type.ShortcutOverride)
        if not self.isChecked() or event.type() not in kinds or not isinstance(event, QKeyEvent):
            return super().event(event)
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            self._take(event)
        return True

    def _take(self, event: QKeyEvent) -> None:
        key = self._reader.read(event)
        if event.isAutoRepeat() or not key.spelling:
            return  # Shift alone, or a key that is still held
        self.setChecked(False)
        if key.spelling != "Esc":
            self.pressed_key.emit(key.spelling)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.setChecked(False)

    def _show(self, is_waiting: bool) -> None:
        self.setText(tr("Now press it") if is_waiting else self._words)


class KeyFilter(QLineEdit):
    """A field for words, in which a key that writes nothing is written by its name."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._reader = KeyReader()
        self.setClearButtonEnabled(True)

    def event(self, event: QEvent) -> bool:
        """Have keys that are commands elsewhere."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and self._name_of(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        name = self._name_of(event)
        if name:
            self.setText(name)
        else:
            super().keyPressEvent(event)

    def _name_of(self, event: QKeyEvent) -> str:
        """The name of a key that is to be found; empty: it is one of the field's."""
        key = self._reader.read(event)
        is_command = bool(event.modifiers() & _HELD) or key.name in KEY_NAMES
        is_own = key.spelling in _OF_EDITING or (key.name in _OF_FIELD and not event.modifiers() & _HELD)
        is_moving = key.name in ("Left", "Right", "Home", "End", "Backspace", "Delete")
        return "" if not is_command or is_own or is_moving else key.spelling
