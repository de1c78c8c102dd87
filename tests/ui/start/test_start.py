"""The start is light: what is imported before the first paint.

Tests of ui.widgets.after_paint and ui.widgets.own_viewport.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path

from analyst_app import resources
from analyst_app.core.codebook import Codebook
from analyst_app.ui.commands.actions import ACTIONS
from analyst_app.ui.commands.tag_rows import tag_actions
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

FRAME = {
    "": "cli errors preferences resources wording",
    "commands": "open_command",
    "core": "layer_ids text_codecs",
    "core.looks": "colour tag_look",
    "session": "faults layer_names",
    "storage": "error_log file_names limits locks private_files",
    "ui": "app main_window",
    "ui.commands": "menu_titles",
    "ui.files": "session_memory",
    "ui.start": "housekeeping platform_check qt_language qt_messages single_instance",
    "ui.widgets": "after_paint screen_fit sizes theme",
}
"""Our modules that may be imported before the frame is shown, by room. One more costs each start 0.2 to 1 ms."""

TEXT = {
    "core": "annotation document ending offsets span",
    "core.looks": "lanes",
    "language": "paragraphs snapping whole_text",
    "session": "article_text border",
    "storage": "containment decoding held_folder regular_file",
    "ui": "reading_place",
    "ui.article": "article_frame article_keys article_mouse article_view block_geometry block_plan column_layout"
    " heading_line kept_glyphs line_room margin_painter marked_places moved_blocks painted_layers scroll_place"
    " selection_gestures shown_text span_painter speaker_names steady_line text_loader text_style text_widget"
    " title_line",
    "ui.commands": "modes preference_keeper",
    "ui.files": "autosave desk memory_keeper opening session_bridge workplace",
    "ui.frame": "drawers focusing layouts",
    "ui.panels": "panes",
    "ui.widgets": "fonts own_viewport painting_pause plain_label tasks",
}
"""Those that may be imported after that, before the first article's text is painted."""

AT_REST = {"review", "alignment", "agreement", "assist", "export", "importers"}
"""Rooms of which no module is imported before all menus, panes and keys are there. The language is another."""

WITH_THE_LAYER = {
    "analyst_app.session.session",
    "analyst_app.session.journal",
    "analyst_app.storage.sidecar",
    "msgspec",
}
"""What reads and keeps a layer: a worker imports it when all menus, panes and keys are there."""

UNUSED = {"PySide6.QtWidgets.QWizard", "PySide6.QtWidgets.QMdiArea", "PySide6.QtWidgets.QGraphicsView"} | {
    f"PySide6.QtGui.{name}" for name in ("QGradient", "QImage", "QImageReader")
}
"""Classes of Qt that nothing here uses. Widgets are there if PySide has made all, to find out what a widget is; those
of pictures if a rectangle was filled by ``QPainter.fillRect``, or an icon scaled: 230 names, 3 ms."""

PAINTED = {"PySide6.QtWidgets.QStyle", "PySide6.QtWidgets.QStyleOptionViewItem"}
"""Classes of Qt that only what is painted needs: their enumerations take 9 ms to be made."""

ASKED_FOR = {
    *(f"PySide6.QtWidgets.{name}" for name in ("QFileDialog", "QInputDialog", "QDialogButtonBox", "QDockWidget")),
    "PySide6.QtWidgets.QListWidget",
    "PySide6.QtWidgets.QCompleter",
    *(f"analyst_app.core.{name}" for name in ("codebook_changes", "rebase")),
    *(f"analyst_app.corpus.{name}" for name in ("listing", "sealing")),
    "analyst_app.gestures.moving",
    "analyst_app.ui.corpus.codebook_news",
    *(f"analyst_app.ui.annotate.{name}" for name in ("link_list", "link_mode", "mention_list", "skip_review")),
    "analyst_app.ui.welcome.start_facts",
    "html",
}
"""Modules and classes of Qt of what is made when a key or a click asks for it first."""

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


def _named(rooms: dict[str, str]) -> set[str]:
    """The full names of modules that are listed by room, and of their rooms."""
    found = {"analyst_app"}
    for room, modules in rooms.items():
        steps = ["analyst_app", *filter(None, room.split("."))]
        found |= {".".join(steps[: n + 1]) for n in range(len(steps))}
        found |= {".".join([*steps, module]) for module in modules.split()}
    return found


def _ours(modules: set[str]) -> set[str]:
    return {name for name in modules if name.partition(".")[0] == "analyst_app"}


def test_no_module_slips_in_before_the_frame_and_none_before_the_text(tmp_path: Path) -> None:
    article = write(tmp_path, "a.txt", "The council met on Monday.\n")
    assert _ours(modules_at("frame's modules", tmp_path, article)) - _named(FRAME) == set()
    assert _ours(modules_at("modules", tmp_path, article)) - _named(FRAME) - _named(TEXT) == set()


def test_rooms_that_nothing_shown_needs_wait_until_all_menus_panes_and_keys_are_there(tmp_path: Path) -> None:
    article = write(tmp_path, "a.txt", "The council met on Monday. “We stay,” said Ada Brandt.\n")
    found = modules_at("furniture's modules", tmp_path, article)
    assert "analyst_app.ui.furnishing.furnish" in found
    waiting = {name for name in found if name.startswith("analyst_app.") and name.split(".")[1] in AT_REST}
    assert waiting == set()
    rules = {name for name in found if name.startswith("analyst_app.language.")} - _named(TEXT)
    assert rules == set()
    assert found & WITH_THE_LAYER == set()
    assert "PySide6.QtWidgets.QTableView" in found
    assert found & (UNUSED | PAINTED | ASKED_FOR) == set()
    assert "platformdirs" not in found


def test_no_icon_is_made_before_one_is_painted(tmp_path: Path) -> None:
    article = write(tmp_path, "a.txt", "The council met on Monday.\n")
    assert "PySide6.QtGui.QIcon" not in modules_at("unpainted modules", tmp_path, article)


def test_the_floor_has_as_many_actions_as_the_window_and_ends_when_its_text_is_painted(tmp_path: Path) -> None:
    article = write(tmp_path, "a.txt", "The council met on Monday.\n")
    tags = len(tag_actions(Codebook.from_data(resources.built_in_codebook())))
    assert abs(floor_window.ACTIONS - len(ACTIONS) - tags) <= 10
    spent = spent_until("floor", os.environ | {"QT_QPA_PLATFORM": "offscreen"}, article)
    assert spent.processor > 0
