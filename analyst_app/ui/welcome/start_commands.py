"""Shows the start page where nothing is open, notes what it will show, and does what is chosen on it."""

from __future__ import annotations

import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from analyst_app.ui.commands.action_set import ActionSet
    from analyst_app.ui.files.memory_keeper import MemoryKeeper
    from analyst_app.ui.files.opener import Opener
    from analyst_app.ui.welcome.start_page import StartPage
    from analyst_app.ui.widgets.tasks import Tasks


class StartCommands(QObject):
    """Makes the page when it is shown first.

    Args:
        actions: are chosen there.
        opener: opens what is chosen.
        memory: has what is remembered.
        tasks: to look whether folders are still there.
        make: makes the page and puts it into its place.
    """

    shown = Signal(bool)
    """The page is shown, or hidden by something that was opened."""

    def __init__(
        self, actions: ActionSet, opener: Opener, memory: MemoryKeeper, tasks: Tasks, make: Callable[[], StartPage]
    ) -> None:
        super().__init__(actions)
        self._actions, self._opener, self._memory, self._tasks, self._make = actions, opener, memory, tasks, make
        self._page: StartPage | None = None
        self._back: Callable[[], object] | None = None

    def show_over(self, article: Callable[[], object] | None, close: Callable[[], object]) -> None:
        """Show the page in place of an article, to which Esc leads back.

        Args:
            article: opens it again; None: none is open, and Esc leads where it led before.
            close: puts it away.
        """
        back = article or self._back
        close()
        self._back = back

    def show(self) -> None:
        """Show the page with what is remembered now."""
        from analyst_app.ui.welcome.start_facts import last_article, missing, visited_folders  # seldom at a start

        self._back = None
        if self._page is None:
            self._page = self._joined(self._make())
        self.shown.emit(True)
        self._renew(frozenset())
        self._page.focus_first()
        folders, last = (
            [folder.path for folder in visited_folders(self._memory.memory)],
            last_article(self._memory.memory),
        )
        self._tasks.run(missing, folders, [last.path] if last is not None else [], done=self._tell_gone)

    def hide(self) -> None:
        """Something is open."""
        self._back = None
        self.shown.emit(False)

    def note_folder(self, folder: Path, articles: int, done: int, *, is_opened: bool) -> None:
        """Note how far a folder is.

        Args:
            folder: it.
            articles: how many it has.
            done: how many of them are done.
            is_opened: True: it was opened just now.
        """
        known = self._memory.memory.folders.get(str(folder))
        now = int(time.time())
        if is_opened and known is not None and not done:
            done = min(known[1], articles)  # until it is counted
        self._memory.note_folder(folder, articles, done, now if is_opened or known is None else known[-1])

    # -- inside ----------------------------------------------------------------

    def _joined(self, page: StartPage) -> StartPage:
        page.continued.connect(self._opener.go_on)
        page.folder_chosen.connect(lambda path: self._opener.open_paths([path]))
        page.folder_forgotten.connect(self._forget)
        page.command_chosen.connect(self._actions.trigger)
        page.samples_chosen.connect(self._opener.open_samples)
        page.left.connect(self._go_back)
        return page

    def _go_back(self) -> None:
        if self._back is not None:
            self._back()

    def _renew(self, gone: frozenset[Path]) -> None:
        if self._page is not None:
            from analyst_app.ui.welcome.start_facts import last_article, visited_folders

            memory, rows = self._memory.memory, self._actions.rows
            keys = {name: next(iter(self._actions.keys_of(row)), "") for name, row in rows.items()}
            last = last_article(memory)
            is_there = last is not None and last.path not in gone
            self._page.show_facts(last if is_there else None, visited_folders(memory), gone, keys)

    def _tell_gone(self, gone: frozenset[Path]) -> None:
        if gone and self._page is not None and self._page.isVisible():
            self._renew(gone)

    def _forget(self, folder: Path) -> None:
        self._memory.forget_folder(folder)
        self._memory.save()
        self.show_over(None, self.show)
