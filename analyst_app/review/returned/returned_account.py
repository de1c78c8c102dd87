"""The decisions on a colleague's tags, up to date while she answers: a change renews only what it is about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from analyst_app.core.annotation import Annotation, Entry, Link
from analyst_app.core.store import AnnotationStore, Change
from analyst_app.review.decisions import Decision, decisions_in, followed_id
from analyst_app.review.replies import Reply, replies_in
from analyst_app.review.returned.return_to_sender import Returned, returned_one

_Content = tuple[str, int, int]
"""Tag and span of an annotation, code points."""


class _Told(NamedTuple):
    """A decision, and the gold layer that it stands in."""

    decision: Decision
    gold: AnnotationStore


class ReturnedAccount:
    """The decisions on one layer, in reading order. Making it is work for another thread.

    Args:
        gold: the records of each gold layer; nothing changes them here.
        own: records of her layer, or a copy of them (``use``).
        layer: id of her layer.
        text: text of the article.
        answers: of readers to a report, as ``review.returned.answered`` gives them.
    """

    def __init__(
        self,
        gold: Iterable[AnnotationStore],
        own: AnnotationStore,
        layer: str,
        text: str,
        answers: Iterable[Decision] = (),
    ) -> None:
        self._own, self._layer, self._text = own, layer, text
        told = [
            _Told(decision, store)
            for store in gold
            for decision in decisions_in(store.entries("decisions"))
            if decision.is_told(layer)
        ]
        nothing = AnnotationStore((), length=len(text))
        told += [_Told(decision, nothing) for decision in answers]
        self._told = sorted(told, key=lambda one: (_start(one.decision), one.decision.id, one.decision.by))
        self._of_own: dict[str, list[int]] = {}
        """Numbers of the decisions about an annotation of hers, by its id."""
        self._of_decision: dict[str, list[int]] = {}
        self._of_addition: dict[_Content, list[int]] = {}
        """Numbers of the additions, by what they add: she may come to have just that."""
        for number, one in enumerate(self._told):
            self._note(number, one)
        self._replies: dict[str, list[Reply]] = {}
        for reply in replies_in(own.entries("replies"), layer):
            self._replies.setdefault(reply.to, []).append(reply)
        self._items = [self._made(number) for number in range(len(self._told))]

    @property
    def items(self) -> Sequence[Returned]:
        """All decisions on her annotations. One that nothing has changed is the same object as before."""
        return self._items

    def gold_of(self, one: Returned) -> AnnotationStore | None:
        """Return the gold layer that a decision stands in; None if it is none of these.

        Args:
            one: the decision.
        """
        numbers = self._of_decision.get(one.decision.id, ())
        return next((self._told[n].gold for n in numbers if self._told[n].decision.by == one.decision.by), None)

    def about(self, annotation_id: str) -> list[Returned]:
        """Return the decisions about one of her annotations.

        Args:
            annotation_id: its id.
        """
        return [self._items[number] for number in self._about(annotation_id)]

    def use(self, own: AnnotationStore) -> None:
        """Follow her layer itself instead of the copy that it was made of.

        Args:
            own: the records, which are those of the copy, or ``heard`` is told of what has changed since.
        """
        self._own = own

    def heard(self, change: Change) -> None:
        """Take note of a change of her layer.

        Args:
            change: it; her layer has been through it.
        """
        numbers = self._about_replies(change)
        for group in change.of(Annotation):
            for one in group:
                numbers.update(self._about(one.id), self._of_addition.get(one[1:4], ()))
                for link in self._own.links_to(one.id):
                    numbers.update(self._about(link.from_id))
        for links in change.of(Link):
            for link in links:
                numbers.update(self._about(link.from_id))
        for number in numbers:
            made = self._made(number)
            if made != self._items[number]:
                self._items[number] = made

    # -- inside --------------------------------------------------------------

    def _note(self, number: int, one: _Told) -> None:
        """Note what a decision is about."""
        self._of_decision.setdefault(one.decision.id, []).append(number)
        for origin in one.decision.origins:
            if origin.layer == self._layer:
                self._of_own.setdefault(origin.annotation_id, []).append(number)
        if one.decision.is_addition or self._layer in one.decision.absent:
            for gold_id in one.decision.gold:
                of_own = self._of_own.setdefault(followed_id(self._layer, gold_id), [])
                if number not in of_own:
                    of_own.append(number)
                made = one.gold.annotation(gold_id)
                if made is not None:
                    self._of_addition.setdefault(made[1:4], []).append(number)

    def _about_replies(self, change: Change) -> set[int]:
        """Take note of the replies that came or went, and return the numbers of the decisions that they answer."""
        removed, added = change.of(Entry)
        gone, come = replies_in(removed, self._layer), replies_in(added, self._layer)
        told: set[str] = set()
        for reply in gone:
            held = self._replies.get(reply.to, [])
            self._replies[reply.to] = [one for one in held if one.id != reply.id]
            told.add(reply.to)
        for reply in come:
            held = [*self._replies.get(reply.to, ()), reply]
            self._replies[reply.to] = sorted(held, key=lambda one: (one.when, one.number, one.id))
            told.add(reply.to)
        return {number for decision_id in told for number in self._of_decision.get(decision_id, ())}

    def _about(self, annotation_id: str) -> Sequence[int]:
        return self._of_own.get(annotation_id, ())

    def _made(self, number: int) -> Returned:
        decision, gold = self._told[number]
        return returned_one(decision, gold, self._own, self._layer, self._text, self._replies.get(decision.id, ()))


def _start(decision: Decision) -> int:
    return min(origin.start for origin in decision.origins)
