"""Opening articles and folders by their paths, by every route."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from analyst_app.errors import AnalystError, sentence
from analyst_app.session.layer_names import ARTICLE_SUFFIX, article_of_layer, is_packet
from analyst_app.ui.files.opening import Order
from analyst_app.ui.files.samples import copy_samples, samples_folder
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.files.desk import Desk
    from analyst_app.ui.files.folder import Folder
    from analyst_app.ui.files.memory_keeper import MemoryKeeper
    from analyst_app.ui.files.workplace import Workplace
    from analyst_app.ui.widgets.tasks import Tasks

_Found = TypeVar("_Found")


class Opener(QObject):
    """Opens what a person names.

    Args:
        desk: opens articles.
        folder: lists them.
        memory: notes what is open, for the next start.
        workplace: says for whom.
        tasks: to look at paths with.
    """

    focus_wanted = Signal()
    """The text is to have the keyboard."""
    nothing_wanted = Signal()
    """The program was started without anything to open: the start page is to be shown."""
    packet_named = Signal(object)
    """A packet is to be opened: its Path."""
    failed = Signal(str)
    """Something could not be opened: the sentence that says why."""

    def __init__(self, desk: Desk, folder: Folder, memory: MemoryKeeper, workplace: Workplace, tasks: Tasks) -> None:
        super().__init__(folder)
        self._desk, self._folder, self._memory = desk, folder, memory
        self._workplace, self._tasks = workplace, tasks
        self._encoding: str | None = None
        self._asked = 0
        """Counts the requests to open files, a folder or the samples."""
        self._chosen = 0
        """Counts the articles that were chosen from the list."""
        self._first_layer = ""
        """The layer of the next article that is opened, if it is not the annotator's own."""

    def start(self, paths: Sequence[Path], encoding: str | None, *, restores: bool) -> None:
        """Open what the program was started with; else what was open last; else tell that nothing is wanted.

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
            self.nothing_wanted.emit()

    def open_paths(self, paths: Sequence[Path], encoding: str | None = None) -> None:
        """Open articles, or a folder; what was asked for before and has not come yet is not wanted any more.

        Args:
            paths: of articles, layers' files, or a folder.
            encoding: Python codec of the articles.
        """
        self._open_paths(paths, encoding, is_open=None)

    def open_article(self, path: Path, *, keys_wait: bool = True) -> None:
        """Open an article of the list.

        Args:
            path: of the article.
            keys_wait: whether keys that are pressed meanwhile are meant for it.
        """
        self._chosen += 1
        order, layer = self._desk.order, self._layer_of(path)
        if order is None or order.path != path or order.layer_id != layer:
            self._desk.open(Order(path, layer), keys_wait=keys_wait)
        self.focus_wanted.emit()

    def open_samples(self, layer_id: str = "") -> None:
        """Open the samples that ship with the app, as copies that may be written on.

        Args:
            layer_id: is looked at in the first of them; empty: the annotator's own.
        """
        self._asked += 1

        def done(folder: Path) -> None:
            self._first_layer = layer_id
            self.open_paths([folder])

        self._tasks.run(copy_samples, done=self._if_last_asked(done), failed=self._report)

    def go_on(self) -> None:
        """Open the article that was read last, at its place, in its folder."""
        memory = self._memory.memory
        self._asked += 1
        if memory.folder != str(self._workplace.folder or ""):
            self._restore()
        self._desk.open(
            Order(
                Path(memory.article),
                self._workplace.annotator,
                caret=memory.caret,
                reading_position=memory.reading_position,
            )
        )

    # -- inside ----------------------------------------------------------------

    def _layer_of(self, path: Path) -> str:
        """The layer in which an article is opened: her own, but of the samples the one that is looked at."""
        order = self._desk.order
        first, self._first_layer = self._first_layer, ""
        is_sample = order is not None and order.path.parent == path.parent == samples_folder()
        return first or (order.layer_id if order is not None and is_sample else self._workplace.annotator)

    def _open_paths(self, paths: Sequence[Path], encoding: str | None, *, is_open: Path | None) -> None:
        """Open paths; ``is_open`` is the one of them that the desk opened before the window was furnished."""
        self._encoding = encoding
        self._asked += 1
        packets = [path for path in paths if is_packet(path.name)]
        paths = [path for path in paths if path not in packets]
        for packet in packets:
            self.packet_named.emit(packet.absolute())
        if packets and not paths:
            return

        def done(found: tuple[list[Path], list[Path]]) -> None:
            self._open_found(*found, is_open)

        self._tasks.run(_sorted_out, list(paths), done=self._if_last_asked(done), failed=self._report)

    def _if_last_asked(self, act: Callable[[_Found], object]) -> Callable[[_Found], None]:
        """The same act, left out if something else was asked for by then: workers answer in any order."""
        asked = self._asked

        def answer(found: _Found) -> None:
            if asked == self._asked:
                act(found)

        return answer

    def _if_last_wanted(self, act: Callable[[_Found], object]) -> Callable[[_Found], None]:
        """The same act, left out if something else was asked for, or an article chosen, by then."""
        chosen = self._chosen

        def answer(found: _Found) -> None:
            if chosen == self._chosen:
                act(found)

        return self._if_last_asked(answer)

    def _restore(self) -> None:
        """List what was listed; the article itself is open already."""
        memory = self._memory.memory
        if memory.folder:
            then = None if memory.article else self._if_last_wanted(self._open_first)
            self._folder.open(Path(memory.folder), then)
        else:
            listed = [Path(name) for name in memory.files]
            self._folder.open_files(listed if Path(memory.article) in listed else [Path(memory.article)])

    def _open_found(self, folders: list[Path], files: list[Path], is_open: Path | None) -> None:
        if folders:
            folder = folders[0]
            self._memory.note_recent(folder)
            self._memory.note(folder=str(folder), files=())
            then = (lambda _: self._open_file(files[0])) if files else self._open_first
            self._folder.open(folder, self._if_last_wanted(then))
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
            self._memory.note(article="")
            self._desk.close()
            self.failed.emit(
                tr("This folder holds no articles (text files whose names end in {ending}).", ending=ARTICLE_SUFFIX)
            )

    def _report(self, error: Exception) -> None:
        if not isinstance(error, AnalystError | OSError):
            raise error
        self.failed.emit(sentence(error))


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
