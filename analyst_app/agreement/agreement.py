"""Agreement between annotators over a corpus: per tag, overall, on attributes and links."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import combinations
from typing import Any, NamedTuple

from analyst_app.agreement import jackknife
from analyst_app.agreement.all_values import ValueSums
from analyst_app.agreement.jackknife import FEWEST, Interval
from analyst_app.agreement.measures import Figure, ac1, alpha, f1, kappa, pair_alpha, u_alpha
from analyst_app.agreement.tag_sums import Sums, TagSums
from analyst_app.agreement.tally import SKIP, Tally
from analyst_app.core.codebook import Codebook
from analyst_app.wording import marked, tr

MEASURES = ("f1_exact", "f1_overlap", "kappa", "alpha", "u_alpha", "ac1")
"""Names of the measures of a tag, in the order in which they are shown."""

TOO_FEW = marked("too few articles: an interval needs 20 that have it")
"""The reason that is given where an interval would promise more than it holds; the number is ``FEWEST``."""
TWO_ONLY = marked("Cohen's kappa is for two layers; see the pairs")
"""The reason that is given for kappa of more than two layers."""
ALIKE = marked("the readers differ in fewer than two articles")
"""The reason that is given where no article, or a single one, has all the disagreement."""


class Scope(NamedTuple):
    """The tags that agreement is computed for, and their peculiarities."""

    tags: tuple[str, ...]
    """Ids of the tags, in the order of the codebook."""
    helpers: frozenset[str] = frozenset()
    """Ids of tags that have figures of their own but stay out of the overall ones."""
    flags: frozenset[tuple[str, str]] = frozenset()
    """Pairs (tag, attribute) of a switch such as a flag, where unset means false."""
    skip: frozenset[str] = SKIP
    """Ids of tags that mark what is not the article."""
    hidden: frozenset[str] = frozenset()
    """Ids of tags that are not shown, because they were not asked for."""

    @classmethod
    def of(cls, codebook: Codebook) -> Scope:
        """Return the scope of a codebook."""
        return cls(
            tuple(tag.id for tag in codebook.tags),
            frozenset(tag.id for tag in codebook.tags if tag.helper),
            frozenset((tag.id, one.id) for tag in codebook.tags for one in tag.attributes if one.kind.is_switch),
            codebook.ids_counted_as("skip"),
        )


class _Total:
    """A running sum of ``Sums``; a tag that is met late starts with what it would have added unused.

    What is to be added waits until the sum is asked for: many are added at once far more quickly.
    """

    def __init__(self) -> None:
        self._by_tag: dict[str, list[int]] = {}
        self._unused = [0] * len(TagSums._fields)
        self._waiting: list[Sums] = []

    def count(self, sums: Sums, sign: int) -> None:
        self._waiting.append(sums if sign > 0 else _negative(sums))

    @property
    def by_tag(self) -> dict[str, list[int]]:
        waiting, self._waiting = self._waiting, []
        if waiting:
            for sums in waiting:
                for tag in sums.by_tag.keys() - self._by_tag.keys():
                    self._by_tag[tag] = self._unused.copy()
            for tag, total in self._by_tag.items():
                total[:] = map(sum, zip(total, *[sums.of(tag) for sums in waiting], strict=True))
            self._unused[:] = map(sum, zip(self._unused, *[sums.unused for sums in waiting], strict=True))
        return self._by_tag

    def of(self, tag: str) -> TagSums:
        return TagSums._make(self.by_tag.get(tag, self._unused))


def _negative(sums: Sums) -> Sums:
    by_tag = {tag: [-number for number in numbers] for tag, numbers in sums.by_tag.items()}
    return Sums(by_tag, [-number for number in sums.unused])


@dataclass(frozen=True)
class TagAgreement:
    """The figures of one tag, or of all tags but the helpers together."""

    figures: dict[str, Figure]
    """The figure of each measure, by its name in ``MEASURES``."""
    spans: dict[str, int]
    """Number of spans, by layer."""
    moved: Figure
    """Mean, over matched spans, of the code points by which start and end differ, added up."""
    exact: Figure
    """Share of the matched spans that agree in both ends."""
    matched: int
    """Number of matched pairs."""


@dataclass(frozen=True)
class AttributeAgreement:
    """The agreement of the values of one attribute on matched spans."""

    alpha: Figure
    """Krippendorff's alpha for nominal values."""
    n: int
    """Number of pairs in which both annotators gave a value."""
    matched: int
    """Number of matched pairs of the tag."""

    @property
    def coverage(self) -> float | None:
        """Share of the matched pairs in which both gave a value; None without matched pairs."""
        return self.n / self.matched if self.matched else None


class Agreement:
    """The agreement between layers over one or more articles.

    It holds sums of tallies, from which the figures follow.

    Args:
        layers: ids of the layers that are compared.
        scope: the tags of the codebook; other tags that are used come after them.
    """

    def __init__(self, layers: Sequence[str], scope: Scope) -> None:
        self.layers = tuple(layers)
        self.scope = scope
        self.articles = 0
        self._whole = _Total()
        self._pairs = {pair: _Total() for pair in combinations(self.layers, 2)}
        self._spans: dict[str, Counter[str]] = {layer: Counter() for layer in self.layers}
        self._values: Counter[tuple[str, str, Any, Any]] = Counter()
        self._links: Counter[tuple[str, str]] = Counter()
        self._torn: Counter[str] = Counter()
        self._values_at_once = ValueSums()
        self._tags_met: dict[tuple[str, str], Counter[tuple[str, str]]] = {pair: Counter() for pair in self._pairs}
        self._added: list[Sums] = []
        self._articles_with: Counter[str | None] = Counter()
        """Number of articles in which somebody used a tag; under None any of those that count overall."""

    @property
    def tags(self) -> tuple[str, ...]:
        """Ids of the tags of the codebook, then of those that are used but unknown to it."""
        known = frozenset(self.scope.tags)
        return (*self.scope.tags, *sorted(self._whole.by_tag.keys() - known - self.scope.hidden))

    def add(self, article: Tally) -> None:
        """Add one more article, whose layers come in the order of ``layers``."""
        self.articles += 1
        self._added.append(article.whole)
        used = {tag for tag, numbers in article.whole.by_tag.items() if TagSums._make(numbers).spans}
        self._articles_with.update(used)
        self._articles_with[None] += not used <= self.scope.helpers
        if article.values is not None:
            self._values_at_once.add(article.values)
        for pair, told in article.pairs.items():
            if told.tags:
                self._tags_met[pair].update(told.tags)
        self.count(article)

    def count(self, part: Tally, sign: int = 1) -> None:
        """Add the numbers of a part of an article, or take them away again.

        Args:
            part: the tally of the part.
            sign: 1 to add, -1 to take away.
        """
        self._whole.count(part.whole, sign)
        for layer, numbers in part.spans.items():
            for tag, number in numbers.items():
                self._spans[layer][tag] += sign * number
        for pair, sums in part.pairs.items():
            self._pairs[pair].count(sums.sums, sign)
        for key, number in part.attributes.items():
            self._values[key] += sign * number
        for tag, number in part.torn.items():
            self._torn[tag] += sign * number
        for link_key, number in part.links.items():
            self._links[link_key] += sign * number

    def recount_links(self, old: Counter[tuple[str, str]], new: Counter[tuple[str, str]]) -> None:
        """Put other numbers of links in the place of those that were counted.

        Args:
            old: the numbers that were counted, by role and "both" or "all".
            new: the numbers that count from now on.
        """
        self._links.subtract(old)
        self._links.update(new)

    # -- figures -------------------------------------------------------------

    def tag(self, tag: str) -> TagAgreement:
        """Return the figures of one tag."""
        return self._agreement([tag])

    def overall(self) -> TagAgreement:
        """Return the figures of all tags but the helpers: spans added up, characters pooled over tags."""
        return self._agreement(self._counting())

    def of_articles(self, places: Sequence[int]) -> dict[str, Figure]:
        """Return the overall figures of some articles, by the name of the measure.

        Args:
            places: for each the number of articles that were added before it; at least one.
        """
        chosen = [self._added[place] for place in places]
        tags = [tag for tag in self._counting() if any(tag in sums.by_tag for sums in chosen)] or self._counting()
        added = [TagSums._make(map(sum, zip(*[sums.of(tag) for sums in chosen], strict=True))) for tag in tags]
        return _figures(added, two=len(self.layers) == 2)

    def all_values(self) -> dict[str, Figure]:
        """Return the figures over all values at once, by their names in ``all_values.VALUE_MEASURES``.

        They rest on the articles that were tallied with their values.
        """
        return self._values_at_once.figures()

    def tags_met(self, one: str, other: str) -> Counter[tuple[str, str]]:
        """Return how often a tag of one layer met a tag of another: an empty one stands for no span there.

        Args:
            one: id of a layer.
            other: id of a layer that comes after it in ``layers``.
        """
        return self._tags_met[one, other]

    def pair(self, one: str, other: str, tag: str | None = None) -> dict[str, Figure]:
        """Return the figures of two of the layers, by the name of the measure.

        Args:
            one: id of a layer.
            other: id of a layer that comes after it in ``layers``.
            tag: id of a tag; None for all tags but the helpers.
        """
        sums = self._pairs[one, other]
        return _figures([sums.of(each) for each in (self._counting() if tag is None else [tag])], two=True)

    def attributes(self) -> dict[str, dict[str, AttributeAgreement]]:
        """Return the agreement on attributes that were given at least once, by tag and attribute."""
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
            matched = self._whole.of(tag).matched
            pairs = given.get((tag, name), Counter())
            if (tag, name) in self.scope.flags:
                pairs[False, False] += matched - with_value
            measured = AttributeAgreement(pair_alpha(+pairs), pairs.total(), matched)
            answer.setdefault(tag, {})[name] = measured
        return answer

    def links(self) -> dict[str, tuple[Figure, int, int]]:
        """Return for each role F1, the number of agreeing pairs, and the number of links on both sides."""
        roles = sorted({role for (role, _), number in self._links.items() if number})
        return {
            role: (
                f1(self._links[role, "both"], self._links[role, "all"]),
                self._links[role, "both"],
                self._links[role, "all"],
            )
            for role in roles
        }

    def intervals(self) -> dict[str | None, dict[str, Interval | None]]:
        """Return the interval of each measure, by tag; under None the overall ones.

        A measure has None where it has no interval: ``why_no_interval`` says why.
        """
        tags = self.tags
        rows = {name: [tags.index(tag) for tag in own] for name, own in self._rows().items() if self._is_enough(name)}
        two, width = len(self.layers) == 2, len(TagSums._fields)

        def figures(total: list[int]) -> list[float | None]:
            sums = [TagSums._make(total[at : at + width]) for at in range(0, len(total), width)]
            found: list[float | None] = []
            for places in rows.values():
                by_name = _figures([sums[place] for place in places], two=two)
                found += [by_name[name].value for name in MEASURES]
            return found

        flat: list[Interval | None] = []
        if rows:
            vectors = [[number for tag in tags for number in sums.of(tag)] for sums in self._added]
            resting = [self._articles_with[name] for name in rows for _ in MEASURES]
            flat = jackknife.intervals(vectors, figures, resting)
        made = {name: flat[row * len(MEASURES) : (row + 1) * len(MEASURES)] for row, name in enumerate(rows)}
        nothing: list[Interval | None] = [None] * len(MEASURES)
        return {name: dict(zip(MEASURES, made.get(name, nothing), strict=True)) for name in self._rows()}

    def why_no_interval(self, tag: str | None) -> str:
        """Return the reason why measures that are defined have no interval.

        Args:
            tag: id of a tag; None for all tags but the helpers.
        """
        return ALIKE if self._is_enough(tag) else TOO_FEW

    # -- inside --------------------------------------------------------------

    def _counting(self) -> list[str]:
        return [tag for tag in self.tags if tag not in self.scope.helpers]

    def _rows(self) -> dict[str | None, list[str]]:
        """The tags that a line of figures is about, by the tag; under None those of the overall ones."""
        return {**{tag: [tag] for tag in self.tags}, None: self._counting()}

    def _is_enough(self, tag: str | None) -> bool:
        return self._articles_with[tag] >= FEWEST

    def _agreement(self, tags: Iterable[str]) -> TagAgreement:
        tags = list(tags)
        sums = [self._whole.of(tag) for tag in tags]
        matched = sum(one.matched for one in sums)
        equal = sum(one.exact for one in sums) - sum(self._torn[tag] for tag in tags)
        why = "" if matched else tr("no spans were matched")
        return TagAgreement(
            figures=_figures(sums, two=len(self.layers) == 2),
            spans={layer: sum(self._spans[layer][tag] for tag in tags) for layer in self.layers},
            moved=Figure(sum(one.moved for one in sums) / matched if matched else None, why),
            exact=Figure(equal / matched if matched else None, why),
            matched=matched,
        )


def _figures(tags: Sequence[TagSums], *, two: bool) -> dict[str, Figure]:
    spans = sum(one.spans for one in tags)
    characters = [one.characters for one in tags]
    tables = [one[9:13] for one in tags]
    return {
        "f1_exact": f1(sum(one.exact for one in tags), spans),
        "f1_overlap": f1(sum(one.overlapping for one in tags), spans),
        "kappa": kappa(tables) if two else Figure(None, TWO_ONLY),
        "alpha": alpha(characters),
        "u_alpha": u_alpha(characters),
        "ac1": ac1(tables),
    }
