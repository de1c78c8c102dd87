"""Lanes for overlapping spans: the depth of each underline. Pure geometry."""

from __future__ import annotations

from collections.abc import Iterable


def lanes(spans: Iterable[tuple[int, int]]) -> list[int]:
    """A lane for each span, so that no two in one lane share a code point.

    Lane 0 lies next to the text. Inner spans get the lanes near the text, the
    spans around them lie further out. The answer depends on the spans only,
    not on their order; equal spans are told apart by their place in it.

    Args:
        spans: code points, half-open, in any order.

    Returns:
        Lane numbers from 0, in the order of ``spans``.
    """
    shortest_first = sorted([(end - start, start, number, end) for number, (start, end) in enumerate(spans)])
    given = [0] * len(shortest_first)
    taken: list[list[tuple[int, int]]] = []
    for _, start, number, end in shortest_first:  # nothing is called: each paragraph that comes into sight is laned
        lane = len(taken)
        while lane and not [low for low, high in taken[lane - 1] if low < end and start < high]:
            lane -= 1
        if lane == len(taken):
            taken.append([])
        taken[lane].append((start, end))
        given[number] = lane
    return given
