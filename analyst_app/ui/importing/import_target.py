"""The folder that an import writes into: the opened one, or one that is typed or chosen, or else proposed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QLineEdit, QWidget

from analyst_app.ui.importing.import_head import import_button
from analyst_app.ui.importing.import_work import AnswersTarget
from analyst_app.ui.widgets.typed_path import whole_path
from analyst_app.wording import tr

if TYPE_CHECKING:
    from analyst_app.ui.files.workplace import Workplace


class ImportTarget(QWidget):
    """A field with the folder, and a button that asks for another.

    Args:
        workplace: says what is open.
        parent: the import.
    """

    changed = Signal()
    """A person has typed or chosen a folder, or it became that of the open article."""

    def __init__(self, workplace: Workplace, parent: QWidget) -> None:
        super().__init__(parent)
        self._workplace = workplace
        self._is_proposed = False
        """True while the folder is that of the first file, which nobody has chosen."""
        folder = workplace.folder
        self.field = QLineEdit(str(folder) if folder is not None else "", self)
        self.field.setObjectName("import_folder")
        self.field.setAccessibleName(tr("Folder for the articles"))
        self.field.setPlaceholderText(tr("folder for the articles"))
        self.field.editingFinished.connect(self.changed)
        self.field.textEdited.connect(self._note_typed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(self.field, 1)
        row.addWidget(import_button("import_choose", tr("Folder…"), self._ask, self))

    @property
    def path(self) -> Path | None:
        """The folder; None: there is none yet."""
        return whole_path(self.field.text())

    @property
    def for_answers(self) -> AnswersTarget:
        """The place of answered articles: that of the open one, unless a person has chosen a folder."""
        opened = self._workplace.article
        is_open_ones = opened is not None and (self._is_proposed or not self.field.text())
        return AnswersTarget(opened.parent if opened is not None and is_open_ones else self.path, opened)

    def propose(self, folder: Path) -> None:
        """Take the folder of the first file, if there is none yet."""
        if not self.field.text():
            self.field.setText(str(folder))
            self._is_proposed = True

    def follow_answers(self) -> None:
        """Go to the folder of the open article, whose answers are among the files, unless a person chose another."""
        opened = self._workplace.article
        if self._is_proposed and opened is not None:
            self._is_proposed = False
            self.field.setText(str(opened.parent))
            self.changed.emit()

    def _note_typed(self, _: str) -> None:
        self._is_proposed = False

    def _ask(self) -> None:
        name = QFileDialog.getExistingDirectory(self, tr("Folder for the articles"), self.field.text())
        if name:
            self.field.setText(name)
            self._is_proposed = False
            self.changed.emit()
