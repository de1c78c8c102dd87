"""The border as the window meets it: a folder is opened, a link leads out of it, a person allows that."""

from __future__ import annotations

from pathlib import Path

from analyst_app.errors import LeadsOutside
from analyst_app.storage import containment


def enter(folder: Path | None, article: Path) -> None:
    """Take a folder as opened, if it is not yet; likewise that of an article outside it. Blocking, but short.

    Args:
        folder: the opened one; None: single articles are.
        article: is being opened.
    """
    if folder is not None and not containment.is_opened(folder):
        containment.open_border(folder)
    containment.open_home(article)


def enter_anew(folder: Path) -> None:
    """Take a folder as opened by where it leads to now. Blocking, but short.

    Raises:
        LeadsOutside: it was opened before, and its name leads to another folder now: what is open and not saved yet
            would be written there.
    """
    refusal = containment.leads_elsewhere(folder)
    if refusal is not None:
        raise refusal
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
