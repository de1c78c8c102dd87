"""Undo and redo in a pane whose acts are none of the article: there the keys never reach the article's steps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QLineEdit, QWidget

if TYPE_CHECKING:
    from analyst_app.ui.commands.action_set import ActionSet

_KINDS = (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)


class OwnUndo(QObject):
    """Takes the keys of undo and redo wherever in the pane the focus is, a field that was typed in excepted.

    Args:
        body: the pane, with all that is in it.
        actions: know the keys, which a person may have changed.
    """

    undo_wanted = Signal()
    redo_wanted = Signal()

    def __init__(self, body: QWidget, actions: ActionSet) -> None:
        super().__init__(body)
        self._actions = actions
        for widget in (body, *body.findChildren(QWidget)):  # a drop-down list keeps even keys that it has no use for
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() not in _KINDS or not isinstance(event, QKeyEvent):
            return False
        is_undo, is_redo = (self._is_key_of(event, row) for row in ("edit.undo", "edit.redo"))
        if isinstance(watched, QLineEdit):
            is_undo = is_undo and not watched.isUndoAvailable()
            is_redo = is_redo and not watched.isRedoAvailable()
        if not is_undo and not is_redo:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            (self.undo_wanted if is_undo else self.redo_wanted).emit()
        return True

    def _is_key_of(self, event: QKeyEvent, row: str) -> bool:
        return QKeySequence(event.keyCombination()) in self._actions.action(row).shortcuts()
