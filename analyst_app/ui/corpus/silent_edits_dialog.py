"""The tagged passages that an outlet changed or removed since a page was imported before."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QHeaderView, QTableWidget, QTableWidgetItem, QVBoxLayout

from analyst_app.corpus.intake.document_intake import TakenIn
from analyst_app.corpus.silent_edits import ChangedPassage
from analyst_app.ui.widgets.dialog_fit import fit_dialog
from analyst_app.ui.widgets.message import PlainLabel, shown_name
from analyst_app.wording import marked, tr

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from analyst_app.ui.corpus.passages import Passages

_ABOUT = marked("These tagged passages are no longer there word for word. The earlier version is kept as it was.")
_HEADS = (marked("Article"), marked("Tag"), marked("Layer"), marked("What"), marked("Before"), marked("Now"))
_KINDS = {"changed": marked("changed"), "removed": marked("removed")}


class SilentEditsDialog(QDialog):
    """A list; a click opens the new version at the place."""

    def __init__(
        self, passages: Passages, changed: Sequence[tuple[TakenIn, Sequence[ChangedPassage]]], parent: QWidget
    ) -> None:
        """List the changed passages of each article that was taken in; ``passages`` shows one that is clicked."""
        super().__init__(parent)
        self.setObjectName("silent_edits")
        self.setWindowTitle(tr("Changed since the last import"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fit_dialog(self, 900, 360)
        self._passages = passages
        rows = [(taken.path, passage) for taken, found in changed for passage in found]
        self.table = QTableWidget(len(rows), len(_HEADS), self)
        self.table.setObjectName("silent_edits_table")
        self.table.setHorizontalHeaderLabels(list(map(tr, _HEADS)))
        self.table.setEditTriggers(QTableWidget.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        for row, (path, passage) in enumerate(rows):
            words = (
                path.name,
                passage.tag,
                passage.layer,
                tr(_KINDS[passage.kind]),
                passage.before,
                passage.after or "–",
            )
            for column, word in enumerate(words):
                self.table.setItem(row, column, QTableWidgetItem(shown_name(" ".join(word.split()))))
        for section in (4, 5):
            self.table.horizontalHeader().setSectionResizeMode(section, QHeaderView.ResizeMode.Stretch)
        self.table.itemActivated.connect(lambda item: self._go_to(*rows[item.row()]))
        self.table.itemClicked.connect(lambda item: self._go_to(*rows[item.row()]))
        label = PlainLabel(tr(_ABOUT), self)
        label.setWordWrap(True)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close, self)
        buttons.rejected.connect(self.reject)
        column_ = QVBoxLayout(self)
        column_.addWidget(label)
        column_.addWidget(self.table, 1)
        column_.addWidget(buttons)

    def _go_to(self, path: Path, passage: ChangedPassage) -> None:
        if passage.span is not None:
            self._passages.show(path, passage.span, passage.after)
