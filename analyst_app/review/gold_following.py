"""A follower of the gold layer: it notes each change wherever a review looks something up."""

from __future__ import annotations

from collections.abc import Sequence

from analyst_app.core.annotation import Annotation, Entry
from analyst_app.core.store import Change
from analyst_app.review.adrift import AnyDifference
from analyst_app.review.decisions import Decision, origins_of
from analyst_app.review.gold.gold_contents import GoldContents
from analyst_app.review.places import Places, refs_of
from analyst_app.review.shared_part import SharedAccount
from analyst_app.review.standing import Standing


class GoldFollowing:
    """The look-ups of a review, kept in step with gold.

    Args:
        differences: the rows of the review.
        contents: the records of gold with their look-ups.
        shared: the account of what all layers share and gold lacks.
        places: the place of each annotation among the rows.
        standing: tells which rows a change may affect though it does not name them.
    """

    def __init__(
        self,
        differences: Sequence[AnyDifference],
        contents: GoldContents,
        shared: SharedAccount,
        places: Places,
        standing: Standing,
    ) -> None:
        self._differences = differences
        self._contents = contents
        self._shared = shared
        self._places = places
        self._standing = standing

    def follow(self, change: Change) -> set[int]:
        """Take note of a change of gold, what all layers share as a whole, and return the places that it is about.

        What goes is taken out before anything comes in: a part of one record may
        be replaced by another version of it, under the same id.
        """
        part = self._shared.last_part
        if part is not None and (rest := part.rest_of(change.added)) is not None:
            found = self.follow_each(Change(change.removed))
            self._contents.by_ref.bring(part.made_of)
            self._shared.came(part)
            found |= self.follow_each(Change((), rest))
            return found | self._standing.touched_by(Change(change.removed, rest), part.tails)
        if part is not None and (rest := part.rest_of(change.removed)) is not None:
            self._contents.by_ref.take_back(part.made_of)
            change = Change(rest, change.added)
            found = self.follow_each(change)
            self._shared.went(part, map(self._places.of, self._contents.named_refs()))
            return found | self._standing.touched_by(change, part.tails)
        return self.follow_each(change) | self._standing.touched_by(change)

    def follow_each(self, change: Change) -> set[int]:
        """Take note of a change of gold record by record, and return the places that these name."""
        places: set[int | None] = set()
        for record in change.removed:
            if isinstance(record, Annotation):
                refs = origins_of(record)
                for ref in refs:
                    self._contents.by_ref.discard(ref, record.id)
                if not self._is_plainly_shared(record, refs):
                    places.update(map(self._places.of, refs))
            elif isinstance(record, Entry) and (gone := Decision.from_entry(record)):
                places.update(self._places.of(origin.ref) for origin in self._contents.drop(gone))
        for record in change.added:
            if isinstance(record, Annotation):
                refs = origins_of(record)
                for ref in refs:
                    self._contents.by_ref.add(ref, record.id)
                if not self._is_plainly_shared(record, refs):
                    places.update(map(self._places.of, refs))
            elif isinstance(record, Entry) and (made := Decision.from_entry(record)):
                places.update(self._places.of(origin.ref) for origin in self._contents.put(made))
        found = {place for place in places if place is not None}
        for place in found:
            difference = self._differences[place]
            if difference.is_same:
                self._note_shared(place, refs_of(difference, self._places.layers))
        return found

    def _is_plainly_shared(self, gold: Annotation, refs: tuple[str, ...]) -> bool:
        """Return True for a record of what all layers share that nobody decided about: it changes no state."""
        place = self._places.of(refs[0]) if len(refs) == len(self._places.layers) else None
        if place is None or any(map(self._contents.is_decided, refs)):
            return False
        difference = self._differences[place]
        if not difference.is_same or gold[1:6] != difference.sides[0][0][1:6]:
            return False
        self._note_shared(place, refs)
        return True

    def _note_shared(self, place: int, refs: tuple[str, ...]) -> None:
        """Keep account of the places that all layers share and gold lacks."""
        is_missing = not any(self._contents.is_decided(ref) or self._contents.by_ref.of(ref) for ref in refs)
        self._shared.note(place, is_missing=is_missing)
