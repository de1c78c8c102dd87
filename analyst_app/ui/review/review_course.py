"""The course of a review: laid out, laid out anew when layers change, measured, and ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.wording import listed, tr

if TYPE_CHECKING:
    from analyst_app.core.store import Change
    from analyst_app.review.review_board import Figures
    from analyst_app.session.session import Session
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.files.workplace import Workplace
    from analyst_app.ui.review.compared import Compared
    from analyst_app.ui.review.drawing_up import DrawingUp
    from analyst_app.ui.review.open_review import OpenReview
    from analyst_app.ui.review.review_opening import Aligned, Pair
    from analyst_app.ui.review.review_session import ReviewSession
    from analyst_app.ui.widgets.tasks import Tasks


class ReviewCourse(QObject):
    """Makes the review that is shown.

    Args:
        open_review: is told of it.
        bridge: shows the gold layer.
        workplace: says whose decisions they are.
        drawing_up: draws up many decisions at once.
        tasks: to measure with.
    """

    begun = Signal(object, object, bool)
    """A review is to be shown: the Session of gold, the Pair of layers, True if their names are hidden."""
    shown = Signal()
    """It is shown, and everything was said."""
    told = Signal(str, str)
    """A layer's file has something to be said of it: the layer's id, and a sentence."""
    failed = Signal(object)
    """The error by which the figures could not be made."""

    def __init__(
        self,
        open_review: OpenReview,
        bridge: SessionBridge,
        workplace: Workplace,
        drawing_up: DrawingUp,
        tasks: Tasks,
    ) -> None:
        super().__init__(open_review)
        self._open, self._bridge, self._workplace = open_review, bridge, workplace
        self._drawing_up, self._tasks = drawing_up, tasks
        bridge.opened.connect(self._on_opened)
        bridge.codebook_changed.connect(self._take_codebook)

    def begin(self, session: Session, made: Compared, pair: Pair) -> None:
        """Show a review.

        Args:
            session: of the gold layer.
            made: the layers compared.
            pair: the layers as they were read.
        """
        from analyst_app.ui.review.differences.empty_words import empty_words

        if self._bridge.session is not session:
            return
        review = self._review_of(made)
        self._put(review, pair)
        self.begun.emit(session, pair, review.is_blind)
        for layer in pair:
            if layer.said:
                self.told.emit(layer.layer_id, review.without_names(" ".join(layer.said), layer.layer_id))
        self._bridge.say(review.to_do() if len(review.board.rows) else empty_words(review))
        self.shown.emit()

    def go_on(self, session: Session, layers: Aligned, pair: Pair, changed: list[str]) -> None:
        """Go on with the layers as they are now, at the same difference: a colleague has saved.

        Args:
            session: of the gold layer.
            layers: aligned.
            pair: the layers as they were read.
            changed: ids of those that are others.
        """
        if self._open.review is None or self._bridge.session is not session:
            return
        review = self._go_on_with(session, layers, pair)
        who, left = [review.name_of(layer) for layer in changed], len(review.waiting())
        words = tr("The tags of {who} have changed on disk · {left} to settle.", who=listed(who), left=left)
        self._bridge.say(words)

    def measure(self) -> None:
        """Make the figures of the review that is shown."""
        if self._open.review is not None:
            self._measure(self._open.review)

    # -- inside ----------------------------------------------------------------------

    def _review_of(self, made: Compared) -> ReviewSession:
        from analyst_app.ui.review.checking.check_session import CheckSession
        from analyst_app.ui.review.review_session import ReviewSession
        from analyst_app.ui.review.several.several_session import SeveralSession

        review = made.board.review
        several = SeveralSession if len(review.layers) > 2 else ReviewSession
        kind = CheckSession if review.is_check else several
        return kind(self._bridge, made, self._drawing_up.draw, self)

    def _put(self, review: ReviewSession, pair: Pair) -> None:
        self._open.put(review)
        review.figures_wanted.connect(lambda: self._measure(review))
        review.outgrown.connect(lambda change: self._lay_out_anew(pair, change))

    def _lay_out_anew(self, pair: Pair, change: Change) -> None:
        """Undo has brought something into gold that had no row, or something was added."""
        from analyst_app.ui.review.review_opening import aligned

        review, session = self._open.review, self._bridge.session
        if review is not None and session is not None:
            layers = aligned(pair, session.path.name, len(session.document), blind=review.is_blind)
            self._go_on_with(session, layers, pair).go_to_change(change)
            self._open.look()  # it comes of a key that was pressed just now

    def _go_on_with(self, session: Session, layers: Aligned, pair: Pair) -> ReviewSession:
        from analyst_app.ui.review.review_opening import compared

        self._open.end_preview()
        # Not in a worker: gold may change at any time, and both read it.
        made = compared(session, layers, self._workplace.annotator)
        review, old = self._review_of(made), self._open.review
        if old is not None:
            review.go_on_from(old)
        self._put(review, pair)
        self._measure(review)
        return review

    def _measure(self, review: ReviewSession) -> None:
        """Make the figures in a worker; what is decided meanwhile is added to them."""
        from analyst_app.agreement.agreement import Scope

        if self._open.review is not review:
            return  # left before it was painted
        board = review.board

        def done(figures: Figures) -> None:
            if self._open.review is review:
                review.take_figures(figures)

        snapshot, scope = board.snapshot(), Scope.of(review.compared.codebook)
        self._tasks.run(board.measure, snapshot, scope, done=done, failed=self.failed.emit)

    def _take_codebook(self) -> None:
        """Show the review with the tags of another codebook: what is compared and decided stays as it is."""
        session, review = self._bridge.session, self._open.review
        if review is not None and session is not None:
            review.use(session.codebook)
            self._open.codebook_changed.emit()
            self._measure(review)

    def _on_opened(self) -> None:
        session, review = self._bridge.session, self._open.review
        if review is not None and (session is None or session.store is not review.board.review.gold):
            self._open.end()
