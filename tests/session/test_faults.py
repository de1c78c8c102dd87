"""What a window says of a fault names no option of the command line."""

from __future__ import annotations

from pathlib import Path

import pytest

from analyst_app.errors import ExportRefused
from analyst_app.session.faults import reason, without_options


@pytest.mark.parametrize(
    ("told", "seen"),
    [
        ("It exists already; choose another place, or replace it (--overwrite).", "… or replace it."),
        ("Choose one, or all of them (--layer NAME, --layer all).", "Choose one, or all of them."),
        ("3 files left out because they are damaged (--skip-damaged): a, b", "… damaged: a, b"),
        ("A file (of 2024) is there.", "A file (of 2024) is there."),
    ],
)
def test_options_stand_in_brackets_and_a_window_leaves_them_out(told: str, seen: str) -> None:
    assert without_options(told).endswith(seen.removeprefix("… "))
    assert "--" not in without_options(told)
    assert reason(ExportRefused(told), Path("a.txt")) == without_options(told)
