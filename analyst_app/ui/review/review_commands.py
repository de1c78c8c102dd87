"""The Review menu's decisions: the keys of a review."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QAbstractItemView

from analyst_app.core.annotation import Annotation
from analyst_app.core.layer_ids import LETTERS
from analyst_app.gestures.tagging import Outcome
from analyst_app.ui.annotate.edge_mode import EdgeMode
from analyst_app.ui.annotate.performing import Performer
from analyst_app.ui.review import corrections
from analyst_app.ui.review.open_review import ACCEPT
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from analyst_app.review.codebook_rules import Shows
    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.commands.modes import ModeKeeper
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.panels.list_menus import MenuEntry
    from analyst_app.ui.review.open_review import OpenReview
    from analyst_app.ui.review.review_page import ReviewPage
    from analyst_app.ui.review.review_session import ReviewSession
    from analyst_app.ui.review.review_view import ReviewView

_ALIKE = marked(
    "{n} alike: {cause}. {key} again settles it, Esc none.|{n} alike: {cause}. {key} again settles all {n}, Esc none."
)
_REST = marked(
    "{n} tag waits{cause}. {key} again confirms it, Esc none."
    "|{n} tags wait{cause}. {key} again confirms all {n}, Esc none."
)
_NO_REST = marked(
    "Nothing is left that Ctrl+1 confirms: what was changed, contested or commented is decided one by one."
)
_MAJORITY = marked(
    "What most say in {n} row of the list{cause}. {key} again takes it, with what belongs to it, Esc none."
    "|What most say in {n} rows of the list{cause}. "
    "{key} again takes it in all {n}, with what belongs to them; Esc none."
)
NO_REASON = ""
"""Answers the list of reasons where none is given."""


class ReviewCommands(QObject):
    """Decides in the review that is shown.

    Args:
        actions: whose commands these are.
        open_review: has the review.
        page: asks for comments and reasons.
        modes: edges are moved in one.
        bridge: shows the gold layer.
    """

    left = Signal()
    """Esc: the review is to be left."""
    rule_given = Signal(object)
    """A rule for a tag: the RuleAsked."""

    def __init__(
        self, actions: ActionSet, open_review: OpenReview, page: ReviewPage, modes: ModeKeeper, bridge: SessionBridge
    ) -> None:
        super().__init__(page)
        self._actions, self._open, self._page, self._modes, self._bridge = actions, open_review, page, modes, bridge
        self._view: ReviewView | None = None
        self._text: ArticleView | None = None
        """The review's page and its text, as soon as they are made."""
        self._named: tuple[int, list[int]] = (0, [])
        """The turn, and the places whose number was told as alike in it; a second press settles just these."""
        self._given = ""
        """Id of the reason that was clicked while it is acted on."""
        for action_id, function in (
            ("review.next", lambda: self._step(1)),
            ("review.previous", lambda: self._step(-1)),
            ("review.accept", self._accept),
            ("review.both", lambda: self.do("both")),
            ("review.reject", lambda: self.do("reject")),
            ("review.keep", lambda: self.do("keep")),
            ("review.accept_listed", self._accept_listed),
            ("review.reject_alike", lambda: self._do_alike("reject")),
            ("review.edges", self._move_edges),
            ("review.links", self._correct_links),
            ("review.comment", self._ask_comment),
            ("review.resolve", lambda: self.do("resolve")),
            ("review.parts", self._turn_parts),
            ("review.rule", lambda: self._ask_rule("")),
            ("review.rule_example", lambda: self._ask_rule("example")),
            ("review.rule_counterexample", lambda: self._ask_rule("counterexample")),
            ("review.reopen", lambda: self.do("reopen")),
            ("review.leave", self._escape),
        ):
            actions.register(action_id, function)
        for letter in LETTERS.lower():
            actions.register(f"review.take_{letter}", partial(self.do, f"take_{letter}"))
            actions.register(f"review.take_{letter}_alike", partial(self._do_alike, f"take_{letter}"))
        open_review.changed.connect(self._keep_edges_of)
        actions.register("review.side_by_side", lambda beside: page.set_side_by_side(beside))
        actions.register("review.gold_alone", self._show_gold_alone)

    def work_in(self, view: ReviewView, text: ArticleView, *others: QWidget) -> None:
        """Act on keys in the page.

        Args:
            view: the page.
            text: its text, where edges are moved.
            others: other widgets of it that have such keys.
        """
        from analyst_app.ui.review.review_keys import ReviewKeys

        self._view, self._text = view, text
        view.chosen.connect(self._choose)
        view.reason_chosen.connect(self._reject_for)
        keys = ReviewKeys(self._actions, self._modes, self._open, view)
        for widget in (text, *others):
            keys.watch(widget)
            if isinstance(widget, QAbstractItemView):
                widget.clicked.connect(self._open.look)
                widget.clicked.connect(view.reveal)  # also the current row, if its words are off the screen

    def do(self, what: str) -> None:
        """Decide about the difference that is looked at.

        Args:
            what: take_a, take_b …, both, reject, keep, reopen, resolve, links or accept.
        """
        review = self._open.review
        if review is None:
            return
        why_not = self._view.bring_back(what) if self._view is not None else ""
        if why_not:  # from the menu or a button: it is looked at first, as with a key
            review.refuse(why_not)
            return
        from analyst_app.ui.review.several.several_acts import accept, take  # in a review only

        self._open.end_preview()
        if what == "reject" and corrections.is_unheard_addition(review):
            what = "reopen"  # nobody has heard of it: there is nobody to give a reason to
        if what == "reject" and review.row is not None and not self._given:
            self._ask_reason(review, 1, review.reject)
            return
        acts: dict[str, Callable[[], object]] = {
            **{f"take_{letter}": partial(take, review, n) for n, letter in enumerate(LETTERS.lower())},
            "accept": lambda: accept(review),
            "both": review.take_both,
            "reject": lambda: review.reject(self._given),
            "keep": review.keep,
            "reopen": review.reopen,
            "resolve": review.resolve,
            "links": lambda: corrections.turn_links(review),
        }
        acts[what]()
        self._page.take_focus()

    def hints(self) -> list[str]:
        """The keys valid now in the review; none outside it."""
        review = self._open.review
        if review is None:
            return []
        from analyst_app.ui.review.review_hints import review_hints

        return review_hints(review, self._actions, self._open.previewed)

    def offered(self) -> list[MenuEntry]:
        """Return the entries of the context menu for the difference that is looked at."""
        from analyst_app.ui.review.review_hints import entries_for

        return entries_for(self._open.review) if self._open.review is not None else []

    def _escape(self) -> None:
        """Esc: give up a preview, else leave the review."""
        if self._open.previewed is not None:
            self._open.end_preview()
        else:
            self.left.emit()

    # -- inside ----------------------------------------------------------------------

    def _choose(self, place: int) -> None:
        """A difference was clicked in the text."""
        review = self._open.review
        if review is not None:
            if place not in review.places:
                self._open.end_preview()
            self._bridge.say("")  # what was said is about another difference
            review.go_to_any(place)
            self._open.look()

    def _reject_for(self, reason: str) -> None:
        """A reason was clicked in the card."""
        self._given = reason
        try:
            self._actions.trigger("review.reject")
        finally:
            self._given = ""

    def _step(self, step: int) -> None:
        if self._open.review is not None:
            self._open.review.step(step)

    def _do_alike(self, what: str) -> None:
        """First show what is alike; the same key again settles it all."""
        from analyst_app.ui.review.several.several_acts import (  # in a review only
            accept,
            has_no_such_reader,
            left_alike,
            take,
        )

        review = self._open.review
        if review is None or review.row is None or has_no_such_reader(review, what):
            return
        alike = review.all_for(what)
        is_named = self._open.previewed == what and self._named == (review.turn, alike)
        if review.is_check and what == "take_b":
            review.take(1)  # says why not
        elif not alike:  # what is looked at is settled, and so is all that is like it
            self._open.end_preview()
            is_rest = review.is_check and what == "take_a"
            self._bridge.refuse(tr(_NO_REST) if is_rest else tr("Nothing like this waits for a decision."))
        elif not is_named:  # a single one too: the key is pressed twice by habit
            self._named = review.turn, alike
            self._open.preview(what)
            row = self._actions.rows["review.accept_listed" if what == ACCEPT else f"review.{what}_alike"]
            rest = _REST if review.is_check and what == "take_a" else _ALIKE
            told = tr(
                _MAJORITY if what == ACCEPT else rest,
                n=len(alike),
                cause=review.told_all(what),
                key=next(iter(self._actions.keys_of(row)), row.shown),
            )
            left = left_alike(review, what, alike)
            dropped = tr("It also drops {n} that belongs to it.|It also drops {n} that belong to it.", n=len(left))
            self._bridge.say(f"{told} {dropped}" if left else told)
        elif what == "reject":
            self._ask_reason(review, len(alike), self._reject_alike)
        else:
            self._open.end_preview()  # first: then it goes on to what waits, whatever its cause
            if what == ACCEPT:
                accept(review, alike=True)
            else:
                take(review, LETTERS.lower().index(what.removeprefix("take_")), alike=True)

    def _accept(self) -> None:
        self.do("accept")

    def _accept_listed(self) -> None:
        """Take what most say of all that is listed: once says how many, again does it."""
        from analyst_app.ui.review.several.several_acts import accept  # in a review only
        from analyst_app.ui.review.several.several_session import SeveralSession

        review = self._open.review
        if isinstance(review, SeveralSession) and review.has_proposals:
            self._do_alike(ACCEPT)
        elif review is not None:
            accept(review)  # says why not

    def _reject_alike(self, reason: str) -> None:
        review = self._open.review
        self._open.end_preview()
        if review is not None:
            review.reject(reason, alike=True)

    def _keep_edges_of(self, review: ReviewSession | None) -> None:
        """Keep edges that are being moved, as in reading, where somebody goes to another difference."""

        def keep() -> None:
            if isinstance(self._modes.mode, EdgeMode):
                self._modes.leave(keep=True)

        if review is not None:
            review.leaving.connect(keep)

    def _turn_parts(self) -> None:
        from analyst_app.ui.review.differences.reading_parts import turn_parts  # with the page, when one is shown

        if self._open.review is not None:
            self._open.end_preview()
            turn_parts(self._open.review)

    def _show_gold_alone(self, alone: bool) -> None:
        self._page.set_gold_alone(alone)
        key = next(iter(self._actions.keys_of(self._actions.rows["review.gold_alone"])), "")
        words = tr("Gold alone: {key} shows the readings again.", key=key or tr("Review ▸ View"))
        self._bridge.say(words if alone else "")

    def _move_edges(self) -> None:
        """F2: move the edges of what gold gets; again, the other edge."""
        review, mode = self._open.review, self._modes.mode
        if isinstance(mode, EdgeMode):
            mode.take("start" if mode.edge == "end" else "end")
            self._modes.renew()
            return
        text, base = self._text, corrections.base_of(review) if review is not None else ()
        if review is None or text is None or not base:
            return
        performer = _Corrector(self._bridge, text, review, base[0])
        scene = performer.scene()
        if scene is not None:
            text.setFocus()  # it may have been a button
            text.set_current(base[0])
            mode = EdgeMode(performer, text, self._modes, scene, base[0])
            self._modes.enter(mode)
            mode.take("end")

    def _ask_comment(self) -> None:
        review = self._open.review
        if review is not None and review.row is not None:
            place, decision = review.place, review.row.decision
            words = decision.comment if decision else ""

            def answer(words: str) -> None:
                if self._open.review is review:
                    review.comment(words, at=place)

            self._page.ask(tr("Comment on this difference"), answer, words, keeps=True)

    def _ask_reason(self, review: ReviewSession, count: int, answer: Callable[[str], object]) -> None:
        """Open the reasons that fit; gold and what is looked at by then must be as they were when it was asked.

        Args:
            review: what is being reviewed.
            count: so many are rejected for the answer.
            answer: called with the reason.
        """
        from analyst_app.review.adrift import Adrift

        place, turn = review.place, review.turn
        is_adrift = review.row is not None and isinstance(review.row.difference, Adrift)
        if count > 1:
            question = tr("Why are these {n} rejected?|Why are these {n} rejected?", n=count)
        else:
            question = tr("Why is it removed from gold?") if is_adrift else tr("Why is it rejected?")

        def answered(reason: str) -> None:
            if self._open.review is not review or review.place != place or review.turn != turn:
                self._open.end_preview()
                self._bridge.refuse(tr("Gold has changed meanwhile, so nothing was rejected. Press the key again."))
            else:
                answer(reason)
            self._page.take_focus()

        from analyst_app.ui.commands.pick_list import Choice, numbered  # with its list, when one is shown

        choices = [*numbered(review.reasons), Choice(NO_REASON, tr("no reason"), 0)]
        self._page.pick(question, choices, answered, review.likely_reason)

    def _correct_links(self) -> None:
        """L: the links of the other side; where one reading is checked, a list of those that are meant."""
        from analyst_app.ui.review.checking.check_session import CheckSession

        review = self._open.review
        if not isinstance(review, CheckSession):
            self.do("links")
            return
        role, place, turn = review.link_role, review.place, review.turn
        if role is None:
            review.refuse(tr("Tags of this kind link to nothing."))
            return
        from analyst_app.ui.commands.pick_list import Choice, numbered  # with its list, when one is shown

        targets = review.link_targets(role)

        def answered(target: str) -> None:
            if self._open.review is not review or review.place != place or review.turn != turn:
                self._bridge.refuse(tr("Gold has changed meanwhile, so nothing was linked. Press the key again."))
            elif target and target not in dict(targets):
                review.refuse(tr("Nobody of that name is tagged. Select the name and tag it first."))
            else:
                review.relink(role, target)
            self._page.take_focus()

        choices = [*numbered(targets), Choice("", tr("no {role}", role=role.name), 0)]
        nearest = targets[0][0] if targets else ""
        self._page.pick(tr("Which {role} is meant?", role=role.name), choices, answered, nearest)

    def _ask_rule(self, shows: Shows) -> None:
        """Ask for the sentence of a rule; what is looked at now is its place.

        Args:
            shows: the list that the place goes to.
        """
        from analyst_app.ui.review.rule_notes import RuleAsked

        review = self._open.review
        base = corrections.base_of(review) if review is not None else ()
        tag = review.compared.codebook.tag(base[0].tag) if review is not None and base else None
        if tag is None:
            return
        span = base[0].span

        def answered(words: str) -> None:
            if words or shows:
                self.rule_given.emit(RuleAsked(tag.id, words, span, shows))

        questions: dict[Shows, str] = {
            "": tr("A sentence for the edge rules of {tag}", tag=tag.name),
            "example": tr("A rule for {tag}, with this place as an example", tag=tag.name),
            "counterexample": tr("A rule for {tag}, with this place as a counterexample", tag=tag.name),
        }
        self._page.ask(questions[shows], answered)


class _Corrector(Performer):
    """Makes a correction of edges the reviewer's decision."""

    def __init__(self, bridge: SessionBridge, view: ArticleView, review: ReviewSession, base: Annotation) -> None:
        super().__init__(bridge, view)
        self._review, self._base = review, base

    def perform(self, outcome: Outcome, *, clears_selection: bool = False) -> bool:
        _, added = outcome.change.of(Annotation)
        if not added:
            if outcome.said:
                self.refuse(outcome.said)
            return False
        corrections.correct(
            self._review, tr("Correct the edges"), self._base._replace(start=added[0].start, end=added[0].end)
        )
        return True
