"""Opening articles and folders by their paths, by every route."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.errors import AnalystError
from analyst_app.session.layer_names import ARTICLE_SUFFIX, article_of_layer
from analyst_app.ui.files.opening import Order
from analyst_app.ui.files.samples import copy_samples
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.files.desk import Desk
    from analyst_app.ui.files.folder import Folder
    from analyst_app.ui.files.memory_keeper import MemoryKeeper
    from analyst_app.ui.files.workplace import Workplace
    from analyst_app.ui.widgets.tasks import Tasks


class Opener(QObject):
    """Opens what a person names.

    Args:
        desk: opens articles.
        folder: lists them.
        memory: notes what is open, for the next start.
        workplace: says for whom.
        tasks: to look at paths with.
        parent: the window.
    """

    focus_wanted = Signal()
    """The text is to have the keyboard."""
    failed = Signal(str)
    """Something could not be opened: the sentence that says why."""

    def __init__(
        self, desk: Desk, folder: Folder, memory: MemoryKeeper, workplace: Workplace, tasks: Tasks, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._folder, self._memory = desk, folder, memory
        self._workplace, self._tasks = workplace, tasks
        self._encoding: str | None = None
        self._asked = 0
        """Counts the requests to open something."""

    def start(self, paths: Sequence[Path], encoding: str | None, *, restores: bool) -> None:
        """Open what the program was started with; else what was open last; else the samples.

        The first article may be open already: see ``Desk.open_first``.

        Args:
            paths: articles, or a folder.
            encoding: Python codec for them.
            restores: True if what was open last is wanted.
        """
        memory = self._memory.memory
        if paths:
            self._open_paths(paths, encoding, is_open=self._desk.first)
        elif restores and (memory.article or memory.folder):
            self._restore()
        else:
            self.open_samples()

    def open_paths(self, paths: Sequence[Path], encoding: str | None = None) -> None:
        """Open articles, or a folder; what was asked for before and has not come yet is not wanted any more.

        Args:
            paths: of articles, layers' files, or a folder.
            encoding: Python codec of the articles.
        """
        self._open_paths(paths, encoding, is_open=None)

    def open_article(self, path: Path) -> None:
        """Open an article of the list."""
        order, annotator = self._desk.order, self._workplace.annotator
        if order is None or order.path != path or order.layer_id != annotator:
            self._desk.open(Order(path, annotator))
        self.focus_wanted.emit()

    def open_samples(self) -> None:
        """Open the samples that ship with the app, as copies that may be written on."""
        self._tasks.run(
            copy_samples,
            self._workplace.annotator,
            done=lambda folder: self.open_paths([folder]),
            failed=self._report,
        )

    # -- inside ----------------------------------------------------------------

    def _open_paths(self, paths: Sequence[Path], encoding: str | None, *, is_open: Path | None) -> None:
        """Open paths; ``is_open`` is the one of them that was opened before the window was furnished."""
        self._encoding = encoding
        self._asked += 1
        asked = self._asked

        def is_wanted() -> bool:
            return asked == self._asked

        def done(found: tuple[list[Path], list[Path]]) -> None:
            if is_wanted():  # workers may answer in another order than they were asked
                self._open_found(*found, is_open=is_open, is_wanted=is_wanted)

        self._tasks.run(_sorted_out, list(paths), done=done, failed=self._report)

    def _restore(self) -> None:
        """List what was listed; the article itself is open already."""
        memory = self._memory.memory
        if memory.folder:
            self._folder.open(Path(memory.folder), None if memory.article else self._open_first)
        else:
            listed = [Path(name) for name in memory.files]
            self._folder.open_files(listed if Path(memory.article) in listed else [Path(memory.article)])

    def _open_found(
        self, folders: list[Path], files: list[Path], *, is_open: Path | None, is_wanted: Callable[[], bool]
    ) -> None:
        if folders:
            folder = folders[0]
            self._memory.note_recent(folder)
            self._memory.note(folder=str(folder), files=())

            def listed(paths: list[Path]) -> None:
                if not is_wanted():
                    return  # something else was asked for while the folder was listed
                if files:
                    self._open_file(files[0])
                else:
                    self._open_first(paths)

            self._folder.open(folder, listed)
        elif files:
            opened = self._workplace.folder
            inside = opened is not None and all(path.is_relative_to(opened) for path in files)
            if not inside:
                self._memory.note(folder="", files=tuple(map(str, files)))
                self._folder.open_files(files)
            if files[0] != is_open:
                self._open_file(files[0])

    def _open_file(self, path: Path) -> None:
        self._desk.open(Order(path, self._workplace.annotator, self._encoding))

    def _open_first(self, paths: Sequence[Path]) -> None:
        remembered = Path(self._memory.memory.article)
        if paths:
            self.open_article(remembered if remembered in paths else paths[0])
        else:
            self._desk.close()
            self._memory.note(article="")
            self.failed.emit(
                tr("This folder holds no articles (text files whose names end in {ending}).", ending=ARTICLE_SUFFIX)
            )

    def _report(self, error: Exception) -> None:
        if not isinstance(error, AnalystError | OSError):
            raise error
        self.failed.emit(str(error) if isinstance(error, AnalystError) else f"{error.strerror}: {error.filename}")


def _sorted_out(paths: list[Path]) -> tuple[list[Path], list[Path]]:
    """In a worker: folders, and articles; a layer's file stands for its article."""
    folders, files = [], []
    for path in paths:
        if path.is_dir():
            folders.append(path.absolute())
        elif (article := article_of_layer(path.name)) is not None:
            files.append(path.absolute().with_name(article))
        else:
            files.append(path.absolute())
    return folders, files
