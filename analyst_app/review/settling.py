"""Settling: from a reviewer's ruling to the records of gold (annotations, links and the decision itself)."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from functools import partial

from analyst_app.core.annotation import Annotation, Link, Pairs, pairs, utc_now
from analyst_app.core.store import Change
from analyst_app.review.adrift import Adrift, AnyDifference, annotations_of
from analyst_app.review.decisions import (
    Decision,
    Origin,
    Ruling,
    Verdict,
    decision_id,
    derived_id,
    origins_of,
    ref_of,
)
from analyst_app.review.gold.gold_contents import GoldContents
from analyst_app.review.gold.gold_draft import GoldDraft, own_link
from analyst_app.review.left_ends import Freed, is_live, left_ends, still_left
from analyst_app.review.places import Places, refs_of
from analyst_app.review.reading_units import NOTHING_BELONGS, Belongings, ends_of, parts_of_quotation
from analyst_app.review.shared_part import NOTHING_SHARED, SharedPart
from analyst_app.review.side import Side
from analyst_app.review.sources import sources_of
from analyst_app.review.voices import is_of_some, side_of, with_all_who_say_so


class Settling:
    """A change of gold in the making, by which differences are settled.

    Args:
        differences: all rows of the review.
        sides: the layers by id, A first.
        gold: the gold layer as it is now.
        places: the place of each annotation among the rows.
        text: text of the article, and its hash.
        reviewer: name of the person who decides.
        part: the records that all layers share, if gold lacks them; they come along.
        ends: ids of the tags whose annotations serve others; they go with a reading that is dropped.
        belonging: what belongs to a reading, and is decided with it.
        apart: places of what is decided by itself all the same.
    """

    def __init__(
        self,
        differences: Sequence[AnyDifference],
        sides: Mapping[str, Side],
        gold: GoldContents,
        places: Places,
        text: tuple[str, str],
        reviewer: str,
        part: SharedPart = NOTHING_SHARED,
        ends: frozenset[str] = frozenset(),
        belonging: Belongings = NOTHING_BELONGS,
        apart: Collection[int] = (),
    ) -> None:
        self._differences = differences
        self._sides = sides
        self._layers = tuple(sides)
        self._contents = gold
        self._places = places
        self._text, self._text_sha256 = text
        self._reviewer = reviewer
        self._draft = GoldDraft(gold.store, gold.by_ref, part)
        self._now = utc_now()
        self._settled: dict[str, Decision] = {}
        """Decision made in this change, by origin."""
        self._ends, self._belonging, self._apart = ends, belonging, apart
        self._bringing: set[str] = set()
        """Names of annotations that are settled along right now: links may lead in a ring, or through hundreds."""
        self._freed: set[str] = set()
        """Names of annotations that were dropped along with what this change decides anew."""
        self._loose: list[Freed] = []
        """The same, as far as it is not looked at yet whether they are dropped still."""
        self.left: list[int] = []
        """Places of what this change drops along."""

    def change(self) -> Change:
        """Return everything so far as one Change."""
        return self._draft.change()

    def accept(self, places: Iterable[int]) -> None:
        """Take into gold what all layers share at these places."""
        fresh: list[Annotation] = []
        for place in places:
            difference = self._differences[place]
            refs = self._refs(difference)
            source = annotations_of(difference)[0]
            fresh.append(self._gold(derived_id("gold", *sorted(refs)), source, refs, self._now))
        is_alone = not len(self._contents.store)  # then every link begins at one of them
        for made in fresh:
            self._link(made, incoming=not is_alone)

    def settle(self, place: int, ruling: Ruling) -> None:
        """Settle a difference; annotations that the taken ones link to come with them.

        Args:
            place: place of the difference.
            ruling: the ruling on it.
        """
        difference = self._differences[place]
        named, ruling = ruling.taken, with_all_who_say_so(difference, self._layers, ruling)
        refs = self._refs(difference)
        rounds = [earlier.round for earlier in self._earlier(refs)]
        keeps_links = ruling.keeps_links or isinstance(difference, Adrift)  # no layer could bring them again
        cleared, others = self._clear(place, keeps_links=keeps_links)
        spare = list(cleared)
        made: list[Annotation] = []
        for source, own_refs in sources_of(difference, ruling, others, self._places):
            held = min(spare, key=lambda gold: (gold.id != source.id, gold.tag != source.tag), default=None)
            if held is not None:
                spare.remove(held)
                made.append(self._gold(held.id, source, own_refs, held.created))
            else:
                made.append(self._gold(self._draft.fresh_id(own_refs), source, own_refs, self._now))
        for gold in spare:
            self._drop(gold)
        others += self._still_said(cleared, made, {*refs, *(origin.ref for origin in others)})
        verdict: Verdict = ruling.verdict if made or ruling.verdict == "discuss" else "reject"
        decision = self._decision(difference, ruling._replace(verdict=verdict), max(rounds, default=0) + 1, others)
        decision = decision.with_words_of(self._contents.decision(decision.id))
        self._settled |= dict.fromkeys((origin.ref for origin in decision.origins), decision)
        is_whole = place not in self._apart and not ruling.keeps_links
        if is_whole:
            first = tuple(dict.fromkeys((*named, *ruling.taken)))  # of parts that differ, those of whom was named
            self._bring(difference, ruling._replace(taken=first), ruling.along or decision.id)
        self._leave_still()
        if is_whole:
            self._leave(difference, ruling, ruling.along or decision.id)
        for gold in made if not keeps_links else ():
            self._link(gold)
        for role, target in (ruling.links or ()) if made else ():
            self._link_own(made[0], role, target, decision.id)
        results = tuple(sorted({self._draft.digest_of(gold, self._text) for gold in made}))
        decision = replace(decision, gold=tuple(gold.id for gold in made), results=results)
        self._settled |= dict.fromkeys((origin.ref for origin in decision.origins), decision)
        self._draft.put(decision.to_entry())

    def reopen(self, place: int) -> None:
        """Take out a decision and what it made; what is said about it stays, and what only gold had comes back."""
        difference = self._differences[place]
        talk = self._decision(difference, Ruling("discuss"))
        said = self._contents.decision(talk.id)
        made, _ = self._clear(place, keeps_links=isinstance(difference, Adrift))
        if said is not None and said.comment:
            self._draft.put(replace(talk.with_words_of(said), round=said.round).to_entry())
        if isinstance(difference, Adrift):
            for gold in difference.gold:
                self._draft.put(gold)
            for link in difference.gold_links:
                if self._draft.annotation(link.from_id) and self._draft.annotation(link.to_id):
                    self._draft.put(link)
            return
        for gold in made:
            self._drop(gold)

    def discuss(self, place: int, decision: Decision | None, comment: str, *, resolved: bool, turn: int) -> Change:
        """Return the change that puts a comment beside a difference; a decision that is there stays what it is.

        Args:
            place: place of the difference.
            decision: the decision or discussion that is there, if any.
            comment: the words.
            resolved: True if the reviewer calls the thread resolved.
            turn: the turn of the reviewer in the thread (``review.threads``).
        """
        if decision is None:
            decision = self._decision(self._differences[place], Ruling("discuss"))
        has_reply = turn > decision.turn + 1
        if comment or decision.is_settling or has_reply:
            self._draft.put(replace(decision, comment=comment, resolved=resolved, turn=turn).to_entry())
        elif self._contents.decision(decision.id) is not None:
            self._draft.drop(decision.to_entry())  # the last word is taken back
        return self.change()

    # -- inside --------------------------------------------------------------

    def _refs(self, difference: AnyDifference) -> tuple[str, ...]:
        return refs_of(difference, self._layers)

    def _gold(self, gold_id: str, source: Annotation, refs: tuple[str, ...], created: str) -> Annotation:
        extra: Pairs = pairs({"origins": list(refs)})
        made = Annotation(
            gold_id, source.tag, source.start, source.end, source.attributes, source.note, created, self._now, extra
        )
        self._draft.put(made)
        return made

    def _earlier(self, refs: Iterable[str]) -> list[Decision]:
        """Return the latest decisions about some annotations, those of this change included."""
        found: dict[str, Decision] = {}
        for ref in refs:
            decision = self._settled.get(ref) or self._contents.latest(ref)
            if decision is not None:
                found[decision.id] = decision
        return list(found.values())

    def _clear(self, place: int, *, keeps_links: bool = False) -> tuple[list[Annotation], tuple[Origin, ...]]:
        """Take out earlier decisions and their links.

        Returns:
            The gold annotations that they made, and the other annotations that they
            judged: these are judged with this difference now, unless gold has
            something for them alone; then the decision about that stays.
        """
        refs = self._refs(self._differences[place])
        held: dict[str, Annotation] = {}
        others: dict[str, Origin] = {}
        for ref in refs:
            made = self._draft.made_of(ref)
            held |= {gold.id: gold for gold in made if self._places.belongs(origins_of(gold), place)}
        for earlier in self._earlier(refs):
            self._draft.drop(earlier.to_entry())
            self._free(earlier, keeps_links=keeps_links)
            made = [gold for gold in map(self._draft.annotation, earlier.gold) if gold is not None]
            held |= {gold.id: gold for gold in made if self._places.belongs(origins_of(gold), place)}
            kept = [gold for gold in made if gold.id not in held]
            rest = [origin for origin in earlier.origins if origin.ref not in refs and self._is_elsewhere(origin)]
            if kept and rest:
                self._keep(earlier, rest, kept)
            else:
                others |= {origin.ref: origin for origin in rest}
        if not keeps_links:
            self._draft.drop_links(held, keep_own=True, by={one.id for one in self._earlier(refs)})
        return sorted(held.values(), key=lambda gold: (gold.start, gold.id)), tuple(others.values())

    def _still_said(
        self, cleared: Sequence[Annotation], made: Sequence[Annotation], known: set[str]
    ) -> tuple[Origin, ...]:
        """Return what both shared and stands, undecided, against another one now, if gold says it still.

        It is judged along with the difference.
        """
        found: dict[str, Origin] = {}
        for ref in (ref for gold in cleared for ref in origins_of(gold) if ref not in known):
            layer, _, own_id = ref.partition(":")
            one, place = self._sides[layer].annotation(own_id) if layer in self._sides else None, self._places.of(ref)
            if one is None or place is None or self._is_settled(ref):
                continue
            if not self._is_plainly_same(place) and any(gold[1:5] == one[1:5] for gold in made):
                found[ref] = self._sides[layer].origin(one)
        return tuple(found.values())

    def _is_plainly_same(self, place: int) -> bool:
        """Return True if both say the same at a place, and nothing of it was decided."""
        difference = self._differences[place]
        return difference.is_same and not any(map(self._is_settled, self._refs(difference)))

    def _is_settled(self, ref: str) -> bool:
        """Return True if an annotation was decided about, in gold or by what is being settled."""
        return ref in self._settled or (self._contents.is_decided(ref) and ref not in self._freed)

    def _is_elsewhere(self, origin: Origin) -> bool:
        """Return True if an annotation stands at another place, or in a layer that is not compared."""
        return origin.layer not in self._sides or self._places.of(origin.ref) is not None

    def _keep(self, earlier: Decision, origins: Sequence[Origin], made: Sequence[Annotation]) -> None:
        """Let a part of an earlier decision stay."""
        decision = replace(
            earlier,
            id=decision_id(origin.ref for origin in origins),
            origins=tuple(origins),
            gold=tuple(gold.id for gold in made),
            results=tuple(sorted({self._draft.digest_of(gold, self._text) for gold in made})),
        )
        self._settled |= dict.fromkeys((origin.ref for origin in origins), decision)
        self._draft.put(decision.to_entry())

    def _drop(self, gold: Annotation) -> None:
        self._draft.drop_links([gold.id], keep_own=False)
        self._draft.drop(gold)

    def _bring(self, difference: AnyDifference, ruling: Ruling, along: str) -> None:
        """Settle along what belongs to a reading that is taken, as far as nothing is decided of it.

        Where all layers have something of it, that is only so if one reading is taken as it is.
        """
        for layer in (one for one in ruling.taken if ruling.verdict != "reject" and one in self._sides):
            side, own = self._sides[layer], side_of(difference, self._layers, layer)
            whole = parts_of_quotation(side, own, self._belonging)
            members = {one.id for one in (*whole, *ends_of(side, own, self._belonging))}
            linked = [link.to_id for one in own for link in side.links_from.get(one.id, ())]
            ids = {ref_of(layer, one_id): one_id for one_id in (*linked, *(one.id for one in whole))}
            fresh = {*ids, *(ref_of(layer, one.id) for one in own)} - self._bringing
            self._bringing |= fresh
            for ref, one_id in ids.items():
                if ref not in fresh:
                    continue
                place = self._places.of(ref)
                decision = self._latest(ref)
                is_dropped = decision is not None and decision.along and decision.verdict == "reject"
                if place is None or place in self._apart or (self._is_settled(ref) and not is_dropped):
                    continue
                target = self._differences[place]
                is_whole = ruling.verdict == "take" and one_id in members and not target.is_same
                if is_of_some(target) or is_whole:
                    self.settle(place, Ruling("take", (layer,), along=along))
            self._bringing -= fresh

    def _leave(self, difference: AnyDifference, ruling: Ruling, along: str) -> None:
        """Drop along the rest of a quotation that is not taken, and what only it needed; what is decided stays."""
        if ruling.verdict not in ("take", "reject") or (ruling.along and ruling.verdict == "reject"):
            return
        left: dict[str, int] = {}
        for layer in (one for one in self._sides if one not in ruling.taken):
            side, own = self._sides[layer], side_of(difference, self._layers, layer)
            whole = parts_of_quotation(side, own, self._belonging)
            rest = [one for one in whole if one not in own and self._is_live(layer, one.id)]
            parts = [one for one in rest if self._can_leave(ref_of(layer, one.id))]
            ends = left_ends(side, (*own, *rest), self._ends, partial(self._is_live, layer))
            for ref in [ref_of(layer, one.id) for one in (*parts, *(ends if len(parts) == len(rest) else ()))]:
                place = self._places.of(ref)
                if place is not None and place not in self._apart and self._can_leave(ref):
                    left[ref] = place
        for place in dict.fromkeys(left.values()):
            target = self._differences[place]
            if not target.is_same and left.keys() >= set(self._refs(target)):
                self.left.append(place)
                self.settle(place, Ruling("reject", along=along))

    def _can_leave(self, ref: str) -> bool:
        """Return True if nothing is decided of an annotation, and gold has nothing of it."""
        return not self._is_settled(ref) and not self._draft.made_of(ref)

    def _leave_still(self) -> None:
        """Drop again what was taken back with an earlier decision, and still nothing needs."""
        while self._loose:
            freed = self._loose.pop()
            again = still_left(freed, self._sides, self._latest)
            if again is not None and not any(origin.ref in self._settled for origin in again.origins):
                self._settled |= dict.fromkeys((origin.ref for origin in again.origins), again)
                self._draft.put(again.to_entry())

    def _is_live(self, layer: str, annotation_id: str) -> bool:
        """Return True unless the reading that a layer has in an annotation was dropped."""
        return is_live(self._latest(ref_of(layer, annotation_id)), layer)

    def _latest(self, ref: str) -> Decision | None:
        """Return the latest decision about an annotation, also of this change; None if it is taken back in it."""
        held = self._settled.get(ref)
        return held if held is not None or ref in self._freed else self._contents.latest(ref)

    def _free(self, earlier: Decision, *, keeps_links: bool) -> None:
        """Take back what was dropped or taken along, if what a decision was about links to it; what was said stays.

        What was taken, and is needed by a link of another or one that is kept, stays too.
        """
        ends = [ref_of(origin.layer, to_id) for origin in earlier.origins for _, to_id in origin.links]
        with_it = [one.origins[0].ref for one in self._contents.along_with(earlier.id) if one.origins]
        found = [one for one in dict.fromkeys(map(self._latest, (*ends, *with_it))) if one is not None and one.along]
        going = {*earlier.gold, *(gold_id for one in found if one.along == earlier.id for gold_id in one.gold)}
        for along in found:
            if keeps_links and along.gold:
                continue
            made = [gold for gold in map(self._draft.annotation, along.gold) if gold is not None]
            if any({link.from_id, link.to_id} - {*along.gold, *going} for link in self._draft.links_around(made)):
                continue
            if along.verdict == "reject":
                self._loose.append(Freed(along, earlier))
            self._draft.drop(along.to_entry())
            for origin in along.origins:
                self._settled.pop(origin.ref, None)
                self._freed.add(origin.ref)
            for gold in made:
                self._drop(gold)
            if along.comment:
                talk = replace(along, verdict="discuss", along="", taken=(), reason="", is_reason_given=False)
                self._draft.put(replace(talk, gold=(), results=()).to_entry())

    def _link(self, gold: Annotation, *, incoming: bool = True) -> None:
        """Put in the links of the taken layers, as far as both ends are in gold."""
        for ref in origins_of(gold):
            layer, _, own_id = ref.partition(":")
            side = self._sides.get(layer)
            if side is None:
                continue
            if layer in self._taken(gold):
                for link in side.links_from.get(own_id, ()):
                    self._put_link(gold, self._stands_for(ref_of(layer, link.to_id)), link, layer)
            for link in side.links_to.get(own_id, ()) if incoming else ():
                tail = self._stands_for(ref_of(layer, link.from_id))
                if tail is not None and layer in self._taken(tail):
                    self._put_link(tail, gold, link, layer)

    def _put_link(self, tail: Annotation, head: Annotation | None, link: Link, layer: str) -> None:
        if head is None or (head.id == tail.id and link.from_id != link.to_id):  # both ends were settled as one
            return
        link_id = derived_id("link", link.role, tail.id, head.id)
        if any(one.id == link_id or one[1:4] == (link.role, tail.id, head.id) for one in self._draft.links_at(tail.id)):
            return
        earlier = self._contents.store.record((Link, link_id))
        created = earlier.created if isinstance(earlier, Link) else self._now
        extra: Pairs = pairs({"origins": [ref_of(layer, link.id)]})
        self._draft.put(Link(link_id, link.role, tail.id, head.id, created, self._now, extra))

    def _link_own(self, tail: Annotation, role: str, target: str, decision: str) -> None:
        """Put in a link that the reviewer gave; what it leads to comes along, if nothing is decided of that."""
        (layer, _, own_id), place = target.partition(":"), self._places.of(target)
        if place is not None and not self._is_settled(target):
            self.settle(place, Ruling("take", (layer,), along=decision))
        head = self._stands_for(target) if layer else self._draft.annotation(own_id)
        if head is not None and head.id != tail.id:
            self._draft.put(own_link(role, tail, head, decision, self._now))

    def _stands_for(self, ref: str) -> Annotation | None:
        """Return the gold annotation that an annotation of a layer became."""
        found, place = self._draft.made_of(ref), self._places.of(ref)
        if not found and place is not None and self._differences[place].is_same:  # a third reader says the same
            found = [gold for other in self._refs(self._differences[place]) for gold in self._draft.made_of(other)]
        return min(found, key=lambda gold: (origins_of(gold)[0] != ref, gold.start, gold.id), default=None)

    def _taken(self, gold: Annotation) -> Iterable[str]:
        """Return the ids of the layers whose links count for a gold annotation."""
        for ref in origins_of(gold):
            decision = self._settled.get(ref) or self._contents.latest(ref)
            if decision is not None:
                return decision.taken
        return self._sides

    def _decision(
        self, difference: AnyDifference, ruling: Ruling, number: int = 0, others: Iterable[Origin] = ()
    ) -> Decision:
        origins: list[Origin] = []
        if isinstance(difference, Adrift):
            origins += difference.gone
        else:
            for ref, one in zip(self._refs(difference), annotations_of(difference), strict=True):
                origins.append(self._sides[ref.partition(":")[0]].origin(one))
        origins += others
        return Decision(
            id=decision_id(origin.ref for origin in origins),
            by=self._reviewer,
            verdict=ruling.verdict,
            origins=tuple(origins),
            taken=ruling.taken if ruling.verdict in ("take", "both", "own") else (),
            reason=ruling.reason,
            is_reason_given=bool(ruling.reason),
            comment=ruling.comment,
            text_sha256=self._text_sha256,
            when=self._now,
            round=number,
            along=ruling.along,
        )
