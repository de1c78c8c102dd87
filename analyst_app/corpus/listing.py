"""The article list of a corpus from its index: at once what was known last, then what is new."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from analyst_app.corpus.articles import ListedArticle, refused_in
from analyst_app.corpus.indexing.index_mending import mending
from analyst_app.corpus.indexing.stored_paths import with_paths
from analyst_app.corpus.passed_over import folders_passed_over, is_in_order
from analyst_app.storage.file_names import sidecar_path

if TYPE_CHECKING:
    from analyst_app.corpus.corpus_index import CorpusIndex
    from analyst_app.corpus.misplaced import MisplacedNote


@dataclass(frozen=True, slots=True)
class KnownLayer:
    """The part of a layer that the list shows."""

    status: str
    """in_progress or done."""
    count: int
    """Annotations."""
    problem: str = ""
    """Its faults, as the rest of a sentence."""


class KnownArticle(NamedTuple):
    """The part of an article that the list shows."""

    path: str
    """Relative to the folder, with slashes."""
    title: str = ""
    outlet: str = ""
    date: str = ""
    layers: Mapping[str, KnownLayer] = MappingProxyType({})
    """By layer id."""
    problem: str = ""
    heading: str = ""
    """The first line of its text."""

    def others(self, layer_id: str) -> tuple[str, ...]:
        """The other people who have a layer."""
        return tuple(sorted(set(self.layers) - {layer_id}))


@mending
def known_articles(index: CorpusIndex) -> list[KnownArticle]:
    """All articles that the index knows. Blocking, short.

    Raises:
        SaveFailed: the cache folder cannot be used.
    """
    with index.connected() as connection:
        layers: dict[int, dict[str, KnownLayer]] = {}
        for number, layer, *known in connection.execute("SELECT article, layer, status, count, problem FROM layers"):
            layers.setdefault(number, {})[layer] = KnownLayer(*known)
        rows = connection.execute("SELECT id, path, title, outlet, date, problem, heading FROM articles").fetchall()
    return [
        KnownArticle(path, title, outlet, date, layers.get(number, {}), problem, heading)
        for number, path, title, outlet, date, problem, heading in with_paths(rows, 1)
    ]


@mending
def left_out(index: CorpusIndex, paths: Collection[str] = ()) -> list[str]:
    """Sentences about the articles, folders and layers of which nothing is in the index. Blocking.

    Args:
        index: the corpus's index.
        paths: articles, relative to the folder; none: all.

    Raises:
        SaveFailed: the cache folder cannot be used.
    """
    with index.connected() as connection:
        articles = connection.execute(
            "SELECT path, problem FROM articles WHERE problem != '' AND text_sha256 = '' ORDER BY path"
        ).fetchall()
        layers = connection.execute(
            "SELECT path, layer, l.problem FROM layers AS l JOIN articles AS a ON a.id = l.article"
            " WHERE l.problem != '' AND l.status = '' AND a.text_sha256 != '' ORDER BY path, layer"
        ).fetchall()
    whole = [
        words if path in words else f"{path}: {words}"
        for path, words in with_paths(articles)
        if not paths or path in paths
    ]
    if not paths:
        whole += [one.words for one in folders_passed_over(index.folder)]
    return whole + [
        _of_layer(index, path, layer, words) for path, layer, words in with_paths(layers) if not paths or path in paths
    ]


@mending
def half_read(index: CorpusIndex, paths: Collection[str] = ()) -> list[str]:
    """Sentences about files of which only a part is in the index: bad facts, and damaged layers. Blocking, short.

    Args:
        index: the corpus's index.
        paths: articles, relative to the folder; none: all.

    Raises:
        SaveFailed: the cache folder cannot be used.
    """
    with index.connected() as connection:
        facts = connection.execute(
            "SELECT path, problem FROM articles WHERE problem != '' AND text_sha256 != '' ORDER BY path"
        ).fetchall()
        layers = connection.execute(
            "SELECT path, layer, 'is damaged: ' || l.problem FROM layers AS l JOIN articles AS a ON a.id = l.article"
            " WHERE l.problem != '' AND l.status != '' ORDER BY path, layer"
        ).fetchall()
    found = [words for path, words in with_paths(facts) if not paths or path in paths]
    return found + [
        _of_layer(index, path, layer, words) for path, layer, words in with_paths(layers) if not paths or path in paths
    ]


def _of_layer(index: CorpusIndex, path: str, layer: str, words: str) -> str:
    return f"{sidecar_path(index.folder / path, layer)} {words}."


def known_lines(index: CorpusIndex, layer_id: str) -> list[ListedArticle]:
    """The lines of the article list, as far as the index knows them. Blocking, short.

    Args:
        index: the corpus's index.
        layer_id: the layer.

    Raises:
        SaveFailed: the cache folder cannot be used.
    """
    lines = []
    shared = _SharedFiles(index.folder)
    for article in known_articles(index):
        mine = article.layers.get(layer_id)
        problems = [article.problem] if article.problem else []
        if mine is not None and mine.problem:
            problems.append(_of_layer(index, article.path, layer_id, mine.problem))
        lines.append(
            ListedArticle(
                index.folder / article.path,
                article.path,
                mine.status if mine is not None else "",
                mine.count if mine is not None else None,
                article.title,
                article.outlet,
                article.date,
                article.others(layer_id),
                "\n".join((*problems, *shared.problems(article.path.rpartition("/")[0]))),
                article.heading,
            )
        )
    return lines


class _SharedFiles:
    """The sentences about shared files that are links and not followed; each folder is looked at once."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._known: dict[str, tuple[str, ...]] = {}

    def problems(self, place: str) -> tuple[str, ...]:
        """Those of the articles in a folder, by its path from the opened one."""
        if place not in self._known:
            self._known[place] = tuple(map(str, refused_in(self._folder / place, self._folder).values()))
        return self._known[place]


SORTS = ("name", "title", "date", "outlet", "progress", "annotations")
"""The orders that the article list can be sorted in."""


def ordered(articles: Sequence[ListedArticle], by: str) -> list[ListedArticle]:
    """The lines in another order; equal ones stay as they were, and what is unknown comes last.

    Args:
        articles: the lines of the list.
        by: one of ``SORTS``.
    """
    keys: dict[str, Callable[[ListedArticle], Any]] = {
        "name": lambda article: _place(article.name),
        "title": lambda article: article.shown_title.casefold(),
        "date": lambda article: (not article.date, article.date),
        "outlet": lambda article: (not article.outlet, article.outlet.casefold()),
        "progress": lambda article: {"": 0, "done": 2}.get(article.status, 1),
        "annotations": lambda article: -1 * (article.count if article.count is not None else -1),
    }
    return sorted(articles, key=keys[by])


def _place(name: str) -> tuple[list[str], str]:
    """Files of a folder before its sub-folders."""
    *folders, last = name.split("/")
    return [*(f"1{part.casefold()}" for part in folders), f"0{last.casefold()}"], name


def misplaced_notes(corpus: Path) -> list[MisplacedNote]:
    """As ``misplaced.notes``, of which nothing is loaded where all is in order. Blocking.

    Args:
        corpus: a folder of articles, or one article.
    """
    if is_in_order(corpus):
        return []
    from analyst_app.corpus import misplaced

    return misplaced.notes(corpus)
