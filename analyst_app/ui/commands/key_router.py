"""Brings key presses in the text, the table and the review to the mode, then to the actions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QEvent, QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QWidget

from analyst_app.ui.commands.keys import Key, KeyReader
from analyst_app.ui.commands.popups import popup_has_keyboard

if TYPE_CHECKING:
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.commands.actions import Action
    from analyst_app.ui.commands.keys_ahead import KeysAhead
    from analyst_app.ui.commands.modes import ModeKeeper

_MOVES = frozenset(("Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown", "Tab", "Menu", "Space"))

_KEYS = (QEvent.Type.KeyPress, QEvent.Type.KeyRelease, QEvent.Type.ShortcutOverride)


class KeyRouter(QObject):
    """An event filter for the widgets in which letters are commands."""

    def __init__(self, actions: ActionSet, modes: ModeKeeper, ahead: KeysAhead, parent: QObject) -> None:
        super().__init__(parent)
        self._actions, self._modes, self._ahead = actions, modes, ahead
        self._reader = KeyReader()
        self._still = QDeadlineTimer(0)

    def be_still(self, milliseconds: int) -> None:
        """Let no key change the layer for so long: what was shown a moment ago was another thing."""
        self._still.setRemainingTime(milliseconds)

    def watch(self, widget: QWidget) -> None:
        """Let bare keys be commands in a widget."""
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        kind = event.type()
        if kind not in _KEYS or not isinstance(event, QKeyEvent):
            return False
        if kind == QEvent.Type.KeyRelease:
            self._reader.release(event)
            return False
        if kind == QEvent.Type.ShortcutOverride:
            return self._override(event)
        return self.press(event, watched if isinstance(watched, QWidget) else None)

    def press(self, event: QKeyEvent, place: QWidget | None = None) -> bool:
        """Act on a key press; True if it was a command, or waits until it can be one.

        Args:
            event: it.
            place: the widget in which it may wait for the article that is being opened; None: it may not.
        """
        if popup_has_keyboard():
            return True
        key = self._reader.read(event)
        if self._modes.key_pressed(key):
            return True
        if self._modes.has_list and key.name == "Tab":
            return True  # the focus stays where the list's keys are
        row = self._actions.for_key(key)
        if row is not None and row.id == "edit.undo" and self._modes.take_back():
            return True  # also where there is nothing else to undo
        if row is not None and row.changes_work and not self._still.hasExpired():
            return True
        if place is not None and self._waits(key, row):
            if key.name == "Esc":
                self._ahead.drop()
            elif not key.is_repeat:
                self._ahead.hold(place, event)
            return True
        if row is not None:
            answers = self._actions.answers(row)
            if answers and (row.repeats or not key.is_repeat):
                self._actions.trigger(row.id)
            return answers or key.name not in _MOVES
        # A letter that is no command must not start a search in the table.
        return bool(key.letter or key.digit is not None) and key.is_bare

    def _waits(self, key: Key, row: Action | None) -> bool:
        """True if a key comes after others that wait for an article, or cannot act before that article is there."""
        if not _is_pressed(key):
            return False
        if self._ahead.is_holding:
            return True
        awaited = self._ahead.awaited
        if awaited is None or key.name == "Esc":
            return False
        if row is None:
            return not (awaited.has_text and key.name in _MOVES)
        return not self._actions.answers(row)

    def _override(self, event: QKeyEvent) -> bool:
        """Leave what the actions have a key for to them, whatever the widget would do with it; once a press."""
        key = self._reader.read(event)
        row = self._actions.for_key(key)
        is_late = row is not None and row.changes_work and not self._still.hasExpired()
        if is_late or (self._ahead.is_holding and _is_pressed(key)):
            event.accept()  # it comes as a key press then, which goes nowhere, or waits
            return True
        if row is not None and not row.is_bare and self._modes.mode is None:
            # What is accepted comes as a key press, which knows a repeat that Qt has not flagged, and lets it go.
            event.setAccepted(key.is_repeat and not row.repeats)
            return True
        return False


def _is_pressed(key: Key) -> bool:
    """True of all keys but Shift and its like."""
    return bool(key.spelling or key.text)
