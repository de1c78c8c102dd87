"""The agreement of a whole corpus, and the articles that cost it most."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analyst_app.agreement.agreement import Agreement, Scope
from analyst_app.agreement.bootstrap import Interval
from analyst_app.agreement.tally import TagSums, Tally, tally
from analyst_app.alignment.align import Reading

LayerPair = tuple[str, str]
"""Ids of two layers, in the order in which the agreement has them."""


class Cost(NamedTuple):
    """The disagreement of two layers on one article."""

    article: str
    """Name of the article."""
    pair: LayerPair
    """The two layers."""
    characters: int
    """Number of code points tagged by only one of the two, added up over the tags asked for."""


class CorpusAgreement:
    """The agreement of a corpus, made article by article, with the disagreement of each article.

    Args:
        layers: ids of the layers that are compared.
        scope: the tags of the codebook.
    """

    def __init__(self, layers: Sequence[str], scope: Scope) -> None:
        self.agreement = Agreement(layers, scope)
        """The sums over the articles that were added."""
        self.intervals: dict[str | None, dict[str, Interval | None]] = {}
        """Result of ``Agreement.intervals``; empty until ``close`` was called."""
        self._differing: list[tuple[str, LayerPair, dict[str, int]]] = []

    def add(self, article: str, readings: Sequence[Reading], length: int) -> None:
        """Add one more article.

        Args:
            article: its name.
            readings: two or more of the layers, in the order of ``layers``.
            length: length of the text in code points.
        """
        self.take(article, tally(readings, length, self.agreement.scope.skip))

    def take(self, article: str, found: Tally) -> None:
        """Add one more article that is tallied already.

        Args:
            article: its name.
            found: its part of the agreement.
        """
        self.agreement.add(found)
        for pair, told in found.pairs.items():
            by_tag = {tag: _differing(TagSums._make(numbers)) for tag, numbers in told.sums.by_tag.items()}
            self._differing.append((article, pair, by_tag))

    def close(self) -> None:
        """Draw the intervals, after the last article was added."""
        self.intervals = self.agreement.intervals()

    def costliest(self, tag: str = "", pair: LayerPair | None = None) -> list[Cost]:
        """Return the articles in which two layers differ, the greatest difference first.

        Args:
            tag: id of the tag that counts; empty for all tags but the helpers.
            pair: the two layers that count; None for every two.
        """
        helpers = self.agreement.scope.helpers
        found = []
        for article, layers, by_tag in self._differing:
            if pair is None or layers == pair:
                tags = [tag] if tag else [one for one in by_tag if one not in helpers]
                characters = sum(by_tag.get(one, 0) for one in tags)
                if characters:
                    found.append(Cost(article, layers, characters))
        return sorted(found, key=lambda cost: (-cost.characters, cost.article, cost.pair))


def _differing(sums: TagSums) -> int:
    return sums.by_a + sums.by_b - 2 * sums.by_both
