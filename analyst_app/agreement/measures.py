"""The measures of agreement, from sums: each cites its paper and says when it is undefined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NamedTuple

NOBODY = "nobody used it"
ONE_VALUE = "one value only: there is nothing to tell apart by chance"


class Figure(NamedTuple):
    """A number, or None with the reason why there is none."""

    value: float | None
    why: str = ""


def f1(matched: int, total: int) -> Figure:
    """F1: twice the matched over all that both sides have.

    The harmonic mean of precision and recall (van Rijsbergen 1979, *Information
    Retrieval*), symmetric in both sides. For text spans it takes the place of
    kappa, whose count of agreed negatives has no bounds there (Hripcsak &
    Rothschild 2005, "Agreement, the F-measure, and reliability in information
    retrieval", JAMIA 12(3)).

    Args:
        matched: number of pairs.
        total: number on one side plus number on the other.
    """
    return Figure(2 * matched / total) if total else Figure(None, NOBODY)


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


def pair_alpha(pairs: Mapping[tuple[Any, Any], int]) -> Figure:
    """``nominal_alpha`` of two observers from counts of value pairs (the same paper, section B)."""
    counts: dict[Any, int] = {}
    agreed = 0
    for (one, two), count in pairs.items():
        counts[one] = counts.get(one, 0) + count
        counts[two] = counts.get(two, 0) + count
        agreed += 2 * count if one == two else 0
    total = sum(counts.values())
    if not total:
        return Figure(None, "no matched pair has a value on both sides")
    chance = total * (total - 1) - sum(count * (count - 1) for count in counts.values())
    if not chance:
        return Figure(None, ONE_VALUE)
    return Figure(1 - (total - agreed) * (total - 1) / chance)


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


class Characters(NamedTuple):
    """Sums over characters of one tag, from which all character measures follow."""

    pairable: int
    """Observers times characters, summed over articles."""
    tagged: int
    """Of these, how many have the tag."""
    agreed: float
    """Coincidences tag-tag: per character k · (k - 1) / (m - 1), k of m observers."""
    squares: int
    """Sum of the squared lengths of all units."""

    @property
    def disagreement(self) -> float:
        """Coincidences of tag and no tag, one way."""
        return self.tagged - self.agreed

    @property
    def undefined(self) -> str:
        """Why neither alpha exists, or nothing."""
        if not self.tagged:
            return NOBODY
        return ONE_VALUE if self.tagged == self.pairable else ""

    @property
    def alpha_chance(self) -> float:
        """Disagreement that chance would give (Krippendorff 2011)."""
        return self.tagged * (self.pairable - self.tagged) / (self.pairable - 1) if self.pairable > 1 else 0.0

    @property
    def unitizing_chance(self) -> float:
        """Disagreement that chance would give if whole units were thrown (Krippendorff et al. 2016, eq. 4)."""
        gaps = self.pairable - self.tagged
        others = self.pairable**2 - self.squares - gaps
        return self.pairable * self.tagged * gaps / others if others else 0.0


def alpha(tags: Iterable[Characters]) -> Figure:
    """Krippendorff's alpha on characters (tagged or not), of one tag or pooled over several.

    Pooled: observed and expected disagreement are each added up before they are
    divided, as in De Vries, Elliott, Kanouse & Teleki 2008, "Using pooled kappa
    to summarize interrater agreement across many items", Field Methods 20(3).
    """
    return _pooled([(sums.disagreement, sums.alpha_chance, sums.undefined) for sums in tags])


def u_alpha(tags: Iterable[Characters]) -> Figure:
    """``unitizing_alpha`` of one tag (its units against the gaps), or pooled as ``alpha`` is."""
    return _pooled([(sums.disagreement, sums.unitizing_chance, sums.undefined) for sums in tags])


def kappa(tables: Iterable[tuple[int, int, int, int]]) -> Figure:
    """Cohen's kappa on characters (tagged or not), of one tag or pooled as ``alpha`` is.

    Args:
        tables: for each tag, number of characters, tagged by A, by B, by both.
    """
    parts: list[tuple[float, float, str]] = []
    for length, by_a, by_b, by_both in tables:
        chance = (by_a * (length - by_b) + by_b * (length - by_a)) / length if length else 0.0
        why = "" if chance else ONE_VALUE if by_a else NOBODY
        parts.append((by_a + by_b - 2 * by_both, chance, why))
    return _pooled(parts)


def _pooled(parts: list[tuple[float, float, str]]) -> Figure:
    """1 - observed / expected disagreement, over the parts where it exists."""
    defined = [(observed, chance) for observed, chance, why in parts if not why and chance > 0]
    if not defined:
        return Figure(None, next((why for _, _, why in parts if why == ONE_VALUE), NOBODY))
    return Figure(1 - sum(observed for observed, _ in defined) / sum(chance for _, chance in defined))
