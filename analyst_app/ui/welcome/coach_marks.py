"""Three marks for the first session with an article: U, Enter and C, one at a time; each leaves for good."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QSize, QTimer

from analyst_app.ui.commands.modes import READ, SUGGEST
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from analyst_app.core.store import Change
    from analyst_app.ui.commands.modes import ModeKeeper
    from analyst_app.ui.files.memory_keeper import MemoryKeeper
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.welcome.coach_bubble import CoachBubble

NEXT, ACCEPT, TAG = "next", "accept", "tag"
_WORDS = {
    NEXT: marked("goes to the next quotation, and proposes what to make of it."),
    ACCEPT: marked("makes all of it: the quote, its speaker and mode."),
    TAG: marked("tags the selected words, or the sentence at the caret, as a claim."),
}
"""By mark, in the order in which they are shown."""
_LOOK_AGAIN = 300
"""Milliseconds until it is looked again whether a mark covers something: lists fill, and are scrolled."""


class CoachMarks(QObject):
    """Shows the mark of what can be done now, until that was done, or the mark was closed.

    Args:
        bubble: the mark.
        bridge: tells what is done in the open article.
        modes: whether something is proposed.
        memory: keeps which have left.
        key_of: gives the key of a mark, empty where it is not shown, and what finds the bubble's place: that takes a
            look at all of the window; None: there is none.
    """

    def __init__(
        self,
        bubble: CoachBubble,
        bridge: SessionBridge,
        modes: ModeKeeper,
        memory: MemoryKeeper,
        key_of: Callable[[str], tuple[str, Callable[[QSize], QPoint | None]]],
    ) -> None:
        super().__init__(bubble)
        self._bubble, self._bridge, self._modes, self._memory, self._key_of = bubble, bridge, modes, memory, key_of
        self._wanted = ""
        self._look_again = QTimer(self)
        self._look_again.setInterval(_LOOK_AGAIN)
        self._look_again.timeout.connect(self.follow)
        self._soon = QTimer(self, singleShot=True, interval=0)
        """One event later: Enter ends the proposal before what it makes is there. A key makes several things happen."""
        self._soon.timeout.connect(self.follow)
        bubble.closed.connect(self.close)
        bridge.changed.connect(self._note_change)
        for happening in (bridge.opened, bridge.current_changed, bridge.selection_changed):
            happening.connect(self._soon.start)
        modes.changed.connect(self._soon.start)
        self.follow()

    def note_next(self) -> None:
        """The next quotation was gone to."""
        if self._wanted == NEXT:
            self._leave(NEXT)

    def close(self) -> None:
        """The mark that is shown was closed: it does not come again."""
        if self._bubble.isVisible():
            self._leave(self._wanted)

    def follow(self) -> None:
        """Show the mark of what can be done now where there is room for it, or none."""
        self._soon.stop()
        mark = self._wanted = self._now()
        if not mark:
            self._look_again.stop()
            self._bubble.hide()
            return
        self._look_again.start()
        key, place_of = self._key_of(mark)
        self._bubble.show_words(key, tr(_WORDS[mark]))
        place = place_of(self._bubble.size()) if key else None
        if place is None:
            self._bubble.hide()
            return
        self._bubble.move(place)
        if not self._bubble.isVisible():
            self._bubble.show()
            self._bubble.raise_()

    # -- inside ----------------------------------------------------------------

    def _leave(self, mark: str) -> None:
        left = (*self._memory.memory.coached, mark)
        self._memory.note(coached=tuple(one for one in _WORDS if one in left))
        self._memory.save()
        self.follow()

    def _now(self) -> str:
        session, left = self._bridge.session, self._memory.memory.coached
        if session is None or session.read_only:
            return ""
        if self._modes.name == SUGGEST:
            return ACCEPT if ACCEPT not in left else ""
        if self._modes.name != READ:
            return ""
        return next((mark for mark in (NEXT, TAG) if mark not in left), "")

    def _note_change(self, change: Change) -> None:
        """Something was made by the key that the mark tells of, or by another that does it, too."""
        if self._wanted in (ACCEPT, TAG) and change.added:
            self._leave(self._wanted)
