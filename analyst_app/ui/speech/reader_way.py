"""Finds out the way of speaking that the screen reader of this computer hears."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from analyst_app.ui.widgets.tasks import Tasks

_HEARS = 45
"""The first version of Orca that speaks announcements."""
_PATIENCE = 5
"""Seconds that Orca has to tell its version."""


class ReaderWay:
    """Finds out once, and in a worker, which Orca there is.

    Args:
        tasks: to ask with.
        wanted: the preference: auto, announcement or notice.
    """

    def __init__(self, tasks: Tasks, wanted: Callable[[], str]) -> None:
        self._tasks, self._wanted = tasks, wanted
        self._found = "announcement"
        self._is_asked = False

    def way(self) -> str:
        """The way just now, ``announcement`` or ``notice``; the former until Orca has told its version."""
        wanted = self._wanted()
        if wanted != "auto":
            return wanted
        if not self._is_asked and sys.platform == "linux":
            self._is_asked = True
            self._tasks.run(asked_way, done=self._take)
        return self._found

    def _take(self, found: str) -> None:
        self._found = found


def asked_way() -> str:
    """The way that the installed Orca hears; takes as long as Orca does to tell its version."""
    import shutil
    import subprocess  # where somebody listens

    orca = shutil.which("orca")
    if orca is None:
        return "announcement"
    try:
        answer = subprocess.run(  # noqa: S603 - the person's own screen reader
            [orca, "--version"], capture_output=True, text=True, timeout=_PATIENCE, check=False
        )
    except (OSError, subprocess.SubprocessError):
        return "announcement"
    return way_of(answer.stdout)


def way_of(version: str) -> str:
    """The way that a version of Orca hears, by what ``orca --version`` prints."""
    import re

    found = re.search(r"\d+", version)
    return "notice" if found is not None and int(found[0]) < _HEARS else "announcement"
