"""The index of a corpus: an SQLite file in the cache folder that can be thrown away at any time.

It knows of each article its facts, its layers and their annotations, and has
its words in a full-text index (FTS5). ``refreshed`` compares it with the
folder and reads only what changed. One writer at a time; readers never wait.
"""

from __future__ import annotations

import contextlib
import hashlib
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from analyst_app.corpus import index_faults
from analyst_app.corpus.folder_scan import Found, scanned
from analyst_app.corpus.index_refresh import Refresh, Refresher
from analyst_app.errors import SaveFailed, why_unwritten
from analyst_app.storage import private_files

if TYPE_CHECKING:
    from analyst_app.corpus.sealing import Seal

__all__ = ["CorpusIndex", "Refresh"]

VERSION = 3
"""Of the tables and of what is put into them; another one is thrown away and made anew."""
_ATTEMPTS = 20
_HASH_BYTES = 16 << 20
"""Of words that FTS5 gathers before it writes them: fewer pieces to merge."""
_OPENING = threading.Lock()

_TABLES = """
CREATE TABLE articles (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, stamp TEXT NOT NULL, facts_stamp TEXT NOT NULL,
    title TEXT NOT NULL, outlet TEXT NOT NULL, author TEXT NOT NULL, date TEXT NOT NULL, url TEXT NOT NULL,
    encoding TEXT NOT NULL, length INTEGER NOT NULL, text_sha256 TEXT NOT NULL, problem TEXT NOT NULL);
CREATE TABLE layers (
    article INTEGER NOT NULL, layer TEXT NOT NULL, stamp TEXT NOT NULL, annotator TEXT NOT NULL,
    status TEXT NOT NULL, count INTEGER NOT NULL, waiting INTEGER NOT NULL, problem TEXT NOT NULL,
    PRIMARY KEY (article, layer)) WITHOUT ROWID;
CREATE TABLE annotations (
    article INTEGER NOT NULL, layer TEXT NOT NULL, id TEXT NOT NULL, tag TEXT NOT NULL,
    start INTEGER NOT NULL, end INTEGER NOT NULL, attributes TEXT NOT NULL, exact TEXT NOT NULL,
    PRIMARY KEY (article, layer, id)) WITHOUT ROWID;
CREATE INDEX annotations_by_tag ON annotations (tag, article);
CREATE TABLE links (
    article INTEGER NOT NULL, layer TEXT NOT NULL, role TEXT NOT NULL, from_id TEXT NOT NULL, to_id TEXT NOT NULL);
CREATE INDEX links_by_start ON links (article, layer, from_id);
CREATE VIRTUAL TABLE words USING fts5 (body, tokenize = "unicode61 remove_diacritics 2", detail = full);
"""


class CorpusIndex:
    """The index of one folder. A connection of its own for each thread that asks.

    Args:
        folder: the corpus.
        cache: the app's cache folder.
        seal: gives, for each question anew, the rule by which layers of others are hidden from whoever asks.
    """

    def __init__(self, folder: Path, cache: Path, seal: Callable[[], Seal] | None = None) -> None:
        self.folder = folder.absolute()
        self._seal = seal
        name = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:24]
        self.file = cache / "corpora" / f"{name}.sqlite3"
        self._was_damaged = False

    @contextlib.contextmanager
    def connected(self) -> Iterator[sqlite3.Connection]:
        """A connection to what may be seen of the tables, which are made anew if they are missing, old or damaged.

        Raises:
            SaveFailed: the cache folder cannot be used, or the tables turned
                out to be damaged: then they are thrown away for the next time.
        """
        with self._whole() as connection:
            if self._seal is not None:
                self._seal().cover(connection, self.folder)
            yield connection

    def withheld(self) -> str:
        """The sentence about what whoever asks may not see yet; empty if there is nothing. Blocking, short.

        Raises:
            SaveFailed: the cache folder cannot be used.
        """
        if self._seal is None:
            return ""
        seal = self._seal()
        with self._whole() as connection:
            seal.cover(connection, self.folder)
        return seal.withheld.words

    @contextlib.contextmanager
    def _whole(self) -> Iterator[sqlite3.Connection]:
        """A connection to all of the tables."""
        connection = self._opened()
        is_damaged = False
        try:
            yield connection
        except sqlite3.DatabaseError as error:
            is_damaged = index_faults.is_damage(error)
            raise SaveFailed(f"The search index {self.file} cannot be used: {index_faults.why(error)}.") from error
        finally:
            connection.close()
            if is_damaged:
                self.throw_away()

    def throw_away(self) -> None:
        """Delete the index; the next question makes it anew."""
        for end in ("", "-wal", "-shm", "-journal"):
            with contextlib.suppress(OSError):
                self.file.with_name(self.file.name + end).unlink()

    def refreshed(
        self,
        is_cancelled: Callable[[], bool] = lambda: False,
        progress: Callable[[int, int], None] = lambda done, total: None,
    ) -> Refresh:
        """Bring the index up to date with the folder, reading only what changed.

        Args:
            is_cancelled: asked after every article; what is done stays done.
            progress: told how many of the changed articles are done.

        Raises:
            OSError: the folder cannot be read.
            SaveFailed: the cache folder cannot be used.
        """
        found = {article.path: article for article in scanned(self.folder)}
        try:
            refresh = self._refreshed(found, is_cancelled, progress)
        except SaveFailed as error:
            if not (isinstance(error.__cause__, sqlite3.Error) and index_faults.is_damage(error.__cause__)):
                raise
            self._was_damaged = True
            refresh = self._refreshed(found, is_cancelled, progress)  # it was thrown away
        is_rebuilt, self._was_damaged = self._was_damaged, False
        return replace(refresh, is_rebuilt=is_rebuilt)

    def _refreshed(
        self, found: dict[str, Found], is_cancelled: Callable[[], bool], progress: Callable[[int, int], None]
    ) -> Refresh:
        with self._whole() as connection:
            return Refresher(self.folder, connection).run(found, is_cancelled, progress)

    def _opened(self) -> sqlite3.Connection:
        try:
            private_files.make_folder(self.file.parent, top=self.file.parent.parent)
            for _ in range(_ATTEMPTS):
                connection = sqlite3.connect(self.file, timeout=30)
                try:
                    private_files.close_to_others(self.file)  # the files beside it get its mode from SQLite
                    with _OPENING:
                        _prepare(connection)
                    return connection
                except sqlite3.OperationalError as error:
                    connection.close()
                    if not index_faults.is_held(error):
                        raise
                    time.sleep(0.1)  # another program is making the tables
                except sqlite3.DatabaseError as error:  # damaged, or of another version
                    connection.close()
                    self._was_damaged |= index_faults.is_damage(error)
                    self.throw_away()
        except OSError as error:
            words = f"{why_unwritten(error)}. Mend that, or name another by XDG_CACHE_HOME"
            raise SaveFailed(f"The cache folder {self.file.parent} cannot be used: {words}.") from error
        except sqlite3.DatabaseError as error:
            raise SaveFailed(f"The search index {self.file} cannot be used: {index_faults.why(error)}.") from error
        words = "another program holds it; let that finish, then try again"
        raise SaveFailed(f"The search index {self.file} cannot be used: {words}.")


def _prepare(connection: sqlite3.Connection) -> None:
    """Make the tables unless they are there; two threads may come at once."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = OFF")  # it can be made anew
    if _version(connection) == VERSION:
        return
    connection.isolation_level = None
    connection.execute("BEGIN IMMEDIATE")
    found = _version(connection)
    if found not in (0, VERSION):
        raise sqlite3.DatabaseError("made by another version")
    if not found:
        for statement in filter(str.strip, _TABLES.split(";\n")):
            connection.execute(statement)
        connection.execute("INSERT INTO words (words, rank) VALUES ('hashsize', ?)", (_HASH_BYTES,))
        connection.execute(f"PRAGMA user_version = {VERSION}")
    connection.execute("COMMIT")
    connection.isolation_level = "DEFERRED"


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)
