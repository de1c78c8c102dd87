"""Paths of articles in the tables of an index: text, or the bytes of a name that is no UTF-8.

SQLite keeps bytes as they are in a column of text, so that two names which
are shown alike stay two.
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from typing import Any


def as_stored(path: str) -> str | bytes:
    """A path as the tables have it.

    Args:
        path: as Python has it, with bytes that are no UTF-8 as halves of surrogate pairs (PEP 383).
    """
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(path)
    return path


def as_path(stored: str | bytes) -> str:
    """The path that the tables have.

    Args:
        stored: as ``as_stored`` gave it.
    """
    return os.fsdecode(stored) if isinstance(stored, bytes) else stored


def with_paths(rows: Iterable[tuple[Any, ...]], at: int = 0) -> Iterator[tuple[Any, ...]]:
    """Rows of a table with their path as Python has it.

    Args:
        rows: as the tables give them.
        at: the place of the path in each.
    """
    for row in rows:
        stored = row[at]
        yield row if stored.__class__ is str else (*row[:at], as_path(stored), *row[at + 1 :])
