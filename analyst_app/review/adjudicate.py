"""Settling the differences of two layers or more into another, the gold layer.

Nothing is written here and no colleague's layer is touched: each decision is a
Change for the gold store. What all layers share is taken along with the first
decision, so that opening a review leaves gold as it is.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from analyst_app.alignment.align import Comparison, Difference, Reading
from analyst_app.alignment.gathering import Gathered, Gathering, compared
from analyst_app.core.annotation import Annotation, utc_now
from analyst_app.core.layer_ids import LETTERS
from analyst_app.core.store import AnnotationStore, Change, key_of
from analyst_app.review.additions import addition, rows_of_additions
from analyst_app.review.adrift import Adrift, AnyDifference, in_reading_order, made_adrift
from analyst_app.review.decisions import WAITING, Decision, ReviewState, Ruling, origins_of, ref_of
from analyst_app.review.gold.gold_contents import GoldContents
from analyst_app.review.gold_following import GoldFollowing
from analyst_app.review.judged_readings import JudgedReading, judged_readings
from analyst_app.review.left_ends import end_tags, is_live, left_ends
from analyst_app.review.one_reading import NOBODY
from analyst_app.review.places import Places, refs_of
from analyst_app.review.reading_units import NOTHING_BELONGS, Belongings, ReadingUnits, belongings, goes_on
from analyst_app.review.replies import Reply, contested
from analyst_app.review.settling import Settling
from analyst_app.review.shared_part import NOTHING_SHARED, SharedAccount, SharedPart, shared_change
from analyst_app.review.side import Side
from analyst_app.review.standing import Standing

if TYPE_CHECKING:
    from analyst_app.core.codebook import Codebook


class Review:
    """The review of two layers or more, settled into a gold layer.

    A difference is named by its place: its index in ``differences``.

    Args:
        readings: the layers: A, B, and perhaps others.
        text: text of the article.
        text_sha256: hash of the text.
        gold: records of the gold layer; the review never changes it, it gives out Changes.
        reviewer: name of the person who decides.
        comparison: the comparison of the layers, if it is made already.
        replies: of the readers to decisions of any reviewer, by time.
    """

    def __init__(
        self,
        *readings: Reading,
        text: str,
        text_sha256: str,
        gold: AnnotationStore,
        reviewer: str,
        comparison: Comparison | Gathering | None = None,
        replies: Sequence[Reply] = (),
    ) -> None:
        self.comparison: Comparison | Gathering = comparison or compared(readings)
        """The comparison of the layers."""
        self.reviewer = reviewer
        self.text = text
        self.gold = gold
        self.contested: Mapping[str, int] = contested(replies, reviewer)
        """Round that a colleague contests, by id of the decision."""
        self.ends: frozenset[str] = frozenset()
        """Ids of the tags whose annotations serve others; those go with a reading that is dropped."""
        self.apart: set[int] = set()
        """Places of what is decided by itself, though it belongs to a reading."""
        self._codebook: Codebook | None = None
        self._belonging: Belongings = NOTHING_BELONGS
        self._text_sha256 = text_sha256
        self._sides = {reading.layer: Side(reading, text) for reading in readings}
        self._begin(list(self.comparison.differences))
        alone = (one for one in self._contents.decisions if self._places.of(one.origins[0].ref) is None)
        adrift = [*self._adrift(), *rows_of_additions(alone, replies, gold, self._sides)]
        if adrift:
            self._begin(in_reading_order(self.comparison.differences, adrift))

    def _begin(self, differences: list[AnyDifference]) -> None:
        """Lay out the rows and take in the records that gold has."""
        self.differences = differences
        """All differences and rows of what only gold has, in reading order."""
        self._places = Places(differences, *self._sides)
        self._units: ReadingUnits | None = None
        self._contents = GoldContents(self.gold)
        self._standing = Standing(self._contents, self._places, self._sides, self.text)
        self._shared = SharedAccount(place for place, difference in enumerate(differences) if difference.is_same)
        laid_out = (self._contents, self._shared, self._places, self._standing)
        self._following = GoldFollowing(differences, *laid_out)
        self._following.follow_each(Change((), (*self.gold.annotations, *self.gold.entries("decisions"))))

    # -- what stands ---------------------------------------------------------

    def refs(self, difference: AnyDifference) -> tuple[str, ...]:
        """Return the names, ``layer:id``, by which gold knows the annotations of a difference."""
        return refs_of(difference, self._sides)

    def decision(self, place: int) -> Decision | None:
        """Return the latest decision or discussion about any annotation of a difference."""
        return self._contents.latest_of(self.refs(self.differences[place]))

    def decision_of(self, gold: Annotation) -> Decision | None:
        """Return the latest decision or discussion about what a gold annotation was made of; None if there is none."""
        return self._contents.latest_of(origins_of(gold))

    def judged_readings(self, place: int) -> list[JudgedReading]:
        """Return the readings that were judged when a difference, or what gold has of it, was decided."""
        named = [*self.refs(self.differences[place]), *(ref for one in self.gold_of(place) for ref in origins_of(one))]
        found = {one.id: one for one in map(self._contents.latest, named) if one is not None}
        return judged_readings(found.values(), self._text_sha256)

    def state(self, place: int) -> ReviewState:
        """Return the review state of a difference.

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
        """Return the places of the differences that wait for a decision, in reading order."""
        return (place for place in range(len(self.differences)) if self.state(place) in WAITING)

    def gold_of(self, place: int) -> list[Annotation]:
        """Return the gold annotations that stand for a difference."""
        refs = self.refs(self.differences[place])
        ids = {gold_id for ref in refs for gold_id in self._contents.by_ref.of(ref)}
        for decision in map(self._contents.latest, refs):
            ids.update(decision.gold if decision is not None else ())
        held = [one for one in map(self.gold.annotation, sorted(ids)) if one is not None]
        return [one for one in held if self._places.belongs(origins_of(one), place)]

    def since(self, place: int) -> dict[str, str]:
        """Return the changes of the layers since gold took from them, by side (A, B, …).

        Each is "deleted", "changed" or "added"; a side without a change is absent.
        """
        difference, decision = self.differences[place], self.decision(place)
        if isinstance(difference, Adrift):
            return dict.fromkeys(difference.had, "deleted")
        judged: dict[str, str | None] = {}
        if decision is not None and decision.is_settling:
            judged |= {origin.ref: origin.digest for origin in decision.origins}
        else:
            judged |= {ref: None for gold in self.gold_of(place) for ref in origins_of(gold)}
        found = {}
        for name, side, own in zip(LETTERS, self._sides.values(), difference.sides, strict=False):
            what = self._standing.since(
                side, own, {ref: judged[ref] for ref in judged if ref.startswith(f"{side.layer}:")}
            )
            if judged and what:
                found[name] = what
        return found

    def shared_part(self) -> SharedPart:
        """Return the records that all layers share and gold lacks; they come with the next decision.

        May be called in another thread.
        """
        return self._shared.part(self._drawn_up)

    def use(self, codebook: Codebook) -> None:
        """Let the tags and link roles of a codebook say what belongs to a reading."""
        if codebook is not self._codebook:
            self._codebook, self._units = codebook, None
            self.ends, self._belonging = end_tags(codebook), belongings(codebook)

    @property
    def units(self) -> ReadingUnits:
        """The readings that are decided as a whole."""
        if self._units is None:
            self._units = ReadingUnits(self.differences, self._sides.values(), self._places, self._belonging)
        return self._units

    def warm(self) -> None:
        """Lay out the look-ups that decisions need and digest the annotations; may be called in another thread."""
        differing = [one.sides for one in self.comparison.differences if not one.is_same]
        for number, side in enumerate(self._sides.values()):
            side.warm(one for sides in differing for one in sides[number])

    @property
    def is_check(self) -> bool:
        """True if one reading is checked alone: nobody stands against it."""
        return NOBODY in self._sides

    @property
    def layers(self) -> tuple[str, ...]:
        """Ids of the layers, A first."""
        return tuple(self._sides)

    def side(self, number: int) -> Side:
        """Return a layer with its look-ups: A's is 0."""
        return self._sides[self.layers[number]]

    @property
    def is_begun(self) -> bool:
        """True if gold says anything of the layers."""
        return not self._contents.is_empty

    def is_plain(self, place: int) -> bool:
        """Return True if all layers say the same at a place and gold has nothing of it yet."""
        return place in self._shared.missing

    def is_unshared(self, shared: Annotation) -> bool:
        """Return True if one of the annotations of ``shared_part`` has yet to come into gold."""
        return self.place_of(shared) in self._shared.missing

    def lacks(self, part: SharedPart) -> bool:
        """Return True if all of a shared part has yet to come into gold."""
        return self._shared.missing >= part.places

    def place_of(self, gold: Annotation) -> int | None:
        """Return the place of the difference that a gold annotation was made of; None if there is none."""
        return self.place_of_any(origins_of(gold))

    def place_of_any(self, refs: Iterable[str]) -> int | None:
        """Return the place of the difference in which the first of these annotations stands that stands in one.

        The annotations are given by their names in gold. None if none of them stands anywhere.
        """
        return next((place for ref in refs if (place := self._places.of(ref)) is not None), None)

    # -- deciding ------------------------------------------------------------

    def decide(self, places: Iterable[int], ruling: Ruling) -> Change:
        """Return the change that settles one difference, or several alike, in one step.

        Args:
            places: places of the differences.
            ruling: the reviewer's ruling on them.
        """
        return self.decide_each(dict.fromkeys(places, ruling))

    def decide_each(self, rulings: Mapping[int, Ruling]) -> Change:
        """Return the change that settles several differences, each in its own way, in one step.

        Args:
            rulings: the reviewer's ruling on each difference, by its place.
        """
        settling = self._settling()
        for place, ruling in rulings.items():
            settling.settle(place, ruling)
        return settling.change()

    def left_by(self, places: Iterable[int], ruling: Ruling) -> list[int]:
        """Return the places of what ``decide`` would drop along: what belongs to a reading that is not taken.

        Args:
            places: places of the differences.
            ruling: the reviewer's ruling on them.
        """
        return self.left_by_each(dict.fromkeys(places, ruling))

    def left_by_each(self, rulings: Mapping[int, Ruling]) -> list[int]:
        """Return the places of what ``decide_each`` would drop along.

        Args:
            rulings: the reviewer's ruling on each difference, by its place.
        """
        is_one = len(rulings) == 1
        if not any(self._may_leave(place, ruling, is_one=is_one) for place, ruling in rulings.items()):
            return []
        settling = self._settling(with_shared=False)
        for place, ruling in rulings.items():
            settling.settle(place, ruling)
        return [place for place in settling.left if place not in rulings]

    def left_with(self, place: int) -> list[int]:
        """Return the places of what was dropped along with the decision on a difference."""
        decision = self.decision(place)
        along = self._contents.along_with(decision.id) if decision is not None else ()
        dropped = (origin.ref for one in along if one.verdict == "reject" for origin in one.origins)
        return sorted({at for at in map(self._places.of, dropped) if at is not None})

    def added(self, one: Annotation) -> Change:
        """Return the change that tells of an annotation of the reviewer's own, in gold, which layer A has not.

        Args:
            one: the annotation.
        """
        layer, *_ = self._sides
        return Change((), (addition(one, layer, self.reviewer, self.text, self._text_sha256).to_entry(),))

    def keep(self, places: Iterable[int]) -> Change:
        """Return the change that keeps gold's annotations as the reviewer's own; where gold has none, all is rejected.

        Args:
            places: places of the differences.
        """
        settling = self._settling()
        told: set[str] = set()
        for place in places:
            decision, gold = self.decision(place), tuple(one for one in self.gold_of(place) if one.id not in told)
            told |= {one.id for one in gold}
            taken = decision.taken if decision is not None else ()
            kept = Ruling("own", taken, own=gold, keeps_links=True)
            settling.settle(place, kept if gold else Ruling("reject"))
        return settling.change()

    def discuss(self, place: int, comment: str, *, resolved: bool = False, turn: int = 0) -> Change:
        """Return the change that puts a comment beside a difference, decided or not.

        Args:
            place: place of the difference.
            comment: the words.
            resolved: True if the reviewer calls the thread resolved.
            turn: the turn of the reviewer in the thread (``review.threads``).
        """
        return self._settling(with_shared=False).discuss(
            place, self.decision(place), comment, resolved=resolved, turn=turn
        )

    def reopen(self, place: int) -> Change:
        """Return the change that takes a decision back: the records that it made go out of gold again."""
        settling = self._settling(with_shared=False)
        settling.reopen(place)
        return settling.change()

    def heard(self, change: Change) -> set[int]:
        """Take note of a change of gold, whoever made it.

        Returns:
            Places of the differences that it is about.
        """
        return self._following.follow(change)

    def lacks_row(self, change: Change) -> bool:
        """Return True if a change (undo) brought gold an annotation that stands in no layer and in no row."""
        part = self._shared.last_part
        rest = part.rest_of(change.added) if part is not None else None
        added = change.added if rest is None else rest  # what both share has its rows
        return any(self._standing.is_adrift(one) for one in added if isinstance(one, Annotation))

    # -- inside --------------------------------------------------------------

    def _may_leave(self, place: int, ruling: Ruling, *, is_one: bool) -> bool:
        """Return False if it is seen at once that nothing goes along with a ruling: then it need not be drawn up.

        That is so of what nobody decided, if no other part of a quotation goes on from it, what it links to
        links to nothing, and what a reading that is dropped links to is needed by others: by such, if it is
        not the only ruling, as may be dropped by another.
        """
        if self.decision(place) is not None:
            return True
        for side, own in zip(self._sides.values(), self.differences[place].sides, strict=False):
            if any(goes_on(side, one) or self._links_further(side, one) for one in own):
                return True
            needs = partial(self._is_live, side.layer) if is_one else lambda _: False
            if side.layer not in ruling.taken and left_ends(side, own, self.ends, needs):
                return True
        return False

    def _links_further(self, side: Side, one: Annotation) -> bool:
        """Return True if something that stands at the place of what an annotation links to links to something."""
        ends = (self._places.of(ref_of(side.layer, link.to_id)) for link in side.links_from.get(one.id, ()))
        return any(
            end.id in of.links_from or goes_on(of, end)
            for place in ends
            if place is not None
            for of, own in zip(self._sides.values(), self.differences[place].sides, strict=False)
            for end in own
        )

    def _is_live(self, layer: str, annotation_id: str) -> bool:
        """Return True unless the reading that a layer has in an annotation was dropped."""
        return is_live(self._contents.latest(ref_of(layer, annotation_id)), layer)

    def _settling(self, *, with_shared: bool = True) -> Settling:
        text = (self.text, self._text_sha256)
        part = self.shared_part() if with_shared else NOTHING_SHARED
        laid_out = (self.differences, self._sides, self._contents, self._places)
        return Settling(*laid_out, text, self.reviewer, part, self.ends, self._belonging, self.apart)

    def _drawn_up(self, places: list[int]) -> Change:
        """Return the change that brings gold what both layers share at these places."""
        if not self.is_begun:
            made = shared_change((self.differences[place] for place in places), self._sides, utc_now())
            if all(self.gold.record(key_of(one)) is None for one in made.added):
                return made
        settling = self._settling(with_shared=False)
        settling.accept(places)
        return settling.change()

    def _adrift(self) -> list[Adrift]:
        """Return rows for gold annotations whose origins are gone.

        One that was decided together with an annotation that is still there comes
        back with that one, if its decision is the latest, and gets no row.
        """
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

    def _is_as_shared(self, difference: Difference | Gathered) -> bool:
        """Return True if gold has nothing of what all layers share at a difference, or just that."""
        if not self._contents.by_ref:
            return True
        ids = {one for ref in self.refs(difference) for one in self._contents.by_ref.of(ref)}
        held = [one for one in map(self.gold.annotation, ids) if one is not None]
        return all(one[1:6] == difference.sides[0][0][1:6] for one in held)
