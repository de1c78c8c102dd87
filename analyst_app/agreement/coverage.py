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


def shared_lengths(observers: Sequence[Sequence[Bounds]]) -> dict[int, int]:
    """Return how many code points exactly these observers cover, by a number that has one bit for each of them.

    Args:
        observers: for each its stretches, disjoint and sorted.
    """
    found: dict[int, int] = {}
    same = set(observers[0]).intersection(*observers[1:])
    if same:  # a stretch that all have overlaps no other
        found[(1 << len(observers)) - 1] = length_of(same)
        observers = [[one for one in own if one not in same] for own in observers]
    changes: dict[int, int] = {}
    for observer, own in enumerate(observers):
        bit = 1 << observer
        for start, end in own:
            changes[start] = changes.get(start, 0) ^ bit
            changes[end] = changes.get(end, 0) ^ bit
    covering = before = 0
    for position in sorted(changes):
        if covering:
            found[covering] = found.get(covering, 0) + position - before
        before = position
        covering ^= changes[position]
    return found
