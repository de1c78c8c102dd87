"""The opened folder, or the files that were opened: lists them and tells how far each is."""

from __future__ import annotations

import os
from collections.abc import Callable, Sequence
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.corpus import articles
from analyst_app.corpus.articles import ListedArticle

if TYPE_CHECKING:
    from analyst_app.ui.main_window import MainWindow

_MOST = 100_000
_PORTION = 40
"""Articles whose progress is read in one go, so that the list fills while it is read."""


class Folder(QObject):
    """Fills the article list, in workers."""

    listed = Signal()
    """The articles are in the list."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._turn = 0
        self._paths: tuple[Path, ...] = ()
        window.autosave.saved.connect(lambda session: self.refresh(session.path))

    def open(self, folder: Path, then: Callable[[list[Path]], object] | None = None) -> None:
        """List the articles of a folder; ``then(paths)`` is called with them."""
        self._turn += 1
        turn = self._turn
        window = self._window
        window.desk.folder = folder
        window.tasks.run(
            lambda: list(islice(articles.articles_in(folder), _MOST)),
            done=lambda paths: self._show(turn, paths, then),
            failed=lambda error: window.file_commands.report_folder(folder, error),
        )

    def open_files(self, paths: Sequence[Path]) -> None:
        """List just these articles."""
        self._turn += 1
        self._window.desk.folder = None
        self._show(self._turn, list(paths), None)

    def rescan(self) -> None:
        """List again what the folder holds now, if it holds anything else."""
        folder, turn = self._window.desk.folder, self._turn
        if folder is None:
            return

        def done(paths: list[Path]) -> None:
            if turn == self._turn and tuple(paths) != self._paths:
                self._turn += 1
                self._show(self._turn, paths, None)

        self._window.tasks.run(
            lambda: list(islice(articles.articles_in(folder), _MOST)), done=done, failed=lambda error: None
        )

    def read_again(self) -> None:
        """Read the progress of all articles again."""
        self._turn += 1
        self._show(self._turn, list(self._paths), None)

    def refresh(self, path: Path) -> None:
        """Read one article's progress again."""
        folder, layer_id = self._window.desk.folder, self._window.desk.annotator
        self._window.tasks.run(
            articles.listed,
            path,
            folder,
            layer_id,
            done=self._window.article_list.model.update_article,
            failed=lambda error: None,
        )

    def _show(self, turn: int, paths: list[Path], then: Callable[[list[Path]], object] | None) -> None:
        if turn != self._turn:
            return
        window, folder = self._window, self._window.desk.folder
        self._paths = tuple(paths)
        prefix = f"{folder}{os.sep}"
        names = [_name(path, prefix) for path in paths]
        shown = [ListedArticle(path, name) for path, name in zip(paths, names, strict=True)]
        order = window.desk.order
        window.article_list.set_articles(shown, order.path if order is not None else None)
        self._read_progress(turn, list(paths))
        if then is not None:
            then(paths)
        self.listed.emit()

    def _read_progress(self, turn: int, paths: list[Path]) -> None:
        """Of a folder from its index, of single files from each file's layers."""
        if turn != self._turn or not paths:
            return
        window = self._window
        if window.desk.folder is not None:
            window.corpus.follow(window.desk.folder)
            return
        folder, layer_id = None, window.desk.annotator
        portion, rest = paths[:_PORTION], paths[_PORTION:]

        def done(articles: list[ListedArticle]) -> None:
            if turn == self._turn:
                for article in articles:
                    window.article_list.model.update_article(article)
                self._read_progress(turn, rest)

        window.tasks.run(_progress, portion, folder, layer_id, done=done, failed=lambda error: None)


def _progress(paths: list[Path], folder: Path | None, layer_id: str) -> list[ListedArticle]:
    """In a worker: how far articles are; one that cannot be read is left as it is."""
    found = []
    for path in paths:
        try:
            found.append(articles.listed(path, folder, layer_id))
        except OSError:
            continue
    return found


def _name(path: Path, prefix: str) -> str:
    """The name that is shown: relative to the opened folder. Text, not paths: there may be ten thousand."""
    whole = str(path)
    return whole[len(prefix) :].replace(os.sep, "/") if whole.startswith(prefix) else path.name
