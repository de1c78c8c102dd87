"""The tables of a corpus's index, and whether they are all there."""

from __future__ import annotations

import sqlite3

VERSION = 6
"""Of the tables and of what is put into them; another one is thrown away and made anew."""
HASH_BYTES = 16 << 20
"""Of words that FTS5 gathers before it writes them: fewer pieces to merge."""

_TABLES = """
CREATE TABLE articles (
    id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE, stamp TEXT NOT NULL, facts_stamp TEXT NOT NULL,
    title TEXT NOT NULL, outlet TEXT NOT NULL, author TEXT NOT NULL, date TEXT NOT NULL, url TEXT NOT NULL,
    encoding TEXT NOT NULL, length INTEGER NOT NULL, text_sha256 TEXT NOT NULL, problem TEXT NOT NULL,
    heading TEXT NOT NULL);
CREATE TABLE layers (
    article INTEGER NOT NULL, layer TEXT NOT NULL, stamp TEXT NOT NULL, annotator TEXT NOT NULL,
    status TEXT NOT NULL, count INTEGER NOT NULL, waiting INTEGER NOT NULL, problem TEXT NOT NULL,
    PRIMARY KEY (article, layer)) WITHOUT ROWID;
CREATE TABLE annotations (
    article INTEGER NOT NULL, layer TEXT NOT NULL, id TEXT NOT NULL, tag TEXT NOT NULL,
    start INTEGER NOT NULL, end INTEGER NOT NULL, attributes TEXT NOT NULL, exact TEXT NOT NULL,
    actor TEXT NOT NULL, PRIMARY KEY (article, layer, id)) WITHOUT ROWID;
CREATE INDEX annotations_by_tag ON annotations (tag, article);
CREATE TABLE links (
    article INTEGER NOT NULL, layer TEXT NOT NULL, role TEXT NOT NULL, from_id TEXT NOT NULL, to_id TEXT NOT NULL);
CREATE INDEX links_by_start ON links (article, layer, from_id);
CREATE TABLE remarks (
    id INTEGER PRIMARY KEY, article INTEGER NOT NULL, layer TEXT NOT NULL, kind TEXT NOT NULL,
    annotation TEXT NOT NULL, tag TEXT NOT NULL, start INTEGER NOT NULL, end INTEGER NOT NULL, words TEXT NOT NULL);
CREATE INDEX remarks_by_article ON remarks (article, layer);
CREATE TABLE vocabulary (id INTEGER PRIMARY KEY, word TEXT NOT NULL UNIQUE);
CREATE VIRTUAL TABLE words USING fts5 (body, tokenize = "ascii", detail = full);
CREATE VIRTUAL TABLE remark_words USING fts5 (body, tokenize = "ascii", detail = full);
CREATE VIRTUAL TABLE parts USING fts5 (grams, content = "", tokenize = "ascii", detail = none, columnsize = 0);
"""
"""``ascii`` takes every letter beyond ASCII for one of a word: what a word is, ``word_folding`` alone decides."""
_STATEMENTS = tuple(filter(None, map(str.strip, _TABLES.split(";\n"))))
_OF_FTS5 = frozenset(
    [
        f"{table}_{part}"
        for table in ("words", "remark_words")
        for part in ("data", "idx", "content", "docsize", "config")
    ]
    + [f"parts_{part}" for part in ("data", "idx", "config")]
)
"""The tables that FTS5 makes for itself."""
_QUESTIONS = (
    "SELECT 1 FROM articles LIMIT 1",
    "SELECT 1 FROM layers LIMIT 1",
    "SELECT 1 FROM annotations LIMIT 1",
    "SELECT 1 FROM links LIMIT 1",
    "SELECT 1 FROM remarks LIMIT 1",
    "SELECT 1 FROM vocabulary LIMIT 1",
    "SELECT rowid FROM words WHERE words MATCH '\"a\"' LIMIT 1",
    "SELECT rowid FROM remark_words WHERE remark_words MATCH '\"a\"' LIMIT 1",
    "SELECT rowid FROM parts WHERE parts MATCH '\"aaa\"' LIMIT 1",
)
"""Questions that whole tables can always answer."""
_PAIRS = (
    (
        "SELECT count(*), coalesce(sum(id), 0) FROM articles",
        "SELECT count(*), coalesce(sum(id), 0) FROM words_docsize",
        "the articles are not those whose words are there",
    ),
    (
        "SELECT count(*), coalesce(sum(id), 0) FROM remarks",
        "SELECT count(*), coalesce(sum(id), 0) FROM remark_words_docsize",
        "the remarks are not those whose words are there",
    ),
    ("SELECT count(*) FROM vocabulary", "SELECT coalesce(max(id), 0) FROM vocabulary", "words are missing"),
)
"""Questions that whole tables answer alike, and what is wrong where they do not."""


def make(connection: sqlite3.Connection) -> None:
    """Make the tables, empty.

    Args:
        connection: to an empty database.
    """
    for statement in _STATEMENTS:
        connection.execute(statement)
    for table in ("words", "remark_words", "parts"):
        connection.execute(f"INSERT INTO {table} ({table}, rank) VALUES ('hashsize', ?)", (HASH_BYTES,))  # noqa: S608
    connection.execute(f"PRAGMA user_version = {VERSION}")


def are_all_there(connection: sqlite3.Connection) -> bool:
    """True if none of the tables is missing or made otherwise.

    Args:
        connection: to the index.
    """
    made = dict(connection.execute("SELECT name, sql FROM sqlite_master"))
    return set(made.values()).issuperset(_STATEMENTS) and made.keys() >= _OF_FTS5


def answer(connection: sqlite3.Connection) -> bool:
    """True if the tables can be asked, so that a question that failed was wrong itself.

    Args:
        connection: to the index.
    """
    try:
        for question in _QUESTIONS:
            connection.execute(question).fetchone()
    except sqlite3.DatabaseError:
        return False
    return True


def loss(connection: sqlite3.Connection) -> str:
    """The sentence about rows that the tables lost, which no question would notice; empty if none.

    Args:
        connection: inside a transaction, so that nobody writes meanwhile.
    """
    for one, other, words in _PAIRS:
        if connection.execute(one).fetchone() != connection.execute(other).fetchone():
            return words
    return ""
