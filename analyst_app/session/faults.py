"""The words and the log of what went wrong with one file, for the window, which does not know storage.

Imported before the first paint, so it imports nothing heavy.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from analyst_app.storage import error_log
from analyst_app.storage.error_log import ErrorLog, trace_of

if TYPE_CHECKING:
    from pathlib import Path

__all__ = ["ErrorLog", "named_reason", "reason", "trace_of", "without_options"]

_OPTIONS = re.compile(r" \([^()]*--[a-z][^()]*\)")


def without_options(words: str) -> str:
    """A sentence without what it says in brackets of the command line's options: a window has buttons for them."""
    return _OPTIONS.sub("", words)


def reason(error: Exception, file: Path | str, *, state: Path | None = None) -> str:
    """The sentence about a file that was left out because of an exception; see ``error_log.reason``.

    Args:
        error: what was raised while the file was worked on.
        file: its path.
        state: the local state folder; by default the one of this system.
    """
    return without_options(error_log.reason(error, file, state=state))


def named_reason(error: Exception, file: Path | str, *, state: Path | None = None) -> str:
    """As ``reason``, and the sentence has the file's whole path: for lists in which two files may share a name.

    Args:
        error: what was raised while the file was worked on.
        file: its path.
        state: the local state folder; by default the one of this system.
    """
    return without_options(error_log.named_reason(error, file, state=state))
