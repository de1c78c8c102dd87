"""The article list of a corpus from its index: at once what was known last, then what is new."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from analyst_app.library.corpus_index import CorpusIndex


@dataclass(frozen=True, slots=True)
class KnownLayer:
    """What the list shows of a layer."""

    status: str
    """in_progress or done."""
    count: int
    """Annotations."""


@dataclass(frozen=True, slots=True)
class KnownArticle:
    """What the list shows of an article."""

    path: str
    """Relative to the folder, with slashes."""
    title: str = ""
    outlet: str = ""
    date: str = ""
    layers: Mapping[str, KnownLayer] = field(default_factory=dict)
    """By layer id."""
    problem: str = ""

    def others(self, layer_id: str) -> tuple[str, ...]:
        """Who else has a layer."""
        return tuple(sorted(set(self.layers) - {layer_id}))


SORTS = ("name", "title", "date", "outlet", "progress", "annotations")


def known_articles(index: CorpusIndex) -> list[KnownArticle]:
    """All articles that the index knows, in the order of their folders and names. Blocking, short.

    Raises:
        SaveFailed: the cache folder cannot be used.
    """
    with index.connected() as connection:
        layers: dict[int, dict[str, KnownLayer]] = {}
        for number, layer, status, count in connection.execute("SELECT article, layer, status, count FROM layers"):
            layers.setdefault(number, {})[layer] = KnownLayer(status, count)
        rows = connection.execute("SELECT id, path, title, outlet, date, problem FROM articles").fetchall()
    found = [KnownArticle(path, title, outlet, date, layers.get(number, {}), problem)
             for number, path, title, outlet, date, problem in rows]  # fmt: skip
    return sorted(found, key=lambda article: _place(article.path))


def ordered(articles: Sequence[KnownArticle], by: str, layer_id: str) -> list[KnownArticle]:
    """The articles in another order; equal ones stay as they were, and what is unknown comes last."""
    empty = KnownLayer("", -1)
    keys = {
        "name": lambda a: _place(a.path),
        "title": lambda a: (not a.title, a.title.casefold()),
        "date": lambda a: (not a.date, a.date),
        "outlet": lambda a: (not a.outlet, a.outlet.casefold()),
        "progress": lambda a: ("", "in_progress", "done").index(_status(a.layers.get(layer_id, empty).status)),
        "annotations": lambda a: -a.layers.get(layer_id, empty).count,
    }
    return sorted(articles, key=keys[by])


def _place(path: str) -> tuple[list[str], str]:
    """Files of a folder before its sub-folders."""
    folders = path.split("/")
    return [*(f"1{part.casefold()}" for part in folders[:-1]), f"0{folders[-1].casefold()}"], path


def _status(status: str) -> str:
    return status if status in ("", "done") else "in_progress"
