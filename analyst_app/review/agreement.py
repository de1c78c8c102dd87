"""Agreement between annotators over a corpus: per tag, overall, on attributes and links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import combinations
from typing import Any

from analyst_app.review import bootstrap
from analyst_app.review.measures import ONE_VALUE, Figure, alpha, f1, kappa, pair_alpha, u_alpha
from analyst_app.review.tally import WIDTH, Scope, TagSums, Tally

MEASURES = ("f1_exact", "f1_overlap", "kappa", "alpha", "u_alpha")

ONE_ARTICLE = "only one article: an interval over articles needs at least two"
TWO_ONLY = "Cohen's kappa is for two layers; see the pairs"
UNSTABLE = "undefined in more than one draw of twenty"


@dataclass(frozen=True)
class TagAgreement:
    """The figures of one tag, or of all but the helpers together."""

    figures: dict[str, Figure]
    """By name, as in ``MEASURES``."""
    spans: dict[str, int]
    """Number of spans by layer."""
    moved: Figure
    """Mean number of characters by which the ends of matched spans differ."""
    exact: Figure
    """Share of the matched spans whose both ends agree."""
    matched: int
    """Number of matched pairs."""
    interval: dict[str, bootstrap.Interval | None] = field(default_factory=dict)


@dataclass(frozen=True)
class AttributeAgreement:
    """Values of one attribute on matched spans."""

    alpha: Figure
    n: int
    """Pairs in which both gave a value."""
    matched: int
    """Matched pairs of the tag."""

    @property
    def coverage(self) -> float | None:
        """Share of the matched pairs in which both gave a value."""
        return self.n / self.matched if self.matched else None


class Agreement:
    """Sums of tallies, and the figures that follow from them.

    Args:
        layers: ids of the layers that are compared.
        scope: what is counted; every tally was made with it.
    """

    def __init__(self, layers: Sequence[str], scope: Scope) -> None:
        self.layers = tuple(layers)
        self.scope = scope
        self.articles = 0
        self._whole = [0] * (WIDTH * len(scope.tags))
        self._pairs = {pair: [0] * (WIDTH * len(scope.tags)) for pair in combinations(self.layers, 2)}
        self._spans = {layer: [0] * len(scope.tags) for layer in self.layers}
        self._values: Counter[tuple[str, str, Any, Any]] = Counter()
        self._links: Counter[tuple[str, str]] = Counter()
        self._vectors: list[list[int]] = []

    def add(self, article: Tally) -> None:
        """Take in one more article."""
        self.articles += 1
        self._vectors.append(article.whole)
        self.count(article)

    def count(self, part: Tally, sign: int = 1) -> None:
        """Add what a tally says, or take it away again with sign -1."""
        _add(self._whole, part.whole, sign)
        for layer, numbers in part.spans.items():
            _add(self._spans[layer], numbers, sign)
        for pair, sums in part.pairs.items():
            _add(self._pairs[pair], sums.sums, sign)
            for key, number in sums.attributes.items():
                self._values[key] += sign * number
        for counts in part.links.values():
            for link_key, number in counts.items():
                self._links[link_key] += sign * number

    # -- figures -------------------------------------------------------------

    def tag(self, tag: str) -> TagAgreement:
        """The figures of one tag."""
        place = self.scope.tags.index(tag)
        return self._agreement([place])

    def overall(self) -> TagAgreement:
        """All tags but the helpers: spans added up, characters pooled over tags."""
        return self._agreement(self._counting())

    def pair(self, one: str, other: str, tag: str | None = None) -> dict[str, Figure]:
        """The figures of two of the layers, of one tag or overall."""
        places = self._counting() if tag is None else [self.scope.tags.index(tag)]
        sums = self._pairs[one, other]
        return _figures([_at(sums, place) for place in places], two=True)

    def attributes(self) -> dict[str, dict[str, AttributeAgreement]]:
        """By tag and attribute, what was given at least once."""
        given: dict[tuple[str, str], Counter[tuple[Any, Any]]] = {}
        seen: Counter[tuple[str, str]] = Counter()
        for (tag, name, one, two), number in self._values.items():
            if not number:
                continue
            flag = (tag, name) in self.scope.flags
            seen[tag, name] += number
            if flag or (one is not None and two is not None):
                pair = (bool(one), bool(two)) if flag else (one, two)
                given.setdefault((tag, name), Counter())[pair] += number
        answer: dict[str, dict[str, AttributeAgreement]] = {}
        for (tag, name), with_value in sorted(seen.items()):
            matched = _at(self._whole, self.scope.tags.index(tag)).matched
            pairs = given.get((tag, name), Counter())
            if (tag, name) in self.scope.flags:
                pairs[False, False] += matched - with_value
            measured = AttributeAgreement(pair_alpha(+pairs), pairs.total(), matched)
            answer.setdefault(tag, {})[name] = measured
        return answer

    def links(self) -> dict[str, tuple[Figure, int, int]]:
        """By role: F1, agreed pairs, links on both sides."""
        roles = sorted({role for (role, _), number in self._links.items() if number})
        return {
            role: (
                f1(self._links[role, "both"], self._links[role, "all"]),
                self._links[role, "both"],
                self._links[role, "all"],
            )
            for role in roles
        }

    def intervals(self) -> dict[str | None, dict[str, bootstrap.Interval | None]]:
        """The bootstrap interval of each measure by tag, overall under None; empty with fewer than two articles."""
        if self.articles < 2:
            return {}
        rows: list[list[int]] = [[place] for place in range(len(self.scope.tags))] + [self._counting()]
        two = len(self.layers) == 2

        def figures(total: list[int]) -> list[float | None]:
            tags = [_at(total, place) for place in range(len(self.scope.tags))]
            found: list[float | None] = []
            for places in rows:
                by_name = _figures([tags[place] for place in places], two=two)
                found += [by_name[name].value for name in MEASURES]
            return found

        flat = bootstrap.intervals(self._vectors, figures)
        names: list[str | None] = [*self.scope.tags, None]
        return {
            name: dict(zip(MEASURES, flat[row * len(MEASURES) : (row + 1) * len(MEASURES)], strict=True))
            for row, name in enumerate(names)
        }

    # -- inside --------------------------------------------------------------

    def _counting(self) -> list[int]:
        return [place for place, tag in enumerate(self.scope.tags) if tag not in self.scope.helpers]

    def _agreement(self, places: list[int]) -> TagAgreement:
        sums = [_at(self._whole, place) for place in places]
        matched = sum(one.matched for one in sums)
        why = "" if matched else "no spans were matched"
        return TagAgreement(
            figures=_figures(sums, two=len(self.layers) == 2),
            spans={layer: sum(self._spans[layer][place] for place in places) for layer in self.layers},
            moved=Figure(sum(one.moved for one in sums) / matched if matched else None, why),
            exact=Figure(sum(one.exact for one in sums) / matched if matched else None, why),
            matched=matched,
        )


def _add(to: list[int], numbers: Sequence[int], sign: int) -> None:
    for place, number in enumerate(numbers):
        to[place] += sign * number


def _at(sums: Sequence[int], place: int) -> TagSums:
    return TagSums._make(sums[place * WIDTH : (place + 1) * WIDTH])


def _figures(tags: Sequence[TagSums], *, two: bool) -> dict[str, Figure]:
    spans = sum(one.spans for one in tags)
    characters = [one.characters for one in tags]
    return {
        "f1_exact": f1(sum(one.exact for one in tags), spans),
        "f1_overlap": f1(sum(one.overlapping for one in tags), spans),
        "kappa": kappa([one[9:13] for one in tags]) if two else Figure(None, TWO_ONLY),
        "alpha": alpha(characters),
        "u_alpha": u_alpha(characters),
    }


__all__ = ["MEASURES", "ONE_ARTICLE", "ONE_VALUE", "UNSTABLE", "Agreement", "AttributeAgreement", "TagAgreement"]
