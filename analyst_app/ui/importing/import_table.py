"""The table of an import: its candidates, of which the current one is shown below it."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QDragEnterEvent, QDragMoveEvent, QDropEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from analyst_app.ui.files.dropping import path_of
from analyst_app.ui.importing.import_list import STATE, CandidateModel, ImportCandidate
from analyst_app.ui.widgets.empty_note import EmptyNote
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from analyst_app.ui.widgets.theme import Looks


_EMPTY = marked(
    "Drop files here, or a folder: articles, exports of news databases, the files of another annotation tool, answers "
    "to a report."
)


class ImportTable(QTableView):
    """Shows the candidates, a line each; takes files that are dropped on it, and says so while it is empty.

    Args:
        model: has them.
        looks: colours and sizes.
        parent: the import.
    """

    dropped = Signal(object)
    """Files were: their Paths."""
    asked_for = Signal()
    """The button that asks for files was pressed."""

    def __init__(self, model: CandidateModel, looks: Looks, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAcceptDrops(True)
        self.setMinimumHeight(looks.sizes.height("import_least"))
        self._empty = EmptyNote("import_empty", self, looks)
        self._empty.pressed.connect(self.asked_for)
        self._candidates = model
        self.setObjectName("import_table")
        self.setAccessibleName(tr("Articles to import"))
        self.setModel(model)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.verticalHeader().setVisible(False)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setShowGrid(False)
        model.modelReset.connect(self._say_if_empty)
        model.rowsInserted.connect(self._say_if_empty)
        model.rowsRemoved.connect(self._say_if_empty)
        self._say_if_empty()
        for section in (0, STATE):
            self.horizontalHeader().setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)

    def current(self) -> tuple[int, ImportCandidate | None]:
        """The current row and its candidate; None if no row is current."""
        row = self.currentIndex().row()
        all_of = self._candidates.candidates
        return row, all_of[row] if 0 <= row < len(all_of) else None

    def put(self, path: Path, candidates: list[ImportCandidate]) -> None:
        """Take what was read of a file; the current row stays at the article, or the file, where it was."""
        _, current = self.current()
        self._candidates.put(path, candidates)
        all_of = self._candidates.candidates
        if self.currentIndex().isValid() or not all_of or current is None:
            return
        same = [
            n for n, one in enumerate(all_of) if one is current or (one.path is not None and one.path == current.path)
        ]
        self.selectRow(same[0] if same else 0)

    def leave_out(self) -> None:
        """Take the selected rows out; the next one is current then.

        A current row that is not among them is the one that a person sees: unless several are
        selected, it goes, and a selected one that the keys have left behind stays.
        """
        rows = sorted(index.row() for index in self.selectionModel().selectedRows())
        current = self.currentIndex().row()
        if len(rows) <= 1 and current >= 0:
            rows = [current]
        if not rows:
            return
        self._candidates.remove(rows)
        if left := self._candidates.rowCount():
            self.selectRow(min(rows[0], left - 1))

    def _say_if_empty(self) -> None:
        self._empty.say("" if self._candidates.candidates else tr(_EMPTY), tr("Add files…"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        if any(url.isLocalFile() for url in event.mimeData().urls()):
            event.acceptProposedAction()

    def dragMoveEvent(self, event: QDragMoveEvent) -> None:
        event.acceptProposedAction()  # Qt's table would take rows only

    def dropEvent(self, event: QDropEvent) -> None:
        event.acceptProposedAction()
        self.dropped.emit([path_of(url) for url in event.mimeData().urls() if url.isLocalFile()])
