"""States of a disk in which a layer cannot be written, made for the process that they are to strike."""

from __future__ import annotations

import errno
import os
import time
from pathlib import Path

STATES = ("writable", "read-only", "full", "gone", "slow")
SECONDS = 5.0


def strike(state: str, article: Path) -> None:
    """Put the folder of an article that is open into a state.

    Args:
        state: one of ``STATES``.
        article: its path.
    """
    if state == "read-only":
        for sidecar in article.parent.glob("*.annotations.json"):
            sidecar.chmod(0o444)
    elif state == "gone":
        article.parent.rename(article.parent.with_name("gone"))
    elif state == "full":
        _fill(article.parent)
    elif state == "slow":
        _slow_down()


def undo(article: Path) -> None:
    """Let the folder be written again."""
    gone = article.parent.with_name("gone")
    if gone.exists():
        gone.rename(article.parent)
    for sidecar in article.parent.glob("*.annotations.json"):
        sidecar.chmod(0o644)


def _fill(folder: Path) -> None:
    real = os.write

    def write(file: int, data: bytes) -> int:
        if Path(f"/proc/self/fd/{file}").readlink().is_relative_to(folder):
            raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))
        return real(file, data)

    os.write = write


def _slow_down() -> None:
    real = os.fsync

    def fsync(file: int) -> None:
        time.sleep(SECONDS)
        real(file)

    os.fsync = fsync
