"""Lanes for overlapping spans: the depth of each underline. Pure geometry."""

from __future__ import annotations

from collections.abc import Iterable

from analyst_app.core.span import Span


def lanes(spans: Iterable[Span]) -> list[int]:
    """A lane for each span, so that no two in one lane share a code point.

    Lane 0 lies next to the text. Inner spans get the lanes near the text, the
    spans around them lie further out. The answer depends on the spans only,
    not on their order; equal spans are told apart by their place in it.

    Args:
        spans: code points, half-open, in any order.

    Returns:
        Lane numbers from 0, in the order of ``spans``.
    """
    listed = list(spans)
    shortest_first = sorted(range(len(listed)), key=lambda i: (listed[i].length, listed[i].start, i))
    given = [0] * len(listed)
    taken: list[list[Span]] = []
    for index in shortest_first:
        span = listed[index]
        lane = 1 + max(
            (number for number, members in enumerate(taken) if any(span.overlaps(member) for member in members)),
            default=-1,
        )
        if lane == len(taken):
            taken.append([])
        taken[lane].append(span)
        given[index] = lane
    return given
