"""A worker's look at what it needs: this program, the articles, and the place that is written to.

It is called on each worker before the first article goes there, so that a
machine that lacks something is named, and not found out in the middle.
"""

from __future__ import annotations

import hashlib
import socket
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

from analyst_app import __version__
from analyst_app.storage.limits import LARGEST_SIDECAR
from analyst_app.storage.regular_file import read_regular


class WorkerView(NamedTuple):
    """The things that a worker has and sees."""

    machine: str
    version: str
    """Of this program."""
    digests: tuple[str, ...]
    """Of the files that it was asked about; empty where one cannot be read."""
    sees_folder: bool


def view(paths: Sequence[str], folder: str) -> WorkerView:
    """The program's version on this machine, and what is seen here of some places.

    Args:
        paths: files of the corpus.
        folder: one that has just been made where the export will be.
    """
    return WorkerView(socket.gethostname(), __version__, tuple(map(digest_of, paths)), Path(folder).is_dir())


def digest_of(path: str) -> str:
    """A digest of a file's bytes; empty if it cannot be read."""
    try:
        return hashlib.sha256(read_regular(path, limit=LARGEST_SIDECAR)).hexdigest()
    except OSError:
        return ""
