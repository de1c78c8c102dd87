"""Three marks for the first session with an article: U, Enter and C, one at a time; each leaves for good."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QRect, QSize, QTimer

from analyst_app.ui.commands.modes import READ, SUGGEST
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
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


class CoachMarks(QObject):
    """Shows the mark of what can be done now.

    Args:
        bubble: the mark.
        bridge: tells what is done in the open article.
        modes: whether something is proposed.
        memory: keeps that they were shown.
        place: gives the key of a mark, and the bubble's place; no place: it is not shown.
    """

    def __init__(
        self,
        bubble: CoachBubble,
        bridge: SessionBridge,
        modes: ModeKeeper,
        memory: MemoryKeeper,
        place: Callable[[str, QSize], tuple[str, QPoint | None]],
    ) -> None:
        super().__init__(bubble)
        self._bubble, self._bridge, self._modes, self._memory, self._place = bubble, bridge, modes, memory, place
        self._left = set[str]()
        self._shown = ""
        bubble.closed.connect(lambda: self.leave(self._shown))
        bridge.changed.connect(lambda _: self._note_change())
        for happening in (bridge.opened, bridge.current_changed, bridge.selection_changed):
            happening.connect(self._follow_soon)
        modes.changed.connect(self._follow_soon)
        self.follow()

    def leave(self, mark: str) -> None:
        """A mark's key was used, or its cross clicked: it does not come again."""
        self._left.add(mark)
        self.follow()

    def follow(self) -> None:
        """Show the mark of what can be done now, or none."""
        mark = self._now()
        self._shown = mark
        if not mark:
            self._bubble.hide()
            return
        key, _ = self._place(mark, self._bubble.size())
        self._bubble.show_words(key, tr(_WORDS[mark]))
        _, place = self._place(mark, self._bubble.size())
        if place is None or not key:
            self._bubble.hide()
            return
        self._bubble.move(place)
        if not self._bubble.isVisible():
            self._bubble.show()
            self._bubble.raise_()
        if not self._memory.memory.coached:
            self._memory.note(coached=tuple(_WORDS))
            self._memory.save()

    # -- inside ----------------------------------------------------------------

    def _now(self) -> str:
        session = self._bridge.session
        if session is None or session.read_only:
            return ""
        if self._modes.name == SUGGEST:
            return ACCEPT if ACCEPT not in self._left else ""
        if self._modes.name != READ:
            return ""
        return next((mark for mark in (NEXT, TAG) if mark not in self._left), "")

    def _follow_soon(self) -> None:
        """One event later: Enter ends the proposal before what it makes is there."""
        QTimer.singleShot(0, self, self.follow)

    def _note_change(self) -> None:
        if self._shown == ACCEPT:
            self.leave(ACCEPT)


def free_place(size: QSize, room: QRect, corners: Sequence[QPoint], kept: Sequence[QRect]) -> QPoint | None:
    """The first of some corners where a bubble lies inside the window and covers nothing of use; None: there is none.

    Args:
        size: of the bubble.
        room: of the window.
        corners: places for its upper left corner.
        kept: the rectangles that stay free: the sentence, the buttons that it is about.
    """
    for corner in corners:
        lying = QRect(corner, size)
        if room.contains(lying) and not any(lying.intersects(one) for one in kept):
            return corner
    return None
