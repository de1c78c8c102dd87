"""The window: a frame with the text, painted at once, and the parts that ``furnishing`` puts in after that."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QApplication, QMainWindow, QStatusBar, QToolBar, QVBoxLayout, QWidget

from analyst_app.preferences import Preferences
from analyst_app.ui.after_paint import after_paint
from analyst_app.ui.article_view import ArticleView
from analyst_app.ui.autosave import Autosave
from analyst_app.ui.desk import Desk
from analyst_app.ui.menus import add_titles
from analyst_app.ui.modes import ModeKeeper
from analyst_app.ui.opening import Order
from analyst_app.ui.panes import EmptyState, Middle, Panes, packed, unpacked
from analyst_app.ui.session_bridge import SessionBridge
from analyst_app.ui.session_memory import Memory
from analyst_app.ui.tasks import Tasks
from analyst_app.ui.theme import Theme, theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from analyst_app.ui.action_set import ActionSet
    from analyst_app.ui.annotation_table import AnnotationPanel
    from analyst_app.ui.article_list import ArticleList
    from analyst_app.ui.corpus_keeper import CorpusKeeper
    from analyst_app.ui.disk_news import DiskNews
    from analyst_app.ui.file_commands import FileCommands
    from analyst_app.ui.find_bar import FindBar
    from analyst_app.ui.folder import Folder
    from analyst_app.ui.following import Following
    from analyst_app.ui.gestures import Gestures
    from analyst_app.ui.help_commands import HelpCommands
    from analyst_app.ui.inspector import Inspector
    from analyst_app.ui.key_router import KeyRouter
    from analyst_app.ui.layer_commands import LayerCommands
    from analyst_app.ui.layer_naming import LayerNaming
    from analyst_app.ui.leaving import Leaving
    from analyst_app.ui.library_commands import LibraryCommands
    from analyst_app.ui.menus import Menus
    from analyst_app.ui.message import MessageBars
    from analyst_app.ui.panes import FocusRing
    from analyst_app.ui.returned_commands import ReturnedCommands
    from analyst_app.ui.review_commands import ReviewCommands
    from analyst_app.ui.review_queue import ReviewQueue
    from analyst_app.ui.status_bar import StatusBar
    from analyst_app.ui.tool_bar import ToolBar
    from analyst_app.ui.view_commands import ViewCommands

_SIZE = (1280, 820)
_LAYER_SUFFIX = ".annotations.json"


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
    """The application's window. Its parts are attributes; ``furnish`` makes those declared here."""

    finished = Signal()
    """It was closed and all is on disk, or the person let it go."""
    furnished = Signal()
    """All parts are there."""

    actions_: ActionSet
    annotation_panel: AnnotationPanel
    article_list: ArticleList
    bars: MessageBars
    corpus: CorpusKeeper
    disk_news: DiskNews
    file_commands: FileCommands
    find_bar: FindBar
    focus_ring: FocusRing
    folder: Folder
    following: Following
    gestures: Gestures
    help_commands: HelpCommands
    inspector: Inspector
    layer_commands: LayerCommands
    layer_naming: LayerNaming
    leaving: Leaving
    library_commands: LibraryCommands
    menus: Menus
    returned_commands: ReturnedCommands
    review_commands: ReviewCommands
    review_queue: ReviewQueue
    router: KeyRouter
    status: StatusBar
    tool_bar: ToolBar
    view_commands: ViewCommands

    def __init__(self, surroundings: Surroundings) -> None:
        super().__init__()
        self.setObjectName("main_window")
        self.setWindowTitle("Analyst App")
        self.setAcceptDrops(True)
        self.surroundings = surroundings
        self.preferences, self.memory = surroundings.preferences, surroundings.memory
        self.is_furnished = False
        self._colours: Theme | None = None
        self.tasks, self.modes = Tasks(self), ModeKeeper(self)
        self.bridge = SessionBridge(self)
        self.autosave = Autosave(self.tasks, self)
        self.view = ArticleView(self)
        self.desk = Desk(self.view, self.bridge, self.autosave, self.tasks, surroundings.state)
        self.desk.annotator = surroundings.annotator
        self._build_frame()
        self._take_shape()

    # -- building ------------------------------------------------------------------

    def _build_frame(self) -> None:
        """What is painted first: the text, and room for what comes round it."""
        add_titles(self.menuBar())
        self.reading = QWidget(self)
        self.reading_column = QVBoxLayout(self.reading)
        self.reading_column.setContentsMargins(0, 0, 0, 0)
        self.reading_column.setSpacing(0)
        self.reading_column.addWidget(self.view, 1)
        self.middle = Middle(self.reading, EmptyState())
        self.panes = Panes(self.middle)
        self.setCentralWidget(self.panes)
        self.status_room = QStatusBar(self)
        self.status_room.setSizeGripEnabled(False)
        self.setStatusBar(self.status_room)
        self.tool_room = QToolBar(self)
        self.addToolBar(Qt.ToolBarArea.TopToolBarArea, self.tool_room)

    def _take_shape(self) -> None:
        memory = self.memory
        self.take_looks()
        self.resize(*_SIZE)
        if memory.geometry:
            self.restoreGeometry(unpacked(memory.geometry))
        line = self.fontMetrics().height()
        tool_height, status_height = memory.heights or (line + 18, line + 6)
        self.tool_room.setFixedHeight(tool_height)
        self.status_room.setFixedHeight(status_height)
        self.panes.set_sizes(memory.panes)
        self.panes.hide_rooms(memory.hidden)

    def take_looks(self) -> None:
        """Look as the preferences say: colours and text."""
        wanted = self.preferences
        colours = theme(wanted.theme)
        application = QApplication.instance()
        if isinstance(application, QApplication) and colours is not self._colours:
            colours.apply(application)
            self.view.set_theme(colours)
            self._colours = colours
        self.view.text_style = replace(
            self.view.text_style,
            face=wanted.font,
            points=wanted.font_size,
            characters=wanted.column_width,
            has_numbers=wanted.paragraph_numbers,
        )
        self.view.snaps_to_words = wanted.snap_to_words
        self.desk.keep_text = wanted.keep_text

    def begin(self, paths: Sequence[Path], encoding: str | None = None) -> None:
        """Show the first article's text, then furnish the window and open the rest.

        Args:
            paths: articles or a folder; none: what was open last, else the samples.
            encoding: Python codec for them.
        """
        order = self._first_order(paths, encoding)

        def go_on() -> None:
            self.furnish()
            self.file_commands.start(paths, encoding)

        if order is None:
            after_paint(self, go_on)
            return
        self.middle.show_reading(True)
        self.desk.open_first(order, then=go_on)

    def _first_order(self, paths: Sequence[Path], encoding: str | None) -> Order | None:
        memory = self.memory
        if paths and not paths[0].name.endswith(_LAYER_SUFFIX):
            return Order(paths[0].absolute(), self.desk.annotator, encoding)
        if not paths and self.preferences.restore and memory.article:
            return Order(
                Path(memory.article),
                self.desk.annotator,
                caret=memory.caret,
                reading_position=memory.reading_position,
            )
        return None

    def furnish(self) -> None:
        """Put in all parts, if they are not there yet."""
        if not self.is_furnished:
            from analyst_app.ui.furnishing import furnish  # most of the program: not before the first paint

            self.is_furnished = True
            furnish(self)
            self.desk.go_on()
            self.furnished.emit()

    # -- remembering -----------------------------------------------------------------

    def remember(self, **facts: Any) -> None:
        """Note facts for the next start; they are written when the window closes or an article is opened."""
        self.memory = replace(self.memory, **facts)

    def remember_shape(self) -> None:
        """Note the window's shape and the place in the article."""
        if self.bridge.session is not None:
            self.remember(caret=self.view.caret, reading_position=self.view.reading_position)
        self.remember(geometry=packed(self.saveGeometry()), panes=self.panes.sizes_by_name())
        self.remember(heights=(self.tool_bar.height(), self.status.height()))

    # -- Qt's side -------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.ActivationChange and self.is_furnished:
            if self.isActiveWindow():
                self.disk_news.look()
            else:
                self.autosave.save_all()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Chords that no widget took, on layouts whose letters Qt's shortcuts do not know."""
        is_chord = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if is_chord and self.is_furnished and self.router.press(event):
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths and self.is_furnished:
            event.acceptProposedAction()
            self.file_commands.take_dropped(paths)

    def closeEvent(self, event: QCloseEvent) -> None:
        self.furnish()
        if self.leaving.may_close():
            event.accept()
            self.finished.emit()
        else:
            event.ignore()
