"""The measures as their papers print them, from values and units instead of sums: what ours are held against."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from analyst_app.agreement.measures import NOBODY, ONE_VALUE, Figure


def cohens_kappa(table: Sequence[Sequence[int]]) -> Figure:
    """Kappa of two observers.

    1 - observed / expected disagreement, expected from each observer's own
    shares (Cohen 1960, "A coefficient of agreement for nominal scales",
    Educational and Psychological Measurement 20(1)).

    Args:
        table: how often A's value (row) met B's value (column).
    """
    total = sum(map(sum, table))
    if not total:
        return Figure(None, NOBODY)
    agreed = sum(table[value][value] for value in range(len(table)))
    chance = sum(sum(table[value]) * sum(row[value] for row in table) for value in range(len(table)))
    if chance == total * total:
        return Figure(None, ONE_VALUE)
    return Figure(1 - (total - agreed) * total / (total * total - chance))


def nominal_alpha(units: Iterable[Sequence[Any]]) -> Figure:
    """Krippendorff's alpha for nominal data, any number of observers, missing values allowed.

    1 - observed / expected disagreement from the matrix of coincidences
    (Krippendorff 2011, "Computing Krippendorff's alpha-reliability", section C).

    Args:
        units: for each unit the values that it was given; a missing one is left
            out. Units with fewer than two count for nothing.
    """
    agreed = pairable = 0.0
    counts: dict[Any, int] = {}
    for values in units:
        if len(values) < 2:
            continue
        pairable += len(values)
        here: dict[Any, int] = {}
        for value in values:
            here[value] = here.get(value, 0) + 1
        for value, count in here.items():
            counts[value] = counts.get(value, 0) + count
            agreed += count * (count - 1) / (len(values) - 1)
    if not pairable:
        return Figure(None, "no unit has two values to compare")
    chance = pairable * (pairable - 1) - sum(count * (count - 1) for count in counts.values())
    if not chance:
        return Figure(None, ONE_VALUE)
    return Figure(1 - (pairable - agreed) * (pairable - 1) / chance)


def unitizing_alpha(observers: Sequence[Sequence[tuple[int, int, Any]]], length: int) -> Figure:
    """Krippendorff's alpha for unitizing, nominal values, all values at once.

    1 - observed / expected disagreement. Observed: lengths of the intersections
    of all observers' units and gaps. Expected: products of the values' total
    lengths, less what a unit would share with itself; gaps have no such
    structure (Krippendorff, Mathet, Bouvry & Widlöcher 2016, "On the
    reliability of unitizing textual continua: Further developments", Quality &
    Quantity 50(6); Krippendorff 2019, *Content Analysis*, 4th ed., 12.6, eq. 32-34).

    Args:
        observers: each one's units (start, end, value), not overlapping.
        length: of the continuum.
    """
    gap = object()
    lengths: dict[Any, int] = {}
    own: dict[Any, int] = {}
    events: list[tuple[int, int, Any]] = []
    for observer, units in enumerate(observers):
        covered = 0
        for start, end, value in units:
            lengths[value] = lengths.get(value, 0) + end - start
            own[value] = own.get(value, 0) + (end - start) ** 2
            covered += end - start
            events += [(start, observer, value), (end, observer, gap)]
        lengths[gap] = lengths.get(gap, 0) + length - covered
    own[gap] = lengths.get(gap, 0)
    agreed = _agreed_lengths(events, len(observers), gap, length)
    total = len(observers) * length
    pairable = total * total - sum(own.values())
    chance = total - total * sum(lengths[value] ** 2 - own[value] for value in lengths) / pairable if pairable else 0
    if chance <= 0:
        return Figure(None, NOBODY if lengths.get(gap) == total else ONE_VALUE)
    return Figure(1 - (total - agreed) / chance)


def _agreed_lengths(events: list[tuple[int, int, Any]], observers: int, gap: Any, length: int) -> float:
    """Length on which ordered pairs of observers have one value, a pair counted 1 / (observers - 1)."""
    # At one place the end of a unit comes before the start of the next.
    events.sort(key=lambda event: (event[0], event[2] is not gap))
    now: list[Any] = [gap] * observers
    agreed = before = 0
    for position, observer, value in [*events, (length, 0, gap)]:
        if position > before:
            same = sum(now.count(one) - 1 for one in now)
            agreed += same * (position - before)
            before = position
        now[observer] = value
    return agreed / (observers - 1) if observers > 1 else 0.0
