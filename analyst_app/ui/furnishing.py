"""Puts the parts into the window. Imported after the first paint: it is most of the program."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt

from analyst_app.ui.annotate.gestures import Gestures
from analyst_app.ui.commands.action_set import ActionSet
from analyst_app.ui.commands.help_commands import HelpCommands
from analyst_app.ui.commands.key_router import KeyRouter
from analyst_app.ui.commands.menus import Menus
from analyst_app.ui.commands.view_commands import ViewCommands
from analyst_app.ui.corpus.corpus_keeper import CorpusKeeper
from analyst_app.ui.corpus.library_commands import LibraryCommands
from analyst_app.ui.files.disk_news import DiskNews
from analyst_app.ui.files.file_commands import FileCommands
from analyst_app.ui.files.folder import Folder
from analyst_app.ui.files.layer_commands import LayerCommands
from analyst_app.ui.files.layer_naming import LayerNaming
from analyst_app.ui.files.leaving import Leaving
from analyst_app.ui.panels.annotation_table import AnnotationPanel
from analyst_app.ui.panels.article_list import ArticleList
from analyst_app.ui.panels.find_bar import FindBar
from analyst_app.ui.panels.following import Following
from analyst_app.ui.panels.inspector import Inspector
from analyst_app.ui.panels.panes import FocusRing
from analyst_app.ui.panels.status_bar import StatusBar
from analyst_app.ui.panels.tool_bar import ToolBar
from analyst_app.ui.review.returned_commands import ReturnedCommands
from analyst_app.ui.review.review_commands import ReviewCommands
from analyst_app.ui.review.review_queue import ReviewQueue
from analyst_app.ui.widgets.message import MessageBars

if TYPE_CHECKING:
    from analyst_app.ui.main_window import MainWindow


def furnish(window: MainWindow) -> None:
    """Make the parts; each connects itself."""
    window.setUpdatesEnabled(False)
    try:
        _widgets(window)
        _parts(window)
        _keys(window)
    finally:
        window.setUpdatesEnabled(True)


def _widgets(window: MainWindow) -> None:
    bridge = window.bridge
    window.actions_ = ActionSet(window, window.modes)
    window.bars = MessageBars(window)
    window.find_bar = FindBar(bridge, window.view, window)
    window.annotation_panel = AnnotationPanel(bridge, window)
    window.inspector = Inspector(bridge, window.modes, window)
    window.article_list = ArticleList(window)
    window.status = StatusBar(window)
    window.actions_.begun.connect(window.status.forget_word)
    window.tool_bar = ToolBar(window.actions_, window)
    window.reading_column.addWidget(window.find_bar)
    window.middle.column.insertWidget(0, window.bars)
    window.panes.put_in(window.article_list, window.annotation_panel, window.inspector)
    window.setStatusBar(window.status)  # Qt deletes the empty one
    window.removeToolBar(window.tool_room)
    window.tool_room.deleteLater()
    window.addToolBar(Qt.ToolBarArea.TopToolBarArea, window.tool_bar)


def _parts(window: MainWindow) -> None:
    window.menus = Menus(window.menuBar(), window.actions_)
    window.following = Following(window)
    window.folder = Folder(window)
    window.corpus = CorpusKeeper(window)
    window.file_commands = FileCommands(window)
    window.view_commands = ViewCommands(window)
    window.layer_commands = LayerCommands(window)
    window.library_commands = LibraryCommands(window)
    window.disk_news = DiskNews(window)
    window.help_commands = HelpCommands(window)
    window.leaving = Leaving(window)
    window.layer_naming = LayerNaming(window)
    window.gestures = Gestures(window)
    window.view_commands.apply_preferences()
    window.following.show_session()


def _keys(window: MainWindow) -> None:
    table, bridge, find_bar = window.annotation_panel.table, window.bridge, window.find_bar
    window.router = KeyRouter(window.actions_, window.modes, window)
    window.router.watch(window.view)
    window.router.watch(table)
    ring = window.focus_ring = FocusRing((window.view, table, window.inspector, window.article_list.view))
    window.review_commands = ReviewCommands(window)
    window.returned_commands = ReturnedCommands(window)
    window.review_queue = ReviewQueue(window)
    for action_id, function in (
        ("edit.undo", bridge.undo),
        ("edit.redo", bridge.redo),
        ("edit.find", find_bar.open),
        ("edit.find_next", lambda: find_bar.go(1)),
        ("edit.find_previous", lambda: find_bar.go(-1)),
        ("view.next_pane", lambda: ring.go(1)),
        ("view.previous_pane", lambda: ring.go(-1)),
    ):
        window.actions_.register(action_id, function)
