"""The window: an empty frame, on the screen at once, and the parts that are put into it after that.

``reading_place`` puts in the text, ``furnishing`` everything round it; each is
imported when what came before has been painted.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QEvent, QTimer, Signal
from PySide6.QtWidgets import QMainWindow

from analyst_app.session.layer_names import is_layer_file, is_packet
from analyst_app.ui.commands.menu_titles import add_titles
from analyst_app.ui.widgets.after_paint import after_paint
from analyst_app.ui.widgets.screen_fit import resize_on_screen
from analyst_app.ui.widgets.sizes import sizes, system_percent
from analyst_app.ui.widgets.theme import Looks, first_theme
from analyst_app.wording import tr

if TYPE_CHECKING:
    from collections.abc import Sequence

    from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QKeyEvent

    from analyst_app.preferences import Preferences
    from analyst_app.ui.files.opening import Order
    from analyst_app.ui.files.session_memory import Surroundings
    from analyst_app.ui.furnishing.furnish import Furniture
    from analyst_app.ui.reading_place import ReadingPlace

_SIZE = (1280, 820)


class MainWindow(QMainWindow):
    """The application's window. It makes its parts in two steps and keeps what each step returns."""

    finished = Signal()
    """It was closed and all is on disk, or the person let it go."""
    furnished = Signal()
    """All parts are there."""

    def __init__(self, surroundings: Surroundings, *, is_anew: bool = False) -> None:
        super().__init__()
        self._is_anew = is_anew
        """True: it takes the place of one that spoke another language, and shows what that one showed."""
        self.wanted_anew: Preferences | None = None
        """Preferences of the window that shall take the place of this one; None: there shall be none."""
        self._place: ReadingPlace | None = None
        self._furniture: Furniture | None = None
        self._early: list[QKeyEvent] | None = []
        """Keys that were pressed before there was anybody to take them; None once there is somebody."""
        self.setObjectName("main_window")
        self.setWindowTitle(tr("Analyst App"))
        self.setAcceptDrops(True)
        self._surroundings = surroundings
        wanted = surroundings.preferences
        worn = sizes(wanted.density, wanted.interface_size or system_percent())
        self._looks = Looks(first_theme(wanted.theme), self, worn, wanted.interface_font)
        add_titles(self.menuBar())
        self.setMinimumSize(worn.width("window_least"), worn.height("window_least"))  # whatever the parts would need
        resize_on_screen(self, *_SIZE)
        if surroundings.memory.geometry:
            self.restoreGeometry(_unpacked(surroundings.memory.geometry))

    # -- building ------------------------------------------------------------------

    def begin(self, paths: Sequence[Path], encoding: str | None = None) -> None:
        """As soon as the frame has been painted, show the first article's text; then furnish and open the rest.

        Args:
            paths: articles or a folder; none: what was open last, else the start page.
            encoding: Python codec for them.
        """
        after_paint(self, lambda: self._read(paths, encoding))

    def _read(self, paths: Sequence[Path], encoding: str | None) -> None:
        if self._furniture is not None:
            return  # it was closed meanwhile
        place = self.prepare()
        order = self._first_order(place, paths, encoding)

        def go_on() -> None:
            restores = place.preferences.preferences.restore or self._is_anew
            self.furnish().opener.start(paths, encoding, restores=restores)
            if self._is_anew:
                QTimer.singleShot(0, self._show_preferences)  # once the status bar is the one that stays

        if order is None:
            if not paths and not place.memory.memory.folder:
                place.room.panes.give_all(True)  # for the start page
            after_paint(self, go_on)
            return
        place.room.middle.show_reading(True)
        place.desk.open_first(order, then=go_on)

    def _first_order(self, place: ReadingPlace, paths: Sequence[Path], encoding: str | None) -> Order | None:
        from analyst_app.ui.files.opening import Order

        memory, annotator = place.memory.memory, place.workplace.annotator
        if paths and not is_layer_file(paths[0].name) and not is_packet(paths[0].name):
            return Order(paths[0].absolute(), annotator, encoding)
        if not paths and (place.preferences.preferences.restore or self._is_anew) and memory.article:
            return Order(
                Path(memory.article),
                annotator,
                caret=memory.caret,
                reading_position=memory.reading_position,
                folder=Path(memory.folder) if memory.folder else None,
            )
        return None

    def prepare(self) -> ReadingPlace:
        """Put in the text and its desk, if they are not there yet."""
        if self._place is None:
            from analyst_app.ui.reading_place import prepare

            self._place = prepare(self, self._looks, self._surroundings)
        return self._place

    def furnish(self) -> Furniture:
        """Put in all parts, if they are not there yet."""
        if self._furniture is None:
            from analyst_app.ui.furnishing.furnish import furnish  # most of the program

            place = self.prepare()
            is_default = self._surroundings.is_default_annotator
            self._furniture = furnish(self, place, finished=self.finished, is_default_annotator=is_default)
            place.preferences.changed.connect(self._follow_language)
            self._furniture.leaving.stayed.connect(self._want_no_other)
            place.desk.go_on()
            if place.desk.opening is not None or place.bridge.session is not None:
                self._give_early()
            else:  # of a folder the first article comes later
                place.desk.opening_changed.connect(self._give_early)
                self._furniture.opener.failed.connect(self._drop_early)
                self._furniture.opener.nothing_wanted.connect(self._take_no_more)
            self.furnished.emit()
        return self._furniture

    def _give_early(self) -> None:
        """An article is on its way: the keys that came before are for it."""
        early, self._early = self._early, None
        if self._furniture is not None:
            for event in early or ():
                self._furniture.router.press(event, self.prepare().view)

    def _drop_early(self) -> None:
        if self._early:
            self._early.clear()

    def _take_no_more(self) -> None:
        """Nothing is opened: the start page has the keys."""
        self._early = None

    @property
    def furniture(self) -> Furniture | None:
        """The parts that the window and the program itself turn to; None until the window is furnished."""
        return self._furniture

    def _follow_language(self) -> None:
        """Let another window take the place of this one if it shall speak another language.

        What is open is saved, shown again at its place, and can be undone as before: the journal knows its steps.
        """
        wanted = self.prepare().preferences.preferences
        if wanted.language != self._surroundings.preferences.language and self.wanted_anew is None:
            self.wanted_anew = wanted
            QTimer.singleShot(0, self._give_way)  # not within the field that was chosen in

    def _show_preferences(self) -> None:
        """Show the page on which the language was chosen."""
        from PySide6.QtGui import QAction

        action = self.findChild(QAction, "file.preferences")
        if isinstance(action, QAction):
            action.trigger()

    def _give_way(self) -> None:
        if not self.close() and not self.furnish().leaving.is_busy:
            self._want_no_other()

    def _want_no_other(self) -> None:
        self.wanted_anew = None

    # -- remembering -----------------------------------------------------------------

    def _remember(self, place: ReadingPlace, furniture: Furniture) -> None:
        """Note the window's shape and the place in the article, and write what is noted."""
        memory = place.memory
        furniture.note_place()
        memory.note(geometry=_packed(self.saveGeometry()), panes=place.room.panes.sizes_by_name())
        memory.save()

    # -- Qt's side -------------------------------------------------------------------

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        furniture = self._furniture
        if event.type() == QEvent.Type.ActivationChange and furniture is not None:
            if self.isActiveWindow():
                furniture.watch.look()
            else:
                furniture.autosave.save_all()
                self._drop_early()  # what is asked for elsewhere is another article

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Chords that no widget took, on layouts whose letters Qt's shortcuts do not know; keys that come early."""
        from PySide6.QtCore import Qt

        is_chord = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if is_chord and self._furniture is not None and self._furniture.router.press(event):
            return
        if self._early is not None:
            from analyst_app.ui.commands.keys import copied

            if not event.isAutoRepeat():
                self._early.append(copied(event))
            return
        super().keyPressEvent(event)

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Go on to the next control; the keyboard of one that is hidden or dead goes to the text.

        Qt would hand it to whatever comes next, such as a button that takes something away.
        """
        focus = self.focusWidget()
        if focus is not None and self._place is not None and not (focus.isVisible() and focus.isEnabled()):
            self._place.room.middle.focus_text()
            return True
        return super().focusNextPrevChild(forward)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if event.mimeData().hasUrls():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        urls = event.mimeData().urls()
        if urls and self._furniture is not None:
            from analyst_app.ui.files.dropping import path_of

            event.acceptProposedAction()
            paths = [path_of(url) for url in urls if url.isLocalFile()]
            self._furniture.dropping.take(paths, [url.toString() for url in urls if not url.isLocalFile()])

    def closeEvent(self, event: QCloseEvent) -> None:
        furniture = self.furnish()
        if furniture.leaving.may_close():
            self._remember(self.prepare(), furniture)
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
