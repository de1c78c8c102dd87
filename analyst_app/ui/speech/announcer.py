"""Says sentences to a screen reader.

Qt has an event for it (``QAccessibleAnnouncementEvent``), which NVDA, Narrator,
VoiceOver and Orca from version 45 on speak. Orca 43, of Debian 12, listens to no
announcements: it speaks what a *notification* is called as one comes into sight.
So there are two ways, and the preference ``speech_way`` says which is gone; one
sentence never goes both.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from analyst_app.ui.speech.notice import Notice


class Announcer(QObject):
    """Says a sentence, if there is anybody who listens.

    Args:
        speaker: the widget that the sentences come from: the window.
        way: answers "notice" where they are to be said by a notification, as for Orca 43.
    """

    def __init__(self, speaker: QWidget, way: Callable[[], str]) -> None:
        super().__init__(speaker)
        self._speaker, self._way = speaker, way
        self._notice: Notice | None = None

    @property
    def is_heard(self) -> bool:
        """True if a screen reader, or another program of its kind, is there."""
        return QAccessible.isActive()

    def prepare(self) -> None:
        """Find out the way before the first sentence, if anybody listens."""
        if self.is_heard:
            self._way()

    def say(self, words: str, *, now: bool = False) -> None:
        """Say a sentence.

        Args:
            words: plain text.
            now: True breaks off what is being said; False waits for its end.
        """
        if not words or not self.is_heard:
            return
        if self._way() == "notice":
            self._show_notice(words)
            return
        event = QAccessibleAnnouncementEvent(self._speaker, words)
        kinds = QAccessible.AnnouncementPoliteness
        event.setPoliteness(kinds.Assertive if now else kinds.Polite)
        QAccessible.updateAccessibility(event)

    def _show_notice(self, words: str) -> None:
        from analyst_app.ui.speech.notice import Notice  # for Orca 43 only

        if self._notice is None:
            self._notice = Notice(self._speaker)
        self._notice.say(words)
