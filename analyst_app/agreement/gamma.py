"""Gamma: one alignment of all readers' spans with the least disorder, and how much less it is than by chance.

Mathet, Widlöcher & Métivier 2015, "The unified and holistic method gamma (γ) for
inter-annotator agreement measure and alignment", Computational Linguistics
41(3). The alignment is found by the solver HiGHS, which scipy brings (extra
``gamma``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from itertools import combinations
from math import comb, isclose, sqrt
from random import Random
from statistics import fmean, stdev
from typing import NamedTuple

from analyst_app.agreement.measures import NOBODY, Figure
from analyst_app.errors import MissingExtra
from analyst_app.wording import tr

Span = tuple[int, int, str]
"""Start, end and tag of a span; code points, half-open."""
Continuum = Sequence[Sequence[Span]]
"""The spans of each reader of one article."""

DRAWS = 30
"""Number of times that every article is put together by chance."""
SEED = 20_150_301
"""Seed of the draws; fixed, so that the same corpus gives the same figure everywhere."""


class GammaArticle(NamedTuple):
    """An article as gamma sees it."""

    readers: Continuum
    length: int
    """Length of the text in code points."""


class Gamma(NamedTuple):
    """Gamma of a corpus."""

    figure: Figure
    error: float
    """Greatest distance of the figure, in 95 of 100 cases, from the one with chance drawn without end."""
    articles: int
    """Number of articles that have spans."""
    draws: int


def gamma(
    articles: Sequence[GammaArticle],
    *,
    draws: int = DRAWS,
    seed: int = SEED,
    tell: Callable[[int, int], object] = lambda done, total: None,
) -> Gamma:
    """Return gamma over articles: 1 - observed / expected disorder, both added up over articles.

    An article weighs as much as a reader has spans in it on average.

    Args:
        articles: in each at least two readers.
        draws: number of times that every article is put together by chance.
        seed: of the draws.
        tell: is told how many of how many alignments are found.

    Raises:
        MissingExtra: scipy is not installed.
    """
    known = [one for one in articles if sum(map(len, one.readers)) > 0]
    total = len(known) * (draws + 1)
    observed = 0.0
    expected = [0.0] * draws
    done = 0
    random = Random(seed)  # noqa: S311 - a reproducible draw, nothing secret
    for article in known:
        weight = _mean_number(article.readers)
        observed += weight * disorder(article.readers)
        tell(done := done + 1, total)
        for draw in range(draws):
            expected[draw] += weight * disorder(by_chance(article, random))
            tell(done := done + 1, total)
    if not known:
        return Gamma(Figure(None, NOBODY), 0.0, 0, draws)
    chance = fmean(expected)
    if isclose(chance, 0, abs_tol=1e-12):
        return Gamma(Figure(None, tr("by chance there is no disorder, either")), 0.0, len(known), draws)
    error = 1.96 * stdev(expected) / sqrt(draws) * observed / chance**2 if draws > 1 else 0.0
    return Gamma(Figure(1 - observed / chance), error, len(known), draws)


def dissimilarity(one: Span, other: Span) -> float:
    """Return how unlike two spans are: by place (section 4.2, "sporadic") and, if their tags differ, 1 more.

    The sum of the distances of both ends over the sum of both lengths, squared;
    a span against none counts 1.

    Args:
        one: a span of one reader.
        other: a span of another.
    """
    apart = abs(one[0] - other[0]) + abs(one[1] - other[1])
    return (apart / (one[1] - one[0] + other[1] - other[0])) ** 2 + (one[2] != other[2])


def disorder(readers: Continuum) -> float:
    """Return the disorder of the best alignment: the least sum over its parts, per mean number of spans of a reader.

    Raises:
        MissingExtra: scipy is not installed.
    """
    parts = list(_parts(readers))
    spans = sum(map(len, readers))
    if len(parts) == spans:  # nothing can answer anything
        return spans / _mean_number(readers)
    return _least(parts, spans) / comb(len(readers), 2) / _mean_number(readers)


def by_chance(article: GammaArticle, random: Random) -> list[list[Span]]:
    """Return an article put together by chance (section 5.2): some reader's spans for each, turned round the text.

    Where the text is cut differs between readers by more than the mean length of
    a span, if there is room, so that nobody meets her own spans again.

    Args:
        article: as it was read.
        random: gives the chance.
    """
    lengths = [end - start for reader in article.readers for start, end, _ in reader]
    apart = fmean(lengths)
    whole = max(article.length, max(end for reader in article.readers for _, end, _ in reader))
    while True:
        made: list[list[Span]] = []
        turns: list[int] = []
        for _ in article.readers:
            turn = random.randrange(whole)
            for _ in range(20):
                if all(min((turn - other) % whole, (other - turn) % whole) > apart for other in turns):
                    break
                turn = random.randrange(whole)
            turns.append(turn)
            chosen = random.choice(article.readers)
            made.append(sorted(((start + turn) % whole, (start + turn) % whole + end - start, tag)
                               for start, end, tag in chosen))  # fmt: skip
        if any(made):
            return made


# -- inside ------------------------------------------------------------------------------


def _mean_number(readers: Continuum) -> float:
    return fmean(map(len, readers))


_Part = tuple[tuple[int, ...], float]
"""Numbers of the spans of a part, counted through all readers, and its disorder over all pairs of readers."""


def _parts(readers: Continuum) -> Iterator[_Part]:
    """Yield the parts that the best alignment may have: none that is worse than without one of its spans."""
    numbers = len(readers)
    pairs = comb(numbers, 2)
    first = [0]
    for reader in readers:
        first.append(first[-1] + len(reader))
    near = _near(readers, pairs + numbers - 1)

    def longer(part: tuple[int, ...], sums: tuple[float, ...]) -> Iterator[_Part]:
        size = len(part)
        if all(one <= pairs + size - 1 for one in sums):
            yield part, sum(sums) / 2 + pairs - comb(size, 2)
        for number, unlike in near[part[-1]].items() if size == 1 else _shared(near, part):
            added = [unlike] if size == 1 else [near[one][number] for one in part]
            new = (*(one + two for one, two in zip(sums, added, strict=True)), sum(added))
            if all(one <= pairs + numbers - 1 for one in new):
                yield from longer((*part, number), new)

    for number in range(first[-1]):
        yield from longer((number,), (0.0,))


def _shared(near: Sequence[dict[int, float]], part: tuple[int, ...]) -> list[tuple[int, float]]:
    """Return the spans of later readers that are near to all of a part."""
    found = set(near[part[-1]]).intersection(*[near[one] for one in part[:-1]])
    return [(number, 0.0) for number in sorted(found)]


def _near(readers: Continuum, limit: float) -> list[dict[int, float]]:
    """Return for each span those of later readers that it may stand in one part with, and how unlike they are."""
    numbered: list[list[tuple[int, Span]]] = []
    count = 0
    for reader in readers:
        numbered.append(list(enumerate(reader, count)))
        count += len(reader)
    near: list[dict[int, float]] = [{} for _ in range(count)]
    for mine, theirs in combinations(numbered, 2):
        for number, one in mine:
            for other, two in theirs:
                unlike = dissimilarity(one, two)
                if unlike <= limit:
                    near[number][other] = unlike
    return near


def _least(parts: Sequence[_Part], spans: int) -> float:
    """Return the least sum of parts that hold every span once."""
    try:
        import numpy
        from scipy.optimize import Bounds, LinearConstraint, milp
        from scipy.sparse import csc_array
    except ImportError:
        raise MissingExtra("gamma", "the measure gamma") from None
    starts = numpy.cumsum([0, *(len(part) for part, _ in parts)])
    rows = numpy.concatenate([part for part, _ in parts])
    holds = csc_array((numpy.ones(len(rows)), rows, starts), shape=(spans, len(parts)))
    costs = numpy.array([cost for _, cost in parts])
    found = milp(
        costs, integrality=numpy.ones(len(parts)), bounds=Bounds(0, 1), constraints=LinearConstraint(holds, 1, 1)
    )
    return float(found.fun)
