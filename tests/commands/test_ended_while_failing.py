"""A word to end that comes while something is put away: what fails because of it is not told as the reason.

Tests of analyst_app.cli and analyst_app.storage.held_folder.
"""

from __future__ import annotations

import signal
import subprocess
import sys
from pathlib import Path
from types import FrameType
from typing import Any

import pytest

from analyst_app.core import ending
from analyst_app.storage import containment, held_folder

FAILING = """
import os, sys
from analyst_app import cli
from analyst_app.commands import doctor_command
from analyst_app.core.ending import Ended
from analyst_app.errors import ExportRefused

def run(arguments):
    try:
        try:
            raise Ended(2)
        finally:
            os.close(-1)
    except OSError as error:
        raise ExportRefused("Cannot write: bad file descriptor.") from error

doctor_command.run = run
sys.argv = ["analyst-app", "doctor"]
sys.exit(cli.main())
"""


def test_what_fails_while_a_command_is_put_away_does_not_hide_that_it_was_stopped() -> None:
    done = subprocess.run([sys.executable, "-c", FAILING], capture_output=True, text=True)
    assert done.stderr == "analyst-app: Stopped by Ctrl+C. Nothing half written is left.\n"
    assert done.returncode == 130


@pytest.mark.skipif(not held_folder.HAS_HANDLES, reason="this system has no handles of folders")
def test_a_word_to_end_at_any_step_of_a_way_closes_nothing_twice(tmp_path: Path) -> None:
    deep = tmp_path / "a" / "b" / "c"
    deep.mkdir(parents=True)
    place = containment.Place(str(tmp_path), ("a", "b", "c"))
    ended = 0
    for step in range(1, 400):
        left = step

        def trace(frame: FrameType, event: str, argument: object) -> Any:
            nonlocal left
            if frame.f_code.co_filename != held_folder.__file__:
                return None
            if event == "line":
                left -= 1
                if left == 0:
                    sys.settrace(None)
                    ending.end(signal.SIGINT)
            return trace

        sys.settrace(trace)
        try:
            folder = held_folder.HeldFolder(place)
            sys.settrace(None)
        except ending.Ended:
            ended += 1
        else:
            folder.close()
            break
        finally:
            sys.settrace(None)
    assert ended > 10
