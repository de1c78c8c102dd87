"""The differences of a review that are listed, and their order."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations
from typing import TYPE_CHECKING, NamedTuple

from analyst_app.review.adrift import AnyDifference, annotations_of

if TYPE_CHECKING:
    from analyst_app.review.difference_rows import Row, Rows
    from analyst_app.review.unit_folding import UnitFolding


class Filters(NamedTuple):
    """The differences that are let through: all, as it is made."""

    kinds: frozenset[str] = frozenset()
    """Empty: of every kind."""
    tag: str = ""
    """Empty: of every tag."""
    cause: tuple[object, ...] | None = None
    """Key of a cause; None: of every cause."""
    by_cost: bool = False
    """True if the costliest come first, instead of reading order."""

    def let_in(self, row: Row) -> bool:
        """True if a row passes."""
        if self.kinds and row.difference.shown_kind not in self.kinds:
            return False
        if self.tag and self.tag not in {one.tag for one in annotations_of(row.difference)}:
            return False
        return self.cause is None or row.cause.key == self.cause


class Listing:
    """The list: everything but what both share, as far as the filters let it through.

    What belongs to a reading that is listed is folded into that row.

    Args:
        rows: of the review.
        folding: of its rows.
    """

    def __init__(self, rows: Rows, folding: UnitFolding) -> None:
        self._rows, self._folding = rows, folding
        self._every: list[int] = []
        """Places of what is let through, in their order."""
        self._let_in: set[int] = set()
        self._folded: set[int] = set()
        """Of these, what is folded into the row of another."""
        self._is_behind = False
        """True if other differences would be let through now; they are when something is listed anew."""
        self.filters = Filters()
        self.places: list[int] = []
        """Of the rows that are listed, in their order."""
        self.show(self.filters)

    def show(self, filters: Filters) -> None:
        """List what these let through."""
        self.filters, self._is_behind = filters, False
        self._every = [row.place for row in self._rows.listed if filters.let_in(row)]
        if filters.by_cost:
            self._every.sort(key=lambda place: -cost(self._rows[place].difference))
        self._let_in = set(self._every)
        self._folded = {place for place in self._let_in.intersection(self._folding.parts) if self._is_folded(place)}
        self._list()

    def fold_anew(self, changed: Iterable[int]) -> bool:
        """Fold what belongs to a reading as it is now; True if other rows are listed than before.

        Args:
            changed: places that stand otherwise now.
        """
        near = {part for place in changed for part in (place, *self._folding.family(place))}
        turned = {place for place in near & self._let_in if self._is_folded(place) != (place in self._folded)}
        self._is_behind = self._is_behind or any(self._is_let_in(one) != (one in self._let_in) for one in near)
        if turned and self._is_behind:
            self.show(self.filters)
        elif turned:
            self._folded ^= turned
            self._list()
        return bool(turned)

    def first(self) -> int | None:
        """The first row that waits, else the first; None if nothing is listed."""
        waiting = self._rows.waiting
        return next((place for place in self.places if place in waiting), self.places[0] if self.places else None)

    def waiting(self) -> list[int]:
        """Of what is listed, or folded into it, what waits for a decision."""
        waiting = self._rows.waiting
        return [place for place in self._every if place in waiting]

    def waiting_count(self) -> int:
        """Number of these."""
        return len(self._let_in & self._rows.waiting)

    def beside(self, place: int | None, step: int) -> int:
        """The next (1) or the one before (-1); round at the ends. Something must be listed."""
        return self.places[(self._number(place) + step) % len(self.places)]

    def next_waiting(self, place: int) -> int:
        """The next one that waits, round at the end; if none does, where one is."""
        here, waiting = self._number(place), self._rows.waiting
        later = (one for one in (*self.places[here + 1 :], *self.places[: here + 1]) if one in waiting)
        return next(later, place)

    def _list(self) -> None:
        self.places = [place for place in self._every if place not in self._folded]

    def _is_let_in(self, place: int) -> bool:
        row = self._rows[place]
        return row.state != "agreed" and self.filters.let_in(row)

    def _is_folded(self, place: int) -> bool:
        return self._folding.head_of(place) in self._let_in

    def _number(self, place: int | None) -> int:
        return self.places.index(place) if place in self.places else -1


def place_at(rows: Rows, position: int) -> int | None:
    """The place of the innermost difference whose words hold or end at a caret's place; None: there is none.

    Args:
        rows: of the review. What both share is no difference.
        position: of the caret, code points.
    """
    found = [
        (one.end == position, one.end - one.start, row.place)
        for row in rows.listed
        for one in annotations_of(row.difference)
        if one.start <= position <= one.end
    ]
    return min(found)[2] if found else None


def cost(difference: AnyDifference) -> int:
    """Number of characters that one side has and the other has not, of every two: the cost to the agreement."""
    sides = [[(one.start, one.end) for one in side] for side in difference.sides]
    return sum(_apart(a, b) for a, b in combinations(sides, 2))


def _apart(a: list[tuple[int, int]], b: list[tuple[int, int]]) -> int:
    shared = sum(max(0, min(e, f) - max(s, t)) for s, e in a for t, f in b)
    return sum(end - start for start, end in a + b) - 2 * shared
