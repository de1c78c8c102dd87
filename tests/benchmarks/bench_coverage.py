"""Intervals of agreement: the share of made corpora in whose interval the figure of all such articles lies.

Only the numbers of an article are made, by chance; the figures and their intervals are the program's own. An article
has its own share of spans that two readers agree about, drawn from a beta distribution: the articles of a corpus differ
as easy and hard ones do. ``python -m tests.benchmarks.bench_coverage`` prints the long table of docs/measured.md.
"""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from analyst_app.agreement.agreement import MEASURES, Agreement, Scope
from analyst_app.agreement.jackknife import FEWEST
from analyst_app.agreement.tag_sums import SCALE, Sums, TagSums
from analyst_app.agreement.tally import PairTally, Tally
from tests.benchmarks.rows import Row

LENGTH = 3_000
CORPORA = 2_000
ALPHAS, TAGS = (0.5, 0.7, 0.9), (3, 60)
ALIKE, UNLIKE = 8.0, 3.0
"""The two parameters of the beta distribution added up: the less, the more do articles differ."""
_SCOPE = Scope(("claim",))
_PLACES = 600_000
"""Number of places in the articles that the true figure is of."""


class Kind(NamedTuple):
    """A kind of articles."""

    tags: int
    """Spans of both readers together that lie in one place, on average."""
    alpha: float
    """The agreement of all such articles."""
    spread: float = ALIKE


def rows() -> Iterator[Row]:
    why = "of 2,000 corpora the share has a standard error of half a percent"
    for tags in TAGS:
        for alpha in ALPHAS:
            found = [100 * share for share in coverage(Kind(tags, alpha), FEWEST, CORPORA).values()]
            what = f"95 % intervals of {FEWEST} articles, {tags} tags each, alpha {alpha}: % that hold, of six measures"
            yield Row(f"{what}, least", min(found), 92, "%", at_least=True, low=min(found), high=max(found), why=why)
            yield Row(f"{what}, most", max(found), 98, "%", low=min(found), high=max(found), why=why)


def coverage(kind: Kind, articles: int, corpora: int, seed: int = 1) -> dict[str, float]:
    """The share of the intervals that hold the figure of all such articles, by measure; of those that are told."""
    import numpy

    random = numpy.random.default_rng(seed)
    agreed, true = _truth(kind)
    held: Counter[str] = Counter()
    told: Counter[str] = Counter()
    for _ in range(corpora):
        made = Agreement(("a", "b"), _SCOPE)
        for numbers in _drawn(kind, agreed, articles, random).tolist():
            made.add(_tally(numbers))
        for name, bounds in made.intervals()[None].items():
            if bounds is not None:
                told[name] += 1
                held[name] += bounds[0] <= true[name] <= bounds[1]
    return {name: held[name] / told[name] for name in MEASURES if told[name]}


def _drawn(kind: Kind, agreed: float, articles: int, random):
    """For so many articles the numbers of ``TagSums`` but the first, as rows."""
    import numpy

    places = 1 + random.poisson(kind.tags - 1, articles)
    article = numpy.repeat(numpy.arange(articles), places)
    share = random.beta(agreed * kind.spread, (1 - agreed) * kind.spread, articles)[article]
    size = numpy.clip(random.lognormal(numpy.log(20 if kind.tags > 20 else 60), 0.5, len(article)), 3, 400).astype(int)
    draw, side = random.random(len(article)), random.random(len(article)) < 0.5
    same, both = draw < 0.8 * share, draw < share
    moved = numpy.where(both & ~same, numpy.minimum(random.integers(1, 7, len(article)), size - 1), 0)
    of_a, of_b = size * (both | side), (size - moved) * (both | ~side)
    shared = numpy.where(both, size - moved, 0)
    columns = [
        *(of_a + of_b, 2 * shared * SCALE, of_a**2 + of_b**2, same, both, 1 + both, both, moved),
        *(0 * size, of_a * SCALE, of_b * SCALE, shared * SCALE),
    ]
    sums = numpy.stack([numpy.bincount(article, one, articles) for one in columns], 1).astype(numpy.int64)
    sums[:, 8] = LENGTH * SCALE
    return sums


@cache
def _truth(kind: Kind) -> tuple[float, dict[str, float]]:
    """The share of places that readers agree about that gives the alpha wanted, and all figures that come of it."""
    import numpy

    random = numpy.random.default_rng(0)

    def figures(agreed: float, articles: int) -> dict[str, float]:
        made = Agreement(("a", "b"), _SCOPE)
        made.count(_tally(_drawn(kind, agreed, articles, random).sum(0).tolist()))
        return {name: figure.value for name, figure in made.overall().figures.items()}

    low, high = 0.05, 0.999
    for _ in range(12):
        middle = (low + high) / 2
        found = figures(middle, _PLACES // 4 // kind.tags)
        low, high = (middle, high) if found["alpha"] < kind.alpha else (low, middle)
    return low, figures(low, _PLACES // kind.tags)


def _tally(numbers: list[int]) -> Tally:
    length = numbers[8] // SCALE
    sums = TagSums(2 * length, *numbers)
    whole = Sums({"claim": list(sums)} if sums.spans else {}, list(TagSums(pairable=2 * length, length=numbers[8])))
    return Tally(whole, {("a", "b"): PairTally(whole, {}, {})}, {}, Counter(), Counter(), [])


def table(corpora: int = CORPORA) -> Iterator[str]:
    """The table of docs/measured.md: at which number of articles how many intervals hold, over all six measures."""
    from analyst_app.agreement import agreement as measured

    measured.FEWEST = 2  # also where the program prints none
    yield "| articles | 3 tags each, alpha .5 | .7 | .9 | 60 tags each, alpha .5 | .7 | .9 |"
    yield "|---|---|---|---|---|---|---|"
    for spread in (ALIKE, UNLIKE):
        for articles in (5, 10, 15, 20, 30):
            cells = []
            for tags in TAGS:
                for alpha in ALPHAS:
                    found = [100 * one for one in coverage(Kind(tags, alpha, spread), articles, corpora).values()]
                    cells.append(f"{min(found):.1f}–{max(found):.1f}")
            unlike = ", very unlike" if spread == UNLIKE else ""
            yield f"| {articles}{unlike} | {' | '.join(cells)} |"


if __name__ == "__main__":
    for line in table(*map(int, sys.argv[1:])):
        print(line, flush=True)
