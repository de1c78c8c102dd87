"""Files that must not exist before: written whole or not at all, never over another."""

from __future__ import annotations

import contextlib
import os
import re
import secrets
import unicodedata
from pathlib import Path

from analyst_app.errors import SaveFailed, why_unwritten
from analyst_app.storage.file_names import TEMPORARY, is_reserved, unfinished_import
from analyst_app.storage.regular_file import read_regular

_UNSAFE = re.compile(r'[\x00-\x1f\x7f<>:"/\\|?*\u200e\u200f\u202a-\u202e\u2066-\u2069]+')
_LONGEST = 80


def safe_stem(words: str) -> str:
    """A file name without suffix that every file system takes, made of some words; "article" of none."""
    plain = unicodedata.normalize("NFC", _UNSAFE.sub(" ", words))
    stem = re.sub(r"\s+", " ", plain).strip(" .")
    while len(stem.encode("utf-8", "replace")) > 2 * _LONGEST or len(stem) > _LONGEST:
        shorter = stem[: min(len(stem) - 1, _LONGEST)]
        stem = (shorter.rpartition(" ")[0] or shorter).rstrip(" .,;:–-")
    if not stem or is_reserved(stem) or stem.startswith((TEMPORARY, ".")):
        stem = f"article {stem}".strip()
    return stem


def holds(path: Path, data: bytes) -> bool:
    """True if a regular file holds exactly some bytes; no more than those are read.

    Args:
        path: the file.
        data: the bytes.
    """
    try:
        return read_regular(path, limit=len(data)) == data
    except OSError:
        return False


def write_new(path: Path, data: bytes) -> None:
    """Write a file that does not exist yet: complete under another name first, then linked into place.

    Args:
        path: the file.
        data: the bytes.

    Raises:
        FileExistsError: it exists; nothing was written.
        SaveFailed: the disk, the rights, the name: said in words.
    """
    temporary = path.with_name(unfinished_import(secrets.token_hex(4)))
    try:
        with temporary.open("xb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        _place(temporary, path)
    except FileExistsError:
        raise
    except OSError as error:
        raise SaveFailed(f"{path} could not be written: {why_unwritten(error)}.") from error
    finally:
        with contextlib.suppress(OSError):
            temporary.unlink()


def _place(temporary: Path, path: Path) -> None:
    """Give the file its name without ever replacing another; where links are not known, by an exclusive look."""
    try:
        os.link(temporary, path)
    except FileExistsError:
        raise
    except OSError:
        if os.path.lexists(path):
            raise FileExistsError(path) from None
        temporary.rename(path)
