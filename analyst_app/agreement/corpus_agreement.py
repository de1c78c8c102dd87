"""The agreement of a whole corpus, and the articles that cost it most."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from analyst_app.agreement.agreement import Agreement, Scope
from analyst_app.agreement.coverage import lies_inside, united
from analyst_app.agreement.gamma import GammaArticle
from analyst_app.agreement.jackknife import Interval
from analyst_app.agreement.measures import Figure
from analyst_app.agreement.rule import Rule
from analyst_app.agreement.tag_sums import Sums, TagSums
from analyst_app.agreement.tally import FiguresWanted, Tally, tally
from analyst_app.agreement.without_first import SecondReading, WithoutFirst, without_first
from analyst_app.alignment.align import Reading
from analyst_app.core.annotation import LastChange, Unit, last_change, period_of
from analyst_app.wording import tr

LayerPair = tuple[str, str]
"""Ids of two layers, in the order in which the agreement has them."""
_NAMED = 3
"""Number of articles that a sentence names."""


class Cost(NamedTuple):
    """The disagreement of two layers on one article."""

    article: str
    """Name of the article."""
    pair: LayerPair
    """The two layers."""
    characters: int
    """Number of code points tagged by only one of the two, added up over the tags asked for."""


class ArticleFigures(NamedTuple):
    """The agreement of one article, over all tags but the helpers."""

    article: str
    """Name of the article."""
    figures: dict[str, Figure]
    """The figure of each measure, by its name in ``agreement.MEASURES``."""


class PeriodFigures(NamedTuple):
    """The agreement of the articles of one month or week, over all tags but the helpers."""

    period: str
    """``2026-11`` or ``2026-W48`` (ISO 8601), in UTC; empty: their tags have no time."""
    articles: int
    """Number of the articles."""
    figures: dict[str, Figure]
    """The figure of each measure, by its name in ``agreement.MEASURES``."""


class CountedArticle(NamedTuple):
    """One article's part of the agreement."""

    article: str
    """Name of the article."""
    whole: Tally | None
    """Between different people; None if only one read it."""
    selves: dict[str, Tally]
    """By person, between her own readings, where she read it more than once."""
    spans: GammaArticle | None = None
    """The spans of different people, if they were asked for: gamma follows from them alone."""
    changed: LastChange = LastChange()
    """The last change of a tag of theirs."""
    seconds_alone: tuple[SecondReading, ...] = ()
    """The second readings that are compared with nobody else, because no first reading counts here."""


class ArticleCounting(NamedTuple):
    """The way in which the articles of a corpus are counted."""

    rule: Rule
    """Says which tags count, and which edges are the same."""
    scope: Scope
    """The tags of the codebook."""
    tags_met: bool = True
    """True if it is counted which tag met which."""
    spans: bool = False
    """True if the spans are kept, for gamma."""

    def of(self, article: str, readings: Sequence[Reading], text: str, persons: Mapping[str, str]) -> CountedArticle:
        """Return one article's part of the agreement.

        Args:
            article: its name.
            readings: two or more layers, always in the same order.
            text: of the article.
            persons: by layer, whose reading it is; a layer that it does not know is its own.
        """
        whose = {one.layer: persons.get(one.layer, one.layer) for one in readings}
        by_person: dict[str, list[Reading]] = {}
        for reading in readings:
            by_person.setdefault(whose[reading.layer], []).append(reading)
        firsts = [one for one in readings if whose[one.layer] == one.layer]
        alone = without_first(whose)
        selves = {person: self._tallied(own, text) for person, own in by_person.items() if len(own) > 1}
        if len(firsts) < 2:
            return CountedArticle(article, None, selves, seconds_alone=alone)
        spans = self._spans(firsts, text) if self.spans else None
        changed = last_change([one for own in firsts for one in own.annotations])
        return CountedArticle(article, self._tallied(firsts, text), selves, spans, changed, alone)

    def _tallied(self, readings: Sequence[Reading], text: str) -> Tally:
        wanted = FiguresWanted(self.rule.scope(self.scope).helpers, self.tags_met)
        applied = self.rule.applied(readings, text, self.scope)
        return tally(applied, len(text), self.scope.skip, wanted)

    def _spans(self, readings: Sequence[Reading], text: str) -> GammaArticle:
        """The spans of the tags that count overall, outside what is skipped."""
        applied = self.rule.applied(readings, text, self.scope)
        apart = self.rule.scope(self.scope).helpers | self.scope.skip
        zones = united(one[2:4] for own in applied for one in own.annotations if one.tag in self.scope.skip)
        readers = [
            [
                (one.start, one.end, one.tag)
                for one in own.annotations
                if one.tag not in apart and not lies_inside(one.start, one.end, zones)
            ]
            for own in applied
        ]
        return GammaArticle(readers, len(text))


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
        self.selves: dict[str, Agreement] = {}
        """By person, the agreement between her own readings."""
        self.spans: list[GammaArticle] = []
        """The spans of each article, if they were kept."""
        self.without_first = WithoutFirst()
        """The second readings that are compared with nobody else."""
        self._names: list[str] = []
        self._changed: dict[str, LastChange] = {}
        """By article, the last change of a tag."""
        self._pairs: list[tuple[str, LayerPair, Sums]] = []

    def add(self, article: str, readings: Sequence[Reading], length: int) -> None:
        """Add one more article.

        Args:
            article: its name.
            readings: two or more of the layers, in the order of ``layers``.
            length: length of the text in code points.
        """
        self.take(article, tally(readings, length, self.agreement.scope.skip))

    @classmethod
    def of(
        cls, layers: Sequence[str], articles: Iterable[CountedArticle], scope: Scope, *, all_layers: bool = False
    ) -> CorpusAgreement:
        """Return the agreement of some articles.

        Where nobody shares an article with anybody else, people are compared
        with themselves: it is all that there is.

        Args:
            layers: ids of the layers; those that count nowhere stay out.
            articles: their parts.
            scope: the tags that are shown.
            all_layers: keep the layers that count nowhere, too.
        """
        articles = list(articles)
        tallies = [(one.article, one.whole) for one in articles if one.whole is not None]
        tallies = tallies or [(one.article, own) for one in articles for own in one.selves.values()]
        used = {layer for _, one in tallies for layer in one.spans}
        made = cls([layer for layer in layers if layer in used or all_layers], scope)
        for article, one in tallies:
            made.take(article, one)
        made._changed = {one.article: one.changed for one in articles}
        made.spans = [one.spans for one in articles if one.spans is not None]
        by_person: dict[str, list[Tally]] = {}
        for part in articles:
            made.without_first.note(part.seconds_alone)
            for person, own in part.selves.items():
                by_person.setdefault(person, []).append(own)
        for person, found in sorted(by_person.items()):
            own_layers = {layer for one in found for layer in one.spans}
            made.selves[person] = Agreement([layer for layer in layers if layer in own_layers], scope)
            for one in found:
                made.selves[person].add(one)
        return made

    def take(self, article: str, found: Tally) -> None:
        """Add one more article that is tallied already.

        Args:
            article: its name.
            found: its part of the agreement.
        """
        self.agreement.add(found)
        self._names.append(article)
        self._pairs += [(article, pair, told.sums) for pair, told in found.pairs.items()]

    def by_article(self) -> list[ArticleFigures]:
        """Return the agreement of each article: the least alpha first, at the end those in which it is undefined."""
        found = [ArticleFigures(name, self.agreement.of_articles([place])) for place, name in enumerate(self._names)]

        def rank(one: ArticleFigures) -> tuple[bool, float, str]:
            value = one.figures["alpha"].value
            return value is None, value or 0.0, one.article

        return sorted(found, key=rank)

    def over_time(self, unit: Unit = "month") -> list[PeriodFigures]:
        """Return the agreement by the month or week in which the tags of an article were last changed, in order.

        A tag whose time cannot be read takes no part in this: ``unreadable_times`` counts it.

        Args:
            unit: month or week (ISO 8601).
        """
        places: dict[str, list[int]] = {}
        for place, name in enumerate(self._names):
            moment = self._changed.get(name, LastChange()).moment
            places.setdefault(period_of(moment, unit) if moment is not None else "", []).append(place)
        return [
            PeriodFigures(period, len(own), self.agreement.of_articles(own)) for period, own in sorted(places.items())
        ]

    @property
    def unreadable_times(self) -> dict[str, int]:
        """Number of tags whose time cannot be read, by article that has some."""
        return {name: one.unreadable for name, one in sorted(self._changed.items()) if one.unreadable}

    @property
    def unreadable_words(self) -> str:
        """A sentence about these tags; empty if there are none."""
        found = self.unreadable_times
        if not found:
            return ""
        named, more = list(found)[:_NAMED], len(found) - _NAMED
        told = tr("{articles} and {n} more|{articles} and {n} more", more, articles=", ".join(named))
        return tr(
            "{n} tag has a time that cannot be read ({articles}): over time its article counts without it."
            "|{n} tags have a time that cannot be read ({articles}): over time their articles count without them.",
            sum(found.values()),
            articles=told if more > 0 else ", ".join(named),
        )

    def close(self) -> None:
        """Reckon the intervals, after the last article was added."""
        self.intervals = self.agreement.intervals()

    def costliest(self, tag: str = "", pair: LayerPair | None = None) -> list[Cost]:
        """Return the articles in which two layers differ, the greatest difference first.

        Args:
            tag: id of the tag that counts; empty for all tags but the helpers.
            pair: the two layers that count; None for every two.
        """
        helpers = self.agreement.scope.helpers
        found = []
        for article, layers, sums in self._pairs:
            if pair is None or layers == pair:
                tags = [tag] if tag else [one for one in sums.by_tag if one not in helpers]
                characters = sum(_differing(TagSums._make(sums.of(one))) for one in tags)
                if characters:
                    found.append(Cost(article, layers, characters))
        return sorted(found, key=lambda cost: (-cost.characters, cost.article, cost.pair))


def _differing(sums: TagSums) -> int:
    return sums.by_a + sums.by_b - 2 * sums.by_both
