"""The agreement of a whole corpus, and the articles in which it is lost."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from analyst_app.agreement.agreement import Agreement, Scope
from analyst_app.agreement.bootstrap import Interval
from analyst_app.agreement.tally import TagSums, tally
from analyst_app.alignment.align import Reading

LayerPair = tuple[str, str]
"""Two layers, in the order of the agreement's."""


class Cost(NamedTuple):
    """What one article takes from the agreement of two layers."""

    article: str
    pair: LayerPair
    characters: int
    """Tagged by one of the two only, added up over the tags asked for."""


class CorpusAgreement:
    """Takes in article after article, and remembers of each how much its layers differ.

    Args:
        layers: ids of the layers that are compared.
        scope: the codebook's tags.
    """

    def __init__(self, layers: Sequence[str], scope: Scope) -> None:
        self.agreement = Agreement(layers, scope)
        self.intervals: dict[str | None, dict[str, Interval | None]] = {}
        """As ``Agreement.intervals`` gives them, once ``close`` was called."""
        self._differing: list[tuple[str, LayerPair, dict[str, int]]] = []

    def add(self, article: str, readings: Sequence[Reading], length: int) -> None:
        """Take in one more article.

        Args:
            article: its name.
            readings: two or more of the layers, in their order.
            length: of the text, code points.
        """
        found = tally(readings, length)
        self.agreement.add(found)
        for pair, told in found.pairs.items():
            by_tag = {tag: _differing(TagSums._make(numbers)) for tag, numbers in told.sums.by_tag.items()}
            self._differing.append((article, pair, by_tag))

    def close(self) -> None:
        """Draw the intervals: there are no more articles."""
        self.intervals = self.agreement.intervals()

    def costliest(self, tag: str = "", pair: LayerPair | None = None) -> list[Cost]:
        """Articles in which two layers differ, the greatest difference first.

        Args:
            tag: of which tag; empty: of all but the helpers.
            pair: of which two layers; None: of any.
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
