"""The review that is shown, if any: one object for all that work on it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QDeadlineTimer, QObject, Signal

from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.review.adrift import AnyDifference
    from analyst_app.ui.review.review_session import ReviewSession

ACCEPT = "accept"
"""The way of settling at once in which what most say is taken."""
_STILL = 500
"""Milliseconds in which whoever decides at speed sees that there is something else to decide."""
_LOADING = 3_000
"""Milliseconds at most in which another article is awaited."""


class OpenReview(QObject):
    """Holds the review, and the way in which what is alike is about to be settled."""

    changed = Signal(object)
    """Another ReviewSession is shown, or None."""
    codebook_changed = Signal()
    """The review has another codebook: tags have other names, colours, keys and values."""
    ended = Signal()
    """The review is left."""
    hints_changed = Signal()
    """Other keys are valid."""
    tallied = Signal(object)
    """The number of what is settled, in words; None without a review."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._review: ReviewSession | None = None
        self._previewed: str | None = None
        self._still = QDeadlineTimer()
        self._is_awaited = self._is_narrowed = False
        self._over_at: int | None = None
        """The place that was settled last, while nobody has gone to another and none waits."""

    @property
    def why_unseen(self) -> str:
        """The reason why keys change nothing just now: nobody has looked at what is shown; empty if they do."""
        if self._still.hasExpired():
            return ""
        if self._is_awaited:
            return tr("The next article is on its way. Press again when it is shown.")
        return tr("What is shown has just changed. Look, and press again.")

    @property
    def why_still(self) -> str:
        """The reason why keys decide nothing just now; empty if they do.

        For half a second after a colleague's save put another row in the place of what was looked at, and after the
        last difference is settled until somebody goes to one, nobody has looked at what a key would decide.
        """
        if self.why_unseen:
            return self.why_unseen
        if self._review is not None and self._over_at is not None and self._over_at == self._review.place:
            return tr("All is settled. N and P go to what is to be decided anew, Delete takes this one back.")
        return ""

    def look(self) -> None:
        """Somebody has chosen a row, perhaps the one that is shown: keys decide it."""
        self._over_at = None
        self._still.setRemainingTime(0)

    def be_still(self) -> None:
        """Another article is asked for: what is decided before it is shown would be decided of this one."""
        self._still.setRemainingTime(_LOADING)
        self._is_awaited = True

    def stay(self) -> None:
        """No other article comes: keys decide again."""
        self._still.setRemainingTime(0)
        self._is_awaited = False

    @property
    def review(self) -> ReviewSession | None:
        """The review."""
        return self._review

    @property
    def previewed(self) -> str | None:
        """The decision that is shown to be made alike: take_a, take_b …, reject or accept; None without a preview."""
        return self._previewed

    def put(self, review: ReviewSession) -> None:
        """Show a review, in place of the one that was there."""
        old, self._review = self._review, review
        self.changed.emit(review)
        self._over_at = None
        is_unseen = self._is_awaited if old is None else _shown(old) != _shown(review)
        self._is_awaited = False
        self._still.setRemainingTime(_STILL if is_unseen else 0)
        if old is not None:
            old.stop()
        review.current_changed.connect(lambda: self._go(review))
        for signal in (review.current_changed, review.rows_changed, review.listed):
            signal.connect(self.hints_changed)
        review.rows_changed.connect(lambda: self._tally(review))
        self.tallied.emit(review.tally())

    def _tally(self, review: ReviewSession) -> None:
        self.tallied.emit(review.tally())
        self._over_at = None if review.board.rows.waiting else review.place

    def _go(self, review: ReviewSession) -> None:
        if review.place != self._over_at:
            self.look()

    def end(self) -> None:
        """Show none."""
        review, self._review, self._previewed = self._review, None, None
        if review is not None:
            self.changed.emit(None)
            review.stop()
            self.ended.emit()
            self.tallied.emit(None)

    def preview(self, what: str) -> None:
        """Show what is alike, before it is settled in one way.

        Args:
            what: take_a, take_b …, reject, or accept.
        """
        review = self._review
        if review is not None and review.row is not None:
            self._previewed = what
            is_of_list = what == ACCEPT or (review.is_check and what == "take_a")  # that is listed anyway
            self._is_narrowed = not is_of_list
            if self._is_narrowed:
                review.show_only(cause=review.row.cause.key)
            self.hints_changed.emit()

    def end_preview(self) -> None:
        """Show everything again, if only what is alike was shown."""
        if self._previewed is not None and self._review is not None:
            self._previewed = None
            if self._is_narrowed:
                self._review.show_only()
            self.hints_changed.emit()


def _shown(review: ReviewSession) -> AnyDifference | None:
    return review.row.difference if review.row is not None else None
