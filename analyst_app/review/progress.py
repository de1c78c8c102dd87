"""Progress of a corpus: its readers, the articles that two have read, and the differences that are open."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from types import MappingProxyType
from typing import NamedTuple

from analyst_app.core.layer_ids import MOST_READERS, is_gold
from analyst_app.review.one_reading import EVERY, NOBODY, Sampling


class PairProgress(NamedTuple):
    """The progress of the review of two layers of one article, of more at once, or of one that is checked alone."""

    layers: tuple[str, ...]
    """Ids of the layers, two or more."""
    differences: int = 0
    """Number of differences that are not agreed; in a check, of tags."""
    waiting: int = 0
    """Number of these that are not settled."""
    contested: int = 0
    """Number of decisions on them that a colleague objected to, however many differences each is about."""
    threads: int = 0
    """Number of open threads on them."""
    is_finished: bool = True
    """True if all these layers count as finished work."""

    def holds(self, other: PairProgress) -> bool:
        """Return True if another row is about fewer of these readers, and no more finished than this one."""
        is_less = set(other.layers) < set(self.layers)
        return is_less and len(other.layers) == 2 and (self.is_finished or not other.is_finished)

    @property
    def is_check(self) -> bool:
        """True if one reading is to be checked alone: the other layer is nobody's."""
        return NOBODY in self.layers


class ArticleProgress(NamedTuple):
    """The progress of one article."""

    name: str
    """Name of the article."""
    status: Mapping[str, str]
    """Status by layer: in_progress or done."""
    pairs: tuple[PairProgress, ...] = ()
    """Progress of the review of every two readers, or of the check of the only one."""
    threads: int = 0
    """Number of open threads, each counted once."""
    is_unreadable: bool = False
    """True if its text or a reader's layer cannot be read, so that not all its differences are known."""
    unfinished: Mapping[str, str] = MappingProxyType({})
    """The reasons by layer that is not finished: empty, or in progress where others are done."""
    sealed: int = 0
    """Number of layers of others that may not be seen yet; nothing else here is about them."""
    contested: int = 0
    """Number of decisions that a colleague objected to, each counted once, however many readers it is about."""
    read: frozenset[str] = frozenset()
    """Ids of the layers of readers that are done or have something."""
    together: tuple[PairProgress, ...] = ()
    """Progress of the review of all readers at once, where they are three or more."""
    again: frozenset[str] = frozenset()
    """Ids of the layers in which a person has read it again: she is one reader."""

    @property
    def finished(self) -> list[PairProgress]:
        """Progress of every two readers whose work is finished."""
        return [pair for pair in self.pairs if pair.is_finished]

    @property
    def readers(self) -> list[str]:
        """Ids of the layers that are no gold layers, one a person."""
        return sorted(layer for layer in self.status if not is_gold(layer) and layer not in self.again)

    @property
    def compared(self) -> list[PairProgress]:
        """Progress of all finished readers at once, if they are three or more, and of every two whom it lacks."""
        whole = [one for one in self.together if one.is_finished]
        twos = [pair for pair in self.finished if not pair.is_check and not any(one.holds(pair) for one in whole)]
        return [*whole, *twos]

    @property
    def differences(self) -> int:
        """Number of differences of those whose work is finished; of three or more, as they are settled at once."""
        return sum(one.differences for one in self.compared)

    @property
    def waiting(self) -> int:
        """Number of these differences that are not settled."""
        return sum(one.waiting for one in self.compared)

    @property
    def to_check(self) -> int:
        """Number of tags of the only reader whose work is finished that nobody has checked."""
        return sum(pair.waiting for pair in self.finished if pair.is_check)


class QueueRow(NamedTuple):
    """A pair of layers of one article that waits for a reviewer, or all its layers at once."""

    article: str
    """Name of the article."""
    pair: PairProgress
    """Progress of the review of these layers."""

    def is_of(self, article: str, layers: Iterable[str]) -> bool:
        """Return True if the row is about these layers of this article.

        Args:
            article: name of the article.
            layers: ids of the layers, in any order.
        """
        return self.article == article and set(self.pair.layers) == set(layers)


@dataclass
class CorpusProgress:
    """The progress of all articles of a corpus, added up."""

    articles: int = 0
    """Number of articles."""
    shared: int = 0
    """Number of articles that two or more have read."""
    begun: dict[str, int] = field(default_factory=dict)
    """Number of articles by layer."""
    done: dict[str, int] = field(default_factory=dict)
    """Number of these that are marked as done, by layer."""
    differences: int = 0
    """Number of differences, those of three readers or more as they are settled at once."""
    waiting: int = 0
    """Number of these that are not settled."""
    to_check: int = 0
    """Number of tags that are to be checked, where only one has read an article."""
    contested: int = 0
    """Number of decisions that a colleague objected to."""
    threads: int = 0
    """Number of open threads."""
    unreadable: int = 0
    """Number of articles of which not all differences are known."""
    sealed_articles: int = 0
    """Number of articles on which layers of others may not be seen yet."""
    sealed_layers: int = 0
    """Number of these layers."""

    @property
    def overlap(self) -> float | None:
        """Share of the articles that two or more have read; None without articles."""
        return self.shared / self.articles if self.articles else None


def corpus_progress(articles: Iterable[ArticleProgress]) -> CorpusProgress:
    """Return the sums over the articles of a corpus."""
    total = CorpusProgress()
    for article in articles:
        total.articles += 1
        total.shared += len(article.readers) > 1
        for layer, status in article.status.items():
            total.begun[layer] = total.begun.get(layer, 0) + 1
            total.done[layer] = total.done.get(layer, 0) + (status == "done")
        total.differences += article.differences
        total.waiting += article.waiting
        total.to_check += article.to_check
        total.contested += article.contested
        total.threads += article.threads
        total.unreadable += article.is_unreadable
        total.sealed_articles += bool(article.sealed)
        total.sealed_layers += article.sealed
    return total


def review_queue(
    articles: Sequence[ArticleProgress], *, unfinished: bool = False, draw: Sampling = EVERY, twos: bool = True
) -> list[QueueRow]:
    """Return what waits: contested first, pairs before checks, then those with most to decide, then by names.

    Of an article that three or more have read there is a row for all at once, and one for every two if they are wanted.

    Args:
        articles: the progress of each.
        unfinished: whether rows count of which a layer is not finished.
        draw: the articles in which the only reader is checked, of all that she has read; what she contests is
            listed wherever it is.
        twos: whether there are rows of two, too, whom a row of all at once holds.
    """
    drawn = drawn_articles(articles, draw)
    rows = []
    for article in articles:
        waits = [pair for pair in (*article.together, *article.pairs) if pair.waiting]
        listed = [pair for pair in waits if unfinished or pair.is_finished]
        whole = [pair for pair in listed if len(pair.layers) > 2 and not twos]
        rows += [
            QueueRow(article.name, pair)
            for pair in listed
            if (not pair.is_check or pair.contested or article.name in drawn[pair.layers[0]])
            and not any(some.holds(pair) for some in whole)
        ]
    return sorted(rows, key=_precedence)


def drawn_articles(articles: Iterable[ArticleProgress], draw: Sampling) -> dict[str, set[str]]:
    """Return the names of the articles that are drawn, by layer: of those that its reader has read.

    Args:
        articles: the progress of each.
        draw: the choice of them.
    """
    read: dict[str, list[str]] = {}
    for article in articles:
        for layer in article.read:
            read.setdefault(layer, []).append(article.name)
    return {layer: set(draw.of(names)) for layer, names in read.items()}


def _precedence(row: QueueRow) -> tuple[int, bool, int, str, int, tuple[str, ...]]:
    pair = row.pair
    return -pair.contested, pair.is_check, -pair.waiting, row.article, -len(pair.layers), pair.layers


def rows_like(rows: Sequence[QueueRow], layers: Sequence[str]) -> list[QueueRow]:
    """Return the rows of a queue that a review goes on with: of all readers at once, or of every two, as it is itself.

    Args:
        rows: the queue.
        layers: ids of the layers under review; none: all at once where that can be.
    """
    if len(layers) == 2:
        return [row for row in rows if len(row.pair.layers) == 2]
    whole = {row.article for row in rows if len(row.pair.layers) > 2}
    return [row for row in rows if row.article not in whole or len(row.pair.layers) > 2]


def row_after(rows: Sequence[QueueRow], article: str, layers: Sequence[str]) -> QueueRow | None:
    """Return the row of the queue to go on with; None if no other is left. After a check comes one of the same reader.

    Args:
        rows: the queue.
        article: name of the article that is open.
        layers: ids of the layers under review; empty to pass over all rows of the article.
    """
    here = [n for n, row in enumerate(rows) if row.article == article and (not layers or row.is_of(article, layers))]
    if not here:
        checks = [row for row in rows if row.pair.is_check and set(row.pair.layers) == set(layers)]
        return next(iter((*checks, *rows)), None)
    later = [*rows[here[-1] + 1 :], *rows[: here[-1]]]
    return next((row for row in later if rows.index(row) not in here), None)


def readers_together(readers: Sequence[str], unfinished: Collection[str]) -> list[tuple[str, ...]]:
    """Return which layers of an article can be compared at once: those that are finished, then all.

    Three or more they are, and no more than have a digit each: the first of them by name.

    Args:
        readers: ids of its layers that are no gold, in their order.
        unfinished: ids of those that are not finished.
    """
    finished = tuple(one for one in readers if one not in unfinished)
    at_once = finished[:MOST_READERS], tuple(readers)[:MOST_READERS]
    return [some for some in dict.fromkeys(at_once) if len(some) > 2]


def blind_names(a: str, b: str, seed: str, others: Iterable[str] = ()) -> dict[str, str]:
    """Return names that hide readers, reader 1, reader 2 …, in a shuffled order.

    Args:
        a: id of a layer.
        b: id of another layer.
        seed: seed of the order (the article), so that it stays the same.
        others: ids of further layers.
    """
    layers = sorted((a, b, *others))
    Random(seed).shuffle(layers)  # noqa: S311 - hides names from a person, not from an attacker
    return {layer: f"reader {number}" for number, layer in enumerate(layers, 1)}
