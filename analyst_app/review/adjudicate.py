"""Settling the differences of two layers into a third, the gold layer.

Nothing is written here and no colleague's layer is touched: each decision is a
Change for the gold store. What both layers share is taken along with the first
decision, so that opening a review leaves gold as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from analyst_app.alignment.align import Comparison, Difference, Reading, compare
from analyst_app.core.annotation import Annotation, Entry, Link, utc_now
from analyst_app.core.bulk_work import bulk_work
from analyst_app.core.store import AnnotationStore, Change, key_of
from analyst_app.review.adrift import Adrift, AnyDifference, in_reading_order, made_adrift
from analyst_app.review.decisions import Decision, origins_of
from analyst_app.review.gold_contents import GoldContents
from analyst_app.review.origin_index import OriginIndex
from analyst_app.review.places import Places, refs_of
from analyst_app.review.settling import Ruling, Settling
from analyst_app.review.shared_part import NOTHING_SHARED, SharedPart, shared_change
from analyst_app.review.side import Side
from analyst_app.review.standing import Standing

ReviewState = Literal["agreed", "open", "changed", "contested", "settled"]
"""Nothing to decide · not decided · decided about something else since · objected to · decided."""

WAITING: frozenset[ReviewState] = frozenset(("open", "changed", "contested"))


class Review:
    """Two layers, the gold layer that settles them, and how far that is.

    Args:
        a: one layer.
        b: the other.
        text: of the article.
        text_sha256: its hash.
        gold: the records of the gold layer; changed only by the Changes that are given out.
        reviewer: who decides.
        comparison: of the two layers, if it is made already.
    """

    def __init__(
        self,
        a: Reading,
        b: Reading,
        *,
        text: str,
        text_sha256: str,
        gold: AnnotationStore,
        reviewer: str,
        comparison: Comparison | None = None,
    ) -> None:
        self.comparison: Comparison = comparison or compare(a, b)
        self.reviewer = reviewer
        self.text = text
        self.gold = gold
        self.contested: Mapping[str, int] = {}
        """By id of a decision, the round that a colleague contests."""
        self._text_sha256 = text_sha256
        self._sides = {a.layer: Side(a, text), b.layer: Side(b, text)}
        self._part: SharedPart | None = None
        """What brings, or brought, what both share."""
        self._turn = 0
        """Counts on when gold gets or loses something of it."""
        self._turn_of_part = -1
        """For which the part is right."""
        self._begin(list(self.comparison.differences))
        adrift = self._adrift()
        if adrift:
            self._begin(in_reading_order(self.comparison.differences, adrift))

    def _begin(self, differences: list[AnyDifference]) -> None:
        """Lay the rows out and take in what gold says of them."""
        self.differences = differences
        """All, in reading order; their places in this list are what the methods take."""
        self._places = Places(differences, *self._sides)
        self._by_ref = OriginIndex()
        self._decisions: dict[str, Decision] = {}
        self._decided: dict[str, str] = {}
        self._contents = GoldContents(self.gold, self._by_ref, self._decisions, self._decided)
        self._standing = Standing(self._contents, self._places, self._sides, self.text)
        self._unshared = {place for place, difference in enumerate(differences) if difference.is_same}
        """Places of what both share and gold has not got yet."""
        self._take_in(Change((), (*self.gold.annotations, *self.gold.entries("decisions"))))

    # -- what stands ---------------------------------------------------------

    def refs(self, difference: AnyDifference) -> tuple[str, ...]:
        """How gold names the annotations of a difference."""
        return refs_of(difference, self.comparison.a.layer, self.comparison.b.layer)

    def decision(self, place: int) -> Decision | None:
        """The latest decision, or discussion, about any annotation of a difference."""
        return self._contents.latest_of(self.refs(self.differences[place]))

    def state(self, place: int) -> ReviewState:
        """How far a difference is.

        A decision holds as long as every annotation that it judged still says
        what it said, or what gold made of it (the colleague followed), however
        the annotations are paired now. One that is gone lets the decision hold
        only if its layer says what gold says without it, or gold has nothing of it.
        """
        difference = self.differences[place]
        decision = self.decision(place)
        if isinstance(difference, Adrift):
            return self._state_adrift(place, decision)
        refs = self.refs(difference)
        decisions = {one.id: one for one in map(self._standing.decision, refs) if one is not None}
        if not decisions and difference.is_same:
            return "agreed" if self._is_as_shared(difference) else "changed"
        if decision is not None and decision.is_settling and self.contested.get(decision.id) == decision.round:
            return "contested"
        stands = all(map(self._standing.stands, refs))
        if not decisions:
            return "agreed" if stands else "open"
        is_intact = all(self._standing.is_intact(one, place) for one in decisions.values())
        return "settled" if stands and is_intact else "changed"

    def waiting(self) -> Iterator[int]:
        """Places of the differences that wait for a decision, in reading order."""
        return (place for place in range(len(self.differences)) if self.state(place) in WAITING)

    def gold_of(self, place: int) -> list[Annotation]:
        """What gold has for a difference."""
        decision = self.decision(place)
        ids = {one for ref in self.refs(self.differences[place]) for one in self._by_ref.of(ref)}
        for one in map(self.gold.annotation, decision.gold if decision else ()):
            if one is not None and self._places.belongs(origins_of(one), place):
                ids.add(one.id)
        return [one for one in map(self.gold.annotation, sorted(ids)) if one is not None]

    def since(self, place: int) -> dict[str, str]:
        """What the layers did after gold took from them: by side (A, B), "deleted", "changed" or "added"."""
        difference, decision = self.differences[place], self.decision(place)
        if isinstance(difference, Adrift):
            return dict.fromkeys(difference.had, "deleted")
        judged: dict[str, str | None] = {}
        if decision is not None and decision.is_settling:
            judged |= {origin.ref: origin.digest for origin in decision.origins}
        else:
            judged |= {ref: None for gold in self.gold_of(place) for ref in origins_of(gold)}
        found = {}
        for name, side, own in zip("AB", self._sides.values(), (difference.a, difference.b), strict=True):
            what = self._standing.since(
                side, own, {ref: judged[ref] for ref in judged if ref.startswith(f"{side.layer}:")}
            )
            if judged and what:
                found[name] = what
        return found

    def shared_part(self) -> SharedPart:
        """What both layers share and gold has not got yet; it comes with the next decision.

        May be called in another thread.
        """
        if not self._unshared:
            return NOTHING_SHARED
        if self._part is not None and self._turn_of_part == self._turn:
            return self._part
        turn, places = self._turn, sorted(self._unshared)
        with bulk_work(len(places)):
            made = SharedPart(self._drawn_up(places), places)
        if turn == self._turn:  # made in another thread, it may be out of date by now
            self._part, self._turn_of_part = made, turn
        return made

    def warm(self) -> None:
        """Lay out what decisions look things up in, and what they judge; may be called in another thread."""
        a, b = self._sides.values()
        a.warm()
        b.warm()
        for difference in self.comparison.differences:
            if not difference.is_same:
                for one in difference.a:
                    a.origin(one)
                for two in difference.b:
                    b.origin(two)

    @property
    def is_begun(self) -> bool:
        """Whether gold says anything of the layers."""
        return bool(self._by_ref or self._decisions)

    def is_plain(self, place: int) -> bool:
        """Whether both say the same of it, and gold nothing yet."""
        return place in self._unshared

    def is_unshared(self, shared: Annotation) -> bool:
        """Whether one of ``shared`` is still to come."""
        return self.place_of(shared) in self._unshared

    def lacks(self, part: SharedPart) -> bool:
        """Whether all of it is still to come."""
        return self._unshared >= part.places

    def place_of(self, gold: Annotation) -> int | None:
        """Place of the difference that a gold annotation was made of."""
        return self.place_of_any(origins_of(gold))

    def place_of_any(self, refs: Iterable[str]) -> int | None:
        """Place of the difference with the first of these annotations that stands in one."""
        return next((place for ref in refs if (place := self._places.of(ref)) is not None), None)

    # -- deciding ------------------------------------------------------------

    def decide(self, places: Iterable[int], ruling: Ruling) -> Change:
        """The change that settles one difference, or several alike, in one step."""
        settling = self._settling()
        for place in places:
            settling.settle(place, ruling)
        return settling.change()

    def keep(self, places: Iterable[int], reason: str) -> Change:
        """The change that keeps what gold has, as the reviewer's own; where it has nothing, all is rejected."""
        settling = self._settling()
        told: set[str] = set()
        for place in places:
            decision, gold = self.decision(place), tuple(one for one in self.gold_of(place) if one.id not in told)
            told |= {one.id for one in gold}
            taken = decision.taken if decision is not None else ()
            kept = Ruling("own", taken, own=gold, keeps_links=True)
            settling.settle(place, kept if gold else Ruling("reject", reason=reason))
        return settling.change()

    def discuss(self, place: int, comment: str, *, resolved: bool = False, turn: int = 0) -> Change:
        """The change that puts a comment beside a difference, decided or not."""
        return self._settling(with_shared=False).discuss(
            place, self.decision(place), comment, resolved=resolved, turn=turn
        )

    def reopen(self, place: int) -> Change:
        """The change that takes a decision back: what it made is taken out of gold again."""
        settling = self._settling(with_shared=False)
        settling.reopen(place)
        return settling.change()

    def heard(self, change: Change) -> set[int]:
        """Take note of a change of gold, whoever made it.

        Returns:
            Places of the differences that it is about.
        """
        return self._take_in(change)

    def lacks_row(self, change: Change) -> bool:
        """Whether gold got something by a change (undo) that neither layer has and that no row is about."""
        rest = self._part.rest_of(change.added) if self._part is not None else None
        added = change.added if rest is None else rest  # what both share has its rows
        return any(self._standing.is_adrift(one) for one in added if isinstance(one, Annotation))

    # -- inside --------------------------------------------------------------

    def _settling(self, *, with_shared: bool = True) -> Settling:
        text = (self.text, self._text_sha256)
        part = self.shared_part() if with_shared else NOTHING_SHARED
        return Settling(self.differences, self._sides, self._contents, self._places, text, self.reviewer, part)

    def _drawn_up(self, places: list[int]) -> Change:
        """What both share at these places, as a change of gold."""
        if not self.is_begun:
            made = shared_change((self.differences[place] for place in places), self._sides, utc_now())
            if all(self.gold.record(key_of(one)) is None for one in made.added):
                return made
        settling = self._settling(with_shared=False)
        settling.accept(places)
        return settling.change()

    def _adrift(self) -> list[Adrift]:
        """What gold has of readings that are gone, unless it comes back with a reading that is still there."""
        found: list[tuple[Annotation, Decision | None]] = []
        for one in self.gold.annotations:
            if self._standing.is_adrift(one):
                decision = self._contents.latest_of(origins_of(one))
                judged = decision.origins if decision is not None else ()
                rest = [place for origin in judged if (place := self._places.of(origin.ref)) is not None]
                if not any(self.decision(place) is decision for place in rest):
                    found.append((one, decision if not rest else None))
        return made_adrift(self.gold, found, self._sides)

    def _state_adrift(self, place: int, decision: Decision | None) -> ReviewState:
        if decision is not None and decision.is_settling and decision.is_of_gone:
            return "contested" if self.contested.get(decision.id) == decision.round else "settled"
        return "changed" if self.gold_of(place) else "agreed"

    def _is_as_shared(self, difference: Difference) -> bool:
        """Whether gold has nothing of what both share, or just that."""
        if not self._by_ref:
            return True
        ids = {one for ref in self.refs(difference) for one in self._by_ref.of(ref)}
        held = [one for one in map(self.gold.annotation, ids) if one is not None]
        return all(one[1:6] == difference.a[0][1:6] for one in held)

    def _take_in(self, change: Change) -> set[int]:
        part = self._part
        if part is not None and (rest := part.rest_of(change.added)) is not None:
            self._by_ref.bring(part.made_of)
            self._unshared -= part.places
            self._turn += 1
            return self._take_in_each(Change(change.removed, rest))
        if part is not None and (rest := part.rest_of(change.removed)) is not None:
            found = self._take_in_each(Change(rest, change.added))
            self._by_ref.take_back(part.made_of)
            held = self._decided.keys() | self._by_ref.refs()
            self._unshared |= part.places.difference(map(self._places.of, held))
            self._turn += 1
            if self._unshared == part.places:
                self._turn_of_part = self._turn
            return found
        return self._take_in_each(change)

    def _take_in_each(self, change: Change) -> set[int]:
        places: set[int | None] = set()
        for record in change.removed:
            if isinstance(record, Annotation):
                refs = origins_of(record)
                for ref in refs:
                    self._by_ref.discard(ref, record.id)
                if not self._is_plainly_shared(record, refs):
                    places.update(map(self._places.of, refs))
            elif isinstance(record, Entry) and (gone := Decision.from_entry(record)):
                self._decisions.pop(gone.id, None)
                for origin in gone.origins:
                    if self._decided.get(origin.ref) == gone.id:
                        del self._decided[origin.ref]
                    places.add(self._places.of(origin.ref))
        for record in change.added:
            if isinstance(record, Annotation):
                refs = origins_of(record)
                for ref in refs:
                    self._by_ref.add(ref, record.id)
                if not self._is_plainly_shared(record, refs):
                    places.update(map(self._places.of, refs))
            elif isinstance(record, Entry) and (made := Decision.from_entry(record)):
                self._decisions[made.id] = made
                for origin in made.origins:
                    other = self._decisions.get(self._decided.get(origin.ref, ""))
                    if other is None or (other.when, other.id) <= (made.when, made.id):
                        self._decided[origin.ref] = made.id
                    places.add(self._places.of(origin.ref))
        for group in change.of(Link):  # whether a reading stands depends on where gold's links lead
            tails = (self.gold.annotation(link.from_id) for link in group)
            places.update(self._places.of(ref) for tail in tails if tail is not None for ref in origins_of(tail))
        found = {place for place in places if place is not None}
        for place in found:
            difference = self.differences[place]
            if difference.is_same:
                self._note_shared(place, self.refs(difference))
        return found

    def _is_plainly_shared(self, gold: Annotation, refs: tuple[str, ...]) -> bool:
        """Whether it says what both share and nobody decided about: then no state is another for it."""
        place = self._places.of(refs[0]) if len(refs) == 2 else None
        if place is None or refs[0] in self._decided or refs[1] in self._decided:
            return False
        difference = self.differences[place]
        if not difference.is_same or gold[1:6] != difference.a[0][1:6]:
            return False
        self._note_shared(place, refs)
        return True

    def _note_shared(self, place: int, refs: tuple[str, ...]) -> None:
        """Keep account of what both share and gold has not got yet."""
        is_missing = not any(ref in self._decided or self._by_ref.of(ref) for ref in refs)
        if is_missing != (place in self._unshared):
            self._turn += 1
            (self._unshared.add if is_missing else self._unshared.discard)(place)
