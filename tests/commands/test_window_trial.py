"""The child of ``doctor`` that tries a window says why none can open, and ends well."""

import os
import subprocess
import sys


def said(**environment: str) -> str:
    kept = {
        key: value for key, value in os.environ.items() if key not in ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")
    }
    command = [sys.executable, "-m", "analyst_app.commands.window_trial"]
    done = subprocess.run(command, env=kept | environment, capture_output=True, text=True, timeout=60, check=True)
    return done.stdout.strip()


def test_it_says_nothing_where_a_window_can_open():
    assert said(QT_QPA_PLATFORM="offscreen") == ""


def test_it_says_that_there_is_no_screen():
    assert "DISPLAY" in said()
