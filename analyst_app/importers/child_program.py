"""Programs of ours that run in a process of their own: how each is started, from a Python and from an installed bundle.

In a bundle ``sys.executable`` is the app itself, which knows no ``-m``. There a
hidden first word names the program: ``analyst-app --child parsing``.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

from analyst_app.errors import is_bundled

CHILD_WORD = "--child"
"""The first word of a bundle's command line that starts one of these programs."""
PROGRAMS = {
    "parsing": "analyst_app.importers.parsing_process",
    "window": "analyst_app.commands.window_trial",
}
"""Module by name; each has a ``main`` without arguments, and can be started by ``python -m``."""


def command(program: str) -> list[str]:
    """The words that start a program in a process of its own.

    Args:
        program: a key of ``PROGRAMS``.

    Raises:
        KeyError: there is no such program.
    """
    module = PROGRAMS[program]
    return [sys.executable, CHILD_WORD, program] if is_bundled() else [sys.executable, "-m", module]


def search_path() -> list[str]:
    """The folders in which a child finds this package; none in a bundle, which has it inside."""
    return [] if is_bundled() else [str(Path(__file__).resolve().parents[2])]


def run(words: list[str]) -> bool:
    """Run the program that a bundle's command line names; False if it names none.

    Args:
        words: the command line, the executable first.
    """
    if words[1:2] != [CHILD_WORD] or len(words) < 3 or words[2] not in PROGRAMS:
        return False
    importlib.import_module(PROGRAMS[words[2]]).main()
    return True
