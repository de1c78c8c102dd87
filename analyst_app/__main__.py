"""The program's entry: ``python -m analyst_app``, and the installed commands.

Until a command or the window listens for Ctrl+C itself, it ends the program in
silence with 130. Python's own way, an exception at any place, would be a
traceback while modules are loaded, and a crash inside Qt's.
"""

import os
import signal
import sys
from types import FrameType


def _end_in_silence(number: int, frame: FrameType | None) -> None:
    """Nothing is begun that would have to be put away."""
    os._exit(128 + number)


if signal.getsignal(signal.SIGINT) is signal.default_int_handler:  # else it is ignored, as in a script's background
    signal.signal(signal.SIGINT, _end_in_silence)

if getattr(sys, "frozen", False):  # in a bundle this very program is what multiprocessing starts as its child
    from multiprocessing.spawn import freeze_support  # that of multiprocessing itself does nothing outside Windows

    freeze_support()

    from analyst_app.importers.child_program import run

    if run(sys.argv):
        sys.exit()

from analyst_app.cli import main, main_gui  # noqa: E402 - takes time, in which Ctrl+C may come

__all__ = ["main", "main_gui"]

if __name__ == "__main__":
    sys.exit(main())
