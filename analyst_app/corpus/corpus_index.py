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

from analyst_app.corpus.folder_scan import scanned
from analyst_app.corpus.indexing import index_faults, index_tables
from analyst_app.corpus.indexing.index_mending import mending
from analyst_app.corpus.indexing.index_refresh import Refresh, Refresher
from analyst_app.errors import SaveFailed, why_unwritten
from analyst_app.storage import private_files
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.corpus.sealing import Seal

__all__ = ["CorpusIndex", "Refresh"]

_ATTEMPTS = 20
_OPENING = threading.Lock()


class CorpusIndex:
    """The index of one folder. A connection of its own for each thread that asks.

    Args:
        folder: the corpus.
        cache: the app's cache folder.
        seal: gives, for each question anew, the rule by which layers of others are hidden from whoever asks.
        aside: is told why the cache folder cannot be used, and gives another one; None: then it is an error.
    """

    def __init__(
        self,
        folder: Path,
        cache: Path,
        seal: Callable[[], Seal] | None = None,
        aside: Callable[[SaveFailed], Path] | None = None,
    ) -> None:
        self.folder = folder.absolute()
        self._seal, self._aside = seal, aside
        name = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:24]
        self.file = cache / "corpora" / f"{name}.sqlite3"
        self._was_damaged = False

    @contextlib.contextmanager
    def connected(self) -> Iterator[sqlite3.Connection]:
        """A connection to what may be seen of the tables, which are made anew if they are missing, old or damaged.

        Raises:
            SaveFailed: the cache folder cannot be used, or the tables turned
                out to be damaged: then they are thrown away, and
                ``is_mended_after`` makes them anew.
        """
        with self._whole(is_filled=True) as connection:
            if self._seal is not None:
                self._seal().cover(connection, self.folder)
            yield connection

    @mending
    def withheld(self) -> str:
        """The sentence about what whoever asks may not see yet; empty if there is nothing. Blocking, short.

        Raises:
            SaveFailed: the cache folder cannot be used.
        """
        if self._seal is None:
            return ""
        seal = self._seal()
        with self._whole(is_filled=True) as connection:
            seal.cover(connection, self.folder)
        return seal.withheld.words

    @contextlib.contextmanager
    def _whole(self, *, is_filled: bool) -> Iterator[sqlite3.Connection]:
        """A connection to all of the tables.

        Args:
            is_filled: True if they are of no use when they had to be made anew just now.
        """
        connection, rebuilt_for = self._opened()
        opened = self._identity()
        damage: sqlite3.DatabaseError | None = None
        try:
            if rebuilt_for is not None and is_filled:
                raise rebuilt_for
            yield connection
        except sqlite3.DatabaseError as error:
            is_wrong = index_faults.is_unclear(error) and not index_tables.answer(connection)
            fault = index_faults.Damaged(str(error)) if is_wrong else error
            damage = fault if index_faults.is_damage(fault) and error is not rebuilt_for else None
            raise self._unusable(fault) from fault
        finally:
            connection.close()
            if damage is not None:
                self._was_damaged = True
                self._throw_away(opened)

    def _unusable(self, error: sqlite3.Error) -> SaveFailed:
        return SaveFailed(
            tr("The search index {file} cannot be used: {error}.", file=self.file, error=index_faults.why(error))
        )

    def throw_away(self) -> None:
        """Delete the index; the next question makes it anew."""
        for end in ("", "-wal", "-shm", "-journal"):
            with contextlib.suppress(OSError):
                self.file.with_name(self.file.name + end).unlink()

    def _throw_away(self, opened: tuple[int, int] | None) -> None:
        """Delete the index unless somebody else did so and has made it anew; ``opened`` is what was damaged."""
        if opened == self._identity():
            self.throw_away()

    def _identity(self) -> tuple[int, int] | None:
        """Device and number of the file that is there now; None: there is none."""
        try:
            found = self.file.stat()
        except OSError:
            return None
        return found.st_dev, found.st_ino

    def is_mended_after(self, error: SaveFailed) -> bool:
        """Make the index anew if a question came upon damage; False if something else was wrong. Blocking.

        Args:
            error: what the question raised.

        Raises:
            OSError: the folder cannot be read.
            SaveFailed: the index cannot be made.
        """
        if not index_faults.is_damage(error.__cause__):
            return False
        self._brought_up_to_date(lambda: False, lambda done, total: None)
        return True

    def was_rebuilt(self) -> bool:
        """True once after it was damaged and has been made anew."""
        was_damaged, self._was_damaged = self._was_damaged, False
        return was_damaged

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
        refresh = self._brought_up_to_date(is_cancelled, progress)
        return replace(refresh, is_rebuilt=self.was_rebuilt())

    def _brought_up_to_date(self, is_cancelled: Callable[[], bool], progress: Callable[[int, int], None]) -> Refresh:
        """As ``refreshed``; what is damaged is made anew, and what cannot be made here, elsewhere."""
        found = {article.path: article for article in scanned(self.folder)}

        def refresh() -> Refresh:
            with self._whole(is_filled=False) as connection:
                return Refresher(self.folder, connection).run(found, is_cancelled, progress)

        try:
            try:
                return refresh()
            except SaveFailed as error:
                if not index_faults.is_damage(error.__cause__):
                    raise
                return refresh()  # it was thrown away
        except SaveFailed as error:
            if self._aside is None:
                raise
            self.file, self._aside = self._aside(error) / self.file.name, None
            self._was_damaged = False
            return refresh()

    def _opened(self) -> tuple[sqlite3.Connection, sqlite3.DatabaseError | None]:
        """A connection, and the damage for which the tables had to be made anew."""
        damage: sqlite3.DatabaseError | None = None
        try:
            private_files.make_folder(self.file.parent, top=self.file.parent.parent)
            for _ in range(_ATTEMPTS):
                connection = sqlite3.connect(self.file, timeout=30)
                opened = self._identity()
                try:
                    private_files.close_to_others(self.file)  # the files beside it get its mode from SQLite
                    with _OPENING:
                        _prepare(connection)
                    return connection, damage
                except sqlite3.DatabaseError as error:
                    connection.close()
                    if index_faults.is_held(error):
                        time.sleep(0.1)  # another program is making the tables
                        continue
                    if index_faults.is_unclear(error) or index_faults.is_damage(error):
                        damage, self._was_damaged = error, True
                    elif isinstance(error, sqlite3.OperationalError):
                        raise
                    self._throw_away(opened)  # damaged, or of another version
        except OSError as error:
            words = tr("{error}. Mend that, or name another by XDG_CACHE_HOME", error=why_unwritten(error))
            raise SaveFailed(
                tr("The cache folder {parent} cannot be used: {words}.", parent=self.file.parent, words=words)
            ) from error
        except sqlite3.DatabaseError as error:
            raise self._unusable(error) from error
        if damage is not None:
            raise self._unusable(damage) from damage
        words = tr("another program holds it; let that finish, then try again")
        raise SaveFailed(tr("The search index {file} cannot be used: {words}.", file=self.file, words=words))


def _prepare(connection: sqlite3.Connection) -> None:
    """Make the tables unless they are there; two threads may come at once."""
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = OFF")  # it can be made anew
    if _version(connection) == index_tables.VERSION:
        if not index_tables.are_all_there(connection):
            raise index_faults.Damaged(tr("tables are missing"))
        return
    connection.isolation_level = None
    connection.execute("BEGIN IMMEDIATE")
    found = _version(connection)
    if found not in (0, index_tables.VERSION):
        raise sqlite3.DatabaseError("made by another version")
    if not found:
        index_tables.make(connection)
    connection.execute("COMMIT")
    connection.isolation_level = "DEFERRED"


def _version(connection: sqlite3.Connection) -> int:
    (version,) = connection.execute("PRAGMA user_version").fetchone()
    return int(version)
