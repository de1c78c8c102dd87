"""Names what lies in a folder of articles and cannot be used there, for every command and list in the same words.

Those are links that lead out of the folder, nowhere or in a circle, pipes,
devices and sockets, and files and folders that this user may not read.
"""

from __future__ import annotations

import errno
import os
import stat
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from analyst_app.errors import Unreadable
from analyst_app.storage.error_log import reason
from analyst_app.storage.file_names import is_article
from analyst_app.storage.held_folder import open_file, refusal

_KNOWS_EFFECTIVE = os.access in os.supports_effective_ids
"""True where the system can be asked for the rights with which files are opened."""


class PassedOver(NamedTuple):
    """One thing that is not used."""

    path: Path
    words: str
    """A sentence with its path and the reason."""
    is_folder: bool = False
    """True for a folder, and for a link to one: articles may lie in it."""
    is_unread: bool = False
    """True for a real folder below the corpus that cannot be read: layers of the corpus may lie in it."""


def passed_over(corpus: Path) -> Iterator[PassedOver]:
    """All that cannot be used under a folder, by name; nothing for one article, whose reader tells it. Blocking.

    Args:
        corpus: a folder, or one article.
    """
    if corpus.is_dir():
        yield from _in_folder(str(corpus))


def unusable(path: Path | str) -> OSError | None:
    """The reason for which a file is not read, without reading it: its link, its kind or its permission. Blocking."""
    try:
        facts = os.lstat(path)
        if not stat.S_ISLNK(facts.st_mode) and not stat.S_ISREG(facts.st_mode):
            return Unreadable(errno.EINVAL, _no_file(facts.st_mode))  # a pipe or a device is not even opened
        descriptor, _ = open_file(path)
    except OSError as error:
        return error
    try:
        mode = os.fstat(descriptor).st_mode
    finally:
        os.close(descriptor)
    return None if stat.S_ISREG(mode) else Unreadable(errno.EINVAL, _no_file(mode))


def _no_file(mode: int) -> str:
    return "it is a folder" if stat.S_ISDIR(mode) else "it is no regular file"


def _in_folder(folder: str) -> Iterator[PassedOver]:
    odd: list[tuple[str, bool]] = []
    below: list[str] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    below.append(entry.path)
                elif entry.is_symlink() and _leads_to_folder(entry):
                    odd.append((entry.path, True))
                elif is_article(entry.name) and not _is_plain(entry):
                    odd.append((entry.path, False))
    except OSError as error:
        yield PassedOver(Path(folder), reason(error, folder), is_folder=True, is_unread=True)
        return
    for path, is_folder in sorted(odd):
        refused = refusal(path) if is_folder and not is_article(path) else unusable(path)
        if refused is not None:
            yield PassedOver(Path(path), reason(refused, path), is_folder)
    for path in sorted(below):
        yield from _in_folder(path)


def _is_plain(entry: os.DirEntry[str]) -> bool:
    return entry.is_file(follow_symlinks=False) and os.access(entry.path, os.R_OK, effective_ids=_KNOWS_EFFECTIVE)


def _leads_to_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link in a circle
        return False
