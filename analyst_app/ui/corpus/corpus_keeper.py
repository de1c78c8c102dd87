"""The opened folder's index, kept up to date in the background; the article list is filled from it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from analyst_app.errors import AnalystError, sentence
from analyst_app.preferences import cache_folder
from analyst_app.ui.widgets.long_work import LongWork
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from analyst_app.corpus.articles import ListedArticle
    from analyst_app.corpus.corpus_index import CorpusIndex, Refresh
    from analyst_app.session.session import Session
    from analyst_app.ui.files.workplace import Workplace
    from analyst_app.ui.widgets.tasks import Tasks

_PORTION = 400
"""Lines that the list is told in one go."""
_AFTER_A_CHANGE = 1_500
"""Milliseconds: one look at the folder serves several saves."""


class CorpusKeeper(QObject):
    """Refreshes the index when the folder is listed and when layers are saved.

    Args:
        workplace: says whose progress is told.
        tasks: to read with.
        parent: the window.
    """

    refreshed = Signal()
    """The index knows what the folder holds."""
    stopped = Signal()
    """Reading was stopped before the index knew all."""
    lines_read = Signal(object)
    """Newer states of articles: a list of ListedArticles."""
    lines_told = Signal()
    """All newer states have been told by ``lines_read``."""
    said = Signal(str)
    """A word for the status bar."""
    failed = Signal(str)
    """The folder cannot be read: the sentence that says why."""

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace, self._tasks = workplace, tasks
        self.index: CorpusIndex | None = None
        """Of the opened folder; None without one."""
        self.is_fresh = False
        self._is_running = False
        self._is_wanted = False
        self._work: LongWork | None = None
        """The look that is under way."""
        self._lines: dict[Path, ListedArticle] = {}
        """The states that the list was told."""
        self._untold: list[ListedArticle] = []
        self._later = QTimer(self, singleShot=True, interval=_AFTER_A_CHANGE)
        self._later.timeout.connect(self.refresh)

    def follow(self, folder: Path) -> None:
        """Take up a folder: show what was known of it last, then look what is new."""
        if self.index is None or self.index.folder != folder.absolute():
            self._stop_reading()
            from analyst_app.corpus.corpus_index import CorpusIndex  # a single article needs none

            self.index = CorpusIndex(folder, cache_folder(), self._workplace.seal)
            self.is_fresh = False
        self._lines, self._untold = {}, []  # the list was filled anew
        index, layer_id = self.index, self._workplace.annotator
        self._tasks.run(lambda: _news(index, layer_id, {}), done=lambda lines: self._show(index, lines), failed=_ignore)
        self.refresh()

    def refresh(self) -> None:
        """Look at the folder in a worker; a second wish during one look is kept for after it."""
        if self.index is None:
            return
        if self._is_running:
            self._is_wanted = True
            return
        index, layer_id = self.index, self._workplace.annotator
        self._is_running, self._is_wanted = True, False
        work = self._work = LongWork(marked("Reading the articles: {done} of {total}"), marked("Reading the folder…"))

        def look() -> tuple[Refresh, list[ListedArticle]]:
            done = index.refreshed(lambda: work.is_stopped, work.reach)
            return done, _news(index, layer_id, self._lines)

        self._tasks.run(look, done=lambda found: self._end(index, *found), failed=self._fail, work=work)

    def when_fresh(self, act: Callable[[], object]) -> None:
        """Act when the index knows what the folder holds now."""
        if self.is_fresh and not self._is_running:
            act()
            return

        def once() -> None:
            self.refreshed.disconnect(once)
            act()

        self.refreshed.connect(once)
        self.refresh()

    def stop(self) -> None:
        """Stop looking; what is done stays done."""
        self._stop_reading()
        self._later.stop()

    def note_saved(self, session: Session) -> None:
        """Look at the folder soon, if a layer in it was saved."""
        if self.index is not None and session.path.is_relative_to(self.index.folder):
            self._later.start()

    def note_changed(self) -> None:
        """Look at the folder soon: another program may have written, moved or removed anything in it."""
        if self.index is not None and not self._later.isActive():
            self._later.start()

    # -- inside ----------------------------------------------------------------------

    def _stop_reading(self) -> None:
        if self._work is not None:
            self._work.stop()

    def _end(self, index: CorpusIndex, done: Refresh, lines: list[ListedArticle]) -> None:
        self._is_running = False
        if index is self.index:
            self._show(index, lines)
            self.is_fresh = done.is_complete
            if done.is_rebuilt:
                self._tell_of_damage()
            if done.is_complete:
                self.refreshed.emit()
            else:
                self._is_wanted = False  # it is read again when somebody asks, or something changes
                self.said.emit(tr("Reading the articles was stopped: numbers and searches may lack some of them."))
                self.stopped.emit()
        if self._is_wanted or index is not self.index:
            self.refresh()

    def _tell_of_damage(self) -> None:
        from analyst_app.corpus.indexing import index_faults  # seldom, and never before the first paint

        self.said.emit(index_faults.rebuilt())

    def _fail(self, error: Exception) -> None:
        self._is_running = False
        if not isinstance(error, AnalystError | OSError):
            self.failed.emit(tr("The folder cannot be searched."))
            raise error
        self.failed.emit(tr("The folder cannot be searched: {why}", why=sentence(error)))

    def _show(self, index: CorpusIndex, lines: list[ListedArticle]) -> None:
        """Tell the list what is new, in portions, so that no frame is late."""
        if index is not self.index:
            return
        self._lines = self._lines | {line.path: line for line in lines}
        was_telling = bool(self._untold)
        self._untold += lines
        if not was_telling:
            self._tell_list()

    def _tell_list(self) -> None:
        portion, self._untold = self._untold[:_PORTION], self._untold[_PORTION:]
        self.lines_read.emit(portion)
        if self._untold:
            QTimer.singleShot(0, self, self._tell_list)
        else:
            self.lines_told.emit()


def _news(index: CorpusIndex, layer_id: str, told: Mapping[Path, ListedArticle]) -> list[ListedArticle]:
    """In a worker: the lines of the list that are others than those it was told."""
    from analyst_app.corpus.listing import known_lines

    return [line for line in known_lines(index, layer_id) if told.get(line.path) != line]


def _ignore(error: Exception) -> None:
    """Leave out what was known last: the look that follows says what is wrong."""
    if not isinstance(error, AnalystError | OSError):
        raise error
