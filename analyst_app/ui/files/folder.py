"""The opened folder, or the files that were opened: the list of their articles and the progress of each."""

from __future__ import annotations

import contextlib
import os
from collections.abc import Callable, Sequence
from functools import partial
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.corpus import articles
from analyst_app.corpus.articles import ListedArticle
from analyst_app.errors import why_unread
from analyst_app.session import border
from analyst_app.ui.widgets.message import shown_name
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.session.session import Session
    from analyst_app.ui.files.workplace import Workplace
    from analyst_app.ui.widgets.tasks import Tasks

_MOST = 100_000
_PORTION = 40
"""Articles whose progress is read in one go, so that the list fills while it is read."""


class Folder(QObject):
    """Lists articles, in workers.

    Args:
        workplace: is told which folder is open.
        tasks: to read with.
        parent: the window.
    """

    listed = Signal(object)
    """Other articles are to be listed: each a ListedArticle, of which no more than the name is known."""
    entered = Signal(object)
    """The articles of a folder, a Path, are listed; their progress is not read yet."""
    progressed = Signal(object)
    """The progress of one article was read: a ListedArticle."""
    failed = Signal(str)
    """A folder cannot be read: the sentence that says why."""

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace, self._tasks = workplace, tasks
        self._turn = 0
        self._paths: tuple[Path, ...] = ()
        self._opening: Callable[[list[Path]], object] | None = None
        """Called with the articles of the folder that is being opened, whoever lists them first; None: none is."""

    def open(self, folder: Path, then: Callable[[list[Path]], object] | None = None) -> None:
        """List the articles of a folder.

        Args:
            folder: is the opened one from now on.
            then: called with the articles once they are listed.
        """
        self._turn += 1
        turn = self._turn
        self._workplace.enter(folder)
        self._opening = then or _only_list

        def failed(error: Exception) -> None:
            if turn == self._turn:
                self._opening = None
            self._report(folder, error)

        self._tasks.run(
            _entered,
            folder,
            done=lambda paths: self._show(turn, paths),
            failed=failed,
        )

    def open_files(self, paths: Sequence[Path]) -> None:
        """List just these articles."""
        self._turn += 1
        self._workplace.enter(None)
        self._opening = None
        self._show(self._turn, list(paths))

    def rescan(self) -> None:
        """List again what the folder holds now, if it holds anything else; of single files read the progress again."""
        folder, turn = self._workplace.folder, self._turn
        if folder is None:
            self._read_progress(turn, list(self._paths))
            return

        def done(paths: list[Path]) -> None:
            if turn == self._turn and (self._opening is not None or tuple(paths) != self._paths):
                self._turn += 1
                self._show(self._turn, paths)

        self._tasks.run(lambda: list(islice(articles.articles_in(folder), _MOST)), done=done, failed=lambda error: None)

    def read_again(self) -> None:
        """Read the progress of all articles again; that of a folder that is being opened is read when it is listed."""
        if self._opening is None:
            self._turn += 1
            self._show(self._turn, list(self._paths))

    def refresh(self, path: Path, known: tuple[str, int] | None = None) -> None:
        """Read one article's progress again.

        Args:
            path: of the article.
            known: its status and number of annotations, if somebody knows them: no layer is read then.
        """
        self._tasks.run(
            partial(articles.listed, known=known),
            path,
            self._workplace.folder,
            self._workplace.annotator,
            done=self.progressed.emit,
            failed=lambda error: None,
        )

    def note_saved(self, session: Session) -> None:
        """Tell one article's progress as its session knows it: to count 200,000 lines stops every thread."""
        is_own = session.layer_id == self._workplace.annotator
        self.refresh(session.path, session.saved_figures if is_own else None)

    # -- inside ----------------------------------------------------------------

    def _show(self, turn: int, paths: list[Path]) -> None:
        if turn != self._turn:
            return
        self._paths = tuple(paths)
        prefix = f"{self._workplace.folder}{os.sep}"
        names = [_name(path, prefix) for path in paths]
        self.listed.emit([ListedArticle(path, name) for path, name in zip(paths, names, strict=True)])
        self._read_progress(turn, list(paths))
        then, self._opening = self._opening, None
        if then is not None:
            then(paths)

    def _read_progress(self, turn: int, paths: list[Path]) -> None:
        """Of a folder from its index, of single files from each file's layers."""
        if turn != self._turn:
            return
        if self._workplace.folder is not None:
            self.entered.emit(self._workplace.folder)
            return
        if not paths:
            return
        portion, rest = paths[:_PORTION], paths[_PORTION:]

        def done(articles: list[ListedArticle]) -> None:
            if turn == self._turn:
                for article in articles:
                    self.progressed.emit(article)
                self._read_progress(turn, rest)

        self._tasks.run(_progress, portion, self._workplace.annotator, done=done, failed=lambda error: None)

    def _report(self, folder: Path, error: Exception) -> None:
        reason = why_unread(error) if isinstance(error, OSError) else str(error)
        self.failed.emit(tr("The folder {name} cannot be read: {reason}.", name=shown_name(folder.name), reason=reason))


def _entered(folder: Path) -> list[Path]:
    """In a worker: the articles of a folder that is opened from now on. Its index, which follows, is imported here."""
    import analyst_app.corpus.corpus_index  # noqa: F401

    border.enter_anew(folder)
    return list(islice(articles.articles_in(folder), _MOST))


def _only_list(paths: list[Path]) -> None:
    """Nothing more is wanted of a folder than its list."""


def _progress(paths: list[Path], layer_id: str) -> list[ListedArticle]:
    """In a worker: facts and progress of articles outside a folder; one that cannot be read is left as it is."""
    from analyst_app.corpus.heading import with_facts

    found = []
    for path in paths:
        with contextlib.suppress(Exception):  # its line stays as it is; whoever opens it says why
            found.append(with_facts(articles.listed(path, None, layer_id)))
    return found


def _name(path: Path, prefix: str) -> str:
    """The name that is shown: relative to the opened folder. Text, not paths: there may be ten thousand."""
    whole = str(path)
    return whole[len(prefix) :].replace(os.sep, "/") if whole.startswith(prefix) else path.name
