"""Finding the annotations that touch a range, in O(log n + hits).

Annotations are kept in classes by length (each four times as long as the one
before), every class sorted by start. A query looks back in each class no
further than its longest member, so a few very long spans cost nothing to the
many short ones, and no running maximum has to be mended on an insert.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable

from analyst_app.core.annotation import Annotation, sort_key


class SpanIndex:
    """Annotations by place."""

    __slots__ = ("_classes",)

    def __init__(self, annotations: Iterable[Annotation] = ()) -> None:
        """Take annotations in reading order (``sort_key``)."""
        by_class: dict[int, list[Annotation]] = {}
        for annotation in annotations:
            exponent = ((annotation[3] - annotation[2] - 1).bit_length() + 1) // 2  # as in _class_of
            if exponent in by_class:
                by_class[exponent].append(annotation)
            else:
                by_class[exponent] = [annotation]
        self._classes: dict[int, tuple[list[int], list[Annotation]]] = {
            exponent: ([member[2] for member in members], members) for exponent, members in by_class.items()
        }

    def add(self, annotation: Annotation) -> None:
        """Take in one more."""
        starts, members = self._class_of(annotation)
        row = bisect_right(starts, annotation.start)
        starts.insert(row, annotation.start)
        members.insert(row, annotation)

    def discard(self, annotation: Annotation) -> None:
        """Let go of an annotation that is in it (found by start and id).

        Raises:
            KeyError: it is not there.
        """
        starts, members = self._class_of(annotation)
        row = bisect_left(starts, annotation.start)
        while row < len(members) and members[row].start == annotation.start:
            if members[row].id == annotation.id:
                del starts[row], members[row]
                return
            row += 1
        raise KeyError(annotation.id)

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

    def _class_of(self, annotation: Annotation) -> tuple[list[int], list[Annotation]]:
        exponent = ((annotation.end - annotation.start - 1).bit_length() + 1) // 2  # length <= 4 ** exponent
        held = self._classes.get(exponent)
        if held is None:
            held = self._classes[exponent] = ([], [])
        return held
