"""Opens the palette with what can be found just now, and does what is chosen there."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.ui.palette.entries import (
    ARTICLES,
    COMMANDS,
    TAGS,
    Findable,
    Shelf,
    articles_shelf,
    path_of,
)
from analyst_app.wording import tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.commands.keys import Key
    from analyst_app.ui.files.memory_keeper import MemoryKeeper
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.palette.listed_people import ListedPerson
    from analyst_app.ui.palette.palette import Palette
    from analyst_app.ui.palette.shelves import Shelves
    from analyst_app.ui.widgets.tasks import Tasks
    from analyst_app.ui.widgets.theme import Looks


class PaletteCommands(QObject):
    """The palette is made when it is opened first.

    Args:
        actions: are found, and carried out as by their keys.
        shelves: the things that can be found.
        bridge: shows a person in the open article.
        memory: notes what was chosen.
        tasks: to put ten thousand titles in order with.
    """

    article_wanted = Signal(object)
    """A Path that a person wants to read."""
    person_wanted = Signal(str)
    """The name of a person who is not in the open article."""
    key_wanted = Signal(str)
    """An action is to be given another key: its id."""
    text_wanted = Signal()
    """The text is to have the keyboard."""

    def __init__(
        self,
        actions: ActionSet,
        shelves: Shelves,
        bridge: SessionBridge,
        memory: MemoryKeeper,
        tasks: Tasks,
    ) -> None:
        super().__init__(actions)
        self._actions, self._shelves, self._bridge = actions, shelves, bridge
        self._memory, self._tasks = memory, tasks
        self._palette: Palette | None = None
        self._make: Callable[[], Palette] | None = None
        self._turn = 0
        actions.register("palette.open", lambda: self._open(titles_only=False))
        actions.register("palette.article", lambda: self._open(titles_only=True))

    def lie_over(self, window: QWidget, looks: Looks) -> None:
        """Lie over a window.

        Args:
            window: it.
            looks: colours and sizes.
        """

        def make() -> Palette:
            from analyst_app.ui.palette.palette import Palette  # not before it is opened first

            palette = Palette(looks, lambda: self._actions.codebook, window)
            palette.chosen.connect(self._do)
            palette.key_wanted.connect(self.key_wanted)
            palette.called.connect(self._call)
            return palette

        self._make = make

    # -- inside ----------------------------------------------------------------

    def _open(self, *, titles_only: bool) -> None:
        if self._palette is None and self._make is not None:
            self._palette = self._make()
        palette = self._palette
        if palette is None:
            return
        words = tr("Go to an article…") if titles_only else tr("Find a command, a tag, a person or an article…")
        palette.open({} if titles_only else self._shelves.filled(), self._memory.memory.chosen, words)
        self._turn += 1
        turn, articles = self._turn, self._shelves.articles

        def add(found: Shelf) -> None:
            if turn == self._turn and palette.is_open:
                palette.add(ARTICLES, found)

        self._tasks.run(articles_shelf, articles, done=add)

    def _call(self, key: Key) -> None:
        """Ctrl+K closes it again, Ctrl+Shift+P shows the articles alone."""
        row = self._actions.for_key(key)
        palette = self._palette
        if row is None or palette is None:
            return
        if row.id == "palette.open":
            palette.leave()
        elif row.id == "palette.article":
            self._open(titles_only=True)

    def _do(self, entry: Findable) -> None:
        self._memory.choose(entry.mark)
        if entry.kind in (COMMANDS, TAGS):
            self._actions.trigger(entry.id)
        elif entry.kind == ARTICLES:
            self.article_wanted.emit(path_of(entry))
        else:
            self._show_person(self._shelves.person(entry.id))

    def _show_person(self, person: ListedPerson) -> None:
        if person.mentions:
            self._bridge.set_current(person.mentions[0].id, reveal=True)
            self.text_wanted.emit()
        else:
            self.person_wanted.emit(person.name)
