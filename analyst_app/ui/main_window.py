"""The window: an empty frame, on the screen at once, and what is put into it after that.

``reading_place`` puts in the text, ``furnishing`` everything round it; each is
imported when what came before has been painted.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from PySide6.QtCore import QByteArray, QEvent, Signal
from PySide6.QtWidgets import QApplication, QMainWindow

from analyst_app.session.layer_names import is_layer_file
from analyst_app.ui.commands.menus import add_titles
from analyst_app.ui.widgets.after_paint import after_paint
from analyst_app.ui.widgets.theme import Theme, first_theme, theme

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent
    from PySide6.QtWidgets import QStatusBar, QToolBar, QVBoxLayout, QWidget

    from analyst_app.preferences import Preferences
    from analyst_app.ui.annotate.gestures import Gestures
    from analyst_app.ui.article.article_view import ArticleView
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.commands.help_commands import HelpCommands
    from analyst_app.ui.commands.key_router import KeyRouter
    from analyst_app.ui.commands.menus import Menus
    from analyst_app.ui.commands.modes import ModeKeeper
    from analyst_app.ui.commands.view_commands import ViewCommands
    from analyst_app.ui.corpus.corpus_keeper import CorpusKeeper
    from analyst_app.ui.corpus.library_commands import LibraryCommands
    from analyst_app.ui.files.autosave import Autosave
    from analyst_app.ui.files.desk import Desk
    from analyst_app.ui.files.disk_news import DiskNews
    from analyst_app.ui.files.file_commands import FileCommands
    from analyst_app.ui.files.folder import Folder
    from analyst_app.ui.files.layer_commands import LayerCommands
    from analyst_app.ui.files.layer_naming import LayerNaming
    from analyst_app.ui.files.leaving import Leaving
    from analyst_app.ui.files.opening import Order
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.files.session_memory import Memory
    from analyst_app.ui.panels.annotation_table import AnnotationPanel
    from analyst_app.ui.panels.article_list import ArticleList
    from analyst_app.ui.panels.find_bar import FindBar
    from analyst_app.ui.panels.following import Following
    from analyst_app.ui.panels.inspector import Inspector
    from analyst_app.ui.panels.panes import FocusRing, Middle, Panes
    from analyst_app.ui.panels.status_bar import StatusBar
    from analyst_app.ui.panels.tool_bar import ToolBar
    from analyst_app.ui.review.returned_commands import ReturnedCommands
    from analyst_app.ui.review.review_commands import ReviewCommands
    from analyst_app.ui.review.review_queue import ReviewQueue
    from analyst_app.ui.widgets.message import MessageBars
    from analyst_app.ui.widgets.tasks import Tasks

_SIZE = (1280, 820)


class Surroundings(NamedTuple):
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
    """The application's window. Its parts are attributes; ``prepare`` and ``furnish`` make those declared here."""

    finished = Signal()
    """It was closed and all is on disk, or the person let it go."""
    furnished = Signal()
    """All parts are there."""

    autosave: Autosave
    bridge: SessionBridge
    desk: Desk
    middle: Middle
    modes: ModeKeeper
    panes: Panes
    reading: QWidget
    reading_column: QVBoxLayout
    status_room: QStatusBar
    tasks: Tasks
    tool_room: QToolBar
    view: ArticleView

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
        self.is_prepared = self.is_furnished = False
        self._take_colours(first_theme(self.preferences.theme))
        add_titles(self.menuBar())
        self.resize(*_SIZE)
        if self.memory.geometry:
            self.restoreGeometry(_unpacked(self.memory.geometry))

    # -- building ------------------------------------------------------------------

    def _take_colours(self, colours: Theme) -> None:
        self.colours, application = colours, QApplication.instance()
        if isinstance(application, QApplication):
            colours.apply(application)

    def take_looks(self) -> None:
        """Look as the preferences say: colours and text."""
        from analyst_app.ui.reading_place import dress

        colours = theme(self.preferences.theme)
        if colours is not self.colours:
            self._take_colours(colours)
        dress(self)

    def begin(self, paths: Sequence[Path], encoding: str | None = None) -> None:
        """As soon as the frame has been painted, show the first article's text; then furnish and open the rest.

        Args:
            paths: articles or a folder; none: what was open last, else the samples.
            encoding: Python codec for them.
        """
        after_paint(self, lambda: self._read(paths, encoding))

    def _read(self, paths: Sequence[Path], encoding: str | None) -> None:
        if self.is_furnished:
            return  # it was closed meanwhile
        self.prepare()
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
        from analyst_app.ui.files.opening import Order

        memory = self.memory
        if paths and not is_layer_file(paths[0].name):
            return Order(paths[0].absolute(), self.desk.annotator, encoding)
        if not paths and self.preferences.restore and memory.article:
            return Order(
                Path(memory.article),
                self.desk.annotator,
                caret=memory.caret,
                reading_position=memory.reading_position,
            )
        return None

    def prepare(self) -> None:
        """Put in the text and its desk, if they are not there yet."""
        if not self.is_prepared:
            from analyst_app.ui.reading_place import prepare

            self.is_prepared = True
            prepare(self)

    def furnish(self) -> None:
        """Put in all parts, if they are not there yet."""
        if not self.is_furnished:
            from analyst_app.ui.furnishing import furnish  # most of the program

            self.prepare()
            self.is_furnished = True
            furnish(self)
            self.desk.go_on()
            self.furnished.emit()

    # -- remembering -----------------------------------------------------------------

    def remember(self, **facts: Any) -> None:
        """Note facts for the next start; they are written when the window closes or an article is opened."""
        self.memory = self.memory._replace(**facts)

    def remember_shape(self) -> None:
        """Note the window's shape and the place in the article."""
        if self.bridge.session is not None:
            self.remember(caret=self.view.caret, reading_position=self.view.reading_position)
        self.remember(geometry=_packed(self.saveGeometry()), panes=self.panes.sizes_by_name())
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
        from PySide6.QtCore import Qt

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


def _packed(data: QByteArray) -> str:
    """Bytes of Qt's as text."""
    return bytes(data.data()).hex()


def _unpacked(text: str) -> QByteArray:
    """The bytes that ``_packed`` made text of; empty if it is none."""
    try:
        return QByteArray(bytes.fromhex(text))
    except ValueError:
        return QByteArray()
