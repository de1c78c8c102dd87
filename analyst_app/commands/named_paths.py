"""The paths that a command was called with: one that is not there stops it only if none is."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from pathlib import Path

from analyst_app.errors import UsageError


def paths_there(
    paths: Sequence[Path], words: Callable[[Path], str], leave_out: Callable[[Path, str], object]
) -> list[Path]:
    """Those of the paths that are there, links that lead nowhere among them: reading says what is wrong with them.

    Args:
        paths: as they were named.
        words: the sentence about one that is not there.
        leave_out: takes each of those with its sentence.

    Raises:
        UsageError: none of them is there.
    """
    gone = [path for path in paths if not os.path.lexists(path)]
    if gone and len(gone) == len(paths):
        raise UsageError(words(gone[0]))
    for path in gone:
        leave_out(path, words(path))
    return [path for path in paths if path not in gone]
