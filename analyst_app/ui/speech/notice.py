"""A notification that nobody sees: the way in which Orca 43 can be told something.

Its event manager lets ``object:state-changed:showing`` through for notifications,
and its default script then speaks what the notification is called
(``orca/scripts/default.py``, ``onShowingChanged``, version 43.1). Announcements and
the names of labels it does not speak.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAccessibleWidget, QWidget

from analyst_app.ui.speech.kept_interfaces import offer

if TYPE_CHECKING:
    from PySide6.QtCore import QObject


class Notice(QWidget):
    """A widget without size whose name is the sentence.

    Args:
        window: it belongs to it.
    """

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        offer(self, _as_notification)  # before Qt makes an interface of its own for the name
        self.setObjectName("speech_notice")
        self.resize(0, 0)

    def say(self, words: str) -> None:
        """Come into sight with a sentence as one's name."""
        self.hide()
        self.setAccessibleName(words)
        self.show()


def _as_notification(notice: QObject) -> QAccessibleWidget | None:
    return QAccessibleWidget(notice, QAccessible.Role.Notification) if isinstance(notice, QWidget) else None
