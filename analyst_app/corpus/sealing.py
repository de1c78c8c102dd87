"""The one rule of a corpus that is read blind: which layers of which article a person may see.

A team reads blind if its codebook says ``"sealed": true``. Then a person sees
of an article only the layers of her own, until she has marked it as done, or
has decided on it in a review without reading it herself. All that shows, counts
or exports layers asks here. It is a courtesy, not a lock:
the files stay readable for every other program.
"""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from analyst_app.core.layer_ids import gold_layer
from analyst_app.corpus.articles import codebook_data, codebook_file
from analyst_app.corpus.indexing.stored_paths import with_paths
from analyst_app.errors import CodebookInvalid
from analyst_app.storage.limits import LARGEST_TEAM_FILE
from analyst_app.storage.regular_file import read_regular
from analyst_app.wording import tr

if TYPE_CHECKING:
    import sqlite3

_SAYS_SEALED = re.compile(rb'"sealed"\s*:\s*true')
_SEALED_TABLES = ("layers", "annotations", "links", "remarks")
_OF_NOBODY = ""
"""The layer under which the facts of an article stand among the remarks."""


def says_sealed(codebook: Mapping[str, Any]) -> bool:
    """True if the data of a codebook says that its team reads blind."""
    return codebook.get("sealed") is True


def is_mine(layer_id: str, annotator: str) -> bool:
    """True of an annotator's own layer and gold.

    Args:
        layer_id: id of the layer.
        annotator: id of the annotator's layer.
    """
    return bool(annotator) and layer_id in (annotator, gold_layer(annotator))


def reason_sealed(codebook: Mapping[str, Any], status: str) -> str:
    """Return the reason why the layers of others may not be looked at yet; empty if they may.

    Args:
        codebook: the data of the codebook.
        status: status of one's own layer on the article.
    """
    if says_sealed(codebook) and status != "done":
        return tr("this corpus is read blind: mark the article as done first (Ctrl+Enter)")
    return ""


def _file_says_sealed(file: Path) -> bool:
    """True if a codebook's file says it; a broken one does as far as it can be read."""
    try:
        data, _ = codebook_data(file)
        return isinstance(data, dict) and says_sealed(data)
    except CodebookInvalid:
        pass
    try:
        return _SAYS_SEALED.search(read_regular(file, limit=LARGEST_TEAM_FILE)) is not None
    except OSError:
        return False


def _codebook_above(folder: Path) -> Path | None:
    """The nearest codebook above a folder, by its name or, if it is a link, by what it leads to."""
    places = dict.fromkeys((*folder.parents, *Path(os.path.realpath(folder)).parents))
    return next((found for place in places if (found := codebook_file(place / "any", None)) is not None), None)


class Withheld(NamedTuple):
    """The layers of others that a question came upon and that are sealed."""

    articles: int
    """Number of articles that are not done."""
    layers: int
    """Number of layers of others on them."""

    @property
    def words(self) -> str:
        """The sentence that says so and names nobody; empty if there is nothing."""
        if not self.layers:
            return ""
        layers = tr("{n} layer of somebody else is not shown|{n} layers of others are not shown", self.layers)
        articles = tr(
            "this corpus is read blind, and {n} article is not marked as done"
            "|this corpus is read blind, and {n} articles are not marked as done",
            self.articles,
        )
        return f"{layers}: {articles}."


class Seal:
    """The rule for one person and one question: it remembers what it read of the folder, and what it withheld.

    Args:
        annotator: id of the layer that is the person's own; empty: nobody's.
        opened: the folders and articles that were named or opened. The codebook nearest to an article counts, also
            one above them: who opens a part of a corpus reads it as blind as the whole.
        is_broken: True if the layers of others are wanted all the same (``--unseal``).
        statuses: status of her own layer by article, where it is known and the file may not have it yet.
    """

    def __init__(
        self,
        annotator: str,
        opened: Iterable[Path],
        *,
        is_broken: bool = False,
        statuses: Mapping[Path, str] = MappingProxyType({}),
    ) -> None:
        self.annotator = annotator
        self.is_broken = is_broken
        self._opened = [path.absolute() for path in opened]
        self._by_codebook: dict[Path, bool] = {}
        self._by_folder: dict[Path, bool] = {}
        self._known = {path.absolute(): status for path, status in statuses.items()}
        self._statuses: dict[Path, str] = {}
        self._met: dict[str, set[Path]] = {}
        """The articles by layer of others on which it is sealed, as far as it was asked for."""

    def is_read_blind(self, folder: Path) -> bool:
        """True if the codebook that applies to the articles of a folder says so. Blocking."""
        folder = folder.absolute()
        if folder not in self._by_folder:
            top = next((top for top in self._opened if folder.is_relative_to(top)), None)
            file = codebook_file(folder / "any", top) or _codebook_above(top or folder)
            if file is not None and file not in self._by_codebook:
                self._by_codebook[file] = _file_says_sealed(file)
            self._by_folder[folder] = file is not None and self._by_codebook[file]
        return self._by_folder[folder]

    def is_sealed(self, article: Path, layer_id: str) -> bool:
        """True if the rule seals a layer of an article, be the seal broken or not. Blocking.

        Args:
            article: its path.
            layer_id: id of the layer.
        """
        if is_mine(layer_id, self.annotator) or not self.is_read_blind(article.parent):
            return False
        if article not in self._statuses:
            known = self._known.get(article.absolute()) if self._known else None
            if known is None:
                from analyst_app.storage.layers_beside import status_of  # a corpus that is not sealed needs it not

                known = status_of(article, self.annotator) if self.annotator else ""
            self._statuses[article] = known if known == "done" or not self._has_decided(article) else "done"
        return self._statuses[article] != "done"

    def _has_decided(self, article: Path) -> bool:
        """True if gold of hers stands beside an article: she has seen the others' work. Blocking."""
        from analyst_app.storage.layers_beside import status_of

        return bool(self.annotator and status_of(article, gold_layer(self.annotator)))

    def hides(self, article: Path, layer_id: str) -> bool:
        """True if a layer of an article is not to be shown; it is remembered. Blocking.

        Args:
            article: its path.
            layer_id: id of the layer.
        """
        if not self.is_sealed(article, layer_id):
            return False
        self._met.setdefault(layer_id, set()).add(article)
        return not self.is_broken

    def seen(self, article: Path, layers: Iterable[str]) -> list[str]:
        """The layers of an article that may be shown. Blocking.

        Args:
            article: its path.
            layers: ids of its layers.
        """
        return [layer for layer in layers if not self.hides(article, layer)]

    def care_only_for(self, is_wanted: Callable[[str], bool]) -> None:
        """Forget the layers that were met and that nobody had asked for, so that they are not told of.

        Args:
            is_wanted: says it of a layer's id.
        """
        self._met = {layer: articles for layer, articles in self._met.items() if is_wanted(layer)}

    @property
    def withheld(self) -> Withheld:
        """All that was not shown so far."""
        if self.is_broken:
            return Withheld(0, 0)
        return Withheld(len(set().union(*self._met.values())), sum(map(len, self._met.values())))

    @property
    def unsealed(self) -> dict[str, int]:
        """By layer, the number of articles on which it was shown only because the seal is broken."""
        return {layer: len(articles) for layer, articles in sorted(self._met.items())} if self.is_broken else {}

    def cover(self, connection: sqlite3.Connection, folder: Path) -> None:
        """Let a connection to an index show the layers that may be seen, and no others. Blocking.

        The tables get views of the same names before them, so that no question needs to know of the rule.

        Args:
            connection: to the index of a folder.
            folder: that it is of.
        """
        paths = dict(self._not_done(connection, folder))
        if not paths:
            return
        for number, layer in connection.execute("SELECT article, layer FROM layers"):
            if number in paths and not is_mine(layer, self.annotator):
                self._met.setdefault(layer, set()).add(paths[number])
        if self.is_broken or not self._met:
            return
        mine = (_OF_NOBODY, self.annotator, gold_layer(self.annotator)) if self.annotator else (_OF_NOBODY,)
        connection.execute("CREATE TEMP TABLE sealed (article INTEGER PRIMARY KEY)")
        connection.execute("CREATE TEMP TABLE mine (layer TEXT PRIMARY KEY)")
        connection.executemany("INSERT INTO sealed VALUES (?)", ((number,) for number in paths))
        connection.executemany("INSERT OR IGNORE INTO mine VALUES (?)", ((layer,) for layer in mine))
        for table in _SEALED_TABLES:
            connection.execute(
                f"CREATE TEMP VIEW {table} AS SELECT * FROM main.{table}"  # noqa: S608 - names of our own
                " WHERE layer IN (SELECT layer FROM mine) OR article NOT IN (SELECT article FROM sealed)"
            )
        connection.commit()

    def _not_done(self, connection: sqlite3.Connection, folder: Path) -> Iterator[tuple[int, Path]]:
        """The articles that are read blind and have layers of others, with their numbers, until she is done."""
        statuses = connection.execute(
            "SELECT id, path, coalesce((SELECT status FROM layers WHERE article = id AND layer = ?), '') FROM articles"
            " WHERE id IN (SELECT article FROM layers WHERE layer != ?)"
            " AND id NOT IN (SELECT article FROM layers WHERE layer = ?)",
            (self.annotator, self.annotator, gold_layer(self.annotator) if self.annotator else _OF_NOBODY),
        )
        blind: dict[str, bool] = {}
        for number, path, status in with_paths(statuses, 1):
            place = path.rpartition("/")[0]
            if place not in blind:
                blind[place] = self.is_read_blind(folder / place)
            if blind[place] and self._known.get(folder / path, status) != "done":
                yield number, folder / path
