"""The app's own folders, one of each kind.

Linux tells in one rule where they are (XDG Base Directory Specification 0.8).
``platformdirs`` knows the other systems' too, but to import it takes 5 ms of a
start, so it is asked only there.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Literal

NAME = "analyst-app"
_USUAL = {"config": ".config", "state": ".local/state", "cache": ".cache", "data": ".local/share"}


def app_folder(kind: Literal["config", "state", "cache", "data"]) -> Path:
    """The folder in which the app keeps things of a kind for the person who runs it; it need not be there yet.

    Args:
        kind: ``config`` for settings, ``state`` for what it remembers, ``cache`` for what can be made
            anew, ``data`` for files that the person may see.
    """
    if sys.platform.startswith("linux"):
        named, home = os.environ.get(f"XDG_{kind.upper()}_HOME", ""), Path("~").expanduser()
        if os.path.isabs(named):  # noqa: PTH117 - the specification: else it counts as not set
            return Path(named, NAME)
        if home.is_absolute():
            return home / _USUAL[kind] / NAME
    import platformdirs

    found: Path = getattr(platformdirs, f"user_{kind}_path")(NAME, appauthor=False)
    return found
