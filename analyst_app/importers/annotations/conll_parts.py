"""The files of one CoNLL export of this app: one a tag, of the same tokens, read together as the first of them."""

from __future__ import annotations

import hashlib
import os
from functools import lru_cache
from pathlib import Path

from analyst_app.importers.import_limits import LARGEST_ANNOTATIONS
from analyst_app.importers.plain_files import read_named

_SUFFIX = ".conll"
_NAMES, _REPORT = "documents.txt", "LOSSES.md"
"""Files that lie beside them in an export: the articles' names, and what the export does not hold."""
_DEEPEST = 3
"""Folders from that of the files up to that of the report: a split and a reader may stand between."""


def read_together(path: Path) -> list[Path]:
    """The files that are read as one with a file, by name, itself among them; it alone if there are no others.

    Args:
        path: the file.

    Raises:
        OSError: it cannot be read, or is larger than any that is.
    """
    if path.suffix.lower() != _SUFFIX or not path.with_name(_NAMES).is_file():
        return [path]
    if not any((folder / _REPORT).is_file() for folder in path.absolute().parents[:_DEEPEST]):
        return [path]
    own = _tokens(path)
    with os.scandir(path.parent) as entries:
        names = [one.name for one in entries if one.is_file(follow_symlinks=False)]
    beside = [path.with_name(name) for name in names if name != path.name and name.lower().endswith(_SUFFIX)]
    return sorted([path, *(one for one in beside if _has_tokens(one, own))])


def is_part(path: Path) -> bool:
    """True of a file that is read together with another, which comes before it by name."""
    try:
        return read_together(path)[0] != path
    except OSError:
        return False  # reading it says why


def _has_tokens(path: Path, tokens: bytes) -> bool:
    try:
        return _tokens(path) == tokens
    except OSError:
        return False  # reading it by itself says why


def _tokens(path: Path) -> bytes:
    """A digest of all columns but the tags."""
    facts = path.stat()
    return _digest(str(path.absolute()), facts.st_mtime_ns, facts.st_size)


@lru_cache(maxsize=512)  # each file of an export is compared with each of the others
def _digest(path: str, _changed: int, _size: int) -> bytes:
    lines = read_named(Path(path), limit=LARGEST_ANNOTATIONS).split(b"\n")
    return hashlib.sha256(b"\n".join(line.rpartition(b" ")[0] for line in lines)).digest()
