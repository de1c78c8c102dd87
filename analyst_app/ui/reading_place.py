"""Puts the text and its desk into the window's empty frame, with room for the parts that come round it.

Imported once the frame has been painted, for nothing of it can do without
``Qt``: making that namespace's enumerations takes PySide as long as showing the
whole frame does.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QStatusBar, QToolBar, QVBoxLayout, QWidget

from analyst_app.ui.article.article_view import ArticleView
from analyst_app.ui.commands.modes import ModeKeeper
from analyst_app.ui.files.autosave import Autosave
from analyst_app.ui.files.desk import Desk
from analyst_app.ui.files.session_bridge import SessionBridge
from analyst_app.ui.panels.panes import EmptyState, Middle, Panes
from analyst_app.ui.widgets.tasks import Tasks

if TYPE_CHECKING:
    from analyst_app.ui.main_window import MainWindow


def prepare(window: MainWindow) -> None:
    """Make the parts that an article is read with."""
    window.setUpdatesEnabled(False)
    try:
        _make_desk(window)
        _build(window)
        _take_shape(window)
    finally:
        window.setUpdatesEnabled(True)


def dress(window: MainWindow) -> None:
    """Give the text the looks of the window's preferences."""
    wanted, view = window.preferences, window.view
    if view.painter.theme is not window.colours:
        view.set_theme(window.colours)
    view.text_style = view.text_style._replace(
        face=wanted.font,
        points=wanted.font_size,
        characters=wanted.column_width,
        has_numbers=wanted.paragraph_numbers,
    )
    view.snaps_to_words = wanted.snap_to_words
    window.desk.keep_text = wanted.keep_text


def _make_desk(window: MainWindow) -> None:
    surroundings = window.surroundings
    window.tasks, window.modes = Tasks(window), ModeKeeper(window)
    window.bridge = SessionBridge(window)
    window.autosave = Autosave(window.tasks, window)
    window.view = ArticleView(window, colours=window.colours)
    window.desk = Desk(window.view, window.bridge, window.autosave, window.tasks, surroundings.state)
    window.desk.annotator = surroundings.annotator


def _build(window: MainWindow) -> None:
    """The text, and room for what comes round it."""
    window.reading = QWidget(window)
    window.reading_column = QVBoxLayout(window.reading)
    window.reading_column.setContentsMargins(0, 0, 0, 0)
    window.reading_column.setSpacing(0)
    window.reading_column.addWidget(window.view, 1)
    window.middle = Middle(window.reading, EmptyState())
    window.panes = Panes(window.middle)
    window.setCentralWidget(window.panes)
    window.status_room = QStatusBar(window)
    window.status_room.setSizeGripEnabled(False)
    window.setStatusBar(window.status_room)
    window.tool_room = QToolBar(window)
    window.addToolBar(Qt.ToolBarArea.TopToolBarArea, window.tool_room)


def _take_shape(window: MainWindow) -> None:
    dress(window)
    memory, line = window.memory, window.fontMetrics().height()
    tool_height, status_height = memory.heights or (line + 18, line + 6)
    window.tool_room.setFixedHeight(tool_height)
    window.status_room.setFixedHeight(status_height)
    window.panes.set_sizes(memory.panes)
    window.panes.hide_rooms(memory.hidden)
