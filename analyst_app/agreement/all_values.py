"""Krippendorff's alpha for unitizing over all values at once, from sums that can be added up over articles."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from analyst_app.agreement.coverage import Bounds
from analyst_app.agreement.measures import NOBODY, ONE_VALUE, Characters, Figure, u_alpha
from analyst_app.wording import marked

VALUE_MEASURES = ("u_alpha", "binary_alpha", "cu_alpha")
"""Names of the figures over all values at once, in the order in which they are shown."""

NOT_SHARED = marked("no two readers tagged the same characters")
"""The reason that is given for cu-alpha where there is nothing whose values could be compared."""

Value = frozenset[str]
"""The tags that a reader gave to a stretch: several where her spans lie on each other; none: a gap."""

_Unit = tuple[int, int, int]
"""Start, end and value of a stretch; the value with one bit for each tag."""


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
    bits: dict[str, int] = {}
    observers = [_units(layer, bits) for layer in layers]
    found = _Sweep(len(observers) - 1)
    lengths: dict[int, int] = {}
    squares = 0
    for units in observers:
        for start, end, value in units:
            size = end - start
            lengths[value] = lengths.get(value, 0) + size
            squares += size * size
    found.sweep(observers)
    pairs = max(found.pairs, 1)
    values = {value: frozenset([tag for tag, bit in bits.items() if value & bit]) for value in lengths}
    return ValueSums(
        pairable=len(observers) * length,
        lengths=Counter({values[value]: number for value, number in lengths.items()}),
        squares=squares,
        agreed=(len(observers) * pairs * length - found.differing) / pairs,
        shared={values[value]: number / pairs for value, number in found.shared.items() if number},
        shared_agreed=found.shared_agreed / pairs,
        shared_squares=found.shared_squares / pairs**2,
    )


class _Sweep:
    """The sums over all values of one article, from one pass over the ends of all units.

    Args:
        pairs: number of the observers that each is compared with.
    """

    def __init__(self, pairs: int) -> None:
        self.pairs = pairs
        self.differing = 0
        """Pairs of observers with another value, over all characters; each counted twice."""
        self.shared: dict[int, int] = {}
        """By value, the characters of its units times the number of others who have a value there."""
        self.shared_agreed = 0
        self.shared_squares = 0

    def sweep(self, observers: Sequence[Sequence[_Unit]]) -> None:
        """Take in the units of all observers; those that are the same to several come and go together."""
        units = Counter([unit for own in observers for unit in own])
        edges = []
        for number, ((start, end, value), times) in enumerate(units.items()):
            edges += [(end, 0, number, value, times), (start, 1, number, value, times)]
        edges.sort()  # a unit's end comes before the start of the next
        self._count(edges, len(observers))

    def _count(self, edges: list[tuple[int, int, int, int, int]], observers: int) -> None:
        with_value: dict[int, int] = {}
        begun: dict[int, int] = {}
        before = covering = alike = covered = 0
        for position, begins, unit, value, times in edges:
            step = position - before
            if step:
                self.differing += (covering * (2 * observers - covering - 1) - alike) * step
                self.shared_agreed += alike * step
                covered += covering * step
                before = position
            already = with_value.get(value, 0)
            if begins:
                alike += times * (2 * already + times - 1)
                with_value[value] = already + times
                covering += times
                begun[unit] = covered - position
                continue
            already -= times
            with_value[value] = already
            alike -= times * (2 * already + times - 1)
            covering -= times
            others = covered - position - begun[unit]  # what all observers cover of the unit, less the unit itself
            self.shared[value] = self.shared.get(value, 0) + others * times
            self.shared_squares += others * others * times


def _units(layer: Mapping[str, Sequence[Bounds]], bits: dict[str, int]) -> list[_Unit]:
    """The stretches of one observer with their values, disjoint and sorted.

    Args:
        layer: the stretches of each tag.
        bits: by tag, the bit that stands for it in a value; takes those of new tags.
    """
    spans = []
    for tag, units in layer.items():
        bit = bits.setdefault(tag, 1 << len(bits))
        spans += [(start, end, bit) for start, end in units]
    spans.sort()
    if all(one[1] <= other[0] for one, other in pairwise(spans)):
        return spans
    changes: dict[int, int] = {}
    for start, end, bit in spans:
        changes[start] = changes.get(start, 0) ^ bit
        changes[end] = changes.get(end, 0) ^ bit
    found: list[_Unit] = []
    now = before = 0
    for position in sorted(changes):
        if now:
            found.append((before, position, now))
        now ^= changes[position]
        before = position
    return found


def _one_minus(total: float, agreed: float, same: float, others: float, why: str) -> Figure:
    """1 - observed / expected disagreement, from products of lengths without what a unit shares with itself."""
    chance = total - total * same / others if others > 0 else 0.0
    if chance <= 1e-9 * max(total, 1):
        return Figure(None, why)
    return Figure(1 - (total - agreed) / chance)
