"""A review at the window: which difference is looked at, what is listed, and decisions as steps of gold."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from analyst_app.core.annotation import Annotation, Entry, pairs
from analyst_app.core.excerpts import counted
from analyst_app.review.adjudicate import WAITING
from analyst_app.review.adrift import Adrift
from analyst_app.review.decisions import REASONS, origins_of
from analyst_app.review.settling import Ruling
from analyst_app.review.threads import has_words, is_open, is_resolved, next_turn
from analyst_app.session.layer_names import without_layer_files
from analyst_app.ui.review.listed_differences import Filters, Listing

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook, Tag
    from analyst_app.core.document import Document
    from analyst_app.core.store import AnnotationStore, Change
    from analyst_app.review.difference_rows import Row
    from analyst_app.review.replies import Reply
    from analyst_app.review.review_board import Figures, ReviewBoard
    from analyst_app.ui.files.session_bridge import SessionBridge

_NOTHING = "There is no difference to decide."
_MANY = 200
"""From so many alike on, the window would stand still while their decisions are drawn up."""
Beside = Callable[[Callable[[], "Change"], Callable[["Change"], object]], object]
"""Calls the first in a worker and hands what it answers to the second; keys wait for that."""


class Compared(NamedTuple):
    """The facts that a comparison shows, made in a worker."""

    document: Document
    codebook: Codebook
    board: ReviewBoard
    stores: tuple[AnnotationStore, AnnotationStore]
    """A's and B's annotations, to be painted."""
    names: tuple[str, str]
    """The names of A and B: their layers, or nothing that tells who they are."""
    replies: tuple[Reply, ...] = ()
    """Of both colleagues, by time."""
    agreed: frozenset[str] = frozenset()
    """Ids of the annotations of both about which there was nothing to decide when it was made."""


class ReviewSession(QObject):
    """A review at work. Gold is the bridge's session; every decision is one step there."""

    rows_changed = Signal(object)
    """Places of differences that stand otherwise now."""
    current_changed = Signal()
    """Another difference is looked at."""
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
        self.place: int | None = None
        """The difference that is looked at."""
        self.reason: str = REASONS[0]
        """The reason of the last rejection."""
        self._listing = Listing(compared.board.rows)
        self._own_step, self._turn = False, 0
        """The second counts the changes of gold."""
        self._beside, self._is_stopped = beside, False
        self._rejected: int | None = None
        self._place_of_step: dict[frozenset[str], int] = {}
        """The place of a step, by the decisions in it: what it brought along stands elsewhere."""
        bridge.changed.connect(self._heard)
        self.go_to(next(iter(self.waiting()), self.places[0] if self.places else None))

    def stop(self) -> None:
        """Hear no more of gold."""
        self._is_stopped = True
        self._bridge.changed.disconnect(self._heard)
        self.deleteLater()

    def use(self, codebook: Codebook) -> None:
        """Go on with other tags; what is compared and decided stays."""
        self.compared = self.compared._replace(codebook=codebook)

    # -- looking ---------------------------------------------------------------

    @property
    def row(self) -> Row | None:
        """The row that is looked at."""
        return self.board.rows[self.place] if self.place is not None else None

    @property
    def layers(self) -> tuple[str, str]:
        """Ids of the layers A and B."""
        comparison = self.board.review.comparison
        return comparison.a.layer, comparison.b.layer

    @property
    def places(self) -> list[int]:
        """The differences that are listed, in their order."""
        return self._listing.places

    def waiting(self) -> list[int]:
        """Listed differences that wait for a decision."""
        return self._listing.waiting()

    def go_to(self, place: int | None) -> None:
        """Look at a difference."""
        if place != self.place:
            self.place = place
            self.current_changed.emit()

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
    def kinds(self) -> frozenset[str]:
        """The kinds that are listed; empty: all."""
        return self._listing.filters.kinds

    def counts(self) -> dict[str, tuple[int, int]]:
        """By kind: how many differences, and how many of them wait."""
        return self.board.rows.counts()

    @property
    def is_blind(self) -> bool:
        """True if names stay hidden."""
        return not any(self.compared.names)

    def name_of(self, layer: str) -> str:
        """The name of a layer: its id, or A or B where names are hidden."""
        number = self.layers.index(layer)
        return self.compared.names[number] or "AB"[number]

    def go_on_from(self, other: ReviewSession) -> None:
        """Look at what another review of the same layers looked at, with its filters and its last reason."""
        self.reason = other.reason
        self._show(other._listing.filters)
        refs = other.board.review.refs(other.row.difference) if other.row is not None else ()
        place = self.board.review.place_of_any(refs)
        if place in self.places:
            self.go_to(place)

    def go_to_change(self, change: Change) -> None:
        """Look at what a change of gold is about."""
        refs = [ref for one in change.of(Annotation)[1] for ref in origins_of(one)]
        place = self.board.review.place_of_any(refs)
        if place is not None:
            if place not in self.places:
                self.show_only()
            self.go_to(place)

    def tally(self) -> str:
        """The number of those that are settled, in words."""
        every, waiting = self.board.rows.total, len(self.board.rows.waiting)
        return f"{every - waiting:,} of {every:,} settled"

    def without_names(self, words: str, layer: str) -> str:
        """The words about a layer's file; where names are hidden, the file is called A or B."""
        if not self.is_blind:
            return words
        return without_layer_files(words, "AB"[self.layers.index(layer)])

    def take_figures(self, figures: Figures) -> None:
        """Show figures that a worker made; what was decided meanwhile is added to them."""
        self.board.take(figures)
        self.figures_changed.emit()

    # -- deciding --------------------------------------------------------------

    def take(self, side: int, *, alike: bool = False) -> None:
        """Take A's (0) or B's (1) reading; where that side has none, reject the other's.

        Of what only gold has, 1 keeps it and 2 removes it.
        """
        if self.row is None:
            self._bridge.refuse(_NOTHING)
            return
        difference = self.row.difference
        if not isinstance(difference, Adrift):
            has_it = (difference.a, difference.b)[side]
            reason = "" if has_it else self.reason
            self._decide(f"Take {'AB'[side]}", Ruling("take", (self.layers[side],), reason), alike=alike)
        elif side == 0:
            self.keep(alike=alike)
        else:
            self.reject(alike=alike)

    def take_both(self) -> None:
        """Take both readings."""
        if self.row is not None and isinstance(self.row.difference, Adrift):
            self._bridge.refuse("Neither A nor B has it any more: 1 keeps it in gold, R removes it.")
            return
        self._decide("Take both", Ruling("both", self.layers))

    def reject(self, reason: str = "", *, alike: bool = False) -> None:
        """Reject both readings, or remove what only gold has, for this reason or the last."""
        self.reason = reason or self.reason
        rejected = self.place
        self._decide(self._reject_label(rejected), Ruling("reject", (), self.reason), alike=alike)
        self._rejected = rejected if not alike else None

    @property
    def was_rejected(self) -> bool:
        """True if the last step was a rejection."""
        return self._rejected is not None

    def amend_reason(self, reason: str) -> bool:
        """Give the difference that was rejected just now another reason; False if there was none."""
        if self._rejected is None:
            return False
        here, self.reason, rejected = self.place, reason, self._rejected
        self._own(self._reject_label(rejected), self.board.review.decide([rejected], Ruling("reject", (), reason)))
        self._rejected = rejected
        self.go_to(here)
        return True

    def keep(self, *, alike: bool = False) -> None:
        """Keep what gold has, as the reviewer's own; where it has nothing, reject both."""
        self._settle("Keep gold", lambda places: self.board.review.keep(places, self.reason), alike=alike)

    def reopen(self) -> None:
        """Take the decision back."""
        row = self.row
        if row is None or self.place is None:
            return
        if row.decision is None or (row.state in WAITING and isinstance(row.difference, Adrift)):
            self._bridge.refuse("Nothing is decided here that could be taken back.")
        elif self._own("Take the decision back", self.board.review.reopen(self.place)):
            self._bridge.say("The decision is taken back.")

    def base(self) -> tuple[Annotation, ...]:
        """The annotations that a correction begins with: gold's, else A's reading, else B's."""
        if self.row is None or self.place is None:
            return ()
        difference = self.row.difference
        is_golds = self.row.state == "settled" or isinstance(difference, Adrift)
        gold = self.board.review.gold_of(self.place) if is_golds else []
        return tuple(gold) or difference.a or difference.b

    def correct(self, label: str, first: Annotation) -> None:
        """Take a reading that neither has: the base with its first annotation changed."""
        base = self.base()
        if base and first != base[0]:
            self._decide(label, Ruling("own", self._base_layer(), own=(first, *base[1:])))

    def retag(self, tag: Tag) -> None:
        """Give it another tag; attributes that the tag has not go."""
        base = self.base()
        if base:
            kept = {name: value for name, value in base[0].attributes if tag.attribute(name) is not None}
            self.correct(f"Take as {tag.name}", base[0]._replace(tag=tag.id, attributes=pairs(kept)))

    def set_digit(self, digit: int) -> None:
        """Give it the attribute value of a digit, or take it away."""
        base = self.base()
        tag = self.compared.codebook.tag(base[0].tag) if base else None
        found = tag.for_digit(digit) if tag is not None else None
        if found is None:
            self._bridge.refuse(f"There is no value {digit} for this tag.")
            return
        attribute, value = found
        held = dict(base[0].attributes)
        if held.get(attribute.id) == value:
            del held[attribute.id]
        else:
            held[attribute.id] = value
        self.correct(f"Set {attribute.name.lower()}", base[0]._replace(attributes=pairs(held)))

    def turn_links(self) -> None:
        """Give it the links of the other side, then none, then of the first again; all else stays."""
        row, base = self.row, self.base()
        if row is None or self.place is None or not base or not row.difference.links:
            self._bridge.refuse("Both have the same links here.")
            return
        sides = (row.difference.a, row.difference.b)
        choices: list[tuple[str, ...]] = [(layer,) for layer, own in zip(self.layers, sides, strict=True) if own]
        choices.append(())
        held = self._base_layer()[:1]
        taken = choices[(choices.index(held) + 1) % len(choices)] if held in choices else choices[0]
        words = f"Links as in {'AB'[self.layers.index(taken[0])]}" if taken else "Without these links"
        if self._own(words, self.board.review.decide([self.place], Ruling("own", taken, own=base))):
            self._bridge.say(f"{words} · L again for the next")

    def comment(self, words: str) -> None:
        """Put a comment beside the difference; its thread is open then."""
        if self.place is not None:
            self._say("Comment", self.place, words, resolved=False)

    def resolve(self) -> None:
        """Call what is said about the difference dealt with, or open it again."""
        decision = self.row.decision if self.row is not None else None
        if self.place is None or decision is None or not has_words(decision, self.compared.replies):
            self._bridge.refuse("Nothing is said about this difference that could be resolved; M comments.")
            return
        resolved = not is_resolved(decision, self.compared.replies)
        label = "Resolve the thread" if resolved else "Open the thread again"
        if self._say(label, self.place, decision.comment, resolved=resolved):
            self._bridge.say("The thread is resolved." if resolved else "The thread is open again.")

    @property
    def has_open_thread(self) -> bool:
        """True if something is said about the difference that nobody has called dealt with."""
        return self.row is not None and is_open(self.row.decision, self.compared.replies)

    @property
    def has_gold(self) -> bool:
        """True if gold has anything of the difference."""
        return self.place is not None and bool(self.board.review.gold_of(self.place))

    # -- inside ----------------------------------------------------------------

    def _say(self, label: str, place: int, words: str, *, resolved: bool) -> bool:
        review = self.board.review
        turn = next_turn(review.decision(place), self.compared.replies)
        return self._own(label, review.discuss(place, words, resolved=resolved, turn=turn))

    def _decide(self, label: str, ruling: Ruling, *, alike: bool = False) -> None:
        self._settle(label, lambda places: self.board.review.decide(places, ruling), alike=alike)

    def _settle(self, label: str, change: Callable[[Sequence[int]], Change], *, alike: bool) -> None:
        if self.place is None:
            self._bridge.refuse(_NOTHING)
            return
        places = (self.alike() if alike else ()) or [self.place]
        self._rejected = None
        if self._beside is not None and len(places) > _MANY:
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
        self._place_of_step[_decided_in(made)] = self.place
        if self._own(f"{label} ({len(places)} alike)" if alike else label, made):
            told = f"{counted(len(places), 'difference')} settled alike" if alike else label
            self._bridge.say(f"{told} · {self._left()}")
            self._advance()

    def _left(self) -> str:
        """The number of those that wait, in words: of what is listed, and elsewhere."""
        listed = len(self.waiting())
        every = len(self.board.rows.waiting)
        if listed == every:
            return f"{every} left" if every else "all settled · Ctrl+Shift+N goes on to the next"
        return f"{listed or 'none'} left of what is listed, {every} in all"

    def _reject_label(self, place: int | None) -> str:
        is_adrift = place is not None and isinstance(self.board.rows[place].difference, Adrift)
        return f"{'Remove from gold' if is_adrift else 'Reject'}: {self.reason}"

    def _own(self, label: str, change: Change) -> bool:
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
            if not self._own_step:
                self._rejected = None
                place = self._place_of_step.get(_decided_in(change), min(places))
                if place not in self.places:
                    self.show_only()  # what was restored is seen, whatever was listed
                self.go_to(place)
        self.figures_changed.emit()

    def _show(self, filters: Filters) -> None:
        self._listing.show(filters)
        self.listed.emit()
        if self.place not in self.places and self.places:
            self.go_to(next(iter(self.waiting()), self.places[0]))

    def _base_layer(self) -> tuple[str, ...]:
        """The side whose links a correction takes: gold's, else that of the reading that it begins with."""
        if self.row is None:
            return ()
        if self.row.decision is not None and self.row.state == "settled":
            return self.row.decision.taken
        return (self.layers[0],) if self.row.difference.a else (self.layers[1],)


def _decided_in(change: Change) -> frozenset[str]:
    """Ids of the decisions that a change makes, takes back or replaces."""
    return frozenset([one.id for some in (change.removed, change.added) for one in some if isinstance(one, Entry)])
