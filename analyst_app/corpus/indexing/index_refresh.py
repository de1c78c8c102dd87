"""Brings the tables of an index up to date with its folder: reads what changed, forgets what is gone.

What reads articles and layers is imported only where there is something to
read: most searches meet a folder in which nothing changed.
"""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from analyst_app.corpus.folder_scan import Found
from analyst_app.corpus.indexing import index_faults, index_tables
from analyst_app.corpus.indexing.stored_paths import as_path, as_stored

_COMMIT_SECONDS = 1.0
_Known = tuple[int, str, str, dict[str, str]]
"""Of an article in the tables: its number, its stamp, that of its facts, and those of its layers."""


@dataclass(frozen=True, slots=True)
class Refresh:
    """The outcome of a refresh."""

    articles: int
    """Their number."""
    read: int
    """Number of articles that were new or changed."""
    gone: int
    characters: int
    """Of text that was indexed."""
    is_complete: bool
    """False: it was stopped."""
    is_rebuilt: bool = False
    """True if the index was damaged and was made anew from the articles."""


class Refresher:
    """One pass over a folder."""

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self.folder = folder
        self.db = connection

    def run(
        self, found: dict[str, Found], is_cancelled: Callable[[], bool], progress: Callable[[int, int], None]
    ) -> Refresh:
        """Take in what the folder shows; the arguments are those of ``CorpusIndex.refreshed``.

        Args:
            found: the articles and stamps of the folder.
            is_cancelled: asked now and then; True stops.
            progress: told how many are done.
        """
        known = self._known()
        gone = [path for path in known if path not in found]
        changed = [article for path, article in found.items() if not _is_same(article, known.get(path))]
        if not gone and not changed:
            return Refresh(len(found), 0, 0, 0, is_complete=True)
        from analyst_app.corpus.indexing.index_intake import Intake

        intake = Intake(self.folder, self.db)
        self._begin()
        committed = time.monotonic()
        for path in gone:
            intake.forget_at(path)
        done = 0
        for done, article in enumerate(changed, 1):
            if is_cancelled():
                done -= 1
                break
            if not _is_same(article, self._known_at(article.path)):  # else another program was faster
                intake.take(article)
            if time.monotonic() - committed > _COMMIT_SECONDS:
                self.db.commit()
                self._begin()
                committed = time.monotonic()
            progress(done, len(changed))
        self.db.commit()
        return Refresh(len(found), done, len(gone), intake.characters, done == len(changed))

    def _begin(self) -> None:
        """Keep other writers away until the next commit: two programs may refresh the same index at once."""
        self.db.execute("BEGIN IMMEDIATE")

    def _known(self) -> dict[str, _Known]:
        """All articles in the tables, by path.

        Raises:
            index_faults.Damaged: rows are lost, which no question would notice.
        """
        self.db.execute("BEGIN")  # one state of the tables, whoever writes meanwhile
        layers: dict[int, dict[str, str]] = {}
        for article, layer, stamp in self.db.execute("SELECT article, layer, stamp FROM layers"):
            layers.setdefault(article, {})[layer] = stamp
        rows = self.db.execute("SELECT id, path, stamp, facts_stamp FROM articles")
        known = {as_path(path): (number, stamp, facts, layers.get(number, {})) for number, path, stamp, facts in rows}
        loss = index_tables.loss(self.db)
        self.db.rollback()
        if loss:
            raise index_faults.Damaged(loss)
        return known

    def _known_at(self, path: str) -> _Known | None:
        """As ``_known``, of one article as the tables have it now."""
        rows = self.db.execute("SELECT id, stamp, facts_stamp FROM articles WHERE path = ?", (as_stored(path),))
        for number, stamp, facts in rows:
            layers = self.db.execute("SELECT layer, stamp FROM layers WHERE article = ?", (number,))
            return number, stamp, facts, dict(layers)
        return None


def _is_same(article: Found, known: _Known | None) -> bool:
    return known is not None and known[1:] == (article.stamp, article.facts_stamp, article.layers)
