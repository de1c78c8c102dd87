"""The Review menu: begins and ends a review, and does what its keys mean."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.core.annotation import Annotation
from analyst_app.core.excerpts import counted
from analyst_app.gestures.tagging import Outcome
from analyst_app.ui.annotate.edge_mode import EdgeMode
from analyst_app.ui.annotate.performing import Performer
from analyst_app.ui.review.review_beginning import ReviewBeginning
from analyst_app.ui.review.review_news import ReviewNews
from analyst_app.ui.widgets.after_paint import after_paint

if TYPE_CHECKING:
    from analyst_app.core.store import Change
    from analyst_app.review.review_board import Figures
    from analyst_app.session.session import Session
    from analyst_app.ui.main_window import MainWindow
    from analyst_app.ui.review.review_beginning import Pair
    from analyst_app.ui.review.review_opening import Aligned
    from analyst_app.ui.review.review_session import Compared, ReviewSession
    from analyst_app.ui.review.review_view import ReviewView

_ALIKE = {"take_a": "Shift+1", "take_b": "Shift+2", "reject": "Shift+R"}


class ReviewCommands(QObject):
    """Owns the page of the review, which is made when it is first wanted."""

    begun = Signal()
    """A review is shown."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._view: ReviewView | None = None
        self.beginning = ReviewBeginning(window, self._show)
        self.news = ReviewNews(window, self._is_busy, self._show_anew)
        self._previewed: str | None = None
        register = window.actions_.register
        register("review.compare", self.beginning.ask)
        for action_id, function in (
            ("review.next", lambda: self._step(1)),
            ("review.previous", lambda: self._step(-1)),
            ("review.take_a", lambda: self._do("take_a")),
            ("review.take_b", lambda: self._do("take_b")),
            ("review.both", lambda: self._do("both")),
            ("review.reject", lambda: self._do("reject")),
            ("review.keep", lambda: self._do("keep")),
            ("review.take_a_alike", lambda: self._do_alike("take_a")),
            ("review.take_b_alike", lambda: self._do_alike("take_b")),
            ("review.reject_alike", lambda: self._do_alike("reject")),
            ("review.edges", self._move_edges),
            ("review.links", lambda: self._do("links")),
            ("review.comment", self._ask_comment),
            ("review.resolve", lambda: self._do("resolve")),
            ("review.rule", self._ask_rule),
            ("review.reopen", lambda: self._do("reopen")),
            ("review.leave", self.escape),
        ):
            register(action_id, function)
        register("review.side_by_side", lambda beside: self.view.set_side_by_side(beside))
        window.bridge.opened.connect(self._on_opened)

    @property
    def view(self) -> ReviewView:
        """The page."""
        if self._view is None:
            self._view = self._made()
        return self._view

    @property
    def review(self) -> ReviewSession | None:
        """What is being reviewed."""
        return self._view.review if self._view is not None else None

    def hints(self) -> list[str]:
        """The keys valid now in the review; none outside it."""
        review = self.review
        if review is None:
            return []
        from analyst_app.ui.review.review_hints import review_hints

        return review_hints(review, self._window.actions_, self._previewed)

    # -- ending --------------------------------------------------------------------

    def escape(self) -> None:
        """Esc: give up a preview, else leave the review."""
        if self._previewed is not None:
            self._end_preview()
        else:
            self.leave()

    def leave(self) -> None:
        """Show the article again, with the layer that was shown before."""
        window, back = self._window, self.beginning.before
        self._close()
        if back is not None:
            window.desk.open(back)
        window.view.setFocus()

    def leave_quietly(self) -> None:
        """Leave without opening what was open before: something else is about to be."""
        self._close()

    # -- inside: beginning -----------------------------------------------------------

    def _made(self) -> ReviewView:
        from analyst_app.ui.review.review_keys import ReviewKeys
        from analyst_app.ui.review.review_view import ReviewView

        window = self._window
        view = ReviewView(lambda: window.colours, lambda: window.view.text_style)
        window.view.zoomed.connect(view.dress)
        view.card.pressed.connect(self._do)
        view.card.answered.connect(view.text.setFocus)
        keys = ReviewKeys(window.actions_, window.modes, lambda: self.review, self._ask_reason, view)
        for widget in (view.text, view.other, view.panel.table):
            keys.watch(widget)
            window.focus_ring.add(widget)
        window.focus_ring.add(view.agreement.tree)
        window.middle.add_page(view)
        return view

    def _show(self, session: Session, made: Compared, pair: Pair) -> None:
        from analyst_app.ui.review.review_session import ReviewSession

        window = self._window
        if window.bridge.session is not session:
            return
        review = ReviewSession(window.bridge, made, self)
        self._put(review, pair)
        self.news.follow(session, pair, blind=review.is_blind)
        window.middle.show_page(self.view)
        window.panes.right.setVisible(False)  # the review has a table of its own and needs the room
        window.actions_.set_reviewing(True)
        window.following.show_hints()
        self.view.text.setFocus()
        for layer in pair:
            if layer.said:
                told = review.without_names(" ".join(layer.said), layer.layer_id)
                window.bars.show_bar(f"review_{layer.layer_id}", told)
        waiting = len(review.waiting())
        window.bridge.say(f"{counted(waiting, 'difference')} to settle." if waiting else "Nothing is left to settle.")
        after_paint(self.view.text.viewport(), lambda: self._measure(review))
        self.begun.emit()

    def _put(self, review: ReviewSession, pair: Pair) -> None:
        """Show a review in the page and the status bar, in place of the one that was there."""
        window, old = self._window, self.review
        self.view.show_review(review)
        if old is not None:
            old.stop()
        for signal in (review.current_changed, review.rows_changed, review.listed):
            signal.connect(window.following.show_hints)
        review.figures_wanted.connect(lambda: self._measure(review))
        review.beside = lambda draw, done: self._draw_beside(review, draw, done)
        review.outgrown.connect(lambda change: self._lay_out_anew(pair, change))
        review.rows_changed.connect(lambda: window.status.set_tally(review.tally()))
        window.status.set_tally(review.tally())

    def _show_anew(self, session: Session, layers: Aligned, pair: Pair, changed: list[str]) -> None:
        """A colleague has saved: go on with the layers as they are now, at the same difference."""
        window = self._window
        if self.review is None or window.bridge.session is not session:
            return
        review = self._go_on_with(session, layers, pair)
        who = " and ".join(review.name_of(layer) for layer in changed)
        window.bridge.say(f"The tags of {who} have changed on disk · {len(review.waiting())} to settle.")

    def _lay_out_anew(self, pair: Pair, change: Change) -> None:
        """Undo has brought something back into gold that had no row."""
        from analyst_app.ui.review.review_opening import aligned

        review, session = self.review, self._window.bridge.session
        if review is not None and session is not None:
            layers = aligned(pair, session.path.name, len(session.document), blind=review.is_blind)
            self._go_on_with(session, layers, pair).go_to_change(change)

    def _go_on_with(self, session: Session, layers: Aligned, pair: Pair) -> ReviewSession:
        from analyst_app.ui.review.review_opening import compared
        from analyst_app.ui.review.review_session import ReviewSession

        self._end_preview()
        # Not in a worker: gold may change at any time, and both read it.
        made = compared(session, layers, self._window.desk.annotator)
        review, old = ReviewSession(self._window.bridge, made, self), self.review
        if old is not None:
            review.go_on_from(old)
        self._put(review, pair)
        self._measure(review)
        return review

    def _is_busy(self) -> bool:
        """Whether a line is being typed or an edge moved."""
        return self._window.modes.mode is not None or self.view.card.field.isVisible()

    def _measure(self, review: ReviewSession) -> None:
        """Make the figures in a worker; what is decided meanwhile is added to them."""
        from analyst_app.agreement.agreement import Scope

        if self.review is not review:
            return  # left before it was painted
        board = review.board

        def done(figures: Figures) -> None:
            if self.review is review:
                board.take(figures)
                review.figures_changed.emit()

        snapshot, scope = board.snapshot(), Scope.of(review.compared.codebook)
        self._window.tasks.run(board.measure, snapshot, scope, done=done, failed=self.beginning.report)

    def _on_opened(self) -> None:
        session, review = self._window.bridge.session, self.review
        if review is not None and (session is None or session.store is not review.board.review.gold):
            self._close()

    def _close(self) -> None:
        review = self.review
        self.beginning.before = self._previewed = None
        if review is None:
            return
        window = self._window
        self.news.follow(None)
        self.view.show_review(None)
        review.stop()
        window.actions_.set_reviewing(False)
        window.status.set_tally(None)
        window.panes.right.setVisible(True)
        window.middle.show_reading(True)
        window.following.show_hints()

    # -- inside: keys -----------------------------------------------------------------

    def _step(self, step: int) -> None:
        if self.review is not None:
            self.review.step(step)

    def _do(self, what: str) -> None:
        review = self.review
        if review is None:
            return
        self._end_preview()
        {
            "take_a": lambda: review.take(0),
            "take_b": lambda: review.take(1),
            "both": review.take_both,
            "reject": review.reject,
            "keep": review.keep,
            "reopen": review.reopen,
            "resolve": review.resolve,
            "links": review.turn_links,
        }[what]()
        self.view.text.setFocus()

    def _do_alike(self, what: str) -> None:
        """First show what is alike; the same key again settles it all."""
        review = self.review
        if review is None or review.row is None:
            return
        alike, cause = review.alike(), review.row.cause
        if self._previewed != what and alike:  # a single one too: the key is pressed twice by habit
            self._previewed = what
            review.show_only(cause=cause.key)
            self._window.bridge.say(f"{len(alike)} alike: {cause.label}. {_ALIKE[what]} again settles all, Esc none.")
            return
        self._end_preview()  # first: then it goes on to what waits, whatever its cause
        if what == "reject":
            review.reject(alike=True)
        else:
            review.take(0 if what == "take_a" else 1, alike=True)

    def _draw_beside(self, review: ReviewSession, draw: Callable[[], Change], done: Callable[[Change], object]) -> None:
        """Draw many decisions up in a worker; what is done meanwhile waits its turn."""
        window = self._window
        window.bridge.say("Settling what is alike… Keys wait until it is done.")
        window.actions_.hold()

        def ended(made: Change) -> None:
            try:
                if self.review is review:
                    done(made)
            finally:
                window.actions_.go_on()

        def failed(error: Exception) -> None:
            window.actions_.go_on()
            self.beginning.report(error)

        window.tasks.run(draw, done=ended, failed=failed)

    def _end_preview(self) -> None:
        if self._previewed is not None and self.review is not None:
            self._previewed = None
            self.review.show_only()

    def _move_edges(self) -> None:
        """F2: move the edges of what gold gets; again, the other edge."""
        review, mode = self.review, self._window.modes.mode
        if isinstance(mode, EdgeMode):
            mode.take("start" if mode.edge == "end" else "end")
            self._window.modes.changed.emit()
            return
        base = review.base() if review is not None else ()
        if review is None or not base:
            return
        performer = _Corrector(self._window, self.view, review, base[0])
        scene = performer.scene()
        if scene is not None:
            self.view.text.set_current(base[0])
            mode = EdgeMode(performer, self._window.modes, scene, base[0])
            self._window.modes.enter(mode)
            mode.take("end")

    def _ask_comment(self) -> None:
        review = self.review
        if review is not None and review.row is not None:
            decision = review.row.decision
            self._ask("Comment on this difference", review.comment, decision.comment if decision else "")

    def _ask_reason(self, answer: Callable[[str], object]) -> None:
        self._ask("Why it is rejected", lambda words: answer(words) if words else None)

    def _ask_rule(self) -> None:
        review = self.review
        base = review.base() if review is not None else ()
        tag = review.compared.codebook.tag(base[0].tag) if review is not None and base else None
        if tag is not None:
            self._ask(f"A sentence for the edge rules of {tag.name}", lambda words: self._note_rule(tag.id, words))

    def _ask(self, question: str, answer: Callable[[str], object], words: str = "") -> None:
        self.view.tabs.setCurrentWidget(self.view.card)
        self.view.card.ask(question, answer, words)

    def _note_rule(self, tag: str, words: str) -> None:
        from analyst_app.ui.review.review_rules import note_rule

        session, window = self._window.bridge.session, self._window
        if session is not None and words:
            window.tasks.run(
                note_rule,
                session.path,
                window.desk.folder,
                tag,
                words,
                done=lambda path: window.bridge.say(f"Noted among the edge rules in {path.name}."),
                failed=self.beginning.report,
                must_end=True,
            )


class _Corrector(Performer):
    """Makes a correction of edges the reviewer's decision."""

    def __init__(self, window: MainWindow, view: ReviewView, review: ReviewSession, base: Annotation) -> None:
        super().__init__(window.bridge, view.text)
        self._review, self._base = review, base

    def perform(self, outcome: Outcome, *, clears_selection: bool = False) -> bool:
        _, added = outcome.change.of(Annotation)
        if not added:
            if outcome.said:
                self.bridge.refused.emit(outcome.said)
            return False
        self._review.correct("Correct the edges", self._base._replace(start=added[0].start, end=added[0].end))
        return True
