"""The window: puts the parts together, and nothing else. What it does is in the parts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QMainWindow, QVBoxLayout, QWidget

from analyst_app.importers.kinds import SUFFIXES
from analyst_app.preferences import Preferences
from analyst_app.ui.action_set import ActionSet
from analyst_app.ui.annotation_table import AnnotationPanel
from analyst_app.ui.article_list import ArticleList
from analyst_app.ui.article_view import ArticleView
from analyst_app.ui.autosave import Autosave
from analyst_app.ui.corpus_keeper import CorpusKeeper
from analyst_app.ui.desk import Desk
from analyst_app.ui.disk_news import DiskNews
from analyst_app.ui.file_commands import FileCommands
from analyst_app.ui.find_bar import FindBar
from analyst_app.ui.folder import Folder
from analyst_app.ui.gestures import Gestures
from analyst_app.ui.help_commands import HelpCommands
from analyst_app.ui.hints import counts, reading_hints
from analyst_app.ui.inspector import Inspector
from analyst_app.ui.key_router import KeyRouter
from analyst_app.ui.layer_commands import LayerCommands
from analyst_app.ui.layer_naming import LayerNaming
from analyst_app.ui.leaving import Leaving
from analyst_app.ui.library_commands import LibraryCommands
from analyst_app.ui.menus import Menus
from analyst_app.ui.message import MessageBars, shown_name
from analyst_app.ui.modes import ModeKeeper
from analyst_app.ui.panes import EmptyState, FocusRing, Middle, Panes, packed, unpacked
from analyst_app.ui.session_bridge import SessionBridge
from analyst_app.ui.session_memory import Memory
from analyst_app.ui.status_bar import StatusBar
from analyst_app.ui.tasks import Tasks
from analyst_app.ui.tool_bar import ToolBar
from analyst_app.ui.view_commands import ViewCommands

if TYPE_CHECKING:
    from analyst_app.core.store import Change


@dataclass(frozen=True)
class Surroundings:
    """What the window is started with."""

    state: Path
    """The local state folder."""
    annotator: str
    """Layer id that is written to."""
    is_default_annotator: bool
    """Whether that is only the operating system's user name."""
    preferences: Preferences
    memory: Memory


class MainWindow(QMainWindow):
    """The application's window."""

    finished = Signal()
    """It was closed and all is on disk, or the person let it go."""

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowTitle("Analyst App")
        self.setAcceptDrops(True)
        self.surroundings = surroundings
        self.preferences, self.memory = surroundings.preferences, surroundings.memory
        self.tasks, self.modes = Tasks(self), ModeKeeper(self)
        self.bridge = SessionBridge(self)
        self.actions_ = ActionSet(self, self.modes)
        self.autosave = Autosave(self.tasks, self)
        self._build_widgets()
        self._build_parts()
        self._connect_bridge()
        self._connect_keys()
        self._restore_shape()
        self._show_session()

    # -- building ----------------------------------------------------------------

    def _build_widgets(self) -> None:
        self.view = ArticleView(self)
        self.bars = MessageBars(self)
        self.find_bar = FindBar(self.bridge, self.view, self)
        self.annotation_panel = AnnotationPanel(self.bridge, self)
        self.inspector = Inspector(self.bridge, self.modes, self)
        self.article_list = ArticleList(self)
        self.status = StatusBar(self)
        reading = QWidget(self)
        column = QVBoxLayout(reading)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.view, 1)
        column.addWidget(self.find_bar)
        self.middle = Middle(self.bars, reading, EmptyState())
        self.panes = Panes(self.article_list, self.middle, self.annotation_panel, self.inspector)
        frame = QWidget(self)
        rows = QVBoxLayout(frame)
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(0)
        rows.addWidget(self.panes, 1)
        rows.addWidget(self.status)
        self.setCentralWidget(frame)
        self.tool_bar = ToolBar(self.actions_, self)
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, self.tool_bar)

    def _build_parts(self) -> None:
        self.desk = Desk(self.view, self.bridge, self.autosave, self.tasks, self.surroundings.state)
        self.desk.annotator = self.surroundings.annotator
        self.folder = Folder(self)
        self.corpus = CorpusKeeper(self)
        self.menus = Menus(self.menuBar(), self.actions_)
        self.file_commands = FileCommands(self)
        self.view_commands = ViewCommands(self)
        self.layer_commands = LayerCommands(self)
        self.library_commands = LibraryCommands(self)
        self.disk_news = DiskNews(self)
        self.help_commands = HelpCommands(self)
        self.leaving = Leaving(self)
        self.layer_naming = LayerNaming(self)
        self.gestures = Gestures(self)

    def _connect_bridge(self) -> None:
        bridge, view = self.bridge, self.view
        view.selection_changed.connect(lambda: bridge.follow(view.selection, view.caret))
        view.annotation_clicked.connect(bridge.set_current)
        bridge.opened.connect(self._show_session)
        bridge.changed.connect(self._on_change)
        bridge.recorded.connect(self._show_history)
        bridge.current_changed.connect(lambda: view.set_current(bridge.current))
        bridge.reveal_wanted.connect(view.reveal)
        bridge.said.connect(self.status.say)
        bridge.refused.connect(self.status.say)
        self.autosave.state_changed.connect(self._show_saving)
        self.autosave.state_changed.connect(bridge.saving_changed)
        self.autosave.noted.connect(self.status.say)
        for signal in (bridge.selection_changed, bridge.current_changed, self.modes.changed):
            signal.connect(self.show_hints)

    def _connect_keys(self) -> None:
        self.router = KeyRouter(self.actions_, self.modes, self)
        self.router.watch(self.view)
        self.router.watch(self.annotation_panel.table)
        self.focus_ring = FocusRing(
            (self.view, self.annotation_panel.table, self.inspector, self.article_list.view),
        )
        self.actions_.register("edit.undo", self.bridge.undo)
        self.actions_.register("edit.redo", self.bridge.redo)
        self.actions_.register("edit.find", self.find_bar.open)
        self.actions_.register("edit.find_next", lambda: self.find_bar.go(1))
        self.actions_.register("edit.find_previous", lambda: self.find_bar.go(-1))
        self.actions_.register("view.next_pane", lambda: self.focus_ring.go(1))
        self.actions_.register("view.previous_pane", lambda: self.focus_ring.go(-1))
        self.actions_.set_keys(self.preferences.keys)

    def _restore_shape(self) -> None:
        self.resize(1280, 820)
        if self.memory.geometry:
            self.restoreGeometry(unpacked(self.memory.geometry))
        self.panes.set_sizes(self.memory.panes)
        self.view_commands.apply_preferences()

    # -- following -----------------------------------------------------------------

    def _show_session(self) -> None:
        session = self.bridge.session
        if session is None:
            self.view.show_annotations(None, None)
            self.status.set_counts("")
            self.status.set_untagged(None)
        else:
            self.actions_.set_codebook(session.codebook)
            self.view.show_annotations(session.store, session.codebook)
            self.bridge.follow(self.view.selection, self.view.caret)
        self._show_title()
        self._show_history()
        self._show_saving()
        self.show_hints()

    def _on_change(self, change: Change) -> None:
        session = self.bridge.session
        self.view.apply_change(change)
        if session is not None:
            self.autosave.saver(session).note_change()
        self._show_history()

    def _show_title(self) -> None:
        order = self.desk.order
        name = f"{shown_name(order.path.name)} – Analyst App" if order is not None else "Analyst App"
        self.setWindowTitle(name)

    def _show_history(self) -> None:
        session = self.bridge.session
        history = session.history if session is not None else None
        self.actions_.set_there(
            session=session is not None,
            undo=history.undo_label if history is not None else None,
            redo=history.redo_label if history is not None else None,
        )
        if session is not None:
            self.status.set_counts(counts(session.store.tags, session.codebook))
            self.actions_.action("corpus.done").setChecked(session.store.layer.status == "done")

    def _show_saving(self) -> None:
        self.status.set_save_state(self.autosave.state(self.bridge.session))

    def show_hints(self) -> None:
        """Show the mode and the keys valid now."""
        hints = self.modes.hints() or reading_hints(self.bridge, self.actions_)
        self.status.set_mode(self.modes.name, hints)

    # -- remembering -----------------------------------------------------------------

    def remember(self, **facts: Any) -> None:
        """Note facts for the next start; they are written when the window closes or an article is opened."""
        self.memory = replace(self.memory, **facts)

    def remember_shape(self) -> None:
        """Note the window's shape and the place in the article."""
        if self.bridge.session is not None:
            self.remember(caret=self.view.caret, reading_position=self.view.reading_position)
        self.remember(geometry=packed(self.saveGeometry()), panes=self.panes.sizes_by_name())

    # -- Qt's side -------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and hasattr(self, "disk_news"):
            if self.isActiveWindow():
                self.disk_news.look()
            else:
                self.autosave.save_all()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Chords that no widget took, on layouts whose letters Qt's shortcuts do not know."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier and self.router.press(event):
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            event.acceptProposedAction()
            importable = [path for path in paths if SUFFIXES.get(path.suffix.lower(), "text") != "text"]
            opened = [path for path in paths if path not in importable]
            if importable:
                self.library_commands.import_files(importable)
            if opened:
                self.file_commands.open_paths(opened)

    def closeEvent(self, event: QCloseEvent) -> None:
        if self.leaving.may_close():
            event.accept()
            self.finished.emit()
        else:
            event.ignore()
