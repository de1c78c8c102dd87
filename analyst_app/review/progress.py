"""How far a corpus is: who has read what, where two have read the same, what is open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from random import Random
from typing import Any, NamedTuple


class PairProgress(NamedTuple):
    """Two readings of one article, compared."""

    layers: tuple[str, str]
    differences: int = 0
    """All but the agreed ones."""
    waiting: int = 0
    """Of these, not settled yet."""
    contested: int = 0
    """Of these, objected to by a colleague."""
    threads: int = 0
    """Open comments on them."""


class ArticleProgress(NamedTuple):
    """One article."""

    name: str
    status: Mapping[str, str]
    """By layer: in_progress or done."""
    pairs: tuple[PairProgress, ...] = ()
    """Every two readers."""
    threads: int = 0
    """Comments that nobody has closed, each counted once."""
    is_unreadable: bool = False
    """Whether its text or a reader's layer cannot be read, so that not all is known of its differences."""

    @property
    def readers(self) -> list[str]:
        """The layers that are no gold."""
        return sorted(layer for layer in self.status if not layer.startswith("gold-"))

    @property
    def differences(self) -> int:
        """Between every two readers."""
        return sum(pair.differences for pair in self.pairs)

    @property
    def waiting(self) -> int:
        """Of these, not settled yet."""
        return sum(pair.waiting for pair in self.pairs)

    @property
    def contested(self) -> int:
        """Of these, objected to by a colleague."""
        return sum(pair.contested for pair in self.pairs)


class QueueRow(NamedTuple):
    """Two readings that want a reviewer."""

    article: str
    pair: PairProgress

    def is_of(self, article: str, layers: Iterable[str]) -> bool:
        """Whether it is about these two readings, whichever comes first."""
        return self.article == article and set(self.pair.layers) == set(layers)


@dataclass
class CorpusProgress:
    """A corpus."""

    articles: int = 0
    shared: int = 0
    """Articles that two or more have read."""
    begun: dict[str, int] = field(default_factory=dict)
    """Articles by layer."""
    done: dict[str, int] = field(default_factory=dict)
    """Of these, marked as done."""
    differences: int = 0
    waiting: int = 0
    contested: int = 0
    threads: int = 0
    unreadable: int = 0
    """Articles of which the differences are not known."""

    @property
    def overlap(self) -> float | None:
        """Share of the articles that two or more have read; None without articles."""
        return self.shared / self.articles if self.articles else None


def corpus_progress(articles: Iterable[ArticleProgress]) -> CorpusProgress:
    """The sums over a corpus."""
    total = CorpusProgress()
    for article in articles:
        total.articles += 1
        total.shared += len(article.readers) > 1
        for layer, status in article.status.items():
            total.begun[layer] = total.begun.get(layer, 0) + 1
            total.done[layer] = total.done.get(layer, 0) + (status == "done")
        total.differences += article.differences
        total.waiting += article.waiting
        total.contested += article.contested
        total.threads += article.threads
        total.unreadable += article.is_unreadable
    return total


def review_queue(articles: Iterable[ArticleProgress]) -> list[QueueRow]:
    """What wants a reviewer: contested first, then where most is to decide, then by names."""
    rows = [QueueRow(article.name, pair) for article in articles for pair in article.pairs if pair.waiting]
    return sorted(rows, key=lambda row: (-row.pair.contested, -row.pair.waiting, row.article, row.pair.layers))


def row_after(rows: Sequence[QueueRow], article: str, layers: Sequence[str]) -> QueueRow | None:
    """The row to go on with.

    Args:
        rows: the queue.
        article: the one that is open.
        layers: the two that are reviewed; none: all rows of the article are passed over.
    """
    here = [n for n, row in enumerate(rows) if row.article == article and (not layers or row.is_of(article, layers))]
    if not here:
        return rows[0] if rows else None
    later = [*rows[here[-1] + 1 :], *rows[: here[-1]]]
    return next((row for row in later if rows.index(row) not in here), None)


def reason_sealed(codebook: Mapping[str, Any], status: str) -> str:
    """Why another's layer may not be looked at yet, or nothing.

    A team reads blind if its codebook says ``"sealed": true``.

    Args:
        codebook: the data of the codebook.
        status: of one's own layer on the article.
    """
    if codebook.get("sealed") is True and status != "done":
        return "this corpus is read blind: mark the article as done first (Ctrl+Return)"
    return ""


def blind_names(a: str, b: str, seed: str) -> dict[str, str]:
    """Reader 1 and 2 in a shuffled order, the same for one seed (the article), so that names stay hidden."""
    layers = sorted((a, b))
    Random(seed).shuffle(layers)  # noqa: S311 - hides names from a person, not from an attacker
    return {layer: f"reader {number}" for number, layer in enumerate(layers, 1)}
