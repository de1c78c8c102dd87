"""File ▸ Import: opens the import, and shows what it has written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from analyst_app.ui.corpus.passages import Passages
    from analyst_app.ui.files.workplace import Workplace
    from analyst_app.ui.importing.import_dialog import ImportDialog
    from analyst_app.ui.widgets.tasks import Tasks
    from analyst_app.ui.widgets.theme import Looks


class ImportCommands(QObject):
    """Opens the dialog, and tells where it has written to."""

    folder_changed = Signal()
    """Something was written into the opened folder, or answers were taken in beside an article that is open."""
    folder_made = Signal(object)
    """Articles were made elsewhere: the Path of their folder."""
    failed = Signal(str, object)
    """Something went wrong by a mistake of the program's own: the sentence about it, and the Path it came up with."""
    said = Signal(str)
    """A word for the status bar."""
    stopped = Signal()
    """The window was closed: what is being read or written is not gone on with."""

    def __init__(self, workplace: Workplace, passages: Passages, tasks: Tasks, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace, self._passages, self._tasks = workplace, passages, tasks
        self._looks, self._window = looks, parent
        self._open: list[ImportDialog] = []

    def import_files(self, paths: Sequence[Path] = ()) -> None:
        """Open the import with some files in it."""
        from analyst_app.ui.importing.import_dialog import ImportDialog

        there = self._window.findChild(ImportDialog)
        if there is not None and there.isVisible():  # with what was typed in it
            there.activateWindow()
            there.add_files(paths)
            return
        dialog = ImportDialog(self._passages, self._tasks, self._workplace, self._looks, self._window)
        dialog.written.connect(self._tell)
        dialog.done_with.connect(self.said)
        dialog.failed.connect(self.failed)
        self.stopped.connect(dialog.stop)
        self._open.append(dialog)
        dialog.finished.connect(lambda _: self._open.remove(dialog))
        dialog.show()
        dialog.add_files(paths)

    def holds_back(self) -> bool:
        """True if a person does not want to lose what she typed into an import that is open: she is asked."""
        return any(not dialog.may_go() for dialog in self._open)

    def _tell(self, folder: Path, has_made: bool) -> None:
        opened = self._workplace.folder
        if opened is not None and folder.absolute().is_relative_to(opened):
            self.folder_changed.emit()
        elif has_made:
            self.folder_made.emit(folder)
        else:
            self.folder_changed.emit()
