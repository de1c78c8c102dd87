"""Puts the text and its desk into the window's empty frame, with room for the parts that come round it.

Imported once the frame has been painted, for nothing of it can do without
``Qt``: making that namespace's enumerations takes PySide as long as showing the
whole frame does.
"""

from __future__ import annotations

from typing import NamedTuple

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QStatusBar, QToolBar, QVBoxLayout, QWidget

from analyst_app.ui.article.article_view import ArticleView
from analyst_app.ui.commands.modes import ModeKeeper
from analyst_app.ui.commands.preference_keeper import PreferenceKeeper
from analyst_app.ui.files.autosave import Autosave
from analyst_app.ui.files.desk import Desk
from analyst_app.ui.files.memory_keeper import MemoryKeeper
from analyst_app.ui.files.session_bridge import SessionBridge
from analyst_app.ui.files.session_memory import Surroundings
from analyst_app.ui.files.workplace import Workplace
from analyst_app.ui.panels.panes import Middle, Panes
from analyst_app.ui.widgets import fonts
from analyst_app.ui.widgets.sizes import Sizes
from analyst_app.ui.widgets.tasks import Tasks
from analyst_app.ui.widgets.theme import Looks


class ReadingPlace(NamedTuple):
    """The parts that an article is read with. For the window and its furnishing only: each part gets what it needs."""

    looks: Looks
    tasks: Tasks
    modes: ModeKeeper
    bridge: SessionBridge
    autosave: Autosave
    memory: MemoryKeeper
    preferences: PreferenceKeeper
    workplace: Workplace
    view: ArticleView
    desk: Desk
    room: Room

    def dress(self) -> None:
        """Give the text the looks of the preferences."""
        wanted, view = self.preferences.preferences, self.view
        view.set_theme(self.looks.colours)
        view.text_style = view.text_style._replace(
            face=wanted.font,
            points=wanted.font_size,
            characters=wanted.column_width,
            has_numbers=wanted.paragraph_numbers,
            density=wanted.density,
            percent=self.looks.sizes.percent,
            spacing=wanted.line_spacing,
            lane_weight=wanted.lane_weight,
        )
        view.setCursorWidth(wanted.caret_width or 2)
        view.snap(wanted.snap_to_words)
        self.workplace.keep_text(wanted.keep_text)


class Room(NamedTuple):
    """The window's parts without content."""

    column: QVBoxLayout
    """The text, and what stands under it."""
    middle: Middle
    panes: Panes
    tool_bar: QToolBar
    """Keeps the place of the toolbar."""
    status_bar: QStatusBar
    """Keeps the place of the status bar."""

    def take_shape(self, memory: MemoryKeeper, sizes: Sizes) -> None:
        """Have the shape that is remembered.

        Args:
            memory: has the shape.
            sizes: of the bars.
        """
        facts = memory.memory
        self.tool_bar.setFixedHeight(sizes.height("tag_bar"))
        self.status_bar.setFixedHeight(sizes.height("status"))
        self.panes.set_sizes(facts.panes)
        self.panes.hide_rooms(facts.hidden)


def prepare(window: QMainWindow, looks: Looks, surroundings: Surroundings) -> ReadingPlace:
    """Make the parts that an article is read with.

    Args:
        window: they are put into it.
        looks: the colours it wears.
        surroundings: what it was started with.
    """
    window.setUpdatesEnabled(False)
    fonts.load(fonts.READING)
    try:
        place = _made(window, looks, surroundings)
        place.dress()
        place.room.take_shape(place.memory, looks.sizes)
    finally:
        window.setUpdatesEnabled(True)
    return place


def _made(window: QMainWindow, looks: Looks, surroundings: Surroundings) -> ReadingPlace:
    tasks, modes, bridge = Tasks(window), ModeKeeper(window), SessionBridge(window)
    autosave = Autosave(tasks, window)
    memory = MemoryKeeper(surroundings.memory, surroundings.state, tasks, window)
    preferences = PreferenceKeeper(surroundings.preferences, tasks, window)
    workplace = Workplace(surroundings.annotator, surroundings.state, window)
    view = ArticleView(window, colours=looks.colours, has_heading=True)
    desk = Desk(view, bridge, autosave, tasks, workplace)
    room = _room(window, view, looks)
    return ReadingPlace(looks, tasks, modes, bridge, autosave, memory, preferences, workplace, view, desk, room)


def _room(window: QMainWindow, view: ArticleView, looks: Looks) -> Room:
    """Put in the text, and room for what comes round it."""
    reading = QWidget(window)
    column = QVBoxLayout(reading)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(0)
    column.addWidget(view, 1)
    middle = Middle(reading, view, QWidget())
    panes = Panes(middle, looks, window)
    window.setCentralWidget(panes)
    status_bar = QStatusBar(window)
    status_bar.setSizeGripEnabled(False)
    window.setStatusBar(status_bar)
    tool_bar = QToolBar(window)
    window.addToolBar(Qt.ToolBarArea.TopToolBarArea, tool_bar)
    return Room(column, middle, panes, tool_bar, status_bar)
