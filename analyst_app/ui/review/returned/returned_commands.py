"""Brings decisions back to the colleague, in her own article: she goes from one to the next and answers by a key."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.review.returned.return_to_sender import accept, reply, resolve
from analyst_app.review.returned.returned_course import ReturnedCourse
from analyst_app.ui.review.returned.returned_mode import ReturnedMode
from analyst_app.ui.review.returned.returned_words import Ground, empty_words
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.core.store import Change
    from analyst_app.review.returned.return_to_sender import Returned
    from analyst_app.session.session import Session
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.commands.modes import ModeKeeper
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.review.returned.returned_news import ReturnedNews
    from analyst_app.ui.review.returned.returned_sight import ReturnedSight


class ReturnedCommands(QObject):
    """Shows the decisions that ask her something, and makes what she answers.

    Args:
        news: has the decisions.
        sight: shows the one that is looked at.
        bridge: the open session.
        modes: hold the mode.
        actions: the commands are registered there.
    """

    begun = Signal()
    """The decisions are shown."""

    def __init__(
        self, news: ReturnedNews, sight: ReturnedSight, bridge: SessionBridge, modes: ModeKeeper, actions: ActionSet
    ) -> None:
        super().__init__(news)
        self._news, self._sight, self._bridge, self._modes, self._actions = news, sight, bridge, modes, actions
        self._course = ReturnedCourse()
        self._mode: ReturnedMode | None = None
        self._asked: tuple[str, Returned] | None = None
        self._goes_on = self._is_clearing = self._is_put_away = False
        actions.register("review.returned", self.show)
        actions.register("review.returned_resolve", lambda: self._act("resolve"))
        sight.commanded.connect(self._by_mouse)
        sight.given.connect(self._give)
        sight.clicked_at.connect(self._go_to)
        bridge.current_changed.connect(self._follow_current)
        news.renewed.connect(self._refresh)
        bridge.codebook_changed.connect(lambda _: self._refresh())
        for happening in (bridge.opened, bridge.closing):
            happening.connect(self._put_away)

    def show(self) -> None:
        """Show the decisions on her tags of the open article, the first that waits for her."""
        self._news.when_read(self._show)

    @property
    def course(self) -> ReturnedCourse:
        """The decisions that are shown."""
        return self._course

    # -- inside ----------------------------------------------------------------

    def _show(self) -> None:
        session = self._bridge.session
        if session is None or session is not self._news.session:
            self._bridge.refuse(tr("Open your own layer to see what was decided about it."))
            return
        if not self._is_on:
            self._course = ReturnedCourse()
            self._take_in(goes_on=True)
        if self._course.current is None:
            self._bridge.say(empty_words(self._course))
            return
        self._news.hide()
        if not self._is_on:
            self._mode = ReturnedMode(self._act, self._end, self._actions, self._bridge.refuse, self._is_answer)
            self._modes.enter(self._mode)
            self.begun.emit()
        self._bridge.set_current(None)
        self._sight.focus_text()
        self._show_current(session)

    @property
    def _is_on(self) -> bool:
        return self._mode is not None and self._modes.mode is self._mode

    def _is_answer(self) -> bool:
        """True while what a reader of a report says is looked at."""
        one = self._course.current
        return one is not None and one.decision.is_of_reader

    def _take_in(self, *, goes_on: bool) -> None:
        self._course.renew(self._news.found, goes_on=goes_on)

    def _refresh(self) -> None:
        session = self._bridge.session
        if self._is_on and session is not None and session is self._news.session:
            self._take_in(goes_on=self._goes_on)
            if self._course.current is None:
                self._modes.leave(keep=True)
            else:
                self._show_current(session)

    def _show_current(self, session: Session) -> None:
        self._sight.show(self._course, _ground(session))
        self._modes.renew()

    def _act(self, word: str) -> None:
        """Do what a key or button means."""
        one = self._course.current if self._is_on else None
        if one is None:
            self._bridge.refuse(tr("Only while the decisions on your tags are shown: Review ▸ Decisions on your tags."))
            return
        self._bridge.say("")  # what was said is about what was done before
        if word in ("undo", "redo"):
            (self._bridge.undo if word == "undo" else self._bridge.redo)(shows=False)
        elif self._sight.has_typed:
            self._sight.ask_again()
            self._bridge.refuse(tr("Your words are not given yet: Enter gives them, Esc drops them."))
        elif word == "leave":
            self._modes.leave(keep=True)
        elif word in ("more", "back"):
            self._sight.turn(1 if word == "more" else -1)
        elif word in ("next", "previous"):
            self._course.step(1 if word == "next" else -1)
            self._look()
        elif word == "accept":
            self._accept(one)
        elif word == "resolve":
            self._resolve(one)
        elif word == "contest" and not one.decision.is_settling:
            self._bridge.refuse(_undecided(one))
        else:
            self._ask(word, one)

    def _ask(self, word: str, one: Returned) -> None:
        session = self._bridge.session
        if session is not None:
            self._asked = word, one
            question = tr("Why do you contest it?") if word == "contest" else tr("Your answer")
            self._sight.ask(question, one, _ground(session))

    def _by_mouse(self, word: str) -> None:
        if not self._sight.has_typed:
            self._asked = None
        self._act(word)
        if self._asked is None:
            self._sight.focus_text()

    def _accept(self, one: Returned) -> None:
        session, gold = self._bridge.session, self._news.gold_of(one)
        if session is None or gold is None:
            return
        if not one.decision.is_settling:
            self._bridge.refuse(_undecided(one))
        elif one.answer == "accept":
            self._bridge.refuse(tr("You have accepted this already."))
        else:
            change = accept(one, gold, session.store, session.layer_id, self._course.parts_of(one))
            self._answer(tr("Accept the decision"), change)

    def _resolve(self, one: Returned) -> None:
        session = self._bridge.session
        if session is None:
            return
        if not one.has_thread:
            self._bridge.refuse(tr("Nothing is said here that could be resolved; M answers."))
            return
        label = tr("Open the thread again") if one.is_resolved else tr("Resolve the thread")
        self._bridge.do(label, resolve(one, session.layer_id))

    def _give(self, words: str) -> None:
        """Make the reply that was asked for."""
        (word, one), session = self._asked or ("", None), self._bridge.session
        self._asked = None
        self._sight.focus_text()
        if one is None or session is None or not self._is_on:
            return
        if word == "contest":
            self._answer(tr("Contest the decision"), reply(one, session.layer_id, "contest", words))
        elif words:
            change, is_over = (
                reply(one, session.layer_id, "comment", words),
                one.is_taken or not one.decision.is_settling,
            )
            if is_over:  # there is nothing else to answer
                who = tr("Answer the reader") if one.decision.is_of_reader else tr("Answer the reviewer")
                self._answer(who, change)
            elif self._bridge.do(tr("Answer the reviewer"), change):
                self._bridge.say(tr("Your answer is kept. A accepts the decision, C contests it, N goes on."))

    def _answer(self, label: str, change: Change) -> None:
        """Make an answer as one step, and go on to the next decision that waits."""
        self._goes_on = True
        try:
            is_done = self._bridge.do(label, change)
        finally:
            self._goes_on = False
        if is_done and not self._course.waiting:
            self._bridge.say(
                tr("All is answered. Esc leads back to your annotations.")
                if self._is_answer()
                else tr("All decisions are answered. Esc leads back to your annotations.")
            )

    def _look(self) -> None:
        session = self._bridge.session
        if session is not None:
            self._show_current(session)

    def _go_to(self, position: int) -> None:
        """A click into the text: look at the decision there, if there is one."""
        session = self._bridge.session
        if not self._is_on or session is None or self._sight.has_typed:
            return
        ground = _ground(session)

        def is_there(one: Returned) -> bool:
            unit = (one, *self._course.parts_of(one))
            spans = [span for part in unit for span in (*ground.places_before(part), *(g.span for g in part.gold))]
            return any(span.start <= position <= span.end for span in spans)

        if self._course.look_at(is_there):
            self._show_current(session)

    def _follow_current(self) -> None:
        """Nothing is current while the decisions are shown: what is chosen elsewhere is looked at, if it is one."""
        current = self._bridge.current
        if not self._is_on or current is None or self._is_clearing:
            return
        self._is_clearing = True
        try:
            self._bridge.set_current(None)
        finally:
            self._is_clearing = False
        if not self._sight.has_typed and self._course.look_at_any({one.key for one in self._news.about(current)}):
            self._look()

    def _end(self) -> None:
        """The mode was left."""
        place = self._sight.place
        self._mode, self._asked = None, None
        self._sight.clear()
        self._bridge.say("")
        if self._bridge.session is self._news.session is not None and not self._is_put_away:
            if place is not None:
                self._sight.place_caret(place)
            self._news.tell()

    def _put_away(self) -> None:
        """Another article comes."""
        if self._is_on:
            self._is_put_away = True
            self._modes.leave(keep=True)
            self._is_put_away = False


def _undecided(one: Returned) -> str:
    """The reason why there is nothing to accept or to contest."""
    if one.decision.is_of_reader:
        return tr("An answer to your report decides nothing: M answers it, N goes on.")
    return tr("Nothing is decided about it yet; M answers what is said.")


def _ground(session: Session) -> Ground:
    document = session.document
    return Ground(document.text, document.sha256, session.codebook, session.layer_id)
