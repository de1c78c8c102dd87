"""Minutes of activity in one's own layer: counted only if she asked for it, and only while she acts."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from analyst_app.session.session import Session
    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.commands.preference_keeper import PreferenceKeeper
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.files.workplace import Workplace

LONGEST_PAUSE = 120.0
"""Seconds: a longer pause between two acts is no activity, and nothing of it counts."""


class MinuteCounter(QObject):
    """Counts the time from one act to the next: a click or step in the text, scrolling, and every change.

    Args:
        bridge: tells of acts in the open layer.
        view: tells of scrolling.
        workplace: says whose layer counts.
        preferences: say whether anything is counted.
    """

    def __init__(
        self, bridge: SessionBridge, view: ArticleView, workplace: Workplace, preferences: PreferenceKeeper
    ) -> None:
        super().__init__(bridge)
        self._bridge, self._workplace, self._preferences = bridge, workplace, preferences
        self.clock: Callable[[], float] = time.monotonic
        self._last: tuple[Session, str, float] | None = None
        """The layer of the last act, the day, and when it was."""
        bridge.opened.connect(self._begin_anew)
        for happening in (bridge.recorded, bridge.selection_changed, bridge.current_changed):
            happening.connect(self.note)
        view.verticalScrollBar().valueChanged.connect(self.note)

    def note(self) -> None:
        """Note that she acts just now."""
        session = self._bridge.session
        if not self._preferences.preferences.counts_minutes or session is None or session.read_only:
            self._last = None
            return
        if session.layer_id != self._workplace.annotator:
            self._last = None  # gold, or another's layer
            return
        now, day = self.clock(), datetime.now(UTC).astimezone().date().isoformat()
        before, self._last = self._last, (session, day, now)
        if before is not None and before[0] is session and before[1] == day and now - before[2] <= LONGEST_PAUSE:
            session.minutes.note(day, now - before[2])

    def _begin_anew(self) -> None:
        self._last = None
