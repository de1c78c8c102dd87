"""No window is ever larger than its screen: the program itself, on a screen of 1280 × 720 at 100, 150 and 200 %.

Tests of ui.widgets.screen_fit and ui.widgets.dialog_fit.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.ui.frame.small_screen import DIALOGS, PANELS


@pytest.mark.parametrize(("width", "height"), [(640, 360), (853, 480), (1280, 720)])
def test_window_dialogs_and_panels_fit_the_screen_with_forty_long_tags(tmp_path: Path, width: int, height: int) -> None:
    command = [sys.executable, "-m", "tests.ui.frame.small_screen", str(tmp_path), str(width), str(height)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 0, done.stderr[-2000:]
    lines = [line for line in done.stdout.splitlines() if line]
    assert [line for line in lines if line.startswith("cut ")] == [], "labels that are longer by 40 % are cut"
    told = {line.split()[0]: line.split()[1:] for line in lines}
    assert set(told) == {"window", *DIALOGS, *PANELS}
    for name, (across, down, has_buttons) in told.items():
        assert int(across) <= width, name
        assert int(down) <= height, name
        assert has_buttons == "True", f"{name}: its buttons are out of sight"
    if height > 700:
        assert int(told["window"][0]) >= 1260, "all panes have room beside the text"
        assert int(told["window"][1]) <= height - 40, "a title bar has room"
