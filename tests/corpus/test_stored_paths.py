"""Tests of corpus.indexing.stored_paths: a path comes back as it went into the tables, whatever its bytes are."""

import os
import sqlite3
import sys

import pytest

from analyst_app.corpus.indexing.stored_paths import as_path, as_stored, with_paths


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="names are Unicode there")
def test_every_path_comes_back_and_no_two_are_one() -> None:
    paths = ["a.txt", "sub/é 🔥.txt", os.fsdecode(b"caf\xe9.txt"), "caf%E9.txt"]
    tables = sqlite3.connect(":memory:")
    tables.execute("CREATE TABLE articles (id INTEGER PRIMARY KEY, path TEXT NOT NULL UNIQUE)")
    tables.executemany("INSERT INTO articles (path) VALUES (?)", [(as_stored(path),) for path in paths])
    rows = tables.execute("SELECT id, path FROM articles ORDER BY id").fetchall()
    assert [path for _, path in with_paths(rows, 1)] == paths
    assert [as_path(path) for _, path in rows] == paths
    [(count,)] = tables.execute("SELECT count(*) FROM articles WHERE path = ?", (as_stored(paths[2]),))
    assert count == 1
