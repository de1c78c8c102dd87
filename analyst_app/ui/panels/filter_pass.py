"""One pass of a filter through a layer: what was looked at, and what is still to be, while the layer changes."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence

from analyst_app.core.annotation import Annotation, sort_key

Place = tuple[int, int] | tuple[int, int, str, str]
"""A place in reading order: the ``sort_key`` of an annotation, or the beginning of one."""


class FilterPass:
    """Goes outwards from a place in two directions, portion by portion. What was looked at is one stretch.

    Args:
        candidates: the annotations to look at, in reading order; the list is taken over.
        around: where to begin; None is the layer's beginning.
    """

    def __init__(self, candidates: list[Annotation], around: Place | None) -> None:
        self._candidates = candidates
        self._first = self._last = self._row(around) if around is not None else 0
        """First row that was looked at, and the first one after those."""

    @property
    def is_complete(self) -> bool:
        """True once all were looked at."""
        return self._first == 0 and self._last == len(self._candidates)

    @property
    def is_past_end(self) -> bool:
        """True if nothing more stands after what was looked at."""
        return self._last == len(self._candidates)

    def ahead(self, number: int) -> Sequence[Annotation]:
        """The next so many after what was looked at; they count as looked at."""
        begin, self._last = self._last, min(self._last + number, len(self._candidates))
        return self._candidates[begin : self._last]

    def behind(self, number: int) -> Sequence[Annotation]:
        """The next so many before what was looked at, in reading order; they count as looked at."""
        end, self._first = self._first, max(self._first - number, 0)
        return self._candidates[self._first : end]

    def left(self) -> tuple[list[Annotation], list[Annotation]]:
        """Those before and after what was looked at."""
        return self._candidates[: self._first], self._candidates[self._last :]

    def replace(self, old: Annotation | None, new: Annotation | None) -> bool:
        """Follow a change in the layer: one version of an annotation in place of another; either may be none.

        Returns:
            True if the new one stands where all was looked at, so that it is to be looked at now.
        """
        if old is not None:
            row = self._row(sort_key(old))
            if row < len(self._candidates) and self._candidates[row].id == old.id:
                del self._candidates[row]
                self._first -= row < self._first
                self._last -= row < self._last
        if new is None:
            return False
        row = self._row(sort_key(new))
        self._candidates.insert(row, new)
        self._first += row < self._first
        self._last += row <= self._last
        return self._first <= row < self._last

    def covers(self, first: Place | None, last: Place | None) -> bool:
        """True if all between two places was looked at; None is the beginning or the end of the layer."""
        begin = self._row(first) if first is not None else 0
        end = self._row(last) if last is not None else len(self._candidates)
        return self._first <= begin and end <= self._last

    def _row(self, place: Place) -> int:
        return bisect_left(self._candidates, place, key=sort_key)
