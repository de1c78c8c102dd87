"""The people whom the team knows, as the nearest ``actors.json`` has them: read and written off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Signal

from analyst_app.errors import AnalystError, sentence
from analyst_app.wording import tr

if TYPE_CHECKING:
    from pathlib import Path

    from analyst_app.corpus.people.people_file import Edit, PeopleFile
    from analyst_app.language.known_people import KnownPeople
    from analyst_app.ui.files.session_bridge import SessionBridge
    from analyst_app.ui.files.workplace import Workplace
    from analyst_app.ui.widgets.tasks import Tasks


class _Wanted(NamedTuple):
    """An act that waits for its turn."""

    edit: Edit
    done: Callable[[], object] | None
    undoes: bool
    also: Callable[[], object] | None
    """Takes back what was done beside the file, when the act is taken back."""


class _Step(NamedTuple):
    """An act that was done."""

    edit: Edit
    before: PeopleFile
    also: Callable[[], object] | None


class PeopleKeeper(QObject):
    """Reads the people when an article is opened or the folder changes, and carries out acts one after the other.

    Args:
        bridge: says which article is open.
        workplace: says which folder is open.
        tasks: to read and write with.
        parent: the window.
    """

    changed = Signal()
    """The people are others now: by an act, or as a colleague's file says."""
    said = Signal(str)
    """A word for the status bar."""
    failed = Signal(str)
    """An act could not be done, or the file not be read: the sentence that says why."""

    def __init__(self, bridge: SessionBridge, workplace: Workplace, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._bridge, self._workplace, self._tasks = bridge, workplace, tasks
        self.file: PeopleFile | None = None
        """The people; None: nothing is open, or they are not read yet."""
        self._waiting: list[_Wanted] = []
        self._is_writing = False
        self._steps: list[_Step] = []
        self._undone_later = 0
        """Acts to be taken back when those on their way to the disk are there."""
        bridge.opened.connect(self.look)

    @property
    def known(self) -> KnownPeople | None:
        """The people by name; None before they are read."""
        return self.file.known if self.file is not None else None

    @property
    def undoable(self) -> str:
        """The last act that can be taken back; empty: there is none."""
        return self._steps[-1].edit.label if self._steps else ""

    @property
    def named_here(self) -> list[tuple[str, str]]:
        """Name and kind of each who is tagged in the open article and is not on the list."""
        from analyst_app.ui.people.tagged_people import tagged_people  # the rules of names

        tagged = tagged_people(self._bridge.session, self.known).values()
        kinds = {one.name: [str(mention.attribute("kind") or "") for mention in one.mentions] for one in tagged}
        return [(one.name, next(filter(None, kinds[one.name]), "")) for one in tagged if one.person is None]

    def look(self) -> None:
        """Read the people of the open article, else of the opened folder, in a worker."""
        session, folder = self._bridge.session, self._workplace.folder
        article = session.path if session is not None else folder / "-" if folder is not None else None
        if article is not None:
            known = self.file
            self._tasks.run_at_rest(self, _read, article, folder, known, done=self._take, failed=self._fail_reading)

    def edit(
        self, edit: Edit, *, done: Callable[[], object] | None = None, also: Callable[[], object] | None = None
    ) -> None:
        """Do an act, after those that wait.

        Args:
            edit: the act.
            done: called when it is on the disk.
            also: called when it is taken back.
        """
        self._waiting.append(_Wanted(edit, done, undoes=False, also=also))
        self._next()

    def undo(self) -> None:
        """Take the last act back, unless a colleague has changed the same person since."""
        from analyst_app.corpus.people.people_acts import inverse

        if self._is_writing or self._waiting:
            self._undone_later += 1
            return
        if not self._steps or self.file is None:
            self.said.emit(tr("There is nothing to take back in the list of people."))
            return
        step = self._steps.pop()
        back = inverse(step.edit, step.before, self.file)
        if back is None:
            self.failed.emit(tr("“{act}” is not taken back: it was changed since.", act=step.edit.label))
            self.changed.emit()
            return
        said = tr("Taken back: {act}.", act=step.edit.label)
        self._waiting.append(_Wanted(back, lambda: self.said.emit(said), undoes=True, also=step.also))
        self._next()

    # -- inside ------------------------------------------------------------------------

    def _take(self, file: PeopleFile) -> None:
        old = self.file
        if self._is_writing or (old is not None and (old.path, old.file.seen) == (file.path, file.file.seen)):
            return
        is_same_place = old is not None and old.path == file.path
        if not is_same_place:
            self._steps.clear()
        self.file = file
        if is_same_place:
            self.said.emit(tr("The list of people was changed on disk: it is shown as it is now."))
        self.changed.emit()

    def _fail_reading(self, error: Exception) -> None:
        if not isinstance(error, AnalystError | OSError):
            raise error
        self.failed.emit(sentence(error))

    def _next(self) -> None:
        if self._is_writing or not self._waiting:
            return
        wanted, before = self._waiting.pop(0), self.file
        if before is None:
            self._waiting.clear()
            self.failed.emit(tr("Open a folder of articles first (Ctrl+Shift+O)."))
            return
        self._is_writing = True
        self._tasks.run(
            _write,
            before,
            wanted.edit,
            done=lambda file: self._written(wanted, before, file),
            failed=self._fail,
            must_end=True,
        )

    def _written(self, wanted: _Wanted, before: PeopleFile, file: PeopleFile) -> None:
        self._is_writing = False
        if self.file is not None and self.file.path == file.path:
            self.file = file
            if not wanted.undoes:
                self._steps.append(_Step(wanted.edit, before, wanted.also))
        if wanted.undoes and wanted.also is not None:
            wanted.also()
        self.changed.emit()
        if wanted.done is not None:
            wanted.done()
        self._next()
        if self._undone_later and not self._is_writing:
            self._undone_later -= 1
            self.undo()

    def _fail(self, error: Exception) -> None:
        """Say why an act was not done; those that wait for it would build on it, so they go, too."""
        self._is_writing = False
        self._waiting.clear()
        self._undone_later = 0
        self.changed.emit()
        if not isinstance(error, AnalystError | OSError):
            self.failed.emit(tr("The list of people could not be written."))
            raise error
        self.failed.emit(sentence(error))
        self.look()


def _read(article: Path, folder: Path | None, known: PeopleFile | None) -> PeopleFile:
    """In a worker: the people, found by name from now on."""
    from analyst_app.corpus.people.people_file import read_people

    return _ready(read_people(article, folder, known))


def _write(before: PeopleFile, edit: Edit) -> PeopleFile:
    from analyst_app.corpus.people.people_file import write_edit

    return _ready(write_edit(before, edit))


def _ready(file: PeopleFile) -> PeopleFile:
    """The file when its people are in a table by name, which takes a while for 10,000 of them."""
    _ = file.known
    return file
