"""The measures of agreement, from sums: each cites its paper and says when it is undefined."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, NamedTuple

from analyst_app.wording import marked, tr

NOBODY = marked("nobody used it")
"""The reason that is given where no layer has anything to compare."""
ONE_VALUE = marked("one value only: there is nothing to tell apart by chance")
"""The reason that is given where all values are the same."""


class Figure(NamedTuple):
    """A number, or None with the reason why there is none."""

    value: float | None
    """The number; None if it is undefined."""
    why: str = ""
    """The reason why it is undefined, else empty."""


def f1(matched: int, total: int) -> Figure:
    """Return F1: twice the matched over all that both sides have.

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


def pair_alpha(pairs: Mapping[tuple[Any, Any], int]) -> Figure:
    """Return Krippendorff's alpha for nominal values of two observers.

    1 - observed / expected disagreement (Krippendorff 2011, "Computing
    Krippendorff's alpha-reliability", section B).

    Args:
        pairs: number of times that each pair of values occurs.
    """
    counts: dict[Any, int] = {}
    agreed = 0
    for (one, two), count in pairs.items():
        counts[one] = counts.get(one, 0) + count
        counts[two] = counts.get(two, 0) + count
        agreed += 2 * count if one == two else 0
    total = sum(counts.values())
    if not total:
        return Figure(None, tr("no matched pair has a value on both sides"))
    chance = total * (total - 1) - sum(count * (count - 1) for count in counts.values())
    if not chance:
        return Figure(None, ONE_VALUE)
    return Figure(1 - (total - agreed) * (total - 1) / chance)


class Characters(NamedTuple):
    """Sums over characters of one tag, from which all character measures follow."""

    pairable: int
    """Number of observers times number of characters, summed over articles."""
    tagged: int
    """Number of these that have the tag."""
    agreed: float
    """Coincidences of tag with tag: per character k · (k - 1) / (m - 1), for k of m observers."""
    squares: int
    """Sum of the squared lengths of all units."""

    @property
    def disagreement(self) -> float:
        """Coincidences of tag with no tag, counted one way."""
        return self.tagged - self.agreed

    @property
    def undefined(self) -> str:
        """The reason why neither alpha exists; empty if they do."""
        if not self.tagged:
            return NOBODY
        return ONE_VALUE if self.tagged == self.pairable else ""

    @property
    def alpha_chance(self) -> float:
        """The disagreement that chance would give (Krippendorff 2011)."""
        return self.tagged * (self.pairable - self.tagged) / (self.pairable - 1) if self.pairable > 1 else 0.0

    @property
    def unitizing_chance(self) -> float:
        """The disagreement that chance would give if whole units were thrown (Krippendorff et al. 2016, eq. 4)."""
        gaps = self.pairable - self.tagged
        others = self.pairable**2 - self.squares - gaps
        return self.pairable * self.tagged * gaps / others if others else 0.0


def alpha(tags: Iterable[Characters]) -> Figure:
    """Return Krippendorff's alpha on characters (tagged or not), of one tag or pooled over several.

    1 - observed / expected disagreement (Krippendorff 2011, "Computing
    Krippendorff's alpha-reliability"). Pooled: observed and expected
    disagreement are each added up before they are divided, as in De Vries,
    Elliott, Kanouse & Teleki 2008, "Using pooled kappa to summarize interrater
    agreement across many items", Field Methods 20(3).
    """
    return _pooled([(sums.disagreement, sums.alpha_chance, sums.undefined) for sums in tags])


def u_alpha(tags: Iterable[Characters]) -> Figure:
    """Return Krippendorff's alpha for unitizing, of one tag (its units against the gaps), or pooled as ``alpha`` is.

    Krippendorff, Mathet, Bouvry & Widlöcher 2016, "On the reliability of
    unitizing textual continua: Further developments", Quality & Quantity 50(6);
    Krippendorff 2019, *Content Analysis*, 4th ed., 12.6, eq. 32-34.
    """
    return _pooled([(sums.disagreement, sums.unitizing_chance, sums.undefined) for sums in tags])


Table = tuple[int, int, int, int]
"""Of one tag the number of characters: all, tagged by A, by B, by both; in whatever unit."""


def ac1(tables: Iterable[Table]) -> Figure:
    """Return Gwet's AC1 on characters (tagged or not), of one tag or pooled as ``alpha`` is.

    1 - observed / expected disagreement, where chance agrees as often as twice
    the share of tagged and of untagged characters multiplied: never in more
    than half of all cases (Gwet 2008, "Computing inter-rater reliability and
    its variance in the presence of high agreement", British Journal of
    Mathematical and Statistical Psychology 61(1), eq. 6 and 7). Each character
    weighs the same, however many people read it (Gwet 2014, *Handbook of
    Inter-Rater Reliability*, 4th ed., 2.5, for items that some did not rate).

    Args:
        tables: for each tag the number of characters, as a mean pair of the
            readers has them.
    """
    parts: list[tuple[float, float, str]] = []
    for length, by_a, by_b, by_both in tables:
        share = (by_a + by_b) / (2 * length) if length else 0.0
        chance = length * (1 - 2 * share * (1 - share))
        parts.append((by_a + by_b - 2 * by_both, chance, "" if by_a or by_b else NOBODY))
    return _pooled(parts)


def kappa(tables: Iterable[Table]) -> Figure:
    """Return Cohen's kappa on characters (tagged or not), of one tag or pooled as ``alpha`` is.

    1 - observed / expected disagreement, expected from each observer's own
    shares (Cohen 1960, "A coefficient of agreement for nominal scales",
    Educational and Psychological Measurement 20(1)).

    Args:
        tables: for each tag the number of characters: all, tagged by A, by B, by both.
    """
    parts: list[tuple[float, float, str]] = []
    for length, by_a, by_b, by_both in tables:
        chance = (by_a * (length - by_b) + by_b * (length - by_a)) / length if length else 0.0
        why = "" if chance else ONE_VALUE if by_a else NOBODY
        parts.append((by_a + by_b - 2 * by_both, chance, why))
    return _pooled(parts)


def _pooled(parts: list[tuple[float, float, str]]) -> Figure:
    """Return 1 - observed / expected disagreement, over the parts where it exists."""
    defined = [(observed, chance) for observed, chance, why in parts if not why]
    if not defined:
        return Figure(None, next((why for _, _, why in parts if why == ONE_VALUE), NOBODY))
    return Figure(1 - sum(observed for observed, _ in defined) / sum(chance for _, chance in defined))
