"""Krippendorff's alpha for unitizing over all values at once, from sums that can be added up over articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from analyst_app.agreement.coverage import Bounds
from analyst_app.agreement.measures import NOBODY, ONE_VALUE, Characters, Figure, u_alpha

VALUE_MEASURES = ("u_alpha", "binary_alpha", "cu_alpha")
"""Names of the figures over all values at once, in the order in which they are shown."""

NOT_SHARED = "no two readers tagged the same characters"
"""The reason that is given for cu-alpha where there is nothing whose values could be compared."""

Value = frozenset[str]
"""The tags that a reader gave to a stretch: several where her spans lie on each other; none: a gap."""

_GAP: Value = frozenset()
_Unit = tuple[int, int, Value]
"""Start, end and value of a stretch."""


@dataclass
class ValueSums:
    """The sums that the figures over all values follow from; those of articles are added up."""

    pairable: int = 0
    """Number of observers times number of characters."""
    lengths: Counter[Value] = field(default_factory=Counter)
    """Number of these by value, without the gaps."""
    squares: int = 0
    """Sum of the squared lengths of all units."""
    agreed: float = 0.0
    """Coincidences of a value with itself, gaps included."""
    shared: dict[Value, float] = field(default_factory=dict)
    """Coincidences of a value with any value, gaps left out."""
    shared_agreed: float = 0.0
    """Coincidences of a value with itself, gaps left out."""
    shared_squares: float = 0.0
    """Sum, over all units, of the squared length on which the other observers have a value, too."""

    def add(self, other: ValueSums) -> None:
        """Add the sums of one more article."""
        self.pairable += other.pairable
        self.lengths.update(other.lengths)
        self.squares += other.squares
        self.agreed += other.agreed
        for value, number in other.shared.items():
            self.shared[value] = self.shared.get(value, 0.0) + number
        self.shared_agreed += other.shared_agreed
        self.shared_squares += other.shared_squares

    def figures(self) -> dict[str, Figure]:
        """Return the figures by their names in ``VALUE_MEASURES``.

        Krippendorff, Mathet, Bouvry & Widlöcher 2016, "On the reliability of
        unitizing textual continua: Further developments", Quality & Quantity
        50(6); Krippendorff 2019, *Content Analysis*, 4th ed., 12.6, eq. 32-37.
        """
        tagged = self.lengths.total()
        both = sum(self.shared.values())
        binary = u_alpha([Characters(self.pairable, tagged, both, self.squares)])
        return {"u_alpha": self._nominal(tagged), "binary_alpha": binary, "cu_alpha": self._of_shared(both)}

    def _nominal(self, tagged: int) -> Figure:
        """Every value and the gaps against each other."""
        gaps = self.pairable - tagged
        same = sum(length * length for length in self.lengths.values()) - self.squares + gaps * gaps - gaps
        others = self.pairable**2 - self.squares - gaps
        return _one_minus(self.pairable, self.agreed, same, others, NOBODY if not tagged else ONE_VALUE)

    def _of_shared(self, both: float) -> Figure:
        """The values against each other, where two observers have one."""
        same = sum(length * length for length in self.shared.values()) - self.shared_squares
        why = ONE_VALUE if both else NOT_SHARED
        return _one_minus(both, self.shared_agreed, same, both * both - self.shared_squares, why)


def value_sums(layers: Iterable[Mapping[str, Sequence[Bounds]]], length: int) -> ValueSums:
    """Return the sums of one article.

    A stretch that one reader gave several tags has their combination as its
    value, because the measure knows one value at a place.

    Args:
        layers: for each observer the stretches of each tag, disjoint and sorted.
        length: of the text, code points.
    """
    observers = [_units(layer) for layer in layers]
    sums = ValueSums(pairable=len(observers) * length)
    events: list[tuple[int, int, int, Value]] = []
    for observer, units in enumerate(observers):
        for start, end, value in units:
            sums.lengths[value] += end - start
            sums.squares += (end - start) ** 2
            events += [(end, 0, observer, value), (start, 1, observer, value)]
    events.sort()  # no two have the same place, kind and observer: values are never compared
    _sweep(events, len(observers), length, sums)
    return sums


def _sweep(events: list[tuple[int, int, int, Value]], observers: int, length: int, sums: ValueSums) -> None:
    """Add the coincidences, place by place; a unit's end comes before the start of the next."""
    pairs = observers - 1
    with_value: Counter[Value] = Counter()
    shared: Counter[Value] = Counter()
    begun = [0] * observers
    before = covering = same = covered = agreed = shared_agreed = 0
    for position, begins, observer, value in events:
        step = position - before
        if step:
            gaps = observers - covering
            agreed += (same + gaps * (gaps - 1)) * step
            shared_agreed += same * step
            covered += covering * step
            before = position
        if begins:
            same += 2 * with_value[value]
            with_value[value] += 1
            covering += 1
            begun[observer] = covered - position
            continue
        with_value[value] -= 1
        same -= 2 * with_value[value]
        covering -= 1
        others = covered - position - begun[observer]  # what all observers cover of the unit, less the unit itself
        shared[value] += others
        sums.shared_squares += (others / pairs) ** 2
    agreed += observers * pairs * (length - before)
    sums.agreed, sums.shared_agreed = agreed / pairs, shared_agreed / pairs
    sums.shared = {value: number / pairs for value, number in shared.items() if number}


def _units(layer: Mapping[str, Sequence[Bounds]]) -> list[_Unit]:
    """The stretches of one observer with their values, disjoint and sorted."""
    spans = sorted((start, end, tag) for tag, units in layer.items() for start, end in units)
    if all(one[1] <= other[0] for one, other in pairwise(spans)):
        values = {tag: frozenset((tag,)) for tag in layer}
        return [(start, end, values[tag]) for start, end, tag in spans]
    edges = sorted([(end, 0, tag) for _, end, tag in spans] + [(start, 1, tag) for start, _, tag in spans])
    units: list[_Unit] = []
    now = _GAP
    before = 0
    for position, begins, tag in edges:
        if now and position > before:
            units.append((before, position, now))
        now = now | {tag} if begins else now - {tag}
        before = position
    return units


def _one_minus(total: float, agreed: float, same: float, others: float, why: str) -> Figure:
    """1 - observed / expected disagreement, from products of lengths without what a unit shares with itself."""
    chance = total - total * same / others if others > 0 else 0.0
    if chance <= 1e-9 * max(total, 1):
        return Figure(None, why)
    return Figure(1 - (total - agreed) / chance)
