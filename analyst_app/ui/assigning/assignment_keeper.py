"""The assignments of the opened folder, as its ``assign.json`` has them: read and written off the GUI thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from analyst_app.errors import AnalystError, sentence
from analyst_app.wording import tr

if TYPE_CHECKING:
    from pathlib import Path

    from analyst_app.corpus.assigning.assignments_file import AssignAct, Assignment, AssignmentsFile
    from analyst_app.ui.files.workplace import Workplace
    from analyst_app.ui.widgets.tasks import Tasks


class AssignmentKeeper(QObject):
    """Reads the assignments when a folder is opened or changes, and carries out what a person assigns.

    Args:
        workplace: says which folder is open, and whose articles are meant.
        tasks: to read and write with.
        parent: the window.
    """

    own_changed = Signal(object, bool)
    """The articles of the annotator are others: the day by which each is to be done (None: she is not named), and
    whether some articles are for calibration."""
    failed = Signal(str)
    """The file cannot be read as a whole, or not be written: the sentence that says why; empty: it is well again."""
    written = Signal(str)
    """An act is on the disk: the sentence that says which."""

    def __init__(self, workplace: Workplace, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._workplace, self._tasks = workplace, tasks
        self.file: AssignmentsFile | None = None
        """The assignments; None: no folder is open, or they are not read yet."""
        self._act: AssignAct | None = None
        self._is_writing = False
        self._told = ""
        """The annotator whose articles were told last."""

    @property
    def can_take_back(self) -> bool:
        """True if an act of this run can be taken back."""
        return self._act is not None and not self._is_writing

    def look(self) -> None:
        """Read the assignments of the opened folder, in a worker; of single files there are none."""
        folder = self._workplace.folder
        if folder is None or (self.file is not None and self.file.path.parent != folder):
            self.file = self._act = None
            self.own_changed.emit(None, False)
        if folder is not None:
            self._tasks.run_at_rest(self, _read, folder, self.file, done=self._take, failed=self._fail)

    def assign(self, wanted: Sequence[Assignment], *, before: AssignmentsFile) -> None:
        """Write assignments.

        Args:
            wanted: those of the articles that are assigned anew.
            before: the file that they were drawn from.
        """

        def written(act: AssignAct) -> None:
            self._act = act
            self._note(act.after)
            if not act.articles:
                words = tr("Nothing was written: all is assigned so already.")
            elif not act.before.by_article:
                words = tr("{n} article is assigned.|{n} articles are assigned.", act.articles)
            else:
                words = tr("{n} article is assigned anew.|{n} articles are assigned anew.", act.articles)
            self.written.emit(words)

        self._write(lambda: _assigned(before, wanted), written)

    def take_back(self) -> None:
        """Take the last act back, but for what a colleague has assigned otherwise since."""
        act = self._act
        if act is None or self._is_writing or self.file is None:
            return
        self._act = None

        def written(found: tuple[AssignmentsFile, int]) -> None:
            file, left = found
            self._note(file)
            words = tr("The assignment is taken back.")
            if left:
                words += " " + tr(
                    "{n} article was assigned otherwise since and stays so."
                    "|{n} articles were assigned otherwise since and stay so.",
                    left,
                )
            self.written.emit(words)

        self._write(lambda: _taken_back(act), written)

    # -- inside ------------------------------------------------------------------------

    def _write(self, work: Callable[[], object], written: Callable[..., object]) -> None:
        if self._is_writing:
            return
        self._is_writing = True

        def done(found: object) -> None:
            self._is_writing = False
            written(found)

        def failed(error: Exception) -> None:
            self._is_writing = False
            self._fail(error)

        self._tasks.run(work, done=done, failed=failed, must_end=True)

    def _take(self, file: AssignmentsFile) -> None:
        is_news = file is not self.file or self._workplace.annotator != self._told
        if is_news and not self._is_writing and file.path.parent == self._workplace.folder:
            self._note(file)

    def _note(self, file: AssignmentsFile) -> None:
        self.file = file
        self._told = self._workplace.annotator
        own = file.of_person(self._told)
        is_calibrating = any(one.calibrates for one in file.by_article.values())
        self.own_changed.emit({key: one.until for key, one in own.items()} if own else None, is_calibrating)
        self.failed.emit(file.trouble)

    def _fail(self, error: Exception) -> None:
        if not isinstance(error, AnalystError | OSError):
            self.failed.emit(tr("The assignments could not be read or written."))
            raise error
        self.failed.emit(sentence(error))


def _read(folder: Path, known: AssignmentsFile | None) -> AssignmentsFile:
    from analyst_app.corpus.assigning.assignments_file import read_assignments

    return _ready(read_assignments(folder, known))


def _assigned(before: AssignmentsFile, wanted: Sequence[Assignment]) -> AssignAct:
    from analyst_app.corpus.assigning.assignments_file import write_assignments

    act = write_assignments(before, wanted)
    _ready(act.after)
    return act


def _taken_back(act: AssignAct) -> tuple[AssignmentsFile, int]:
    from analyst_app.corpus.assigning.assignments_file import read_assignments, take_back

    file, left = take_back(act, read_assignments(act.after.path.parent))
    return _ready(file), left


def _ready(file: AssignmentsFile) -> AssignmentsFile:
    """The file when its assignments are in a table by article, which takes a while for 10,000 of them."""
    _ = file.by_article
    return file
