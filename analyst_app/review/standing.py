"""Checks that decisions still stand, each annotation of the layers by itself.

Edits, and decisions that are followed, pair the annotations of two layers
anew: two that were judged apart can come to stand against each other. That is
no reason to decide again as long as each says what it said when it was judged,
or what gold made of it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from analyst_app.core.annotation import Annotation, Entry, Link
from analyst_app.core.store import Change
from analyst_app.review.decisions import (
    GONE,
    Decision,
    followed_id,
    note_digest,
    origins_of,
    ref_of,
)
from analyst_app.review.gold.gold_contents import GoldContents
from analyst_app.review.places import Places
from analyst_app.review.side import Side

_Links = Collection[tuple[str, str]]
"""Role and id of the target of some links."""
_Heads = list[tuple[str, Annotation]]
"""Role and target, in gold, of some links."""


class Standing:
    """The two layers held against what was decided about them.

    Args:
        gold: the gold layer.
        places: the place of each annotation that is there.
        sides: the two layers by id.
        text: text of the article.
    """

    def __init__(self, gold: GoldContents, places: Places, sides: Mapping[str, Side], text: str) -> None:
        self._contents = gold
        self._places = places
        self._sides = sides
        self._text = text

    def decision(self, ref: str) -> Decision | None:
        """Return the latest decision about an annotation; a mere discussion does not count."""
        found = self._contents.latest(ref)
        return found if found is not None and found.is_settling else None

    def stands(self, ref: str) -> bool:
        """Return True if an annotation says what was judged, or what gold made of it."""
        layer, _, own_id = ref.partition(":")
        side = self._sides[layer]
        one = side.annotation(own_id)
        if one is None:
            return False
        decision = self.decision(ref)
        if decision is not None:
            return self._is_as_decided(side, one, ref, decision)
        named = self._gold(self._contents.by_ref.of(ref))
        if named:
            return any(self._is_as_shared(side, one, gold) for gold in named)
        return any(self._is_followed(side, one, gold) for gold in self._contents.store.touching(one.start, one.end))

    def is_intact(self, decision: Decision, place: int) -> bool:
        """Return True if nothing that a decision judged was deleted since.

        Of all places of a decision only the first tells of a deletion.

        Args:
            decision: the decision.
            place: the place that asks.
        """
        there = (origin.ref for origin in decision.origins if self.decision(origin.ref) is decision)
        if next((found for found in map(self._places.of, there) if found is not None), None) != place:
            return True
        made = self._gold(decision.gold)
        if any(map(self.is_adrift, made)):
            return False
        if decision.verdict == "both":
            return True
        for origin in decision.origins:
            side = self._sides.get(origin.layer)
            if side is None or origin.digest == GONE or self._places.of(origin.ref) is not None:
                continue
            if not all(map(side.has_like, made)):
                return False
        return True

    def is_adrift(self, gold: Annotation) -> bool:
        """Return True if all annotations that a gold one was made of are gone from the two layers."""
        refs, place_of = origins_of(gold), self._places.of
        if not refs or place_of(refs[0]) is not None:
            return False  # most are there
        return all(map(self._is_gone, refs))

    def since(self, side: Side, own: Iterable[Annotation], judged: Mapping[str, str | None]) -> str:
        """Return the change of one layer at a difference since it was judged: "deleted", "changed", "added" or empty.

        Args:
            side: the layer.
            own: its annotations in the difference.
            judged: digest of each of its annotations that was judged, by name; None for
                one that came into gold because both layers share it.
        """
        now = {ref_of(side.layer, one.id): one for one in own}
        if any(self._places.of(ref) is None for ref in judged):
            return "changed" if now else "deleted"
        for ref, one in now.items():
            if ref not in judged or judged[ref] == GONE:
                return "changed" if judged else "added"
            digest = judged[ref]
            if digest is None:
                held = map(self._contents.store.annotation, self._contents.by_ref.of(ref))
                if all(gold is None or gold[1:6] != one[1:6] for gold in held):
                    return "changed"
            elif not self.stands(ref):
                return "changed"
        return ""

    def touched_by(self, change: Change, tails: Collection[str] = ()) -> set[int]:
        """Return the places that a change of gold may affect though it does not name their annotations.

        An annotation stands by what gold has of it and of all that was decided
        with it, by what gold has just like it, by where the links of those
        lead, and by what was decided about the annotations that it is linked to.

        Args:
            change: a change that gold has been through.
            tails: ids of gold annotations at which still other links began or begin.
        """
        gold = [one for group in change.of(Annotation) for one in group]
        linked = self._gold(self._tails(change, {one.id for one in gold}).union(tails))
        judged = {origin.ref for decision in self._judged(change) for origin in decision.origins}
        refs = judged.union(*map(origins_of, linked))
        for one in (*gold, *linked):
            own = origins_of(one)
            decisions = [decision for decision in map(self.decision, own) if decision is not None]
            judged.update(own if decisions else ())
            refs.update(origin.ref for decision in decisions for origin in decision.origins)
            for side in self._sides.values():
                refs.update(ref for like in side.alike(one) if (ref := ref_of(side.layer, like.id)) not in own)
        for ref in judged:
            layer, _, own_id = ref.partition(":")
            if layer in self._sides:
                links = self._sides[layer].links_to.get(own_id, ())
                refs.update(ref_of(layer, link.from_id) for link in links)
        return {place for place in map(self._places.of, refs) if place is not None}

    # -- inside --------------------------------------------------------------

    def _tails(self, change: Change, changed: set[str]) -> set[str]:
        """Return the ids of other gold annotations at which links begin that changed, or that lead to what changed."""
        ids = {link.from_id for group in change.of(Link) for link in group}
        ids.update(link.from_id for one in changed for link in self._contents.store.links_to(one))
        return ids - changed

    def _judged(self, change: Change) -> list[Decision]:
        """Return the decisions that came or went."""
        removed, added = change.of(Entry)
        found = [*map(Decision.from_entry, removed), *(self._contents.decision(entry.id) for entry in added)]
        return [decision for decision in found if decision is not None]

    def _gold(self, ids: Collection[str]) -> list[Annotation]:
        return [one for one in map(self._contents.store.annotation, ids) if one is not None]

    def _is_as_decided(self, side: Side, one: Annotation, ref: str, decision: Decision) -> bool:
        if any(gold_id not in decision.gold for gold_id in self._contents.by_ref.of(ref)):
            return False  # decided on two machines, then merged: gold has what another decision made
        judged = next(origin for origin in decision.origins if origin.ref == ref)
        now, made = side.origin(one), self._gold(decision.gold)
        like = [gold for gold in made if self._says_same(one, gold)]
        like = [gold for gold in like if ref in origins_of(gold)] or like  # of two that say the same, what is hers
        if now.digest == judged.digest:
            return now.links == judged.links or self._is_linked(side, now.links, judged.links, like or made)
        if now.note == judged.note and side.digest_of(one) in decision.results:
            return True
        if not like or now.note not in (judged.note, *(note_digest(gold.note) for gold in like)):
            return False
        return self._is_linked(side, now.links, judged.links, like) and any(
            self._has_links_of(side, now.links, gold) for gold in like
        )

    def _is_followed(self, side: Side, one: Annotation, gold: Annotation) -> bool:
        """Return True if a colleague got an annotation from gold, or came to just that by herself."""
        if one[1:5] != gold[1:5] or one.note not in ("", gold.note):
            return False
        hers = [ref for ref in origins_of(gold) if ref.partition(":")[0] == side.layer]
        if one.id != followed_id(side.layer, gold.id) and any(self._places.of(ref) is not None for ref in hers):
            return False  # that is what gold has of another one of hers
        links = side.links_of(one)
        return self._is_linked(side, links, (), [gold]) and (not hers or self._has_links_of(side, links, gold))

    def _is_as_shared(self, side: Side, one: Annotation, gold: Annotation) -> bool:
        """Return True if an annotation says what both layers said when nothing was to be decided.

        Links to what was decided are left out.
        """
        links, heads = side.links_of(one), self._heads(gold)
        if gold[1:6] != one[1:6] or any(map(self._is_gone, origins_of(gold))):
            return False
        for role, target in links:
            ref = ref_of(side.layer, target)
            is_rejected = self.decision(ref) is not None and not self._contents.by_ref.of(ref)
            if not is_rejected and not _leads_to(side, [(role, target)], heads):
                return False
        reached = {
            (role, ref) for role, head in heads if _leads_to(side, links, [(role, head)]) for ref in origins_of(head)
        }
        there = [(role, head) for role, head in heads if self._is_there(side, head)]
        return all(any((role, ref) in reached for ref in origins_of(head)) for role, head in there)

    def _is_linked(self, side: Side, now: _Links, judged: _Links, made: Collection[Annotation]) -> bool:
        """Return True if the links of an annotation are those that were judged or made.

        Each link that is there was judged or is in gold, and each that was judged is
        there or not in gold.
        """
        heads = [head for gold in made for head in self._heads(gold)]
        if not all(link in judged or _leads_to(side, [link], heads) for link in now):
            return False
        gone = {(role, ref_of(side.layer, target)) for role, target in judged if (role, target) not in now}
        there = {
            (role, ref) for role, ref in gone if self._places.of(ref) is not None
        }  # else another decision's matter
        kept = [head for head in heads if any((head[0], ref) in there for ref in origins_of(head[1]))]
        return all(_leads_to(side, now, [head]) for head in kept)

    def _has_links_of(self, side: Side, now: _Links, gold: Annotation) -> bool:
        """Return True if an annotation has all links of a gold one that lead to what its layer has."""
        there = [(role, head) for role, head in self._heads(gold) if self._is_there(side, head) or side.has_like(head)]
        return all(_leads_to(side, now, [head]) for head in there)

    def _is_gone(self, ref: str) -> bool:
        return self._places.of(ref) is None and ref.partition(":")[0] in self._sides

    def _is_there(self, side: Side, gold: Annotation) -> bool:
        """Return True if a layer has an annotation that a gold one was made of."""
        return any(ref.partition(":")[0] == side.layer and self._places.of(ref) is not None for ref in origins_of(gold))

    def _says_same(self, one: Annotation, gold: Annotation) -> bool:
        words, others = self._text[one.start : one.end], self._text[gold.start : gold.end]
        return (one.tag, words, one.attributes) == (gold.tag, others, gold.attributes)

    def _heads(self, gold: Annotation) -> _Heads:
        """Return role and target of the links that begin at a gold annotation."""
        found = (
            (link.role, self._contents.store.annotation(link.to_id))
            for link in self._contents.store.links_from(gold.id)
        )
        return [(role, head) for role, head in found if head is not None]


def _leads_to(side: Side, links: _Links, heads: _Heads) -> bool:
    """Return True if any of the links leads to what stands for one of the heads."""
    return any(_is_for(side, target, head) for role, target in links for other, head in heads if role == other)


def _is_for(side: Side, annotation_id: str, gold: Annotation) -> bool:
    """Return True if an annotation of a layer stands for a gold one.

    Either was made of the other, or they have the same tag and span.
    """
    own = side.annotation(annotation_id)
    is_alike = own is not None and own[1:4] == gold[1:4]
    is_made_of = ref_of(side.layer, annotation_id) in origins_of(gold)
    return is_alike or is_made_of or annotation_id == followed_id(side.layer, gold.id)
