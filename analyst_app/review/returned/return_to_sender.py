"""Return of decisions to the colleague whose tags they are about: she accepts, contests or follows them.

Her answers stand in her own layer (section ``replies``), the decisions in gold.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from analyst_app.core.annotation import Annotation, Link, Record, new_id, utc_now
from analyst_app.core.store import AnnotationStore, Change
from analyst_app.review.additions import same_as_added
from analyst_app.review.decisions import Decision, Origin, decisions_in, followed_id, origins_of, ref_of
from analyst_app.review.replies import Answer, Reply, replies_in
from analyst_app.review.side import digest_in_store
from analyst_app.review.threads import has_words, is_resolved, next_turn


@dataclass(frozen=True)
class Returned:
    """A decision on a colleague's annotations, as she sees it."""

    decision: Decision
    own: tuple[Annotation, ...]
    """Her annotations that it is about, as they are now."""
    gold: tuple[Annotation, ...]
    """The gold annotations that the reviewer made of them."""
    replies: tuple[Reply, ...]
    """All her replies so far, by time."""
    is_taken: bool
    """True if her layer says what gold says, so that there is nothing to follow."""
    own_links: tuple[tuple[str, str], ...] = ()
    """Role and words of the target of each link that begins at hers, sorted."""
    gold_links: tuple[tuple[str, str], ...] = ()
    """The same of gold's."""
    is_missed: bool = False
    """True if it is about what she had not tagged, and gold has."""

    @cached_property
    def answer(self) -> Answer | None:
        """Her latest accept or contest of this round; None if she gave none."""
        answers = [one.answer for one in self.replies if one.round == self.decision.round and one.answer != "comment"]
        return answers[-1] if answers else None

    @cached_property
    def has_thread(self) -> bool:
        """True if something was said about the decision."""
        return has_words(self.decision, self.replies)

    @cached_property
    def is_resolved(self) -> bool:
        """True if its thread is resolved."""
        return is_resolved(self.decision, self.replies)

    @cached_property
    def key(self) -> tuple[str, str]:
        """Id of the decision and name of the reviewer: two may decide about the same annotations."""
        return self.decision.id, self.decision.by

    @cached_property
    def is_as_hers(self) -> bool:
        """True if it leaves everything as she had it, with no word about it: there is nothing to ask her."""
        return self.decision.is_settling and self.is_taken and self.answer is None and not self.has_thread

    @cached_property
    def is_asked(self) -> bool:
        """True if the reviewer said something beside the decision, nobody resolved it, and she has not answered."""
        decision = self.decision
        is_open = (decision.is_settling or decision.is_of_reader) and bool(decision.comment) and not self.is_resolved
        return is_open and not any(map(self._is_since, self.replies))

    @cached_property
    def has_answered(self) -> bool:
        """True if she has answered this round since the reviewer spoke, be it only with words."""
        return any(one.round == self.decision.round and self._is_since(one) for one in self.replies)

    @cached_property
    def is_waiting(self) -> bool:
        """True if the decision, or what the reviewer said about it, waits for her answer."""
        is_open = self.decision.is_settling and not self.is_taken and not self.has_answered
        return self.is_asked or (is_open and self.answer is None)

    def _is_since(self, said: Reply) -> bool:
        """Return True if she said it after the reviewer's last words: of old, that is only known of the round."""
        return said.turn > self.decision.turn if said.turn else said.round == self.decision.round


def returned(gold: AnnotationStore, own: AnnotationStore, layer: str, text: str) -> list[Returned]:
    """Return the decisions on a colleague's annotations, in reading order.

    Args:
        gold: records of the gold layer.
        own: records of her layer.
        layer: id of her layer.
        text: text of the article.
    """
    by_decision: dict[str, list[Reply]] = {}
    for said in replies_in(own.entries("replies"), layer):
        by_decision.setdefault(said.to, []).append(said)
    found = [
        returned_one(decision, gold, own, layer, text, by_decision.get(decision.id, ()))
        for decision in decisions_in(gold.entries("decisions"))
        if decision.is_told(layer)
    ]
    return sorted(found, key=lambda one: (_start(one.decision.origins), one.decision.id))


def returned_one(
    decision: Decision, gold: AnnotationStore, own: AnnotationStore, layer: str, text: str, replies: Iterable[Reply]
) -> Returned:
    """Return one decision as a colleague sees it.

    Args:
        decision: the decision.
        gold: records of the gold layer that it stands in.
        own: records of her layer.
        layer: id of her layer.
        text: text of the article.
        replies: hers to decisions of that id, by time.
    """
    hers = [origin for origin in decision.origins if origin.layer == layer]
    mine = [one for origin in hers if (one := own.annotation(origin.annotation_id)) is not None]
    is_missed = decision.is_addition or layer in decision.absent
    if not mine and is_missed:
        mine = same_as_added(decision, gold, own, layer)
    made = tuple(one for gold_id in decision.gold if (one := gold.annotation(gold_id)) is not None)
    says = {digest_in_store(own, one, text) for one in mine}
    # A later decision may have linked what this one made: what gold says now counts as much as what it said then.
    is_taken = says == set(decision.results) or says == {digest_in_store(gold, one, text) for one in made}
    answers = tuple(said for said in replies if said.is_to(decision))
    links = _links_at(own, mine, text), _links_at(gold, made, text)
    return Returned(decision, tuple(mine), made, answers, is_taken, *links, is_missed)


def _links_at(store: AnnotationStore, tails: Iterable[Annotation], text: str) -> tuple[tuple[str, str], ...]:
    """Return role and words of the target of each link that begins at some annotations, sorted."""
    links = [link for one in tails for link in store.links_from(one.id)]
    heads = [(link.role, head) for link in links if (head := store.annotation(link.to_id)) is not None]
    return tuple(sorted((role, text[head.start : head.end]) for role, head in heads))


def reply(one: Returned, layer: str, answer: Answer, comment: str = "") -> Change:
    """Return the change that puts an answer into her layer; words open a resolved thread again.

    What answers a thread that is open says at which turn, so that it is known who spoke last.

    Args:
        one: the decision that she answers.
        layer: id of her layer.
        answer: her answer.
        comment: her words.
    """
    is_spoken = bool(comment) or (one.has_thread and not one.is_resolved)
    turn = next_turn(one.decision, one.replies) if is_spoken else 0
    return _said(one, layer, answer, comment, turn=turn)


def resolve(one: Returned, layer: str) -> Change:
    """Return the change by which she calls a thread resolved, or opens it again.

    Args:
        one: the decision with the thread.
        layer: id of her layer.
    """
    turn = next_turn(one.decision, one.replies)
    return _said(one, layer, "comment", "", resolved=not one.is_resolved, turn=turn)


def accept(
    one: Returned, gold: AnnotationStore, own: AnnotationStore, layer: str, parts: Sequence[Returned] = ()
) -> Change:
    """Return the change that lets her layer follow a decision, with her answer, in one step.

    Her annotations keep their ids and notes and get the tag, span and attributes
    of gold's. Those that gold lacks go, those that she lacks come, and their
    links become those of gold.

    Args:
        one: the decision that she follows.
        gold: records of the gold layer.
        own: records of her layer.
        layer: id of her layer.
        parts: the decisions that came along with it; she follows them, too.
    """
    following, said = _Following(gold, own, layer), Change((), ())
    for answered in (one, *parts):
        said = said.then(reply(answered, layer, "accept"))
        following.follow(answered)
    return said.then(following.change)


def _said(one: Returned, layer: str, answer: Answer, comment: str, *, resolved: bool = False, turn: int = 0) -> Change:
    to, number = one.decision, len(one.replies) + 1
    made = Reply(new_id(), layer, to.id, to.round, answer, comment, utc_now(), number, resolved, turn, to.by)
    return Change((), (made.to_entry(),))


class _Following:
    """The change, in the making, by which a part of a layer comes to say what gold says."""

    def __init__(self, gold: AnnotationStore, own: AnnotationStore, layer: str) -> None:
        self._gold = gold
        self._own = own
        self._layer = layer
        self._removed: dict[str, Record] = {}
        self._added: dict[str, Record] = {}

    @property
    def change(self) -> Change:
        """The change as it is so far."""
        return Change(tuple(self._removed.values()), tuple(self._added.values()))

    def follow(self, one: Returned) -> None:
        """Bring in what follows a decision."""
        counterparts: dict[str, Annotation] = {}
        answers = self._answers(one.gold, one.own)
        for gold in one.gold:
            counterparts[gold.id] = self._follow(gold, answers.get(gold.id))
        for held in one.own:
            if held not in answers.values():
                self._drop(held)
        for gold in one.gold:
            self._relink(gold, counterparts)
        for held in one.own:
            if not self._stays(held):
                self._move_links(held, one.gold, counterparts)

    def _answers(self, made: Sequence[Annotation], own: Sequence[Annotation]) -> dict[str, Annotation]:
        """Return for gold annotations, by id, the one of hers that becomes it; one it was made of goes first."""
        ways = sorted((self._distance(gold, held), nth, held.id) for nth, gold in enumerate(made) for held in own)
        by_id = {held.id: held for held in own}
        found: dict[str, Annotation] = {}
        for _, nth, held_id in ways:
            if held_id in by_id and made[nth].id not in found:
                found[made[nth].id] = by_id.pop(held_id)
        return found

    def _distance(self, gold: Annotation, held: Annotation) -> tuple[bool, bool, int]:
        is_origin = ref_of(self._layer, held.id) in origins_of(gold)
        return (not is_origin, held.tag != gold.tag, abs(held.start - gold.start) + abs(held.end - gold.end))

    def _follow(self, gold: Annotation, held: Annotation | None) -> Annotation:
        if held is None:
            own_id = followed_id(self._layer, gold.id)
            there = self._own.annotation(own_id)
            if there is not None:
                return there
            now = utc_now()
            made = Annotation(own_id, gold.tag, gold.start, gold.end, gold.attributes, "", now, now)
            self._added[made.id] = made
            return made
        made = held._replace(tag=gold.tag, start=gold.start, end=gold.end, attributes=gold.attributes)
        if made != held:
            self._removed[held.id], self._added[held.id] = held, made
        return made

    def _drop(self, held: Annotation) -> None:
        self._removed[held.id] = held
        for link in (*self._own.links_from(held.id), *self._own.links_to(held.id)):
            self._removed[link.id] = link

    def _relink(self, gold: Annotation, counterparts: Mapping[str, Annotation]) -> None:
        own = counterparts[gold.id]
        held = {(link.role, link.to_id): link for link in self._own.links_from(own.id)}
        links = self._gold.links_from(gold.id)
        targets = [(link, one) for link in links if (one := self._gold.annotation(link.to_id)) is not None]
        for link, target in targets:
            head = counterparts.get(target.id) or self._counterpart(target)
            if held.pop((link.role, head.id), None) is None:
                now = utc_now()
                self._put_link(Link(followed_id(self._layer, link.id), link.role, own.id, head.id, now, now))
        for link in held.values():
            self._removed[link.id] = link

    def _move_links(self, gone: Annotation, made: Iterable[Annotation], counterparts: Mapping[str, Annotation]) -> None:
        """Let the links to an annotation that goes lead to what gold has for it, as those in gold do."""
        heads = [gold for gold in made if ref_of(self._layer, gone.id) in origins_of(gold)]
        for link in self._own.links_to(gone.id):
            tail = self._own.annotation(link.from_id)
            if tail is None or not self._stays(tail):
                continue
            answers = (answer for head in heads for answer in self._gold.links_to(head.id, link.role))
            for answer in answers:
                source, own = self._gold.annotation(answer.from_id), counterparts[answer.to_id]
                is_there = any(held.to_id == own.id for held in self._own.links_from(tail.id, link.role))
                if source is not None and ref_of(self._layer, tail.id) in origins_of(source) and not is_there:
                    self._put_link(link._replace(id=followed_id(self._layer, answer.id), to_id=own.id))

    def _put_link(self, link: Link) -> None:
        there = self._own.record((Link, link.id))
        if there is not None:
            self._removed[link.id] = there
        self._added[link.id] = link

    def _counterpart(self, gold: Annotation) -> Annotation:
        """Return her annotation that stands for a gold one; it is made if there is none."""
        decision = self._made_by.get(gold.id)
        if decision is not None:
            hers = [one for origin in decision.origins if (one := self._hers(origin.ref)) is not None]
            made = [one for gold_id in decision.gold if (one := self._gold.annotation(gold_id)) is not None]
            own = self._answers(made, hers).get(gold.id)
        else:
            own = next((one for ref in origins_of(gold) if (one := self._hers(ref)) is not None), None)
        if own is None:
            alike = (one for one in self._own.touching(gold.start, gold.end) if one[1:4] == gold[1:4])
            others = self._judged | self._followed_beside(gold)
            own = next((one for one in alike if self._stays(one) and one.id not in others), None)
        return own if own is not None else self._follow(gold, None)

    def _followed_beside(self, gold: Annotation) -> set[str]:
        """Return the ids that her annotations have, or would have, that follow something else that gold has there."""
        there = self._gold.touching(gold.start, gold.end)
        return {followed_id(self._layer, one.id) for one in there if one.id != gold.id}

    def _hers(self, ref: str) -> Annotation | None:
        layer, _, own_id = ref.partition(":")
        own = self._own.annotation(own_id) if layer == self._layer else None
        return own if own is not None and self._stays(own) else None

    @cached_property
    def _decisions(self) -> list[Decision]:
        return decisions_in(self._gold.entries("decisions"))

    @cached_property
    def _made_by(self) -> dict[str, Decision]:
        """The decision that made a gold annotation, by its id."""
        return {gold_id: decision for decision in self._decisions for gold_id in decision.gold}

    @cached_property
    def _judged(self) -> set[str]:
        """Ids of her annotations that decisions are about: each becomes what its own decision says."""
        origins = (origin for decision in self._decisions for origin in decision.origins)
        return {origin.annotation_id for origin in origins if origin.layer == self._layer}

    def _stays(self, own: Annotation) -> bool:
        return own.id not in self._removed or own.id in self._added


def _start(origins: Sequence[Origin]) -> int:
    return min(origin.start for origin in origins)
