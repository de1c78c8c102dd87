"""A review at the window: which difference is looked at, what is listed, and decisions as steps of gold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.core.layer_ids import LETTERS
from analyst_app.core.rejection import Reason, reason_of
from analyst_app.review.adrift import Adrift, annotations_of
from analyst_app.review.decisions import WAITING, Ruling
from analyst_app.review.gathered_causes import all_label, take_label
from analyst_app.review.threads import has_words, is_resolved, next_turn
from analyst_app.review.unit_folding import UnitFolding
from analyst_app.session.layer_names import without_layer_files
from analyst_app.ui.review.listed_differences import Filters, Listing
from analyst_app.ui.review.step_parts import came_along, decided_in, refs_in, with_parts
from analyst_app.wording import marked, tr, whole

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook
    from analyst_app.core.store import Change
    from analyst_app.review.difference_rows import Row
    from analyst_app.review.review_board import Figures, ReviewBoard
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.review.compared import Compared

_NOTHING = marked("There is no difference to decide.")
MANY = 200
"""From so many alike on, the window would stand still while their decisions are drawn up."""
Beside = Callable[[Callable[[], "Change"], Callable[["Change"], object]], object]
"""Calls the first in a worker and hands what it answers to the second; keys wait for that."""


class ReviewSession(QObject):
    """A review at work. Gold is the bridge's session; every decision is one step there."""

    rows_changed = Signal(object)
    """Places of differences that stand otherwise now."""
    leaving = Signal()
    """Another difference is about to be looked at: what is begun at this one can still be done."""
    current_changed = Signal()
    """Another difference is looked at."""
    gone_to = Signal()
    """A difference is gone to, perhaps the one that is looked at already: it is to be seen."""
    listed = Signal()
    """Other differences are listed, or in another order."""
    figures_changed = Signal()
    figures_wanted = Signal()
    """So much has changed at once that the figures are to be measured anew."""
    outgrown = Signal(object)
    """A Change of gold that wants a row which is not there: the review must be laid out anew."""

    def __init__(
        self, bridge: SessionBridge, compared: Compared, beside: Beside | None = None, parent: QObject | None = None
    ) -> None:
        """Review what is compared; ``beside`` draws up many decisions, which without it is done at once."""
        super().__init__(parent)
        self._bridge = bridge
        self.compared = compared
        self.board: ReviewBoard = compared.board
        self.is_check = compared.board.review.is_check
        """True if one reading is checked alone (``CheckSession``)."""
        self.place: int | None = None
        """The difference that is looked at."""
        self.last_reason = ""
        """Id of the reason that was given last."""
        self.board.review.use(compared.codebook)
        self.folding = UnitFolding(compared.board.review, compared.board.rows)
        self._listing = Listing(compared.board.rows, self.folding)
        self._own_step, self._turn = False, 0
        """The second counts the changes of gold."""
        self._beside, self._is_stopped = beside, False
        self._place_of_step: dict[frozenset[str], int] = {}
        """The place of a step, by the decisions in it: what it brought along stands elsewhere."""
        bridge.changed.connect(self._heard)
        self.go_to(self._listing.first())

    def stop(self) -> None:
        """Hear no more of gold."""
        self._is_stopped = True
        self._bridge.changed.disconnect(self._heard)
        self.deleteLater()

    def use(self, codebook: Codebook) -> None:
        """Go on with other tags; what is compared and decided stays."""
        self.compared = self.compared._replace(codebook=codebook)
        self.board.review.use(codebook)

    # -- looking ---------------------------------------------------------------

    @property
    def row(self) -> Row | None:
        """The row that is looked at."""
        return self.board.rows[self.place] if self.place is not None else None

    @property
    def layers(self) -> tuple[str, ...]:
        """Ids of the layers, A first."""
        return self.board.review.layers

    @property
    def places(self) -> list[int]:
        """The differences that are listed, in their order."""
        return self._listing.places

    def waiting(self) -> list[int]:
        """Listed differences that wait for a decision, and those that are folded into them."""
        return self._listing.waiting()

    def go_to(self, place: int | None) -> None:
        """Look at a difference."""
        if place != self.place:
            self.leaving.emit()
            self.place = place
            self.current_changed.emit()
        self.gone_to.emit()

    def go_to_any(self, place: int) -> None:
        """Look at a difference, or the one of the reading it belongs to; it need not be listed: all are then."""
        place = place if place in self.places else self.folding.row_of(place)
        if place not in self.places:
            self.show_only()
        self.go_to(place)

    def step(self, step: int) -> None:
        """Look at the next (1) or the one before (-1) in the list; round at its ends."""
        if self.places:
            self.go_to(self._listing.beside(self.place, step))

    def alike(self) -> list[int]:
        """The differences with the same cause as the current one that wait for a decision."""
        return self.board.rows.alike(self.place) if self.place is not None else []

    # -- what is listed --------------------------------------------------------

    def show_only(
        self,
        *,
        kinds: Iterable[str] = (),
        tag: str = "",
        cause: tuple[object, ...] | None = None,
        by_cost: bool = False,
    ) -> None:
        """List differences of these kinds, this tag, this cause; nothing given: all."""
        self._show(Filters(frozenset(kinds), tag, cause, by_cost))

    @property
    def filters(self) -> Filters:
        """The filters of the list, and its order."""
        return self._listing.filters

    def counts(self) -> dict[str, tuple[int, int]]:
        """By kind: how many differences, and how many of them wait."""
        return self.board.rows.counts()

    @property
    def is_blind(self) -> bool:
        """True if names stay hidden."""
        return not any(self.compared.names)

    def name_of(self, layer: str) -> str:
        """The name of a layer: its id, or its letter where names are hidden."""
        number = self.layers.index(layer)
        return self.compared.names[number] or LETTERS[number]

    def all_for(self, what: str) -> list[int]:
        """The differences that a key settles at once: take_a, take_b or reject."""
        return self.alike()

    def told_all(self, what: str) -> str:
        """The cause that those share which are settled at once."""
        return self.row.cause.label if self.row is not None else ""

    def go_on_from(self, other: ReviewSession) -> None:
        """Look at what another review of the same layers looked at, with its filters and its last reason."""
        self.last_reason = other.last_reason
        self.folding.open_as(other.board.review)
        self._show(other._listing.filters)
        refs = other.board.review.refs(other.row.difference) if other.row is not None else ()
        place = self.board.review.place_of_any(refs)
        if place in self.places:
            self.go_to(place)

    def go_to_change(self, change: Change) -> None:
        """Look at what a change of gold is about."""
        place = self.board.review.place_of_any(refs_in(change))
        if place is not None:
            self.go_to_any(place)

    @property
    def turn(self) -> int:
        """Number of changes of gold so far."""
        return self._turn

    def tally(self) -> str:
        """The number of those that are settled, in words."""
        every, waiting = self.board.rows.total, len(self.board.rows.waiting)
        settled = tr("{done} of {every} settled", done=whole(every - waiting), every=whole(every))
        return settled if every else tr("nothing to settle")

    def in_words(self, count: int) -> str:
        """A number of differences, in words."""
        return tr("{n} difference|{n} differences", count)

    def to_do(self) -> str:
        """A sentence about the number of those that wait."""
        waiting = len(self.waiting())
        left = tr("{differences} to settle.", differences=self.in_words(waiting))
        return left if waiting else tr("Nothing is left to settle.")

    def without_names(self, words: str, layer: str) -> str:
        """The words about a layer's file; where names are hidden, the file is called by its letter."""
        if not self.is_blind:
            return words
        return without_layer_files(words, LETTERS[self.layers.index(layer)])

    def take_figures(self, figures: Figures) -> None:
        """Show figures that a worker made; what was decided meanwhile is added to them."""
        self.board.take(figures)
        self.figures_changed.emit()

    # -- deciding --------------------------------------------------------------

    def take(self, side: int, *, alike: bool = False) -> None:
        """Take A's (0) or B's (1) reading, and so on; where it has none, the others' are rejected, for no reason.

        Of what only gold has, 1 keeps it and 2 removes it.
        """
        if self.row is None:
            self._bridge.refuse(tr(_NOTHING))
        elif not isinstance(self.row.difference, Adrift):
            self.decide(take_label(self.row.difference, side), Ruling("take", (self.layers[side],)), alike=alike)
        elif side == 0:
            self.keep(alike=alike)
        else:
            self.reject(alike=alike)

    def left_by(self, side: int | None, places: Sequence[int]) -> list[int]:
        """The places of what taking A's (0) reading, another's or none at some places drops along; none if many."""
        ruling = Ruling("take", (self.layers[side],)) if side is not None else self._rejecting("")
        found = (self.board.rows[place].difference for place in places)
        is_quick = 0 < len(places) <= MANY and not any(isinstance(one, Adrift) for one in found)
        return self.board.review.left_by(places, ruling) if is_quick else []

    def take_both(self) -> None:
        """Take both readings, or all."""
        if self.row is not None and isinstance(self.row.difference, Adrift):
            self._bridge.refuse(tr("No layer has it any more: 1 keeps it in gold, R removes it."))
            return
        self.decide(all_label(self.row.difference if self.row is not None else None), Ruling("both", self.layers))

    @property
    def reasons(self) -> tuple[Reason, ...]:
        """The reasons that fit the tags of the difference, A's first."""
        tags = dict.fromkeys(one.tag for one in annotations_of(self.row.difference)) if self.row is not None else ()
        found: dict[str, Reason] = {}
        for tag in tags:
            for reason in self.compared.codebook.reasons_for(tag):
                found.setdefault(reason.id, reason)
        return tuple(found.values())

    @property
    def likely_reason(self) -> str:
        """Id of the reason that stands here already, else of the one given last, else of the first that fits."""
        reasons, decision = self.reasons, self.row.decision if self.row is not None else None
        stored = decision.reason if decision is not None else ""
        known = reason_of(stored, reasons) if stored else None
        fitting = [reason.id for reason in reasons]
        wanted = (known.id if known is not None else "", self.last_reason, *fitting)
        return next((one for one in wanted if one in fitting), "")

    def reject(self, reason: str = "", *, alike: bool = False) -> None:
        """Reject both readings, or remove what only gold has.

        Args:
            reason: id of a reason or words of one's own, as it was given for just this; empty: none was given.
            alike: True settles all that are alike so.
        """
        if self.row is None:
            self._bridge.refuse(tr(_NOTHING))
            return
        self.last_reason = reason or self.last_reason
        label = tr("Remove from gold") if isinstance(self.row.difference, Adrift) else tr("Reject")
        known = reason_of(reason, self.reasons) if reason else None
        why = known.name if known is not None else reason
        told = tr("{step}: {reason}", step=label, reason=why) if reason else label
        self.decide(told, self._rejecting(reason), alike=alike)

    def _rejecting(self, reason: str) -> Ruling:
        return Ruling("reject", (), reason)

    def decide(self, label: str, ruling: Ruling, *, alike: bool = False) -> None:
        """Settle the difference, or all that are alike, by a ruling, and go on.

        Args:
            label: name of the step.
            ruling: the ruling.
            alike: True settles all that are alike.
        """
        self._settle(label, lambda places: self.board.review.decide(places, ruling), alike=alike)

    def keep(self, *, alike: bool = False) -> None:
        """Keep what gold has, as the reviewer's own; where it has nothing, reject both."""
        self._settle(tr("Keep gold"), self.board.review.keep, alike=alike)

    def reopen(self) -> None:
        """Take the decision back."""
        row = self.row
        if row is None or self.place is None:
            return
        if row.decision is None or (row.state in WAITING and isinstance(row.difference, Adrift)):
            self._bridge.refuse(tr("Nothing is decided here that could be taken back."))
        elif not row.decision.is_settling:
            self._bridge.refuse(tr("Nothing is decided here that could be taken back. M changes the comment."))
        elif self.do(tr("Take the decision back"), self.board.review.reopen(self.place)):
            self._bridge.say(tr("The decision is taken back."))

    def comment(self, words: str, *, at: int | None = None) -> None:
        """Put a comment beside the difference at a place, or the one that is looked at; its thread is open then."""
        place = self.place if at is None else at
        if place is not None:
            self._say(tr("Comment"), place, words, resolved=False)

    def resolve(self) -> None:
        """Call what is said about the difference dealt with, or open it again."""
        decision = self.row.decision if self.row is not None else None
        if self.place is None or decision is None or not has_words(decision, self.compared.replies):
            self._bridge.refuse(tr("Nothing is said about this difference that could be resolved; M comments."))
            return
        resolved = not is_resolved(decision, self.compared.replies)
        label = tr("Resolve the thread") if resolved else tr("Open the thread again")
        if self._say(label, self.place, decision.comment, resolved=resolved):
            self._bridge.say(tr("The thread is resolved.") if resolved else tr("The thread is open again."))

    @property
    def has_gold(self) -> bool:
        """True if gold has anything of the difference."""
        return self.place is not None and bool(self.board.review.gold_of(self.place))

    # -- inside ----------------------------------------------------------------

    def _say(self, label: str, place: int, words: str, *, resolved: bool) -> bool:
        review = self.board.review
        turn = next_turn(review.decision(place), self.compared.replies)
        return self.do(label, review.discuss(place, words, resolved=resolved, turn=turn))

    def _settle(self, label: str, change: Callable[[Sequence[int]], Change], *, alike: bool) -> None:
        if self.place is None:
            self._bridge.refuse(tr(_NOTHING))
            return
        self._settle_each(label, change, (self.alike() if alike else ()) or [self.place], alike=alike)

    def _settle_each(
        self, label: str, change: Callable[[Sequence[int]], Change], places: Sequence[int], *, alike: bool
    ) -> None:
        """Settle the differences at some places, in a worker if they are many."""
        if self._beside is not None and len(places) > MANY:
            self._draw_up(
                self._beside, lambda: change(places), lambda made: self._make(label, made, places, alike=alike)
            )
        else:
            self._make(label, change(places), places, alike=alike)

    def _draw_up(self, beside: Beside, draw: Callable[[], Change], make: Callable[[Change], object]) -> None:
        turn = self._turn

        def done(made: Change) -> None:
            if self._is_stopped:
                return
            if turn == self._turn:
                make(made)
            else:  # somebody's changes came in meanwhile
                self._draw_up(beside, draw, make)

        beside(draw, done)

    def _make(self, label: str, made: Change, places: Sequence[int], *, alike: bool) -> None:
        """Make a change that settles something a step of gold, and go on."""
        if self.place is None:
            return
        self._place_of_step[decided_in(made)] = self.place
        step = tr("{step} ({count} alike)", step=label, count=len(places)) if alike else label
        if self.do(step, made):
            told = self._told_alike(len(places)) if alike else label
            told = with_parts(told, *came_along(self.board.review, made, places))
            if self._is_stopped:  # what was added is another now: it stays the one that is looked at
                self._bridge.say(told)
                return
            self._bridge.say(f"{told} · {self._left()}")
            self._advance()

    def _told_alike(self, count: int) -> str:
        return tr("{differences} settled alike", differences=self.in_words(count))

    def _left(self) -> str:
        """The number of those that wait, in words: of what is listed, and elsewhere."""
        listed, every = self._listing.waiting_count(), len(self.board.rows.waiting)
        if listed == every:
            return tr("{left} left", left=every) if every else tr("all settled · Ctrl+Shift+N goes on to the next")
        return tr("{left} left of what is listed, {every} in all", left=listed or tr("none"), every=every)

    def say(self, words: str) -> None:
        """Tell the person something."""
        self._bridge.say(words)

    def refuse(self, words: str) -> None:
        """Tell the person why nothing is done."""
        self._bridge.refuse(words)

    def do(self, label: str, change: Change) -> bool:
        """Make a change of gold a step of this review; True if it was made."""
        self._own_step = True
        try:
            return self._bridge.do(label, change)
        finally:
            self._own_step = False

    def _advance(self) -> None:
        """Look at the next difference that waits, else stay."""
        if self.place is not None:
            self.go_to(self._listing.next_waiting(self.place))

    def _heard(self, change: Change) -> None:
        self._turn += 1
        if self.board.review.lacks_row(change):
            self.outgrown.emit(change)
            return
        was_behind = self.board.is_behind
        places = self.board.heard(change)
        if self.board.is_behind and not was_behind:
            self.figures_wanted.emit()
        if places:
            self.rows_changed.emit(places)
            if self._listing.fold_anew(places):
                self.listed.emit()
                if self._own_step and self.place is not None and self.place not in self.places:
                    self.go_to(self.folding.row_of(self.place))  # it is folded into its reading again
            if not self._own_step:
                place = self._place_of_step.get(decided_in(change), min(places))
                self.go_to_any(place)  # what was restored is seen, whatever was listed
        self.figures_changed.emit()

    def _show(self, filters: Filters) -> None:
        self._listing.show(filters)
        self.listed.emit()
        if self.place not in self.places and self.places:
            self.go_to(self._listing.first())
