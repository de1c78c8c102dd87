"""The index of a corpus: an SQLite file in the cache folder that can be thrown away at any time.

It knows of each article its facts, its layers and their annotations, and has
its words in a full-text index (FTS5). ``refreshed`` compares it with the
folder and reads only what changed. One writer at a time; readers never wait.
"""

from __future__ import annotations

import codecs
import contextlib
import hashlib
import json
import os
import sqlite3
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from analyst_app.core.document import Document, Source
from analyst_app.errors import AnalystError, SaveFailed
from analyst_app.library.article_facts import SUFFIX as FACTS_SUFFIX
from analyst_app.library.article_facts import ArticleFacts, read_facts
from analyst_app.library.layer_reading import read_layer
from analyst_app.library.word_folding import for_index
from analyst_app.storage.atomic import read_regular
from analyst_app.storage.sidecar import SUFFIX, is_layer_id, sidecar_path

VERSION = 1
"""Of the tables; another one is thrown away and made anew."""
_ARTICLE_SUFFIX = ".txt"
_LARGEST = 64 << 20
_COMMIT_SECONDS = 1.0
_ATTEMPTS = 20
_HASH_BYTES = 16 << 20
"""Of words that FTS5 gathers before it writes them: fewer pieces to merge."""
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
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
_EXACT = 400
"""Characters of an annotation's text that the index keeps, for names and lists."""


@dataclass(frozen=True, slots=True)
class Found:
    """An article as the folder shows it, without opening anything."""

    path: str
    """Relative to the folder, with slashes."""
    stamp: str
    facts_stamp: str = ""
    layers: dict[str, str] = field(default_factory=dict)
    """Stamp by layer id."""


@dataclass(frozen=True, slots=True)
class Refresh:
    """What a refresh did."""

    articles: int
    """How many there are."""
    read: int
    """How many were new or changed."""
    gone: int
    characters: int
    """Of text that was indexed."""
    is_complete: bool
    """False: it was stopped."""


class CorpusIndex:
    """The index of one folder. A connection of its own for each thread that asks.

    Args:
        folder: the corpus.
        cache: the app's cache folder.
    """

    def __init__(self, folder: Path, cache: Path) -> None:
        self.folder = folder.absolute()
        name = hashlib.sha256(os.fsencode(self.folder)).hexdigest()[:24]
        self.file = cache / "corpora" / f"{name}.sqlite3"

    @contextlib.contextmanager
    def connected(self) -> Iterator[sqlite3.Connection]:
        """A connection to the tables, made anew if they are missing, old or damaged.

        Raises:
            SaveFailed: the cache folder cannot be used, or the tables turned
                out to be damaged: then they are thrown away for the next time.
        """
        connection = self._opened()
        is_damaged = False
        try:
            yield connection
        except sqlite3.DatabaseError as error:
            is_damaged = type(error) is sqlite3.DatabaseError
            raise SaveFailed(f"The index of {self.folder.name} failed ({error}). Try again.") from error
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
        with self.connected() as connection:
            return _Refresher(self.folder, connection).run(found, is_cancelled, progress)

    def _opened(self) -> sqlite3.Connection:
        try:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            for _ in range(_ATTEMPTS):
                connection = sqlite3.connect(self.file, timeout=30)
                try:
                    with _OPENING:
                        _prepare(connection)
                    return connection
                except sqlite3.OperationalError as error:
                    connection.close()
                    if "locked" not in str(error):
                        raise
                    time.sleep(0.1)  # another program is making the tables
                except sqlite3.DatabaseError:  # damaged, or of another version
                    connection.close()
                    self.throw_away()
        except (OSError, sqlite3.DatabaseError) as error:
            raise SaveFailed(f"The cache folder {self.file.parent} cannot be used: {error}.") from error
        raise SaveFailed(f"The index {self.file} cannot be used: another program holds it.")


def scanned(folder: Path) -> Iterator[Found]:
    """The articles under a folder with the stamps of all their files, from the directories alone."""
    yield from _scanned(str(folder), "")


def _scanned(folder: str, prefix: str) -> Iterator[Found]:
    articles: list[tuple[str, str]] = []
    others: dict[str, str] = {}
    folders: list[str] = []
    with os.scandir(folder) as entries:
        for entry in entries:
            name = entry.name
            if name.startswith("."):
                continue
            if name.lower().endswith(_ARTICLE_SUFFIX):
                if entry.is_file():
                    articles.append((name, _stamp(entry)))
            elif name.endswith((SUFFIX, FACTS_SUFFIX)):
                others[name] = _stamp(entry)
            elif entry.is_dir(follow_symlinks=False):
                folders.append(name)
    layers: dict[str, dict[str, str]] = {}
    for name, stamp in others.items():
        article, _, layer = name.removesuffix(SUFFIX).rpartition(".")
        if name.endswith(SUFFIX) and is_layer_id(layer):  # a sync tool's conflict copy is none
            layers.setdefault(article, {})[layer] = stamp
    for name, stamp in sorted(articles, key=lambda item: (item[0].casefold(), item[0])):
        yield Found(prefix + name, stamp, others.get(name + FACTS_SUFFIX, ""), layers.get(name, {}))
    for name in sorted(folders, key=lambda name: (name.casefold(), name)):
        with contextlib.suppress(OSError):  # a sub-folder that is not ours to read
            yield from _scanned(os.path.join(folder, name), f"{prefix}{name}/")  # noqa: PTH118 - ten thousand times


def _stamp(entry: os.DirEntry[str]) -> str:
    """Size and time of a file: what must differ when its content does."""
    try:
        facts = entry.stat()
    except OSError:
        return "?"
    return f"{facts.st_size}.{facts.st_mtime_ns}"


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


class _Refresher:
    """One pass over a folder."""

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self.folder = folder
        self.db = connection
        self.read = 0
        self.characters = 0

    def run(
        self, found: dict[str, Found], is_cancelled: Callable[[], bool], progress: Callable[[int, int], None]
    ) -> Refresh:
        known = self._known()
        gone = [ids[0] for path, ids in known.items() if path not in found]
        for number in gone:
            self._forget(number)
        changed = [article for path, article in found.items() if not _is_same(article, known.get(path))]
        self.db.commit()
        committed = time.monotonic()
        for done, article in enumerate(changed, 1):
            if is_cancelled():
                break
            self._take(article, known.get(article.path))
            if time.monotonic() - committed > _COMMIT_SECONDS:
                self.db.commit()
                committed = time.monotonic()
            progress(done, len(changed))
        self.db.commit()
        return Refresh(len(found), self.read, len(gone), self.characters, self.read == len(changed))

    def _known(self) -> dict[str, tuple[int, str, str, dict[str, str]]]:
        layers: dict[int, dict[str, str]] = {}
        for article, layer, stamp in self.db.execute("SELECT article, layer, stamp FROM layers"):
            layers.setdefault(article, {})[layer] = stamp
        rows = self.db.execute("SELECT id, path, stamp, facts_stamp FROM articles")
        return {path: (number, stamp, facts, layers.get(number, {})) for number, path, stamp, facts in rows}

    def _forget(self, number: int) -> None:
        for table, column in (("articles", "id"), ("words", "rowid"), *((t, "article") for t in _OF_LAYERS)):
            self.db.execute(f"DELETE FROM {table} WHERE {column} = ?", (number,))  # noqa: S608 - names of our own

    def _take(self, article: Found, known: tuple[int, str, str, dict[str, str]] | None) -> None:
        self.read += 1
        path = self.folder / article.path
        facts, problem = _facts(path) if article.facts_stamp else (ArticleFacts(), "")
        document: Document | None = None
        sha256 = ""
        try:
            document, sha256 = _document(read_regular(path, limit=_LARGEST), path.name, facts.encoding)
        except (AnalystError, OSError) as error:
            problem = str(error)
        number = self._keep_article(article, facts, document, sha256, problem, known)
        if known is None or known[3] != article.layers or known[1] != article.stamp:
            for table in _OF_LAYERS if known is not None else ():
                self.db.execute(f"DELETE FROM {table} WHERE article = ?", (number,))  # noqa: S608 - names of our own
            for layer, stamp in article.layers.items():
                self._keep_layer(number, path, layer, stamp, document)

    def _keep_article(
        self,
        article: Found,
        facts: ArticleFacts,
        document: Document | None,
        sha256: str,
        problem: str,
        known: tuple[int, str, str, dict[str, str]] | None,
    ) -> int:
        text = document.text if document is not None else ""
        values = (
            article.path, article.stamp, article.facts_stamp, facts.title, facts.outlet, facts.author, facts.date,
            facts.url, facts.encoding, len(text), sha256, problem,
        )  # fmt: skip
        if known is None:
            number = self.db.execute(f"INSERT INTO articles VALUES (NULL{', ?' * len(values)})", values).lastrowid or 0  # noqa: S608
        else:
            number = known[0]
            self.db.execute(f"REPLACE INTO articles VALUES (?{', ?' * len(values)})", (number, *values))  # noqa: S608
            if known[1] == article.stamp and known[2] == article.facts_stamp:
                return number  # only a layer changed
            self.db.execute("DELETE FROM words WHERE rowid = ?", (number,))
        self.db.execute("INSERT INTO words (rowid, body) VALUES (?, ?)", (number, for_index(text)))
        self.characters += len(text)
        return number

    def _keep_layer(self, number: int, path: Path, layer: str, stamp: str, document: Document | None) -> None:
        read = read_layer(sidecar_path(path, layer), document)
        self.db.execute(
            "INSERT INTO layers VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (number, layer, stamp, read.annotator, read.status, len(read.annotations), read.waiting, read.problem),
        )
        text = document.text if document is not None else ""
        self.db.executemany(
            "INSERT OR IGNORE INTO annotations VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (number, layer, a.id, a.tag, a.start, a.end,
                 json.dumps(dict(a.attributes), ensure_ascii=False, default=str) if a.attributes else "",
                 text[a.start : min(a.end, a.start + _EXACT)].encode("utf-8", "replace").decode())
                for a in read.annotations
            ),
        )  # fmt: skip
        self.db.executemany(
            "INSERT INTO links VALUES (?, ?, ?, ?, ?)",
            ((number, layer, link.role, link.from_id, link.to_id) for link in read.links),
        )


_OF_LAYERS = ("layers", "annotations", "links")


def _is_same(article: Found, known: tuple[int, str, str, dict[str, str]] | None) -> bool:
    return known is not None and known[1:] == (article.stamp, article.facts_stamp, article.layers)


def _document(data: bytes, name: str, encoding: str) -> tuple[Document, str]:
    """The article in its bytes, and the hash of its text; quickly where they are plain UTF-8, as nearly always."""
    if not encoding and b"\r" not in data and not data.startswith(_MARKS):
        with contextlib.suppress(UnicodeDecodeError):
            text, sha256 = data.decode("utf-8"), hashlib.sha256(data).hexdigest()
            return Document(text, Source(name, sha256, "utf-8-sig", "lf" if "\n" in text else "none")), sha256
    document = Document.from_bytes(data, name=name, encoding=encoding or None)
    return document, document.sha256


def _facts(path: Path) -> tuple[ArticleFacts, str]:
    try:
        return read_facts(path), ""
    except AnalystError as error:
        return ArticleFacts(), str(error)
