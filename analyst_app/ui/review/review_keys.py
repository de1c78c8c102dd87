"""Keys while a review is looked at: its actions, the tags, the values, and R held with a digit."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent

from analyst_app.review.decisions import REASONS
from analyst_app.ui.commands.keys import Key, KeyReader

if TYPE_CHECKING:
    from collections.abc import Callable

    from PySide6.QtWidgets import QWidget

    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.commands.modes import ModeKeeper
    from analyst_app.ui.review.review_session import ReviewSession

OTHER = len(REASONS) + 1
"""The digit for a reason of one's own."""
_BARE_MOVES = frozenset(
    ("Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown", "Tab", "Menu", "Space", "Enter")
)


class ReviewKeys(QObject):
    """An event filter for the text and the table of the review.

    ``R`` rejects when it is let go, for the last reason; a digit pressed while
    it is held gives another. A digit from 3 right after a rejection does too.

    Args:
        actions: whose ``review.*`` rows are meant.
        modes: the edges may be being moved.
        review: what is being reviewed, if anything.
        ask_reason: asks for a reason that is not listed; called with what to do with it.
    """

    def __init__(
        self,
        actions: ActionSet,
        modes: ModeKeeper,
        review: Callable[[], ReviewSession | None],
        ask_reason: Callable[[Callable[[str], object]], object],
        parent: QObject,
    ) -> None:
        super().__init__(parent)
        self._actions, self._modes, self._review, self._ask_reason = actions, modes, review, ask_reason
        self._reader = KeyReader()
        self._holds_r = False

    def watch(self, widget: QWidget) -> None:
        """Let keys be the review's commands in a widget."""
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        review = self._review()
        if review is None or not isinstance(event, QKeyEvent):
            return False
        kind = event.type()
        if kind == QEvent.Type.ShortcutOverride:
            if self._is_ours(self._reader.read(event)):
                event.accept()
            return False
        if kind == QEvent.Type.KeyPress:
            return self._press(review, self._reader.read(event))
        if kind == QEvent.Type.KeyRelease and not event.isAutoRepeat():
            self._reader.release(event)
            return self._release(review, self._reader.read(event))
        return False

    # -- inside ----------------------------------------------------------------

    def _is_ours(self, key: Key) -> bool:
        """True if a key that may be a shortcut elsewhere is the review's here."""
        if key.alt and key.digit is not None:
            return True
        return self._modes.mode is None and self._actions.for_review_key(key) is not None

    def _press(self, review: ReviewSession, key: Key) -> bool:
        if self._modes.key_pressed(key):
            return True
        if key.is_repeat and key.digit is not None:
            return True  # a value or a decision needs a press of its own
        if key.digit is not None and self._reason(review, key):
            return True
        if key.digit is not None and key.alt and not key.ctrl:
            review.set_digit(key.digit)
            return True
        row = self._actions.for_review_key(key)
        if row is not None and row.id == "review.reject":
            self._holds_r = True
            return True
        if row is not None:
            if not key.is_repeat or row.repeats:
                self._actions.trigger(row.id)
            return True
        if key.letter and key.shift and key.is_bare and not key.is_repeat:
            return self._retag(review, key)
        return key.is_bare and key.name not in _BARE_MOVES and bool(key.letter or key.digit is not None)

    def _release(self, review: ReviewSession, key: Key) -> bool:
        row = self._actions.for_review_key(key)
        if self._holds_r and row is not None and row.id == "review.reject":
            self._holds_r = False
            self._actions.trigger("review.reject")
            return True
        return False

    def _reason(self, review: ReviewSession, key: Key) -> bool:
        """A digit that gives a reason; False if it is none."""
        digit = key.digit
        if digit is None or key.alt or key.ctrl or not 1 <= digit <= OTHER:
            return False
        held, self._holds_r = self._holds_r, False
        if held and digit == OTHER:
            self._ask_reason(review.reject)
        elif held:
            review.reject(REASONS[digit - 1])
        elif digit == OTHER:
            if not review.was_rejected:
                return False
            self._ask_reason(review.amend_reason)
        else:
            return digit > 2 and review.amend_reason(REASONS[digit - 1])
        return True

    def _retag(self, review: ReviewSession, key: Key) -> bool:
        tag = review.compared.codebook.for_key(key.letter)
        if tag is not None and not tag.retired:
            review.retag(tag)
        return True
