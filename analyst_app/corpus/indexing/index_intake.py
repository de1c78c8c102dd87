"""Takes articles and their layers into the tables of an index.

Whatever goes wrong with one article or one layer is noted as its problem, and
the others are taken in all the same.
"""

from __future__ import annotations

import codecs
import contextlib
import hashlib
import json
import sqlite3
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from analyst_app.core.annotation import Annotation, Link, Pairs
from analyst_app.core.document import Document, Source
from analyst_app.corpus.facts import ArticleFacts, read_facts
from analyst_app.corpus.folder_scan import Found
from analyst_app.corpus.heading import heading
from analyst_app.corpus.indexing import index_faults
from analyst_app.corpus.indexing.remarks import Remark, of_facts, of_layer
from analyst_app.corpus.indexing.stored_paths import as_stored
from analyst_app.corpus.indexing.vocabulary import WordStore
from analyst_app.corpus.iso_dates import known_date
from analyst_app.corpus.word_folding import fold, for_index
from analyst_app.errors import LeadsOutside, Unreadable, sayable, why_unread
from analyst_app.language.known_people import actor_of
from analyst_app.storage import sidecar_reader
from analyst_app.storage.atomic import read_regular
from analyst_app.storage.decoding import decoded, recorded_beside
from analyst_app.storage.error_log import reason, why
from analyst_app.storage.file_names import facts_path, sidecar_path
from analyst_app.storage.limits import LARGEST_ARTICLE, LARGEST_SIDECAR
from analyst_app.storage.reanchor import anchored

_Row = tuple[Any, ...]
_MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
_EXACT = 400
"""Characters of an annotation's text that the index keeps, for names and lists."""


@dataclass(frozen=True, slots=True)
class IndexedLayer:
    """The content of a sidecar, re-anchored in memory if the article has changed since."""

    annotator: str = ""
    status: str = ""
    annotations: Sequence[Annotation] = ()
    links: Sequence[Link] = ()
    waiting: int = 0
    """Records without a certain place."""
    problem: str = ""
    """Damage of the file, in words; without a ``status``, the reason why it was left out, as it follows the name."""
    is_unread: bool = False
    """True if the system did not let the file be read, which may be otherwise the next time."""
    remarks: Sequence[Remark] = ()


def may_be_read_later(error: BaseException | None) -> bool:
    """True if the system let a file not be read, for a reason that may go without a change of its time or size."""
    return isinstance(error, OSError) and not isinstance(error, LeadsOutside | Unreadable)


def layer_for_index(path: Path, document: Document | None) -> IndexedLayer:
    """Read a sidecar for its article's text; a file that cannot be read says so and has no annotations.

    Args:
        path: the sidecar.
        document: its article; None: it cannot be read.
    """
    if document is None:
        return IndexedLayer(problem="its article cannot be read")
    try:
        data = read_regular(path, limit=LARGEST_SIDECAR)
    except OSError as error:
        return IndexedLayer(problem=f"cannot be read: {why_unread(error)}", is_unread=may_be_read_later(error))
    found = sidecar_reader.parse_sidecar(data, name=path.name, document=document)
    if found.is_newer:
        return IndexedLayer(problem=found.refusal)
    layer = anchored(found, document).layer
    return IndexedLayer(
        layer.head.annotator, layer.facts.status, layer.annotations, layer.links, len(layer.unplaced), found.damage,
        remarks=of_layer(layer),
    )  # fmt: skip


class Intake:
    """Takes in what changed in a folder, in one pass over it.

    Args:
        folder: the corpus.
        connection: to the tables, for which nobody else writes meanwhile.
    """

    def __init__(self, folder: Path, connection: sqlite3.Connection) -> None:
        self.folder = folder
        self.db = connection
        self._vocabulary = WordStore(connection)
        self.characters = 0
        """Of text that was indexed."""

    def take(self, article: Found) -> None:
        """Take in an article that is new or changed, with its layers.

        Raises:
            sqlite3.Error: the tables are at fault, not the article.
        """
        try:
            self._take_in(article)
        except Exception as error:
            if not index_faults.is_of_an_article(error):
                raise
            self.forget_at(article.path)
            self._keep_spoilt(article, reason(error, self.folder / article.path))

    def forget_at(self, path: str) -> None:
        """Take out all that is known of an article.

        Args:
            path: relative to the folder.
        """
        for (number,) in self.db.execute("SELECT id FROM articles WHERE path = ?", (as_stored(path),)).fetchall():
            self._forget_layers(number)
            self.db.execute("DELETE FROM words WHERE rowid = ?", (number,))
            self.db.execute("DELETE FROM articles WHERE id = ?", (number,))

    def _forget_layers(self, number: int) -> None:
        self._forget_remarks("article = ?", number)
        for table in _OF_LAYERS:
            self.db.execute(f"DELETE FROM {table} WHERE article = ?", (number,))  # noqa: S608 - names of our own

    def _forget_remarks(self, condition: str, *values: int | str) -> None:
        where = f"SELECT id FROM remarks WHERE {condition}"  # noqa: S608 - words of our own
        self.db.execute(f"DELETE FROM remark_words WHERE rowid IN ({where})", values)  # noqa: S608
        self.db.execute(f"DELETE FROM remarks WHERE {condition}", values)  # noqa: S608

    def _take_in(self, article: Found) -> None:
        path = self.folder / article.path
        facts, problem, is_unread = _facts(path) if article.facts_stamp else (ArticleFacts(), "", False)
        if is_unread:
            article = replace(article, facts_stamp="")  # tried again next time: a permission changes no stamp
        document: Document | None = None
        sha256 = ""
        try:
            data = read_regular(path, limit=LARGEST_ARTICLE)
            document, sha256 = _document(data, path, facts.encoding, article.layers)
        except OSError as error:
            problem = reason(error, path)
            article = replace(article, stamp="")  # so is this
        except Exception as error:
            problem = reason(error, path)
        number = self._keep_article(article, facts, document, sha256, problem)
        for layer, stamp in article.layers.items():  # also if only the facts changed: they may say another encoding
            self._take_layer(number, path, layer, stamp, document)

    def _take_layer(self, number: int, path: Path, layer: str, stamp: str, document: Document | None) -> None:
        sidecar = sidecar_path(path, layer)
        try:
            found = layer_for_index(sidecar, document)
            self._keep_layer(number, layer, "" if found.is_unread else stamp, document, found)
        except Exception as error:
            if not index_faults.is_of_an_article(error):
                raise
            self._forget_remarks("article = ? AND layer = ?", number, layer)
            for table in _OF_LAYERS:
                self.db.execute(f"DELETE FROM {table} WHERE article = ? AND layer = ?", (number, layer))  # noqa: S608
            self._keep_layer(number, layer, stamp, document, IndexedLayer(problem=_printable(why(error, sidecar))))

    def _keep_spoilt(self, article: Found, problem: str) -> None:
        """An article of which nothing could be taken in; it is tried again next time."""
        values = (as_stored(article.path), "", "", "", "", "", "", "", "", 0, "", _printable(problem), "")
        number = self.db.execute(f"REPLACE INTO articles VALUES (NULL{', ?' * len(values)})", values).lastrowid  # noqa: S608
        self.db.execute("REPLACE INTO words (rowid, body) VALUES (?, '')", (number,))

    def _keep_article(
        self,
        article: Found,
        facts: ArticleFacts,
        document: Document | None,
        sha256: str,
        problem: str,
    ) -> int:
        """Its number; of its layers nothing is left."""
        text = document.text if document is not None else ""
        values = (
            as_stored(article.path), article.stamp, article.facts_stamp, facts.title, facts.outlet, facts.author,
            known_date(facts.date), facts.url,
            document.source.encoding if document is not None else "", len(text), sha256, problem,
            heading(text),
        )  # fmt: skip
        (values,) = _storable([values])
        row = self.db.execute("SELECT id, text_sha256 FROM articles WHERE path = ?", values[:1]).fetchone()
        number, before = row or (None, None)
        sql = f"REPLACE INTO articles VALUES (?{', ?' * len(values)})"  # noqa: S608 - names of our own
        number = self.db.execute(sql, (number, *values)).lastrowid or 0
        if row is not None:
            self._forget_layers(number)
        self._keep_remarks(number, "", of_facts(facts))
        if row is not None:
            if before == sha256:  # no stamp can say so: each layer and the facts have a say in how the bytes are read
                return number
            self.db.execute("DELETE FROM words WHERE rowid = ?", (number,))
        self._index("words", number, text)
        self.characters += len(text)
        return number

    def _index(self, table: str, number: int, text: str) -> None:
        """Put the words of a text into a table of words, and into those of their parts."""
        body = for_index(fold(text).plain)
        self.db.execute(f"INSERT INTO {table} (rowid, body) VALUES (?, ?)", (number, body))  # noqa: S608 - our own
        self._vocabulary.add(body.split())

    def _keep_remarks(self, number: int, layer: str, remarks: Sequence[Remark]) -> None:
        """Keep what is said beside an article's text; the facts are in no layer."""
        for said in remarks:
            row = (number, layer, said.kind, said.annotation, said.tag, said.start, said.end, said.words)
            sql = "INSERT INTO remarks VALUES (NULL, ?, ?, ?, ?, ?, ?, ?, ?)"
            self._index("remark_words", self.db.execute(sql, *_storable([row])).lastrowid or 0, said.words)

    def _keep_layer(self, number: int, layer: str, stamp: str, document: Document | None, found: IndexedLayer) -> None:
        counts = len(found.annotations), found.waiting
        row = (number, layer, stamp, found.annotator, found.status, *counts, found.problem)
        self.db.executemany("INSERT INTO layers VALUES (?, ?, ?, ?, ?, ?, ?, ?)", _storable([row]))
        text = document.text if document is not None else ""
        self.db.executemany(
            "INSERT OR IGNORE INTO annotations VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            _storable([
                (number, layer, a.id, a.tag, a.start, a.end,
                 _as_json(a.attributes) if a.attributes else "",
                 text[a.start : min(a.end, a.start + _EXACT)], actor_of(a) if a.extra else "")
                for a in found.annotations
            ]),
        )  # fmt: skip
        self.db.executemany(
            "INSERT INTO links VALUES (?, ?, ?, ?, ?)",
            _storable([(number, layer, link.role, link.from_id, link.to_id) for link in found.links]),
        )
        self._keep_remarks(number, layer, found.remarks)


def _as_json(attributes: Pairs) -> str:
    """Attributes as the tables can be asked for them: ``NaN`` is no JSON there."""
    return json.dumps(dict(attributes), ensure_ascii=False, default=str, allow_nan=False)


def _printable(words: str) -> str:
    """Words that tables can hold: a name on the disk may be no text."""
    return words.encode("utf-8", "backslashreplace").decode()


_OF_LAYERS = ("layers", "annotations", "links")


def _storable(rows: list[_Row]) -> list[_Row]:
    """Rows that SQLite takes: half of a surrogate pair, as a sidecar can hold it, is written as its escape."""
    try:
        "".join([cell for row in rows for cell in row if cell.__class__ is str]).encode()
    except UnicodeEncodeError:
        return [tuple([sayable(cell) if isinstance(cell, str) else cell for cell in row]) for row in rows]
    return rows


def _document(data: bytes, path: Path, encoding: str, layers: Iterable[str]) -> tuple[Document, str]:
    """The article in its bytes, and the hash of its text; quickly where they are plain UTF-8, as nearly always."""
    given = list(recorded_beside(path, sorted(layers)))
    if not encoding and b"\r" not in data and not data.startswith(_MARKS):
        with contextlib.suppress(UnicodeDecodeError):
            text, sha256 = data.decode("utf-8"), hashlib.sha256(data).hexdigest()
            if all(said.text_sha256 == sha256 for said in given):
                return Document(text, Source(path.name, sha256, "utf-8-sig", "lf" if "\n" in text else "none")), sha256
    document = decoded(data, name=path.name, noted=encoding or None, given=given)
    return document, document.sha256


def _facts(path: Path) -> tuple[ArticleFacts, str, bool]:
    """An article's facts, why there are none, and True if the system did not let them be read."""
    try:
        return read_facts(path), "", False
    except Exception as error:
        return ArticleFacts(), reason(error, facts_path(path)), may_be_read_later(error.__cause__)
