"""The records of a gold layer with the look-ups that a review needs."""

from __future__ import annotations

from collections.abc import Iterable

from analyst_app.core.store import AnnotationStore
from analyst_app.review.decisions import Decision, Origin
from analyst_app.review.gold.origin_index import OriginIndex


class GoldContents:
    """The records of a gold layer, by the ways in which a review looks them up.

    It follows the store only as far as it is told.

    Args:
        store: all records.
    """

    def __init__(self, store: AnnotationStore) -> None:
        self.store = store
        self.by_ref = OriginIndex()
        """Ids of gold annotations, by the annotations that they were made of."""
        self._decisions: dict[str, Decision] = {}
        """Decisions and discussions, by id."""
        self._decided: dict[str, str] = {}
        """Id of the latest decision, by the name of the annotation that it judged."""
        self._along: dict[str, set[str]] = {}
        """Ids of the decisions that another one took or dropped along, by the id of that one."""
        self._rivals: dict[str, set[str]] = {}
        """Ids of all decisions about an annotation, by its name, where two machines made one each."""

    @property
    def is_empty(self) -> bool:
        """True if nothing in gold was made of an annotation or decided about one."""
        return not self.by_ref and not self._decisions

    @property
    def decisions(self) -> Iterable[Decision]:
        """All decisions and discussions, each about one annotation at least."""
        return (one for one in self._decisions.values() if one.origins)

    def decision(self, decision_id: str) -> Decision | None:
        """Return the decision or discussion of that id, or None."""
        return self._decisions.get(decision_id)

    def along_with(self, decision_id: str) -> list[Decision]:
        """Return the decisions that another one took or dropped along, by the id of that one."""
        return [self._decisions[one] for one in sorted(self._along.get(decision_id, ()))]

    def latest(self, ref: str) -> Decision | None:
        """Return the latest decision or discussion about an annotation, by its name in gold; None if there is none."""
        return self._decisions.get(self._decided.get(ref, ""))

    def latest_of(self, refs: Iterable[str]) -> Decision | None:
        """Return the latest decision or discussion about any of these annotations; None if there is none."""
        found = [self._decisions[self._decided[ref]] for ref in refs if ref in self._decided]
        return max(found, key=lambda one: (one.when, one.id), default=None)

    def is_decided(self, ref: str) -> bool:
        """Return True if there is a decision or discussion about an annotation."""
        return ref in self._decided

    def named_refs(self) -> set[str]:
        """Return the names of the annotations that were decided about or, singly, made into gold."""
        return self._decided.keys() | self.by_ref.refs()

    def put(self, decision: Decision) -> tuple[Origin, ...]:
        """Take in a decision that gold has got, and return the annotations that it judged."""
        self._decisions[decision.id] = decision
        if decision.along:
            self._along.setdefault(decision.along, set()).add(decision.id)
        for origin in decision.origins:
            self._note_decided(origin.ref, decision)
        return decision.origins

    def drop(self, decision: Decision) -> tuple[Origin, ...]:
        """Take out a decision that gold has lost, and return the annotations that it judged."""
        gone = self._decisions.pop(decision.id, None)
        if gone is not None:
            self._along.get(gone.along, set()).discard(gone.id)
        for origin in decision.origins:
            self._note_undecided(origin.ref, decision)
        return decision.origins

    def _note_decided(self, ref: str, decision: Decision) -> None:
        """Let the latest decision about an annotation count."""
        other = self._decisions.get(self._decided.get(ref, ""))
        if other is not None and other.id != decision.id:
            self._rivals.setdefault(ref, set()).update((other.id, decision.id))
        if other is None or (other.when, other.id) <= (decision.when, decision.id):
            self._decided[ref] = decision.id

    def _note_undecided(self, ref: str, decision: Decision) -> None:
        """Let the latest of its rivals count where a decision was."""
        rivals = self._rivals.get(ref, set())
        rivals.discard(decision.id)
        if self._decided.get(ref) == decision.id:
            del self._decided[ref]
            for other in rivals:
                self._note_decided(ref, self._decisions[other])
