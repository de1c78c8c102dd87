"""Finding the annotations that touch a range, in O(log n + hits).

Annotations are kept in classes by length (each four times as long as the one
before), every class sorted by start. A query looks back in each class no
further than its longest member, so a few very long spans cost nothing to the
many short ones, and no running maximum has to be mended on an insert.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence
from typing import TypeVar

from analyst_app.core.annotation import Annotation, sort_key

_T = TypeVar("_T")
_A_MOVE = 1_000
"""Items that a pass goes through while one item is taken out of, or put into, a list of 200,000."""


class SpanIndex:
    """Annotations by place."""

    __slots__ = ("_classes",)

    def __init__(self, annotations: Iterable[Annotation] = ()) -> None:
        """Take annotations in reading order (``sort_key``)."""
        self._classes: dict[int, tuple[list[int], list[Annotation]]] = {
            exponent: ([member[2] for member in members], members)
            for exponent, members in _by_class(annotations).items()
        }

    def add(self, annotations: Iterable[Annotation]) -> None:
        """Take in more."""
        for exponent, more in _by_class(annotations).items():
            starts, members = self._classes.setdefault(exponent, ([], []))
            more.sort(key=lambda one: one.start)
            rows = [bisect_right(starts, one.start) for one in more]
            put_in(starts, [(row, one.start) for row, one in zip(rows, more, strict=True)])
            put_in(members, list(zip(rows, more, strict=True)))

    def discard(self, annotations: Iterable[Annotation]) -> None:
        """Let go of annotations that are in it (found by start and id).

        Raises:
            KeyError: one is not there; all stay.
        """
        found = []
        for exponent, gone in _by_class(annotations).items():
            held = self._classes.get(exponent, ([], []))
            found.append((held, [_row_of(one, *held) for one in gone]))
        for (starts, members), rows in found:
            take_out(starts, rows)
            take_out(members, rows)

    def touching(self, start: int, end: int) -> list[Annotation]:
        """Those that share a code point with [start, end), in reading order.

        Args:
            start: first code point inside.
            end: first code point after.
        """
        found = [
            member
            for exponent, (starts, members) in self._classes.items()
            for member in members[bisect_right(starts, start - 4**exponent) : bisect_left(starts, end)]
            if member.end > start
        ]
        found.sort(key=sort_key)
        return found


def _by_class(annotations: Iterable[Annotation]) -> dict[int, list[Annotation]]:
    """Annotations by the class that they belong to, in their order: none of a class is longer than 4 ** its number."""
    by_class: dict[int, list[Annotation]] = {}
    for annotation in annotations:
        exponent = ((annotation[3] - annotation[2] - 1).bit_length() + 1) // 2
        if exponent in by_class:
            by_class[exponent].append(annotation)
        else:
            by_class[exponent] = [annotation]
    return by_class


def _row_of(annotation: Annotation, starts: list[int], members: list[Annotation]) -> int:
    row = bisect_left(starts, annotation.start)
    while row < len(members) and members[row].start == annotation.start:
        if members[row].id == annotation.id:
            return row
        row += 1
    raise KeyError(annotation.id)


def take_out(items: list[_T], places: Iterable[int]) -> None:
    """Take the items at some places out of a list.

    Args:
        items: the list; it is changed.
        places: of the items, each once.
    """
    rows = sorted(places)
    if _is_one_by_one(rows):
        for row in reversed(rows):
            del items[row]
        return
    kept: list[_T] = []
    begin = rows[0]
    for row in rows:
        kept += items[begin:row]
        begin = row + 1
    items[rows[0] : begin] = kept


def put_in(items: list[_T], more: Sequence[tuple[int, _T]]) -> None:
    """Put items into a list.

    Args:
        items: the list; it is changed.
        more: the place in the list as it is, before which each goes, and the item; in the order of the places.
    """
    if _is_one_by_one([row for row, _ in more]):
        for row, item in reversed(more):
            items.insert(row, item)
        return
    filled: list[_T] = []
    begin = more[0][0]
    for row, item in more:
        filled += items[begin:row]
        filled.append(item)
        begin = row
    items[more[0][0] : begin] = filled


def _is_one_by_one(rows: Sequence[int]) -> bool:
    """True if so few places, so far from each other, are better reached one by one than in one pass."""
    return len(rows) < 2 or rows[-1] - rows[0] > _A_MOVE * len(rows)
