"""Keys while a review is looked at: its actions, the tags, the values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QKeyEvent

from analyst_app.core.layer_ids import LETTERS
from analyst_app.ui.commands.keys import Key, KeyReader
from analyst_app.ui.commands.popups import popup_has_keyboard
from analyst_app.ui.review import corrections
from analyst_app.ui.review.checking.check_session import CheckSession
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.commands.actions import Action
    from analyst_app.ui.commands.modes import ModeKeeper
    from analyst_app.ui.review.open_review import OpenReview
    from analyst_app.ui.review.review_session import ReviewSession
    from analyst_app.ui.review.review_view import ReviewView

_BARE_MOVES = frozenset(
    ("Left", "Right", "Up", "Down", "Home", "End", "PgUp", "PgDown", "Tab", "Menu", "Space", "Enter")
)

_TO_LEAVE = marked("Shift+{key} takes it as {tag}. To tag other words, leave the review (Esc).")

_DECIDING = frozenset(
    f"review.{one}" for one in (*(f"take_{letter}" for letter in LETTERS.lower()), "accept", "both", "reject")
)
"""Rows that decide about what is shown, whatever it is."""
_CHANGING = frozenset(("review.links", "review.reopen"))
"""Rows that change a decision on what is shown."""


class ReviewKeys(QObject):
    """An event filter for the text and the table of the review.

    Args:
        actions: whose ``review.*`` rows are meant.
        modes: the edges may be being moved.
        open_review: has what is being reviewed, if anything.
        view: the page, whose text shows what is decided.
    """

    def __init__(self, actions: ActionSet, modes: ModeKeeper, open_review: OpenReview, view: ReviewView) -> None:
        super().__init__(view)
        self._actions, self._modes, self._open, self._view = actions, modes, open_review, view
        self._reader = KeyReader()

    def watch(self, widget: QWidget) -> None:
        """Let keys be the review's commands in a widget."""
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        review = self._open.review
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
        return False

    # -- inside ----------------------------------------------------------------

    def _is_ours(self, key: Key) -> bool:
        """True if a key that may be a shortcut elsewhere is the review's here."""
        if key.alt and key.digit is not None:
            return True
        return self._modes.mode is None and self._actions.for_review_key(key) is not None

    def _press(self, review: ReviewSession, key: Key) -> bool:
        if popup_has_keyboard() or self._modes.key_pressed(key):
            return True
        if key.is_repeat and key.digit is not None:
            return True  # a value or a decision needs a press of its own
        row = self._actions.for_review_key(key)
        why_not = self._why_not(review, key, row)
        if why_not:
            review.refuse(why_not)
            return True
        if key.digit is not None and key.alt and not key.ctrl:
            corrections.set_digit(review, key.digit)
            return True
        if row is not None:
            if not key.is_repeat or row.repeats:
                self._actions.trigger(row.id)
            return True
        if key.letter and key.is_bare and not key.is_repeat:
            self._press_tag(review, key)
        return key.is_bare and key.name not in _BARE_MOVES and bool(key.letter or key.digit is not None)

    def _why_not(self, review: ReviewSession, key: Key, row: Action | None) -> str:
        """The reason why a key is to change nothing just now; empty if there is none, or it changes nothing anyway."""
        if row is not None and row.id in _DECIDING:
            what = row.id.partition(".")[2]
            return self._open.why_still or self._actions.why_busy(row) or self._view.bring_back(what)
        is_value, is_tag = key.alt and key.digit is not None, row is None and key.shift and key.letter != ""
        is_tag = is_tag or (row is None and key.letter != "" and self._is_correcting(review, key))
        is_tag = is_tag and review.compared.codebook.for_key(key.letter) is not None
        is_changing = is_value or is_tag or (row is not None and row.id in _CHANGING)
        if not is_changing:
            return ""
        return self._open.why_unseen or self._actions.why_busy(row) or self._view.bring_back()

    def _is_correcting(self, review: ReviewSession, key: Key) -> bool:
        """True of a bare tag key where one reading is checked and no words are selected: it corrects, as with Shift."""
        return isinstance(review, CheckSession) and key.is_bare and self._view.selection is None

    def _press_tag(self, review: ReviewSession, key: Key) -> None:
        """Shift and a tag's key give that tag; the bare key does so in a check, and else tags nothing and says so."""
        tag = review.compared.codebook.for_key(key.letter)
        if tag is None or tag.retired:
            return
        self._open.end_preview()
        selection = self._view.selection
        if isinstance(review, CheckSession) and selection is not None and not key.shift:
            if review.add(tag, selection):
                self._view.clear_selection()
        elif key.shift or self._is_correcting(review, key):
            corrections.retag(review, tag)
        else:
            review.refuse(tr(_TO_LEAVE, key=tag.key, tag=tag.name))
