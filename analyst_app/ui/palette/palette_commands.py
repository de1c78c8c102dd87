"""Opens the palette with what can be found just now, and does what is chosen there."""

from __future__ import annotations

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
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.commands.keys import Key
    from analyst_app.ui.files.memory_keeper import MemoryKeeper
    from analyst_app.ui.palette.palette import Palette
    from analyst_app.ui.palette.shelves import Shelves
    from analyst_app.ui.people.tagged_people import TaggedPerson
    from analyst_app.ui.widgets.tasks import Tasks


class PaletteCommands(QObject):
    """Fills the palette and follows it.

    Args:
        palette: shows what is found.
        actions: are carried out as by their keys.
        shelves: the things that can be found.
        memory: notes what was chosen.
        tasks: to put ten thousand titles in order with.
    """

    article_wanted = Signal(object)
    """A Path that a person wants to read."""
    person_wanted = Signal(str)
    """The name of a person who is not in the open article."""
    mention_wanted = Signal(str)
    """The id of an annotation in the open article: the first mention of a person."""

    def __init__(
        self,
        palette: Palette,
        actions: ActionSet,
        shelves: Shelves,
        memory: MemoryKeeper,
        tasks: Tasks,
    ) -> None:
        super().__init__(palette)
        self._palette, self._actions, self._shelves = palette, actions, shelves
        self._memory, self._tasks = memory, tasks
        self._turn = 0
        palette.chosen.connect(self._do)
        palette.called.connect(self._call)

    def open(self, *, titles_only: bool = False) -> None:
        """Open the palette with what can be found now.

        Args:
            titles_only: True: it finds articles alone.
        """
        palette = self._palette
        words = tr("Go to an article…") if titles_only else tr("Find a command, a tag, a person or an article…")
        palette.open({} if titles_only else self._shelves.filled(), self._memory.memory.chosen, words)
        self._turn += 1
        turn = self._turn

        def add(found: Shelf) -> None:
            if turn == self._turn and palette.is_open:
                palette.add(ARTICLES, found)

        self._tasks.run(articles_shelf, self._shelves.articles, done=add)

    # -- inside ----------------------------------------------------------------

    def _call(self, key: Key) -> None:
        """Ctrl+K closes it again, Ctrl+Shift+P shows the articles alone."""
        row = self._actions.for_key(key)
        if row is not None and row.id == "palette.open":
            self._palette.leave()
        elif row is not None and row.id == "palette.article":
            self.open(titles_only=True)

    def _do(self, entry: Findable) -> None:
        self._memory.choose(entry.mark)
        if entry.kind in (COMMANDS, TAGS):
            self._actions.trigger(entry.id)
        elif entry.kind == ARTICLES:
            self.article_wanted.emit(path_of(entry))
        else:
            self._show_person(self._shelves.person(entry.id))

    def _show_person(self, person: TaggedPerson) -> None:
        if person.mentions:
            self.mention_wanted.emit(person.mentions[0].id)
        else:
            self.person_wanted.emit(person.name)
