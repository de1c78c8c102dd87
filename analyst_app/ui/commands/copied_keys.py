"""Copies of key events: Qt's own live only as long as they are delivered."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeyEvent


def copied(event: QKeyEvent, kind: QEvent.Type | None = None) -> QKeyEvent:
    """Return an event for the same key, which belongs to no moment and repeats none.

    Args:
        event: a press or a release.
        kind: which of the two is wanted; None: the same.
    """
    return QKeyEvent(kind or event.type(), event.key(), event.modifiers(), event.nativeScanCode(), 0, 0, event.text())
