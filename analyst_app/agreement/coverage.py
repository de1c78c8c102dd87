"""Arithmetic with covered characters as sorted disjoint stretches: sweeps, never arrays of characters."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Bounds = tuple[int, int]
"""Start and end of a stretch; code points, half-open."""


def united(spans: Iterable[Bounds]) -> list[Bounds]:
    """Return the spans sorted, with overlapping ones joined; spans that only touch stay two units."""
    units: list[Bounds] = []
    last_start = last_end = -1
    for start, end in sorted(spans):
        if start >= last_end:
            if last_end > last_start:
                units.append((last_start, last_end))
            last_start, last_end = start, end
        elif end > last_end:
            last_end = end
    if last_end > last_start:
        units.append((last_start, last_end))
    return units


def length_of(units: Iterable[Bounds]) -> int:
    """Return the number of code points in disjoint stretches."""
    return sum(end - start for start, end in units)


def without(units: Sequence[Bounds], zones: Sequence[Bounds]) -> list[Bounds]:
    """Return the parts of some units that lie outside some zones.

    Args:
        units: disjoint and sorted.
        zones: disjoint and sorted.
    """
    if not zones or not units:
        return list(units)
    left: list[Bounds] = []
    at = 0
    for start, end in units:
        while at < len(zones) and zones[at][1] <= start:
            at += 1
        following = at
        while following < len(zones) and zones[following][0] < end:
            if start < zones[following][0]:
                left.append((start, zones[following][0]))
            start = max(start, zones[following][1])
            following += 1
        if start < end:
            left.append((start, end))
    return left


def lies_inside(start: int, end: int, zones: Sequence[Bounds]) -> bool:
    """Return True if a span lies wholly inside some zones; zones that touch count as one.

    Args:
        start: first code point of the span.
        end: first code point after it.
        zones: disjoint and sorted.
    """
    for zone_start, zone_end in zones:
        if zone_start > start:
            return False
        if zone_end > start:
            start = zone_end
            if start >= end:
                return True
    return False


def shared_length(a: Sequence[Bounds], b: Sequence[Bounds]) -> int:
    """Return the number of code points that lie in both.

    Args:
        a: disjoint and sorted.
        b: disjoint and sorted.
    """
    shared = at = 0
    same = set(a).intersection(b)
    if same:  # a stretch that both have overlaps no other
        shared = sum([end - start for start, end in same])
        if len(same) == len(a) or len(same) == len(b):
            return shared
        a, b = [one for one in a if one not in same], [one for one in b if one not in same]
    for start, end in a:
        while at < len(b) and b[at][1] <= start:
            at += 1
        following = at
        while following < len(b) and b[following][0] < end:
            shared += min(end, b[following][1]) - max(start, b[following][0])
            following += 1
    return shared


def ordered_pairs(observers: Sequence[Sequence[Bounds]]) -> int:
    """Return the sum of k · (k - 1) over all code points, where k observers cover the code point."""
    events = sorted(event for units in observers for start, end in units for event in ((start, 1), (end, -1)))
    total = covering = before = 0
    for position, step in events:
        total += covering * (covering - 1) * (position - before)
        covering += step
        before = position
    return total
