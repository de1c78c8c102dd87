"""The rows that stand for a whole reading, and those that are folded into them until the reading is opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from analyst_app.review.decisions import WAITING

if TYPE_CHECKING:
    from collections.abc import Collection

    from analyst_app.review.adjudicate import Review
    from analyst_app.review.difference_rows import Rows


class UnitFolding:
    """The folding of a review's rows into units.

    A part is folded as long as its head's decision would be, or was, about it
    as well. So it has a row of its own where it was decided or spoken of by
    itself, where it waits though the reading is settled, and while its reading
    is opened.

    Args:
        review: the review; what is opened is told to it.
        rows: its rows.
    """

    def __init__(self, review: Review, rows: Rows) -> None:
        self._review, self._rows = review, rows

    @property
    def parts(self) -> Collection[int]:
        """Places of all rows that belong to another one's reading: no other is folded."""
        return self._review.units.parts

    def head_of(self, place: int) -> int | None:
        """Return the place of the row that a part is folded into; None if it has a row of its own."""
        heads = self._review.units.heads_of(place)
        if not heads or place in self._review.apart:
            return None
        row = self._rows[place]
        for head in heads:
            of = self._rows[head]
            if row.state == "open" and row.decision is None:
                if of.state in WAITING:
                    return head
            elif row.state == "settled" and row.decision and of.decision and row.decision.along == of.decision.id:
                return head
        return None

    def row_of(self, place: int) -> int:
        """Return the place of the row that a part is folded into, or its own if it is not."""
        head = self.head_of(place)
        return place if head is None else head

    def parts_of(self, head: int) -> list[int]:
        """Return the places of the parts that are folded into a row, in reading order."""
        return [part for part in self._review.units.parts_of(head) if self.head_of(part) == head]

    def family(self, place: int) -> list[int]:
        """Return the places of the reading that a row is of, its head first; empty if nothing else belongs to it."""
        units = self._review.units
        heads = [place] if units.parts_of(place) else units.heads_of(place)
        return [heads[0], *units.parts_of(heads[0])] if heads else []

    def is_opened(self, place: int) -> bool:
        """Return True if the parts of its reading are decided one by one."""
        return place in self._review.apart

    def open_as(self, other: Review) -> None:
        """Open the readings that are opened in another review of the same layers."""
        places = (self._review.place_of_any(other.refs(other.differences[place])) for place in other.apart)
        self._review.apart.update(place for place in places if place is not None)

    def turn(self, place: int) -> bool:
        """Open the reading that a row is of into its parts, or close it again; return True if it is opened now."""
        family, apart = self.family(place), self._review.apart
        if family and family[0] in apart:
            apart.difference_update(family)
            return False
        apart.update(family)
        return bool(family)
