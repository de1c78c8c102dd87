"""The border as the window meets it: a folder is opened, a link leads out of it, a person allows that."""

from __future__ import annotations

from pathlib import Path

from analyst_app.errors import LeadsOutside
from analyst_app.storage import containment


def enter(folder: Path | None) -> None:
    """Take a folder as opened, if it is not yet. Blocking, but short."""
    if folder is not None and not containment.is_opened(folder):
        containment.open_border(folder)


def enter_anew(folder: Path) -> None:
    """Take a folder as opened by where it leads to now. Blocking, but short."""
    containment.open_border(folder)


def folder_to_allow(error: BaseException | None) -> str:
    """The folder outside that a person may allow, for an error that a link caused; empty if there is none."""
    while error is not None:
        if isinstance(error, LeadsOutside):
            return error.folder
        error = error.__cause__
    return ""


def allow(folder: str) -> None:
    """Let links lead into a folder outside and those below it, from now on. Blocking.

    Raises:
        SaveFailed: it cannot be remembered.
    """
    containment.allow(folder)
