"""The start is light: what is imported before the first paint.

Tests of ui.widgets.after_paint.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from analyst_app import resources
from analyst_app.core.codebook import Codebook
from analyst_app.ui.commands.actions import ACTIONS, tag_actions
from tests.benchmarks import floor_window
from tests.benchmarks.bench_start import modules_at, modules_before_the_first_paint, spent_until
from tests.workflows.person import write

OURS = {
    "analyst_app",
    "PySide6",
    "shiboken6",
    "shibokensupport",
    "msgspec",
    "__main__",
    "signature_bootstrap",
}

HEAVY = {"regex", "sqlite3", "concurrent", "multiprocessing", "socket", "asyncio", "uuid"}
"""Modules of the standard library, and one of ours, that cost more than they are worth so early."""


def test_only_qt_msgspec_and_ours_before_the_first_paint(tmp_path: Path) -> None:
    article = write(tmp_path, "a.txt", "The council met on Monday.\n")
    found = modules_before_the_first_paint(tmp_path, article)
    strange = {name for name in found - OURS - set(sys.stdlib_module_names) if not name.startswith("_")}
    assert strange - {"sitecustomize"} == set()
    assert found & HEAVY == set()


def test_the_frame_is_shown_before_its_text_is_imported(tmp_path: Path) -> None:
    article = write(tmp_path, "a.txt", "The council met on Monday.\n")
    found = modules_at("frame's modules", tmp_path, article)
    assert "analyst_app.ui.main_window" in found
    later = {"analyst_app.ui.reading_place", "analyst_app.ui.article.article_view", "analyst_app.session.session"}
    assert found & later == set()


def test_the_floor_has_as_many_actions_as_the_window_and_ends_when_its_text_is_painted(tmp_path: Path) -> None:
    article = write(tmp_path, "a.txt", "The council met on Monday.\n")
    tags = len(tag_actions(Codebook.from_data(resources.built_in_codebook())))
    assert abs(floor_window.ACTIONS - len(ACTIONS) - tags) <= 10
    spent = spent_until("floor", os.environ | {"QT_QPA_PLATFORM": "offscreen"}, article)
    assert spent.processor > 0
