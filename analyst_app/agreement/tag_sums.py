"""The numbers of one tag that every measure follows from: whole, so that those of articles can be added up."""

from __future__ import annotations

from typing import NamedTuple

from analyst_app.agreement.measures import Characters

SCALE = 360_360
"""Factor on coincidences and means; divisible by 1 to 15, so that those of so many observers stay whole numbers."""


class TagSums(NamedTuple):
    """The sums for one tag; the first four are those of ``measures.Characters``."""

    pairable: int
    """Number of observers times number of characters."""
    tagged: int = 0
    """Number of these that have the tag."""
    agreed: int = 0
    """Coincidences of tag with tag, times ``SCALE``."""
    squares: int = 0
    """Sum of the squared lengths of all units."""
    exact: int = 0
    """Number of identical pairs, over all pairs of layers."""
    overlapping: int = 0
    """Greatest possible number of one-to-one pairs that overlap, over all pairs of layers."""
    spans: int = 0
    """Number of spans of both layers, over all pairs of layers."""
    matched: int = 0
    """Number of pairs in the best matching."""
    moved: int = 0
    """Number of code points by which the ends of these pairs differ."""
    length: int = 0
    """Number of characters, times ``SCALE`` as the rest, for kappa and AC1. The rest is of two layers, or of a mean
    pair of several."""
    by_a: int = 0
    """Number of characters that A tagged."""
    by_b: int = 0
    """Number of characters that B tagged."""
    by_both: int = 0
    """Number of characters that both tagged."""

    @property
    def characters(self) -> Characters:
        """The sums that alpha and u-alpha follow from."""
        return Characters(self.pairable, self.tagged, self.agreed / SCALE, self.squares)


class Sums(NamedTuple):
    """``TagSums`` as lists of numbers."""

    by_tag: dict[str, list[int]]
    """The numbers of each tag that was used."""
    unused: list[int]
    """The numbers of a tag that nobody used."""

    def of(self, tag: str) -> list[int]:
        """Return the numbers of a tag, used or not."""
        return self.by_tag.get(tag, self.unused)
